"""pytest: tests in every order of their threads.

`@everyorder.test` marks a test or a class of tests, `pytest --everyorder` runs all so,
and `--everyorder-replay ORDER` runs one order again. Loading this loads nothing
of the engine; pytest_items.py does, for the first test that asks for it.
"""

import functools
from dataclasses import replace

import pytest

from everyorder.options import MARK, NUMBERS, Options


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("everyorder", "tests in every order of their threads")
    add = group.addoption
    add("--everyorder", action="store_true", help="run every test in every order")
    add("--everyorder-replay", metavar="ORDER", help="run the tests in this order")
    add(
        "--everyorder-preemptions",
        metavar="K",
        type=NUMBERS["preemptions"],
        help="at most K preemptions, where a test does not say",
    )
    add(
        "--everyorder-limit",
        metavar="N",
        type=NUMBERS["limit"],
        help="at most N orders of each search, where a test does not say",
    )
    add(
        "--everyorder-plain-time",
        action="store_true",
        help="sleeps and timeouts end in their order, on a virtual clock",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "everyorder: what @everyorder.test says, without settings"
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    for item in items:
        options = _asked(item, config)
        if options is not None and isinstance(item, pytest.Function):
            item.setup = item.teardown = _nothing  # type: ignore[method-assign]
            item.runtest = functools.partial(  # type: ignore[method-assign]
                _run, item, options
            )


def _asked(item: pytest.Item, config: pytest.Config) -> Options | None:
    """The settings of a test, or None: it runs once, as ever."""
    places = [getattr(item, "obj", None), getattr(item, "cls", None)]
    found: Options | None = None
    for place in places:
        found = found or getattr(place, MARK, None)
    asked = config.getoption("--everyorder") or item.get_closest_marker("everyorder")
    replayed = config.getoption("--everyorder-replay") is not None
    if found is None and (asked or replayed):
        found = Options()
    if found is None:
        return None
    if found.preemptions is None:
        bound = config.getoption("--everyorder-preemptions")
        found = replace(found, preemptions=bound)
    if found.limit is None:
        found = replace(found, limit=config.getoption("--everyorder-limit"))
    if config.getoption("--everyorder-plain-time"):
        found = replace(found, any_time=False)
    return found


def _nothing() -> None:
    """What pytest would set up is set up in each order (pytest_items.py)."""


def _run(item: pytest.Function, options: Options) -> None:
    __tracebackhide__ = True
    from everyorder.pytest_items import run

    run(item, options, item.config.getoption("--everyorder-replay"))
