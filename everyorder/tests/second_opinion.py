"""Does another engine see what everyorder sees? interleave-test switches real threads
between bytecodes and shares no code with it.

    python3.12 -m pip install interleave-test greenlet
    python3.12 everyorder/tests/second_opinion.py [RANDOM_PROGRAMS]

It runs the site's broken and fixed programs and some random ones of fuzz.py, here with
at most two preemptions and with DPOR, there with at most one. An outcome (how the run
ends, and what it printed) that only the other engine sees would be an order missed
here: `missed`. A failure that everyorder sees with at most one preemption, and the
other engine not at all when it came to the end of its orders, would be `invented`.

The library is no part of the lock, since it needs Python 3.12. Where the two differ by design, they cannot be compared; REASONS names the kinds.
"""

import contextlib
import importlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fuzz import generate, outcomes
from programs import ROOT

from everyorder.instrument.program import ProgramError
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor

REASONS = {  # what the other engine does not model -> how a program shows it
    "subclasses of Thread": r"\((threading\.)?(Thread|Timer)\):|Timer\(",
    "current_thread and names": r"current_thread|get_ident|\.name\b|active_count",
    "the order of sleeps": r"sleep\(|timeout=|wait\(\d|is_alive|monotonic|perf_counter",
    "a main thread that raises and leaves others behind": r"raise KeyboardInterrupt",
    "thread pools": r"concurrent\.futures|asyncio",
    "daemon threads": r"daemon",
    "thread-local data": r"threading\.local|contextvars",
    "barriers": r"Barrier",
    "logging": r"import logging",
}
ORDERS, SECONDS = 3_000, 12


@dataclass(frozen=True)
class Opinion:
    """What the comparison of one program came to, and what differs."""

    verdict: str  # agree, missed, invented, or why they cannot be compared
    detail: str = ""


def other_outcomes(source: str, folder: Path) -> tuple[set, bool] | None:
    """The outcomes that the other engine sees, and whether that is all of them.

    None where it comes to no end or does not repeat its own orders, as with generators.
    It has real threads, so it has a process of its own.
    """
    file = folder / "program.py"
    file.write_text(source, "utf-8")
    command = [sys.executable, __file__, str(file)]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        return None
    seen, complete = json.loads(done.stdout)
    return set(map(tuple, seen)), complete


def run_other(file: Path) -> None:
    """Print as JSON what other_outcomes returns.

    The other engine stops at the first deadlock or uncaught exception of a thread.
    """
    engine = importlib.import_module("interleave_test")
    source = file.read_text("utf-8")
    code, seen = compile(source, str(file), "exec", dont_inherit=True), set()

    def model():
        output, ending = io.StringIO(), "ends"
        with contextlib.redirect_stdout(output):
            try:
                exec(code, {"__name__": "__main__", "__file__": str(file)})
            except Exception:
                ending = "raises"
        seen.add((ending, output.getvalue()))

    result = engine.explore(
        model,
        strategy="dfs",
        max_preemptions=1,
        iterations=ORDERS,
        seed=0,
        timeout=SECONDS,
        include=[str(file.parent)],
        raise_on_failure=False,
    )
    if result.failure is not None and "Divergence" in repr(result.failure.exception):
        sys.stderr.write("the other engine does not repeat its own order\n")
        os._exit(1)
    if result.failure is not None:
        kind = {"exception": "raises"}.get(result.failure.kind, result.failure.kind)
        seen.add((kind, None))
    print(json.dumps([list(seen), result.exhausted]), flush=True)
    os._exit(0)  # threads that the other engine could not end must not hold it up


def compare(source: str, folder: Path) -> Opinion:
    """The opinion on a program given as text."""
    for reason, pattern in REASONS.items():
        if re.search(pattern, source):
            return Opinion(reason)
    ours: set = set()
    near: set = set()  # what takes no more preemptions than the other engine tries
    for strategy in (partial(Dfs, 1), partial(Dfs, 2), Dpor):
        try:
            found, _, _ = outcomes(source, strategy, ORDERS)
        except ProgramError:
            found = {("unsupported", "", "")}
        ours |= {(ending, output) for ending, _, output in found}
        near = near or set(ours)
    endings = {ending for ending, _ in ours}
    if endings & {"unsupported", "steps", "hangs"}:
        return Opinion("not supported here, or without an end")
    other = other_outcomes(source, folder)
    if other is None:
        return Opinion("the other engine comes to no end, or does not repeat itself")
    theirs, complete = other
    missed = {
        (ending, output)
        for ending, output in theirs
        if (ending, output) not in ours and not (output is None and ending in endings)
    }
    if missed:
        return Opinion("missed", f"{missed} not in {ours}")
    broken = {outcome for outcome in near if outcome[0] in ("deadlock", "raises")}
    if complete and broken and not {e for e, _ in theirs} & {"deadlock", "raises"}:
        return Opinion("invented", f"{broken} not in {theirs}")
    return Opinion("agree")


def programs(count: int) -> dict[str, str]:
    """Name -> source: the site's pairs, and so many random programs."""
    files = sorted((ROOT / "snippets").rglob("*_*.py"))
    pairs = [f for f in files if f.stem.endswith(("_broken", "_fixed"))]
    found = {str(f.relative_to(ROOT)): f.read_text("utf-8") for f in pairs}
    return found | {f"fuzz {seed}": generate(seed) for seed in range(count)}


def main(count: int = 40) -> int:
    counts: Counter = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, source in programs(count).items():
            opinion = compare(source, Path(folder).resolve())
            counts[opinion.verdict] += 1
            if opinion.detail:
                print(f"{name}: {opinion.verdict}: {opinion.detail}", flush=True)
    for verdict, number in counts.most_common():
        print(f"{number} {verdict}")
    return counts["missed"] + counts["invented"]


if __name__ == "__main__":
    if sys.argv[1:] and not sys.argv[1].isdigit():
        run_other(Path(sys.argv[1]))
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
