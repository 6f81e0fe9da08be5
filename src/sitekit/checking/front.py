"""The front matter of a page: that it is read at all, and knows its fields.

MkDocs takes what it cannot read for text, or for a field that nobody asks for.
"""

import re
from collections.abc import Iterable

import yaml

from sitekit.problem import Problem, meant

# What MkDocs, the theme and this site read, and what may stand in a field of several.
FIELDS = {
    "description": (),
    "hide": ("navigation", "toc", "footer"),
    "search": ("exclude", "boost"),
    "short": (),
    "title": (),
}
BOUND = "---"


def problems(place: str, text: str) -> Iterable[Problem]:
    """What keeps the front matter from being read; `place` names the page."""
    lines = text.split("\n")
    begins = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[begins].strip() != BOUND:
        return
    if begins or lines[0] != BOUND:
        wrong = f"front matter is read only where the page begins with {BOUND}"
        yield Problem(place, begins + 1, wrong, "Take away what stands before it.")
        return
    ends = next((n for n, line in enumerate(lines) if n and line.rstrip() == BOUND), 0)
    if not ends:
        wrong = "the front matter is never closed"
        yield Problem(place, 1, wrong, f"Close it with a line {BOUND}")
        return
    yield from _fields(place, lines[1:ends])


def _fields(place: str, lines: list[str]) -> Iterable[Problem]:
    try:
        fields = yaml.safe_load("\n".join(lines))
        if not isinstance(fields, dict):
            raise yaml.MarkedYAMLError(problem="it has no fields")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        number = min(mark.line + 2, len(lines) + 1) if mark else 1
        wrong = f"the front matter is no YAML: {error.problem}"
        advice = "Correct it; text with a colon goes on a line of its own, below >-"
        yield Problem(place, number, wrong, advice)
        return
    yield from _twice(place, lines)
    for name, said in fields.items():
        at = [n for n, line in enumerate(lines, 2) if line.startswith(f"{name}")]
        known = FIELDS.get(name)
        if known:
            listed = said if isinstance(said, list | dict) else [said]
            for word in (word for word in listed if word not in known):
                wrong = f"{name!r} has no {word!r}"
                advice = f"{meant(str(word), known)}It may have {', '.join(known)}."
                yield Problem(place, at[0] if at else 1, wrong, advice)
        elif known is not None and not isinstance(said, str):
            wrong, advice = f"{name!r} is no text", "Write it on a line of its own."
            yield Problem(place, at[0] if at else 1, wrong, advice)
        if known is None:
            advice = f"{meant(str(name), FIELDS)}The fields are {', '.join(FIELDS)}."
            yield Problem(place, at[0] if at else 1, f"nobody reads {name!r}", advice)


def _twice(place: str, lines: list[str]) -> Iterable[Problem]:
    """Fields that stand there again: of two, YAML takes the last and says nothing."""
    first: dict[str, int] = {}
    for number, line in enumerate(lines, 2):
        name = line.partition(":")[0] if re.match(r"\w+:", line) else ""
        if name and first.setdefault(name, number) != number:
            wrong = f"{name!r} stands here again, after line {first[name]}"
            yield Problem(place, number, wrong, "Take one of them away.")
