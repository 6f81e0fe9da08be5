"""A page of error messages: each that it explains is one that a program of it printed.

    ## `RuntimeError: cannot join thread before it is started`

The section shows a program that ends so, and the recorded outputs are what is read: on
one Python at least, they have what stands in backticks in the heading. In a heading,
`...` stands for what differs from run to run, and so does whatever the mark of the
program lets vary; all else is verbatim, but for where a line is broken.

A message that no Python here could be made to print says so in place of a program. What
readers type besides (`asked`) may be of other Pythons and is held to nothing.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from sitekit.pages import Block
from sitekit.pages.outline import Section, sections
from sitekit.problem import Problem
from sitekit.publishing import Publication
from sitekit.publishing.messages import FOLDER

MESSAGE = re.compile(r"`(?P<text>[^`]+)`")
REPORTED = "Reported, and not seen in the runs for this site:"
EXPLAINED = 2  # the level of the heading that a message is


def problems(publication: Publication, page: Path) -> Iterator[Problem]:
    """The headings of a page that no program below them prints."""
    site, readable = publication.site, publication.found.pages.get(page)
    if page.parent != site.docs / FOLDER or page.stem == "index" or readable is None:
        return
    text, place = site.read(page), site.name(page)
    for section, lines in _explained(text):
        at, messages = section.lines.start, MESSAGE.findall(section.title)
        if not messages:
            wrong = f"the heading {section.title!r} has no message"
            yield Problem(
                place, at, wrong, "Put it between backticks, as it is printed."
            )
        blocks = [block for block in readable.blocks if block.line in lines]
        if not blocks and _says(text, lines):
            continue
        printed = [each for block in blocks for each in _printed(publication, block)]
        for message in messages:
            if not any(_pattern(message, like).search(out) for out, like in printed):
                wrong = f"no program below the heading prints {message!r}"
                yield Problem(
                    place, at, wrong, _advice(message, [o for o, _ in printed])
                )


def _explained(text: str) -> Iterator[tuple[Section, range]]:
    """Each section of a message, and its lines with those of the parts below it."""
    found = [each for each in sections(text) if each.level <= EXPLAINED]
    ends = [each.lines.start for each in found[1:]] + [text.count("\n") + 2]
    for section, end in zip(found, ends, strict=True):
        if section.level == EXPLAINED:
            yield section, range(section.lines.start, end)


def _says(text: str, lines: range) -> bool:
    """Whether a section begins by saying that its message was not seen."""
    below = text.split("\n")[lines.start : lines.stop - 1]
    said = (line for line in below if line.strip() and not line.startswith("<!--"))
    return next(said, "").startswith(REPORTED)


def _printed(
    publication: Publication, block: Block
) -> Iterator[tuple[str, str | None]]:
    """The outputs of a program that are shown with it, and what its mark lets vary."""
    site, program = publication.site, publication.found.programs.get(block.path)
    for output in block.outputs:
        yield (
            site.read(site.snippets / output.path),
            program.claims.rule.like if program else None,
        )


def _pattern(message: str, like: str | None) -> re.Pattern:
    """What an output must have: the message, with what may vary left open."""
    free = re.sub(like, "...", message) if like else message
    parts = free.split("...")
    return re.compile(r"(?<!\w)" + ".*?".join(map(_verbatim, parts)) + r"(?!\w)")


def _verbatim(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))


def _advice(message: str, outputs: list[str]) -> str:
    if not outputs:
        return f"Show one that prints it with its output, or begin: {REPORTED}"
    lines = {line.strip(): None for output in outputs for line in output.splitlines()}
    near = difflib.get_close_matches(message, lines, 1, 0.5)
    meant = f"Nearest is {near[0]!r}. " if near else ""
    return f"{meant}Take it from the output as it is; `...` stands for what varies."
