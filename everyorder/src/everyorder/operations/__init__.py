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
    library.py     calls of threads, locks, queues, asyncio and the rest of the library
    contexts.py    context managers
    coroutines.py  await, async for, async with
    patterns.py    the patterns of match

program.py writes the calls, `table` gives their names. An operation first visits its
site (the scheduler may switch there), then says what it touches, then does it.
"""

import operator

from everyorder.operations.attributes import Attributes
from everyorder.operations.calls import Calls
from everyorder.operations.coroutines import Coroutines
from everyorder.operations.items import Items
from everyorder.operations.names import Names
from everyorder.operations.patterns import Patterns

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
] + ["matmul", "imatmul", "eq", "ne", "lt", "le", "gt", "ge"]


def _in(left, right):
    return left in right


def _not_in(left, right):
    return left not in right


def table(scheduler) -> dict[str, object]:
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
        "_eo_op_in": _in,
        "_eo_op_not_in": _not_in,
        "_eo_tick": scheduler.tick,
        "_eo_name": names.read,
        "_eo_got": names.got,
        "_eo_bind": names.write,
        "_eo_settle": names.settle,
        "_eo_stored": names.stored,
        "_eo_get": attributes.read,
        "_eo_set": attributes.write,
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
        "_eo_running": items.running,
        "_eo_whole": items.whole,
        "_eo_binary": items.binary,
        "_eo_inplace": items.inplace,
        "_eo_compare": items.compare,
        "_eo_format": items.formatted,
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
