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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from everyorder.instrument.modules import is_opened
from everyorder.instrument.rewrite import Place, rewrite

FILE = "<everyorder library {}>"


@dataclass
class Module:
    """A module of the library that can be open: each function, its code, and ours."""

    names: dict[str, object]  # its globals
    functions: list[tuple[types.FunctionType, types.CodeType, types.CodeType]]
    kept: dict[str, object] = field(default_factory=dict)  # globals that are replaced


@dataclass
class Library:
    """What was rewritten in this process, and which of it is open to a program.

    A program has open what it has reached, whatever others before it have: so its runs
    are the same in a fresh process and in one that has run a thousand programs.
    """

    modules: dict[str, Module | None] = field(default_factory=dict)
    sites: list[tuple[str, int, str]] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    reached: frozenset[str] = frozenset()  # what the program has wanted so far
    inside: bool = False  # whether rewritten code is in place
    ours: dict[int, object] = field(default_factory=dict)  # see `swapped`

    def begin(self, reached: frozenset[str]) -> None:
        """A program comes that has reached these modules so far."""
        gone, come = self.reached - reached, reached - self.reached
        for module in self._open(gone):
            self._close(module)
        self.reached, self.wanted = reached, set()
        for module in self._open(come):
            self._enter(module)

    def want(self, module: str | None) -> None:
        """The program has reached code of this module, which may have to be opened."""
        if module is not None and module not in self.reached:
            self.wanted.add(module)

    def open_wanted(self) -> bool:
        """Open what was asked for; whether there was any to be opened."""
        wanted, self.wanted = sorted(self.wanted), set()
        self.reached |= frozenset(wanted)
        for name in wanted:
            if name not in self.modules:
                self.modules[name] = self._rewritten(name)
        opened = self._open(wanted)
        for module in opened:
            self._enter(module)
        return bool(opened)

    def is_open(self, module: str) -> bool:
        return module in self.reached and self.modules.get(module) is not None

    def _open(self, names: Iterable[str]) -> list[Module]:
        """Those of these modules that can be open."""
        found = (self.modules.get(name) for name in sorted(names))
        return [module for module in found if module is not None]

    def _enter(self, module: Module) -> None:
        if self.inside:
            _exchange(module, 2)
            self._replace(module)

    def _close(self, module: Module) -> None:
        if self.inside:
            _exchange(module, 1)
            self._put_back(module)

    def _rewritten(self, name: str) -> Module | None:
        module = sys.modules.get(name)
        if module is None or not is_opened(name):
            return None
        codes = self._codes(name, _source(module))
        if codes is None:
            return None
        opened = Module(vars(module), [])
        for function in functions(module):
            code = codes.get(_key(function.__code__))
            if code is not None and code.co_freevars == function.__code__.co_freevars:
                opened.functions.append((function, function.__code__, code))
        return opened

    def _codes(
        self, name: str, source: str | None
    ) -> dict[tuple[str, int], types.CodeType] | None:
        """The rewritten code of each function of this module, or None without source.

        What cannot be rewritten stays as it is, whole module by whole module; whoever
        calls it touches everything (operations/library.py).
        """
        if source is None:
            return None
        place = Place(name, -len(self.sites) - 1)
        try:
            tree, sites = rewrite(ast.parse(source), place=place)
            code = compile(tree, FILE.format(name), "exec", dont_inherit=True)
        except NotImplementedError:
            return None
        self.sites += [(name, line, what) for line, what in sites]
        return {_key(part): part for part in _nested(code)}

    def _replace(self, module: Module) -> None:
        for name, value in list(module.names.items()):
            if id(value) in self.ours:
                module.kept[name] = value
                module.names[name] = self.ours[id(value)]

    def _put_back(self, module: Module) -> None:
        module.names.update(module.kept)
        module.kept.clear()

    @contextlib.contextmanager
    def swapped(self, ours: dict[int, object]) -> Iterator[None]:
        """While entered, open modules run their rewritten code.

        Globals of theirs are `ours`, by the id of the host's.
        """
        self.inside, self.ours = True, ours
        for module in self._open(self.reached):
            self._enter(module)
        try:
            yield
        finally:
            for module in self._open(self.reached):
                self._close(module)
            self.inside, self.ours = False, {}


LIBRARY = Library()


def _source(module: types.ModuleType) -> str | None:
    """The text of a module in Python: of a file, or of one in an archive."""
    file = getattr(module, "__file__", None) or ""
    if not file.endswith(".py"):
        return None
    if Path(file).exists():
        return Path(file).read_text("utf-8")
    loader: Any = module.__loader__
    text: str | None = loader.get_source(module.__name__)
    return text


def functions(module: types.ModuleType) -> list[types.FunctionType]:
    """All functions whose globals are this module's, also those within closures."""
    names = vars(module)
    return [
        thing
        for thing in gc.get_objects()
        if type(thing) is types.FunctionType and thing.__globals__ is names
    ]


def _exchange(module: Module, which: Literal[1, 2]) -> None:
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
