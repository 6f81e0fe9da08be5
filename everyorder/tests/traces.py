"""The trace of every failing order that the site's proofs name, one JSON line each.

    python everyorder/tests/traces.py [TIMES]

Each program is replayed TIMES times in this process; a replay that gives other bytes
than the first is an error. test_determinism.py compares what several Pythons print.
"""

import json
import sys
from pathlib import Path

from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.results.order import Order
from everyorder.shrink import follow

SNIPPETS = Path(__file__).parents[2] / "snippets"


def failing_orders() -> dict[str, str]:
    """Broken program below snippets/ -> the order in which it fails."""
    found = {}
    for file in sorted(SNIPPETS.rglob("records.json")):
        folder = file.parent.relative_to(SNIPPETS).as_posix()
        for name, kinds in json.loads(file.read_text("utf-8")).items():
            order = kinds.get("proof", {}).get("order")
            if order and name.endswith("_broken.py"):
                found[f"{folder}/{name}"] = order
    return found


def traces(name: str, order: str, times: int) -> list[str]:
    """The traces of this program in this order, run so many times, as JSON."""
    source = (SNIPPETS / name).read_text("utf-8")
    runner = Runner(load_source(source, name))
    with runner.ready():
        return [
            json.dumps(follow(runner, Order.parse(order), record=True)[1].to_json())
            for _ in range(times)
        ]


def main(times: int = 1) -> int:
    for name, order in failing_orders().items():
        first, *others = traces(name, order, times)
        if any(other != first for other in others):
            print(f"{name}: its trace differs from run to run", file=sys.stderr)
            return 1
        print(json.dumps({"program": name, "trace": first}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
