"""Files: a program may read them, but what it would change is refused.

A file that one order wrote would be there in the next, and after the search. So while a
run is under way, whoever opens a file to write or changes a folder, the program or the
library for it, ends the run as unsupported; the environment is put back after it.
"""

import builtins
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

CHANGES = (
    *("chdir", "chmod", "chown", "fchdir", "link", "mkdir", "mkfifo", "open", "remove"),
    *("removedirs", "rename", "renames", "replace", "rmdir", "symlink", "truncate"),
    *("unlink", "utime"),
)


class Files:
    """Guards the files of the host while a run is under way."""

    def __init__(self, scheduler: "Scheduler"):
        self.scheduler = scheduler
        self.roots: tuple[str, ...] = ()  # folders in which a program may change files
        self.free: bool = False
        self.guards: list[tuple[Any, str, Any]] = [
            (io, "open", self.open),
            (builtins, "open", self.open),
        ]
        self.guards += [
            (os, name, self._change(name, getattr(os, name)))
            for name in CHANGES
            if hasattr(os, name)
        ]

    def open(self, file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        """The builtin, to read."""
        if set(mode) & set("wax+") and not self._may(file):
            self._refuse(f"open() in mode {mode!r}")
        return OPEN(file, mode, *args, **kwargs)

    def _change(self, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def change(*args: Any, **kwargs: Any) -> Any:
            paths = [arg for arg in args if isinstance(arg, (str, os.PathLike))]
            if all(map(self._may, paths or [""])):
                return plain(*args, **kwargs)
            self._refuse(f"os.{name}()")

        return change

    def _may(self, file: object) -> bool:
        """Whether this may be changed: by the host, or within one of the roots."""
        if self.scheduler.current is None or self.free:  # the host, between two runs
            return True
        if not self.roots or not isinstance(file, (str, os.PathLike)):
            return False
        place = os.path.realpath(file)
        return any(os.path.commonpath([place, root]) == root for root in self.roots)

    @contextlib.contextmanager
    def plainly(self) -> Iterator[None]:
        """While entered, files can be changed: it is the engine that does it."""
        self.free = True
        try:
            yield
        finally:
            self.free = False

    def _refuse(self, what: str) -> NoReturn:
        self.scheduler.give_up("unsupported", f"{what}, which would change files")

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """While entered, runs change no file."""
        kept = [
            (module, name, getattr(module, name)) for module, name, _ in self.guards
        ]
        for module, name, guard in self.guards:
            setattr(module, name, guard)
        try:
            yield
        finally:
            for module, name, function in kept:
                setattr(module, name, function)


@contextlib.contextmanager
def environment_kept() -> Iterator[None]:
    """What is entered changes no variable of the environment for good."""
    environment = os.environ.copy()
    try:
        yield
    finally:
        if os.environ != environment:
            os.environ.clear()
            os.environ.update(environment)


OPEN = open
