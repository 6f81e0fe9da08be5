"""Statements that textbooks use now and then: `match`, redefinitions, `vars`.

As in test_switch_points.py, two threads each add one by way of the construct.
"""

import contextlib
import io

import pytest
from programs import outputs, threads, twice

from everyorder.execution import Runner
from everyorder.instrument.program import load_source
from everyorder.strategies.run_on import RunOn

LIST, DICT = "box = [0]", "box = {'n': 0}"
CELL = "class Cell:\n    n = 0\n    __match_args__ = ('n',)\ncell = Cell()"
MATCH = "match {}:\n    case {}: {} = n + 1"
LOSING = {
    "a sequence pattern": (LIST, MATCH.format("box", "[n]", "box[0]"), "print(*box)"),
    "a star that keeps": (
        LIST,
        MATCH.format("box", "[n, *rest]", "box[0]"),
        "print(*box)",
    ),
    "a star that drops": (
        LIST,
        MATCH.format("box", "[n, *_]", "box[0]"),
        "print(*box)",
    ),
    "a mapping pattern": (
        DICT,
        MATCH.format("box", "{'n': n}", "box['n']"),
        "print(box['n'])",
    ),
    "the rest of a mapping": (
        DICT,
        "match box:\n    case {**rest}: box['n'] = rest['n'] + 1",
        "print(box['n'])",
    ),
    "a class pattern": (
        CELL,
        MATCH.format("cell", "Cell(n=n)", "cell.n"),
        "print(cell.n)",
    ),
    "a place in a class pattern": (
        CELL,
        MATCH.format("cell", "Cell(n)", "cell.n"),
        "print(cell.n)",
    ),
    "a pattern inside a pattern": (
        LIST,
        MATCH.format("(box, 1)", "([n], 1)", "box[0]"),
        "print(*box)",
    ),
    "a pattern that compares": (
        LIST,
        "match box:\n    case [0]: box[0] = 1\n    case _: box[0] = 2",
        "print(*box)",
    ),
    "a guard": (
        LIST,
        "match 1:\n    case n if box[0] == 0: box[0] = 1\n    case _: box[0] = 2",
        "print(*box)",
    ),
    "the __dict__ of an object": (
        CELL + "\ncell.n = 0\nbox = cell.__dict__",
        "n = box['n']\ncell.n = n + 1",
        "print(cell.n)",
    ),
    "vars of an object": (
        CELL + "\ncell.n = 0",
        "vars(cell)['n'] = cell.n + 1",
        "print(cell.n)",
    ),
    "a function with a default, defined again": (
        "def number(n=0): return n",
        "global number\nn = number()\ndef number(n=n + 1): return n",
        "print(number())",
    ),
    "a decorated function, defined again": (
        "import functools\ndef number(): return 0",
        "global number\nn = number() + 1\n@functools.cache\ndef number(): return n",
        "print(number())",
    ),
    "a class, defined again": (
        "class Box:\n    n = 0",
        "global Box\nm = Box.n + 1\nclass Box:\n    n = m",
        "print(Box.n)",
    ),
    "a captured exception": (
        LIST,
        "try:\n    raise ValueError(box[0])\nexcept ValueError as e:\n"
        "    (lambda: box.__setitem__(0, e.args[0] + 1))()",
        "print(*box)",
    ),
    "captured variables of a comprehension": (
        LIST,
        "box[0] = [f() for a, b in [(box[0], 1)] for f in [lambda: a + b]][0]",
        "print(*box)",
    ),
}


@pytest.mark.parametrize("construct", LOSING)
def test_an_update_can_be_lost_through(construct):
    report = twice(*LOSING[construct])
    assert report.verdict == "output", report.sentence()


@pytest.mark.parametrize("construct", LOSING)
def test_a_lock_keeps_every_update_through(construct):
    report = twice(*LOSING[construct], locked=True)
    assert report.verdict == "holds", report.sentence()


def test_two_captured_variables_are_written_one_after_the_other():
    """A generator whose variables another thread sees, between the two."""
    source = threads(
        "for _ in pairs: pass",
        "if look:\n    try: print(*look[0]())\n    except NameError: print('unbound')",
        setup="look = []\npairs = (look.append(lambda: (a, b))"
        " for a, b in [(1, 1), (2, 2)])",
    )
    assert outputs(source) == {"", "1 1", "2 1", "1 2", "2 2"}


def test_a_sequence_that_shrinks_while_it_is_matched_raises_as_in_python():
    source = threads(
        "try:\n    match box:\n        case [a, b]: print('two')\n"
        "        case _: print('other')\nexcept ValueError: print('changed')",
        "box.pop()",
        setup="box = [1, 2]",
    )
    assert outputs(source) == {"two", "other", "changed"}


MATCHING = """
import collections, dataclasses, enum
class Color(enum.Enum):
    RED = 1
@dataclasses.dataclass
class Point:
    x: int
    y: object
class Bare: pass
def tell(thing):
    match thing:
        case 0 | None: return "nothing"
        case True: return "true"
        case Color.RED: return "red"
        case int(n) if n > 5: return ("big", n)
        case int() | float() as n: return ("number", n)
        case "a" | b"a": return "a"
        case str(text): return text
        case []: return "empty"
        case [x]: return ("one", x)
        case [1, [2, *inner]]: return ("inner", inner)
        case [Point(x=0), *_, last]: return ("points", last)
        case (first, *middle, ("end" | "stop") as last): return (first, middle, last)
        case [_, *_]: return "some"
        case {"kind": "pair", "of": [a, b], **rest}: return (a, b, rest)
        case {"kind": kind}: return kind
        case {}: return "mapping"
        case Point(0, y=Point(x, y)): return ("nested", x, y)
        case Point(x, y) if x == y: return ("square", x)
        case Point(): return "point"
        case Bare(missing=_): return "never"
        case other: return type(other).__name__
things = [0, None, True, 6, 3, 2.5, "a", b"a", "text", [], [7], (1, (2, 3, 4)), (8, 9),
          [Point(0, 0), 1, 2], (1, 2, 3, "end"), [1, 2, 3], collections.deque([1]),
          {"kind": "pair", "of": (1, 2), "z": 3}, {"kind": 1}, {}, {"x": 1}, Color.RED,
          Point(0, Point(1, 2)), Point(4, 4), Point(1, 2), Bare(), set(), object]
for thing in things:
    print(tell(thing))
def place(p):
    match p:
        case Point(1, 2, 3): pass
try:
    place(Point(1, 2))
except TypeError as error:
    print(error)
"""


def test_match_does_what_python_does():
    plain = io.StringIO()
    with contextlib.redirect_stdout(plain):
        exec(MATCHING, {"__name__": "__main__"})
    runner = Runner(load_source(MATCHING))
    with runner.ready():
        strategy = RunOn()
        strategy.begin()
        assert runner.run(strategy).output == plain.getvalue()
