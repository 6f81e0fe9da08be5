"""What a page claims of a program, by the marks above its block.

A mark is a function below `MARKS`' decorator and nothing else: its name is the mark's,
its signature says what may stand in the parentheses, its docstring is pytest's help,
and its examples are the table in CONTRIBUTING.md. It returns the value of one field of
`Claims`.

How a run is held to the claims is said in running/verdict.py (how it ends) and
running/process.py (whether and how long it runs); a claim that no run is held to is
also named in FREE.
"""

import ast
import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sitekit.problem import meant
from sitekit.releases import numbers
from sitekit.rules import EXACT, Rule

FREE = ("kept", "measured", "one_order")  # what no run is held to
NEEDS = {
    "screen": "opens a window",
    "fork": "starts processes by fork",
    "compiler": "builds a module in C",
    "tqdm": "imports tqdm",
}


@dataclass(frozen=True)
class Ending:
    """How a run must end: a status, or None where it must not end for `seconds`."""

    status: int | None = 0
    text: str = ""  # must be in what it wrote to stderr
    seconds: float = 0
    stderr: bool = False  # may write to stderr

    @property
    def merged(self) -> bool:
        """Whether the page shows stderr too, in the order a terminal would."""
        return self.stderr or self.status != 0


@dataclass(frozen=True)
class Measuring:
    """What its page may say of its numbers; two labels whose times make a speed-up."""

    speed_up: tuple[str, str] | None = None
    computes: bool = False  # in Python code: a build gains where its GIL is off
    ascending: tuple[str, ...] = ()  # labels: each number is less than the next one


@dataclass(frozen=True)
class Claims:
    """What the marks of one program say. Without marks: it prints just its output."""

    ending: Ending = Ending()
    rule: Rule = EXACT
    since: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset()
    measured: Measuring | None = None
    one_order: str = ""  # why it is not held to its page in every order
    kept: tuple[tuple[str, str], ...] = ()  # tools that prevent nothing, and why

    def held(self) -> dict[str, str]:
        """What a run is held to, without what stands at its default.

        Two claims with the same held parts accept the same runs, so a new mark leaves
        the fingerprints of the programs that do not carry it as they are.
        """
        return {
            name: _written(getattr(self, name))
            for name in (field.name for field in dataclasses.fields(self))
            if name not in FREE and getattr(self, name) != getattr(NOTHING, name)
        }


def _written(value: object) -> str:
    if dataclasses.is_dataclass(value):
        given = {
            field.name: getattr(value, field.name)
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
        return f"{type(value).__name__}({given})"
    return repr(sorted(value) if isinstance(value, frozenset) else value)


NOTHING = Claims()


@dataclass(frozen=True)
class Mark:
    """One mark: how it is read, the field that it sets, how it is shown to people.

    Each example is a call as it is written, and how a sentence that begins with "the
    program" goes on. A mark that may be repeated adds its value to a tuple.
    """

    read: Callable[..., Any]
    field: str
    examples: tuple[tuple[str, str], ...]
    repeated: bool

    @property
    def name(self) -> str:
        return self.read.__name__

    @property
    def usage(self) -> str:
        """What pytest's `--markers` says of it."""
        takes = inspect.signature(self.read)
        takes = takes.replace(return_annotation=takes.empty)
        return f"{self.name}{takes}: {inspect.getdoc(self.read).splitlines()[0]}"


MARKS: dict[str, Mark] = {}


def mark(field: str, *examples: tuple[str, str], repeated: bool = False):
    """Make a function a mark that sets this field of Claims."""

    def register(read: Callable[..., Any]):
        MARKS[read.__name__] = Mark(read, field, examples, repeated)
        return read

    return register


@mark(
    "rule",
    ('output(order="any")', "may print its lines in any order"),
    (
        'output(order="any", glued=False)',
        "the same, and no two lines may stand glued on one",
    ),
    (
        r'output(like=r"\d+\.\d+")',
        "prints something that varies; the pattern matches just that",
    ),
    ("output(ellipsis=True)", "prints what `...` in its .out file stands for"),
)
def output(
    order: str = "exact",
    like: str | None = None,
    ellipsis: bool = False,
    glued: bool = True,
) -> Rule:
    """what may vary in its output"""
    try:
        return Rule(order=order, like=like, ellipsis=ellipsis, glued=glued)
    except (TypeError, re.error) as error:
        raise ValueError(str(error)) from error


@mark(
    "ending",
    (
        'exits("ValueError: no seats", code=1)',
        "must end with this status and this text on stderr",
    ),
)
def exits(text: str, code: int = 1) -> Ending:
    """it must exit with this status and this text on stderr"""
    return Ending(status=code, text=text, stderr=True)


@mark(
    "ending",
    ('stderr("Exception in thread")', "must end well and write this to stderr"),
)
def stderr(text: str) -> Ending:
    """it must end well and write this to stderr"""
    return Ending(text=text, stderr=True)


@mark("ending", ("hangs(1)", "must still be running after a second"))
def hangs(seconds: float, text: str = "") -> Ending:
    """it must still be running after so many seconds"""
    return Ending(status=None, seconds=seconds, text=text)


@mark(
    "since",
    (
        'since("3.13")',
        "needs this Python, and says so in one sentence on an older one",
    ),
)
def since(version: str) -> tuple[int, ...]:
    """the first Python that runs it; older ones are refused kindly"""
    if not re.fullmatch(r"\d+\.\d+", version):
        raise ValueError("write the version as two numbers: since('3.13')")
    return numbers(version)


@mark(
    "needs",
    *((f'needs("{what}")', does) for what, does in NEEDS.items()),
)
def needs(*what: str) -> frozenset[str]:
    """what a machine must have to run it"""
    if not what or set(what) - set(NEEDS):
        raise ValueError(f"it takes {' or '.join(map(repr, NEEDS))}")
    return frozenset(what)


@mark(
    "one_order",
    (
        'one_order("opens a window")',
        "cannot be run in every order, for this reason",
    ),
)
def one_order(reason: str) -> str:
    """why it is not held to its page in every order"""
    if not reason.strip():
        raise ValueError("say the reason, as in one_order('opens a window')")
    return reason


@mark(
    "measured",
    ("measured", "prints `label: number unit` lines that are recorded"),
    (
        'measured(speed_up="one thread / two")',
        "the same, and its speed-up is the first time divided by the second",
    ),
    (
        'measured(speed_up="one thread / two", computes=True)',
        "the same, in Python code, so that a build gains where its GIL is off",
    ),
    (
        'measured(ascending="tasks < threads")',
        "the same, and on every build each number is less than the next one named",
    ),
)
def measured(
    speed_up: str | None = None, computes: bool = False, ascending: str | None = None
) -> Measuring:
    """the numbers that it prints are recorded"""
    ways, order = _labels(speed_up, "/"), _labels(ascending, "<")
    if speed_up is not None and (len(ways) != 2 or not all(ways)):
        raise ValueError("speed_up names two labels: 'one thread / two threads'")
    if ascending is not None and (len(order) < 2 or not all(order)):
        raise ValueError("ascending names two labels or more: 'tasks < threads'")
    return Measuring(ways or None, computes, order)


def _labels(text: str | None, between: str) -> tuple[str, ...]:
    parts = () if text is None else text.split(between)
    return tuple(part.strip() for part in parts)


@mark(
    "kept",
    (
        'kept("the lock `log`", "shows how a lock is named")',
        "uses this tool, which prevents nothing here, for another reason",
    ),
    repeated=True,
)
def kept(tool: str, reason: str) -> tuple[str, str]:
    """a tool that prevents nothing in it, and why it is there all the same"""
    if not (tool.strip() and reason.strip()):
        raise ValueError("say which tool, and the reason")
    return tool, reason


class MarkError(ValueError):
    """A mark that cannot be read: what is wrong with it, and what to write."""

    def __init__(self, wrong: str, advice: str = "CONTRIBUTING.md shows each mark."):
        self.wrong, self.advice = wrong, advice
        super().__init__(f"{wrong}. {advice}")


def read_mark(text: str) -> tuple[Mark, Any]:
    """The mark and its value, of `pytest.mark.output(order="any")`.

    The text is parsed and never run. Raises MarkError.
    """
    name, args, kwargs = _parsed(text)
    found = MARKS.get(name)
    if found is None:
        raise MarkError(
            f"there is no mark {name!r}", f"{meant(name, MARKS)}{_known()}."
        )
    usage = f"Usage: {found.usage}. Such as {found.examples[0][0]}."
    try:
        _refuse_other_types(inspect.signature(found.read), args, kwargs)
    except TypeError as error:
        raise MarkError(str(error), usage) from error
    try:
        return found, found.read(*args, **kwargs)
    except ValueError as error:
        raise MarkError(str(error), usage) from error


def _refuse_other_types(takes: inspect.Signature, args: list, kwargs: dict) -> None:
    """Raise TypeError unless each value is of the type that the mark names for it."""
    for name, given in takes.bind(*args, **kwargs).arguments.items():
        parameter = takes.parameters[name]
        kind = int | float if parameter.annotation is float else parameter.annotation
        for value in given if parameter.kind is parameter.VAR_POSITIONAL else [given]:
            if not isinstance(value, kind):
                quotes = ": text stands in quotes" if kind is str else ""
                raise TypeError(f"{name} cannot be {value!r}{quotes}")


def _known() -> str:
    return f"The marks are {', '.join(sorted(MARKS))}"


def _parsed(text: str) -> tuple[str, list, dict]:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        call = tree if isinstance(tree, ast.Call) else ast.Call(tree, [], [])
        _refuse_bare_words(call)
        prefix, _, name = ast.unparse(call.func).rpartition(".")
        args = [ast.literal_eval(value) for value in call.args]
        kwargs = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    except (SyntaxError, ValueError) as error:
        raise MarkError(
            f"it cannot be read ({error.args[0]})",
            'Write a name and plain values: <!--pytest.mark.output(order="any")-->',
        ) from error
    if prefix != "pytest.mark":
        raise MarkError(f"it begins with {prefix!r}, not with 'pytest.mark'")
    return name, args, kwargs


def _refuse_bare_words(call: ast.Call) -> None:
    """Raise MarkError at a value that is a name: text in a mark stands in quotes."""
    for value in (*call.args, *(word.value for word in call.keywords)):
        if isinstance(value, ast.Name | ast.Attribute):
            word = ast.unparse(value)
            wrong = f"{word} stands without quotes"
            raise MarkError(wrong, f'Values are never looked up: write "{word}".')


def claims_of(texts: Iterable[str]) -> Claims:
    """What these marks say together. Raises MarkError, also where one stands twice."""
    values: dict[str, Any] = {}
    for text in texts:
        found, value = read_mark(text)
        if found.repeated:
            values[found.field] = (*values.get(found.field, ()), value)
        elif found.field in values:
            raise MarkError(f"another mark above this program says its {found.field}")
        else:
            values[found.field] = value
    return Claims(**values)


def table() -> str:
    """The table of marks in CONTRIBUTING.md."""
    rows = [
        f"| `<!--pytest.mark.{call}-->` | {does} |"
        for known in MARKS.values()
        for call, does in known.examples
    ]
    return "\n".join(["| mark | the program … |", "|---|---|", *rows])
