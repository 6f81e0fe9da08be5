"""The standard library's own Python code, with switch points like the program's.

Real functions keep their identity: their code is exchanged for rewritten code while
programs run (`swapped`), and put back afterwards. So pickling, `isinstance` and caches
by function see nothing of it. A module is opened when a program first reaches it
(`want`, from operations/), and the search begins again with it; what the engine itself
stands on (model/overlay.py) has copies of its own.

Sites of the library have negative numbers, which are the same for all programs of a
process and leave those of the program as they are. modules.py says what is never
opened, and why.
"""

import ast
import contextlib
import functools
import gc
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from everyorder.instrument.modules import is_opened
from everyorder.instrument.rewrite import Place, rewrite

FILE = "<everyorder library {}>"


@dataclass
class Module:
    """A module of the library that is open: each function, its code, and ours."""

    name: str
    functions: list[tuple[types.FunctionType, types.CodeType, types.CodeType]]


@dataclass
class Library:
    """The open modules of this process."""

    modules: dict[str, Module | None] = field(default_factory=dict)
    sites: list[tuple[str, int, str]] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    inside: bool = False  # whether rewritten code is in place
    ours: dict[int, object] = field(default_factory=dict)  # see `replaced`
    kept: list[tuple[dict, str, object]] = field(default_factory=list)

    def want(self, module: str | None) -> None:
        """The program has reached code of this module, which may have to be opened."""
        if module is not None and module not in self.modules:
            self.wanted.add(module)

    def open_wanted(self) -> bool:
        """Open what was asked for; whether there was any to be opened."""
        wanted, self.wanted = sorted(self.wanted), set()
        found = [self._open(name) for name in wanted if name not in self.modules]
        return any(found)

    def is_open(self, module: str) -> bool:
        return self.modules.get(module) is not None

    def _open(self, name: str) -> bool:
        self.modules[name] = None
        module = sys.modules.get(name)
        if module is None or not is_opened(name):
            return False
        codes = self._codes(name, getattr(module, "__file__", None))
        if codes is None:
            return False
        opened = Module(name, [])
        for function in functions(module):
            code = codes.get(_key(function.__code__))
            if code is not None and code.co_freevars == function.__code__.co_freevars:
                opened.functions.append((function, function.__code__, code))
        self.modules[name] = opened
        if self.inside:
            _exchange(opened, 2)
            self._replace(opened)
        return True

    def _codes(self, name: str, file: str | None):
        """The rewritten code of each function of this module, or None without source.

        What cannot be rewritten stays as it is, whole module by whole module; whoever
        calls it touches everything (operations/library.py).
        """
        if file is None or not file.endswith(".py"):
            return None
        source = Path(file).read_text("utf-8")
        place = Place(name, -len(self.sites) - 1)
        try:
            tree, sites = rewrite(ast.parse(source), place=place)
            code = compile(tree, FILE.format(name), "exec", dont_inherit=True)
        except NotImplementedError:
            return None
        self.sites += [(name, line, what) for line, what in sites]
        return {_key(part): part for part in _nested(code)}

    @contextlib.contextmanager
    def replaced(self, ours: dict[int, object]) -> Iterator[None]:
        """While entered, globals of open modules are `ours`, by the id of the host's."""
        self.ours = ours
        kept: list[tuple[dict, str, object]] = []
        self.kept = kept
        for module in filter(None, self.modules.values()):
            self._replace(module)
        try:
            yield
        finally:
            for names, name, value in kept:
                names[name] = value
            self.ours = {}

    def _replace(self, module: Module) -> None:
        names = vars(sys.modules[module.name])
        for name, value in list(names.items()):
            if id(value) in self.ours:
                self.kept.append((names, name, value))
                names[name] = self.ours[id(value)]

    @contextlib.contextmanager
    def swapped(self) -> Iterator[None]:
        """While entered, open modules run their rewritten code."""
        self.inside = True
        for module in filter(None, self.modules.values()):
            _exchange(module, 2)
        try:
            yield
        finally:
            self.inside = False
            for module in filter(None, self.modules.values()):
                _exchange(module, 1)


LIBRARY = Library()


def functions(module: types.ModuleType) -> list[types.FunctionType]:
    """All functions whose globals are this module's, also those within closures."""
    names = vars(module)
    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is types.FunctionType and thing.__globals__ is names
    ]


def _exchange(module: Module, which: int) -> None:
    for found in module.functions:
        found[0].__code__ = found[which]


def _key(code: types.CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _nested(code: types.CodeType) -> Iterator[types.CodeType]:
    for part in code.co_consts:
        if type(part) is types.CodeType:
            yield part
            yield from _nested(part)


@functools.cache
def source_of(text: str) -> types.CodeType:
    """Rewritten code of what the library itself makes from text (dataclasses)."""
    place = Place("made", -len(LIBRARY.sites) - 1)
    tree, sites = rewrite(ast.parse(text), place=place)
    LIBRARY.sites += [("made", line, what) for line, what in sites]
    return compile(tree, FILE.format("made"), "exec", dont_inherit=True)
