"""The settings of a test, and what a test raises that fails: values, and no engine.

pytest_plugin.py finds the settings on a test; checking.py obeys them. What a setting
may be is said once, here: for the command, for Python and for pytest.
"""

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from everyorder.results.report import Report

MARK = "__everyorder__"  # the attribute in which a test has its settings
Tested = TypeVar("Tested", bound=Callable[..., Any])
STRATEGIES = ("auto", "dfs", "dpor", "random", "pct", "run-on")


@dataclass(frozen=True)
class Number:
    """What a number may be that somebody sets; called with a text, it reads one."""

    words: str
    kind: type[int] | type[float]
    least: float

    def allows(self, value: object) -> bool:
        kinds = (int,) if self.kind is int else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            return False
        return value >= self.least and value < math.inf

    def __call__(self, text: str) -> int | float:
        value: int | float | None
        try:
            value = self.kind(text)
        except ValueError:
            value = None
        if value is None or not self.allows(value):
            raise argparse.ArgumentTypeError(f"must be {self.words}, not {text!r}")
        return value


SECONDS = Number("a number of seconds, more than 0", float, math.ulp(0.0))
NUMBERS = {
    "preemptions": Number("a whole number, 0 or more", int, 0),
    "limit": Number("a whole number, 1 or more", int, 1),
    "seconds": SECONDS,
    "second_opinion": SECONDS,
    "seed": Number("a whole number", int, -math.inf),
    "step_limit": Number("a whole number, 1 or more", int, 1),
}
UNSET = ("preemptions", "limit", "seconds", "step_limit")  # these may be None, too


def require(**settings: object) -> None:
    """Raise ValueError if one of these settings cannot be what it is."""
    for name, value in settings.items():
        number = NUMBERS.get(name)
        if number is not None and not number.allows(value):
            if value is not None or name not in UNSET:
                raise ValueError(f"{name} must be {number.words}, not {value!r}")
        elif name == "strategy" and isinstance(value, str) and value not in STRATEGIES:
            known = ", ".join(STRATEGIES)
            raise ValueError(f"there is no strategy {value!r}, only {known}")
        elif name == "instrument":
            _require_packages(value)


def _require_packages(names: Any) -> None:
    if isinstance(names, str):
        raise ValueError(f"instrument must be a tuple of names, like ({names!r},)")
    for name in names:
        package(name)


def package(name: object) -> str:
    """The name of a package. Raises ValueError if it cannot be one."""
    parts = name.split(".") if isinstance(name, str) else [""]
    if not all(part.isidentifier() for part in parts):
        raise ValueError(f"{name!r} is no name of a package to instrument")
    return ".".join(parts)


@dataclass(frozen=True)
class Options:
    """How a function or a test is run in every order.

    preemptions   at most so many switches from a thread that could go on; None: any
    strategy      a name of explore.STRATEGIES
    limit         orders of each search, at most; None: as many as explore() has
    seed          for the strategies that draw lots
    any_time      a sleep or a timeout may end at any moment; False: in their order
    may_raise     a text that an uncaught exception may contain
    instrument    packages that are part of the program from its start
    incomplete    pass if no order failed, though not all could be run
    """

    preemptions: int | None = None
    strategy: str = "auto"
    limit: int | None = None
    seed: int = 0
    any_time: bool = True
    may_raise: str | None = None
    instrument: tuple[str, ...] = ()
    incomplete: bool = False

    def __post_init__(self) -> None:
        require(**vars(self))


class Broken(AssertionError):
    """Some order breaks it. The text is that of the report, which is in `report`."""

    def __init__(self, text: str, report: "Report | None" = None):
        super().__init__(text)
        self.report = report


class Undecided(Exception):
    """No order fails that was run, but nobody knows of all of them.

    There are too many, or the function uses what is not supported; `report` says which.
    """

    def __init__(self, text: str, report: "Report | None" = None):
        super().__init__(text)
        self.report = report


@overload
def test(given: Options = ...) -> Callable[[Tested], Tested]: ...  # noqa: PT028
@overload
def test(given: Tested) -> Tested: ...
def test(given: Any = Options()) -> Any:  # noqa: PT028
    """Mark a test, or a class of tests: pytest runs it in every order.

    As `@everyorder.test`, or with settings as `@everyorder.test(Options(...))`. It only
    marks: called directly, the test runs once, as it stands.
    """
    if not isinstance(given, Options):
        if not callable(given):
            raise TypeError(
                "@everyorder.test marks a test, or a class of tests; settings are given"
                f" as @everyorder.test(everyorder.Options(...)), not {given!r}"
            )
        setattr(given, MARK, Options())
        return given

    def mark(tested: Tested) -> Tested:
        setattr(tested, MARK, given)
        return tested

    return mark


vars(test)["__test__"] = False  # it is not a test itself
