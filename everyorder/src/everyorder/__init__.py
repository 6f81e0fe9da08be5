"""Run an unmodified threaded Python program in every order its threads could take.

Threads run on fibers, one at a time; a strategy chooses at every switch point who goes
on. The program's own code is rewritten so that a switch point stands before each
operation that another thread could see; the standard library's threading, queue,
concurrent.futures and asyncio run unmodified above replacements for `_thread`, `time`
and the event loop.

    command.py     the command, which __main__.py starts
    explore.py     what is claimed, and the verdict
    auto.py        which strategies the default search runs, in which order
    search.py      all orders that a strategy wants
    execution.py   one program, one order
    shrink.py      a failing order with fewer switches; a given order, run again
    again.py       one order, held to a claim; interrupts.py   Ctrl-C ends a search
    find_passing.py, count.py   one order that keeps a claim; how many break it
    outcomes.py    all that can come of a program; opinion.py   CPython's word on it
    session.py     programs run for somebody who watches; stage.py stands around them
    exercise.py    checks of an exercise; judging.py judges an answer by them
    called.py      what a check calls of an answer; exercise_command.py, the command
    package.py     the package's own files; browser.py   what a page's worker binds
    checking.py    a function in every order; options.py has the settings of a test
    pytest_plugin.py, pytest_items.py   tests in every order
    strategies/    which order comes next
    instrument/    source files -> code with switch points, lines kept
    operations/    what runs at a switch point: names, attributes, items, calls
    model/         the program's own `_thread`, `time`, event loop, files, imports
    runtime/       threads, decisions, the clock, what each step touches, recording
    results/       what is handed out: orders, traces, reports; nothing of the engine

What it does not model: switches inside the standard library and inside operations
implemented in C, signals, processes, sockets, and memory that C code shares behind
Python's back. Start with explore.py.

Names are loaded when they are first used, so that whoever only has the pytest plugin
installed does not pay for the engine.
"""

import importlib
import sys
import types
from typing import TYPE_CHECKING

from everyorder.options import Broken, Options, Undecided, test

if TYPE_CHECKING:
    from everyorder.checking import check
    from everyorder.count import Tally, tally
    from everyorder.exercise import ANSWER, Check, ExerciseError, checks_of
    from everyorder.explore import explore, replay
    from everyorder.find_passing import keeping
    from everyorder.instrument.program import Program, ProgramError, load_source
    from everyorder.judging import (
        Judgment,
        claim_of,
        follow_check,
        judge,
        with_answer,
    )
    from everyorder.outcomes import Outcome, Outcomes, outcomes
    from everyorder.results.expectation import (
        Claim,
        Promise,
        first_difference,
        output_lines,
    )
    from everyorder.results.order import Order, OrderError
    from everyorder.results.outcome import Run
    from everyorder.results.report import Report
    from everyorder.results.trace import (
        FORMAT_VERSION,
        Event,
        Phrase,
        Preemption,
        Row,
        Trace,
        phrases,
        rows,
    )
    from everyorder.session import Option, Places, Position, Session, Watched
    from everyorder.stage import BEGIN, Stage
    from everyorder.strategies.chosen import Chosen, Step

__version__ = "0.1.0"

__all__ = [
    "ANSWER",
    "BEGIN",
    "FORMAT_VERSION",
    "Broken",
    "Check",
    "Chosen",
    "Claim",
    "Event",
    "ExerciseError",
    "Judgment",
    "Option",
    "Options",
    "Order",
    "OrderError",
    "Outcome",
    "Outcomes",
    "Phrase",
    "Places",
    "Position",
    "Preemption",
    "Program",
    "ProgramError",
    "Promise",
    "Report",
    "Row",
    "Run",
    "Session",
    "Stage",
    "Step",
    "Tally",
    "Trace",
    "Undecided",
    "Watched",
    "check",
    "checks_of",
    "claim_of",
    "explore",
    "first_difference",
    "follow_check",
    "judge",
    "keeping",
    "load_source",
    "outcomes",
    "output_lines",
    "phrases",
    "replay",
    "rows",
    "tally",
    "test",
    "with_answer",
]

_NAMES = {
    "checking": ["check"],
    "count": ["Tally", "tally"],
    "exercise": ["ANSWER", "Check", "ExerciseError", "checks_of"],
    "explore": ["explore", "replay"],
    "find_passing": ["keeping"],
    "instrument.program": ["Program", "ProgramError", "load_source"],
    "judging": ["Judgment", "claim_of", "follow_check", "judge", "with_answer"],
    "outcomes": ["Outcome", "Outcomes", "outcomes"],
    "results.expectation": ["Claim", "Promise", "first_difference", "output_lines"],
    "results.order": ["Order", "OrderError"],
    "results.outcome": ["Run"],
    "results.report": ["Report"],
    "results.trace": [
        *("FORMAT_VERSION", "Event", "Phrase", "Preemption", "Row", "Trace"),
        *("phrases", "rows"),
    ],
    "session": ["Option", "Places", "Position", "Session", "Watched"],
    "stage": ["BEGIN", "Stage"],
    "strategies.chosen": ["Chosen", "Step"],
}
_WHERE = {name: where for where, names in _NAMES.items() for name in names}


class _Face(types.ModuleType):
    """The package: its names come when they are asked for.

    One of them is a function that is called like the module that it stands in, which an
    import would put in its place.
    """

    def __getattr__(self, name: str) -> object:
        where = _WHERE.get(name)
        if where is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{__name__}.{where}"), name)
        vars(self)[name] = value
        return value

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _WHERE and isinstance(value, types.ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*vars(self), *__all__})


sys.modules[__name__].__class__ = _Face
