"""Containers that are filled from an iterator in Python, which reads them itself."""

from collections.abc import Iterator

from .template import program

# Name: (setup, how it is fed with `{}`, what the iterator gives for each `n`).
TARGETS = {
    "list.extend": ("box = [0]", "box.extend({})", "n + box[-1]"),
    "list +=": ("box = [0]", "global box\nbox += {}", "n + box[-1]"),
    "list[:] =": ("box = [0]", "box[:] = {}", "n + box[-1]"),
    "list[len:] =": ("box = [0]", "box[len(box):] = {}", "n + box[-1]"),
    "list[::1] =": ("box = [0]", "box[::1] = {}", "n + box[-1]"),
    "list + list()": ("box = [0]", "global box\nbox = box + list({})", "n + box[-1]"),
    "set.update": ("box = {0}", "box.update({})", "n + len(box)"),
    "set.difference_update": (
        "box = {0, 1, 2}",
        *("box.difference_update({})", "len(box) - n"),
    ),
    "set.intersection_update": (
        "box = {0, 1, 2}",
        *("box.intersection_update({})", "len(box) - n"),
    ),
    "set.symmetric_difference_update": (
        "box = {0}",
        *("box.symmetric_difference_update({})", "n + len(box)"),
    ),
    "set.union": ("box = {0}", "global box\nbox = box.union({})", "n + len(box)"),
    "dict.update": ("box = {}", "box.update({})", "(len(box), n)"),
    "dict |=": ("box = {}", "global box\nbox |= {}", "(len(box), n)"),
    "dict()": ("box = {}", "global box\nbox = dict({}, **box)", "(str(len(box)), n)"),
    "bytearray.extend": ("box = bytearray(b'a')", "box.extend({})", "n + box[-1]"),
    "bytearray[:] =": ("box = bytearray(b'a')", "box[:] = {}", "n + box[-1]"),
    "bytearray += bytes()": (
        "box = bytearray(b'a')",
        *("global box\nbox += bytes({})", "n + box[-1]"),
    ),
    "text.join": ("box = ''", "global box\nbox += ''.join({})", "str(len(box))"),
    "tuple +=": ("box = ()", "global box\nbox += tuple({})", "len(box)"),
    "deque.extend": (
        "from collections import deque\nbox = deque([0])",
        *("box.extend({})", "n + box[-1]"),
    ),
    "deque.extendleft": (
        "from collections import deque\nbox = deque([0])",
        *("box.extendleft({})", "n + box[0]"),
    ),
    "deque +=": (
        "from collections import deque\nbox = deque([0])",
        *("global box\nbox += {}", "n + len(box)"),
    ),
    "Counter.update": (
        "from collections import Counter\nbox = Counter(a=1)",
        *("box.update({})", "n + len(box)"),
    ),
    "Counter.subtract": (
        "from collections import Counter\nbox = Counter(a=1)",
        *("box.subtract({})", "box['a'] + n"),
    ),
    "OrderedDict.update": (
        "from collections import OrderedDict\nbox = OrderedDict()",
        *("box.update({})", "(len(box), n)"),
    ),
    "defaultdict.update": (
        "from collections import defaultdict\nbox = defaultdict(int)",
        *("box.update({})", "(len(box), n)"),
    ),
    "UserDict.update": (
        "from collections import UserDict\nbox = UserDict()",
        *("box.update({})", "(len(box), n)"),
    ),
    "ChainMap.update": (
        "from collections import ChainMap\nbox = ChainMap({})",
        *("box.update({})", "(len(box), n)"),
    ),
    "UserList.extend": (
        "from collections import UserList\nbox = UserList([0])",
        *("box.extend({})", "n + box[-1]"),
    ),
    "array.extend": (
        "from array import array\nbox = array('i', [0])",
        *("box.extend({})", "n + box[-1]"),
    ),
    "array.fromlist": (
        "from array import array\nbox = array('i', [0])",
        *("box.fromlist(list({}))", "n + box[-1]"),
    ),
    "writelines": (
        "import io\nbox = io.StringIO()",
        *("box.writelines({})", "str(box.tell() + n)"),
    ),
    "heapq.merge": (
        "import heapq\nbox = [0]",
        *("global box\nbox = list(heapq.merge(box, {}))", "n + box[-1]"),
    ),
}
FEEDERS = {
    "a generator expression": ("", "({} for n in [1])"),
    "map": ("", "map(lambda n: {}, [1])"),
    "a generator": ("def feed():\n    n = 1\n    yield {}", "feed()"),
    "a sequence": (
        "class Feed:\n    def __getitem__(self, n):\n        if n: raise IndexError\n"
        "        n = 1\n        return {}",
        "Feed()",
    ),
}

# Where the library loops in Python, `map` makes too many orders for a quick answer.
LOOPS = ("Counter", "UserDict", "UserList", "ChainMap", "array", "writelines")


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """Each target fed by each feeder, twice; and by one while it is looked at."""
    for name, (setup, feed, item) in TARGETS.items():
        show = "print(box.getvalue())" if "StringIO" in setup else "print(box)"
        for by, (definition, call) in FEEDERS.items():
            if by == "map" and name.startswith(LOOPS) and not full:
                continue
            lines = "\n".join(filter(None, [setup, definition.replace("{}", item)]))
            body = feed.replace("{}", call.replace("{}", item))
            yield f"{name} fed by {by}", program(lines, body, end=show)
