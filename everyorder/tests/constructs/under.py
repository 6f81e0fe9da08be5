"""Containers that change under a special method of what they hold.

The method is Python code that touches nothing shared; while it runs, in the middle of
an operation of the container, the other thread changes that container.
"""

from collections.abc import Iterator

from .template import look, program

KEY = """class K:
    def __hash__(self): return 1
    def __eq__(self, other): return False
    def __lt__(self, other): return True
    def __repr__(self): return 'K'"""
MORE = {
    "sum(": "    def __radd__(self, other): return other",
    "all(": "    def __bool__(self): return True",
    "filter(": "    def __bool__(self): return True",
}
# Container: (how it is made, what changes it, what calls the methods).
TABLE = {
    "list": (
        "box = [K(), K()]",
        ["box.append(1)", "box.clear()", "box.pop(0)"],
        [
            "1 in box",
            "box.count(1)",
            "box.index(1)",
            "box == [K(), K()]",
            "box < [K(), K()]",
            "len(sorted(box))",
            "min(box) is box[0]",
            "repr(box)",
            "f'{box}'",
            "','.join(map(str, box))",
            "sum(box, 0)",
            "all(box) and len(box)",
            "len(list(filter(None, box)))",
            "len(set(box))",
            "len(dict.fromkeys(box))",
            "box.sort()\nseen.append(len(box))",
            "bisect.insort(box, 2)\nseen.append(len(box))",
            "heapq.heappush(box, 2)\nseen.append(len(box))",
            "heapq.heapify(box)\nseen.append(len(box))",
        ],
    ),
    "dict": (
        "box = {K(): 1, 1: 2}",
        ["box.clear()", "box[2] = 2", "box.pop(1)"],
        [
            "box.get(1)",
            "1 in box",
            "box[1]",
            "box.pop(1, 0)",
            "box.setdefault(1, 3)",
            "box == {1: 2, K(): 1}",
            "repr(box)",
            "len({**box})",
            "len(box | {1: 3})",
            "box[1] = 3\nseen.append(len(box))",
            "box.update({1: 3})\nseen.append(len(box))",
            "2 in box.values()",
            "(1, 2) in box.items()",
        ],
    ),
    "set": (
        "box = {K(), 1}",
        ["box.clear()", "box.add(2)", "box.discard(1)"],
        [
            "1 in box",
            "box == {1, 2}",
            "{1} <= box",
            "len(box | {1, 2})",
            "len(box & {1, 2})",
            "len(box - {1})",
            "len(box ^ {1})",
            "box.isdisjoint({1})",
            "box.discard(1)\nseen.append(len(box))",
            "box.add(1)\nseen.append(len(box))",
            "box.update([1])\nseen.append(len(box))",
            "len(repr(box))",
        ],
    ),
    "deque": (
        "from collections import deque\nbox = deque([K(), K()])",
        ["box.append(1)", "box.popleft()"],
        [
            "1 in box",
            "box.count(1)",
            "box.index(1)",
            "box == deque([K(), K()])",
            "repr(box)",
            "box.remove(1)",
        ],
    ),
    "OrderedDict": (
        "from collections import OrderedDict\nbox = OrderedDict({K(): 1, 1: 2})",
        ["box.clear()", "box[2] = 2"],
        ["box.get(1)", "box.pop(1, 0)", "box.move_to_end(1)", "repr(box)"],
    ),
}
MODULES = ("bisect", "heapq")


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each operation under each change of its container."""
    for name, (setup, changes, calls) in TABLE.items():
        for call in calls:
            for change in changes:
                used = [f"import {m}" for m in MODULES if f"{m}." in call]
                more = [method for word, method in MORE.items() if word in call]
                lines = "\n".join([*used, KEY, *more, setup])
                body = call if "\n" in call else look(call)
                short = call.replace("\n", "; ")
                yield f"{name} under {change}: {short}", program(lines, body, change)
