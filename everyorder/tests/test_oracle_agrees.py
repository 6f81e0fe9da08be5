"""The oracle sees no outcome that the engine lacks: a few programs of each kind.

`make oracle` compares all of them, with more schedules.
"""

import pytest
from compare_oracle import Total, compare, judge, shown
from compared import programs
from engine_outcomes import Answer
from oracle_pythons import pair

from everyorder.oracle import Options, OracleError, Outcome, Seen, Tried

SCHEDULES, SECONDS = 60, 20
SLOW = 2
CHOSEN = (  # of those that race and have few orders, some of each kind
    "list: box.append(9) while len(box)",
    "list: box.pop() while [n for n in box if n in box]",
    "dict: box.clear() while for k, v in box.items(): seen.append(v)",
    "deque: box.pop() while [n for n in box]",
    "OrderedDict: box.clear() while [k for k in box]",
    "subclass of list: box.pop() while list(enumerate(box))",
    "json.dumps default: box grows",
    "dict under box.pop(1): box.setdefault(1, 3)",
    "__ror__ with a class attribute",
    "__setitem__ is replaced",
    "__missing__ with an item",
    "call: a global function, defined again",
    "call of an item of a list: gone after a check",
    "tools: itertools.count shared",
    "tools: generator in two loops",
    "an end: finalize, an object, held by a variable",
    "an end: __del__, a function, held by a generator",
    "values: textwrap",
    "values: weakref.proxy reads",
    "values: dataclass match",
    "services: graphlib",
    "Condition over a Lock",
    "RLock: acquire with a timeout",
    "Semaphore waits",
    "Event as a check",
    "Queue: put, get with a timeout",
    "SimpleQueue: put, qsize",
    "LifoQueue: two puts",
    "Future result",
    "naming: numbers from a class attribute",
    "naming: the order of thread ends",
    "LANGUAGE.md: `x.__class__`",
    "LANGUAGE.md: `case [a, *rest]:`",
    "LANGUAGE.md: `@dataclass`",
    "generated 0",
    "generated 7",
)


def test_the_engine_has_every_outcome_that_the_oracle_sees():
    try:
        two = pair()
    except OracleError as error:
        pytest.skip(str(error))
    kinds = ("constructs", "language", "generated")
    chosen = [one for one in programs(kinds, generated=8) if one[0] in CHOSEN]
    assert {name for name, _ in chosen} == set(CHOSEN)
    options = Options(SCHEDULES, seconds=30)
    found = list(compare(chosen, options, SECONDS, two))
    assert not [shown(one) for one in found if one.false]
    undone = {one.name: one.verdict for one in found if one.verdict != "the same"}
    # On a busy machine the oracle may not come to an end with one or two of them.
    slow = [name for name, why in undone.items() if why.startswith("oracle too long")]
    assert undone.keys() == set(slow)
    assert len(slow) <= SLOW


def judged(*told):
    """What is said of a program with one outcome where the oracle tells of others."""
    seen = {outcome: Seen(1, seed) for seed, outcome in enumerate(told)}
    ours = Answer(frozenset([Outcome("ends", "", "<A at 0x7f0000aa>\n")]), 3)
    return judge(ours, "print(A())\n", Tried("a name", "3.13.1", 60, 1.0, seen))


def test_an_outcome_that_the_engine_lacks_is_false():
    found = judged(Outcome("ends", "", "<A at 0x7f0000bb>\n"), Outcome("ends", "", "2"))
    assert found.verdict == "FALSE"
    assert "the engine lacks, seed 1 on 3.13.1: ends '2'" in shown(found)
    total = Total()
    total.add(found)
    assert str(total) == (
        "1 programs, 60 schedules, 2 outcomes compared, 1 programs FALSE;"
        " 0 not compared (none)"
    )


@pytest.mark.parametrize("ending", ["too long", "unsupported"])
def test_what_the_oracle_did_not_see_to_its_end_is_not_compared(ending):
    found = judged(Outcome(ending, "why", ""))
    assert not found.false
    assert found.verdict == f"oracle {ending}: why"
