"""`make page`: a page to start from, its first program and its nav entry.

What stands on it, skeletons.py says for each part of the site; what is left, the rules.
"""

import posixpath
import re
from pathlib import Path

from sitekit.checking import Rules
from sitekit.checking.navigation import Navigation
from sitekit.commands.records import renew
from sitekit.commands.skeletons import LESSONS, skeleton
from sitekit.exercises import FOLDER as EXERCISES
from sitekit.problem import tell
from sitekit.publishing import Publication
from sitekit.site import CONFIG, Site
from sitekit.text import read_text

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def new_page(site: Site, name: str) -> int:
    """Create a page, its first program and its nav entry, ready for the tests."""
    part, _, last = name.partition("/")
    parts = sorted(folder.name for folder in site.docs.iterdir() if folder.is_dir())
    parts = [known for known in parts if known != "assets"] or [LESSONS]
    if part == EXERCISES:
        print(f"An exercise is more than a page: make exercise NAME={last or 'my-own'}")
        return 2
    if part not in parts or not NAME.fullmatch(last):
        print(
            f"{name!r} cannot be a page's name. Use one of the folders"
            f" {', '.join(p for p in parts if p != EXERCISES)} and lower-case words"
            f" joined by hyphens: make page NAME={_example(parts)}/my-topic"
        )
        return 2
    begun, folder = skeleton(part), name.replace("-", "_")
    text = site.docs / f"{name}.md"
    program = site.snippets / folder / f"{begun.name}.py" if begun.name else None
    files = [text, program] if program else [text]
    for file in files:
        if file.exists():
            print(f"{site.name(file)} exists already; nothing was changed.")
            return 1
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
    if program:
        program.write_text(begun.program, "utf-8")
    line = add_to_nav(site, f"{name}.md")
    subject = last.replace("-", " ")
    page = begun.page.format(
        title=subject.capitalize(),
        subject=subject,
        question=f"How do I {subject}?",
        folder=folder,
    )
    text.write_text(page + _next(Site(site.root), name), "utf-8")
    print(f"Wrote {' and '.join(map(site.name, files))}.")
    print(f"Its entry is {CONFIG}:{line}: move it to where readers are to come to it.")
    status = renew(Site(site.root), name)
    _tell_what_is_left(Site(site.root), text)
    return status


def _example(parts: list[str]) -> str:
    return LESSONS if LESSONS in parts else parts[0]


def _tell_what_is_left(site: Site, page: Path) -> None:
    """What the rules ask of the page that its skeleton has not."""
    left = sorted({*Rules(Publication(site)).style(page)})
    name = page.relative_to(site.docs).with_suffix("").as_posix()
    if left:
        print("\nWhat is left to write:")
        tell(left)
    print(f"\nmake check PAGE={name} says all that is missing then.")


def _next(site: Site, name: str) -> str:
    """The line that leads to the page that follows in the nav, if one does."""
    follows = Navigation(site).follows(f"{name}.md")
    if follows is None:
        return ""
    address = posixpath.relpath(follows, posixpath.dirname(name))
    lines = read_text(site.docs / follows, follows).splitlines()
    title = next((line[2:] for line in lines if line.startswith("# ")), follows)
    return f"\nNext: [{title}]({address}).\n"


def add_to_nav(site: Site, entry: str) -> int:
    """Put the page below the last one of its folder, or of all; the number of its line.

    The file is edited as text: a YAML library would drop its comments.
    """
    config = site.root / CONFIG
    lines = config.read_text("utf-8").rstrip("\n").split("\n")
    folder = posixpath.dirname(entry)
    entries = Navigation(site).entries if folder else []
    same = [e.line for e in entries if posixpath.dirname(e.name) == folder]
    at = max(same, default=len(lines))
    indent = re.match(r"\s*", lines[at - 1])[0] if same else "  "
    lines.insert(at, f"{indent}- {entry}")
    config.write_text("\n".join(lines) + "\n", "utf-8")
    return at + 1
