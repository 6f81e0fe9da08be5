"""The programs that engine and oracle are compared on: names and sources.

A name begins with where the program is from: `list: …` and its like are of constructs/,
`LANGUAGE.md: …`, `generated N`, and the path of a file.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import constructs
from fuzz import generate
from language import LANGUAGE
from programs import ROOT
from test_language import SECTIONS

KINDS = ("constructs", "language", "generated", "site")


def programs(
    kinds: Sequence[str], generated: int = 0, full: bool = False, folder=None
) -> Iterator[tuple[str, str]]:
    """(name, source) of each; of generated ones so many."""
    if folder:
        yield from files(folder, folder)
    if "constructs" in kinds:
        yield from constructs.programs(full)
    if "language" in kinds:
        for section in SECTIONS:
            if section.program and not section.says("Refused"):
                yield f"{LANGUAGE.name}: {section.title}", section.program
    if "generated" in kinds:
        for seed in range(generated):
            yield f"generated {seed}", generate(seed)
    if "site" in kinds:
        yield from files(ROOT / "snippets", ROOT)


def files(folder: Path, root: Path) -> Iterator[tuple[str, str]]:
    """The Python files below a folder, named from its root on.

    But those that print numbers of the system, which are others in each run.
    """
    for file in sorted(folder.rglob("*.py")):
        source = file.read_text("utf-8")
        if "native_id" not in source:
            yield file.relative_to(root).as_posix(), source
