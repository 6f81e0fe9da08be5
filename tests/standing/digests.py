"""Digests of what tests rest on: files of the project, and the machine around them."""

import ast
import hashlib
import importlib.metadata
import json
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOTS = ("", "src", "everyorder/src")  # in which the names of imports begin
FIXTURES = "conftest.py"
MADE = {"__pycache__", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


def digest(*told: object) -> str:
    """Changes with any of these values, which JSON can write."""
    text = json.dumps(told, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def of_files(
    root: Path, places: Iterable[str], read: Callable[[Path], bytes] = Path.read_bytes
) -> str:
    """Changes with the name and the contents of each file in these places."""
    found = {file for place in places for file in below(root / place)}
    names = [(file.relative_to(root).as_posix(), file) for file in found]
    return digest([(name, of_bytes(read(file))) for name, file in sorted(names)])


def below(place: Path) -> Iterator[Path]:
    """The file, or all files in the folder, but for those that tools make there."""
    if place.is_file():
        yield place
    elif place.is_dir() and place.name not in MADE and place.suffix != ".egg-info":
        for each in place.iterdir():
            yield from below(each)


def sources(root: Path, test: Path) -> tuple[str, ...]:
    """The files that a test file rests on in its own folder, and the test files it names.

    What is no test file is taken for a tool of all, be it Python or data.
    """
    folder = test.parent
    found = {file for file in below(folder) if not _is_test(file)}
    while folder != root:
        folder = folder.parent
        found |= {file for file in folder.glob("*.py") if not _is_test(file)}
    found |= reached(root, test)
    return tuple(sorted(file.relative_to(root).as_posix() for file in found))


def _is_test(file: Path) -> bool:
    return file.name.startswith("test_") and file.suffix == ".py"


def reached(root: Path, test: Path) -> frozenset[Path]:
    """The file, those that it imports or names, those that these import or name.

    What fixtures give is no matter of it: their file counts, and not what they import.
    """
    found, due = set(), {test}
    while due:
        file = due.pop()
        found.add(file)
        if file.name != FIXTURES:
            due |= {other for other in _named(root, file) if other.is_file()} - found
    return frozenset(found)


def _named(root: Path, file: Path) -> Iterator[Path]:
    """What may be meant by the imports of a file, and by strings that name a file."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        told = getattr(node, "value", None)
        if isinstance(told, str) and re.fullmatch(r"\w+\.py", told):
            yield file.parent / told
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name}" for name in names)]
        for name in names:
            yield from _files(root, name)
            yield file.parent / f"{name.rpartition('.')[2]}.py"


def _files(root: Path, name: str) -> Iterator[Path]:
    """The files that the name of a module may stand for, with the packages around it."""
    parts = name.split(".")
    for start in ROOTS:
        for length in range(1, len(parts) + 1):
            place = root.joinpath(start, *parts[:length])
            yield place / "__init__.py"
        yield place.with_suffix(".py")


def machine(**more: str) -> dict[str, str]:
    """What a result may differ by, beside the project's files, in words."""
    installed = {d.name: d.version for d in importlib.metadata.distributions()}
    installed.pop("pip", None)  # each Python brings one of its own
    return {
        "Python": f"{sys.version} ({sys.platform} {platform.machine()})",
        "libc": " ".join(platform.libc_ver()),
        "packages": digest(installed),
        **more,
    }
