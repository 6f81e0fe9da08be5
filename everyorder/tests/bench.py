"""How fast orders run, how many a proof needs, how both grow: figures, not tests.

    python everyorder/tests/bench.py

Rates are compared in turn within one process, the best of several rounds each, so that
a busy machine slows both sides alike. interleave-test, another engine, takes part where
it is installed (Python 3.12 or newer: pip install interleave-test).
"""

import contextlib
import importlib.util
import io
import math
import platform
import tempfile
import time
from functools import partial
from pathlib import Path

from programs import ROOT, threads

from everyorder.execution import Runner
from everyorder.instrument.program import ProgramError, load, load_source
from everyorder.search import Search
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor

ROUNDS = 5
LIMIT = 4_000  # orders
PATIENCE = 20.0  # seconds for one search

COUNTER = threads(
    *["global n\nx = n\nn = x + 1\nx = n\nn = x + 1"] * 2, setup="n = 0", end="print(n)"
)


class Anything:
    """A claim that every run keeps, so that a search goes on to its end."""

    def begin(self) -> None:
        self.ends = time.perf_counter() + PATIENCE

    def verdict(self, run):
        return "late" if time.perf_counter() > self.ends else None


def search(program, strategy, limit: int = LIMIT) -> tuple[int, float, bool]:
    """(orders, seconds, whether these were all): one search after a first one, which
    finds out what is shared."""
    runner = Runner(program)
    found = Search(runner, Anything(), limit, None, True)
    with runner.ready():
        found.go(strategy)
        started = time.perf_counter()
        late = found.go(strategy)
        return found.orders, time.perf_counter() - started, found.covered and not late


def rate(source: str = COUNTER) -> float:
    """Orders a second of a depth-first search without a bound."""
    orders, seconds, _ = search(load_source(source), Dfs)
    return orders / seconds


def other_rate(source: str = COUNTER) -> float:
    """The same for interleave-test, opcode by opcode."""
    engine = importlib.import_module("interleave_test")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder).resolve() / "program.py"
        file.write_text(source, "utf-8")
        code = compile(source, str(file), "exec", dont_inherit=True)

        def model():
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, {"__name__": "__main__"})

        started = time.perf_counter()
        result = engine.explore(
            model,
            strategy="dfs",
            max_preemptions=1,
            iterations=100,
            include=[str(file.parent)],
            raise_on_failure=False,
        )
        return result.schedules_run / (time.perf_counter() - started)


def speed() -> None:
    """Orders a second on the two-thread counter, against the other engine."""
    other = importlib.util.find_spec("interleave_test") is not None
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(rate())
        theirs.append(other_rate() if other else math.nan)
    print(f"two-thread counter: {max(ours):,.0f} orders/s", end="")
    if other:
        print(
            f", interleave-test {max(theirs):,.0f}: {max(ours) / max(theirs):.0f} times"
            " (goal 10)"
        )
    else:
        print("; interleave-test is not installed here, so there is no ratio")


def needed() -> None:
    """Orders that DPOR and the bounds 1 and 2 need on the site's pairs."""
    print(
        f"\n{'orders to the end of the search':44}{'bound 1':>9}{'bound 2':>9}{'DPOR':>9}"
    )
    total = [0, 0, 0]
    files = sorted((ROOT / "snippets").rglob("*_*.py"))
    for file in files:
        if not file.stem.endswith(("_broken", "_fixed")):
            continue
        try:
            program = load(file)
        except ProgramError:
            continue
        cells = []
        for column, strategy in enumerate((partial(Dfs, 1), partial(Dfs, 2), Dpor)):
            orders, _, whole = search(program, strategy)
            total[column] += orders
            cells.append(f"{orders:,}" if whole else f">{orders:,}")
        print(f"{file.stem:44}" + "".join(f"{cell:>9}" for cell in cells))
    print(f"{'all':44}" + "".join(f"{orders:>9,}" for orders in total))


def growing(count: int, steps: int, kind: str) -> str:
    """`count` threads of so many steps on one variable, one lock, or one each."""
    body = {
        "one variable": "global n\n" + "n += 1\n" * steps,
        "one lock": "global n\n" + "with lock:\n    n += 1\n" * steps,
        "nothing shared": "mine = [0]\n" + "mine[0] += 1\n" * steps,
    }[kind]
    return threads(*[body] * count, setup="n = 0\nlock = threading.Lock()")


def growth() -> None:
    """Orders and seconds of DPOR against threads and steps, in a table and a plot."""
    print(
        f"\n{'DPOR':16}{'threads':>8}{'steps':>6}{'orders':>9}{'seconds':>9}  (8 blocks: ×10)"
    )
    for kind in ("nothing shared", "one lock", "one variable"):
        for count, steps in ((2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1), (5, 1)):
            program = load_source(growing(count, steps, kind))
            orders, seconds, whole = search(program, Dpor, 20_000)
            bar = "█" * round(8 * math.log10(max(orders, 1)) / 1)
            mark = "" if whole else ">"
            print(
                f"{kind:16}{count:>8}{steps:>6}{mark + format(orders, ','):>9}"
                f"{seconds:>9.3f}  {bar}"
            )


def main() -> None:
    print(f"Python {platform.python_version()}")
    speed()
    needed()
    growth()


if __name__ == "__main__":
    main()
