"""Hold every program to its page in every order its threads could take.

everyorder runs the program; here stands what the page claims of it: the output, the
exception it must end with, or, for a `_broken` one, that some order breaks it. Proofs
are kept in a record with the fingerprints of program and engine, since some take
longer than a test may; `make prove` writes it. How orders are run and searched is
everyorder's own affair.
"""

import contextlib
import functools
import hashlib
import multiprocessing
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import everyorder
from everyorder.judge import Promise
from sitekit.programs import Program

PROOFS = "proofs.json"
BREAKS = ("deadlock", "raises", "output", "hangs")
PATIENCE = 120  # seconds that `make prove` gives to one program
PYTHON = "{}.{}".format(*sys.version_info)  # the library's own steps differ by version
COUNTED = 4_000  # orders; where there are more, the breaking ones are not counted
QUICK = 1_000  # orders; a proof of no more is run again by every `make test`


@functools.cache
def engine() -> str:
    """Changes with any file of the engine."""
    digest = hashlib.sha256()
    for file in sorted(Path(everyorder.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def claim(program: Program) -> dict:
    """What each order must keep, as arguments of everyorder.explore."""
    ending = program.ending
    if ending.merged:
        return {"may_raise": ending.text or None}
    if program.expected is None or program.measured:
        return {}
    shown = program.expected.read_text("utf-8")
    return {"promise": Promise(shown, functools.partial(program.rule.keeps, shown))}


def is_current(program: Program, record: dict | None) -> bool:
    """Whether neither the program nor the engine changed since this was proven."""
    return record is not None and (record["fingerprint"], record["engine"]) == (
        program.fingerprint,
        engine(),
    )


def prove(program: Program, patience: float = PATIENCE) -> dict:
    """The record of one proof: verdict, orders, bound, failing order, detail."""
    started = time.monotonic()
    held_to = claim(program)
    report = everyorder.explore(
        program.file,
        progress=lambda orders: time.monotonic() - started > patience,
        **held_to,
    )
    breaking = None
    if report.verdict in BREAKS:
        # Of orders that need as few preemptions, how many break?
        counted = everyorder.tally(program.file, report.preemptions, COUNTED, **held_to)
        if counted.complete:
            breaking = [counted.breaking, counted.orders]
    return {
        "fingerprint": program.fingerprint,
        "engine": engine(),
        "python": PYTHON,
        "verdict": report.verdict,
        "orders": report.orders,
        "preemptions": report.preemptions,
        "exhaustive": report.exhaustive,
        "breaking": breaking,
        "order": str(report.order) if report.order is not None else None,
        "detail": report.detail.replace(f"{program.file}", program.path.name),
    }


def prove_all(programs: list[Program]):
    """Each program with its proof, in a process on each core."""
    context = multiprocessing.get_context("spawn")
    with (
        fixed_hash_seed(),
        ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool,
    ):
        runs = [(program, pool.submit(prove, program)) for program in programs]
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
    runs_everywhere = program.language == "python" and not program.since
    return runs_everywhere and not program.measured


def wrong(program: Program, proof: dict) -> str | None:
    """How the proof contradicts the page, in words; None when it does not."""
    verdict = proof["verdict"]
    unproven = verdict in ("unsupported", "incomplete")
    if unproven and not program.one_order:
        return (
            f"not run in every order: {proof['detail']}\n  Write the program in another"
            ' way, or mark it with the reason: <!--pytest.mark.one_order("it opens a'
            ' window")-->'
        )
    if program.one_order and not unproven:
        return (
            f'it is marked one_order("{program.one_order}"), but the engine can run it:'
            f" {sentence(program, proof)}\n  Remove the mark."
        )
    if unproven:
        return None
    must_break = program.broken or program.ending.status is None
    if must_break and verdict == "holds":
        return (
            f"no order breaks it ({proof['orders']} were enough for all), although its"
            " page says so. Rename it, or mend the mistake it is to show."
        )
    if not must_break and verdict in BREAKS:
        return (
            f"{verdict}: {proof['detail']}\n  Replay it: python -m everyorder"
            f" snippets/{program.path} --order {proof['order']}\n  Mend the program, so"
            " that every order keeps the page, or name it _broken."
        )
    return None


def sentence(program: Program, proof: dict) -> str:
    """What the page says of the proof: the bound that was reached, never more."""
    verdict, many = proof["verdict"], proof["orders"] != 1
    orders = f"{proof['orders']:,} order" + "s" * many
    if verdict in BREAKS:
        return _breaks(proof)
    if verdict == "holds" and proof["exhaustive"]:
        return f"Holds in every order: {orders} cover{'s' * (not many)} them all."
    if verdict == "holds":
        bound = _preemptions(proof["preemptions"])
        return f"Holds in every order with at most {bound} ({orders})."
    return f"Not run in every order: {program.one_order or proof['detail']}."


def _breaks(proof: dict) -> str:
    how = {
        "deadlock": "they end in a deadlock",
        "raises": "they end with an exception",
        "output": "they print something else",
        "hangs": "they never end",
    }[proof["verdict"]]
    bound = proof["preemptions"]
    bounded = f"with at most {_preemptions(bound)}" if bound else "without preemption"
    if proof["breaking"] is None:
        return f"Breaks in some orders {bounded}: {how}."
    breaking, orders = proof["breaking"]
    if breaking == 1:
        how = how.replace("they end", "it ends").replace("they print", "it prints")
        how = how.replace("they never end", "it never ends")
    count = "every order" if breaking == orders else f"{breaking} of {orders:,} orders"
    return f"Breaks in {count} {bounded}: {how}."


def _preemptions(count: int) -> str:
    words = {1: "one", 2: "two", 3: "three"}
    return f"{words.get(count, count)} preemption" + "s" * (count != 1)


def summary(programs, proofs: dict) -> str:
    """What is proven, in a line, and how many programs ran in one order and why."""
    kinds, reasons, orders = Counter(), Counter(), 0
    for program in programs:
        proof = proofs.get(str(program.path))
        if proof is None or program.one_order:
            reasons[_why_not(program)] += 1
            continue
        orders += proof["orders"]
        bounded = proof["verdict"] == "holds" and not proof["exhaustive"]
        kinds["bounded" if bounded else proof["verdict"]] += 1
    breaks = sum(kinds[verdict] for verdict in BREAKS)
    bounded = f", {kinds['bounded']} up to a bound" if kinds["bounded"] else ""
    why = ", ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items()))
    return (
        f"{sum(kinds.values())} programs are proven in {orders:,} orders:"
        f" {kinds['holds']} hold in every order{bounded}, {breaks} break, as they must;"
        f" in one order only: {sum(reasons.values())} ({why})"
    )


def _why_not(program: Program) -> str:
    if program.measured:
        return "measures time"
    if program.language != "python":
        return "is no Python"
    if program.since:
        return "needs Python " + ".".join(map(str, program.since))
    return program.one_order or "has no proof"
