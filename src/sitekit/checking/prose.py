"""The words of a page: those that do not help, and numbers that nobody recorded.

The lines are read as they stand in the file, those of its front matter, too, without
their code: no snippet is put in, so this is quick enough to come first.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator

from sitekit.pages.outline import front_lines, prose_lines
from sitekit.problem import Problem

NEVER = (
    "simply",
    "just",
    "easy",
    "easily",
    "obviously",
    "of course",
    "usually",
    "foo",
)
OPEN = (
    "TO" + "DO"
)  # begins what is still to be written; in two, since none may stand here
UNDONE = (OPEN, "FIX" + "ME")
AMERICAN = {
    "colour": "color",
    "behaviour": "behavior",
    "serialise": "serialize",
    "initialise": "initialize",
    "synchronise": "synchronize",
    "recognise": "recognize",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "free threading": "free-threading",
    "free threaded": "free-threaded",
    "multi-threaded": "multithreaded",
}
NOT_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\{\{.*?\}\}|\"[^\"]*\"")
NAME = re.compile(r"\b(?:[A-Z][a-z]+){2,}\b")  # CancelledError, where there is no code
NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)"
UNITS = (
    r"(?:ms|µs|milliseconds?|microseconds?|kB|KB|KiB|MB|MiB|GB|%|percent|"
    r"times (?:as|faster|slower|more|less)|programs|tests|orders of)"
)
MEASURED = re.compile(rf"\b{NUMBER} ?{UNITS}(?!\w)", re.IGNORECASE)
VERSIONS = re.compile(r"\b3\.\d+t?(?:, 3\.\d+t?)+|\b3\.\d+ to 3\.\d+\b")
BARE = re.compile(r"\bthread[- ]safe(?:ty)?\b", re.IGNORECASE)


def problems(place: str, text: str) -> Iterable[Problem]:
    """What the words of one page do wrong; `place` names it."""
    for number, line in (*front_lines(text), *prose_lines(text)):
        words = NAME.sub(" ", NOT_PROSE.sub(" ", line))
        yield from (Problem(place, number, *found) for found in _words(words))
        yield from (Problem(place, number, *found) for found in _numbers(words))


def _words(line: str) -> Iterator[tuple[str, str]]:
    for word in NEVER:
        if re.search(rf"\b{word}\b", line, re.IGNORECASE):
            yield f"{word!r} does not help a reader", "Leave it out, or say what is so."
    for word in UNDONE:
        if found := re.search(rf"\b{word}\b:?(?P<what>.*)", line, re.IGNORECASE):
            what = textwrap.shorten(found["what"], 70, placeholder=" ...")
            wrong = f"{word!r} is still to be done: {what}"
            yield wrong.rstrip(": "), "Do what it says, then delete it."
    for british, american in AMERICAN.items():
        if re.search(rf"\b{british}", line, re.IGNORECASE):
            yield f"{british!r} is not this site's spelling", f"Write {american!r}."
    if found := BARE.search(line):
        yield (
            f"{found[0]!r} promises nothing in particular",
            "Say which operation keeps which promise.",
        )


def _numbers(line: str) -> Iterator[tuple[str, str]]:
    for found in MEASURED.findall(line):
        yield (
            f"{found!r} is a number typed by hand",
            "Quote it from its record, {{ measured NAME | BUILD | LABEL }} or"
            " {{ programs }}, or say it without a number.",
        )
    for found in VERSIONS.findall(line):
        yield (
            f"{found!r} is a list of versions typed by hand",
            "Write {{ pythons }}, or name the one version that matters.",
        )
