"""Run an unmodified threaded Python program in every order its threads could take.

Threads run on fibers, one at a time; a strategy chooses at every switch point who goes
on. The program's own code is rewritten so that a switch point stands before each
operation that another thread could see; the standard library's threading, queue,
concurrent.futures and asyncio run unmodified above replacements for `_thread`, `time`
and the event loop.

    explore.py     what is claimed, and the verdict
    auto.py        which strategies the default search runs, in which order
    search.py      all orders that a strategy wants
    execution.py   one program, one order
    shrink.py      a failing order with fewer switches; a given order, run again
    find_passing.py, count.py   one order that keeps a claim; how many break it
    outcomes.py    all that can come of a program; opinion.py   CPython's word on it
    session.py     programs run for somebody who watches; stage.py stands around them
    strategies/    which order comes next
    instrument/    a source file -> code with switch points, lines kept
    operations/    what runs at a switch point: names, attributes, items, calls
    model/         the program's own `_thread`, `time`, event loop, files
    runtime/       threads, decisions, the clock, what each step touches, recording
    results/       what is handed out: orders, traces, reports; nothing of the engine

What it does not model: switches inside the standard library and inside operations
implemented in C, signals, processes, sockets, and memory that C code shares behind
Python's back. Start with explore.py.
"""

from everyorder.count import Tally, tally
from everyorder.explore import explore, replay
from everyorder.outcomes import Outcome, Outcomes, outcomes
from everyorder.results.order import Order, OrderError
from everyorder.results.report import Report
from everyorder.results.trace import Trace
from everyorder.session import Option, Places, Position, Session, Watched
from everyorder.stage import Stage

__version__ = "0.1.0"

__all__ = [
    "Option",
    "Order",
    "OrderError",
    "Outcome",
    "Outcomes",
    "Places",
    "Position",
    "Report",
    "Session",
    "Stage",
    "Tally",
    "Trace",
    "Watched",
    "explore",
    "outcomes",
    "replay",
    "tally",
]
