"""A digest of code that is the same whatever its comments, docstrings and blank lines.

And the same on every Python: it is made from the lines of the source, since a dump of
its syntax tree differs between versions.
"""

import ast
import hashlib
import io
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest(files: Iterable[Path]) -> str:
    """Changes with what the code of these files does."""
    return digest_of(file.read_text("utf-8") for file in sorted(files))


def digest_of(sources: Iterable[str]) -> str:
    """Changes with what these sources do. Raises SyntaxError."""
    found = hashlib.sha256()
    for source in sources:
        found.update("\n".join(bare(source)).encode())
    return found.hexdigest()[:16]


def bare(source: str) -> list[str]:
    """The lines of a source without comments, docstrings and blank lines."""
    lines = source.splitlines()
    for row, column in comments(source):
        lines[row - 1] = lines[row - 1][:column]
    for row in docstrings(source):
        lines[row - 1] = ""
    return [line.rstrip() for line in lines if line.strip()]


def comments(source: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins: its line, from 1, and its column, from 0."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start


def docstrings(source: str) -> Iterator[int]:
    """The lines of all docstrings, from 1. Raises SyntaxError."""
    for node in ast.walk(ast.parse(source)):
        holder = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if holder and ast.get_docstring(node, clean=False) is not None:
            yield from range(node.body[0].lineno, node.body[0].end_lineno + 1)
