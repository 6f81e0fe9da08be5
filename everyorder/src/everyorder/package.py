"""The files of this package, for whoever keeps its verdicts or packs it for a browser.

Nothing here reads them: how a change is noticed, and how files are packed, is theirs.
"""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
# What a page must serve beside Python: the other half of runtime/fibers/jspi.py.
JAVASCRIPT = FOLDER / "runtime/fibers/jspi.js"
TESTS = {"pytest_plugin.py", "pytest_items.py"}
COMMANDS = {"__main__.py", "command.py", "exercise_command.py"}
COMMANDS |= {"oracle", "opinion.py"}
EXERCISES = {"exercise.py", "judging.py", "called.py"}
# How verdicts are asked for and told: no search uses these.
ASIDE = {
    *(*TESTS, *COMMANDS, *EXERCISES, "options.py", "checking.py"),
    *("again.py", "interrupts.py"),
    *("report.py", "cause.py", "session.py", "jspi.py", "package.py"),
}


def deciding() -> Iterator[Path]:
    """The files on which verdicts depend, and how many orders there are."""
    return _without(ASIDE)


def judging() -> Iterator[Path]:
    """The files on which it depends what is said of an answer to an exercise."""
    return (FOLDER / name for name in sorted(EXERCISES))


def in_browser() -> Iterator[Path]:
    """The Python files that a browser needs."""
    return _without(TESTS | COMMANDS | {"greenlets.py", "package.py"})


def _without(names: set[str]) -> Iterator[Path]:
    """The Python files, but not those whose path has one of these names."""
    for file in sorted(FOLDER.rglob("*.py")):
        if names.isdisjoint(file.relative_to(FOLDER).parts):
            yield file
