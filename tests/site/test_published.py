"""What the built site shows is what ran: no block and no file escapes."""

import io
import re
import zipfile
from html import unescape
from pathlib import PurePosixPath

from sitekit.pages import INCLUDE
from sitekit.records import orders, proofs, sentences, store, versions
from tests.conftest import ROOT, report

SHOWN_ONLY = {"text", "console", "toml", "diff"}


def _bare(text):
    """The lines without indentation, which an excerpt loses, and without space around."""
    return [line.strip() for line in text.strip().splitlines()]


def _contains(program, block):
    program, block = _bare(program), _bare(block)
    starts = range(len(program) - len(block) + 1)
    return any(program[n : n + len(block)] == block for n in starts)


def test_every_runnable_block_is_a_program_that_ran(built, found):
    texts = [program.text for program in found.programs.values()]
    seen, problems = 0, []
    for address, page in built.pages.items():
        for language, text in page.code:
            if language in ("python", "bash"):
                seen += 1
                if not any(_contains(program, text) for program in texts):
                    head = text.strip().splitlines()[0]
                    problems.append(
                        f"{built.source(address)}: the block {head!r} did not run"
                    )
    report(problems, "Embed a file under snippets/ instead.")
    assert seen == sum(program.shown for program in found.programs.values())


def test_every_other_block_names_a_language_that_is_not_run(built):
    problems = [
        f"{built.source(address)}: a code block in {language or 'no language'!r}: {text[:40]!r}"
        for address, page in built.pages.items()
        for language, text in page.code
        if language not in SHOWN_ONLY | {"python", "bash"}
    ]
    problems += [
        f"{built.source(address)}: code outside a fence"
        for address, page in built.pages.items()
        if page.bare_pre
    ]
    report(
        problems,
        f"Use a fence with one of: python, bash, {', '.join(sorted(SHOWN_ONLY))}.",
    )


def test_every_snippet_is_embedded_by_a_page(site):
    used = set()
    for page in site.pages():
        for line in page.read_text("utf-8").splitlines():
            found = INCLUDE.match(line)
            if found:
                used.add(found["path"])
    orphans = [
        site.name(file)
        for file in sorted(site.snippets.rglob("*/*"))
        if file.is_file()
        # The rules of recorded things look after these (checking/recorded.py).
        and file.suffix != orders.SUFFIX
        and file.name != store.FILE
        and file.relative_to(site.snippets).as_posix() not in used
    ]
    report(
        (f"{name}: no page embeds it" for name in orphans if "__pycache__" not in name),
        "Embed it with --8<--, or delete it.",
    )


def test_every_program_can_be_downloaded_alone_and_in_the_archive(built, found):
    archive = zipfile.ZipFile(io.BytesIO((built.folder / "programs.zip").read_bytes()))
    for path, program in found.programs.items():
        assert (built.folder / "programs" / path).read_text("utf-8") == program.text
        assert archive.read(f"python-threading/{path}").decode() == program.text


def test_every_whole_program_stands_in_a_figure_with_its_record(built, found):
    for address, page in built.pages.items():
        source = ROOT / built.source(address)
        if source not in found.pages:
            continue
        whole = [str(b.path) for b in found.pages[source].blocks if b.whole]
        assert page.figures == whole, source
        html = page.file.read_text("utf-8")
        assert html.count('<details class="record">') == len(whole), source
        assert "Not recorded yet" not in html, built.source(address)


def test_a_figure_carries_the_record_of_its_own_program(built, found, rules):
    """Each badge and sentence is that program's, not its neighbor's."""
    records = rules.publication.records
    for address, page in built.pages.items():
        html = page.file.read_text("utf-8")
        for part in html.split('<figure class="program" ')[1:]:
            part = part.partition("</figure>")[0]
            path = re.search(r'data-program="([^"]+)"', part)[1]
            program = found.programs[PurePosixPath(path)]
            told = {versions.sentence(program, records)}
            proof = records.get(program, proofs.KIND)
            if proof:
                told.add(sentences.sentence(program, proof))
            assert told <= set(_paragraphs(part)), f"{built.source(address)}: {path}"


def _paragraphs(part):
    return [unescape(text) for text in re.findall(r"<p>(.*?)</p>", part)]


def test_no_directive_reaches_the_reader(built):
    for page in built.pages.values():
        text = page.file.read_text("utf-8")
        assert "<!--pytest" not in text
        assert "--8<--" not in text.replace("--8&lt;--", "")
        assert "{{ measured" not in text
