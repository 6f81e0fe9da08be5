"""Source files -> a program: code with switch points, its lines kept.

It reads and compiles; rewrite.py does the rewriting and execution.py runs the result.
A program is a script, and the modules that it imports and that are its own (finder.py):
`sources` has them all. Modules are found before a run, as far as imports stand outside
functions; one that a run asks for ends it, and comes with the program that is run then.
"""

import linecache
import sys
import tokenize
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import CodeType
from typing import Any

from everyorder.instrument.finder import Finder
from everyorder.instrument.rewrite import rewrite
from everyorder.instrument.sources import (
    Absent,
    Site,
    Source,
    all_imports,
    file_of,
    needed,
    parsed,
    read,
)
from everyorder.once import once

__all__ = ["Program", "ProgramError", "Site", "load", "load_source"]

WANTED = "import "  # what is unsettled, before the name of a module


class ProgramError(Exception):
    """The program cannot be read or rewritten; the message says why and where."""

    verdict: str
    line: int

    def __init__(self, message: str, verdict: str = "wrong use", line: int = 0):
        super().__init__(message)
        self.verdict, self.line = verdict, line


@dataclass(frozen=True)
class Program:
    """A rewritten program; `unsettled` are names read with switch points.

    `modules` are those that it imports, by name, in the order of their sites; `module`
    is what the script itself is called, and `package` the package that it belongs to.
    `begin(runner, namespace)`, if there is one, is what the main thread does once the
    script has been executed. `arguments` follow the program's name in `sys.argv`.
    """

    name: str
    source: str
    code: CodeType
    sites: tuple[Site, ...]
    imports: tuple[str, ...]
    unsettled: frozenset[str] = field(default_factory=frozenset)
    finder: Finder = field(default_factory=Finder)
    modules: dict[str, Source | Absent] = field(default_factory=dict)
    module: str = "__main__"
    package: str = ""
    arguments: tuple[str, ...] = ()
    begin: Callable[[Any, dict[str, Any]], object] | None = None

    @property
    def file(self) -> str:
        """The name that the code objects of the script carry."""
        return file_of(self.name)

    @once
    def sources(self) -> tuple[Source, ...]:
        """The modules that are rewritten, without the script."""
        return tuple(s for s in self.modules.values() if isinstance(s, Source))

    @once
    def shown(self) -> dict[str, str]:
        """What code objects carry -> the file, as a reader knows it.

        The script of a program of one file is "": lines tell enough.
        """
        own = self.name.rpartition("/")[2] if self.sources else ""
        return {self.file: own, **{s.file: s.shown for s in self.sources}}

    @once
    def modules_shown(self) -> dict[str, str]:
        """`__file__` of a module -> its file, as its sites tell it."""
        return {source.path: source.shown for source in self.sources}

    @once
    def texts(self) -> dict[str, str]:
        """What code objects carry -> the source text."""
        return {self.file: self.source, **{s.file: s.text for s in self.sources}}

    def place(self, number: int) -> tuple[int, str]:
        """(line, file as it is shown) of a site."""
        site = self.sites[number]
        return site.line, (site.file or self.shown[self.file] if site.line else "")

    @once
    def _lines(self) -> dict[str, list[str]]:
        found = {s.shown: s.text.splitlines() for s in self.sources}
        found[self.shown[self.file]] = found[""] = self.source.splitlines()
        return found

    def line(self, number: int, file: str = "") -> str:
        """A line of source: of the script, or of a file by its shown name."""
        lines = self._lines.get(file)
        if lines is None:  # of a module that only some run has imported
            path = self.finder.path_of(file)
            return linecache.getline(path, number).strip() if path else ""
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are unsettled, as orders tell them: without modules."""
        return tuple(sorted(n for n in self.unsettled if not n.startswith(WANTED)))

    def with_unsettled(self, names: Iterable[str]) -> "Program":
        """The same program with these names unsettled, too, and these modules there."""
        made = load_source(
            self.source,
            self.name,
            self.unsettled | set(names),
            self.finder,
            self.module,
            self.package,
        )
        return replace(made, arguments=self.arguments, begin=self.begin)


def load(
    path: str | Path,
    *,
    arguments: Iterable[str] = (),
    instrument: Iterable[str] = (),
    search: Iterable[str] | None = None,
) -> Program:
    """The program in a file. Raises ProgramError with a sentence for the reader.

    `arguments` are for its `sys.argv`. Modules are looked for in its folder, and then
    along `search` (None: sys.path). Packages named by `instrument` must be there, and
    are part of the program from its start.
    """
    path = Path(path)
    named = frozenset(instrument)
    finder = finder_for(path, named, search)
    try:
        with tokenize.open(path) as file:  # by its coding line, without a mark
            source = file.read()
    except FileNotFoundError:
        raise ProgramError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise ProgramError(f"{path} is a folder, not a program.") from None
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise ProgramError(f"{path} cannot be read: {error}.") from None
    for name in sorted(named):
        if finder.find(name) is None:
            raise ProgramError(f"There is no package {name} to instrument.")
    wanted = frozenset(WANTED + name for name in named)
    made = load_source(source, str(path), wanted, finder)
    return replace(made, arguments=tuple(arguments))


def finder_for(
    path: Path,
    named: frozenset[str] = frozenset(),
    search: Iterable[str] | None = None,
) -> Finder:
    """What finds the modules of the program in this file."""
    search = sys.path if search is None else search
    return Finder(str(path.absolute().parent), tuple(search), named)


def load_source(
    source: str,
    name: str = "<program>",
    unsettled: Iterable[str] = frozenset(),
    finder: Finder | None = None,
    module: str = "__main__",
    package: str = "",
) -> Program:
    """The program in a string. Raises ProgramError.

    Without a finder it is one file, and can import the standard library only.
    """
    try:
        tree = parsed(source, name)
    except SyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "somewhere"
        message = f"{name}, {where}: {error.msg}."
        raise ProgramError(message, line=error.lineno or 0) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ProgramError(f"{name} cannot be compiled: {error}.") from None
    imports, needs = all_imports(tree), needed(tree, package)
    unsettled, finder = frozenset(unsettled), finder or Finder()
    try:
        tree, sites = rewrite(tree, unsettled)
        code = compile(tree, file_of(name), "exec", dont_inherit=True)
    except NotImplementedError as error:
        construct, line = error.args
        message = f"{name}, line {line}: everyorder does not support {construct}."
        raise ProgramError(message, "unsupported", line) from None
    places = [Site(line, what) for line, what in sites]
    modules = _modules(finder, [*needs, (package, ())], unsettled, len(places), module)
    for part in modules.values():
        if isinstance(part, Source):
            places += part.sites
            imports += part.imports
    return Program(
        *(name, source, code, tuple(places), tuple(dict.fromkeys(imports)), unsettled),
        finder,
        modules,
        module,
        package,
    )


def _modules(
    finder: Finder,
    needs: Iterable[tuple[str, tuple[str, ...]]],
    unsettled: frozenset[str],
    first: int,
    script: str,
) -> dict[str, Source | Absent]:
    """The modules that a script and its modules import, with sites from `first` on.

    Found are those that `needs` tells, and then what each of them needs in turn, and
    what was asked for in a run (`unsettled`). The order depends on nothing else.
    """
    asked = sorted(name for name in unsettled if name.startswith(WANTED))
    left = [*needs, *((name.removeprefix(WANTED), ()) for name in asked)]
    found: dict[str, Source | Absent] = {}
    while left:
        name, names = left.pop(0)
        if not name or not finder.is_own(name):
            continue
        for module in finder.imported(name, names):
            if module in found or module == script:
                continue
            place = finder.find(module)
            part = Absent(module) if place is None else read(place, first, unsettled)
            found[module] = part
            if isinstance(part, Source):
                first += len(part.sites)
                left += part.needs
    return found
