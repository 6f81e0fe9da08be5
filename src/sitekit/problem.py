"""A rule that something on the site does not keep: where, what, and what to do."""

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
