"""Programs that exist in name only, and what could be recorded of them."""

from pathlib import Path, PurePosixPath

from sitekit.pages.marks import Claims
from sitekit.programs import Program
from sitekit.records import proofs

HELD = {
    "verdict": "holds",
    "orders": 1200,
    "preemptions": 2,
    "exhaustive": True,
    "breaking": None,
    "order": None,
    "python": proofs.PYTHON,
}
BROKEN = {**HELD, "verdict": "output", "order": "any-time:1.2-2", "breaking": [3, 7]}
ALWAYS = {**BROKEN, "breaking": [7, 7]}


def made(name="learn/a.py", file=None, place="", **claims) -> Program:
    """A program of this path below snippets/, with these claims."""
    path = PurePosixPath(name)
    language = "python" if path.suffix == ".py" else "bash"
    file = Path(file or name)
    place = place or f"snippets/{name}"
    claims = Claims(**claims)
    return Program(path, place, file, Path("a.md"), 1, language, claims=claims)
