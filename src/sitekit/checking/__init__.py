"""Rules that a page and its programs keep, each problem with file, line and advice.

    front.py       its front matter
    prose.py       its words and numbers
    markup.py      tables, links and emphasis that are none
    lessons.py     what it must have
    asked.py       what it says that readers call its sections
    messages.py    whether the error messages that it explains are printed
    glossary.py    the entries of the glossary
    links.py       where its links lead, and its pictures
    navigation.py  its place in mkdocs.yml
    files.py       the files of the site, and those that no page shows
    programs.py    how its programs read
    exercises.py   whether an exercise is whole; judged.py, what its checks are good for
    formatting.py  how they are laid out (ruff)
    recorded.py    whether its records are of the programs as they are now
    reference.py   whether each public name of Python has its row, and a true one

What a page must not contain so that no code escapes the tests is refused when it is
read (pages/refusing.py). Nothing here runs a program: running/ and records/proofs.py
do. `make check` and the tests call `page_problems`.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from sitekit.checking import (
    asked,
    exercises,
    files,
    front,
    glossary,
    lessons,
    links,
    markup,
    messages,
    navigation,
    programs,
    prose,
    recorded,
    reference,
)
from sitekit.pages.glossary import is_page
from sitekit.problem import Problem, ProblemError
from sitekit.publishing import Publication
from sitekit.records import documentation, orders

__all__ = ["Rules"]


class Rules:
    """All rules, for any page of a site that was read once.

    KINDS names those that speak of one page, whose records are as they should be.
    """

    KINDS = (
        "style",
        "links",
        "navigation",
        "programs",
        "exercises",
        "messages",
        "published",
    )

    def __init__(self, publication: Publication):
        self.publication = publication
        self.site = publication.site
        self._links = links.Links(publication)
        self._navigation = navigation.Navigation(self.site)
        file = self.site.root / documentation.RECORD
        self._documentation = documentation.load(file) if file.exists() else None

    def style(self, page: Path) -> Iterator[Problem]:
        """What can be said from the text of the page alone."""
        place = self.site.name(page)
        try:
            text = self.site.read(page)
        except ProblemError as error:
            yield error.problem
            return
        unread = list(front.problems(place, text))
        yield from unread
        if unread:  # the rest would be said of another text
            return
        yield from prose.problems(place, text)
        yield from markup.problems(place, text)
        yield from lessons.problems(place, text)
        in_glossary = is_page(self.site, page)
        yield from asked.problems(place, text, in_glossary)
        yield from (found for found in self._repeated if found.place == place)
        if in_glossary:
            yield from glossary.problems(self.site, text, self._documentation)

    @cached_property
    def _repeated(self) -> list[Problem]:
        """What only one page of all may say."""
        pages = self.publication.found.pages
        texts = {self.site.name(page): self.site.read(page) for page in pages}
        return [*asked.repeated(texts), *lessons.repeated(texts)]

    def links(self, page: Path) -> Iterator[Problem]:
        yield from self._links.problems(page)
        if self._documentation:
            for link in documentation.links_of(self.site, page):
                if wrong := documentation.problem(link, self._documentation):
                    yield wrong

    def navigation(self, page: Path) -> Iterator[Problem]:
        yield from self._navigation.problems(page)

    def files(self, page: Path | None = None) -> Iterator[Problem]:
        """The files of a page, or all of the site's, those that no page shows, too."""
        wanted = files.of_page(self.site, page) if page else ("",)
        return (found for found in self._files if found.place.startswith(wanted))

    @cached_property
    def _files(self) -> list[Problem]:
        return list(files.problems(self.publication))

    def programs(self, *pages: Path) -> Iterator[Problem]:
        """How the programs of these pages read; all at once, since that is quicker."""
        here = [p for page in pages for p in self.publication.found.on(page)]
        yield from programs.problems(self.site, here)

    def names(self, page: Path | None = None) -> Iterator[Problem]:
        """What the rows of a page lack, or all of the reference."""
        if page is None:
            return (problem for _, problem in self._names)
        return reference.on(self.publication.rows, page, self._names)

    @cached_property
    def _names(self) -> list[tuple[str, Problem]]:
        return list(reference.problems(self.publication.rows, self._links))

    def records(self, page: Path) -> Iterator[Problem]:
        here = self.publication.found.on(page)
        yield from recorded.problems(self.site, here, self.publication.records)

    def exercises(self, page: Path) -> Iterator[Problem]:
        """What the exercise lacks that this page poses, if it poses one."""
        yield from exercises.problems(self.publication, page)

    def messages(self, page: Path) -> Iterator[Problem]:
        """Headings of a page of error messages that none of its programs prints."""
        yield from messages.problems(self.publication, page)

    def published(self, page: Path) -> Iterator[Problem]:
        """What keeps the page from being published, and drawings that it lacks."""
        try:
            self.publication.expand(page)
        except ProblemError as error:
            yield error.problem
            return
        drawn = self.publication.drawn(page)
        for program in orders.drawable(self.publication.found.on(page)):
            if program.path not in drawn:
                yield Problem(
                    self.site.name(page),
                    program.line,
                    f"{program.path.name} is not drawn",
                    f"Below it, add the line {{{{ order {program.path.stem} }}}}",
                )
