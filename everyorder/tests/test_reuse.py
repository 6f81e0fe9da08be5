"""One runner for many programs finds what a new one for each of them finds."""

import contextlib
import dataclasses
import gc
import re

import pytest
from programs import ROOT

from everyorder import Session, explore
from everyorder.execution import Runner
from everyorder.instrument.program import Program, ProgramError, load
from everyorder.strategies.run_on import RunOn

SNIPPETS = ROOT / "snippets"
HOW = {"limit": 20, "step_limit": 2_000, "same_output": True}
SEARCHED = 30
MEASURES = re.compile(r"perf_counter|/proc/|\d_000")
ADDRESS = re.compile("0x[0-9a-f]+")


def programs() -> list[Program]:
    """Programs of the site that start threads and compute little, in a mixed order."""
    found = []
    for file in sorted(SNIPPETS.rglob("*.py"), key=lambda file: file.name):
        text = file.read_text("utf-8")
        if not MEASURES.search(text):
            with contextlib.suppress(ProgramError):
                found.append(load(file))
    return found


def natural(runner: Runner, program: Program):
    """Its run, but for the addresses that CPython writes into its messages."""
    runner.take(program, HOW["step_limit"])
    strategy = RunOn()
    strategy.begin()
    with runner.ready():
        run = runner.run(strategy, any_time=False)
    detail, errors = (ADDRESS.sub("0x", text) for text in (run.detail, run.errors))
    return dataclasses.replace(run, detail=detail, errors=errors)


# A program that stands still within asyncio.run never closes its loop.
@pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning")
def test_a_runner_gives_each_program_the_run_that_a_new_one_gives():
    found = programs()
    assert len(found) > 100
    shared = Runner(found[0])
    differing = {
        program.name: (again, fresh)
        for program in found
        if (again := natural(shared, program))
        != (fresh := natural(Runner(program), program))
    }
    gc.collect()  # so that the loops go here
    assert not differing


@pytest.mark.filterwarnings("ignore:unclosed event loop:ResourceWarning")
def test_a_search_on_a_session_that_ran_others_is_that_of_a_new_one():
    session, differing = Session(), []
    chosen = programs()[::4][:SEARCHED]
    assert len(chosen) == SEARCHED
    for program in chosen:
        fresh = explore(program, **HOW)
        again = session.explore(program, **HOW)
        one, other = (dataclasses.replace(r, seconds=0) for r in (fresh, again))
        if one != other:
            differing.append((one, other))
    gc.collect()
    assert not differing
