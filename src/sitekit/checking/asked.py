"""What a page says that readers call its sections (pages/asked.py)."""

from collections.abc import Iterable, Iterator, Mapping

from sitekit.pages import asked, glossary
from sitekit.pages.outline import HEADING, prose_lines
from sitekit.problem import Problem


def problems(place: str, text: str, in_glossary: bool = False) -> Iterator[Problem]:
    """What is wrong with the comments of one page; `place` names it."""
    before = title = ""
    for number, line in prose_lines(text):
        line = line.strip()
        heading = HEADING.match(before)
        wrong = ""
        if "asked:" in line and "<!--" in line:
            wrong, advice = _wrong(line, title if heading else "", before)
        elif in_glossary and glossary.LINKED.fullmatch(line):
            pass
        elif heading and line.startswith("<!"):
            wrong = "a comment below a heading that is none of `asked`"
            advice = "Write <!-- asked: what; readers; type -->, or move it."
        if wrong:
            yield Problem(place, number, wrong, advice)
        before, title = line, line.lstrip("# ")


def _wrong(line: str, title: str, before: str) -> tuple[str, str]:
    """What is wrong with a comment and what to do; "" for nothing."""
    found = asked.LINE.match(line)
    if not found:
        return "a comment `asked` with more on its line, or without an end", (
            "Write it on one line, alone."
        )
    if asked.LINE.match(before):
        return "a second comment `asked`", "Join it to the one above, with `;`."
    if not title:
        return "a comment `asked` without its heading", (
            "Place it right below the heading that it is about."
        )
    said = [phrase.casefold() for phrase in asked.phrases(found)]
    if not said:
        return "a comment `asked` that says nothing", (
            "Write what readers type, with ; between, or take it away."
        )
    if title.casefold().rstrip("?") in {phrase.rstrip("?") for phrase in said}:
        return "a comment `asked` that says its heading", "The search knows that."
    twice = sorted({phrase for phrase in said if said.count(phrase) > 1})
    if twice:
        return f"{twice[0]!r} stands twice in a comment `asked`", "Once is enough."
    return "", ""


def repeated(pages: Mapping[str, str]) -> Iterable[Problem]:
    """Phrases that two sections claim, of all pages by their names; told at each."""
    claims: dict[str, list[tuple[str, int]]] = {}
    for place, text in pages.items():
        for number, line in prose_lines(text):
            found = asked.LINE.match(line.strip())
            for phrase in asked.phrases(found) if found else ():
                claims.setdefault(phrase.casefold(), []).append((place, number))
    for phrase, places in claims.items():
        for place, number in places:
            others = [f"{p}:{n}" for p, n in places if (p, n) != (place, number)]
            if others:
                wrong = f"{phrase!r} is claimed by {others[0]}, too"
                advice = "Keep it where the better answer is."
                yield Problem(place, number, wrong, advice)
