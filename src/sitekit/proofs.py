"""Hold every program to its page in every order its threads could take.

everyorder runs the program; here stands what the page claims of it: the output, the
exception it must end with, or, for a `_broken` one, that some order breaks it. Proofs
are kept in a record with the fingerprints of program and engine, since some take
longer than a test may; `make prove` writes it. How orders are run and searched is
everyorder's own affair.
"""

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
    report = everyorder.explore(
        program.file,
        **claim(program),
        progress=lambda orders: time.monotonic() - started > patience,
    )
    return {
        "fingerprint": program.fingerprint,
        "engine": engine(),
        "python": PYTHON,
        "verdict": report.verdict,
        "orders": report.orders,
        "preemptions": report.preemptions,
        "exhaustive": report.exhaustive,
        "order": str(report.order) if report.order is not None else None,
        "detail": report.detail.replace(f"{program.file}", program.path.name),
    }


def prove_all(programs: list[Program]):
    """Each program with its proof, in a process on each core."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        runs = [(program, pool.submit(prove, program)) for program in programs]
        for program, run in runs:
            yield program, run.result()


def provable(program: Program) -> bool:
    """Whether it is Python that every supported version runs, and no stopwatch."""
    runs_everywhere = program.language == "python" and not program.since
    return runs_everywhere and not program.measured


def wrong(program: Program, proof: dict) -> str | None:
    """How the proof contradicts the page, in words; None when it does not."""
    verdict = proof["verdict"]
    if verdict in ("unsupported", "incomplete"):
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


def sentence(proof: dict) -> str:
    """What the page says of the proof: the bound that was reached, never more."""
    many = proof["orders"] != 1
    orders = f"{proof['orders']:,} order" + "s" * many
    if proof["verdict"] == "holds" and not proof["exhaustive"]:
        bound = _preemptions(proof["preemptions"])
        return f"Holds in every order with up to {bound} ({orders})."
    if proof["verdict"] == "holds":
        return f"Holds in every order: {orders} cover{'s' * (not many)} them all."
    if proof["verdict"] in BREAKS:
        how = {
            "deadlock": "ends in a deadlock",
            "raises": "ends with an exception",
            "output": "prints something else",
            "hangs": "never ends",
        }[proof["verdict"]]
        count = proof["preemptions"] or 0
        times = f" with {_preemptions(count)}" if count else ""
        return f"Breaks: an order{times} {how}."
    if proof["verdict"] == "incomplete":
        bound = proof["preemptions"]
        reached = "" if bound is None else f", with up to {_preemptions(bound)}"
        return f"Not every order was run: {orders}{reached}, and none broke it."
    return "Not run in every order: " + proof["detail"].rpartition("everyorder ")[2]


def _preemptions(count: int) -> str:
    return f"{count} preemption" + "s" * (count != 1)


def summary(records: dict) -> str:
    """The proofs on record, in a line."""
    verdicts = Counter(
        "break"
        if r["verdict"] in BREAKS
        else "bounded"
        if r["verdict"] == "holds" and not r["exhaustive"]
        else r["verdict"]
        for r in records.values()
    )
    orders = sum(r["orders"] for r in records.values())
    bounded = f" ({verdicts['bounded']} more to a bound)" if verdicts["bounded"] else ""
    return (
        f"on record: {verdicts['holds']} programs hold in every order{bounded},"
        f" {verdicts['break']} broken ones break, {verdicts['incomplete']} searches"
        f" are incomplete, {verdicts['unsupported']} programs are not modeled"
        f" ({orders:,} orders)"
    )
