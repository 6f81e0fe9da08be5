"""Numbers and names that are given out in order, and objects that are compared."""

from collections.abc import Iterator

from .template import program

TABLE = {
    "Thread-N": (
        "",
        *("t = threading.Thread(target=int)\nseen.append(('one', t.name))", ""),
        "print(sorted(seen, key=str)[0])",
    ),
    "Thread-N by two makers": (
        "names = {}",
        *("names[1] = threading.Thread().name", "names[2] = threading.Thread().name"),
        "print(names[1] < names[2])",
    ),
    "Thread-N with a target": (
        "names = {}\ndef f(): pass",
        *(
            "names[1] = threading.Thread(target=f).name",
            "names[2] = threading.Thread(target=f).name",
        ),
        "print(names[1] < names[2])",
    ),
    "the name of a pool's thread": (
        "from concurrent.futures import ThreadPoolExecutor\nnames = {}\n"
        "def f(): return threading.current_thread().name",
        *(
            "with ThreadPoolExecutor(1) as p: names[1] = p.submit(f).result()",
            "with ThreadPoolExecutor(1) as p: names[2] = p.submit(f).result()",
        ),
        "print(names[1] < names[2])",
    ),
    "the name of a timer": (
        "names = {}",
        *(
            "names[1] = threading.Timer(0, int).name",
            "names[2] = threading.Thread().name",
        ),
        "print(names[1] < names[2])",
    ),
    "get_ident": (
        "ids = []",
        *("ids.append(threading.get_ident())", ""),
        "print(ids[0] == threads[0].ident)",
    ),
    "current_thread": (
        "",
        *("seen.append(threading.current_thread())", ""),
        "print(seen.index(threads[0]))",
    ),
    "native id": (
        "ids = []",
        *("ids.append(threading.get_native_id())", ""),
        "print(ids[0] == threads[0].native_id)",
    ),
    "numbers from count": (
        "import itertools\nnumbers = itertools.count()\nclass C:\n"
        "    def __init__(self): self.n = next(numbers)\nmade = {}",
        *("made[1] = C()", "made[2] = C()"),
        "print(made[1].n, made[2].n)",
    ),
    "numbers from a class attribute": (
        "class C:\n    last = 0\n    def __init__(self):\n        C.last += 1\n"
        "        self.n = C.last\nmade = {}",
        *("made[1] = C()", "made[2] = C()"),
        "print(made[1].n, made[2].n)",
    ),
    "numbers from len": (
        "made = []",
        *("made.append(len(made))", ""),
        "print(made)",
    ),
    "id of a shared object": (
        "box = [[]]",
        *("seen.append(id(box[0]) == id(first))", "box[0] = []"),
        "",
    ),
    "repr of an object": (
        "class C: pass\nbox = [C()]\nfirst = repr(box[0])",
        *("seen.append(repr(box[0]) == first)", "box.insert(0, C())"),
        "",
    ),
    "hash of an object": (
        "class C: pass\nbox = [C()]\nfirst = hash(box[0])",
        *("seen.append(hash(box[0]) == first)", "box.insert(0, C())"),
        "",
    ),
    "the first of a set of objects": (
        "class C: pass\na, b = C(), C()\nbox = {a}",
        *("seen.append(len(list(box)))", "box.add(b)"),
        "",
    ),
    "the order of keys": (
        "box = {}",
        *("box[threading.current_thread() is threads[0]] = 1", ""),
        "print(list(box))",
    ),
    "the order of thread ends": (
        "done = []",
        *("done.append(threading.current_thread().name)", ""),
        "print(done)",
    ),
    "a name in the class of a thread": (
        "class T(threading.Thread): pass\nnames = {}",
        *("names[1] = T().name", "names[2] = T().name"),
        "print(names[1] < names[2])",
    ),
}


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program of each entry."""
    for name, (setup, one, two, end) in TABLE.items():
        lines = f"{setup}\nfirst = box[0]" if "id(first)" in one else setup
        yield f"naming: {name}", program(lines, one, two, end, caught=False)
