"""Hold every program to its page in every order its threads could take.

everyorder runs the program and is held to what the page claims (claims.py); a `_broken`
one must break in some order. Proofs are kept in a record with the fingerprints of
program and engine, since some take longer than a test may; `make records` writes it.
How orders are run and searched is everyorder's own affair.
"""

import contextlib
import functools
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import everyorder
from everyorder import Program as Source
from everyorder import package
from sitekit import promises, rules
from sitekit.programs import Program
from sitekit.records import claims
from sitekit.records.code import digest
from sitekit.records.sentences import sentence
from sitekit.records.store import Records
from sitekit.text import counted

KIND = "proof"
BREAKS = ("deadlock", "raises", "output", "hangs")
UNDECIDED = ("unsupported", "incomplete")
PATIENCE = 120  # processor seconds that `make records` gives to one program
PYTHON = "{}.{}".format(*sys.version_info)  # the library's own steps differ by version
COUNTED = 4_000  # orders; where there are more, the breaking ones are not counted
QUICK = 1_000  # orders; a proof of no more is run again by every `make test`

Tried = TypeVar("Tried")


@functools.cache
def engine() -> str:
    """Changes with what the engine does, and with what is claimed of an order."""
    held_to = [Path(module.__file__) for module in (claims, promises, rules)]
    return digest([*package.deciding(), *held_to])


def is_current(program: Program, records: Records) -> bool:
    """Whether neither the program nor the engine changed since this was proven."""
    record = records.get(program, KIND)
    known = record is not None and record["of"] == program.fingerprint
    return known and records.engine == engine()


def prove(program: Program, patience: float = PATIENCE) -> dict:
    """The record of one proof: verdict, orders, bound, failing order, detail."""
    report, counts = searched(program.file, patience, claims.claims(program))
    return {
        "of": program.fingerprint,
        "python": PYTHON,
        **counts,
        "order": str(report.order) if report.order is not None else None,
        "detail": report.detail.replace(f"{program.file}", program.path.name),
    }


def searched(
    program: Path | Source, patience: float, held: Iterable[Mapping], **limits: int
) -> tuple[everyorder.Report, dict]:
    """What a search of at most so many processor seconds found, and its record's part.

    Each claim that it is `held` to has a search of its own, with arguments and `limits`
    as for everyorder.explore. The first that does not hold counts, or else the first.
    """
    found = []
    for claim in held:
        found.append(_searched(program, patience, claim, limits))
        if found[-1][0].verdict != "holds":
            return found[-1]
    return found[0]


def _searched(
    program: Path | Source, patience: float, claim: Mapping, limits: Mapping[str, int]
) -> tuple[everyorder.Report, dict]:
    started = time.process_time()
    report = everyorder.explore(
        program,
        progress=lambda orders: time.process_time() - started > patience,
        **limits,
        **claim,
    )
    breaking = None
    if report.verdict in BREAKS:
        # Of orders that need as few preemptions, how many break?
        counted = everyorder.tally(program, report.preemptions, COUNTED, **claim)
        if counted.complete:
            breaking = [counted.breaking, counted.orders]
    return report, {
        "verdict": report.verdict,
        "orders": report.orders,
        "preemptions": report.preemptions,
        "exhaustive": report.exhaustive,
        "breaking": breaking,
    }


def to_record(proof: dict) -> dict:
    """The proof as it is kept: wording only where no order says the same."""
    wordy = proof["verdict"] in UNDECIDED
    return {k: v for k, v in proof.items() if k != "detail" or wordy}


def in_processes(work: Callable[[Tried], dict], programs: list[Tried]):
    """Each program, or what else is tried, with its record, which `work` makes.

    In a process on each core.
    """
    context = multiprocessing.get_context("spawn")
    with (
        fixed_hash_seed(),
        ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool,
    ):
        runs = [(program, pool.submit(work, program)) for program in programs]
        for program, run in runs:
            yield program, run.result()


@contextlib.contextmanager
def fixed_hash_seed():
    """Processes that start now iterate over sets as everyorder's command does."""
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "0"
    try:
        yield
    finally:
        del os.environ["PYTHONHASHSEED"]
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before


def provable(program: Program) -> bool:
    """Whether it is Python that every supported version runs, and no stopwatch."""
    runs_everywhere = program.language == "python" and not program.claims.since
    return runs_everywhere and not program.claims.measured


def unseen(proof: dict) -> bool:
    """Whether the engine never came to what runs show: it lacks what the program does.

    Where every order ends otherwise than each real run, the engine is what is wrong.
    """
    breaking = proof["breaking"]
    return proof["verdict"] in BREAKS and bool(breaking) and breaking[0] == breaking[1]


def wrong(program: Program, proof: dict) -> tuple[str, str] | None:
    """How the proof contradicts the page, and what to do; None when it does not."""
    verdict = proof["verdict"]
    unproven = verdict in UNDECIDED
    if unproven and not program.claims.one_order:
        return (
            f"not run in every order: {proof['detail']}",
            "Write the program in another way, or mark it with the reason:"
            ' <!--pytest.mark.one_order("it opens a window")-->',
        )
    if program.claims.one_order and not unproven and not unseen(proof):
        return (
            f'it is marked one_order("{program.claims.one_order}"), but the engine can'
            f" run it: {sentence(program, proof)}",
            "Remove the mark.",
        )
    if unproven or program.claims.one_order:
        return None
    must_break = program.broken or program.claims.ending.status is None
    if must_break and verdict == "holds":
        return (
            f"no order breaks it ({proof['orders']} were enough for all), although its"
            " page says so",
            "Rename it, or mend the mistake it is to show.",
        )
    if not must_break and verdict in BREAKS:
        return (
            sentence(program, proof).rstrip("."),
            f"Replay it: .venv/bin/python -m everyorder {program.place}"
            f" --order {proof['order']}\n  Mend the program, so that every order keeps"
            " the page, or name it _broken.",
        )
    return None


def is_short(record: dict | None) -> bool:
    """Whether a proof takes so few orders that every `make test` makes it again."""
    decided = record is not None and record["verdict"] != "incomplete"
    return decided and record["orders"] <= QUICK


def differs(program: Program, proof: dict, recorded: dict) -> str | None:
    """How a proof that was made again differs from its record, in words, or None."""
    # The library's own steps are others on another Python, the verdict is not.
    same = recorded["python"] == PYTHON
    keys = ("verdict", "orders", "order", "breaking") if same else ("verdict",)
    if all(proof[key] == recorded[key] for key in keys):
        return None
    before, now = sentence(program, recorded), sentence(program, proof)
    more = f" (order {recorded['order']}, now {proof['order']})"
    return f"its proof said {before!r}, and now says {now!r}{more}"


def contradiction(program: Program, record: dict) -> str | None:
    """How a record cannot be, in words; None where it can."""
    verdict, breaking = record["verdict"], record["breaking"]
    if record["orders"] < 1 and verdict not in UNDECIDED:
        return f"{verdict} after {record['orders']} orders"
    if (verdict in BREAKS) != (record["order"] is not None):
        return f"{verdict}, and the order that shows it is {record['order']}"
    if breaking and not 0 < breaking[0] <= breaking[1]:
        return f"{breaking[0]} of {breaking[1]} orders break"
    return None


def summary(programs: Iterable[Program], records: Records) -> str:
    """What is proven, in a line, and how many programs ran in one order and why."""
    kinds, reasons, orders = Counter(), Counter(), 0
    for program in programs:
        proof = records.get(program, KIND)
        if proof is None or program.claims.one_order:
            reasons[_why_not(program)] += 1
            continue
        if not is_current(program, records):
            reasons["changed since its proof"] += 1
            continue
        orders += proof["orders"]
        bounded = proof["verdict"] == "holds" and not proof["exhaustive"]
        kinds["bounded" if bounded else proof["verdict"]] += 1
    breaks = sum(kinds[verdict] for verdict in BREAKS)
    bounded = f", {kinds['bounded']} up to a bound" if kinds["bounded"] else ""
    why = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    once = f"; in one order only: {sum(reasons.values())} ({why})" if reasons else ""
    return (
        f"{counted(sum(kinds.values()), 'program')} proven in"
        f" {counted(orders, 'order')}: {kinds['holds']} hold in every order{bounded},"
        f" {breaks} break, as they must{once}"
    )


def _why_not(program: Program) -> str:
    if program.claims.measured:
        return "measures time"
    if program.language != "python":
        return "is no Python"
    if program.claims.since:
        return "needs Python " + ".".join(map(str, program.claims.since))
    return program.claims.one_order or "has no proof"
