"""The program's own modules: executed afresh in each run, and gone with it.

Importing one is what Python does: packages first, a module is in `sys.modules` before
it is executed, and leaves it again if that fails; another thread that imports it
meanwhile waits. After the run `sys.modules` is what it was. All other modules are the
host's or the overlay's (overlay.py), and are imported as ever.
"""

import builtins
import contextlib
import importlib.machinery
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from everyorder.instrument.finder import STANDARD
from everyorder.instrument.program import WANTED, Program
from everyorder.instrument.sources import Absent, Source, absolute
from everyorder.operations.unsupported import forbidden_import
from everyorder.runtime.sharing import WHOLE, WRITE

if TYPE_CHECKING:
    from everyorder.model.overlay import Overlay
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread


class Loading:
    """What a thread waits for that imports what another one is executing."""

    loader: "Thread"
    done: bool
    together: bool

    def __init__(self, module: str, loader: "Thread", together: bool):
        self.words: str = f"the import of {module}"
        self.loader, self.done, self.together = loader, False, together

    def free(self, thread: "Thread") -> bool:
        """Threads that wait for each other get the module as far as it is."""
        waiting, seen = self.loader, [thread]
        while not self.done and waiting not in seen:
            if not isinstance(waiting.waits, Loading):
                return False
            seen.append(waiting)
            waiting = waiting.waits.loader
        return True


class Unusable(types.ModuleType):
    """A module that is not supported: any use of it ends the run."""

    def __init__(self, name: str, refuse: Callable[[], None]):
        super().__init__(name)
        vars(self).update(_refuse=refuse, __path__=[])
        del self.__dict__["__doc__"]

    def __getattr__(self, name: str) -> Any:
        self._refuse()
        raise AttributeError(name)


class Guard:
    """Keeps others from importing, plainly, what is the program's: unittest's loader.

    It is the first of `sys.meta_path`, and finds nothing itself.
    """

    def __init__(self, imports: "Imports"):
        self.imports = imports

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        imports = self.imports
        if imports.scheduler.current is None or not imports.is_near(name):
            return
        imports.refuse(f"import of {name} by the library")


class Imports:
    """`import` for the program: `run` begins with nothing imported."""

    scheduler: "Scheduler"
    overlay: "Overlay"
    program: Program
    path: list[str]

    def __init__(self, scheduler: "Scheduler", overlay: "Overlay"):
        self.scheduler, self.overlay = scheduler, overlay
        self.builtins: dict[str, object] = {}
        self.modules: dict[str, types.ModuleType] = {}
        self.loading: dict[str, Loading] = {}

    @contextlib.contextmanager
    def run(self, program: Program) -> Iterator[types.ModuleType]:
        """While entered, modules are this program's; the module of its script."""
        self.program, self.path = program, list(sys.path)
        self.modules, self.loading = {}, {}
        names = {program.module, *program.modules}
        kept = {name: sys.modules.pop(name) for name in names if name in sys.modules}
        script = self._made(program.module, program.name, program.package, None)
        vars(script)["__spec__"] = None
        self.modules[program.module] = sys.modules[program.module] = script
        guard = Guard(self)
        sys.meta_path.insert(0, guard)
        try:
            yield script
        finally:
            sys.meta_path.remove(guard)
            for name in names:
                sys.modules.pop(name, None)
            sys.modules.update(kept)

    def in_turn(self) -> list[types.ModuleType]:
        """The script, and then what was imported last first: as they end."""
        script, *others = self.modules.values()
        return [script, *reversed(others)]

    def forget(self) -> None:
        """What the modules of the last run hold is let go."""
        for module in self.modules.values():
            vars(module).clear()
        self.modules, self.loading = {}, {}

    def _made(
        self, name: str, path: str, package: str, within: Iterable[str] | None
    ) -> types.ModuleType:
        module = types.ModuleType(name)
        loader = importlib.machinery.SourceFileLoader(name, path)
        spec = importlib.machinery.ModuleSpec(
            name, loader, origin=path, is_package=within is not None
        )
        spec.has_location = bool(path)
        if within is not None:
            spec.submodule_search_locations = module.__path__ = list(within)
        names = vars(module)
        names |= {"__builtins__": self.builtins, "__spec__": spec, "__loader__": loader}
        names["__package__"] = package or None
        if path:
            names["__file__"] = path
        return module

    # --- what the program's `import` calls

    def import_(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> types.ModuleType:
        """builtins.__import__, for rewritten code."""
        fromlist = tuple(fromlist or ())
        full = name
        if level:
            full = self._absolute(name, globals, level)
        if not self._is_own(full):
            return self._other(name, globals, locals, fromlist, level)
        parts = full.split(".")
        for n in range(len(parts)):
            module = self._load(".".join(parts[: n + 1]))
        if not fromlist:
            return self.modules[parts[0]]
        for part in self._taken(module, fromlist):
            self._take(module, part)
        return module

    def is_near(self, full: str) -> bool:
        """Whether this lies in the program's folder."""
        finder = self.program.finder
        found = finder.find(full) if self._is_own(full) else None
        return found is not None and found.path.startswith(str(finder.folder))

    def _is_own(self, full: str) -> bool:
        if full in self.modules:
            return True
        if full == "__main__" or self.program.finder.folder is None:
            return False
        return self.program.finder.is_own(full)

    def _absolute(
        self, name: str, globals: Mapping[str, Any] | None, level: int
    ) -> str:
        globals = globals or {}
        package = globals.get("__package__")
        if not package:
            if "." not in globals.get("__name__", ""):
                message = "attempted relative import with no known parent package"
                raise ImportError(message)
            package = globals["__name__"].rpartition(".")[0]
        full = absolute(name, package, level)
        if not full:
            raise ImportError("attempted relative import beyond top-level package")
        return full

    def _other(
        self,
        name: str,
        globals: Mapping[str, Any] | None,
        locals: Mapping[str, Any] | None,
        fromlist: tuple[str, ...],
        level: int,
    ) -> types.ModuleType:
        """A module of the library, or of the host."""
        found = forbidden_import(name, fromlist)
        known = name.split(".")[0] in STANDARD or self.program.finder.folder is not None
        if not found and not known:
            found = name
        if found and (globals or {}).get("__name__") != self.program.module:
            return self._unusable(name, found)  # a package may never come to use it
        if found:
            self.refuse(f"import of {found}")
        module = builtins.__import__(name, globals, locals, fromlist, level)
        if name == "time" and self.scheduler.any_time:
            return self.overlay.program_time
        return module

    def _unusable(self, name: str, found: str) -> types.ModuleType:
        """A module that a program may have, as long as it uses nothing of it."""
        return Unusable(name, lambda: self.refuse(f"import of {found}"))

    def refuse(self, what: str, line: int = 0, file: str = "") -> NoReturn:
        """End the run, at the `import` if no other place is to blame."""
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename not in self.program.shown:
            frame = frame.f_back
        if not line and frame is not None:
            line, file = frame.f_lineno, self.program.shown[frame.f_code.co_filename]
        self.scheduler.give_up("unsupported", what, line, file)

    def _taken(self, module: types.ModuleType, fromlist: Iterable[str]) -> list[str]:
        if "*" not in fromlist:
            return list(fromlist)
        return list(getattr(module, "__all__", ()))

    def _take(self, module: types.ModuleType, part: str) -> None:
        """`from module import part`: a global of it, or a module within it."""
        prefix = "" if module is self.modules[self.program.module] else None
        if prefix is None:
            prefix = f"{module.__name__}:"
        if not self.scheduler.alone:
            touch = self.scheduler.sharing.touch
            current = self.scheduler.current
            touch(current.bit, current.site, prefix + part, WHOLE)
        if part not in vars(module) and hasattr(module, "__path__"):
            inner = f"{module.__name__}.{part}"
            found = self.program.finder.find(inner)
            if found is not None:
                self._load(inner)

    # --- executing a module

    def _load(self, full: str) -> types.ModuleType:
        loading = self.loading.get(full)
        if full in self.modules:
            if loading is not None and loading.together:
                self._wait(full, loading)
            return self.modules[full]
        if not self.scheduler.alone:
            self.scheduler.pause()  # another thread may be first
            self.scheduler.sharing.access(("import", full), WRITE)
            if full in self.modules:
                return self._load(full)
        source = self.program.modules.get(full)
        if source is None:
            self.scheduler.give_up("unsettled", (WANTED + full,))
        if isinstance(source, Absent):
            self._missing(source)
        return self._execute(source)

    def _wait(self, full: str, loading: Loading) -> None:
        """What was imported while threads ran may be under way in another thread."""
        scheduler = self.scheduler
        if loading.loader is scheduler.current and not loading.done:
            return
        scheduler.pause(loading)
        scheduler.sharing.access(("import", full), WHOLE)

    def _missing(self, absent: Absent) -> NoReturn:
        if absent.error is not None:
            raise absent.error
        if absent.refused:
            self.refuse(absent.refused, absent.line, absent.file)
        if sys.path != self.path:
            self.refuse("a change of sys.path")
        name = absent.module
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    def _execute(self, source: Source) -> types.ModuleType:
        full = source.module
        parent, _, last = full.rpartition(".")
        package = full if source.within is not None else parent
        module = self._made(full, source.path, package, source.within)
        scheduler = self.scheduler
        loading = Loading(full, scheduler.current, not scheduler.alone)
        self.loading[full] = loading
        self.modules[full] = sys.modules[full] = module
        try:
            exec(source.code, vars(module))
        except BaseException:
            self.modules.pop(full, None)
            sys.modules.pop(full, None)
            raise
        finally:
            loading.done = True
        if parent:
            setattr(self.modules[parent], last, module)
        return self.modules.get(full, module)
