"""What the search is given: phrases of readers, names, errors, prose; and the lists."""

import json

import pytest

from sitekit.checking import asked
from sitekit.problem import ProblemError
from sitekit.publishing import Publication, questions, sections
from sitekit.site import Site
from tests.sitekit.conftest import bare_site

WRONG = {
    "open": ("# A\n<!-- asked: a;\nb -->\n", "2: a comment `asked` with more"),
    "within text": ("# A\nb <!-- asked: a -->\n", "2: a comment `asked` with more"),
    "below text": ("# A\n\nb\n<!-- asked: a -->\n", "4: a comment `asked` without its"),
    "after it": ("# A\n<!-- asked: a --> b\n", "2: a comment `asked` with more"),
    "misspelled": ("# A\n<!-- aksed: a -->\n", "2: a comment below a heading"),
    "not a comment": ("# A\n<!- asked: a -->\n", "2: a comment below a heading"),
    "two": (
        "# A\n<!-- asked: b -->\n<!-- asked: c -->\n",
        "3: a second comment `asked`",
    ),
    "its heading": ("# A b?\n<!-- asked: a B -->\n", "2: a comment `asked` that says"),
    "twice": ("# A\n<!-- asked: b; B -->\n", "2: 'b' stands twice"),
    "empty": ("# A\n<!-- asked: ; -->\n", "2: a comment `asked` that says nothing"),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_comment_that_nobody_would_find_is_told_with_its_line(text, told):
    (found,) = map(str, asked.problems("docs/a.md", text))
    assert found.startswith(f"docs/a.md:{told}")
    assert "\n  " in found


def test_a_comment_below_its_heading_and_one_in_a_fence_are_right():
    text = "# A\n<!-- asked: b; c -->\n\n```markdown\n<!-- asked: c\n```\n"
    assert list(asked.problems("docs/a.md", text)) == []


def test_a_phrase_that_two_sections_claim_is_told_at_both():
    pages = {
        "docs/a.md": "# A\n<!-- asked: kill it; b -->\n",
        "docs/b.md": "# B\n\n## C\n<!-- asked: c; Kill it -->\n",
    }
    first, second = map(str, asked.repeated(pages))
    assert first.startswith("docs/a.md:2: 'kill it' is claimed by docs/b.md:4, too")
    assert second.startswith("docs/b.md:4: 'kill it' is claimed by docs/a.md:2, too")


PROGRAM = """\
import threading
from queue import Queue
q = Queue()
lock = threading.Lock()
with lock:
    q.put(1)
"""
PAGE = """\
# Locks & more

Intro.

## `with` a lock
<!-- asked: first; second -->

One `x`.
"""
DOCS = [
    {"location": "program/", "title": "Locks &amp; more", "text": "<p>Intro.</p>"},
    {
        "location": "program/#with-a-lock",
        "title": "<code>with</code> a lock",
        "text": "<p>One <code>x</code>.</p><pre><code>import x</code></pre><li>Two</li>"
        + sections.readable(
            "<thead><tr><th>h</th></tr></thead><tr class='x'><td>a</td>\n<td>b</td></tr>"
            "<svg><title id='t'>c</title>\n<desc>d</desc><text>e</text></svg>"
        ),
    },
]


@pytest.fixture
def published(site):
    """A page with a program that prints an error, below its second heading."""
    site.program(PROGRAM, "Traceback:\nValueError: too many\n")
    page = site.root / "docs/program.md"
    text = page.read_text("utf-8")
    page.write_text(PAGE + text[text.index("```python") :], "utf-8")
    return Publication(Site(site.root))


def test_a_section_is_prose_with_what_it_is_found_by(published):
    page, section = sections.entries(DOCS, sections.extras(published))
    assert page == sections.Entry("program/", "Locks & more", "Locks & more", "Intro.")
    told = section.title, section.page, section.text, section.asked
    assert told == (
        "with a lock",
        "Locks & more",
        "One x.\nTwo\na · b\nc\nd",
        "first; second",
    )
    used = section.shown.split("; ")
    for name in ("threading.Lock", "queue.Queue", "put", "ValueError: too many"):
        assert name in used


def test_a_heading_with_another_address_than_it_is_taken_for_is_told(published):
    docs = [DOCS[0], {**DOCS[1], "location": "program/#other"}]
    with pytest.raises(ProblemError) as told:
        sections.entries(docs, sections.extras(published))
    assert str(told.value).startswith("docs/program.md:5: no section")


def test_an_exercise_is_found_as_a_whole_and_the_page_of_all_by_its_sections(tmp_path):
    site = bare_site(tmp_path, {})
    docs = []
    (tmp_path / "docs/exercises").mkdir()
    for name, below in (("index", ""), ("jars", "jars/")):
        text = "# Jars\n<!-- asked: shelf -->\n\n## Hints\n\nA lock.\n"
        (tmp_path / f"docs/exercises/{name}.md").write_text(text)
        for anchor, title in (("", "Jars"), ("#hints", "Hints")):
            at = f"exercises/{below}{anchor}"
            docs.append({"location": at, "title": title, "text": "A lock."})
    found = sections.entries(docs, sections.extras(Publication(site)))
    told = [(entry.at, entry.asked) for entry in found]
    assert told == [
        ("exercises/", "shelf"),
        ("exercises/#hints", ""),
        ("exercises/jars/", "shelf"),
    ]


def test_a_section_on_a_message_is_marked_as_one(site):
    text = "# Locks\n\n## `RuntimeError: release unlocked lock`\n<!-- asked: b -->\n"
    site.page(text, "docs/errors/locks.md")
    site.page(text, "docs/locks.md")
    extra = sections.extras(Publication(Site(site.root)))
    assert {at for at, found in extra.items() if found.message} == {
        "errors/locks/#runtimeerror-release-unlocked-lock"
    }
    docs = [{"location": at, "title": "T", "text": ""} for at in extra]
    (entry,) = (one for one in sections.entries(docs, extra) if one.message)
    assert entry.at == "errors/locks/#runtimeerror-release-unlocked-lock"
    assert entry.asked == "b"


def test_what_readers_call_a_section_is_not_published(published):
    assert "asked" not in published.expand(published.site.docs / "program.md")


def test_the_index_leaves_out_what_is_empty_but_for_the_address():
    (found,) = json.loads(sections.to_json([sections.Entry("", "Home", "Home", "")]))
    assert found == {"at": "", "title": "Home", "page": "Home"}


def test_the_lists_have_every_section_and_the_names_that_python_has(tmp_path):
    site = bare_site(tmp_path, {})
    (tmp_path / "docs/a.md").write_text(
        "# A page\n<!-- asked: b -->\n\n`Thread.join()`\n\n## Is `x` free?\n<!-- asked: kill; stop -->\n"
        "\n`join()` and `mine`\n\n```python\n# not a heading\n```\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text() + "nav: [{One: [a.md]}]\n"
    )
    assert questions.of_part(site, "One") == (
        "\n## [A page](a.md)\n\n<small>b</small>\n\n"
        "- [Is `x` free?](a.md#is-x-free)<br><small>kill; stop</small>"
    )


def test_the_list_of_exercises_stands_for_all_of_them(tmp_path):
    site = bare_site(tmp_path, {})
    (tmp_path / "docs/exercises").mkdir()
    (tmp_path / "docs/exercises/index.md").write_text("# All\n\n## How\n")
    for name in ("a", "b"):
        (tmp_path / f"docs/exercises/{name}.md").write_text(
            f"# Jars {name}\n<!-- asked: lost update -->\n\n## Hints\n\n`join()`\n"
        )
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text()
        + "nav: [More: [exercises/index.md, exercises/a.md, exercises/b.md]]\n"
    )
    assert questions.of_part(site, "More") == (
        "\n## [All](exercises/index.md)\n\n- [How](exercises/index.md#how)"
    )


def test_a_list_is_on_no_list_and_a_page_of_its_name_in_a_folder_is(tmp_path):
    site = bare_site(tmp_path, {})
    (tmp_path / "docs/learn").mkdir()
    for name in ("questions", "learn/questions"):
        (tmp_path / f"docs/{name}.md").write_text(f"# In {name}\n")
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text()
        + "nav: [One: [questions.md, learn/questions.md]]\n"
    )
    assert questions.of_part(site, "One") == (
        "\n## [In learn/questions](learn/questions.md)\n"
    )


def test_all_lists_of_a_build_read_each_page_once(tmp_path, monkeypatch):
    site = bare_site(tmp_path, {})
    for name in "ab":
        (tmp_path / f"docs/{name}.md").write_text(f"# In {name}\n\n`join()`\n")
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text() + "nav: [One: [a.md], Two: [b.md]]\n"
    )
    seen, real = [], site.read
    monkeypatch.setattr(site, "read", lambda path: seen.append(path) or real(path))
    for part in ("One", "Two"):
        assert "[In " in questions.of_part(site, part)
    assert sorted(path.name for path in seen) == ["a.md", "b.md"]


def test_a_heading_that_many_pages_have_leads_nobody(tmp_path):
    site = bare_site(tmp_path, {})
    for name in "abc":
        (tmp_path / f"docs/{name}.md").write_text(
            f"# Page {name}\n\n## The trap\n\n## {name.replace('c', 'b')}\n"
        )
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text()
        + "nav: [One: [b.md, c.md], Two: [a.md]]\n"
    )
    assert questions.of_part(site, "One") == (
        "\n## [Page b](b.md)\n\n- [b](b.md#b)\n\n## [Page c](c.md)\n\n- [b](c.md#b)"
    )
