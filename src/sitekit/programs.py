"""Every program of the site, gathered from its pages, and how each is to be run.

A program is a file under snippets/. The first page that shows it whole is its home:
the marks and the output there say what the run is held to. A page that shows only
sections of it shows an excerpt; the file still runs, once. Nothing is registered by
hand: what the pages embed is what exists. The solution of an exercise is at home where
its page says {{ right }}.

It runs nothing (running/) and compares nothing (rules.py).
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sitekit.exercises import SOLUTION, TWINS, exercise_of, is_of_exercise
from sitekit.pages import (
    Block,
    Claims,
    MarkError,
    Page,
    PageError,
    claims_of,
    outputs,
    read_page,
)
from sitekit.pages.marks import NOTHING
from sitekit.problem import ProblemError
from sitekit.releases import Release
from sitekit.site import Site

RIGHT = "{{ right }}"  # what stands for the solution on the page of an exercise
SECTION_MARKER = re.compile(  # as pymdownx.snippets has it
    r".*(?<![;-])-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:"
    r"[ \t]*(?P<name>[a-z][-\w]*)[ \t]*\]",
    re.IGNORECASE | re.ASCII,
)


def published(text: str) -> str:
    """The text of a snippet file as readers get it: without its section markers."""
    kept = [line for line in text.splitlines() if not SECTION_MARKER.match(line)]
    return "".join(f"{line}\n" for line in kept).rstrip("\n") + "\n"


def file_lines(text: str) -> list[int]:
    """For each published line, counted from 0, its line number in the file."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if not SECTION_MARKER.match(line)]


@dataclass(frozen=True)
class Program:
    """A snippet file that runs, as its home page describes it.

    `path` is below the snippets' folder, `place` names its `file` as a person types it,
    `page` and `line` are its home, `outputs` are its .out files by the Pythons that
    write them (pages/outputs.py), `shown` counts the blocks that show it, whole or in
    part.
    """

    path: PurePosixPath
    place: str
    file: Path
    page: Path
    line: int
    language: str
    outputs: Mapping[str, Path] = field(default_factory=dict, hash=False)
    claims: Claims = NOTHING
    shown: int = 1

    @property
    def broken(self) -> bool:
        """Whether it contains a mistake on purpose, and may fail in any run."""
        if self.of_exercise:
            return self.path.name != SOLUTION
        return self.path.stem.endswith("_broken")

    @property
    def of_exercise(self) -> bool:
        """Whether it is what an exercise starts with, or its solution."""
        return is_of_exercise(self.path)

    @property
    def twin(self) -> PurePosixPath | None:
        """The repair of a mistake, the mistake of a repair, by the names of both."""
        if self.of_exercise:
            return self.path.with_name(TWINS[self.path.name])
        for mine, other in (("_broken", "_fixed"), ("_fixed", "_broken")):
            if self.path.stem.endswith(mine):
                return self.path.with_stem(self.path.stem.removesuffix(mine) + other)
        return None

    @property
    def expected(self) -> Path | None:
        """The output of current Pythons."""
        return self.outputs.get("")

    @property
    def promised(self) -> Path | None:
        """What each order must print: of the starter of an exercise, as its solution.

        Its own output is that of a typical run, which may be wrong as well.
        """
        output = self.file.with_name(SOLUTION).with_suffix(".out")
        of_starter = self.of_exercise and self.broken and output.is_file()
        return output if of_starter else self.expected

    def expected_on(self, release: Release) -> Path | None:
        """The output that a Python of this release and build must write."""
        if not self.outputs:
            return None
        python = release.numbers, release.free_threaded
        return self.outputs[outputs.pick(list(self.outputs), *python)]

    @property
    def text(self) -> str:
        return published(self.file.read_text("utf-8"))

    @property
    def file_lines(self) -> list[int]:
        """For each line of `text`, counted from 0, its line number in the file."""
        return file_lines(self.file.read_text("utf-8"))

    @property
    def fingerprint(self) -> str:
        """Changes with the program, its outputs and what its marks hold it to.

        Not with its place, nor with marks that no run is held to.
        """
        shown = {when: file.read_text("utf-8") for when, file in self.outputs.items()}
        if self.promised != self.expected:
            shown["promised"] = self.promised.read_text("utf-8")
        held = json.dumps([self.text, shown, self.claims.held()], sort_keys=True)
        return hashlib.sha256(held.encode()).hexdigest()[:16]


@dataclass
class Collection:
    """The site's programs by path, its readable pages, and why others are not."""

    programs: dict[PurePosixPath, Program] = field(default_factory=dict)
    pages: dict[Path, Page] = field(default_factory=dict)
    errors: dict[Path, ProblemError] = field(default_factory=dict)

    def on(self, page: Path) -> list[Program]:
        """The programs at home on this page, in page order."""
        here = [p for p in self.programs.values() if p.page == page]
        return sorted(here, key=lambda p: p.line)


def collect(site: Site) -> Collection:
    """All programs of the site; a page that is refused goes to `errors`."""
    found = Collection()
    for path in site.pages():
        try:
            found.pages[path] = read_page(site, path)
        except ProblemError as error:
            found.errors[path] = error
    showings: dict[PurePosixPath, list[tuple[Page, Block]]] = {}
    for page in found.pages.values():
        for block in page.blocks:
            showings.setdefault(block.path, []).append((page, block))
    for path, places in showings.items():
        # A block that says what to expect makes the better home; then a whole one.
        page, block = min(
            places, key=lambda x: (not x[1].whole, not (x[1].outputs or x[1].marks))
        )
        for other_page, other in places:
            error = _other_claims(site, other_page, other, page, block)
            if error:
                found.errors.setdefault(other_page.path, error)
        try:
            found.programs[path] = _program(site, page.path, block, len(places))
        except PageError as error:
            found.errors.setdefault(page.path, error)
    solutions = (_solution(site, page, found.programs) for page in found.pages.values())
    for solution in [program for program in solutions if program is not None]:
        found.programs.setdefault(solution.path, solution)
    return found


def _solution(
    site: Site, page: Page, programs: Mapping[PurePosixPath, Program]
) -> Program | None:
    """The solution of an exercise: held to what its starter is held to."""
    exercise = exercise_of(site, page.path)
    lines = [line.number for line in page.prose if line.text.strip() == RIGHT]
    if exercise is None or not lines:
        return None
    file = exercise.folder / SOLUTION
    output = file.with_suffix(".out")
    if not (file.is_file() and output.is_file()):
        return None  # checking/exercises.py tells
    path = PurePosixPath(file.relative_to(site.snippets).as_posix())
    starter = programs.get(path.with_name(TWINS[SOLUTION]))
    return Program(
        path=path,
        place=site.name(file),
        file=file,
        page=page.path,
        line=lines[0],
        language="python",
        outputs={"": output},
        claims=starter.claims if starter else NOTHING,
    )


def _other_claims(
    site: Site, page: Page, block: Block, home: Page, best: Block
) -> PageError | None:
    """Why a page is refused whose marks of a program are not those of its home."""
    texts, others = ([mark.text for mark in x.marks] for x in (block, best))
    if not texts or texts == others:
        return None
    return PageError(
        site.name(page.path),
        block.marks[0].line,
        f"{block.path} has other marks here than on {site.name(home.path)}:{best.line}",
        "Keep the marks in one place, above the block that shows the whole file.",
    )


def _program(site: Site, page: Path, block: Block, shown: int) -> Program:
    return Program(
        path=block.path,
        place=site.name(site.snippets / block.path),
        file=site.snippets / block.path,
        page=page,
        line=block.line,
        language=block.language,
        outputs={output.when: site.snippets / output.path for output in block.outputs},
        claims=_claims(site, page, block),
        shown=shown,
    )


def _claims(site: Site, page: Path, block: Block) -> Claims:
    """What the marks say; a mark that cannot be read is refused on its own line."""
    claims = Claims()
    for number in range(len(block.marks)):
        try:
            claims = claims_of(mark.text for mark in block.marks[: number + 1])
        except MarkError as error:
            mark = block.marks[number]
            wrong = f"<!--{mark.text}-->: {error.wrong}"
            place = site.name(page)
            raise PageError(place, mark.line, wrong, error.advice) from error
    return claims
