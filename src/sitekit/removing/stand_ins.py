"""Puts in the place of a tool one that does nothing and waits for nobody.

A stand-in is an expression, put where the tool is made, so that every line keeps its
number and its other words. It is as much of the tool as has nothing to do with waiting:
an event still keeps its flag, a barrier its parties, a condition over a lock that is a
tool of its own still takes that lock. Its methods are functions of the program, without
anything that another thread could see.
"""

from sitekit.removing.tools import Tool

NOTHING = "lambda *_, **__: None"
TRUE = "lambda *_, **__: True"
FALSE = "lambda *_, **__: False"
ZERO = "lambda *_, **__: 0"
SPINS = "this thread goes round a loop where it should wait"
TURNS = 30  # after which a thread counts as one that spins


def _waiting(gives: str) -> dict[str, str]:
    """A wait that does not, and that ends a thread which comes back again and again.

    The count is the thread's own, so that no other thread can see it.
    """
    count = "setattr(self.turns, 'n', getattr(self.turns, 'n', 0) + 1)"
    spins = f"self.turns.n < {TURNS} or (_ for _ in ()).throw(RuntimeError({SPINS!r}))"
    return {
        "turns": '__import__("threading").local()',
        "wait": f"lambda self, timeout=None: ({count}, {spins}, {gives})[2]",
    }


def _at_once(value: str) -> str:
    """Something to await that gives the value and lets no other task run."""
    body = f'"__await__": lambda _: (yield from ()) or {value}'
    return f'type("Awaited", (), {{{body}}})()'


AWAIT_TRUE = f"lambda *_, **__: {_at_once('True')}"
AWAIT_NOTHING = f"lambda *_, **__: {_at_once('None')}"

LOCK = {
    **{"acquire": TRUE, "__enter__": TRUE, "release": NOTHING, "__exit__": NOTHING},
    **{"locked": FALSE, "_is_owned": TRUE},  # what a Condition asks of its lock
}
ASYNCIO_LOCK = {
    **{"acquire": AWAIT_TRUE, "release": NOTHING, "locked": FALSE},
    **{"__aenter__": AWAIT_NOTHING, "__aexit__": AWAIT_NOTHING},
}
NOTIFY = {"notify": NOTHING, "notify_all": NOTHING}

# Each form of a tool: whether its class is the base, and what is other than there.
CLASSES: dict[str, tuple[bool, dict[str, str]]] = {
    "lock": (False, LOCK),
    "event": (True, _waiting("True")),
    "semaphore": (True, {k: v for k, v in LOCK.items() if k not in ("locked",)}),
    "barrier": (True, {"wait": ZERO}),
    "condition": (
        False,
        LOCK
        | NOTIFY
        | _waiting("True")
        | {
            "wait_for": "lambda self, predicate, timeout=None: predicate() or True",
        },
    ),
    "condition over a lock": (
        True,
        {
            **_waiting("self.release() or self.acquire()"),
            "wait_for": "lambda self, predicate, timeout=None:"
            " predicate() or self.wait()",
        },
    ),
    "asyncio lock": (False, ASYNCIO_LOCK),
    "asyncio event": (True, {"wait": AWAIT_TRUE}),
    "asyncio semaphore": (False, ASYNCIO_LOCK | {"__init__": NOTHING}),
    "asyncio barrier": (
        True,
        {
            "wait": f"lambda *_: {_at_once('0')}",
            "__aenter__": f"lambda *_: {_at_once('0')}",
            "__aexit__": AWAIT_NOTHING,
        },
    ),
    "asyncio condition": (
        False,
        ASYNCIO_LOCK
        | NOTIFY
        | {
            "wait": AWAIT_TRUE,
            "wait_for": f"lambda self, predicate: {_at_once('predicate() or True')}",
        },
    ),
}
CLASSES["asyncio condition over a lock"] = CLASSES["asyncio condition"]


def taken_out(source: str, tool: Tool) -> str:
    """The source without this tool, each line at its number."""
    text = source.encode()
    there = text[tool.start : tool.end].decode()
    stand_in = _stand_in(tool, there).encode()
    return (text[: tool.start] + stand_in + text[tool.end :]).decode()


def _stand_in(tool: Tool, there: str) -> str:
    if tool.kind == "join":
        # What is joined is still evaluated, as in `threads.pop().join()`.
        joined = there.removesuffix("join").rstrip().removesuffix(".")
        awaited = tool.form == "awaited join"
        return f"({joined}, {AWAIT_NOTHING if awaited else NOTHING})[1]"
    based, members = CLASSES[tool.form]
    base = f"{there}," if based else ""
    body = ", ".join(f'"{name}": {does}' for name, does in members.items())
    lines = "\n" * (there.count("\n") - base.count("\n"))
    # Without a module of its own, the class would belong to whoever calls `type`.
    head = f'"__module__": __name__, "__qualname__": "{tool.kind.capitalize()}"'
    name = tool.kind.capitalize()
    return f'(type("{name}", ({base}), {{{head}, {body}}}){lines})'
