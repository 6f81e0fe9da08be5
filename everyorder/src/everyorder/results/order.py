"""An order as a value: where a run left its natural course, and for which thread.

A thread goes on until it cannot; then the next thread by number goes on. An order
names only the places where something else happened: the thread, how many operations
it had begun, and who went on instead. So it is short, does not depend on which
operations a search had found to matter, and replays on any Python.

Its text is `plain` or `any-time`, then the places: `any-time:1.3-2,2.9-0`. After a `+`
come names that are operations in this program, too, and `del` if letting go of an
object is one.
"""

import re
from dataclasses import dataclass

PLACE = re.compile(r"(\d+)\.(\d+)-(\d+)")
KINDS = {"plain": False, "any-time": True}


class OrderError(Exception):
    """The text is no order, or the order does not fit the program."""


@dataclass(frozen=True)
class Order:
    """`places` are (thread, its operations so far, the thread that goes on)."""

    places: tuple[tuple[int, int, int], ...] = ()
    any_time: bool = True
    names: tuple[str, ...] = ()  # whose reads count as operations, too

    def __str__(self) -> str:
        kind = "any-time" if self.any_time else "plain"
        places = ",".join(f"{a}.{n}-{b}" for a, n, b in self.places)
        names = "+" + ",".join(self.names) if self.names else ""
        return f"{kind}:{places}{names}"

    @classmethod
    def parse(cls, text: str) -> "Order":
        """The order with this text. Raises OrderError."""
        kind, colon, rest = text.strip().partition(":")
        if not colon or kind not in KINDS:
            raise OrderError(
                f"{text!r} is no order: one begins with any-time: or plain:, and then"
                " has places, like any-time:1.3-2,2.9-0"
            )
        rest, _, names = rest.partition("+")
        places: list[tuple[int, int, int]] = []
        for part in filter(None, rest.split(",")):
            match = PLACE.fullmatch(part.strip())
            if not match:
                raise OrderError(f"{part!r} is no place of an order, like 1.3-2")
            thread, done, other = map(int, match.groups())
            places.append((thread, done, other))
        return cls(tuple(places), KINDS[kind], tuple(filter(None, names.split(","))))
