"""One program, one order: sets the stage, runs the program to its end, cleans up.

A Runner serves a whole search, since importing and rewriting cost more than a run. It
puts back what a program changes in the interpreter, and nothing that the program did
lives on but what the Run says.
"""

import builtins
import contextlib
import gc
import math
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, cast

from everyorder.instrument.library import LIBRARY
from everyorder.instrument.program import Program
from everyorder.model.event_loop import Clock, Selector
from everyorder.model.files import Files, environment_kept
from everyorder.model.identity import make_id
from everyorder.model.imports import Imports
from everyorder.model.overlay import Overlay
from everyorder.model.stdin import Input
from everyorder.model.threads import ENDS_EARLY, Others, end_main
from everyorder.operations import in_builtins, table
from everyorder.operations.kinds import KINDS
from everyorder.operations.own import OWN
from everyorder.operations.unsupported import NAMES
from everyorder.results.order import Order
from everyorder.results.outcome import Output, Printed, Run, Waiting
from everyorder.results.tracebacks import own_traceback
from everyorder.runtime.lifetimes import DROPS, Lifetimes, can_be_seen
from everyorder.runtime.naming import Globals, find_name, name_of, waits_for
from everyorder.runtime.recorder import Recorder
from everyorder.runtime.scheduler import Scheduler
from everyorder.runtime.sharing import LISTED, STORE, THREADS, WRITE
from everyorder.runtime.thread import Thread, Unwound
from everyorder.runtime.unwatched import Unwatched
from everyorder.runtime.watchdog import Watchdog
from everyorder.stage import BEGIN, EMPTY, ERR, OUT, Stage
from everyorder.strategies import Strategy
from everyorder.strategies.run_on import RunOn

SEED = 0
STEP_LIMIT = 100_000


STREAMS = ("stdout", "stderr", "stdin", "__stdout__", "__stderr__", "__stdin__")


WITH_POOLS = {"asyncio", "concurrent", "importlib"}  # from which a pool may come


@contextlib.contextmanager
def filters_kept() -> "Iterator[None]":
    """Puts back which warnings are shown, and how, also where a thread did not."""
    module: Any = warnings
    names = ("filters", "onceregistry", "defaultaction", "showwarning", "_showwarning")
    kept = {name: getattr(module, name) for name in names if hasattr(module, name)}
    filters, once = list(module.filters), dict(module.onceregistry)
    try:
        yield
    finally:
        vars(module).update(kept)
        module.filters[:] = filters
        module.onceregistry.clear()
        module.onceregistry.update(once)
        with warnings.catch_warnings():  # and what is in C hears that they are others
            warnings.simplefilter("ignore")


class Runner:
    """Runs one program again and again, and then another one if `use` says so.

    Use it inside `with runner.ready():`. What it has put in place lives as long as it
    does, so one Runner for many programs spares their start.
    """

    program: Program
    uses_os: bool
    uses_warnings: bool
    uses_chance: bool
    printed: Printed
    stdin: Input

    def __init__(
        self,
        program: Program,
        step_limit: int | None = STEP_LIMIT,
        stage: Stage = EMPTY,
    ):
        self.scheduler: Scheduler = Scheduler()
        self.clock_noticed: bool = False
        self.overlay: Overlay = Overlay(self.scheduler, self._notice_clock)
        self.operations: dict[str, Any] = table(self.scheduler)
        self.plainly: Unwatched = Unwatched(self.scheduler, self._watch)
        self.unwatched: dict[str, Any] = self.plainly.shorter(table(self.plainly))
        self.scheduler.unwatch = self._unwatch
        self.watching: bool = True
        self.step_limit = step_limit
        self.scheduler.at_deadlock = self.describe_waiting
        self.files: Files = Files(self.scheduler)
        self.builtins: dict[str, Any]
        self.builtins = {**vars(builtins), **self.operations, **self._refusals()}
        self.imports: Imports = Imports(self.scheduler, self.overlay)
        self.builtins |= {"__import__": self.imports.import_, "open": self.files.open}
        self.builtins |= {"input": self._input, "id": make_id(self.scheduler)}
        self.imports.builtins = self.builtins
        self.reached: frozenset[str] = frozenset()  # of the library, so far
        self.inside: contextlib.ExitStack | None = None
        self.recorder: Recorder | Any = None  # None where nothing is recorded
        self.on(stage)
        self.use(program)

    def on(self, stage: Stage) -> None:
        """Run on this stage from now on."""
        self.stage = stage
        self.scheduler.passed, self.scheduler.breathe = stage.passed, stage.breathe

    def _unwatch(self) -> None:
        """From here on the run takes its natural course, without switch points."""
        if self.watching:
            self.watching = False
            self.plainly.begin_rest()
            self.scheduler.awaits.let_go()
            self.scheduler.sharing.tracking = False
            self.builtins.update(self.unwatched)

    def _watch(self) -> None:
        """With switch points again."""
        if not self.watching:
            self.watching = True
            self.builtins.update(self.operations)

    def use(self, program: Program) -> None:
        """Run this program from now on, with no hot sites."""
        scheduler = self.scheduler
        self.program, scheduler.sites = program, program.sites
        if DROPS not in program.unsettled:
            scheduler.lifetimes = None
        elif scheduler.lifetimes is None:
            scheduler.lifetimes = Lifetimes(scheduler)
        OWN.begin(program)
        self.scheduler.sharing.sites(len(program.sites), len(LIBRARY.sites))
        tops = {name.partition(".")[0] for name in program.imports}
        if "contextvars" in tops or "decimal" in tops:  # each thread has its own
            self.scheduler.told_apart = True
        self.scheduler.pools = not tops.isdisjoint(WITH_POOLS)
        self.uses_os, self.uses_chance = "os" in tops, "random" in tops
        self.uses_warnings = "warnings" in tops
        if self.inside is not None and not set(program.imports) <= self.imported:
            self.inside.close()  # a module has come that wants more of the library
            self._enter()

    def learned(self) -> bool:
        """Whether the last run reached what no switch points were for: run it again."""
        scheduler = self.scheduler
        if scheduler.restructured:
            scheduler.structure, scheduler.restructured = True, False
            return True
        if self.must_tell_more():
            return True
        if not LIBRARY.open_wanted():
            return False
        self.reached = LIBRARY.reached
        scheduler.sharing.grow(len(LIBRARY.sites))
        KINDS.clear()
        return True

    @property
    def known(self) -> object:
        """What decides which operations a run has: an order counts them.

        An order that was found while less was known need not fit any more.
        """
        scheduler = self.scheduler
        apart = scheduler.told_apart, scheduler.structure
        return self.program.unsettled, self.reached, apart

    def must_tell_more(self) -> bool:
        """Whether the last run lacked what the program can see: run it again.

        That is when objects end, or which worker of a pool does what.
        """
        scheduler = self.scheduler
        if scheduler.told:
            scheduler.told_apart, scheduler.told = True, False
            return True
        if scheduler.outlived:
            scheduler.outlived = False
            self.use(self.program.with_unsettled((DROPS,)))
            return True
        return scheduler.lifetimes is not None and scheduler.lifetimes.learned()

    def take(self, program: Program, step_limit: int | None = STEP_LIMIT) -> None:
        """Run another program from now on, of which nothing is known yet."""
        self.step_limit, self.clock_noticed = step_limit, False
        self.reached = frozenset()
        if self.inside is not None:
            LIBRARY.begin(self.reached)
        KINDS.clear()
        self.scheduler.structure = self.scheduler.restructured = False
        self.scheduler.told_apart = self.scheduler.told = False
        self.scheduler.outlived = self.scheduler.inherited = False
        self.use(program)

    def _notice_clock(self) -> None:
        if self.scheduler.any_time and not self.scheduler.unwinding:
            self.clock_noticed = True

    def _refusals(self) -> dict[str, Callable[..., NoReturn]]:
        return {name: self._refusal(name) for name in NAMES}

    def _refusal(self, name: str) -> Callable[..., NoReturn]:
        def refused(*_: object, **__: object) -> NoReturn:
            self.scheduler.give_up("unsupported", f"{name}()")

        return refused

    def _input(self, prompt: object = "", /) -> str:
        """input(), of whatever the program has for sys.stdin."""
        if sys.stdin is not self.stdin:
            return input(prompt)
        self.scheduler.sharing.written += 1
        answer: str = self.stdin.asked(str(prompt))
        return answer

    def _enter(self) -> None:
        """Put in place what the program gets of the library."""
        self.imported: set[str] = set(self.program.imports)
        inside = self.inside = contextlib.ExitStack()
        LIBRARY.begin(self.reached)
        inside.enter_context(in_builtins(self.scheduler, self.operations))
        inside.enter_context(self.overlay.entered(self.program.imports))

    def _leave(self) -> None:
        inside, self.inside = self.inside, None
        if inside is not None:
            inside.close()

    @contextlib.contextmanager
    def ready(self) -> "Iterator[Runner]":
        """The program's modules are in place, and collecting garbage waits."""
        collecting = gc.isenabled()
        kept = sys.stdout, sys.stderr, sys.stdin, sys.argv, sys.getrecursionlimit()
        state, interval = random.getstate(), sys.getswitchinterval()
        hook, sys.unraisablehook = sys.unraisablehook, self._ignored
        gc.disable()
        try:
            with (
                warnings.catch_warnings(),
                Watchdog(self.scheduler).watching(),
                self.files.guarded(),
            ):
                warnings.simplefilter("ignore")  # as what is thrown away would cause
                try:
                    self._enter()
                    yield self
                finally:
                    self._forget()
                    if self.scheduler.lifetimes is not None:
                        gc.collect()  # what would end in cycles ends here, unheard
                    self._leave()
        finally:
            sys.stdout, sys.stderr, sys.stdin, sys.argv = kept[:4]
            sys.unraisablehook = hook
            sys.setrecursionlimit(kept[4])
            sys.setswitchinterval(interval)
            random.setstate(state)
            if collecting:
                gc.enable()

    def _forget(self) -> None:
        """Let go of what the last run made, and of what is known of its classes."""
        self.recorder = self.scheduler.recorder = None
        self.scheduler.begin(RunOn(), False, None)
        KINDS.clear()

    def run(
        self,
        strategy: Strategy,
        any_time: bool = True,
        record: bool = False,
        most_events: float = math.inf,
    ) -> Run:
        """Run the program once, in the order that the strategy chooses.

        What is recorded of it is in `recorder`, which gives up after so many events.
        """
        scheduler = self.scheduler
        if self.stage.hear is not None:
            self.stage.hear(BEGIN, "")
        scheduler.begin(strategy, any_time, self.step_limit)
        self.recorder = None
        if record:
            self.recorder = Recorder(self.program, scheduler, most_events)
        scheduler.recorder = self.recorder
        self.failure: tuple[str, int, str] | None = None
        printed = self.printed = Printed(scheduler, self.stage)
        kept = [getattr(sys, name) for name in STREAMS]
        path, interval = list(sys.path), sys.getswitchinterval()
        self.overlay.reset(self._uncaught)
        if self.uses_chance:
            random.seed(SEED)
        OWN.begin(self.program)
        self.stdin = Input(scheduler, self.stage)
        own = Output(printed, OUT), Output(printed, ERR), self.stdin
        for name, stream in zip(STREAMS, own * 2, strict=True):
            setattr(sys, name, stream)
        sys.argv = [self.program.name, *self.program.arguments]
        try:
            with (
                environment_kept() if self.uses_os else contextlib.nullcontext(),
                filters_kept() if self.uses_warnings else contextlib.nullcontext(),
                self.imports.run(self.program) as script,
            ):
                namespace = vars(script)
                scheduler.namespace = Globals(namespace, self.imports.modules)
                if getattr(strategy, "unwatched", False):
                    self._unwatch()
                leaked = scheduler.run(lambda: self._main(namespace))
                if self.overlay.loops:
                    self.overlay.loops.sweep()
        finally:
            self._watch()
            for name, stream in zip(STREAMS, kept, strict=True):
                setattr(sys, name, stream)
            sys.path[:] = path
            sys.setswitchinterval(interval)
            scheduler.sharing.listen(None)
        run = self._result(printed.text(OUT), printed.text(ERR), leaked)
        self.imports.forget()
        KINDS.forget()
        return run

    def _main(self, namespace: dict[str, Any]) -> None:
        """What the main thread does, as the interpreter would."""
        self.guarded(self._execute, namespace)
        scheduler, threading = self.scheduler, self.overlay.threading
        self.overlay.threads.ending = ENDS_EARLY
        while threading._threading_atexits:
            threading._threading_atexits.pop()()
        if not scheduler.alone:
            scheduler.visit(LISTED)
            scheduler.sharing.touch(scheduler.current.bit, LISTED, THREADS, STORE)
            end_main(threading)
        self.join_all()
        joined = len(scheduler.threads)
        while callback := self.overlay.at_exit._take():
            function, args, kwargs = callback
            self.guarded(function, *args, **kwargs)
        self.overlay.shut_logging()
        # Daemons, and what callbacks have started: these are cut off anywhere.
        others = [t for t in scheduler.threads if t.daemon or t.number >= joined]
        if any(not isinstance(t.owner, Clock) for t in others):
            scheduler.pause()
            scheduler.sharing.touch_end(scheduler.current.bit)
        self.overlay.threads.ending = True
        if (lifetimes := scheduler.lifetimes) is not None:
            lifetimes.last = True
            for module in self.imports.in_turn():
                self._end_of_globals(vars(module), lifetimes)
        if getattr(sys, "stdout", None) is not None:
            try:
                sys.stdout.flush()
            except Exception:  # as the interpreter, which only tells of it
                return

    def _execute(self, namespace: dict[str, Any]) -> None:
        program = self.program
        if program.package:
            self.imports.import_(program.package)
        exec(program.code, namespace)
        if program.begin is not None:
            program.begin(self, namespace)

    def join_all(self) -> None:
        """Wait until all threads but the daemons have ended."""
        others = Others(self.scheduler)
        if not others.free(self.scheduler.current):
            self.scheduler.block(others)

    def guarded(
        self, function: Callable[..., object], *args: Any, **kwargs: Any
    ) -> None:
        """Call it, and tell of what it raises, as the interpreter would."""
        try:
            function(*args, **kwargs)
        except Unwound:
            raise
        except SystemExit as leaving:
            code = leaving.code
            if code not in (None, 0):
                code = int(code) if isinstance(code, int) else code
                self._failed(f"SystemExit: {code}", leaving)
                if not isinstance(code, int):
                    print(code, file=sys.stderr)
        except BaseException as error:
            self._report(error)

    def _end_of_globals(self, namespace: dict[str, Any], lifetimes: Lifetimes) -> None:
        """The interpreter ends: what the program's globals hold is let go, in turn.

        First what does something as it ends: collected as garbage, it finds the rest.
        """
        names = [name for name in namespace if not name.startswith("__")]
        for name in sorted(names, key=lambda name: not can_be_seen(namespace[name])):
            namespace[name] = None
            lifetimes.sweep()

    def _ignored(self, args: Any) -> None:
        """sys.unraisablehook: an exception in `__del__`, or in a callback of an end."""
        if self.scheduler.current is None or self.scheduler.unwinding:
            return
        told = own_traceback(args.exc_value, self.program)
        print(f"Exception ignored in: {type(args.object).__name__}", file=sys.stderr)
        print("".join(told.format()), end="", file=sys.stderr)

    def _uncaught(self, args: Any) -> None:
        """threading.excepthook: a thread ended by an exception."""
        if args.exc_type is SystemExit or self.scheduler.unwinding:
            return
        thread = args.thread
        name = thread.name if thread is not None else "a thread"
        scheduler = self.scheduler
        scheduler.sharing.access(("errors",), WRITE)
        print(f"Exception in thread {name}:", file=sys.stderr)
        self._report(args.exc_value)

    def _report(self, error: BaseException) -> None:
        if self.scheduler.unwinding:
            return
        told = own_traceback(error, self.program)
        self._failed("".join(told.format_exception_only()).strip(), error)
        print("".join(told.format()), end="", file=sys.stderr)

    def _failed(self, text: str, error: BaseException) -> None:
        line, file, step = 0, "", error.__traceback__
        while step is not None:
            shown = self.program.shown.get(step.tb_frame.f_code.co_filename)
            if shown is not None:
                line, file = step.tb_lineno, shown
            step = step.tb_next
        if self.failure is None:
            self.failure = text, line, file
        if self.recorder is not None:
            self.recorder.raised(text, line, file)

    # --- what came of it

    def _result(self, output: str, errors: str, leaked: list[Thread]) -> Run:
        scheduler = self.scheduler
        ending, detail, line, file = "ends", "", 0, ""
        waiting: tuple[Waiting, ...] = ()
        names: tuple[str, ...] = ()
        stop = scheduler.stop
        if stop and stop[0] == "error":
            raise stop[1]
        if stop:
            ending = stop[0]
            if ending == "too much":
                detail = stop[1]
            elif ending == "unsupported":
                detail = stop[1]
                line, file = self._place_of_current()
                if len(stop) > 2:
                    line, file = stop[2], stop[3] if len(stop) > 3 else ""
            elif ending == "unsettled":
                names = stop[1]
            elif ending == "hangs":
                line, file = self._place_of_current()
            elif ending == "deadlock":
                waiting = self.waiting
                detail = "; ".join(map(str, waiting))
        elif self.failure:
            ending, (detail, line, file) = "raises", self.failure
        return Run(
            ending,
            detail,
            output,
            errors,
            Order(
                tuple(scheduler.deviations),
                scheduler.any_time,
                self.program.names,
            ),
            scheduler.steps,
            scheduler.preemptions,
            scheduler.forced,
            line,
            waiting,
            tuple(thread.name for thread in leaked),
            names,
            file,
        )

    @property
    def last(self) -> int:
        """The number of the thread that ended the run, or of the main thread."""
        thread = self.scheduler.stopped_in
        return thread.number if thread else 0

    def _place_of_current(self) -> tuple[int, str]:
        thread = self.scheduler.stopped_in
        return self.program.place(thread.site) if thread else (0, "")

    def describe_waiting(self) -> None:
        """Called at a deadlock, before unwinding releases what is held."""
        self.waiting: tuple[Waiting, ...] = tuple(
            waiting
            for thread in self.scheduler.live
            if not thread.daemon
            for waiting in self._tasks(thread) or [self._waiting(thread)]
        )

    def _tasks(self, thread: Thread) -> list[Waiting]:
        """The tasks of the event loop that this thread runs."""
        if not isinstance(thread.waits, Selector):
            return []
        files, namespace = self.program.shown, self.scheduler.namespace
        return [
            Waiting(
                f"{thread.name}, {name}",
                line,
                name_of(awaited, namespace),
                file=files.get(file, ""),
            )
            for name, line, file, awaited in self.overlay.loops.waiting(
                thread.waits.loop, files
            )
        ]

    def _waiting(self, thread: Thread) -> Waiting:
        line, file = self.program.place(thread.site)
        what, owner = waits_for(thread, self.scheduler, self._called)
        holder = owner.name if owner is not None else ""
        holder = "itself" if owner is thread else holder
        return Waiting(thread.name, line, what, holder, file)

    def _called(self, thing: object) -> str | None:
        """The name of a thread, or of what the program holds.

        Where a run is recorded, that is also what functions hold: `self._lock`.
        """
        if isinstance(thing, Thread):
            return thing.name
        found = find_name(thing, self.scheduler.namespace)
        if found is None and self.recorder is not None:
            return cast(str | None, self.recorder.name(thing))
        return found
