"""The files of the site: that each can be read, is the site's own, and is shown.

A file that no page embeds runs nowhere, and a link out of the project is a file on one
machine only. What a program reads like is programs.py's affair.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sitekit.checking import exercises, recorded
from sitekit.exercises import FOLDER as EXERCISES
from sitekit.exercises import KINDS, TWINS
from sitekit.exercises import exercises as all_exercises
from sitekit.pages import INCLUDE
from sitekit.problem import Problem, ProblemError, meant
from sitekit.publishing import Publication
from sitekit.records import orders, store
from sitekit.site import Site

PROGRAMS = (".py", ".sh")
TEXT = (".md", ".py", ".sh", ".out", ".order", ".toml", ".svg", ".css", ".js")


def problems(publication: Publication) -> Iterator[Problem]:
    """What is wrong with the files below docs/ and snippets/."""
    site, found = publication.site, publication.found
    for file in _files(site.docs) + _files(site.snippets):
        yield from _file(site, file)
    yield from exercises.without_page(publication)
    yield from _unused(site)
    if not found.errors:  # a page that cannot be read shows what nobody knows
        yield from recorded.gone(site, found.programs.values(), publication.records)


def of_page(site: Site, page: Path) -> tuple[str, ...]:
    """How the places of a page's files begin: its own, `snippets/learn/my_topic/`."""
    name = page.relative_to(site.docs).with_suffix("").as_posix().replace("-", "_")
    folder = site.snippets / name.removesuffix("index")
    own = () if folder == site.snippets else (f"{site.name(folder)}/",)
    return (site.name(page), *own)


def _files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if "__pycache__" not in f.parts)


def _file(site: Site, file: Path) -> Iterator[Problem]:
    if not file.resolve().is_relative_to(site.root):
        wrong = f"it is a link to {file.resolve()}, outside the project"
        advice = "Put the file itself in its place."
        yield Problem(site.name(file), 0, wrong, advice)
    elif file.suffix in TEXT:
        try:
            site.read(file)
        except ProblemError as error:
            yield error.problem


def _of_exercises(site: Site) -> Iterator[str]:
    """The files of exercises: their pages show all of them, or say what is missing."""
    for exercise in all_exercises(site):
        for kind in ("", *KINDS):
            for file in exercise.files(kind):
                yield file.relative_to(site.snippets).as_posix()
        for name in TWINS:
            output = (exercise.folder / name).with_suffix(".out")
            yield output.relative_to(site.snippets).as_posix()


def _unused(site: Site) -> Iterator[Problem]:
    """Files beside the programs that no page embeds; its text says which it does."""
    used = set()
    for page in site.pages():
        with contextlib.suppress(ProblemError):
            lines = site.read(page).splitlines()
            used |= {found["path"] for line in lines if (found := INCLUDE.match(line))}
    used |= set(_of_exercises(site))
    for file in _files(site.snippets):
        path = file.relative_to(site.snippets)
        if file.is_dir() or path.as_posix() in used:
            continue
        if len(path.parts) == 1 and file.suffix not in PROGRAMS:
            continue  # settings, of ruff for example
        if file.suffix != orders.SUFFIX and file.name != store.FILE:  # recorded.gone's
            yield Problem(site.name(file), 0, *_not_shown(path))


def _not_shown(path: PurePosixPath) -> tuple[str, str]:
    """What is wrong with a file that nobody shows, and what to do."""
    if path.parts[0] != EXERCISES or len(path.parts) < 3:
        return "no page embeds it", "Embed it with --8<--, or delete it."
    near = meant(path.parts[2], KINDS) if len(path.parts) > 3 else ""
    folders = ", ".join(f"{kind}/" for kind in KINDS)
    return (
        "it is none of the files of an exercise, which its page shows by itself",
        f"{near}Beside {' and '.join(TWINS)} there are .py files in {folders}.",
    )
