"""What a reader would call a thing: the name under which the program holds it.

Deadlock reports and traces use these names. They are looked up from outside, without
running code of the program; nothing else in the engine depends on them.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from everyorder.operations.kinds import (
    CONTAINER,
    KINDS,
    LOCK,
    OBJECT,
    OTHER,
    SYNC,
    THREAD_MODULES,
    own_dict,
)
from everyorder.results.values import is_a

if TYPE_CHECKING:
    from everyorder.runtime.scheduler import Scheduler
    from everyorder.runtime.thread import Thread

PARTS = 50  # how many parts of one collection are looked at
DEPTH = 3


class Namespace(Protocol):
    """Names and what they stand for: a dict, or Globals."""

    def items(self) -> Iterable[tuple[str, Any]]: ...


class Globals:
    """A program's globals: of its script by name, of its modules as `module.name`."""

    script: dict[str, Any]
    modules: Mapping[str, ModuleType]

    def __init__(self, script: dict[str, Any], modules: Mapping[str, ModuleType]):
        self.script, self.modules = script, modules

    def items(self) -> list[tuple[str, Any]]:
        """(name, value) of each, those of the script first."""
        found = list(self.script.items())
        for name, module in self.modules.items():
            if vars(module) is not self.script:
                given = _given(vars(module))
                found += [(f"{name}.{key}", value) for key, value in given]
        return found


def find_name(thing: object, *namespaces: Namespace) -> str | None:
    """The shortest name of the thing, or None; earlier namespaces come first.

    A lock inside a Condition or an RLock goes by their name.
    """
    found = deque(
        (name, value, 1) for names in namespaces for name, value in _given(names)
    )
    while found:
        name, value, depth = found.popleft()
        if value is thing or _locks_with(value, thing):
            return name
        if depth < DEPTH:
            found += [(name + part, held, depth + 1) for part, held in _parts(value)]
    return None


def _given(namespace: Namespace) -> list[tuple[str, Any]]:
    """The names of a namespace that the program itself gave."""
    return [(n, v) for n, v in list(namespace.items()) if not n.startswith(("_", "."))]


def name_of(thing: object, *namespaces: Namespace) -> str:
    """The same, or what sort of thing it is."""
    return find_name(thing, *namespaces) or f"a {type(thing).__name__}"


def _locks_with(value: object, lock: object) -> bool:
    """Whether a Condition or an RLock stands on this lock."""
    kind = KINDS[type(value)]
    if kind is SYNC and "_waiters" in own_dict(value):
        inner = own_dict(value).get("_lock")
        return inner is lock or (inner is not None and _locks_with(inner, lock))
    return kind is LOCK and getattr(value, "_lock", None) is lock


def _parts(value: Any) -> list[tuple[str, Any]]:
    """What the program reaches through the value, as (`.name` or `[key]`, thing)."""
    kind = KINDS[type(value)]
    if kind is OBJECT or (kind is OTHER and own_dict(value)):
        hidden = "_" if _of_library(type(value)) else "__"
        attributes = list(own_dict(value).items())[:PARTS]
        return [(f".{n}", v) for n, v in attributes if not n.startswith(hidden)]
    if type(value) is dict:
        parts = itertools.islice(dict.items(value), PARTS)
        return [(f"[{k!r}]", v) for k, v in parts if type(k) in (int, str)]
    if kind is CONTAINER and is_a(value, (list, deque)):
        return [(f"[{n}]", v) for n, v in enumerate(itertools.islice(value, PARTS))]
    if type(value) is tuple:
        return [(f"[{n}]", v) for n, v in enumerate(value[:PARTS])]
    return []


def _of_library(cls: type) -> bool:
    """Whether some of its attributes are those of a class of the thread modules."""
    return any(base.__module__ in THREAD_MODULES for base in cls.__mro__)


def waits_for(
    thread: "Thread", scheduler: "Scheduler", name: Callable[[object], str | None]
) -> "tuple[str, Thread | None]":
    """What a blocked thread waits for, in words, and the thread that holds it or None.

    `name(thing)` gives the name of a thing or of a Thread, or None.
    """
    waits: Any = thread.waits
    owner: Thread | None = getattr(waits, "_owner", None)
    if hasattr(waits, "words"):
        return waits.words, None
    if hasattr(waits, "operations"):
        return f"the end of {name(waits)}", None
    if getattr(waits, "_ends", False) and owner is not None:
        return f"the end of {name(owner)}", None
    called = name(waits)
    if called is None and owner in (thread, None):
        return _signal(thread, scheduler, name), None
    return called or f"a {type(waits).__name__}", owner


def _signal(
    thread: "Thread", scheduler: "Scheduler", name: Callable[[object], str | None]
) -> str:
    """What a thread waits for inside the library: a condition, a queue.

    Not the generator, or whatever else, from which the program has called it.
    """
    inside: list[Any] = [location for location, _ in thread.inside]
    kept = scheduler.sharing.kept
    things = [kept[at[0]] for at in inside if at[-1] in ("items", "called")]
    if not things:
        return "a signal from another thread"
    thing = next((one for one in things if _of_library(type(one))), things[0])
    called = name(thing) or f"a {type(thing).__name__}"
    signaled = "_waiters" in own_dict(thing) and "_lock" in own_dict(thing)
    return f"{called} to be notified" if signaled else called
