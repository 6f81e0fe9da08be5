"""Records as files: `records.json` in each folder of programs, so that the change of
one page is a change of that page's lines.

A record is about one program and of one kind. It names the fingerprint that it is `of`,
so a changed program makes it stale, and carries a seal over its own contents, so an
edit by hand is found. What the kinds mean is said in versions.py, live.py, proofs.py,
tools.py and measurements.py; this module knows none of them.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from sitekit.problem import ProblemError
from sitekit.programs import Program
from sitekit.text import read_text

FILE = "records.json"
RENEW = (
    "Take one side of a merge as it is (git checkout --theirs), or delete the file;"
    " then run `make records`."
)
ENGINE = "engine.json"  # which engine proved: one line for all, in snippets/


class Records:
    """What is recorded of every program; `save` writes the files that changed."""

    def __init__(self, snippets: Path):
        self.snippets = snippets
        self._before: dict[Path, str] = {}
        self._all: dict[str, dict[str, dict]] = {}
        for file in sorted(snippets.rglob(FILE)):
            self._before[file], known = self._parsed(file)
            for name, kinds in known.items():
                self._check(file, name, kinds)
                folder = PurePosixPath(file.parent.relative_to(snippets))
                self._all[(folder / name).as_posix()] = kinds
        engine = snippets / ENGINE
        known = self._parsed(engine)[1] if engine.exists() else {}
        self.engine: str = known.get("engine", "")

    def _parsed(self, file: Path) -> tuple[str, dict]:
        """Its text and what it holds. Raises ProblemError with the line at fault."""
        try:
            text = read_text(file, self._place(file))
            known = json.loads(text)
        except ProblemError as error:  # markers of a merge, for example
            found = error.problem
            raise ProblemError(found.place, found.line, found.wrong, RENEW) from None
        except json.JSONDecodeError as error:
            wrong = f"it cannot be read: {error.msg}"
            raise ProblemError(self._place(file), error.lineno, wrong, RENEW) from None
        if not isinstance(known, dict):
            wrong = "it holds no records: it must begin with {"
            raise ProblemError(self._place(file), 1, wrong, RENEW)
        return text, known

    def _check(self, file: Path, name: str, kinds: object) -> None:
        """Raise ProblemError unless this is what is recorded of a program, by kind."""
        inside = kinds if isinstance(kinds, dict) else {}
        for what, held in {name: kinds, **inside}.items():
            if not isinstance(held, dict):
                lines = read_text(file, self._place(file)).splitlines()
                at = [n for n, line in enumerate(lines, 1) if f'"{what}":' in line]
                wrong = f"what is recorded as {what!r} is {json.dumps(held)}"
                raise ProblemError(self._place(file), at[0] if at else 0, wrong, RENEW)

    def _place(self, file: Path) -> str:
        return file.relative_to(self.snippets.parent).as_posix()

    def get(self, program: Program, kind: str) -> dict | None:
        """The record of this kind, whether it is current or not.

        One that was edited by hand counts as none: nothing in it can be relied on.
        """
        record = self._all.get(str(program.path), {}).get(kind)
        return record if record and _sealed(str(program.path), kind, record) else None

    def put(self, program: Program, kind: str, record: dict) -> None:
        path = str(program.path)
        sealed = {**record, "seal": _seal(path, kind, record)}
        self._all.setdefault(path, {})[kind] = sealed

    def drop(self, program: Program, kind: str) -> None:
        self._all.get(str(program.path), {}).pop(kind, None)

    def kinds(self, kind: str) -> dict[str, dict]:
        """All records of one kind, by program, but for edited ones."""
        return {
            path: kinds[kind]
            for path, kinds in self._all.items()
            if kind in kinds and _sealed(path, kind, kinds[kind])
        }

    def keep(self, programs: Iterable[Program]) -> None:
        """Forget the records of programs that are gone."""
        known = {str(program.path) for program in programs}
        self._all = {path: kinds for path, kinds in self._all.items() if path in known}

    def gone(self, programs: Iterable[Program]) -> list[str]:
        """The recorded programs that no page shows any more."""
        return sorted(set(self._all) - {str(program.path) for program in programs})

    def edited(self) -> list[tuple[Path, str, str]]:
        """The records that were changed by hand: file, program and kind."""
        return [
            (self._file(path), path, kind)
            for path, kinds in sorted(self._all.items())
            for kind, record in kinds.items()
            if not _sealed(path, kind, record)
        ]

    def save(self) -> list[Path]:
        """Write what changed; the files that were written."""
        folders: dict[Path, dict[str, dict]] = {file: {} for file in self._before}
        for path, kinds in sorted(self._all.items()):
            if kinds:
                folders.setdefault(self._file(path), {})[PurePosixPath(path).name] = (
                    kinds
                )
        written = []
        for file, records in folders.items():
            # Sorted by program and kind: numbers stay in the order they were printed.
            ordered = {n: dict(sorted(records[n].items())) for n in sorted(records)}
            text = json.dumps(ordered, indent=1) + "\n"
            if not records:
                file.unlink()
                del self._before[file]
            elif text != self._before.get(file):
                file.write_text(text, "utf-8")
                self._before[file] = text
                written.append(file)
        if self.engine:
            text = json.dumps({"engine": self.engine}) + "\n"
            (self.snippets / ENGINE).write_text(text, "utf-8")
        return written

    def _file(self, path: str) -> Path:
        return self.snippets / PurePosixPath(path).parent / FILE


def _sealed(path: str, kind: str, record: dict) -> bool:
    return record.get("seal") == _seal(path, kind, record)


def _seal(path: str, kind: str, record: dict) -> str:
    contents = {name: value for name, value in record.items() if name != "seal"}
    text = json.dumps([path, kind, contents], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def today() -> str:
    return datetime.date.today().isoformat()


def day_in_words(date: str) -> str:
    """`November 22, 2026` for `2026-11-22`."""
    day = datetime.date.fromisoformat(date)
    return f"{day:%B} {day.day}, {day.year}"
