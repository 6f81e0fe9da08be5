"""A digest of code that is the same whatever its comments, docstrings and blank lines.

And the same on every Python: it is made from the lines of the source, since a dump of
its syntax tree differs between versions.
"""

import ast
import hashlib
import io
import tokenize
from collections.abc import Iterable
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
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    for node in ast.walk(ast.parse(source)):
        holder = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if holder and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            for row in range(first.lineno, first.end_lineno + 1):
                lines[row - 1] = ""
    return [line.rstrip() for line in lines if line.strip()]
