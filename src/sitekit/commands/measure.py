"""`make measure`: the numbers that pages quote."""

import datetime
import os
import platform
import re
import statistics
import sys
from pathlib import Path

from sitekit.commands.programs import all_programs
from sitekit.records import measurements, store
from sitekit.running import Python, check, found_pythons, python_at, run
from sitekit.site import Site

MEASURE_RUNS = 5


def builds() -> dict[str, Python]:
    """This Python, and a free-threaded one with its GIL off and on: what is measured.

    The last two are one binary, so that nothing but the GIL differs between them.
    """
    builds = {python_at(sys.executable).short: python_at(sys.executable)}
    for python in found_pythons():
        if python.free_threaded:
            twin = python_at(python.path, (("PYTHON_GIL", "1"),))
            builds |= {python.short: python, f"{python.short}+gil": twin}
            break
    return builds


def machine() -> str:
    """The processor and its number of cores, in words."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = re.search(r"model name\s*: (.+)", cpuinfo.read_text("utf-8"))
        model = named[1] if named else model
    return f"{os.cpu_count()} cores ({model.strip()}), {platform.system()}"


def measure(site: Site) -> int:
    """Record the numbers of all measured programs: the medians of some runs."""
    taken = {}
    measured_on = builds()
    if len(measured_on) == 1:
        print("There is no free-threaded Python here; nothing was recorded.")
        return 1
    for program in all_programs(site):
        if not program.measured:
            continue
        record = {
            "fingerprint": program.fingerprint,
            "date": datetime.date.today().isoformat(),
            "machine": machine(),
            "runs": MEASURE_RUNS,
            "builds": {},
        }
        runs: dict[str, list] = {name: [] for name in measured_on}
        for _ in range(MEASURE_RUNS):  # in turn, so that a busy moment hits all builds
            for name, python in measured_on.items():
                outcome = run(program, python)
                wrong = check(program, outcome, python)
                if wrong:
                    print(f"{python.long}: snippets/{program.path}: {wrong}")
                    return 1
                runs[name].append(measurements.numbers(outcome.out))
        for name, python in measured_on.items():
            record["builds"][name] = {
                "python": python.long,
                "numbers": medians(runs[name]),
            }
        taken[str(program.path)] = record
        print(f"{program.path}: measured on {', '.join(measured_on)}")
    store.save(site.snippets, measurements.MEASUREMENTS, taken)
    return 0


def medians(runs: list[dict]) -> dict:
    """For each label the median number, with the digits it was printed with."""
    medians = {}
    for label, (first, unit) in runs[0].items():
        digits = len(first.partition(".")[2])
        values = [float(run[label][0].replace(",", "")) for run in runs]
        medians[label] = [f"{statistics.median(values):,.{digits}f}", unit]
    return medians
