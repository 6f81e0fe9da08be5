"""A batch without jobs has no results and no failures.

raises: `run_all({})` did not return two empty dictionaries.
deadlock: `run_all()` waits for a job, and there is none.
hangs: `run_all()` goes round a loop although there is no job.
"""

from answer import run_all

done, failed = run_all({})
assert done == {}, f"done: {done}"
assert failed == {}, f"failed: {failed}"
