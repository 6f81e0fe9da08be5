"""An object of which two threads let go: how each holds it, and who sees its end.

The one thread has it in HELD, and then lets go; the other one takes it out of where the
program keeps it (KEPT). `n` counts without a lock, so that it matters which of the two
runs what comes at the end (SEEN), and when.
"""

from collections.abc import Iterator
from textwrap import indent

KEPT = {
    "a global": ("kept = Thing()", "kept", "kept = None"),
    "an item": ("box = [Thing(), 0]", "box[0]", "box[0] = None"),
    "an attribute": (
        "class Box: pass\nbox = Box()\nbox.it = Thing()",
        *("box.it",) * 2,
    ),
    "a dict": ("box = {1: Thing()}", "box.get(1)", "box.pop(1, None)"),
    "a weak reference": (
        "kept = Thing()\nref = weakref.ref(kept)",
        "ref()",
        "del kept",
    ),
}
KEPT["an attribute"] = (*KEPT["an attribute"][:2], "box.it = None")
# What holds it in turn, and where a finalizer finds it there.
AROUND = {
    "a list": ("[Thing()]", "[0]"),
    "an object": ("Outer()", ".it"),
    "a bound method": ("Thing().work", ".__self__"),
    "an error": ("ValueError(Thing())", ".args[0]"),
    "a function": ("(lambda it: lambda: it)(Thing())", "()"),
}
KEPT |= {
    around: (f"kept = {made}", "kept", "kept = None")
    for around, (made, _) in AROUND.items()
}

HELD = {
    "read": "{it} is None",
    "a variable": "x = {it}",
    "a variable, deleted": "x = {it}\ndel x\nseen.append(1)",
    "a variable, replaced": "x = {it}\nx = 0\nseen.append(1)",
    "an argument": "def use(x): seen.append(1)\nuse({it})",
    "an argument, twice": "def use(x): again(x)\ndef again(x): pass\nuse({it})",
    "what a lambda is given": "(lambda x: seen.append(1))({it})",
    "a list": "x = [{it}]\nx.clear()\nseen.append(1)",
    "a closure": "x = {it}\ndef use(): return x\nuse()",
    "a partial": "x = functools.partial(id, {it})\ndel x",
    "a bound method": "x = getattr({it}, 'work', None)\nx and x()",
    "a loop": "for x in [{it}, 1]: pass",
    "a comprehension": "[x for x in [{it}]]",
    "a generator": "def give(x): yield 1\nnext(give({it}))",
    "unpacked": "x, y = {it}, 1\nx, y = y, 2",
    "a walrus": "if (x := {it}) is None: pass\nx = 1",
    "with": "with contextlib.nullcontext({it}) as x: pass\nx = 1",
    "an error": "try: raise ValueError({it})\nexcept ValueError as x: pass\nseen.append(1)",
    "a match": "match {it}:\n    case x: pass\nx = 1",
    "given back": "def give(): return {it}\ngive()",
    "given to C": "str({it})",
    "in a nested call": "def use(x):\n    x = None\n    seen.append(1)\nuse({it})",
}
SEEN = {
    "__del__": ("class Thing:\n    def __del__(self):\n        ended()", ""),
    "finalize": ("class Thing: pass", "weakref.finalize({it}, ended)"),
}
SHAPE = """import contextlib, functools, threading, weakref
n, seen = 0, []
def ended(*_):
    global n
    seen.append(n)
    n += 1
{cls}
Thing.work, Thing.__repr__ = Thing.__init__, lambda self: 'a thing'
class Outer: __init__ = lambda self: setattr(self, 'it', Thing())
{make}
{watch}
def hold():
{body}
thread = threading.Thread(target=hold)
thread.start()
{drop}
n += 1; thread.join(); print(n, seen)
"""


def programs(full: bool = False) -> Iterator[tuple[str, str]]:
    """One program for each way to hold and each place; `full`: each way to see, too."""
    ways = list(SEEN.items())
    for number, (how, held) in enumerate(HELD.items()):
        for turn, (where, kept) in enumerate(KEPT.items()):
            for seen, way in ways if full else [ways[(number + turn) % len(ways)]]:
                name = f"an end: {seen}, {where}, held by {how}"
                yield name, _program(*way, *kept, held, AROUND.get(where, ("", ""))[1])
    yield "an end: __del__, a global, given to the thread", _argument(*SEEN["__del__"])
    yield (
        "an end: finalize, a global, given to the thread",
        _argument(*SEEN["finalize"]),
    )


def _program(cls, watch, make, it, drop, held, inside="") -> str:
    body = indent(held.format(it=it), "    ")
    watch = watch.format(it=it.replace("ref()", "kept") + inside)
    return SHAPE.format(**locals())


def _argument(cls: str, watch: str) -> str:
    text = _program(cls, watch, *KEPT["a global"], "pass")
    return text.replace("def hold()", "def hold(x)").replace(
        "target=hold", "target=hold, args=[kept]"
    )
