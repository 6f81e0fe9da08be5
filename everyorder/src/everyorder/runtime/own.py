"""A thread's own variables: those of the program's functions that it is running.

What another thread could see through a closure is not a thread's own: events tell that
(recorder.py). Only plain values are told, and names as the program gave them. Looking
changes nothing for the program, which can neither see frames nor ask for `locals()`.
"""

import ast
from collections.abc import Iterable
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

from everyorder.instrument.scopes import FUNCTIONS, Scope, find_scopes
from everyorder.results.values import whole

if TYPE_CHECKING:
    from everyorder.instrument.program import Program


class Change(NamedTuple):
    """A variable has another value now, "" if it is gone; `thing` is the list it is."""

    name: str
    value: str
    thing: list[Any] | None


class Own:
    """What each thread's own variables held when they were last looked at."""

    def __init__(self, program: "Program", keep: bool = True):
        self.keep = keep  # whether lists may be held on to
        self.names: dict[str, dict[str, list[str]]] = {
            file: _names(ast.parse(text)) for file, text in program.texts.items()
        }
        self.held: dict[int, dict[str, Change]] = {}

    def changes(self, thread: int, frame: FrameType | None) -> list[Change]:
        """What changed for this thread, whose innermost frame is given.

        While it runs none of the program's code, as at its end, nothing does.
        """
        found = self._found(frame)
        if found is None:
            return []
        held = self.held.get(thread, {})
        self.held[thread] = found
        gone = [Change(name, "", None) for name in held if name not in found]
        return gone + [new for name, new in found.items() if held.get(name) != new]

    def _found(self, frame: FrameType | None) -> dict[str, Change] | None:
        """The variables of all frames, an inner one's first; None without a frame."""
        found: dict[str, Change] | None = None
        while frame is not None:
            known = self.names.get(frame.f_code.co_filename)
            if known is not None:
                names = known.get(frame.f_code.co_qualname, ())
                found = {**_values(frame, names, self.keep), **(found or {})}
            frame = frame.f_back
        return found


def forget_locals(frame: FrameType) -> None:
    """Before 3.13, looking at variables makes a copy that keeps what they hold."""
    held = frame.f_locals
    if type(held) is dict and held is not frame.f_globals:
        held.clear()


def _values(frame: FrameType, names: Iterable[str], keep: bool) -> dict[str, Change]:
    found = {}
    if names:
        held = frame.f_locals
        for name in names:
            value = held.get(name, held)
            text = None if value is held else whole(value)
            if text is not None:
                listed = keep and type(value) is list
                found[name] = Change(name, text, value if listed else None)
        forget_locals(frame)
    return found


def _names(tree: ast.Module) -> dict[str, list[str]]:
    """The names that each function of the program keeps to itself, by its full name."""
    found: dict[str, list[str]] = {}
    for scope in find_scopes(tree).values():
        if isinstance(scope.node, FUNCTIONS):
            found.setdefault(_full_name(scope), []).extend(
                name
                for name, variable in scope.variables.items()
                if not variable.seen and not name.startswith("_")
            )
    return found


def _full_name(scope: Scope) -> str:
    """What Python calls a function or class: `Depot.move`, `main.<locals>.work`."""
    name: str = getattr(scope.node, "name", "<lambda>")
    parent = scope.parent
    if parent is None or parent.parent is None:
        return name
    return f"{_full_name(parent)}{'.' if parent.is_class else '.<locals>.'}{name}"
