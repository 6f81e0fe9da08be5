"""What a page says that readers call its sections (pages/asked.py)."""

from collections.abc import Iterable, Iterator, Mapping

from sitekit.pages import asked
from sitekit.pages.outline import HEADING, prose_lines
from sitekit.problem import Problem


def problems(place: str, text: str) -> Iterator[Problem]:
    """What is wrong with the comments of one page; `place` names it."""
    before = ""
    for number, line in prose_lines(text):
        if "asked:" in line and "<!--" in line:
            found = asked.LINE.match(line.strip())
            if not found:
                wrong = "a comment `asked` that does not end on its line"
                yield Problem(place, number, wrong, "Write it on one line, alone.")
            elif not HEADING.match(before):
                wrong = "a comment `asked` without its heading"
                advice = "Place it right below the heading that it is about."
                yield Problem(place, number, wrong, advice)
            elif not asked.phrases(found):
                wrong, advice = "a comment `asked` that says nothing", "Take it away."
                yield Problem(place, number, wrong, advice)
        before = line


def repeated(pages: Mapping[str, str]) -> Iterable[Problem]:
    """Phrases that two sections claim, of all pages by their names."""
    first: dict[str, str] = {}
    for place, text in pages.items():
        for number, line in prose_lines(text):
            found = asked.LINE.match(line.strip())
            for phrase in asked.phrases(found) if found else ():
                there = first.setdefault(phrase.casefold(), f"{place}:{number}")
                if there != f"{place}:{number}":
                    wrong = f"{phrase!r} is claimed by {there}, too"
                    advice = "Keep it where the better answer is."
                    yield Problem(place, number, wrong, advice)
