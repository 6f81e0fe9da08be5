"""Records the numbers that pages quote."""

import os
import platform
import re
from pathlib import Path

from sitekit.commands.programs import all_programs, failure, page_named
from sitekit.problem import Problem, tell
from sitekit.programs import Program
from sitekit.records import measurements
from sitekit.records.store import Records, today
from sitekit.running import (
    NotRun,
    Python,
    check,
    found_pythons,
    python_at,
    run,
    this_python,
    too_old,
)
from sitekit.site import Site

ELSEWHERE = "Leave it to somebody whose machine can run it."
RUNS = 5  # of each program on each build


def builds() -> dict[str, Python]:
    """What is measured: this Python, the two newest, and a free-threaded one.

    The last is the newest of its kind, with its GIL off and on: one binary, so that
    nothing but the GIL differs between the two.
    """
    here, there = this_python(), found_pythons()
    found = {"default": here}
    newer = [
        python
        for python in there
        if not python.free_threaded and python.numbers[:2] > here.numbers[:2]
    ]
    if newer[:-1]:
        found["previous"] = newer[-2]
    if newer:
        found["newest"] = newer[-1]
    free = [python for python in there if python.free_threaded]
    if free:
        twin = python_at(free[-1].path, (("PYTHON_GIL", "1"),))
        found |= {"free-threaded": free[-1], "free-threaded+gil": twin}
    return found


def machine() -> str:
    """The processor and its number of cores, in words."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = re.search(r"model name\s*: (.+)", cpuinfo.read_text("utf-8"))
        model = named[1] if named else model
    return f"{os.cpu_count()} cores ({model.strip()}), {platform.system()}"


def measure(site: Site, page: str = "", runs: int = RUNS) -> int:
    """Measure the programs of all pages, or of one, also where records are current."""
    home = page_named(site, page) if page else None
    programs = [p for p in all_programs(site) if home in (None, p.page)]
    records = Records(site.snippets)
    wrong = record_measurements(programs, records, again=True, runs=runs)
    records.save()
    return tell(wrong)


def record_measurements(
    programs: list[Program], records: Records, *, again: bool = False, runs: int = RUNS
) -> list[Problem]:
    """Measure changed programs, or all of them `again`; returns what is wrong."""
    measured = [p for p in programs if p.claims.measured]
    due = [p for p in measured if again or not measurements.is_current(p, records)]
    for program in programs:
        if not program.claims.measured:
            records.drop(program, measurements.KIND)
    if not due:
        return []
    on = builds()
    if "free-threaded" not in on:
        advice = "Install python3.14t, or leave it to somebody who has one."
        why = "no free-threaded Python was found"
        return [_not_measured(program, why, advice) for program in due]
    return [problem for p in due if (problem := _measure(p, on, records, runs))]


def _measure(
    program: Program, on: dict[str, Python], records: Records, times: int
) -> Problem | None:
    """Record the numbers of one program, or say why not."""
    on = {name: python for name, python in on.items() if not too_old(program, python)}
    if not on:
        return _not_measured(program, "every Python here is too old for it", ELSEWHERE)
    runs: dict[str, list] = {name: [] for name in on}
    for _ in range(times):  # in turn, so that a busy moment hits all builds
        for name, python in on.items():
            try:
                outcome = run(program, python)
            except NotRun as reason:
                return _not_measured(program, str(reason), ELSEWHERE)
            if wrong := check(program, outcome, python):
                return failure(program, python, *wrong)
            runs[name].append(measurements.numbers(outcome.out))
    try:
        record = _record(program, on, runs)
    except measurements.Unrecorded as error:
        return _not_measured(program, str(error), error.advice)
    if wrong := measurements.contradiction(program, record):
        advice = "Measure again on a quiet machine, or let the program run longer."
        return Problem(program.place, 0, f"not recorded: {wrong}", advice)
    records.put(program, measurements.KIND, record)
    records.save()  # measuring takes minutes: what is done stays done
    names = ", ".join(p.long for p in on.values())
    print(f"{program.path}: measured on {names}", flush=True)
    return None


def _not_measured(program: Program, why: str, advice: str) -> Problem:
    return Problem(program.place, 0, f"not measured: {why}", advice)


def _record(program: Program, on: dict[str, Python], runs: dict[str, list]) -> dict:
    """The record of these runs. Raises Unrecorded."""
    builds = {
        name: {"python": on[name].long, "numbers": measurements.summary(runs[name])}
        for name in on
    }
    return {
        "of": measurements.timed(program),
        "date": today(),
        "machine": machine(),
        "runs": len(next(iter(runs.values()))),
        "builds": builds,
    }
