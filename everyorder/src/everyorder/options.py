"""The settings of a test, and what a test raises that fails: values, and no engine.

pytest_plugin.py finds the settings on a test; checking.py obeys them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from everyorder.results.report import Report

MARK = "__everyorder__"  # the attribute in which a test has its settings
Tested = TypeVar("Tested", bound=Callable[..., Any])


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
def test(given: Options) -> Callable[[Tested], Tested]: ...
@overload
def test(given: Tested) -> Tested: ...
def test(given: Any) -> Any:
    """Mark a test, or a class of tests: pytest runs it in every order.

    As `@everyorder.test`, or with settings as `@everyorder.test(Options(...))`. It only
    marks: called directly, the test runs once, as it stands.
    """
    if not isinstance(given, Options):
        setattr(given, MARK, Options())
        return given

    def mark(tested: Tested) -> Tested:
        setattr(tested, MARK, given)
        return tested

    return mark


vars(test)["__test__"] = False  # it is not a test itself
