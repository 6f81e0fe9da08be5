"""One run of a program, in a process of its own that was forked for it.

It takes the place of the interpreter's main: runs the program as `__main__`, waits for
its threads, calls what `atexit` keeps, drops the module's objects, and writes the
outcome into a pipe. It never returns. Next: worker.py, which forks.
"""

import atexit
import builtins
import gc
import io
import json
import os
import random
import sys
import threading
from types import CodeType
from typing import Any, NoReturn

from . import replaced, threads
from .choices import Plan
from .outcome import Options, Program
from .scheduler import SCHEDULER
from .watch import unwatch, watch

EXIT = os._exit


class Recorder:
    """What a run prints, and the first exception that nothing caught."""

    out: Any
    err: Any

    def __init__(self, pipe: int):
        self.pipe = pipe
        self.raised: str = ""
        self.out, self.err = _stream(), _stream()
        self.taken: Any = int

    def tell(self, error: BaseException) -> None:
        """Remember an exception that ended a thread."""
        self.raised = self.raised or describe(error)

    def tell_hook(self, args: Any) -> None:
        """`threading.excepthook`."""
        if not issubclass(args.exc_type, SystemExit):
            self.tell(args.exc_value or args.exc_type())

    def end(self, ending: str, detail: str) -> NoReturn:
        """Write down the outcome and leave the process."""
        unwatch()
        output = self.out.buffer.getvalue().decode("utf-8", "backslashreplace")
        detail = detail or self.raised
        result = json.dumps([ending, detail, output, self.taken()]).encode()
        while result:
            result = result[os.write(self.pipe, result) :]
        EXIT(0)


class Output(io.BytesIO):
    """As stdout it cannot be read: a stream that can resets its decoder in Python."""

    def readable(self) -> bool:
        return False


def _stream() -> Any:
    return io.TextIOWrapper(Output(), "utf-8", "strict", "\n", write_through=True)


def describe(error: BaseException) -> str:
    """The last line of its traceback, as Python prints it."""
    name = type(error).__qualname__
    if type(error).__module__ not in ("builtins", "__main__"):
        name = f"{type(error).__module__}.{name}"
    try:
        text = str(error)
    except Exception:
        text = "<exception str() failed>"
    return f"{name}: {text}" if text else name


def run(
    program: Program, code: CodeType, plan: Plan, options: Options, pipe: int
) -> NoReturn:
    """Run the program and write its outcome into the pipe."""
    recorder = Recorder(pipe)
    SCHEDULER.end = recorder.end
    SCHEDULER.choices = plan.choices
    SCHEDULER.now, SCHEDULER.reads = 0.0, 0
    plan.choices.born(SCHEDULER.current)
    recorder.taken = watch(plan, options.step_limit)
    threads.failed.append(recorder.tell)
    threading.excepthook = threading.__excepthook__ = recorder.tell_hook
    namespace = _become_main(program, recorder)
    random.seed(0)
    replaced.refuse()
    _call(recorder, exec, code, namespace)
    _wait_for_threads()
    atexit._run_exitfuncs()
    SCHEDULER.threads = [SCHEDULER.current]  # daemons get no turn any more
    _drop(namespace)
    recorder.end("raises" if recorder.raised else "ends", "")


def _become_main(program: Program, recorder: Recorder) -> dict[str, Any]:
    module = type(sys)("__main__")
    namespace = vars(module)
    namespace.update(__file__=program.name, __builtins__=builtins)
    sys.modules["__main__"] = module
    sys.argv = [program.name]
    sys.path.insert(0, program.folder)
    sys.stdout = sys.__stdout__ = recorder.out  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = recorder.err  # type: ignore[misc]
    return namespace


def _call(recorder: Recorder, function: Any, *args: Any) -> None:
    try:
        function(*args)
    except SystemExit as error:
        if error.code not in (None, 0):
            recorder.tell(error)
    except BaseException as error:
        recorder.tell(error)
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(type(error), error, error.__traceback__)


def _wait_for_threads() -> None:
    """What is raised here the interpreter writes to stderr and forgets."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
    except BaseException:
        return


def _drop(namespace: dict[str, Any]) -> None:
    """Drop a module's objects in the order in which the interpreter does at its end."""
    for private in True, False:
        for name in list(namespace):
            hidden = name.startswith("_") and not name.startswith("__")
            if hidden is private and name != "__builtins__":
                namespace[name] = None
    gc.collect()
