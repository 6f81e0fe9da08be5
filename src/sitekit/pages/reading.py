"""Read a page the way it is published, and refuse what would escape the tests.

`read_page` expands the snippets with the site's own pymdownx preprocessor (source.py),
lets pytest-codeblocks extract the blocks and their directives (directives.py), and
returns the blocks with the snippet each one shows. It runs nothing: see programs.py
for what a block means, and running/ for running it.
"""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pytest_codeblocks import extract_from_buffer

from sitekit.pages import asked, glossary, outputs
from sitekit.pages.directives import directives, expected_outputs, marks, refuse_unused
from sitekit.pages.html import refuse_broken_html
from sitekit.pages.refusing import RUNNABLE, refuse_other_fence, refuse_stray_code
from sitekit.pages.source import Fence, Source
from sitekit.pages.values import Block, Line, MarkLine, Page, Shown
from sitekit.site import Site

NAME = re.compile(r"[\w./-]+", re.ASCII)
NUMBERED = {
    "hl_lines": "Numbers go stale: show the lines as an excerpt, by section.",
    "linenums": "Programs have line numbers by themselves.",
}


def read_page(site: Site, path: Path) -> Page:
    """The page's blocks; raises PageError at the first thing that would escape."""
    source = Source(site, path)
    refuse_stray_code(source)
    tags = refuse_broken_html(source)
    blocks = tuple(_blocks(source))
    _refuse_twins(source, blocks)
    used = {source.lines[index].number for index, _, _ in directives(source)}
    prose = tuple(source.lines[index] for index in source.outside())
    used |= set(_for_the_build(prose, glossary.is_page(site, path)))
    return Page(path, blocks, frozenset(used), prose, source.embedded, tags)


def _for_the_build(prose: Iterable[Line], in_glossary: bool) -> Iterator[int]:
    """The lines with a comment about their section, which no reader sees."""
    read = (asked.LINE, glossary.LINKED) if in_glossary else (asked.LINE,)
    for line in prose:
        if any(comment.fullmatch(line.text.strip()) for comment in read):
            yield line.number


def _refuse_twins(source: Source, blocks: tuple[Block, ...]) -> None:
    """Refuse a program that stands whole on the page again: a link leads to one."""
    first: dict[PurePosixPath, Block] = {}
    for block in blocks:
        if block.whole and first.setdefault(block.path, block) is not block:
            source.refuse(
                block.line,
                f"{block.path} is shown whole here again, after line"
                f" {first[block.path].line}",
                "Link to the first, or quote a section of it.",
            )


def _blocks(source: Source):
    """The runnable blocks, in page order."""
    text = "\n".join(line.text for line in source.lines) + "\n"
    refuse_unused(source)
    expected = expected_outputs(source)
    extracted = extract_from_buffer(io.StringIO(text), max_num_lines=1_000_000)
    read = {b.lineno - 1: [mark.strip(" -") for mark in b.marks] for b in extracted}
    marked = marks(source, read)
    taken = {fence.at for fences in expected.values() for fence in fences}
    for fence in source.fences:
        if fence.language in RUNNABLE and fence.at not in taken:
            yield _block(source, fence, marked.get(fence.at, []), expected)
        elif fence.at not in taken:
            refuse_other_fence(source, fence)


def _block(
    source: Source,
    fence: Fence,
    marked: list[MarkLine],
    expected: dict[int, list[Fence]],
) -> Block:
    body = source.body(fence)
    includes = tuple(dict.fromkeys(line.include for line in body if line.include))
    suffix = ".py" if fence.language == "python" else ".sh"
    if any(x.text.strip() and not x.include for x in body) or not includes:
        source.refuse(
            source.line(fence),
            "this block has code that is typed on the page",
            f"Move it to a file under {source.site.name(source.site.snippets)}/ and"
            ' embed it with --8<-- "path/name' + suffix + '".',
        )
    files = sorted({include.path for include in includes})
    if len(files) > 1 or files[0].suffix != suffix:
        source.refuse(
            source.line(fence),
            f"this block must show one {suffix} file, and shows"
            f" {', '.join(map(str, files))}",
            "Give each program a fence of its own.",
        )
    if not NAME.fullmatch(str(files[0])):
        source.refuse(
            source.line(fence),
            f"{str(files[0])!r} is no name for a program: it becomes an address",
            f"Name the file in letters, digits and _, as in learn/locks/name{suffix}.",
        )
    shown = [_shown(source, f, files[0]) for f in expected.get(fence.at, [])]
    block = Block(
        language=fence.language,
        code="".join(f"{line.text}\n" for line in body),
        span=source.span(fence),
        indent=fence.indent,
        includes=includes,
        title=fence.title,
        marks=tuple(marked),
        outputs=tuple(shown),
    )
    _check_head(source, fence, block)
    return block


def _check_head(source: Source, fence: Fence, block: Block) -> None:
    if block.title != str(block.path) and (block.whole or block.title):
        source.refuse(
            block.line,
            f"{_titled('this block', block.title)}, and the file is {block.path}",
            f'Write ```{block.language} title="{block.path}".',
        )
    for option, advice in NUMBERED.items():
        if option in fence.info:
            source.refuse(block.line, f"{option} is not used on this site", advice)


def _titled(what: str, title: str | None) -> str:
    return f"{what} has " + ("no title" if title is None else f"the title {title!r}")


def _shown(source: Source, fence: Fence, program: PurePosixPath) -> Shown:
    body, number = source.body(fence), source.line(fence)
    includes = list(dict.fromkeys(line.include for line in body if line.include))
    typed = any(line.text.strip() and not line.include for line in body)
    wrong = "an output must not be typed by hand"
    if len(includes) > 1:
        wrong = f"{len(includes)} files are one output"
    elif includes and not typed:
        wrong = f"{includes[0].path} is no output of {program}"
    when = outputs.when_of(includes[0].path, program) if len(includes) == 1 else None
    if typed or when is None:
        source.refuse(
            number,
            wrong,
            f'Embed the recorded one: --8<-- "{program.with_suffix(".out")}";'
            " `make records` records it.",
        )
    title = outputs.title_of(when)
    if fence.title != title:
        source.refuse(
            number,
            _titled("this output", fence.title),
            f'Write ```text title="{title}".',
        )
    return Shown(includes[0].path, when, source.span(fence))
