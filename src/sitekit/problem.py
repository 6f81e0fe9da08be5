"""A rule that something on the site does not keep: where, what, and what to do."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`place` is a file as a person types it, `line` counts from 1, 0 is the whole."""

    place: str
    line: int
    wrong: str
    advice: str

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{where}: {self.wrong}\n  {self.advice}"


class ProblemError(Exception):
    """A problem that what was begun cannot go on from."""

    def __init__(self, place: str, line: int, wrong: str, advice: str):
        super().__init__(place, line, wrong, advice)  # so that it can be pickled
        self.problem = Problem(place, line, wrong, advice)

    def __str__(self) -> str:
        return str(self.problem)


def meant(word: str, known: Iterable[str]) -> str:
    """`Did you mean 'this'? ` of the nearest known word; "" where none is near."""
    near = difflib.get_close_matches(word, list(known), 1)
    return f"Did you mean {near[0]!r}? " if near else ""


def tell(problems: Iterable[Problem]) -> int:
    """Print problems; returns the exit status of a command, 1 if there are any."""
    told = list(map(str, problems))
    print("\n".join(told), end="\n" if told else "")
    return 1 if told else 0
