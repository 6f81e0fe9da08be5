"""What a program claims, and whether a run keeps the claim."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

FAILURES = ("deadlock", "raises", "hangs", "unsupported")
ENDINGS = ("ends", "deadlock", "raises", "hangs")
HOW = {
    "ends": "it ends",
    "deadlock": "it deadlocks",
    "raises": "it raises an exception",
    "hangs": "it goes round a loop without end",
}
REACHED = "reached"  # what `verdict` says of an order that prints the line
Difference = tuple[int, str | None, str | None]  # see first_difference


class Ended(Protocol):
    """What a run has that claims are about: a Run, a Trace or an Outcome."""

    @property
    def ending(self) -> str: ...

    @property
    def detail(self) -> str: ...

    @property
    def output(self) -> str: ...


def output_lines(text: str) -> list[str]:
    """The lines of an output, without white space at their ends."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


@dataclass(frozen=True)
class Promise:
    """An output that each order must give, and a rule that says what may vary in it."""

    text: str
    keeps: Callable[[str], bool]

    def __call__(self, output: str) -> bool:
        return self.keeps(output)


class Claim:
    """A promise, or the same output in every order, or just a good end."""

    reaches: str | None
    promise: str | Callable[[str], bool] | None
    same_output: bool

    def __init__(
        self,
        promise: str | Callable[[str], bool] | None = None,
        same_output: bool = False,
        may_raise: str | None = None,
        expect: str | None = None,
        reaches: str | None = None,
    ):
        if expect is not None and expect not in ENDINGS:
            raise ValueError(f"an order cannot be expected to {expect!r}: {ENDINGS}")
        self.expect, self.reaches = expect, reaches
        self.promise, self.same_output = promise, same_output
        self.may_raise = may_raise
        self.begin()

    def begin(self) -> None:
        self.first: list[str] | None = None

    @property
    def expected(self) -> str:
        """What every order was to do, in words."""
        return {
            "ends": "end",
            "deadlock": "end in a deadlock",
            "raises": "raise an exception",
            "hangs": "go round a loop without end",
        }[self.expect or "ends"]

    def reached(self, found: bool = True) -> str:
        """Whether some order prints the line, in words."""
        return f"{'an' if found else 'no'} order prints {self.reaches!r}."

    def about(self, ending: str = "") -> str:
        """What an order is held to that ends so: its "ending", a "line", or ""."""
        if self.reaches is not None:
            return "line"
        return "ending" if ending and self.expect not in (None, ending) else ""

    def keeps(self, output: str) -> bool:
        if self.promise is not None:
            if callable(self.promise):
                return bool(self.promise(output))
            return output_lines(output) == output_lines(self.promise)
        if self.same_output:
            if self.first is None:
                self.first = output_lines(output)
            return output_lines(output) == self.first
        return True

    def verdict(self, run: Ended) -> str | None:
        """How the run breaks the claim, or None; or that it reaches the line."""
        if self.reaches is not None and run.ending != "unsupported":
            return (
                REACHED if self.reaches.rstrip() in output_lines(run.output) else None
            )
        if self.expect is not None and run.ending in ENDINGS:
            if run.ending != self.expect:
                return "output" if run.ending == "ends" else run.ending
            return None if self.keeps(run.output) else "output"
        allowed = (
            run.ending == "raises"
            and self.may_raise is not None
            and self.may_raise in run.detail
        )
        if run.ending in FAILURES and not allowed:
            return run.ending
        if run.ending in ("ends", "raises") and not self.keeps(run.output):
            return "output"
        return None

    def detail(self, verdict: str, run: Ended) -> str:
        """What is wrong with this run, for the reader."""
        if verdict != "unsupported" and self.expect not in (None, run.ending):
            told = f" ({run.detail})" if run.detail else ""
            return f"{HOW[run.ending]}{told}, and every order was to {self.expected}."
        if verdict == "hangs":
            return "a thread goes round a loop that nothing ends."
        if verdict == "output":
            promised = getattr(self.promise, "text", self.promise)
            if promised is not None and not isinstance(promised, str):
                return "it is not what was promised."
            wanted = self.first or [] if promised is None else output_lines(promised)
            return in_words(first_difference(output_lines(run.output), wanted))
        if verdict == "unsupported":
            return f"everyorder does not support {run.detail}."
        return run.detail


def first_difference(got: list[str], wanted: list[str]) -> Difference | None:
    """The first line that differs: (its number, what it is, what was wanted) or None.

    A line that is not there is None.
    """
    for number in range(max(len(got), len(wanted))):
        here = got[number] if number < len(got) else None
        there = wanted[number] if number < len(wanted) else None
        if here != there:
            return number + 1, here, there
    return None


def in_words(found: Difference | None) -> str:
    if found is None:
        return "it is not what was promised."
    number, *lines = found
    is_, should = ("nothing" if text is None else repr(text) for text in lines)
    return f"line {number} is {is_}, not {should}."
