"""Each rule is broken once: the problem has file, line, what is wrong, what to do."""

import sys

import pytest

from sitekit.checking import Rules
from sitekit.commands.records import renew
from sitekit.publishing import Publication
from sitekit.records.store import Records
from sitekit.running import python_at
from sitekit.site import Site
from tests.sitekit.test_orders import FILE, LOST

DESCRIPTION = "A description of the very length that a search engine shows to readers below a link."
LESSON = f"""---
description: >-
  {DESCRIPTION}
---

# A lesson

*5 minutes. After this page you can start a thread.*
{chr(10) * 50}
## Try it

Start another one.

/// details | Answer
Call `start` again.
///

Next: [The next page](page.md).
"""


def said(site, kind="style", name="docs/page.md"):
    """The problems of one kind that a page has, as they are printed."""
    rules = Rules(Publication(Site(site.root)))
    return "\n".join(map(str, getattr(rules, kind)(site.root / name)))


WORDS = {
    "It is simply so.": "'simply' does not help a reader",
    "The colour.": "Write 'color'",
    "It was cancelled.": "Write 'canceled'",
    "It is thread-safe.": "promises nothing in particular",
    "It took 12 ms.": "'12 ms' is a number typed by hand",
    "It is 2.97 times faster.": "'2.97 times faster' is a number typed by hand",
    "All 121 programs ran.": "'121 programs' is a number typed by hand",
    "Threads are three times as fast.": "typed by hand",
    "It saves 30 %.": "typed by hand",
    "Ran on 3.11 to 3.15.": "is a list of versions typed by hand",
    "On 3.13, 3.14 it differs.": "is a list of versions typed by hand",
}


@pytest.mark.parametrize(("line", "wrong"), WORDS.items(), ids=WORDS.keys())
def test_a_word_or_number_that_does_not_belong_is_told_with_its_line(site, line, wrong):
    site.page(f"---\ndescription: {DESCRIPTION}\n---\n# A\n\n{line}\n")
    assert said(site).startswith(f"docs/page.md:6: {wrong}") or wrong in said(site)
    assert "docs/page.md:6: " in said(site)


@pytest.mark.parametrize(
    "line",
    [
        "`simply` and `12 ms` are code.",
        '"thread-safe" is a word that people search.',
        "[A](b.md#12-ms-simply)",
        "Since 3.13 there is a way.",
        "It waits for five seconds of the clock.",
        "{{ measured a | default | 12 ms }}",
    ],
)
def test_code_links_quotes_and_single_versions_are_left_alone(site, line):
    site.page(f"---\ndescription: {DESCRIPTION}\n---\n# A\n\n{line}\n")
    assert said(site) == ""


def test_a_page_as_it_should_be_has_no_problem(site):
    site.page(LESSON, "docs/learn/page.md")
    assert said(site, name="docs/learn/page.md") == ""


def test_a_byte_order_mark_hides_no_description(site):
    site.page("\ufeff" + LESSON, "docs/learn/page.md")
    assert said(site, name="docs/learn/page.md") == ""


def test_a_page_that_is_not_utf_8_keeps_no_other_from_being_checked(site):
    (site.root / "docs").mkdir()
    (site.root / "docs/bad.md").write_bytes(b"# A\n\xff\n")
    site.page("# B\n\n[bad](bad.md#a)\n")
    assert said(site, "links") == ""
    assert said(site, name="docs/bad.md").startswith("docs/bad.md:2: byte 0xff")


SHAPES = {
    "no description": (DESCRIPTION, "", "docs/learn/page.md:1: no description"),
    "a short one": (DESCRIPTION, "Short.", "a description of 6 characters"),
    "a quote in it": (DESCRIPTION, DESCRIPTION + ' "So."', "ends the description"),
    "two titles": ("## Try it", "# Try it", "2 titles (#)"),
    "a level left out": ("Start another", "#### A\n\nStart another", "level 4 below"),
    "no minutes": ("*5 minutes.", "*Soon.", "no line '*N minutes."),
    "nothing to try": ("## Try it", "## Do it", "no section '## Try it'"),
    "no answer": ("/// details | Answer", "/// details | Hint", "has no answer"),
    "no next page": ("Next: [", "Then [", "the last line does not begin with"),
    "too long": ("\n\n\n", "\n" * 120, "lines, without its folded answers"),
    "a picture without words": ("Start another", "![](a.png)", "without words"),
}


@pytest.mark.parametrize(
    ("before", "after", "wrong"), SHAPES.values(), ids=SHAPES.keys()
)
def test_what_a_lesson_lacks_is_told(site, before, after, wrong):
    site.page(LESSON.replace(before, after, 1), "docs/learn/page.md")
    assert wrong in said(site, name="docs/learn/page.md")


LINKS = {
    "no such page": ("[a](gone.md)", "gone.md leads to no file"),
    "no such heading": ("[a](other.md#gone)", "leads to no heading or program"),
    "absolute": ("[a](/learn/)", "begins with /"),
    "not encrypted": ("[a](http://example.org)", "write https"),
    "a missing file": ("[a](a.png)", "leads to no file"),
    "a missing picture": ("![a](a.png)", "a.png leads to no file\n  Put the picture"),
    "another's picture": (
        "![a](https://example.org/a.png)",
        "is a picture on another host",
    ),
    "a picture in HTML": (
        '<img alt="a" src="//example.org/a.png">',
        "![what it shows]",
    ),
    "a page in HTML": ('<a href="other.md">a</a>', "which the build does not follow"),
    "no heading in HTML": ('<a href="#gone">a</a>', "#gone leads to no heading"),
    "not encrypted in HTML": ('<a href="http://example.org">a</a>', "write https"),
}


@pytest.mark.parametrize(("link", "wrong"), LINKS.values(), ids=LINKS.keys())
def test_a_link_that_leads_nowhere_is_told_with_its_line(site, link, wrong):
    site.page("# Other\n", "docs/other.md")
    site.page(f"# A\n\n{link}\n")
    assert said(site, "links").startswith("docs/page.md:3: ")
    assert wrong in said(site, "links")


def test_links_to_headings_and_programs_are_found(site):
    site.program('print("x")\n', "x\n", name="other")
    file = site.root / "docs/other.md"
    file.write_text(file.read_text() + "\n## Why `join()` *waits*?\n\n## B { #own }\n")
    links = "".join(
        f"[a](other.md#{anchor})\n\n"
        for anchor in ("why-join-waits", "own", "other-py")
    )
    site.page(
        f"# A\n\n{links}[a](#a) [a](programs.zip) [a](https://example.org)\n"
        '<a href="#a">a</a> <a href="https://example.org">a</a>\n'
    )
    assert said(site, "links") == ""


PROGRAMS = {
    "wide": (f'"""Short."""\n\nx = "{"x" * 80}"\n', ":3: 86 columns"),
    "long": ('"""Long."""\n' + "x = 1\n" * 80, "81 lines"),
    "no docstring": ("x = 1\n", ":1: no docstring"),
    "no sentence": ('"""no sentence"""\n', ":1: no docstring"),
    "no Python": ('"""Doc."""\n\nx = = 1\n', ":3: no Python"),
    "a newer name": (
        '"""Doc."""\n\nimport queue\n\nqueue.Queue().shutdown()\n',
        '<!--pytest.mark.since("3.13")-->',
    ),
}


@pytest.mark.parametrize(("code", "wrong"), PROGRAMS.values(), ids=PROGRAMS.keys())
def test_a_program_that_reads_badly_is_told_with_its_line(site, code, wrong):
    site.program(code)
    text = said(site, "programs", "docs/program.md")
    assert text.startswith("snippets/program.py")
    assert wrong in text


def test_a_newer_name_that_is_asked_for_first_is_left_alone(site):
    site.program(
        '"""Doc."""\n\nimport sys\n\nif hasattr(sys, "_is_gil_enabled"):\n'
        "    print(sys._is_gil_enabled())\n"
    )
    assert said(site, "programs", "docs/program.md") == ""


def test_a_program_is_formatted_as_published_and_the_line_is_the_files(site):
    site.write("snippets/ruff.toml", "line-length = 72\n")
    site.program('"""Doc."""\n\n# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\ny  =  2\n')
    text = said(site, "programs", "docs/program.md")
    assert "snippets/program.py:" in text
    assert "not formatted" in text
    site.program('"""Doc."""\n\n# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\ny = 2\n')
    assert said(site, "programs", "docs/program.md") == ""


def test_a_broken_program_without_its_repair_is_told(site):
    site.program('"""Doc."""\n', name="a_broken")
    assert "no a_fixed.py beside it" in said(site, "programs", "docs/a_broken.md")
    site.program('"""Doc."""\n\nimport os\nimport sys\nx = 1\n', name="a_fixed")
    assert "of its lines are those of" in said(site, "programs", "docs/a_broken.md")


@pytest.fixture
def recorded(site, monkeypatch):
    """A small site whose one program is recorded."""
    monkeypatch.setattr("sitekit.commands.versions.found_pythons", _this_one)
    site.program('"""Doc."""\n\nprint("x")\n', "x\n")
    assert renew(Site(site.root)) == 0
    return site


def _this_one():
    return [python_at(sys.executable)]


def test_a_recorded_program_has_no_problem(recorded):
    assert said(recorded, "records", "docs/program.md") == ""


def test_a_changed_program_asks_for_its_records(recorded):
    recorded.write("snippets/program.py", '"""Doc."""\n\nprint("x")  # more\n')
    text = said(recorded, "records", "docs/program.md")
    assert text.startswith(
        "snippets/program.py: program.py, program.out or a mark changed since the runs"
    )
    assert "make records" in text


def test_an_output_that_was_edited_is_named_with_the_program(recorded):
    recorded.write("snippets/program.out", "y\n")
    text = said(recorded, "records", "docs/program.md")
    assert "program.out or a mark changed since the runs were recorded" in text
    assert "Outputs are never edited" in text


def test_a_program_that_was_never_recorded_is_told_as_that(site):
    site.program('print("x")\n', "x\n")
    text = said(site, "records", "docs/program.md")
    assert text.startswith("snippets/program.py: its runs were never recorded\n")


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("lcoks.md", "learn/locks.md"),
        ("learn/lock.md", "learn/locks.md"),
        ("locks", "learn/locks.md"),
        ("/learn/locks.md#a", "learn/locks.md#a"),
        ("learn/locks.md#wht-a-lock-does", "#what-a-lock-does"),
        ("#a-prat", "#a-part"),
    ],
)
def test_the_nearest_place_of_a_link_that_leads_nowhere_is_told(site, address, nearest):
    site.page("# Locks\n\n## What a lock does\n", "docs/learn/locks.md")
    site.page(f"# A\n\n## A part\n\n[a]({address})\n\n<a href='#a-prt'>a</a>\n")
    text = said(site, "links")
    assert f"docs/page.md:5: {address} " in text
    assert f"  Did you mean {nearest!r}? Correct the link" in text
    assert (
        "docs/page.md:7: #a-prt leads to no heading or program of that page\n" in text
    )
    assert "  Did you mean '#a-part'? " in text


@pytest.mark.parametrize("address", ["gone.md", "learn/gone.md", "locks.png", "#gone"])
def test_a_link_that_nothing_is_like_gets_no_guess(site, address):
    site.page("# Locks\n\n## What a lock does\n", "docs/learn/locks.md")
    site.page(f"# A\n\n[a]({address})\n")
    text = said(site, "links")
    assert f"docs/page.md:3: {address} leads to no" in text
    assert "Did you mean" not in text


def test_a_change_of_prose_makes_nothing_stale(recorded):
    page = recorded.root / "docs/program.md"
    page.write_text("New words.\n\n" + page.read_text())
    assert said(recorded, "records", "docs/program.md") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"verdict": "holds"', '"verdict": "output"'),
        ('"orders": 1', '"orders": 7'),
        ('"exhaustive": true', '"exhaustive": false'),
        ('"on": {', '"on": {"3.10": ["3.10.1", "2020-01-01"], '),
    ],
)
def test_a_record_that_is_edited_by_hand_is_told(recorded, before, after):
    file = recorded.root / "snippets/records.json"
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))
    assert "was edited by hand" in said(recorded, "records", "docs/program.md")


def test_a_sealed_record_that_contradicts_itself_is_told(recorded):
    publication = Publication(Site(recorded.root))
    (program,) = publication.found.programs.values()
    records = Records(publication.site.snippets)
    proof = {**records.get(program, "proof"), "verdict": "output"}
    records.put(program, "proof", proof)
    records.save()
    text = said(recorded, "records", "docs/program.md")
    assert "cannot be: output, and the order that shows it is None" in text


def rerecorded(recorded, change):
    """What is wrong once the record of what tools prevent has changed."""
    publication = Publication(Site(recorded.root))
    (program,) = publication.found.programs.values()
    records = Records(publication.site.snippets)
    change(program, records)
    records.save()
    return said(recorded, "records", "docs/program.md")


def test_tools_that_were_never_taken_out_are_told(recorded):
    text = rerecorded(recorded, lambda program, records: records.drop(program, "tools"))
    assert text.startswith("snippets/program.py: it is not recorded what its tools")
    assert "make records" in text


def test_a_record_of_tools_that_are_not_there_is_told(recorded):
    def invent(program, records):
        lock = {"tool": "the lock `x`", "line": 3, "verdict": "output"}
        records.put(
            program, "tools", {**records.get(program, "tools"), "tools": [lock]}
        )

    text = rerecorded(recorded, invent)
    assert "cannot be: it is about the lock `x`; its tools are none" in text


def test_a_broken_program_that_is_not_drawn_is_told(site):
    site.program('"""Doc."""\n', name="a_broken")
    text = said(site, "published", "docs/a_broken.md")
    assert text.startswith("docs/a_broken.md:2: a_broken.py is not drawn")
    assert "{{ order a_broken }}" in text


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("{{ order a_broken }}", True),
        ("{{order a_broken}}", True),
        ("{{ order  program/a_broken }}", True),
        ("`{{ order a_broken }}`", False),
        ("{{ programs }}", False),
    ],
)
def test_a_program_is_drawn_however_its_placeholder_is_written(site, line, drawn):
    site.program(LOST, "count: 2\n", name="program/a_broken")
    page = site.root / "docs/program/a_broken.md"
    site.write("snippets/program/a_broken.order", FILE)
    text = f"{page.read_text()}\n{line}\n"
    page.unlink()
    site.page(text, "docs/program.md")
    told = said(site, "published", "docs/program.md")
    assert ("is not drawn" in told) != drawn
