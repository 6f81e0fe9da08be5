"""The day each file last changed, as git knows it."""

import subprocess
from pathlib import Path


def changed(root: Path) -> tuple[dict[str, str], str]:
    """The day of each file by its path below `root`, and why there is none.

    Without days, the pages leave theirs out; the reason is said once, in a sentence.
    """
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository").strip()
        if shallow == "true":
            return {}, (
                "this is a shallow clone, so pages are published without the day they"
                " changed: git fetch --unshallow"
            )
        told = _git(root, "log", "--format=%x00%cs", "--name-only", "--relative")
    except OSError:
        return {}, "git is not installed, so pages are published without their day"
    except subprocess.CalledProcessError as error:
        why = error.stderr.strip().splitlines() or ["git failed"]
        return {}, f"pages are published without the day they changed: {why[0]}"
    days: dict[str, str] = {}
    for commit in told.split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            days.setdefault(name, day)
    return days, ""


def _git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout
