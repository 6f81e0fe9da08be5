"""Small racy programs, made from tables: what the engine must find two outcomes of.

Each program has two threads that race in one construct, ends in every order, needs no
file, network or sleep, and prints what came of it; what a thread raises is printed,
too. They are for a check that the outcomes of the engine contain whatever a real
interpreter shows, which observe.py finds. Some hold, since their tables are crossed
without a look at each pair: `box[0]` is the same before and after `box.append(9)`.

    template.py    a few words -> a program
    containers.py  what changes a container, crossed with what reads it (tables.py)
    callbacks.py   functions in C or of the library that call back
    fed.py         containers that are filled from an iterator in Python
    under.py       containers that change while `__eq__` and its like run
    special.py     special methods of a class of the program
    callables.py   what is called is replaced meanwhile
    tools.py       functools, operator, itertools, contextlib
    values.py      dataclasses, copy, json, weakref …
    services.py    logging, mock, abc, typing …
    primitives.py  locks and threads
    exchange.py    queues, futures, pools
    pools.py       tasks of one pool
    lifetimes.py   which thread is the last that lets go of an object
    naming.py      numbers and names that are given out in order

`python everyorder/tests/constructs [PART OF A NAME]` shows the engine's verdict on each.
"""

from collections.abc import Iterator

from . import (
    callables,
    callbacks,
    containers,
    exchange,
    fed,
    lifetimes,
    naming,
    pools,
    primitives,
    services,
    special,
    tools,
    under,
    values,
)

FAMILIES = (
    *(containers, callbacks, fed, under, special),
    *(callables, tools, values, services, primitives, exchange, pools),
    *(lifetimes, naming),
)


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Name and source of each; `full` crosses the containers' tables without gaps."""
    for family in FAMILIES:
        yield from family.programs(full)
