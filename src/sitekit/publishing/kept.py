"""Drawings are kept between builds: the same program, order and code draw the same.

To draw an order, the engine runs the program in it again, which is a fifth of a build.
What was drawn lies in the project's .cache/, by a digest of all that it depends on:
whatever is given here, and the code of the engine and of this package. Only drawings
are kept, never a failure.
"""

import functools
import hashlib
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import everyorder
import sitekit

FOLDER = Path(".cache/drawings")


def drawn(root: Path, depends_on: tuple[str, ...], draw: Callable[[], str]) -> str:
    """What `draw` returns, or what it returned before; `root` is the project's."""
    folder = _folder(root / FOLDER)
    file = folder / f"{_digest(*depends_on)}.html"
    if file.exists():
        return file.read_text("utf-8")
    text = draw()
    folder.mkdir(parents=True, exist_ok=True)
    ready = file.with_suffix(f".{os.getpid()}")
    ready.write_text(text, "utf-8")
    ready.replace(file)  # another build may read it at this moment
    return text


@functools.cache
def _folder(above: Path) -> Path:
    """That of today's code. What other code has drawn goes."""
    folder = above / _code()
    for other in above.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


@functools.cache
def _code() -> str:
    files = [
        file
        for package in (everyorder, sitekit)
        for file in sorted(Path(package.__file__).parent.rglob("*"))
        if file.is_file() and file.suffix != ".pyc"
    ]
    return _digest(sys.version, *(file.read_bytes().hex() for file in files))


def _digest(*texts: str) -> str:
    found = hashlib.sha256()
    for text in texts:
        found.update(f"{len(text)}:{text}".encode())
    return found.hexdigest()[:20]
