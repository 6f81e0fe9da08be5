"""A test of pytest as a program: its module executed, its fixtures made, in each order.

In each order the test's module is executed afresh (checking.py), and what pytest would
do around the test is done there, so that nothing of one order is left in another:
parameters are taken from the marks of the module as it is then, fixtures that are
written in rewritten modules (the test's own, conftest.py) are made, whatever their
scope, and torn down; so are `tmp_path`, `monkeypatch` and `capsys`. Fixtures of plugins
pytest makes once, and all orders get the same: `Fixtures.once` names them.
"""

import contextlib
import inspect
import shlex
import shutil
import types
import unittest
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.outcomes import Skipped

from everyorder.checking import decide, named, program_of, require_function
from everyorder.execution import Runner
from everyorder.instrument.program import Program, ProgramError
from everyorder.options import Options
from everyorder.results.order import OrderError
from everyorder.results.outcome import Printed
from everyorder.results.report import words

OURS = ("tmp_path", "monkeypatch", "capsys", "request")
XUNIT = ("_xunit_setup", "xunit_setup", "_unittest_", "unittest_")
REFUSED = ("caplog", "capfd", "capsysbinary", "capfdbinary", "recwarn", "tmpdir")
SECTION = "everyorder"


def run(item: pytest.Function, options: Options, order: str | None = None) -> None:
    """Run a test in every order, or in this one; raises what makes the test fail."""
    __tracebackhide__ = True
    how = f"pytest --everyorder-replay {{order}} {shlex.quote(item.nodeid)}"
    try:
        require_function(item.function)
        program = program_of(item.module.__name__, options.instrument)
        around = Fixtures(item, program)
        program = replace(program, begin=around)
        report = decide(program, options, how, order)
    except (ProgramError, OrderError) as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    if around.skipped is not None:
        raise around.skipped
    told = [report.sentence()]
    if order is not None:
        told = [words(report, program.line)]
    if around.once:
        told.append(f"Made once for all orders: {', '.join(around.once)}.")
    item.add_report_section("call", SECTION, "\n".join(told))


class Fixtures:
    """What the main thread does in each order: make what the test wants, call it."""

    def __init__(self, item: pytest.Function, program: Program):
        self.item = item
        self.skipped: BaseException | None = None
        self.known: dict[str, Sequence[pytest.FixtureDef[Any]]] = (
            item._fixtureinfo.name2fixturedefs
        )
        self.own: set[str] = {
            name
            for name, found in self.known.items()
            if program.finder.is_own(found[-1].func.__module__)
        }
        self.asked: set[str] = self._asked()
        self.host: dict[str, Any] = {}
        for name in self._wanted():
            if name in REFUSED:
                raise ProgramError(f"everyorder does not support the fixture {name}.")
            if name not in OURS:
                self.host[name] = item._request.getfixturevalue(name)
        self.once: list[str] = sorted(self.host)
        self.folder: Path | Any = None  # None without tmp_path
        if "tmp_path" in self.known:
            self.folder = Path(item._request.getfixturevalue("tmp_path"))

    def _wanted(self) -> list[str]:
        """The fixtures that pytest makes, of those that are used."""
        callspec = getattr(self.item, "callspec", None)
        params = callspec.params if callspec else {}
        return [
            name
            for name in self.item.fixturenames
            if name not in self.own
            and not name.startswith(XUNIT)
            and (name in self.known or name == "request")
            and name in self.asked
            and not (name in params and _pseudo(self.known.get(name)))
        ]

    def _asked(self) -> set[str]:
        """What the test and its own fixtures ask for, and what is there unasked."""
        names = {*self.item._fixtureinfo.initialnames}
        for own in self.own:
            names |= {*self.known[own][-1].argnames}
        return {name for name in names if not name.startswith(XUNIT)}

    def __call__(self, runner: Runner, namespace: dict[str, Any]) -> None:
        """One order: called by the engine once the module has been executed."""
        runner.files.roots = (str(self.folder),) if self.folder else ()
        try:
            with contextlib.ExitStack() as after:
                _Order(self, runner, namespace, after).test()
        except (Skipped, unittest.SkipTest) as skipped:
            self.skipped = pytest.skip.Exception(str(skipped))
        finally:
            runner.files.roots = ()


def _pseudo(found: Sequence[pytest.FixtureDef[Any]] | None) -> bool:
    """Whether this stands for a parameter of the test, and is no fixture."""
    return not found or found[-1].func.__module__.startswith("_pytest.python")


class _Order:
    """One order of a test."""

    # None where the test stands in no class.
    cls: type[Any] | Any
    instance: Any
    around: Fixtures
    item: pytest.Function
    runner: Runner
    namespace: dict[str, Any]
    after: contextlib.ExitStack

    def __init__(
        self,
        around: Fixtures,
        runner: Runner,
        namespace: dict[str, Any],
        after: contextlib.ExitStack,
    ):
        self.around, self.item = around, around.item
        self.runner, self.namespace, self.after = runner, namespace, after
        self.made: dict[str, Any] = {}
        self.cls = self.instance = None
        if self.item.cls is not None:
            self.cls = named(namespace, self.item.cls.__qualname__)

    def test(self) -> None:
        if self.cls is not None and issubclass(self.cls, unittest.TestCase):
            self._case()
            return
        name = self.item.originalname
        self._xunit()
        if self.cls is not None:
            function = getattr(self.instance, name)
            self._around(self.instance, "setup_method", "teardown_method", function)
        else:
            function = named(self.namespace, name)
            module = types.SimpleNamespace(**self.namespace)
            self._around(module, "setup_function", "teardown_function", function)
        for fixture in self.item.fixturenames:  # those that nobody asks for come first
            if fixture in self.around.asked and fixture in self.around.known:
                self.fixture(fixture)
        names = self.item._fixtureinfo.argnames
        function(**{name: self.fixture(name) for name in names})

    def _case(self) -> None:
        """A test of unittest: set up, called and torn down as it says."""
        case = self.cls(self.item.originalname)
        self.cls.setUpClass()
        self.after.callback(self.cls.doClassCleanups)
        self.after.callback(self.cls.tearDownClass)
        case.debug()

    def _xunit(self) -> None:
        module = types.SimpleNamespace(**self.namespace)
        self._around(module, "setup_module", "teardown_module", module)
        if self.cls is not None:
            self._around(self.cls, "setup_class", "teardown_class", self.cls)
            self.instance = self.cls()

    def _around(self, holder: object, before: str, after: str, given: object) -> None:
        first, last = getattr(holder, before, None), getattr(holder, after, None)
        if first is not None:
            _with_optional(first, given)
        if last is not None:
            self.after.callback(_with_optional, last, given)

    # --- fixtures

    def fixture(self, name: str) -> Any:
        """The value of a fixture or a parameter, made at its first use."""
        if name not in self.made:
            self.made[name] = self._make(name)
        return self.made[name]

    def _make(self, name: str) -> Any:
        found = self.around.known.get(name)
        if name in self.around.own and found and not _pseudo(found):
            return self._own(name, found[-1])
        if name in OURS:
            return getattr(self, f"_{name}")()
        if name in self.around.host:
            return self.around.host[name]
        return self.parameter(name)

    def _own(self, name: str, definition: pytest.FixtureDef[Any]) -> Any:
        """A fixture that is written in a module of the program."""
        plain = inspect.unwrap(definition.func)
        plain = getattr(plain, "__func__", plain)
        places = self.namespace
        if plain.__module__ != self.item.module.__name__:
            module = self.runner.imports.import_(plain.__module__, fromlist=("*",))
            places = vars(module)
        marked = named(places, plain.__qualname__)
        function = _unmarked(marked)
        if "." in plain.__qualname__ and self.instance is not None:
            function = types.MethodType(function, self.instance)
        given = {
            each: self._request(name, marked)
            if each == "request"
            else self.fixture(each)
            for each in definition.argnames
        }
        made = function(**given)
        if not inspect.isgenerator(made):
            return made
        value = next(made)
        self.after.callback(next, made, None)
        return value

    def parameter(self, name: str) -> Any:
        """The value of a parameter, from the marks of the test in this order."""
        callspec = self.item.callspec
        index = callspec.indices.get(name, 0)
        for mark in self._marks():
            names, values = _parametrized(mark)
            if name in names:
                row = list(values)[index]
                if isinstance(row, type(pytest.param())):
                    row = row.values if len(names) > 1 else row.values[0]
                return row[names.index(name)] if len(names) > 1 else row
        return callspec.params[name]

    def _marks(self) -> Iterator[Any]:
        holder = self.namespace if self.cls is None else None
        name = self.item.originalname
        test = holder[name] if holder else inspect.getattr_static(self.cls, name)
        for place in (test, self.cls, types.SimpleNamespace(**self.namespace)):
            marks = getattr(place, "pytestmark", [])
            yield from marks if isinstance(marks, list) else [marks]

    def _request(self, name: str = "", marked: Any = None) -> "Request":
        callspec = getattr(self.item, "callspec", None)
        request = Request(self)
        if callspec is not None and name in callspec.params:
            marker = getattr(marked, "_fixture_function_marker", None)
            marker = marker or getattr(marked, "_pytestfixturefunction", None)
            params = getattr(marker, "params", None)
            if params:
                request.param = list(params)[callspec.indices[name]]
            else:
                request.param = self.parameter(name)
        return request

    def _monkeypatch(self) -> pytest.MonkeyPatch:
        patch = pytest.MonkeyPatch()
        self.after.callback(patch.undo)
        return patch

    def _tmp_path(self) -> Path:
        folder = self.around.folder
        with self.runner.files.plainly():
            for left in folder.iterdir():
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()
        return folder

    def _capsys(self) -> "Captured":
        return Captured(self.runner.printed)


class Request:
    """What a fixture of the program gets as `request`."""

    param: Any  # of a fixture that has parameters
    node: pytest.Function
    config: pytest.Config
    cls: type[Any] | Any
    instance: Any

    def __init__(self, order: _Order):
        self._order = order
        self.node, self.config = order.item, order.item.config
        self.cls, self.instance = order.cls, order.instance
        self.function: Any = order.item.function
        self.fixturenames: list[str] = list(order.item.fixturenames)

    def getfixturevalue(self, name: str) -> Any:
        return self._order.fixture(name)

    def addfinalizer(self, finalizer: Callable[[], object]) -> None:
        self._order.after.callback(finalizer)


class Captured:
    """capsys: what this order has printed since it was asked last."""

    def __init__(self, printed: Printed):
        self._printed, self._told = printed, {"out": 0, "err": 0}

    def readouterr(self) -> types.SimpleNamespace:
        found = {}
        for stream, told in self._told.items():
            text = self._printed.text(stream)
            found[stream], self._told[stream] = text[told:], len(text)
        return types.SimpleNamespace(**found)


def _parametrized(mark: pytest.Mark) -> tuple[list[str], Any]:
    if mark.name != "parametrize":
        return [], ()
    given = dict(zip(("argnames", "argvalues"), mark.args, strict=False))
    given.update(mark.kwargs)
    names = given["argnames"]
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",") if name.strip()]
    return list(names), given["argvalues"]


def _unmarked(marked: Any) -> Any:
    """The function of a fixture, whatever `@pytest.fixture` has made of it."""
    if hasattr(marked, "_get_wrapped_function"):
        return marked._get_wrapped_function()
    wrapped = getattr(marked, "__pytest_wrapped__", None)
    return wrapped.obj if wrapped is not None else marked


def _with_optional(function: Callable[..., object], given: object) -> None:
    takes = inspect.signature(function).parameters
    function(given) if takes else function()
