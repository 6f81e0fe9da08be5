"""A program is one file, at home on one page, and changes with what readers see of it."""

from dataclasses import replace

import pytest

from sitekit.pages.marks import hangs
from sitekit.programs import collect, file_lines, published
from sitekit.site import Site
from tests.sitekit.made import made

MARKED = [
    "# --8<-- [start:a]",
    "    # --8<-- [ end : a-b_2 ]",
    "# -8<---\t[START:B] and so on",
    "--8<-- [start:c]",
    "x = 1  # --8<-- [end:c]",
]
TEXT = [
    "# --8<-- [start:two words]",
    "# --8<-- [start:2]",
    "# --8<-- [start:]",
    "# --8<-- [begin:a]",
    "# --8<--[start:a]",
    "# 8<-- [start:a]",
    "# --8< [start:a]",
    "# --8<-- [start:a",
    "    x = 1",
]


@pytest.mark.parametrize("line", MARKED + TEXT)
def test_what_is_published_of_a_file_is_what_the_preprocessor_makes_of_it(site, line):
    site.page("# A\n")
    file = site.write("snippets/marked.py", "")
    file.write_text(f"a = 1\n{line}\nb = 1\n")
    lines = Site(site.root).preprocessor.run(['--8<-- "marked.py"'])
    assert published(file.read_text()) == "\n".join(lines)
    assert file_lines(file.read_text()) == ([1, 3] if line in MARKED else [1, 2, 3])


def test_a_marker_that_is_escaped_is_text():
    assert file_lines("# ;--8<-- [start:a]\n# --8<-- [start:a]\n") == [1]


def test_published_text_ends_with_one_line_end():
    assert published("x = 1\n\n\n# --8<-- [start:a]\n\n") == "x = 1\n"
    assert published("x = 1") == "x = 1\n"


def test_the_name_of_a_program_says_if_it_is_broken_and_what_it_mends():
    assert [made(f"a{end}.py").broken for end in ("_broken", "_fixed", "")] == [
        True,
        False,
        False,
    ]
    assert str(made("learn/a_fixed.py").twin) == "learn/a_broken.py"
    assert str(made("learn/a_broken.py").twin) == "learn/a_fixed.py"
    assert made("learn/fixed.py").twin is made("learn/a.py").twin is None


def test_a_fingerprint_changes_with_what_a_run_is_held_to_and_with_nothing_else(
    tmp_path,
):
    file, out = tmp_path / "a.py", tmp_path / "a.out"
    file.write_text("x = 1\n")
    out.write_text("1\n")
    program = made("a.py", file)
    first = program.fingerprint
    held = made("a.py", file, ending=hangs(1))
    assert held.fingerprint != first
    elsewhere = replace(program, line=7, shown=3, page=tmp_path / "b.md")
    noted = made("a.py", file, one_order="no", kept=(("a", "b"),))
    assert elsewhere.fingerprint == noted.fingerprint == first
    program.outputs[""] = out
    shown = program.fingerprint
    assert shown != first
    assert program.expected == out
    out.write_text("2\n")
    assert program.fingerprint not in (first, shown)
    shown = program.fingerprint
    file.write_text("# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n")
    assert program.fingerprint == shown
    file.write_text("x = 2\n")
    assert program.fingerprint != shown


WHOLE = '```python title="hello.py"\n--8<-- "hello.py"\n```\n'
OUTPUT = (
    "<!--pytest-codeblocks:expected-output-->\n"
    '```text title="Output"\n--8<-- "hello.out"\n```\n'
)
PART = '```python\n--8<-- "hello.py:part"\n```\n'
MARK = "<!--pytest.mark.hangs(1)-->\n"


@pytest.mark.parametrize(
    "pages",
    [
        (PART, WHOLE),
        (WHOLE, WHOLE + OUTPUT),
        (WHOLE, MARK + WHOLE),
        (PART + OUTPUT, WHOLE),
        (PART, WHOLE, WHOLE + OUTPUT),
    ],
)
def test_the_page_that_says_most_of_a_program_is_its_home(site, pages):
    site.write(
        "snippets/hello.py", "# --8<-- [start:part]\nx = 1\n# --8<-- [end:part]\n"
    )
    for number, text in enumerate(pages):
        site.page(f"\n{text}", f"docs/{number}.md")
    (program,) = collect(Site(site.root)).programs.values()
    assert program.page.name == f"{len(pages) - 1}.md"
    assert program.line == 2 + (MARK in pages[-1])
    assert program.shown == len(pages)
    assert list(program.outputs) == ([""] if OUTPUT in pages[-1] else [])


def test_the_first_of_equal_pages_is_the_home(site):
    for name in ("b", "a", "c"):
        site.page(WHOLE, f"docs/{name}.md")
    (program,) = collect(Site(site.root)).programs.values()
    assert program.page.name == "a.md"


def test_marks_may_be_said_again_and_left_out_but_not_be_others(site):
    again = site.page(MARK + WHOLE, "docs/again.md")
    site.page(WHOLE, "docs/out.md")
    found = collect(Site(site.root))
    assert found.errors == {}
    (program,) = found.on(again)
    assert program.claims.ending.status is None
    other = site.page("\n" + MARK.replace("1", "2") + WHOLE, "docs/z.md")
    found = collect(Site(site.root))
    (program,) = found.on(again)
    assert list(found.errors) == [other]
    assert str(found.errors[other]).startswith(
        "docs/z.md:2: hello.py has other marks here than on docs/again.md:2\n  Keep"
    )


def test_the_programs_of_a_page_are_told_in_its_order(site):
    other = WHOLE.replace("hello", "other")
    site.write("snippets/other.py", "x = 1\n")
    site.page(WHOLE, "docs/b.md")
    page = site.page(f"{other}\n{WHOLE}{OUTPUT}", "docs/c.md")
    found = collect(Site(site.root)).on(page)
    assert [str(program.path) for program in found] == ["other.py", "hello.py"]


def test_a_mark_that_cannot_be_read_is_told_on_its_own_line_with_its_usage(site):
    page = site.page(
        f"<!--pytest.mark.measured-->\n<!--pytest.mark.since(3)-->\n{WHOLE}"
    )
    error = collect(Site(site.root)).errors[page]
    assert str(error).startswith(
        "docs/page.md:2: <!--pytest.mark.since(3)-->: version cannot be 3:"
        " text stands in quotes\n"
        "  Usage: since(version: str)"
    )
    page.write_text(MARK + MARK + WHOLE)
    error = collect(Site(site.root)).errors[page]
    assert error.problem.line == 2
    assert error.problem.advice == "CONTRIBUTING.md shows each mark."
