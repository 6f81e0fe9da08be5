"""A source file -> a program: code with switch points, its lines kept.

It reads and compiles; rewrite.py does the rewriting and execution.py runs the result.
"""

import ast
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from everyorder.instrument.rewrite import rewrite


class ProgramError(Exception):
    """The program cannot be read or rewritten; the message says why and where."""

    def __init__(self, message: str, verdict: str = "wrong use", line: int = 0):
        super().__init__(message)
        self.verdict, self.line = verdict, line


@dataclass(frozen=True)
class Site:
    """An operation in the source: where it stands and what it does."""

    line: int
    what: str


@dataclass(frozen=True)
class Program:
    """A rewritten program; `unsettled` are names read with switch points."""

    name: str
    source: str
    code: object
    sites: tuple[Site, ...]
    imports: tuple[str, ...]
    unsettled: frozenset[str] = field(default_factory=frozenset)

    @property
    def file(self) -> str:
        """The name its code objects carry."""
        return f"<everyorder {self.name}>"

    def line(self, number: int) -> str:
        lines = self.source.splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def with_unsettled(self, names) -> "Program":
        """The same program with these names unsettled, too."""
        return load_source(self.source, self.name, self.unsettled | set(names))


def load(path: str | Path) -> Program:
    """The program in a file. Raises ProgramError with a sentence for the reader."""
    path = Path(path)
    try:
        with tokenize.open(path) as file:  # by its coding line, without a mark
            source = file.read()
    except FileNotFoundError:
        raise ProgramError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise ProgramError(f"{path} is a folder, not a program.") from None
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise ProgramError(f"{path} cannot be read: {error}.") from None
    return load_source(source, str(path))


def load_source(source: str, name="<program>", unsettled=frozenset()) -> Program:
    """The program in a string. Raises ProgramError."""
    try:
        tree = ast.parse(source)
        compile(source, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "somewhere"
        message = f"{name}, {where}: {error.msg}."
        raise ProgramError(message, line=error.lineno or 0) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ProgramError(f"{name} cannot be compiled: {error}.") from None
    imports = _imports(tree)
    try:
        tree, sites = rewrite(tree, unsettled)
        code = compile(tree, f"<everyorder {name}>", "exec", dont_inherit=True)
    except NotImplementedError as error:
        construct, line = error.args
        message = f"{name}, line {line}: everyorder does not support {construct}."
        raise ProgramError(message, "unsupported", line) from None
    places = tuple(Site(line, what) for line, what in sites)
    return Program(name, source, code, places, imports, frozenset(unsettled))


def _imports(tree: ast.AST) -> tuple[str, ...]:
    """The modules that the program imports anywhere."""
    names: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names[node.module] = None
    if {"concurrent", "asyncio"} & {name.split(".")[0] for name in names}:
        names["concurrent.futures.thread"] = None
    return tuple(names)
