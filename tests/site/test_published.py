"""What the built site shows is what ran: no block and no file escapes."""

import io
import re
import zipfile
from html import unescape
from pathlib import PurePosixPath

from sitekit.exercises import exercise_of, exercises
from sitekit.publishing.downloads import ARCHIVE, FOLDER
from sitekit.records import measurements, proofs, sentences, versions
from tests.conftest import ROOT, report

FIGURE = re.compile(
    r'<figure (?=[^>]*class="program")[^>]*data-program="([^"]+)"(.*?)</figure>', re.S
)
SHOWN_ONLY = {"text", "console", "toml", "diff"}


def _bare(text):
    """The lines without indentation, which an excerpt loses, and without space around."""
    return [line.strip() for line in text.strip().splitlines()]


def _contains(program, block):
    program, block = _bare(program), _bare(block)
    starts = range(len(program) - len(block) + 1)
    return any(program[n : n + len(block)] == block for n in starts)


def test_every_runnable_block_is_a_program_that_ran(built, found, site):
    """Or a check of an exercise, or an answer that the checks have judged."""
    texts = [program.text for program in found.programs.values()]
    judging = [check.source for each in exercises(site) for check in each.checks]
    judged = [a.text for each in exercises(site) for a in (*each.right, *each.wrong)]
    texts += [*judging, *judged]
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
    shown = sum(program.shown for program in found.programs.values())
    assert seen == shown + len(judging) + len(judged)


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


def test_every_program_can_be_downloaded_alone_and_in_the_archive(built, found):
    archive = zipfile.ZipFile(io.BytesIO((built.folder / "programs.zip").read_bytes()))
    for path, program in found.programs.items():
        assert (built.folder / "programs" / path).read_text("utf-8") == program.text
        assert archive.read(f"python-threading/{path}").decode() == program.text


def test_the_archive_names_only_what_is_in_it(built):
    archive = zipfile.ZipFile(built.folder / ARCHIVE)
    readme = archive.read(f"{FOLDER}/README.md").decode()
    named = re.findall(r"[\w/]+/[\w/]+\.\w+", readme)
    assert named
    assert {f"{FOLDER}/{path}" for path in named} <= set(archive.namelist())


def test_every_whole_program_stands_in_a_figure_with_its_record(built, found, site):
    for address, page in built.pages.items():
        source = ROOT / built.source(address)
        if source not in found.pages:
            continue
        whole = [str(b.path) for b in found.pages[source].blocks if b.whole]
        if (posed := exercise_of(site, source)) is not None:
            whole.append(str(posed.solution.path))
        assert page.figures == whole, source
        html = page.file.read_text("utf-8")
        assert html.count('<details class="record">') == len(whole), source
        assert "Not recorded yet" not in html, built.source(address)


def test_a_figure_carries_the_record_of_its_own_program(built, found, rules):
    """Each badge and sentence is that program's, not its neighbor's."""
    records, seen = rules.publication.records, 0
    for address, page in built.pages.items():
        html = page.file.read_text("utf-8")
        for path, part in FIGURE.findall(html):
            program = found.programs[PurePosixPath(path)]
            told = {versions.sentence(program, records)}
            proof = records.get(program, proofs.KIND)
            if proof:
                told.add(sentences.sentence(program, proof))
            assert told <= set(_paragraphs(part)), f"{built.source(address)}: {path}"
            seen += 1
    assert seen >= len(found.programs)


def test_orders_are_drawn_where_the_page_asks_for_them(built, found, site):
    """And, where it shows what others tried, the order that breaks each answer."""
    for address, page in built.pages.items():
        source = ROOT / built.source(address)
        if source in found.pages:
            prose = "\n".join(line.text for line in found.pages[source].prose)
            asked = re.findall(r"^\{\{ order (\S+) \}\}$", prose, re.MULTILINE)
            if (posed := exercise_of(site, source)) is not None:
                asked += [answer.path.stem for answer in posed.wrong]
            drawn = [path.removesuffix(".py") for path in page.drawn]
            assert len(drawn) == len(asked), source
            for path, name in zip(drawn, asked, strict=True):
                assert path == name or path.endswith(f"/{name}"), source


def test_a_table_of_measurements_has_the_numbers_of_its_own_program(
    built, found, rules
):
    """Each program's row of labels and medians stands on the page that asks for it."""
    records = rules.publication.records
    measured = [p for p in found.programs.values() if p.claims.measured]
    assert measured
    for program in measured:
        record = records.get(program, measurements.KIND)
        address = program.page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        address = address.removesuffix("index").rstrip("/") + "/"
        html = unescape(built.pages[address].file.read_text("utf-8"))
        if f"{{{{ measured {program.path.stem} }}}}" not in program.page.read_text(
            "utf-8"
        ):
            continue
        rows = [_cells(row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
        for label in next(iter(record["builds"].values()))["numbers"]:
            taken = [build["numbers"].get(label) for build in record["builds"].values()]
            medians = [numbers[0] if numbers else "" for numbers in taken]
            assert [label, *medians] in rows, f"{program.path}: {label}"


def _cells(row):
    """A row's label, and the number that each other cell begins with."""
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
    label, *numbers = (re.sub(r"<.*?>", "", cell) for cell in cells)
    return [label, *(re.split(r"\s", number)[0] for number in numbers)]


def _paragraphs(part):
    return [unescape(text) for text in re.findall(r"<p>(.*?)</p>", part)]


def test_no_directive_reaches_the_reader(built):
    for page in built.pages.values():
        text = page.file.read_text("utf-8")
        assert "<!--pytest" not in text
        assert "--8<--" not in text.replace("--8&lt;--", "")
        assert "{{ measured" not in text
