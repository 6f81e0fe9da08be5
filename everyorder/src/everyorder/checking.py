"""A function of a module that is imported already, run in every order.

It was compiled plainly, so its module's source is rewritten (instrument/program.py) and
executed afresh in each order, as a program's script is, under the module's own name.
In there the function is found by its qualified name, or, if it is local to another
function, by its place in the source. So what the function sees is what its module makes
when it is executed: nothing that was put into the imported module afterwards.

pytest_items.py does the same with tests and their fixtures.
"""

import inspect
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from everyorder.again import again
from everyorder.execution import Runner
from everyorder.explore import explore
from everyorder.instrument.finder import Finder
from everyorder.instrument.program import (
    WANTED,
    Program,
    ProgramError,
    load_source,
)
from everyorder.interrupts import heard
from everyorder.options import Broken, Options, Undecided
from everyorder.results.expectation import Claim
from everyorder.results.order import OrderError
from everyorder.results.report import Report, words
from everyorder.search import LIMIT

SCRIPT = "__mp_main__"  # what a script is called when it is not the one that runs
OBSERVER = "the invariant"
SUSPENDS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
HERE = "check(..., order='{order}')"  # how an order is run again
NESTED = (
    "check() was called by code that runs in every order itself. Let the test that"
    " calls it run once, without @everyorder.test and --everyorder; where a script"
    " calls it, let that stand below: if __name__ == '__main__':"
)


class UnderWay:
    """The search that is under way, if one is; the code that it runs begins no other.

    `nested` says that it has tried to.
    """

    now: bool
    nested: bool

    def __init__(self) -> None:
        self.now = self.nested = False

    def __enter__(self) -> None:
        if self.now:
            self.nested = True
            raise ProgramError(NESTED)
        self.now, self.nested = True, False

    def __exit__(self, *_: object) -> None:
        self.now = False


UNDER_WAY = UnderWay()


def check(
    function: Callable[[], object],
    *,
    invariant: Callable[[], object] | None = None,
    at_every_step: bool = False,
    order: str | None = None,
    **options: Any,
) -> Report:
    """The report on a function that takes no argument, if it keeps its claim.

    The claim: in every order it ends, raises nothing, and `invariant()`, asked at its
    end when all its threads have ended, neither raises nor gives False. With
    `at_every_step` it is asked at any step in between, too, as a whole: nothing else
    happens meanwhile, and it must not wait. Both are functions of the same module.
    `options` are those of Options. With `order`, only that order is run, as a report
    of an earlier check has it.

    Raises Broken with the report's words when an order breaks the claim, Undecided when
    it cannot be told, ProgramError when the function cannot be found in its source,
    and OrderError when the order does not fit.
    """
    __tracebackhide__ = True
    settings = Options(**options)
    try:
        for each in filter(None, (function, invariant)):
            require_function(each)
        program = program_of(function.__module__, settings.instrument)
        called = Called(program, function, invariant, at_every_step)
        return decide(replace(program, begin=called), settings, HERE, order)
    except (ProgramError, OrderError) as error:
        raise error.with_traceback(None) from None  # where it was raised tells nothing


def decide(
    program: Program, options: Options, replay: str, order: str | None = None
) -> Report:
    """The report on a program that keeps its claim; see `check` for what it raises.

    `replay` is as for `words`. Ctrl-C ends the search, and is a KeyboardInterrupt then.
    """
    __tracebackhide__ = True  # of pytest: where it was raised tells a reader nothing
    stopped: list[bool] = []
    with UNDER_WAY, heard(lambda: stopped.append(True)):
        report = _report(program, options, order, lambda *_: bool(stopped))
    if UNDER_WAY.nested:
        raise ProgramError(NESTED)
    told = words(report, program.line, replay)
    if stopped:
        raise KeyboardInterrupt(report.sentence())
    if report.status == 1:
        raise Broken(told, report)
    passes = report.verdict == "incomplete" and options.incomplete
    if report.status and not passes:
        raise Undecided(told, report)
    return report


def _report(
    program: Program,
    options: Options,
    order: str | None,
    stopped: Callable[..., bool],
) -> Report:
    if order is not None:
        claim = Claim(may_raise=options.may_raise)
        return again(program, order, claim, breathe=stopped)
    return explore(
        program,
        preemptions=options.preemptions,
        strategy=options.strategy,
        limit=LIMIT if options.limit is None else options.limit,
        seed=options.seed,
        any_time=options.any_time,
        may_raise=options.may_raise,
        progress=stopped,
    )


def program_of(module: str, instrument: tuple[str, ...] = ()) -> Program:
    """A module that is imported, as a program. Raises ProgramError."""
    found = sys.modules.get(module)
    file = getattr(found, "__file__", None)
    if found is None or file is None:
        raise ProgramError(f"The module {module} has no source file.")
    path = Path(file)
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProgramError(f"{path} cannot be read: {error}.") from None
    package = getattr(found, "__package__", None) or ""
    root = path.absolute().parent
    for _ in filter(None, package.split(".")):
        root = root.parent
    finder = Finder(str(root), tuple(sys.path), frozenset(instrument))
    for name in sorted(finder.named):
        if finder.find(name) is None:
            raise ProgramError(f"There is no package {name} to instrument.")
    wanted = frozenset(WANTED + name for name in instrument)
    name = SCRIPT if module == "__main__" else module
    return load_source(source, str(path), wanted, finder, name, package)


class Called:
    """What the main thread does in each order: call the function, ask the invariant."""

    function: Callable[[], object]
    invariant: Callable[[], object] | None

    def __init__(
        self,
        program: Program,
        function: Callable[[], object],
        invariant: Callable[[], object] | None,
        at_every_step: bool,
    ):
        self.function, self.invariant = function, invariant
        self.at_every_step: bool = at_every_step and invariant is not None
        for each in filter(None, (function, invariant)):
            _look(program, each)

    def __call__(self, runner: Runner, namespace: dict[str, Any]) -> None:
        function = find(runner.program, namespace, self.function)
        invariant = self.invariant and find(runner.program, namespace, self.invariant)
        if invariant and self.at_every_step:
            observe(runner, lambda: ask(invariant))
        function()
        if invariant:
            runner.join_all()
            ask(invariant)


def ask(invariant: Callable[[], object]) -> None:
    """Raise AssertionError if the invariant says that it does not hold."""
    if invariant() is False:
        name = getattr(invariant, "__name__", "the invariant")
        raise AssertionError(f"{name}() is False")


class Observer:
    """Who asks the invariant: the owner of a thread that nobody else sees."""

    _name = OBSERVER
    name = OBSERVER


def observe(runner: Runner, question: Callable[[], None]) -> None:
    """Ask it at some step: orders differ in at which one, and all come up."""
    scheduler = runner.scheduler

    def body() -> None:
        scheduler.pause()
        scheduler.current.whole = True
        runner.guarded(question)

    scheduler.current.site = 0  # no line starts it
    scheduler.spawn(body, Observer(), daemon=False)


# --- a function in its module


def require_function(function: object) -> None:
    """Raise ProgramError unless it is one that does its work when it is called."""
    if not isinstance(function, types.FunctionType):
        raise ProgramError(
            f"check() takes a function that a module defines, not {function!r}."
        )
    if function.__code__.co_flags & SUSPENDS:
        raise ProgramError(
            f"{function.__qualname__} does nothing when it is called, since it is"
            " asynchronous or a generator: run it from a plain function."
        )


def _look(program: Program, function: Callable[[], object]) -> None:
    """Raise ProgramError if this cannot be found again in a module made afresh."""
    mine = SCRIPT if function.__module__ == "__main__" else function.__module__
    if mine != program.module:
        raise ProgramError(f"{function.__qualname__} is not of {program.module}.")
    if function.__code__.co_freevars:
        names = ", ".join(function.__code__.co_freevars)
        raise ProgramError(
            f"{function.__qualname__} uses variables of the function around it"
            f" ({names}), which no other order can have: let it make them itself."
        )


def find(
    program: Program, namespace: dict[str, Any], function: Callable[[], object]
) -> Callable[[], object]:
    """The same function in the module as it was made for this order."""
    if "<" not in function.__qualname__:
        found: Callable[[], object] = named(namespace, function.__qualname__)
        return found
    wanted = function.__code__.co_qualname, function.__code__.co_firstlineno
    for code in _codes(program.code):
        if (code.co_qualname, code.co_firstlineno) == wanted:
            return types.FunctionType(code, namespace, function.__name__)
    raise ProgramError(f"{function.__qualname__} is not in the source of its module.")


def named(namespace: dict[str, Any], qualified: str) -> Any:
    """What has this qualified name in a module. Raises ProgramError."""
    first, *rest = qualified.split(".")
    found = namespace.get(first)
    for part in rest:
        found = inspect.getattr_static(found, part, None)
    if isinstance(found, (staticmethod, classmethod)):
        found = found.__func__
    if found is None:
        raise ProgramError(f"{qualified} is not in its module when that is executed.")
    return found


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            yield part
            yield from _codes(part)
