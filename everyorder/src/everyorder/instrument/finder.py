"""Where the modules lie that a program imports, and which of them are its own.

A program's own modules are rewritten and executed afresh in each run (sources.py): what
lies in its script's folder, and every other package that Python finds and that is
written in Python. The standard library is not looked for here (library.py has it), nor
what belongs to whoever runs the engine (HOST). What is an extension in C is found, too,
so that it can be refused: nothing is one step because nobody knows it.

It finds files and reads none.
"""

import importlib.machinery
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

# The engine, what runs tests, and types: the program gets the host's. What it calls of
# them may touch everything.
HOST = frozenset(["everyorder", "pytest", "_pytest", "pluggy", "typing_extensions"])
STANDARD = frozenset(sys.stdlib_module_names)


@dataclass(frozen=True)
class Found:
    """A module: its file, and where the modules within it lie if it is a package.

    `refused` says, for a reader, why it cannot be run; a package without a file of its
    own has no `path`.
    """

    module: str
    path: str = ""
    within: tuple[str, ...] | None = None
    refused: str = ""


@dataclass(frozen=True)
class Finder:
    """Looks in `folder` first, as Python does for a script, then along `path`.

    Without a folder it finds nothing: a program that is a string is one file. `named`
    are packages that are rewritten even if they are HOST's.
    """

    folder: str | None = None
    path: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    known: dict[str, Found | None] = field(default_factory=dict, compare=False)

    def is_own(self, module: str) -> bool:
        """Whether a module of this name would be the program's, if there is one."""
        top = module.partition(".")[0]
        if top in self.named:
            return True
        if top in STANDARD:
            return self.shadows(top)
        return top not in HOST

    def shadows(self, top: str) -> bool:
        """Whether the folder has a module that is called like one of the library."""
        if self.folder is None or top not in STANDARD or top == "__main__":
            return False
        return self.find(top) is not None

    def find(self, module: str) -> Found | None:
        """The module, or None: there is none. Its package is looked for as well."""
        if module not in self.known:
            self.known[module] = self._find(module)
        return self.known[module]

    def _find(self, module: str) -> Found | None:
        if self.folder is None:
            return None
        package = module.rpartition(".")[0]
        if package:
            around = self.find(package)
            if around is None or around.within is None:
                return None
            places: Iterable[str] = around.within
        elif module in STANDARD:
            places = [self.folder] if module not in self.named else self.path
        else:
            places = [self.folder, *self.path]
        return _found(module, list(places), nested=bool(package))

    def path_of(self, shown: str) -> str | None:
        """The path of a file that a report shows (sources.py: shown), or None."""
        module = shown.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        found = self.find(module)
        return found.path if found is not None else None

    def imported(self, name: str, names: Iterable[str]) -> list[str]:
        """The modules that `from name import names` may import, those around first."""
        parts = name.split(".")
        around = [".".join(parts[: n + 1]) for n in range(len(parts))]
        within = [f"{name}.{part}" for part in names if part != "*"]
        return around + [module for module in within if self.find(module)]


def _found(module: str, places: list[str], nested: bool) -> Found | None:
    spec = importlib.machinery.PathFinder.find_spec(module, places)
    if spec is None and not nested and module not in STANDARD:
        spec = _elsewhere(module)
    if spec is None:
        return None
    folders = spec.submodule_search_locations
    within = None if folders is None else tuple(folders)
    if not spec.has_location:
        return Found(module, "", within) if within is not None else None
    path = str(spec.origin)
    if module in STANDARD and module == module.partition(".")[0] and not nested:
        reason = f"a file that is called like the library's module {module}"
        return Found(module, path, within, reason)
    if isinstance(spec.loader, importlib.machinery.ExtensionFileLoader):
        reason = f"import of {module}, which is an extension in C"
        return Found(module, path, within, reason)
    if not path.endswith((".py", ".pyw")) or not Path(path).is_file():
        reason = f"import of {module}, whose source is not there"
        return Found(module, path, within, reason)
    return Found(module, path, within)


def _elsewhere(module: str) -> importlib.machinery.ModuleSpec | None:
    """What a hook of an installer finds: a package that stays in its own folder."""
    for hook in sys.meta_path:
        kind = hook if isinstance(hook, type) else type(hook)
        if kind.__module__.startswith("__editable__"):
            spec = hook.find_spec(module, None)
            if spec is not None:
                return spec
    return None
