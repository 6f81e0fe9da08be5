"""The exercises of the site: a folder of programs each, and its page.

    docs/exercises/NAME.md          story, checks, hints, solutions, what others tried
    snippets/exercises/NAME/
      starter.py  starter.out       the program to break and to mend, and what it prints
      solution.py solution.out      the same program, mended
      checks/*.py                   small programs that import the answer
      right/*.py  wrong/*.py        other answers, each beginning with a comment:
                                    # RIGHT: why it is right, # WRONG: why it is not

Both are read from disk, and nothing else lists them. Which of them is missing is said
in checking/exercises.py; what the checks say of each answer is recorded
(records/judged.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from everyorder import Check, ExerciseError
from sitekit.problem import ProblemError
from sitekit.site import Site

FOLDER = "exercises"  # below docs/ and snippets/
STARTER, SOLUTION = "starter.py", "solution.py"
TWINS = {STARTER: SOLUTION, SOLUTION: STARTER}
KINDS = ("checks", "right", "wrong")
LABEL = re.compile(r"# (?:RIGHT|WRONG): *(?P<why>.*(?:\n#.*)*)\n")
TITLE = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
MINUTES = re.compile(r"^\*(?P<minutes>\d+) minutes, after (?P<after>.+)\.\*$", re.M)


@dataclass(frozen=True)
class Answer:
    """An answer that the site has: `path` is below the snippets' folder.

    `text` is what readers see and what the checks import: without the comment that says
    why the answer is right, or wrong, which is of so many lines (`above`).
    """

    path: PurePosixPath
    place: str
    text: str
    why: str
    above: int = 0

    @property
    def name(self) -> str:
        """Below the folder of the exercise: `solution.py`, `wrong/no_finally.py`."""
        return PurePosixPath(*self.path.parts[2:]).as_posix()

    @property
    def kind(self) -> str:
        """`right` or `wrong`, "" for the starter and the solution."""
        return self.path.parts[2] if len(self.path.parts) > 3 else ""


@dataclass(frozen=True)
class Exercise:
    """One exercise, read from disk when it is asked for.

    What is read raises ProblemError, with the file and the line at fault.
    """

    site: Site
    name: str

    @property
    def folder(self) -> Path:
        return self.site.snippets / FOLDER / self.name

    @property
    def page(self) -> Path:
        return self.site.docs / FOLDER / f"{self.name}.md"

    @property
    def place(self) -> str:
        """The folder as a person types it."""
        return self.site.name(self.folder)

    def files(self, kind: str = "") -> list[Path]:
        """The programs of a kind, of KINDS, or the starter and the solution."""
        if kind:
            return sorted((self.folder / kind).glob("*.py"))
        return [self.folder / name for name in TWINS]

    @cached_property
    def checks(self) -> list[Check]:
        return list(map(self._check, self.files("checks")))

    @cached_property
    def starter(self) -> Answer:
        return self._answer(self.folder / STARTER)

    @cached_property
    def solution(self) -> Answer:
        return self._answer(self.folder / SOLUTION)

    @cached_property
    def right(self) -> list[Answer]:
        """The other right answers."""
        return list(map(self._answer, self.files("right")))

    @cached_property
    def wrong(self) -> list[Answer]:
        return list(map(self._answer, self.files("wrong")))

    @property
    def answers(self) -> list[Answer]:
        return [self.starter, self.solution, *self.right, *self.wrong]

    @property
    def title(self) -> str:
        found = TITLE.search(self.site.read(self.page))
        return found["title"] if found else self.name

    @property
    def minutes(self) -> tuple[int, str]:
        """How long it takes, and after which lesson, as Markdown; (0, "") if untold."""
        found = MINUTES.search(self.site.read(self.page))
        return (int(found["minutes"]), found["after"]) if found else (0, "")

    def _check(self, file: Path) -> Check:
        try:
            return Check.parse(file.stem, self.site.read(file), self.site.name(file))
        except ExerciseError as error:
            raise ProblemError(
                error.place, error.line, error.wrong, error.advice
            ) from None

    def _answer(self, file: Path) -> Answer:
        text = self.site.read(file)
        label = LABEL.match(text)
        path = PurePosixPath(file.relative_to(self.site.snippets).as_posix())
        why = re.sub(r"\s*\n#\s*", " ", label["why"]).strip() if label else ""
        end = label.end() if label else 0
        above = text.count("\n", 0, end)
        return Answer(path, self.site.name(file), text[end:], why, above)


def exercises(site: Site) -> list[Exercise]:
    """All exercises, those first that come first in the navigation."""
    folders = {folder.name for folder in _inside(site.snippets / FOLDER)}
    pages = {page.stem for page in _inside(site.docs / FOLDER)} - {"index"}
    order = {name: at for at, name in enumerate(site.named())}

    def place(name: str) -> tuple[int, str]:
        return order.get(f"{FOLDER}/{name}.md", len(order)), name

    return [Exercise(site, name) for name in sorted(folders | pages, key=place)]


def exercise_of(site: Site, page: Path) -> Exercise | None:
    """The exercise that this page poses; None of another page."""
    if page.parent != site.docs / FOLDER or page.stem == "index":
        return None
    return Exercise(site, page.stem)


def is_of_exercise(path: PurePosixPath) -> bool:
    """Whether it is the starter of an exercise, or its solution."""
    return len(path.parts) == 3 and path.parts[0] == FOLDER and path.name in TWINS


def is_starter(path: PurePosixPath) -> bool:
    """Whether it is the starter of an exercise."""
    return is_of_exercise(path) and path.name == STARTER


def _inside(folder: Path) -> Iterator[Path]:
    """The exercises' folders, or their pages."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.suffix == ".md" or (path.is_dir() and path.name[0] not in "._"):
                yield path
