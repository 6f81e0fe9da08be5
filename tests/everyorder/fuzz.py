"""Does DPOR see what depth-first search without a bound sees? `N` random programs.

    python -m tests.everyorder.fuzz N [FIRST_SEED]

Both strategies must find the same set of outcomes: what is printed, how the run ends.
Programs whose orders are too many for the depth-first search are counted apart.
"""

import random
import sys
import time

from everyorder.explore import Search
from everyorder.judge import Claim
from everyorder.orders.dfs import Dfs
from everyorder.orders.dpor import Dpor
from everyorder.program import load_source
from everyorder.run import Runner

SETUP = """\
import threading, queue, time

class Box:
    total = 0

    def __init__(self):
        self.x = self.y = 0

    @property
    def seen(self):
        return self.x

box, log, table, q = Box(), [], {}, queue.Queue()
x = y = 0
lock, other = threading.Lock(), threading.RLock()
event, gate = threading.Event(), threading.Condition()
slots = threading.Semaphore(1)
"""

OPERATIONS = [
    "x += 1",
    "y = x + {k}",
    "x = {k}",
    "log.append(x)",
    "log.append({k})",
    "box.x += 1",
    "box.y = box.x",
    "box.x = {k}",
    "Box.total += 1",
    "log.append(box.seen)",
    "table[{j}] = {k}",
    "log.append(len(table))",
    "log.append(table.get({j}))",
    "if {j} in table:\n    log.append({k})",
    "if log:\n    log.pop()",
    "with lock:\n    x += 1",
    "with lock:\n    with other:\n        box.x += 1",
    "with other:\n    with lock:\n        x = {k}",
    "with other:\n    with other:\n        box.y += 1",
    "if lock.acquire(False):\n    x = {k}\n    lock.release()",
    "if lock.acquire(timeout=1):\n    box.x = {k}\n    lock.release()",
    "log.append(lock.locked())",
    "event.set()",
    "if event.is_set():\n    y = {k}",
    "if event.wait(1):\n    log.append({k})",
    "event.wait()",
    "with gate:\n    gate.notify()",
    "with gate:\n    if not gate.wait(1):\n        x = {k}",
    "q.put({k})",
    "try:\n    log.append(q.get_nowait())\nexcept queue.Empty:\n    x = {k}",
    "try:\n    log.append(q.get(timeout=1))\nexcept queue.Empty:\n    pass",
    "if slots.acquire(blocking=False):\n    y = {k}\n    slots.release()",
    "with slots:\n    y += 1",
    "time.sleep(1)",
    "for value in list(log):\n    x = value",
    "log.append(threading.active_count())",
]


def generate(seed: int) -> str:
    """A program of two or three threads with a few operations each."""
    chance = random.Random(seed)
    threads = chance.choice([2, 2, 2, 2, 3])
    lines = [SETUP]
    for number in range(threads):
        lines.append(f"def work{number}():")
        lines.append("    global x, y")
        for _ in range(chance.choice([1, 1, 2, 2, 3] if threads == 2 else [1])):
            text = chance.choice(OPERATIONS)
            text = text.format(k=chance.randrange(5, 9), j=chance.randrange(2))
            lines += [f"    {line}" for line in text.splitlines()]
    names = ", ".join(f"work{n}" for n in range(threads))
    lines += [
        f"threads = [threading.Thread(target=work) for work in ({names},)]",
        "for thread in threads:\n    thread.start()",
        chance.choice(["", "x += 10", "log.append(0)", "print(x)"]),
        "for thread in threads:\n    thread.join()",
        "print(x, y, box.x, box.y, Box.total, log, sorted(table.items()))",
    ]
    return "\n".join(lines) + "\n"


class Everything(Claim):
    """No claim at all: every outcome is collected, and none ends the search."""

    def begin(self):
        self.outcomes = set()

    def verdict(self, run):
        self.outcomes.add((run.ending, run.detail, run.output))
        return None


def outcomes(source: str, strategy, limit: int):
    """(the set of outcomes, the orders run, whether that is all of them)."""
    runner = Runner(load_source(source))
    claim = Everything()
    search = Search(runner, claim, limit, None, True)
    with runner.ready():
        search.go(strategy)
    return claim.outcomes, search.orders, search.covered


def compare(seed: int, limit: int):
    """None if the search had no end, else (missed, invented, orders of each)."""
    source = generate(seed)
    full, many, whole = outcomes(source, Dfs, limit)
    if not whole:
        return None
    reduced, few, covered = outcomes(source, Dpor, limit)
    if not covered:
        return {"DPOR did not end"}, set(), (many, few)
    return full - reduced, reduced - full, (many, few)


def main(count: int, first: int = 0, limit: int = 800, seconds: float = 1e9) -> int:
    started, wrong, endless, orders = time.perf_counter(), 0, 0, [0, 0]
    done = 0
    for seed in range(first, first + count):
        if time.perf_counter() - started > seconds:
            break
        done += 1
        result = compare(seed, limit)
        if result is None:
            endless += 1
            continue
        missed, invented, (many, few) = result
        orders[0] += many
        orders[1] += few
        if missed or invented:
            wrong += 1
            print(f"seed {seed}: missed {missed}, invented {invented}", flush=True)
    print(
        f"{done} programs, {endless} too long for depth-first search, {wrong} differ;"
        f" {orders[0]} orders against {orders[1]},"
        f" {time.perf_counter() - started:.0f} s"
    )
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
