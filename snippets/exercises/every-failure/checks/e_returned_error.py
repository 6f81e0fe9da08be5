"""A job that returns an exception, and raises none, is a good one.

raises: What the job returned does not stand in the first dictionary.
deadlock: `run_all()` waits forever.
hangs: `run_all()` goes round a loop until the jobs are over. Let it
    sleep until then.
"""

from answer import run_all

proof = ValueError("a page about errors")
done, failed = run_all({"page": lambda: proof})
assert failed == {}, f"failed: {failed}"
assert done == {"page": proof}, f"done: {done}"
