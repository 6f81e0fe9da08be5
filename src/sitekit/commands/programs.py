"""The programs that a command works on, and how a failed run of one is told."""

import sys
from pathlib import Path

from sitekit.problem import Problem
from sitekit.programs import Collection, Program, collect
from sitekit.running import Python
from sitekit.site import Site


def collected(site: Site) -> Collection:
    """All programs of the site; stops with every page that is refused."""
    found = collect(site)
    if found.errors:
        sys.exit("\n".join(map(str, found.errors.values())))
    return found


def all_programs(site: Site) -> list[Program]:
    """The same as a list."""
    return list(collected(site).programs.values())


def failure(program: Program, python: Python, wrong: str, advice: str) -> Problem:
    """What is wrong with a run of the program on this Python (running/verdict.py)."""
    return Problem(program.place, 0, f"on {python.long}: {wrong}", advice)


def page_named(site: Site, name: str) -> Path:
    """The page that a person means: `learn/locks`, `docs/learn/locks.md`, `locks`.

    Stops with the pages there are if it is none, or not only one.
    """
    wanted = name.strip("/").removeprefix("docs/").removesuffix(".md")
    by_name = {
        p.relative_to(site.docs).with_suffix("").as_posix(): p for p in site.pages()
    }
    exact = [path for known, path in by_name.items() if known == wanted]
    alike = [
        path for known, path in by_name.items() if known.rpartition("/")[2] == wanted
    ]
    found = exact or alike
    if len(found) != 1:
        wrong = f"{name!r} is no page" if not found else f"{name!r} is several pages"
        sys.exit(f"{wrong}. The pages are:\n  " + "\n  ".join(by_name))
    return found[0]
