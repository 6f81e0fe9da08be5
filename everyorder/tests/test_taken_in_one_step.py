"""What a statement or a call looks at besides what it is about: the second side.

Each expression of the first thread is met by what the second thread does; both outcomes
were seen with CPython, by sleeps at bytecodes.
"""

import pytest
from programs import outputs, threads

REFERRED = "import weakref\nclass Box: pass\nboxes = [Box()]\nr = weakref.ref(boxes[0])"
EQUAL = (
    "import weakref\nclass Box:\n    def __eq__(self, other): return True\n"
    "boxes, others = [Box()], [Box()]\n"
    "r, q = weakref.ref(boxes[0]), weakref.ref(others[0])"
)
PARTIAL = (
    "import functools\ndef plus(n): return n\npart = functools.partial(plus, n=1)\n"
)
LISTS = "row, rows = [1], [0, 0, 0]\nrow.append(2)"

# What the first thread finds, what the second does, and what the first may find.
CASES = {
    "a whole slice": ("rows[:] = row; found = rows", "row.append(3)", LISTS),
    "a part": ("rows[1:2] = row; found = rows", "row.append(3)", LISTS),
    "an empty part": ("rows[1:1] = row; found = rows", "row.append(3)", LISTS),
    "a step": ("rows[:2:1] = row; found = rows", "row[0] = 5", LISTS),
    "of a dict": ("rows[:] = d; found = rows", "d[2] = 2", "rows, d = [], {1: 1}"),
    "of bytes": (
        "data[:] = more; found = list(data)",
        "more.append(2)",
        "data, more = bytearray(), bytearray(b'a')",
    ),
    "of bytes and a list": (
        "data[:] = more; found = list(data)",
        "more.append(2)",
        "data, more = bytearray(), [1]",
    ),
    "a list of the library": (
        "found = len(collections.UserList(row))",
        "row.append(2)",
        "import collections\nrow = [1]",
    ),
    "a slice as text": (
        "found = str(part)",
        "row.append(2)",
        "row = [1]\npart = slice(row)",
    ),
    "a slice in a text": (
        "found = f'{part}'",
        "row.append(2)",
        "row = [1]\npart = slice(row)",
    ),
    "keywords of a partial": ("found = part()", "part.keywords['n'] = 2", PARTIAL),
    "a weak reference as text": (
        "found = 'dead' in repr(r)",
        "boxes.clear()",
        REFERRED,
    ),
    "a weak reference in a text": (
        "found = 'dead' in f'{r}'",
        "boxes.clear()",
        REFERRED,
    ),
    "in a list, as text": ("found = 'dead' in str([r])", "boxes.clear()", REFERRED),
    "weak references compared": ("found = r == q", "boxes.clear()", EQUAL),
}


@pytest.mark.parametrize("case", CASES)
def test_both_are_found(case):
    first, second, setup = CASES[case]
    shared = "global found\n"
    program = threads(shared + first, second, setup=setup, end="print(found)")
    assert len(outputs(program)) == 2


def test_the_hash_of_a_weak_reference_wants_its_object():
    first = "global found\ntry:\n    hash(r)\n    found = 1\nexcept TypeError:\n    found = 0"
    program = threads(first, "boxes.clear()", setup=REFERRED, end="print(found)")
    assert outputs(program) == {"0", "1"}
