"""An exercise: a folder with checks, small programs that judge an answer.

A check imports `answer` and asserts what the exercise promises; it says nothing about
how an answer is made. It is plain Python, so it runs without any of this, too. Its
docstring is read by the judge, and each line of it by whoever answers:

    \"\"\"Two keepers add jars at the same time, and all of them are counted.

    raises: A jar got lost. Both keepers read the same number.
    deadlock: A keeper waits at the shelf forever.
    \"\"\"

The first line is what is checked; the others say what it means that the check fails in
this way (WAYS). `expect: waits` is for a check that nobody lets end: every order must
end with threads that sleep. `preemptions: 2` bounds the search where it takes too long.
A line that begins with spaces goes on with the line above it.

Nothing is run here: judging.py judges an answer, exercise_command.py is the command.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MODULE = "answer"  # the module that checks import
ANSWER = f"{MODULE}.py"
# How an order breaks a check; "holds" is a way to fail where every order was to wait.
WAYS = ("raises", "deadlock", "hangs", "holds")
EXPECTED = ("holds", "waits")
KEYS = (*WAYS, "expect", "preemptions")
ENTRY = re.compile(r"(?P<key>\w+): +(?P<text>\S.*)")


class ExerciseError(Exception):
    """The exercise cannot be read; the message says where, and what to do.

    `place` is a file or a folder, `line` is 0 for all of it.
    """

    def __init__(self, place: str, line: int, wrong: str, advice: str):
        super().__init__(place, line, wrong, advice)  # so that it can be pickled
        self.place, self.line, self.wrong, self.advice = place, line, wrong, advice

    def __str__(self) -> str:
        where = f"{self.place}:{self.line}" if self.line else self.place
        return f"{where}: {self.wrong}\n  {self.advice}"


@dataclass(frozen=True)
class Check:
    """What one check promises, and what to say where an answer does not keep it.

    `says` has a sentence by a way to fail. `waits` tells that every order must end with
    threads that sleep; `preemptions` bounds the search, None where nothing does.
    """

    name: str
    source: str
    sentence: str
    says: Mapping[str, str] = field(default_factory=dict)
    waits: bool = False
    preemptions: int | None = None

    @property
    def file(self) -> str:
        return f"{self.name}.py"

    @property
    def ending(self) -> str | None:
        """How every order must end, as a Claim is told; None for: well."""
        return "deadlock" if self.waits else None

    @classmethod
    def parse(cls, name: str, source: str, place: str = "") -> "Check":
        """The check with this source; `place` is its file. Raises ExerciseError."""
        place = place or f"{name}.py"
        _require_name(name, place)
        first, text = _docstring(source, place)
        sentence, entries = _entries(text, first, place)
        expect, at = entries.pop("expect", ("holds", 0))
        if expect not in EXPECTED:
            wrong = f"`expect: {expect}` is no expectation"
            advice = f"Write one of {', '.join(EXPECTED)}, or leave the line out."
            raise ExerciseError(place, at, wrong, advice)
        bound, at = entries.pop("preemptions", ("", 0))
        if bound and not bound.isdecimal():
            wrong, advice = f"`preemptions: {bound}` is no number", "Write one, like 2."
            raise ExerciseError(place, at, wrong, advice)
        return cls(
            name,
            source,
            sentence,
            {key: said for key, (said, _) in entries.items()},
            expect == "waits",
            int(bound) if bound else None,
        )


def checks_of(folder: Path) -> list[Check]:
    """The checks of an exercise, in the order of their names. Raises ExerciseError."""
    if not folder.is_dir():
        wrong = "there is no such folder"
        advice = "Name the folder of an exercise: the one that has checks/."
        raise ExerciseError(f"{folder}", 0, wrong, advice)
    files = sorted((folder / "checks").glob("*.py"))
    if not files:
        wrong = "there is no check"
        advice = f"Add {folder / 'checks' / 'a_first.py'}, which imports {MODULE}."
        raise ExerciseError(f"{folder / 'checks'}", 0, wrong, advice)
    return [Check.parse(file.stem, _read(file), f"{file}") for file in files]


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        wrong, advice = f"it cannot be read: {error}", "Save it as UTF-8."
        raise ExerciseError(f"{file}", 0, wrong, advice) from None


def _require_name(name: str, place: str) -> None:
    """A check is a program beside `answer`, which the names of modules are for."""
    if not name.isidentifier() or name == MODULE or name in sys.stdlib_module_names:
        wrong = f"{name!r} cannot be the name of a check"
        advice = "Give it one of letters and _ that no module has, like a_two_add.py."
        raise ExerciseError(place, 0, wrong, advice)


def _docstring(source: str, place: str) -> tuple[int, str]:
    """The line where the docstring begins, and its text. Raises ExerciseError."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        wrong = f"it is no Python: {getattr(error, 'msg', error)}"
        raise ExerciseError(place, line, wrong, "Mend the check.") from None
    text = ast.get_docstring(tree) or ""
    if not text.strip():
        wrong = "no docstring says what is checked"
        advice = 'Begin with """What an answer must keep, in one sentence."""'
        raise ExerciseError(place, 1, wrong, advice)
    return tree.body[0].lineno, text


def _entries(
    text: str, first: int, place: str
) -> tuple[str, dict[str, tuple[str, int]]]:
    """The sentence of a docstring, and the text and the line of each of its keys."""
    parts = list(_parts(text, first))
    sentence, entries = parts[0][1], dict[str, tuple[str, int]]()
    for number, part in parts[1:]:
        match = ENTRY.fullmatch(part)
        if match is None or match["key"] not in KEYS:
            wrong = f"{part!r} begins with no word that the judge knows"
            advice = f"Begin it with one of {', '.join(KEYS)} and a colon."
            raise ExerciseError(place, number, wrong, advice)
        key = match["key"]
        if key in entries:
            wrong = f"`{key}:` stands here again, after line {entries[key][1]}"
            raise ExerciseError(place, number, wrong, "Keep one of them.")
        entries[key] = match["text"], number
    return sentence, entries


def _parts(text: str, first: int) -> Iterator[tuple[int, str]]:
    """What belongs together of a docstring, each with the line where it begins."""
    number, part = first, ""
    for at, line in enumerate(text.splitlines(), first):
        if line[:1] == " " and part:
            part += f" {line.strip()}"
            continue
        if part:
            yield number, part
        number, part = at, line.strip()
    if part:
        yield number, part
