"""What the search is given: phrases of readers, names, errors, prose; and the lists."""

import json

import pytest

from sitekit.checking import asked
from sitekit.publishing import questions, sections
from tests.sitekit.conftest import bare_site

WRONG = {
    "open": ("# A\n<!-- asked: a;\nb -->\n", "2: a comment `asked` that does not end"),
    "within text": ("# A\nb <!-- asked: a -->\n", "2: a comment `asked` that does not"),
    "below text": ("# A\n\nb\n<!-- asked: a -->\n", "4: a comment `asked` without its"),
    "empty": ("# A\n<!-- asked: ; -->\n", "2: a comment `asked` that says nothing"),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_comment_that_nobody_would_find_is_told_with_its_line(text, told):
    (found,) = map(str, asked.problems("docs/a.md", text))
    assert found.startswith(f"docs/a.md:{told}")
    assert "\n  " in found


def test_a_comment_below_its_heading_and_one_in_a_fence_are_right():
    text = "# A\n<!-- asked: a; b -->\n\n```markdown\n<!-- asked: c\n```\n"
    assert list(asked.problems("docs/a.md", text)) == []


def test_a_phrase_that_two_sections_claim_is_told_at_the_second():
    pages = {
        "docs/a.md": "# A\n<!-- asked: kill it; b -->\n",
        "docs/b.md": "# B\n\n## C\n<!-- asked: c; Kill it -->\n",
    }
    (found,) = map(str, asked.repeated(pages))
    assert found.startswith("docs/b.md:4: 'Kill it' is claimed by docs/a.md:2, too")


PROGRAM = """\
import threading
from queue import Queue
q = Queue()
lock = threading.Lock()
with lock:
    q.put(1)
"""
DOCS = [
    {"location": "a/", "title": "Locks &amp; more", "text": "<p>Intro.</p>"},
    {
        "location": "a/#b",
        "title": "<code>with</code>",
        "text": "<p>One <code>x</code>.</p> <pre><code>import x</code></pre><li>Two</li>",
    },
]
PAGE = (
    '<h1 id="a">A</h1><!-- asked: first; second -->'
    '<h2 id="b">B</h2><figure class="program" data-program="p.py"></figure>'
)


@pytest.fixture
def program(tmp_path):
    site = bare_site(tmp_path, {"p.py": PROGRAM})
    (tmp_path / "snippets/p.out").write_text("Traceback:\nValueError: too many\n")
    return site, site.snippets / "p.py"


class Shown:
    """As much of a Program as is asked for."""

    def __init__(self, path):
        self.text = path.read_text("utf-8")
        self.outputs = {"": path.with_suffix(".out")}


def test_a_section_is_prose_with_what_it_is_found_by(program):
    _, path = program
    extras = sections.Extras()
    assert "asked" not in extras.take("a/", PAGE, {"p.py": Shown(path)})
    page, section = sections.sections(DOCS, extras)
    assert page == sections.Section(
        "a/", "Locks & more", "Locks & more", "Intro.", "first; second"
    )
    assert (section.title, section.page, section.text) == (
        "with",
        "Locks & more",
        "One x. Two",
    )
    shown = section.shown.split("; ")
    for name in ("threading.Lock", "queue.Queue", "put", "ValueError: too many"):
        assert name in shown


def test_the_index_leaves_out_what_is_empty_but_for_the_address():
    (found,) = json.loads(sections.to_json([sections.Section("", "Home", "Home", "")]))
    assert found == {"at": "", "title": "Home", "page": "Home"}


def test_the_lists_have_every_section_and_the_names_that_python_has(tmp_path):
    site = bare_site(tmp_path, {})
    (tmp_path / "docs/a.md").write_text(
        "# A page\n\n`Thread.join()`\n\n## Is `x` free?\n<!-- asked: kill; stop -->\n"
        "\n`join()` and `mine`\n\n```python\n# not a heading\n```\n"
    )
    (tmp_path / "mkdocs.yml").write_text(
        (tmp_path / "mkdocs.yml").read_text() + "nav: [{One: [a.md]}]\n"
    )
    assert questions.all_questions(site) == (
        "\n## [A page](a.md)\n\n"
        "- [Is `x` free?](a.md#is-x-free)<br><small>kill; stop</small>"
    )
    assert questions.all_names(site, ["threading.Thread.join"]) == (
        "- `join`: [Is `x` free?](a.md#is-x-free)\n- `Thread.join`: [A page](a.md)"
    )
