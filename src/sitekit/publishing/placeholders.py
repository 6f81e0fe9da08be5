"""The grammar of `{{ … }}` on a page: a name, then arguments between bars.

    {{ measured two_loads | default | speed-up }}

It knows no name; expansion.py says what each stands for. Fences and code spans are
left alone.
"""

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping

from sitekit.problem import meant

TOKEN = re.compile(r"(?P<ticks>`+).*?(?P=ticks)|\{\{(?P<inside>.*?)\}\}|(?P<open>\{\{)")
SHAPE = re.compile(r"\s*(?P<name>[a-z][\w-]*)(?:\s+(?P<rest>.+?))?\s*$")

Replace = Callable[..., str]


class Misplaced(Exception):
    """A placeholder that cannot be replaced: why, and what to write."""


def replace(line: str, known: Mapping[str, Replace]) -> str:
    """The line with each placeholder replaced. Raises Misplaced.

    A function of `known` gets the arguments as texts; one that takes none is called
    with none.
    """

    def one(found: re.Match) -> str:
        if found["open"]:
            raise Misplaced(
                "'{{' is never closed: write {{ name arguments }} on one line."
            )
        if found["ticks"]:
            return found[0]
        made = _replaced(found, known)
        if "\n" in made.strip() and not alone(line):
            raise Misplaced(
                f"{found[0]} stands within other text: give it a line of its own."
            )
        return made

    rest = TOKEN.sub("", line)
    if stray := _stray(known).search(rest):
        raise Misplaced(f"{stray[0]!r} is shown as it stands: write {{{{ name … }}}}.")
    return TOKEN.sub(one, line)


@functools.cache
def _stray_of(names: frozenset[str]) -> re.Pattern:
    return re.compile(
        rf"\{{ *(?:{'|'.join(map(re.escape, sorted(names)))})\b[^}}]*\}}+"
    )


def _stray(known: Mapping[str, Replace]) -> re.Pattern:
    """A placeholder between other brackets than two on each side."""
    return _stray_of(frozenset(known))


def alone(line: str) -> bool:
    """Whether the line is one placeholder and nothing else."""
    found = TOKEN.fullmatch(line.strip())
    return bool(found and found["inside"])


def calls(line: str) -> Iterator[tuple[str, list[str]]]:
    """The name and the arguments of each placeholder of a line."""
    for found in TOKEN.finditer(line):
        shape = SHAPE.match(found["inside"] or "")
        if shape:
            yield shape["name"], _arguments(shape)


def _arguments(shape: re.Match) -> list[str]:
    rest = shape["rest"]
    return [part.strip() for part in rest.split("|")] if rest else []


def _replaced(found: re.Match, known: Mapping[str, Replace]) -> str:
    shape = SHAPE.match(found["inside"])
    if not shape or shape["name"] not in known:
        names = ", ".join(f"{{{{ {name} … }}}}" for name in sorted(known))
        said = (shape["name"] if shape else found["inside"]).split()
        near = meant(said[0].lower(), known) if said else ""
        raise Misplaced(f"{found[0]} is no placeholder. {near}There are {names}.")
    arguments, stands_for = _arguments(shape), known[shape["name"]]
    try:
        inspect.signature(stands_for).bind(*arguments)
    except TypeError:
        raise Misplaced(
            f"{found[0]} has {len(arguments)} arguments, which"
            f" {shape['name']!r} does not take."
        ) from None
    return stands_for(*arguments)
