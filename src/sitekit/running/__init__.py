"""Programs, run as a reader would run them, and held to their page.

    pythons.py    the interpreters of this machine
    process.py    one program in a fresh interpreter; many, side by side
    outcome.py    what a run did
    verdict.py    what is wrong with an outcome, in words

Nothing here knows of pytest or of pages being built.
"""

from sitekit.running.outcome import NotRun, Outcome
from sitekit.running.process import run, run_all, run_as_shown
from sitekit.running.pythons import Python, found_pythons, python_at, this_python
from sitekit.running.verdict import check, too_old

__all__ = [
    "NotRun",
    "Outcome",
    "Python",
    "check",
    "found_pythons",
    "python_at",
    "run",
    "run_all",
    "run_as_shown",
    "this_python",
    "too_old",
]
