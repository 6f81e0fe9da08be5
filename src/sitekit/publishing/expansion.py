"""A page as its author wrote it -> Markdown that any builder can publish.

Programs become figures, placeholders what they stand for, the first use of a term a
link to the glossary, and the comments that only the tests read disappear.
`Publication.expand` is the whole of it; `python -m sitekit expand OUT` and the MkDocs
hooks call it.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path, PurePosixPath

from sitekit import drawing
from sitekit.exercises import Exercise, exercise_of, exercises
from sitekit.pages import Page, PageError, outputs
from sitekit.problem import meant
from sitekit.programs import Program, collect
from sitekit.publishing import (
    answers,
    contents,
    figures,
    kept,
    messages,
    placeholders,
    plots,
    questions,
)
from sitekit.publishing.code_links import Linker
from sitekit.publishing.reference import PLACEHOLDER, Rows
from sitekit.publishing.terms import Terms
from sitekit.records import live, measurements, orders, versions
from sitekit.records.store import Records
from sitekit.reference.rows import Reference
from sitekit.site import Site


class Publication:
    """The site's pages, programs and records, read once."""

    def __init__(self, site: Site, runs: bool = False):
        """`runs` says whether programs can be run in the published page (live/)."""
        self.site, self.runs = site, runs
        self.found = collect(site)
        self.records = Records(site.snippets)
        self.rows = Rows(Reference(site, self.found))
        self.terms = Terms(site)

    def expand(self, path: Path) -> str:
        """The page at `path` with its front matter.

        Raises ProblemError where the page, or an order that it draws, cannot be
        published.
        """
        if path in self.found.errors:
            raise self.found.errors[path]
        page = self.found.pages[path]
        self._check_orders(page)
        known = _Known(self, path).placeholders()
        dropped, figures_at = self._replacements(page)
        places = self._places(page, figures_at)
        prose = {line.number for line in page.prose}
        lines = []
        text = self.terms.linked(path, self.site.read(path))
        for number, line in enumerate(text.splitlines(), 1):
            lines += places.get(number, ())
            if number in figures_at:
                lines.append(figures_at[number])
            elif number in dropped:
                continue
            elif number in prose:
                lines.append(self._replaced(path, number, line, known))
            else:
                lines.append(line)
        return "\n".join(lines) + "\n"

    def drawn(self, path: Path) -> set[PurePosixPath]:
        """The programs whose orders a readable page draws."""
        known = _Known(self, path)
        calls = (
            call
            for line in self.found.pages[path].prose
            for call in placeholders.calls(line.text)
        )
        named = (arguments for name, arguments in calls if name == "order")
        return {known.program(*arguments).path for arguments in named}

    def _check_orders(self, page: Page) -> None:
        """Raise PageError unless each order has its own line, and is drawn once."""
        place, seen = self.site.name(page.path), {}
        for line in page.prose:
            for name, arguments in placeholders.calls(line.text):
                if name != "order":
                    continue
                written = f"{{{{ order {' | '.join(arguments)} }}}}"
                if not placeholders.alone(line.text):
                    wrong = f"{written} stands within other text"
                    advice = "Give it a line of its own: it draws a figure."
                    raise PageError(place, line.number, wrong, advice)
                first = seen.setdefault(tuple(arguments), line.number)
                if first != line.number:
                    wrong = f"{written} stands here again, after line {first}"
                    raise PageError(place, line.number, wrong, "Take one away.")

    def root_of(self, path: Path) -> str:
        """The way from the page's address to the site's, `../../`."""
        name = PurePosixPath(path.relative_to(self.site.docs))
        return "../" * (len(name.parts) - (name.name == "index.md"))

    def _replacements(self, page: Page) -> tuple[set[int], dict[int, str]]:
        """The page's lines that go, and the figures, by their first line."""
        gone, figures_at = set(page.directives), {}
        for block in page.blocks:
            program = self.found.programs.get(block.path)
            if not block.whole or block.indent or program is None:
                continue
            for span in (block.span, *(output.span for output in block.outputs)):
                gone |= set(range(span.first, span.last + 1))
            shown = [(output.when, output.path) for output in block.outputs]
            figures_at[block.line] = self.figure(page.path, program, shown)
        return gone, figures_at

    def _places(self, page: Page, figures_at: Container[int]) -> dict[int, list[str]]:
        """What stands before the first part of each program that has no figure.

        So a link to a program leads to it wherever its page shows it.
        """
        reached = {block.path for block in page.blocks if block.line in figures_at}
        places = {}
        for block in page.blocks:
            if block.path in self.found.programs and block.path not in reached:
                reached.add(block.path)
                place = f'<div id="{figures.anchor(block.path)}"></div>'
                places[block.line] = [" " * block.indent + place, ""]
        return places

    def figure(
        self, page: Path, program: Program, shown: Iterable[tuple[str, PurePosixPath]]
    ) -> str:
        """A program on this page, whole; outputs by the Pythons that write them."""
        twin = None if program.broken else self.found.programs.get(program.twin)
        root = self.root_of(page)
        cannot = live.cannot(program, self.records) if self.runs else None
        titled = [(outputs.title_of(when), path) for when, path in shown]
        names = self.rows.used_in(program.text)
        return figures.figure(program, titled, twin, self.records, root, cannot, names)

    def link(self, path: Path, built: str) -> str:
        """The page's HTML with the names in its code linked to the reference."""
        root = self.root_of(path)
        linker = Linker(
            self.rows.reference.used_in,
            lambda name: (
                root + address if (address := self.rows.address(name)) else None
            ),
            tuple(self.found.programs[path].text for path in self._shown(path)),
        )
        return linker.page(built)

    def _shown(self, path: Path) -> list[PurePosixPath]:
        """The programs that a page shows, whole or in part."""
        blocks = self.found.pages[path].blocks
        return list(
            dict.fromkeys(b.path for b in blocks if b.path in self.found.programs)
        )

    def _replaced(self, path: Path, number: int, line: str, known: Mapping) -> str:
        place = self.site.name(path)
        try:
            return placeholders.replace(line, known)
        except placeholders.Misplaced as error:
            wrong, advice = str(error), "CONTRIBUTING.md shows each."
            raise PageError(place, number, wrong, advice) from error
        except measurements.Unrecorded as error:
            raise PageError(place, number, str(error), error.advice) from error


class _Known:
    """What the placeholders of one page stand for."""

    def __init__(self, publication: Publication, path: Path):
        self.publication, self.path = publication, path
        name = PurePosixPath(path.relative_to(publication.site.docs))
        self.folder = name.with_suffix("").as_posix().replace("-", "_")
        if name.name == "index.md":
            self.folder = self.folder.removesuffix("index").rstrip("/")

    def placeholders(self) -> Mapping[str, placeholders.Replace]:
        return {
            "order": self.order,
            "measured": self.measured,
            "plot": self.plot,
            "programs": self.programs,
            "runs": self.runs,
            "questions": self.questions,
            "lessons": self.lessons,
            "pages": self.pages,
            "messages": self.messages,
            "pythons": self.pythons,
            "checks": self.checks,
            "right": self.right,
            "wrong": self.wrong,
            "exercises": self.exercises,
            PLACEHOLDER: self.reference,
            "references": self.references,
            "users": self.users,
            "terms": self.terms,
        }

    def reference(self, *names: str) -> str:
        return self.publication.rows.markdown(self.path, *names)

    def references(self, module: str) -> str:
        return self.publication.rows.listed(self.path, module)

    def users(self) -> str:
        return self.publication.rows.users(self.path)

    def checks(self) -> str:
        exercise, records = self.exercise(), self.publication.records
        fewest = answers.fewest(exercise, self.publication.found, records)
        root = self.publication.root_of(self.path)
        return answers.checks(exercise, fewest, root)

    def right(self) -> str:
        exercise, publication = self.exercise(), self.publication
        path = PurePosixPath("exercises", exercise.name, "solution.py")
        solution = publication.found.programs.get(path)
        if solution is None:
            raise placeholders.Misplaced(f"there is no solution: add {path}.")
        shown = [("", path.with_suffix(".out"))]
        figure = publication.figure(self.path, solution, shown)
        return answers.right(exercise, publication.records, figure)

    def wrong(self) -> str:
        return answers.wrong(self.exercise(), self.publication.records)

    def exercises(self) -> str:
        return answers.listed(exercises(self.publication.site))

    def terms(self) -> str:
        return self.publication.terms.listed(self.path)

    def exercise(self) -> Exercise:
        """The exercise that this page poses."""
        found = exercise_of(self.publication.site, self.path)
        if found is None:
            raise placeholders.Misplaced("this page is of no exercise: use it on one.")
        return found

    def programs(self) -> str:
        return str(len(self.publication.found.programs))

    def questions(self, part: str) -> str:
        try:
            return questions.of_part(self.publication.site, part)
        except KeyError:
            parts = ", ".join(self.publication.site.parts())
            wrong = f"the navigation has no part {part!r}: name one of {parts}."
            raise placeholders.Misplaced(wrong) from None

    def lessons(self) -> str:
        return self.of_part(contents.lessons)

    def pages(self) -> str:
        return self.of_part(contents.pages)

    def of_part(self, listed: Callable[[Site, PurePosixPath], str]) -> str:
        """What the pages of this page's part of the navigation say."""
        site = self.publication.site
        try:
            page = PurePosixPath(self.path.relative_to(site.docs).as_posix())
            return listed(site, page)
        except ValueError as error:
            raise placeholders.Misplaced(f"{error}: place it there first.") from error

    def messages(self) -> str:
        return messages.listed(self.publication.site)

    def runs(self) -> str:
        """What a place for programs has where they can be run in the page."""
        return 'data-run=""' if self.publication.runs else ""

    def pythons(self) -> str:
        records = self.publication.records.kinds(versions.KIND)
        return versions.listed(versions.pythons(records.values()))

    def plot(self, name: str) -> str:
        return plots.plot(*self.recorded(name))

    def recorded(self, name: str) -> tuple[Program, dict]:
        """A measured program, and what it measured. Raises Unrecorded."""
        program = self.program(name)
        record = self.publication.records.get(program, measurements.KIND)
        if not program.claims.measured or record is None:
            raise measurements.Unrecorded(
                f"there is no measurement of {name!r}: mark it as measured"
            )
        return program, record

    def measured(self, name: str, build: str = "", label: str = "") -> str:
        program, record = self.recorded(name)
        if not build:
            return measurements.table(program, record)
        return measurements.quote(program, record, build, label)

    def order(self, name: str) -> str:
        program = self.program(name)
        if not orders.drawable([program]):
            raise placeholders.Misplaced(
                f"no order of {program.path.name} is recorded: only programs whose"
                " names end in _broken have one, unless they are an exercise."
            )
        mount = figures.anchor(program.path)

        def draw() -> str:
            courses = orders.replayed(program)
            return drawing.figure(str(program.path), mount, program.text, *courses)

        recorded = orders.text_of(program)
        depends_on = (str(program.path), program.fingerprint, recorded)
        return kept.drawn(self.publication.site.root, depends_on, draw)

    def program(self, name: str) -> Program:
        """A program of the page's own folder, or by its whole path without .py."""
        programs = self.publication.found.programs
        for path in (f"{self.folder}/{name}.py", f"{name}.py"):
            if PurePosixPath(path) in programs:
                return programs[PurePosixPath(path)]
        site = self.publication.site
        folder = site.name(site.snippets / self.folder)
        whole = [path.with_suffix("").as_posix() for path in programs]
        own = f"{self.folder}/"
        short = [path.removeprefix(own) for path in whole if path.startswith(own)]
        raise placeholders.Misplaced(
            f"there is no program {name!r}: name a file of {folder}/ without its .py."
            f" {meant(name, short) or meant(name, whole)}".rstrip()
        )
