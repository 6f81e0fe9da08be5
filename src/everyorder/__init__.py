"""Run an unmodified threaded Python program in every order its threads could take.

Threads run on fibers, one at a time; a strategy chooses at every switch point who goes
on. The program's own code is rewritten so that a switch point stands before each
operation that another thread could see; the standard library's threading, queue,
concurrent.futures and asyncio run unmodified above replacements for `_thread`, `time`
and the event loop.

    program.py     a source file -> code with switch points, lines kept
    operations/    what runs at a switch point: names, attributes, items, calls
    sharing.py     which operations touch something that several threads touch
    scheduler.py   threads (thread.py), decisions (decisions.py), the clock, unwinding
    shims/         `_thread`, `time`, the event loop, the library above them
    fibers/        the stacks that threads run on
    run.py         one program, one order; outcome.py is what came of it
    orders/        strategies: which order comes next
    search.py      all orders that a strategy wants
    explore.py     which strategies, in which order, and the verdict (judge.py)
    tally.py       how many orders break a program
    seek.py        one order that keeps a claim, to compare a bad one with
    session.py     programs run for somebody who watches; stage.py stands around them
    recorder.py    what happens in a run, event by event; naming.py names it, values.py
                   writes values, own.py looks after each thread's own variables
    order.py, trace.py, report.py, tracebacks.py   what is handed out

What it does not model: switches inside the standard library and inside operations
implemented in C, signals, processes, sockets, and memory that C code shares behind
Python's back. Start with explore.py.
"""

from everyorder.explore import explore, replay
from everyorder.order import Order, OrderError
from everyorder.report import Report
from everyorder.session import Option, Places, Position, Session, Watched
from everyorder.stage import Stage
from everyorder.tally import Tally, tally
from everyorder.trace import Trace

__all__ = [
    "Option",
    "Order",
    "OrderError",
    "Places",
    "Position",
    "Report",
    "Session",
    "Stage",
    "Tally",
    "Trace",
    "Watched",
    "explore",
    "replay",
    "tally",
]
