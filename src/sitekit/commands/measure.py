"""Records the numbers that pages quote."""

import os
import platform
import re
import sys
from pathlib import Path

from sitekit.commands.programs import all_programs
from sitekit.programs import Program
from sitekit.records import measurements
from sitekit.records.store import Records, today
from sitekit.running import Python, check, found_pythons, python_at, run
from sitekit.site import Site

RUNS = 5  # of each program on each build; a program takes its own rounds in each


def builds() -> dict[str, Python]:
    """What is measured: this Python, the newest one, and a free-threaded one.

    The last is the newest of its kind, with its GIL off and on: one binary, so that
    nothing but the GIL differs between the two.
    """
    here, there = python_at(sys.executable), found_pythons()
    found = {"default": here}
    usual = [python for python in there if not python.free_threaded]
    if usual and usual[-1].numbers[:2] > here.numbers[:2]:
        found["newest"] = usual[-1]
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


def measure(site: Site) -> int:
    """Measure all measured programs again, also those whose record is current."""
    records = Records(site.snippets)
    wrong = record_measurements(all_programs(site), records, again=True)
    records.save()
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def record_measurements(
    programs: list[Program], records: Records, *, again: bool = False
) -> list[str]:
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
        names = ", ".join(str(program.path) for program in due)
        return [
            f"{names}: not measured, since no free-threaded Python was found: install"
            " python3.14t, or leave it to somebody who has one"
        ]
    return [problem for p in due if (problem := _measure(p, on, records))]


def _measure(program: Program, on: dict[str, Python], records: Records) -> str | None:
    runs: dict[str, list] = {name: [] for name in on}
    for _ in range(RUNS):  # in turn, so that a busy moment hits all builds
        for name, python in on.items():
            outcome = run(program, python)
            wrong = check(program, outcome, python)
            if wrong:
                return f"{python.long}: snippets/{program.path}: {wrong}"
            runs[name].append(measurements.numbers(outcome.out))
    taken = {
        name: {"python": on[name].long, "numbers": measurements.summary(runs[name])}
        for name in on
    }
    record = {
        "of": program.source_digest,
        "date": today(),
        "machine": machine(),
        "runs": RUNS,
        "builds": taken,
    }
    if wrong := measurements.contradiction(program, record):
        return (
            f"snippets/{program.path}: not recorded: {wrong}\n  Measure again on"
            " a quiet machine, or let the program run longer."
        )
    records.put(program, measurements.KIND, record)
    records.save()  # measuring takes minutes: what is done stays done
    names = ", ".join(p.long for p in on.values())
    print(f"{program.path}: measured on {names}", flush=True)
    return None
