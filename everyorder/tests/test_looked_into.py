"""What C code looks into that code of the program gives it: keys, items, answers.

Each expression is evaluated while another thread changes the first row. C code gets the
row from a function or an iterator of the program, and looks at what is in it.
"""

import pytest
from programs import outputs, threads

ROWS = """
import bisect, functools, heapq, itertools, operator
rows = [[1], [2]]
pairs = [[1, 1], [1, 2]]
class Rows:
    def __init__(self): self.next = 0
    def __iter__(self): return self
    def __next__(self):
        self.next += 1
        if self.next > 2: raise StopIteration
        return rows[self.next - 1]
def row(i): return rows[i]
"""
FOUND = {
    "sorted by a lambda": "sorted([0, 1], key=lambda i: rows[i])",
    "sorted by a function": "sorted([0, 1], key=row)",
    "sorted by a method in C": "sorted([0, 1], key=rows.__getitem__)",
    "sorted by a partial": "sorted([0, 1], key=functools.partial(row))",
    "max": "max([0, 1], key=row)",
    "min of an own iterator": "min(Rows()) is rows[0]",
    "min of two": "min(row(0), row(1)) is rows[0]",
    "sorted of a generator": "sorted(row(i) for i in [0, 1])[0] is rows[0]",
    "sorted of a map": "sorted(map(row, [0, 1]))[0] is rows[0]",
    "sum of a generator": "sum((row(i) for i in [0, 1]), [])",
    "any of a generator": "any(row(i) for i in [0])",
    "all of a map": "all(map(row, [0, 1]))",
    "all of an own iterator": "all(Rows())",
    "filter": "list(filter(row, [0]))",
    "filter of nothing": "len(list(filter(None, (row(i) for i in [0]))))",
    "list.sort": "(lambda found: found.sort(key=row) or found)([0, 1])",
    "dict of a generator": "dict(pair for pair in pairs)[1]",
    "nsmallest": "heapq.nsmallest(1, [0, 1], key=row)",
    "bisect": "bisect.bisect_right([0, 1], [1, 5], key=row)",
    "bisect of rows": "bisect.bisect_right(rows, [1, 5])",
    "takewhile": "list(itertools.takewhile(row, [0]))",
    "filterfalse": "list(itertools.filterfalse(row, [0]))",
    "groupby": "[list(g) for _, g in itertools.groupby([0, 1], key=row)]",
    "count": "rows.count([1])",
    "in a generator": "[1] in (row(i) for i in [0])",
    "zip_longest": "list(map(list, itertools.zip_longest(row(0), row(1))))",
    "join": "','.join(str(n) for n in row(0))",
    "format": "'{}'.format(row(0))",
    "format by a name": "'{a[0]}'.format(a=row(0))",
    "percent": "'%s' % row(0)",
    "truth of a result": "bool(row(0))",
    "eq of results": "row(0) == [1]",
    "unpacking a generator": "[*(row(i) for i in [0])][0] == [1]",
    "itemgetter": "operator.itemgetter(0)(row(0)) if row(0) else 0",
    "reduce": "functools.reduce(operator.add, (row(i) for i in [0, 1]))",
    "reduce of a list": "functools.reduce(operator.add, [row(0), row(1)])",
    "a copy in C": "operator.concat(row(0), [])",
    "chain of rows": "list(itertools.chain(*[row(0), row(1)]))",
    "heappush": "[heapq.heappush(rows, [1, 1]), rows.index([1, 1])][1]",
    "extend": "[].extend(row(i) for i in [0]) or list(rows[0])",
    "print of held": "repr({1: (row(0),)})",
    "hash of a tuple": "tuple(row(0))",
    "a comparison of tuples": "(1, row(0)) < (1, [1])",
    "max of tuples": "max((1, row(0)), (1, [0]))[1] is rows[0]",
    "a slice": "row(0)[:]",
    "a copy": "row(0).copy()",
    "star arguments": "(lambda *a: a)(*row(0))",
    "zip": "list(zip(row(0), row(1)))",
    "map of two": "list(map(operator.add, row(0), row(1)))",
    "enumerate": "list(enumerate(row(0)))",
    "reversed": "list(reversed(row(0)))",
    "accumulate": "list(itertools.accumulate([row(0), row(1)]))[-1]",
    "chain.from_iterable": "list(itertools.chain.from_iterable(map(row, [0])))",
}


# What the other thread does; where nothing is said, it empties the first row.
MORE = {
    "groupby": "rows[0][0] = 2",
    "dict of a generator": "pairs[1][0] = 3",
    **dict.fromkeys(
        [
            *(
                "max",
                "min of an own iterator",
                "min of two",
                "nsmallest",
                "bisect",
                "heappush",
            ),
            *("bisect of rows", "format by a name", "itemgetter", "sorted by a lambda"),
            *("sorted by a function", "sorted by a method in C", "sorted by a partial"),
            *("sorted of a generator", "sorted of a map", "list.sort"),
        ],
        "rows[0].insert(0, 5)",
    ),
}


@pytest.mark.parametrize("expression", FOUND)
def test_a_change_is_seen_by(expression):
    source = threads(
        f"seen.append({FOUND[expression]})",
        MORE.get(expression, "rows[0].clear()"),
        setup=f"{ROWS}\nseen = []",
        end="print(seen)",
    )
    assert len(outputs(source)) > 1


# Methods in C that ask for their class, and a view that keeps a size as it is.
SIZED = {
    "a bytearray": ("it = bytearray(b'ab')", "memoryview(it)[0]", "it[:] = b'cde'"),
    "a buffer": (
        "import io\nit = io.BytesIO(b'ab')",
        "it.getbuffer()[0]",
        "it.write(b'cd')",
    ),
}


@pytest.mark.parametrize(("setup", "read", "write"), SIZED.values(), ids=SIZED)
def test_a_view_shows_what_was_there_before_or_after(setup, read, write):
    body = f"try: {write}\nexcept BufferError: pass"
    setup = f"{setup}\nlog = []"
    source = threads(f"log.append({read})", body, setup=setup, end="print(log)")
    assert outputs(source) == {"[97]", "[99]"}


def test_an_array_is_extended_by_a_method_of_its_own():
    setup = "import array\nit = array.array('i')\nlog = []"
    body = "log.append(len(it))"
    source = threads("it.extend([1, 2])", body, setup=setup, end="print(log)")
    assert outputs(source) == {"[0]", "[2]"}
