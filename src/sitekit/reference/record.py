"""What interpreters say of their public names: docs/reference/names.json.

`make records` writes it, asking every Python that is found; what was recorded of
another one stays. So one Python is enough to build the site. It knows no sentence:
see entries.py.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sitekit.problem import ProblemError
from sitekit.records.versions import order_of
from sitekit.running.pythons import ANSWER_LIMIT, Python, environment_of_runs
from sitekit.text import read_text

PROBE = Path(__file__).with_name("probe.py")
ADVICE = "Take one side of a merge as it is, or delete the file; run `make records`."
UNTOLD = ""  # the signature of what has none, or of which Python says none


@dataclass(frozen=True)
class Question:
    """What interpreters are asked: modules, further names, and the checks of notes.

    `names` says where in Python names are that modules do not tell of, or that are
    called otherwise: `asyncio.loop.stop` is `asyncio.AbstractEventLoop.stop`. A check
    is an expression of probe.py.
    """

    modules: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()

    def concerns(self, name: str) -> bool:
        """Whether the answer may have this name."""
        return name in self.names or name.startswith(
            tuple(f"{module}." for module in self.modules)
        )


@dataclass(frozen=True)
class Answer:
    """What one interpreter says; a check is true, false, or how it failed."""

    names: Mapping[str, Mapping]
    checks: Mapping[str, bool | str]


@dataclass(frozen=True)
class Name:
    """A public name: its kind on the newest Python, its signature on each that has it.

    `signatures` goes from the oldest Python to the newest, by their short names.
    """

    name: str
    kind: str
    signatures: Mapping[str, str]
    bases: tuple[str, ...] = ()

    @cached_property
    def owner(self) -> str:
        """The class or module that has it, `threading.Lock` of its `acquire`."""
        return self.name.rpartition(".")[0]

    @property
    def signature(self) -> str:
        """That of the newest Python that says one."""
        told = [told for told in self.signatures.values() if told != UNTOLD]
        return told[-1] if told else UNTOLD


@dataclass(frozen=True)
class Record:
    """`pythons` has the whole version of each that was asked, oldest first."""

    pythons: Mapping[str, str]
    names: Mapping[str, Name]


EMPTY = Record({}, {})


class NoAnswer(Exception):
    """An interpreter that ended, or wrote something else: what it said last."""


def ask(python: Python, question: Question) -> Answer:
    """Let an interpreter answer. Raises NoAnswer."""
    asked = {
        "modules": question.modules,
        "names": dict(question.names),
        "checks": question.checks,
    }
    try:
        done = subprocess.run(
            [python.path, PROBE],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=True,
            timeout=ANSWER_LIMIT,
            env={**environment_of_runs(), **dict(python.environment)},
        )
        return Answer(**json.loads(done.stdout))
    except subprocess.CalledProcessError as error:
        last = (error.stderr or str(error)).strip().splitlines()[-1]
        raise NoAnswer(last) from error
    except (subprocess.TimeoutExpired, ValueError, TypeError) as error:
        raise NoAnswer(str(error)) from error


def combined(
    old: Record, answers: Iterable[tuple[Python, Answer]], question: Question
) -> Record:
    """The record with these answers.

    Of Pythons that gave none stays what the question is still about.
    """
    answers = list(answers)
    asked = {python.short for python, _ in answers}
    pythons = {**old.pythons, **{p.short: p.version for p, _ in answers}}
    pythons = {short: pythons[short] for short in sorted(pythons, key=order_of)}
    found: dict[str, dict[str, tuple]] = {}  # by name and Python
    for name in filter(lambda name: question.concerns(name.name), old.names.values()):
        for short, signature in name.signatures.items():
            if short not in asked:
                told = name.kind, signature, name.bases
                found.setdefault(name.name, {})[short] = told
    for python, answer in answers:
        for name, told in answer.names.items():
            signature = told.get("signature") or UNTOLD
            bases = tuple(told.get("bases", ()))
            found.setdefault(name, {})[python.short] = told["kind"], signature, bases
    return Record(pythons, {name: _name(name, found[name]) for name in sorted(found)})


def _name(name: str, on: Mapping[str, tuple]) -> Name:
    ordered = {short: on[short] for short in sorted(on, key=order_of)}
    kind, _, bases = list(ordered.values())[-1]
    signatures = {short: signature for short, (_, signature, _) in ordered.items()}
    return Name(name, kind, signatures, bases)


def differences(record: Record, python: Python, answer: Answer) -> list[str]:
    """The names of which an interpreter says something else than is recorded of it."""
    said = combined(EMPTY, [(python, answer)], Question(())).names
    recorded = {
        name.name: name.signatures[python.short]
        for name in record.names.values()
        if python.short in name.signatures
    }
    now = {name.name: name.signature for name in said.values()}
    return sorted(
        name for name in {*now, *recorded} if now.get(name) != recorded.get(name)
    )


def load(file: Path, place: str) -> Record:
    """The record, an empty one before the first recording. Raises ProblemError."""
    if not file.exists():
        return EMPTY
    try:
        told = json.loads(read_text(file, place))
        names = {name: _read(name, said) for name, said in told["names"].items()}
        return Record(told["pythons"], names)
    except json.JSONDecodeError as error:
        wrong = f"it cannot be read: {error.msg}"
        raise ProblemError(place, error.lineno, wrong, ADVICE) from None
    except (AttributeError, KeyError, TypeError):
        raise ProblemError(place, 0, "it holds no record of names", ADVICE) from None


def _read(name: str, said: Mapping) -> Name:
    on = {short: told for told, which in said["on"].items() for short in which.split()}
    ordered = {short: on[short] for short in sorted(on, key=order_of)}
    return Name(name, said["kind"], ordered, tuple(said.get("bases", ())))


def text_of(record: Record) -> str:
    """The file: a line for each name."""
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(_written(told))}"
        for name, told in sorted(record.names.items())
    )
    pythons = json.dumps(dict(record.pythons))
    return f'{{\n "pythons": {pythons},\n "names": {{\n{lines}\n }}\n}}\n'


def _written(name: Name) -> dict:
    on: dict[str, str] = {}
    for short, signature in name.signatures.items():
        on[signature] = f"{on.get(signature, '')} {short}".strip()
    bases = {"bases": list(name.bases)} if name.bases else {}
    return {"kind": name.kind, **bases, "on": on}
