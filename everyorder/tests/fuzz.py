"""Does DPOR see what depth-first search without a bound sees? `N` random programs.

    python everyorder/tests/fuzz.py N [FIRST_SEED]

Both strategies must find the same set of outcomes: what is printed, how the run ends.
Programs whose orders are too many for one of them are counted apart.
"""

import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.results.expectation import Claim
from everyorder.search import Search
from everyorder.strategies.dfs import Dfs
from everyorder.strategies.dpor import Dpor

LIMIT = 800  # orders of each search

SETUP = """\
import threading, queue, time
from collections import deque
from concurrent.futures import ThreadPoolExecutor

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
pair = threading.BoundedSemaphore(2)
ends, names, own = deque([1, 2]), {"a", "b"}, threading.local()
numbers = (n for n in range(9))

def reader():
    while True:
        yield x + y

reading = reader()

def shown(item):
    return y, str(item)

def later(n):
    log.append(n)

def counter():
    n = 0

    def add():
        nonlocal n
        n += 1
        return n

    return add

add = counter()
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
    "log.append(add())",
    "log.append(next(numbers))",
    "ends.append({k})",
    "log.append(ends.popleft() if ends else 0)",
    "for key in table:\n    y += table[key]",
    "table[{k}] = table.pop({j}, {k})",
    "names.add('{k}')\nlog.append(len(names))",
    "own.x = {k}\nlog.append(own.x)",
    "with pair:\n    x += 1",
    "if pair.acquire(timeout=1):\n    y = x\n    pair.release()",
    "with gate:\n    if not gate.wait_for(lambda: x, 1):\n        y = {k}",
    "with gate:\n    x = {k}\n    gate.notify_all()",
    "timer = threading.Timer(1, later, ({k},))\ntimer.start()\ntimer.join()",
    "threading.Thread(target=later, args=({k},), daemon=True).start()",
    "with ThreadPoolExecutor(1) as pool:\n    y = pool.submit(add).result()",
    "event.clear()",
    "log.append(q.qsize())",
    "q.join()",
    "x, y = y, x",
    "log.append(x if y else {k})",
    "log[:] = [x, y]",
    "log += [{k}]",
    "log.append(sum(log))",
    "log.append(f'{{x}} {{y}}')",
    "print({k})",
    "raise ValueError({k})",
    "lock.acquire()",
    "other.acquire()",
    "slots.acquire()",
    "gate.acquire()",
    "try:\n    lock.release()\nexcept RuntimeError:\n    x = {k}",
    "slots.release()",
    "log.append(next(reading))",
    "for value in reading:\n    y = value\n    break",
    "log.sort(key=shown)",
    "if x > 6:\n    return",
    "while not x:\n    pass",
    "while y > {j}:\n    time.sleep(1)",
    "while not event.wait(1):\n    pass",
    "while not lock.acquire(timeout=1):\n    pass",
    "while not slots.acquire(blocking=False):\n    time.sleep(1)",
    "while box.x != {k} and not log:\n    with lock:\n        y = x",
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


@dataclass(frozen=True)
class Comparison:
    """`whole` says that the depth-first search ended, so that both ways count."""

    missed: frozenset
    invented: frozenset
    whole: bool
    covered: bool
    orders: tuple[int, int]

    @property
    def kind(self) -> str:
        if self.missed or self.invented:
            return "differ"
        if not self.covered:
            return "too long for both" if not self.whole else "differ"
        return "the same" if self.whole else "cut short"


def compare(source: str, limit: int = LIMIT) -> Comparison:
    """What the two searches see of one program.

    Of a depth-first search that was cut short, every outcome must still be among
    those of a DPOR that ended.
    """
    full, many, whole = outcomes(source, Dfs, limit)
    reduced, few, covered = outcomes(source, Dpor, limit)
    missed = full - reduced if covered else set()
    invented = reduced - full if whole else set()
    return Comparison(
        frozenset(missed), frozenset(invented), whole, covered, (many, few)
    )


def main(count: int, first: int = 0) -> int:
    """Compare on every core; the number of programs that differ."""
    started, kinds, orders = time.perf_counter(), Counter(), [0, 0]
    programs = map(generate, range(first, first + count))
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for seed, found in enumerate(pool.map(compare, programs, chunksize=20), first):
            kinds[found.kind] += 1
            if found.whole:
                orders = [a + b for a, b in zip(orders, found.orders, strict=True)]
            if found.kind == "differ":
                missed, invented = set(found.missed), set(found.invented)
                print(f"seed {seed}: missed {missed}, invented {invented}", flush=True)
    print(
        f"{count} programs: {kinds['the same']} with the same outcomes,"
        f" {kinds['differ']} differ; of {kinds['cut short']} more, DPOR saw all that a"
        f" depth-first search of {LIMIT} orders did, {kinds['too long for both']} were"
        f" too long for both; {orders[0]} orders against {orders[1]},"
        f" {time.perf_counter() - started:.0f} s"
    )
    return kinds["differ"]


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
