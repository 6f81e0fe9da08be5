"""What people type into the search, and the sections that answer it: browser/queries/.

A file for each part of the site, which is read and held to the site's sections here,
without a browser. Whether the search finds them is tested in browser/test_search.py.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from sitekit.problem import Problem, ProblemError, meant
from sitekit.text import read_text

FOLDER = Path(__file__).parent / "browser/queries"
NAMES = sorted(file.stem for file in FOLDER.glob("*.toml"))
FIELDS = {"text": str, "answers": list, "kind": str, "source": str}
NEEDED = ("text", "answers")
SHAPE = 'Write [[query]], text = "...", and answers = ["learn/locks/#an-anchor"].'


@dataclass(frozen=True)
class Query:
    """A text that is typed, addresses below the site's that answer it, and its lines."""

    text: str
    answers: tuple[str, ...]
    place: str
    line: int
    lines: Mapping[str, int]  # of the answers


def named(name: str) -> list[Query]:
    """The queries of one file. Raises ProblemError."""
    file = FOLDER / f"{name}.toml"
    place = file.relative_to(FOLDER.parents[2]).as_posix()
    return parsed(read_text(file, place), place)


def parsed(text: str, place: str) -> list[Query]:
    """The queries of a file's text; `place` names it. Raises ProblemError."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        raise ProblemError(place, at, f"it is no TOML: {error}", SHAPE) from None
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines, 1) if line.strip() == "[[query]]"]
    asked = told.get("query")
    if list(told) != ["query"] or not isinstance(asked, list):
        raise ProblemError(place, 1, "it is no list of queries", SHAPE)
    ends = [*starts[1:], len(lines) + 1]
    return [
        _query(said, place, {n: lines[n - 1] for n in range(start, end)})
        for said, start, end in zip(asked, starts, ends, strict=True)
    ]


def _query(said: Mapping, place: str, lines: Mapping[int, str]) -> Query:
    line = min(lines)
    for field, value in said.items():
        if not isinstance(value, FIELDS.get(field, ())):
            at = next(n for n in lines if lines[n].startswith(field))
            advice = f"{meant(field, FIELDS)}{SHAPE}"
            wrong = f"{field!r} cannot be, or cannot be this"
            raise ProblemError(place, at, wrong, advice)
    for field in NEEDED:
        if not said.get(field):
            raise ProblemError(place, line, f"a query without {field!r}", SHAPE)
    found = {
        answer: next((n for n in lines if f'"{answer}"' in lines[n]), line)
        for answer in said["answers"]
    }
    return Query(said["text"], tuple(said["answers"]), place, line, found)


def astray(queries: Iterable[Query], sections: Collection[str]) -> Iterator[Problem]:
    """Answers that are no section of the site, with the nearest that is one."""
    for query in queries:
        for answer in query.answers:
            if answer not in sections:
                wrong = f"{answer!r}, which is to answer {query.text!r}, is no section"
                advice = (
                    f"{_nearest(answer, sections)}An address ends with /, or #anchor."
                )
                yield Problem(query.place, query.lines[answer], wrong, advice)


def _nearest(answer: str, sections: Collection[str]) -> str:
    """A section of the same page, or of this anchor on another, before any other."""
    page, _, anchor = answer.partition("#")
    on_page = [each for each in sections if each.partition("#")[0] == page]
    anchored = [each for each in sections if anchor and each.endswith(f"#{anchor}")]
    for among in (on_page, anchored, sections):
        if near := get_close_matches(answer, among, 1, 0.5):
            return f"Did you mean {near[0]!r}? "
    return ""


def headings(queries: Iterable[Query], titles: Collection[str]) -> Iterator[Problem]:
    """Queries that are a heading, which proves nothing of the search."""
    known = {title.casefold() for title in titles}
    for query in queries:
        if query.text.casefold() in known:
            wrong = f"{query.text!r} is a heading"
            yield Problem(query.place, query.line, wrong, "Say it as a reader would.")
