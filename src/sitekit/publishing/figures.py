"""A program as a figure: bar, numbered lines, outputs, what changed, and its proof.

The figure is Markdown with HTML around it, so that the builder highlights the code:
any builder with md_in_html and pymdownx can take it. The look is in program.css.
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from sitekit.exercises import is_starter
from sitekit.programs import Program
from sitekit.publishing.changes import changes
from sitekit.records import proofs, sentences, tools, versions
from sitekit.records.store import Records
from sitekit.templates import templates

# What a reader can do with a program in the page: what the scripts call it, the button,
# and how a screen reader calls that.
RUN, EDIT = ("run", "Run", "Run"), ("edit", "Edit", "Edit")
ACTIONS = (
    RUN,
    EDIT,
    ("step", "Step", "Step through"),
    ("check", "Check", "Check every order of"),
)
POSED = (  # with the starter of an exercise
    RUN,
    EDIT,
    ("step", "Break it", "Break it: choose who goes next in"),
    ("check", "Check", "Check your answer in every order:"),
)
CHECKED = "how-this-site-is-checked/#in-every-order"
ELSEWHERE = "how-this-site-is-checked/#what-cannot-run-here"


def anchor(path: PurePosixPath | str) -> str:
    """The id of a program's figure, `learn-locks-counter-queue-py`."""
    return re.sub(r"[^a-z0-9]+", "-", str(path).lower())


def figure(
    program: Program,
    shown: Sequence[tuple[str, PurePosixPath]],
    twin: Program | None,
    records: Records,
    root: str,
    cannot: str | None = None,
    names: Sequence[tuple[str, str]] = (),
) -> str:
    """The figure of a program that is shown whole; `shown` are titles and outputs.

    `root` leads from the page's address to the site's; `twin` is the broken program
    that this one mends, if any. `cannot` says what it does that no page can run, ""
    that it runs there, and None that nothing does. `names` of Python's that it uses
    come with the addresses of their rows, below the site's.
    """
    return (
        templates("sitekit.publishing")
        .get_template("program.md.jinja")
        .render(
            program=program,
            cannot=cannot,
            actions=_actions(program),
            anchor=anchor(program.path),
            root=root,
            fence=fence(program.text),
            numbers=numbers(program.text),
            outputs=shown,
            twin=twin,
            changes=changes(twin.text, program.text) if twin else "",
            badges=_badges(program, records),
            sentences=_sentences(program, records),
            checked=root + CHECKED,
            elsewhere=root + ELSEWHERE,
            names=names,
        )
    )


def _actions(program: Program) -> tuple[tuple[str, str, str], ...]:
    return POSED if is_starter(program.path) else ACTIONS


def numbers(text: str) -> str:
    """The numbers of the lines, a line each.

    The page shows them from an attribute: no selection, no copy, no search and no
    reading mode takes them for a part of the program.
    """
    return "\n".join(map(str, range(1, text.count("\n") + 1)))


def fence(text: str) -> str:
    """More backticks than stand anywhere in the program."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def _badges(program: Program, records: Records) -> list[sentences.Badge]:
    proof = records.get(program, proofs.KIND)
    found = [sentences.badge(program, proof)] if proof else []
    names = sorted(versions.ran(program, records), key=versions.order_of)
    if names:
        found.append(sentences.Badge("ran", f"Ran on Python {versions.span(names)}"))
    return found


def _sentences(program: Program, records: Records) -> list[str]:
    proof = records.get(program, proofs.KIND)
    said = [sentences.sentence(program, proof)] if proof else []
    return [
        *said,
        *tools.told(records.get(program, tools.KIND), dict(program.claims.kept)),
        versions.sentence(program, records),
    ]
