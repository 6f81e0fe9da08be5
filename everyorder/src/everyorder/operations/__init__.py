"""What the rewritten program calls at its switch points.

    kinds.py       what sort of thing an object is
    unsupported.py what a program may not use (expectation.py words it)
    names.py       globals, closures
    attributes.py  reading, writing and deleting attributes
    contents.py    what a use of a collection touches
    items.py       items
    whole.py       iteration, generators, operators, formatting
    calls.py       calls of functions and methods
    builtin.py     calls of builtins and of methods of collections
    library.py     calls of threads, locks, queues, asyncio and the rest of the library;
                   methods.py: what is known of each method of the thread modules
    contexts.py    context managers
    coroutines.py  await, async for, async with
    patterns.py    the patterns of match

program.py writes the calls, `table` gives their names. An operation first visits its
site (the scheduler may switch there), then says what it touches, then does it.
"""

import builtins
import contextlib
import functools
import operator
import sys
from _thread import get_ident
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from everyorder.instrument.library import source_of
from everyorder.operations.attributes import Attributes
from everyorder.operations.calls import Calls
from everyorder.operations.coroutines import Coroutines
from everyorder.operations.items import Items
from everyorder.operations.names import Names
from everyorder.operations.patterns import Patterns
from everyorder.operations.whole import contained, lacking
from everyorder.runtime.scheduler import Idle, Scheduler

Operation = Callable[..., Any]

OPERATORS = [
    prefix + name
    for name in [
        "add",
        "sub",
        "mul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "lshift",
        "rshift",
        "or",
        "xor",
        "and",
    ]
    for prefix in ("", "i")
] + ["matmul", "imatmul", "neg", "pos", "invert", "eq", "ne", "lt", "le", "gt", "ge"]


def _execute(source: Any, *names: Any) -> None:
    """exec() of the library, of text that it has made."""
    exec(source_of(source) if isinstance(source, str) else source, *names)


ENGINE = str(Path(__file__).parents[1])


def caught() -> None:
    """An error is caught: what the engine's own frames in its traceback hold goes."""
    error = sys.exc_info()[1]
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.startswith(ENGINE):
                with contextlib.suppress(RuntimeError):  # it runs yet
                    trace.tb_frame.clear()
            trace = trace.tb_next
        error = error.__context__


def _frame(depth: int = 0) -> FrameType | Any:
    """sys._getframe() of code that the engine calls: its own frames do not count."""
    frame: FrameType | Any = sys._getframe(1)
    while True:
        while frame.f_code.co_filename.startswith(ENGINE):
            frame = frame.f_back
        if not depth:
            return frame
        frame, depth = frame.f_back, depth - 1


def _frame_module(depth: int = 0) -> Any:
    frame = _frame(depth + 1)
    return frame.f_globals.get("__name__")


# These look at the frame that calls them.
FRAMED = {f"_eo_{name}" for name in ("entered", "left", "result", "turn", "running")}
FRAMED.add("_eo_resumed")


@contextlib.contextmanager
def in_builtins(scheduler: Scheduler, operations: dict[str, Any]) -> Iterator[None]:
    """While entered, rewritten code of the library does these operations.

    Whoever calls it outside a run, between two of them or in a thread of the host, does
    them plainly; and so does, later, what such code has left behind in the library.
    """
    mine, plain = get_ident(), table(Idle())

    def guarded(name: str, busy: Operation, idle: Operation) -> Operation:
        if name in FRAMED:
            busy = functools.partial(busy, up=2)

        def operation(*args: Any, **kwargs: Any) -> Any:
            if scheduler.current is not None and get_ident() == mine:
                return busy(*args, **kwargs)
            return idle(*args, **kwargs)

        return operation

    for name, idle in plain.items():
        if name.startswith("_eo_op_"):
            setattr(builtins, name, idle)
        elif name.startswith("_eo_"):
            setattr(builtins, name, guarded(name, operations[name], idle))
    try:
        yield
    finally:
        for name, idle in plain.items():
            if name.startswith("_eo_"):
                setattr(builtins, name, idle)


def table(scheduler: Scheduler) -> dict[str, Any]:
    """Name -> operation, for the builtins of a program that runs on `scheduler`."""
    names = Names(scheduler)
    items = Items(scheduler)
    attributes = Attributes(scheduler, items.inplace)
    calls = Calls(scheduler, attributes, items)
    coroutines = Coroutines(scheduler, items)
    patterns = Patterns(attributes, items)
    operators = {
        f"_eo_op_{name}": getattr(operator, name, None)
        or getattr(operator, f"{name}_", None)
        for name in OPERATORS
    }
    return operators | {
        "vars": attributes.vars,
        "_eo_frame": _frame,
        "_eo_frame_module": _frame_module,
        "_eo_op_in": contained,
        "_eo_op_not_in": lacking,
        "_eo_loop": scheduler.loop,
        "_eo_tick": scheduler.tick,
        "_eo_name": names.read,
        "_eo_got": names.got,
        "_eo_bind": names.write,
        "_eo_settle": names.settle,
        "_eo_stored": names.stored,
        "_eo_get": attributes.read,
        "_eo_set": attributes.write,
        "_eo_execute": _execute,
        "_eo_used": attributes.used,
        "_eo_made": attributes.made,
        "_eo_star": attributes.star,
        "_eo_raised": attributes.raised,
        "_eo_raised_again": attributes.raised_again,
        "_eo_unset": attributes.delete,
        "_eo_get_then": attributes.read_for_update,
        "_eo_set_then": attributes.update,
        "_eo_attribute": attributes.target,
        "_eo_item": items.read,
        "_eo_put": items.write,
        "_eo_drop": items.delete,
        "_eo_item_then": items.read_for_update,
        "_eo_put_then": items.update,
        "_eo_element": items.target,
        "_eo_iter": items.iterate,
        "_eo_to_its_end": items.to_its_end,
        "_eo_running": items.running,
        "_eo_resumed": items.resumed,
        "_eo_entered": scheduler.entered,
        "_eo_left": scheduler.left,
        "_eo_lets_go": scheduler.lets_go,
        "_eo_gives": scheduler.gives,
        "_eo_closing": scheduler.closing,
        "_eo_caught": caught,
        "_eo_result": scheduler.result,
        "_eo_turn": scheduler.turn_of,
        "_eo_whole": items.whole,
        "_eo_binary": items.binary,
        "_eo_inplace": items.inplace,
        "_eo_unary": items.unary,
        "_eo_compare": items.compare,
        "_eo_format": items.format,
        "_eo_sequence": patterns.sequence,
        "_eo_unpacked": patterns.unpacked,
        "_eo_end_item": patterns.element,
        "_eo_mapped": patterns.mapped,
        "_eo_others": patterns.others,
        "_eo_classed": patterns.classed,
        "_eo_each_unpacked": items.each_unpacked,
        "_eo_slice": slice,
        "_eo_call": calls.call,
        "_eo_method": calls.method,
        "_eo_with": calls.context,
        "_eo_await": coroutines.awaited,
        "_eo_aiter": coroutines.each,
        "_eo_awith": coroutines.context,
    }
