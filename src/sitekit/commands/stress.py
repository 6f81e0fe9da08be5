"""`make stress`: every program many times, on busy cores."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from sitekit.commands.programs import all_programs
from sitekit.problem import Problem, tell
from sitekit.programs import Program
from sitekit.running import NotRun, Python, check, python_at, run, too_old
from sitekit.site import Site

STRESS_RUNS = 200


def stress(site: Site, path: str, times: int = STRESS_RUNS) -> int:
    """Run each program many times on busy cores and count the runs that fail.

    A broken program that breaks is counted apart: that is what its page says of it.
    Half the runs switch threads every microsecond instead of every five milliseconds,
    and twice as many run at once as there are cores.
    """
    python = python_at(path)
    programs = [p for p in all_programs(site) if not too_old(p, python)]
    flakes: dict[Program, list[tuple[str, str]]] = {}
    done, skipped = 0, 0
    workers = 2 * (os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        for program in programs:
            try:
                ends = _ends(program, python, times, pool)
            except NotRun:
                skipped += 1
                continue
            done += len(ends)
            flakes[program] = [wrong for wrong in ends if wrong]
    tell(_failures(flakes))
    failed = sum(len(wrong) for p, wrong in flakes.items() if not p.broken)
    broke = sum(len(wrong) for p, wrong in flakes.items() if p.broken)
    print(
        f"{done} runs of {len(programs) - skipped} programs on {python.long},"
        f" {workers} at a time: {failed} failed, {broke} runs of broken programs broke,"
        f" {skipped} programs not run here"
    )
    return 1 if failed else 0


def _ends(
    program: Program, python: Python, times: int, pool: ThreadPoolExecutor
) -> list[tuple[str, str] | None]:
    """What is wrong with each of many runs. Raises NotRun."""
    # A hang only waits; its runs need no more than a tenth of the repeats.
    repeats = times if program.claims.ending.status is not None else times // 10
    runs = [
        pool.submit(run, program, python, hurried=bool(n % 2)) for n in range(repeats)
    ]
    return [check(program, one.result(), python) for one in runs]


def _failures(flakes: dict[Program, list[tuple[str, str]]]) -> Iterator[Problem]:
    for program, failed in flakes.items():
        if failed:
            wrong, advice = failed[0]
            wrong = f"{len(failed)} runs failed; the first: {wrong}"
            yield Problem(program.place, 0, wrong, advice)
