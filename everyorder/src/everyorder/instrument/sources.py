"""One file of a program: read, rewritten and compiled, its lines kept.

program.py puts files together, and numbers their sites one after the other; this knows
one file and its imports. A file that cannot be had is a value, too (Absent): the
program learns of it when it imports it, not before.
"""

import ast
import functools
import tokenize
from dataclasses import dataclass
from types import CodeType

from everyorder.instrument.finder import Found
from everyorder.instrument.rewrite import Part, rewrite
from everyorder.runtime.lifetimes import DROPS


@dataclass(frozen=True)
class Site:
    """An operation in the source: where it stands and what it does.

    `file` is the name of the file as a report shows it, "" for the program's script.
    """

    line: int
    what: str
    file: str = ""


@dataclass(frozen=True)
class Source:
    """A module of a program.

    `shown` is its file for a reader, `file` what its code objects carry; `within` says
    where its own modules lie if it is a package. `needs` are the modules that it
    imports as it is executed, `imports` all names of modules in it.
    """

    module: str
    path: str
    shown: str
    text: str
    code: CodeType
    sites: tuple[Site, ...]
    imports: tuple[str, ...]
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    within: tuple[str, ...] | None = None

    @property
    def file(self) -> str:
        return file_of(self.path or self.shown)


@dataclass(frozen=True)
class Absent:
    """A module that cannot be imported: `refused` says why, "" if there is none.

    `error` is what Python would raise at the import, if its source is no Python.
    """

    module: str
    refused: str = ""
    line: int = 0
    file: str = ""
    error: SyntaxError | None = None


def file_of(name: str) -> str:
    """What the code objects of a file carry as its name."""
    return f"<everyorder {name}>"


def shown(found: Found) -> str:
    """The file of a module as a reader knows it: `helper.py`, `shop/till.py`."""
    parts = found.module.replace(".", "/")
    return f"{parts}/__init__.py" if found.within is not None else f"{parts}.py"


def read(found: Found, first: int, unsettled: frozenset[str]) -> Source | Absent:
    """The module that was found, its sites numbered from `first`."""
    if found.refused:
        return Absent(found.module, found.refused)
    if not found.path:
        text = ""
    else:
        try:
            with tokenize.open(found.path) as file:
                text = file.read()
        except (OSError, SyntaxError, UnicodeDecodeError) as error:
            return Absent(found.module, f"import of {found.module}: {error}")
    prefix = f"{found.module}:"
    mine = frozenset(k for k in unsettled if k.startswith(prefix) or k == DROPS)
    return _source(found, text, first, mine)


def parsed(text: str, name: str) -> ast.Module:
    """The tree of a source text that compiles. Raises SyntaxError, with its place."""
    if "\0" in text:  # of which each Python tells something else, and not where
        before = text[: text.index("\0")]
        place = (
            name,
            before.count("\n") + 1,
            len(before.rpartition("\n")[2]) + 1,
            None,
        )
        raise SyntaxError("source code cannot contain null bytes", place)
    tree = ast.parse(text, name)
    compile(text, name, "exec", dont_inherit=True)
    return tree


@functools.lru_cache(maxsize=512)
def _source(
    found: Found, text: str, first: int, unsettled: frozenset[str]
) -> Source | Absent:
    name = shown(found)
    try:
        tree = parsed(text, found.path or name)
    except SyntaxError as error:
        return Absent(found.module, "", error.lineno or 0, name, error)
    except (ValueError, RecursionError, MemoryError) as error:
        return Absent(found.module, f"import of {found.module}: {error}")
    imports, needs = all_imports(tree), needed(tree, package_of(found))
    try:
        tree, places = rewrite(tree, unsettled, part=Part(found.module, first))
        code = compile(tree, file_of(found.path or name), "exec", dont_inherit=True)
    except NotImplementedError as error:
        construct, line = error.args
        return Absent(found.module, construct, line, name)
    sites = tuple(Site(line, what, name) for line, what in places)
    return Source(
        *(found.module, found.path, name, text, code, sites, imports, needs),
        found.within,
    )


def package_of(found: Found) -> str:
    """The package that relative imports in a module start from."""
    if found.within is not None:
        return found.module
    return found.module.rpartition(".")[0]


def all_imports(tree: ast.AST) -> tuple[str, ...]:
    """The modules that the program imports anywhere, as it writes them."""
    names: dict[str, None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names[node.module] = None
    if {"concurrent", "asyncio"} & {name.split(".")[0] for name in names}:
        names["concurrent.futures.thread"] = None
    return tuple(names)


def needed(tree: ast.Module, package: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(module, names taken from it) of each import outside functions.

    Those are executed with the module, but for what only type checkers read.
    """
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    left: list[ast.AST] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, ast.Import):
            found.update(((alias.name, ()), None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            name = absolute(node.module or "", package, node.level)
            if name:
                found[name, tuple(alias.name for alias in node.names)] = None
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            left += node.orelse
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.expr)):
            left += ast.iter_child_nodes(node)
    return tuple(found)


def absolute(name: str, package: str, level: int) -> str:
    """The full name of a module, or "" if there is no such package around."""
    if not level:
        return name
    parts = package.split(".") if package else []
    if len(parts) < level:
        return ""
    return ".".join(parts[: len(parts) - level + 1] + ([name] if name else []))
