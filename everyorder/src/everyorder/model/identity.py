"""The program's id(): the same in every run with the same past, unlike an address.

An object gets its number from the thread that asks for it first, as memory may come
from a place of each thread's own. So an order replays that sorts by id(), as programs
do to take two locks in one order.
"""

import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING

from everyorder.runtime.sharing import NUMBERED, WHOLE, WRITE

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler

FIRST = 0x7F0000000000
APART, ROOM = 1 << 32, 48  # bytes between the numbers of two threads, of two objects


def make_id(scheduler: "Scheduler") -> Callable[[object], int]:
    """The function `id` for this scheduler."""

    def id(thing: object, /) -> int:
        me, sharing = scheduler.current, scheduler.sharing
        if me is None or scheduler.unwinding:
            return builtins.id(thing)
        number = sharing.number(thing)
        known = sharing.ids.get(number)
        if not scheduler.alone:
            scheduler.visit(NUMBERED)
            known = sharing.ids.get(number)
            mode = WRITE if known is None else WHOLE
            sharing.touch(me.bit, NUMBERED, (number, "id"), mode)
        if known is None:
            me.asked += 1
            known = FIRST + me.number * APART + me.asked * ROOM
            sharing.ids[number] = known
        return known

    return id
