"""The glossary is read, a mistake in it is told, and pages link what they first use."""

import json
import textwrap

import pytest

from sitekit.checking import Rules
from sitekit.checking import glossary as rules
from sitekit.pages import glossary
from sitekit.publishing import Publication
from sitekit.records.documentation import Documentation
from sitekit.site import Site

GLOSSARY = """\
# Glossary

{{ terms }}

<div class="glossary" markdown>

## Threads

### Thread

A sequence of calls under way.

[Threads](learn/threads.md)

### Lock
*Also mutex, latch.*

What one thread at a time can take with `acquire()`.

[Locks](learn/locks.md#what-it-does) · Python's glossary: [lock](https://docs.python.org/3/glossary.html#term-lock)

### Lock order

The sequence in which locks are taken.

[Locks](learn/locks.md)

### GIL

The lock of an interpreter.

[Threads](learn/threads.md)

### Build
<!-- linked: default build; every build -->

A variant of Python.

[Threads](learn/threads.md)

</div>
"""
NAV = """
nav:
  - index.md
  - learn/threads.md
  - learn/locks.md
  - learn/last.md
  - learn/builds.md
  - page.md
  - glossary.md
"""
EXPLAINED = {
    "docs/learn/threads.md": "# A **thread**, the GIL, and the default build\n",
    "docs/learn/builds.md": "# Builds\n\nThe default build, and every build.\n",
    "docs/learn/locks.md": "# A lock, a mutex and a lock order\n",
}


@pytest.fixture
def small(site):
    """A site with a glossary; `page` says what a page becomes."""
    with (site.root / "mkdocs.yml").open("a") as settings:
        settings.write(NAV)
    site.page("# Home\n", "docs/index.md")
    site.page("# Last\n", "docs/learn/last.md")
    site.page("# Page\n")
    for name, text in {**EXPLAINED, "docs/glossary.md": GLOSSARY}.items():
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / name).write_text(text, "utf-8")
    return site


def published(small, text, name="docs/page.md"):
    (small.root / name).write_text(textwrap.dedent(text), "utf-8")
    return Publication(Site(small.root)).expand(small.root / name)


def told(small, text=GLOSSARY, documentation=None):
    return [str(p) for p in rules.problems(Site(small.root), text, documentation)]


def changed(before, after):
    assert before in GLOSSARY
    return GLOSSARY.replace(before, after, 1)


def test_an_entry_has_its_names_its_sentence_and_the_page_that_explains_it():
    lock = glossary.terms(GLOSSARY)[1]
    assert (lock.name, lock.also) == ("Lock", ("mutex", "latch"))
    assert lock.words == ("Lock", "mutex", "latch")
    assert lock.sentence == "What one thread at a time can take with `acquire()`."
    assert (lock.title, lock.page, lock.place) == (
        "Locks",
        "learn/locks.md",
        "what-it-does",
    )
    assert lock.anchor == "lock"
    assert GLOSSARY.splitlines()[lock.line - 1] == "### Lock"


def test_a_comment_says_which_words_are_linked():
    assert glossary.terms(GLOSSARY)[-1].words == ("default build", "every build")
    none = changed("linked: default build; every build", "linked: nothing")
    assert glossary.terms(none)[-1].words == ()


def test_a_glossary_that_is_right_is_not_complained_of(small):
    assert told(small) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "wrong"),
    [
        ("A variant of Python.", "A variant.  Of Python.", 34, "2 sentences"),
        ("A variant of Python.", "A variant", 34, "a sentence without a period"),
        ("A variant of Python.", "A [variant](a.md).", 34, "'[variant](' in the"),
        ("A variant of Python.", "A *variant* of it.", 34, "'*variant*' in the"),
        ("A variant of Python.\n\n", "", 34, "1 paragraph in place of"),
        ("under way.\n", "under way.\n\nAnd more.\n", 9, "3 paragraphs in place of"),
        ("*Also mutex, latch.*", "*also mutex*", 16, "'*also mutex*' says nothing"),
        ("<!-- linked: d", "<!-- links: d", 35, "says nothing below the heading"),
        ("[Threads](learn/threads.md)", "[T](https://a.b)", 13, "leads to no page of"),
        (
            "*Also mutex, latch.*",
            "*Also thread.*",
            15,
            "'thread' is a name of 'Thread'",
        ),
        (": default build; every build", ":", 35, "a comment `linked` that says noth"),
        ("default build;", "defalt build;", 35, "`linked` says 'defalt build'"),
        ("learn/locks.md#", "learn/threads.md#", 15, "threads.md never says it"),
    ],
)
def test_a_mistake_in_an_entry_is_told_with_its_line(small, before, after, line, wrong):
    (problem,) = told(small, changed(before, after))
    assert problem.startswith(f"docs/glossary.md:{line}: ")
    assert wrong in problem
    assert "\n  " in problem


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("### GIL", "### Mutexs", "28: Mutexs: 'Mutexs' is a name of 'Lock', too"),
        ("### GIL", "### Latch\n*Also GIL.*", "28: Latch: 'Latch' is a name of 'Lock'"),
        ("### Lock order", "### Lock-order\n*Also GIL.*", "29: GIL: 'GIL' is a name"),
        ("### GIL", "### Lock\n<!-- linked: gil -->", "28: Lock: 'Lock' is a name of"),
        ("### Build\n", "### Build\n*Also lock.*\n", "34: Build: 'lock' is a name of"),
        ("linked: default", "linked: threads; default", "34: Build: 'threads' is a"),
    ],
)
def test_a_name_that_another_entry_has_is_told(small, before, after, wrong):
    found = "\n".join(told(small, changed(before, after)))
    assert f"docs/glossary.md:{wrong}" in found
    assert ", too, in line " in found


def test_a_name_that_stands_on_many_pages_needs_words_that_are_meant(small):
    lines = changed("### Thread\n", "### Thread\n*Also state.*\n")
    small.page("# More\n", "docs/more.md")
    (small.root / "docs/page.md").write_text("# A\n\nStates of a calm thread order.\n")
    assert told(small, lines) == []
    (small.root / "docs/learn/last.md").write_text("# B\n\nIts state, a lock order.\n")
    (problem,) = told(small, lines)
    assert problem.startswith("docs/glossary.md:9: Thread: 'state' stands on 2 pages\n")
    assert "<!-- linked: thread; state -->, fewer, or nothing." in problem
    for words in ("thread", "thread; state", "nothing"):
        comment = f"*Also state.*\n<!-- linked: {words} -->"
        assert told(small, lines.replace("*Also state.*", comment)) == []


def test_a_word_that_only_the_search_is_told_explains_nothing(small):
    (small.root / "docs/learn/locks.md").write_text(
        "# Locks\n<!-- asked: lock order -->\n"
    )
    (problem,) = told(small)
    assert "Lock order: docs/learn/locks.md never says it" in problem


@pytest.mark.parametrize("name", ["guides/my-glossary.md", "other.md"])
def test_a_comment_that_says_what_is_linked_is_one_of_the_glossary_alone(small, name):
    comment = "<!-- linked: default build -->"
    page = small.write(f"docs/{name}", f"# A\n{comment}\n\nText.\n")
    publication = Publication(Site(small.root))
    assert 2 not in publication.found.pages[page].directives
    told = "".join(map(str, Rules(publication).style(page)))
    assert f"docs/{name}:2: a comment below a heading that is none of `asked`" in told
    file = small.root / "docs" / glossary.PAGE
    line = (
        GLOSSARY.splitlines().index("<!-- linked: default build; every build -->") + 1
    )
    assert line in publication.found.pages[file].directives
    assert "none of `asked`" not in str([*Rules(publication).style(file)])


def test_what_pythons_own_glossary_has_is_linked(small):
    def anchors(*names):
        return Documentation("3.15.0", {"glossary.html": frozenset(names)})

    assert told(small, documentation=anchors("term-lock", "term-other")) == []
    (problem,) = told(small, documentation=anchors("term-GIL"))
    assert "GIL: no link to Python's own glossary, which has it" in problem
    assert "https://docs.python.org/3/glossary.html#term-GIL" in problem


LOCK = "[lock](glossary.md#lock){ .term }"


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("A lock, and a lock.", f"A {LOCK}, and a lock."),
        ("Locks help.", "[Locks](glossary.md#lock){ .term } help."),
        ("Two mutexes.", "Two [mutexes](glossary.md#lock){ .term }."),
        ("The lock\norder.", "The [lock\norder](glossary.md#lock-order){ .term }."),
        ("On every build.", "On [every build](glossary.md#build){ .term }."),
        ("- in a list: a lock", f"- in a list: a {LOCK}"),
        ("<p markdown>A lock.</p>", f"<p markdown>A {LOCK}.</p>"),
        ("A `lock`, a lock.", f"A `lock`, a {LOCK}."),
        ('It says "no lock" to a lock.', f'It says "no lock" to a {LOCK}.'),
        ("# A lock\n\nA lock.", f"# A lock\n\nA {LOCK}."),
        ("*After this you lock.*\n\nA lock.", f"*After this you lock.*\n\nA {LOCK}."),
        ("/// details | A lock\nA lock.\n///", f"/// details | A lock\nA {LOCK}.\n///"),
        ('!!! note "A lock"\n    A lock.', f'!!! note "A lock"\n    A {LOCK}.'),
        ("| a lock |\n|---|\n\nA lock.", f"| a lock |\n|---|\n\nA {LOCK}."),
        ("[a lock](a.md) A lock.", f"[a lock](a.md) A {LOCK}."),
        ("**Never lock.** A lock.", f"**Never lock.** A {LOCK}."),
    ],
)
def test_the_first_use_in_running_text_is_linked(small, text, becomes):
    assert published(small, f"{text}\n") == f"{becomes}\n"


@pytest.mark.parametrize(
    "text",
    [
        "The unlock, the locking, a lock-free way, a b-lock.",
        "A gil, and a build.",
        "A **lock** is explained here, and a lock is not linked after that.",
        "A *mutex* is explained here, and so is a lock.",
        "<p>A lock.</p>",
        "<figure>\nA lock.\n</figure>",
        "Next: [a page](page.md), in which there is a lock.",
        "![a lock](a.svg)",
        "```toml\n# a lock\n```",
    ],
)
def test_what_is_no_use_of_a_term_stays_as_it_is(small, text):
    assert published(small, f"{text}\n") == f"{text}\n"


def test_a_link_to_the_page_that_explains_a_term_gets_the_sentence(small):
    text = "See [locks](learn/locks.md#what-it-does). A lock.\n"
    linked = text.replace(").", '){ .term data-term="lock" }.')
    assert published(small, text) == linked
    later = "A lock. See [locks](learn/locks.md).\n"
    assert published(small, later) == later.replace("lock", LOCK, 1)


def test_a_placeholder_stays_whole(small):
    text = published(small, "{{ programs }} programs.\n")
    assert text == "0 programs.\n"


def test_a_link_leads_from_the_folder_of_its_page(small):
    text = published(small, "# L\n\nA lock.\n", "docs/learn/last.md")
    assert "[lock](../glossary.md#lock){ .term }" in text


def test_home_the_glossary_and_the_page_that_explains_a_term_link_it_not(small):
    for name in ("docs/index.md", "docs/learn/locks.md"):
        assert published(small, "# A\n\nA lock.\n", name) == "# A\n\nA lock.\n"
    assert "{ .term }" not in published(small, GLOSSARY, "docs/glossary.md")


def test_a_common_word_is_linked_until_the_lesson_that_explains_it(small):
    """`lock` and `thread` stand on most pages here, `mutex` is the same term as `lock`."""
    for name in ("page", "learn/last", "learn/locks"):
        (small.root / f"docs/{name}.md").write_text("A lock of a thread. GIL.\n")
    page, last, locks = (
        Publication(Site(small.root)).expand(small.root / f"docs/{name}.md")
        for name in ("page", "learn/last", "learn/locks")
    )
    assert page.count("{ .term }") == 3
    assert last == "A lock of a thread. GIL.\n"
    assert locks == "A lock of a thread. GIL.\n"
    (small.root / "docs/page.md").write_text("A lock of a thread.\n")
    (small.root / "docs/learn/locks.md").write_text("A lock of a thread.\n")
    last = Publication(Site(small.root)).expand(small.root / "docs/learn/last.md")
    assert last == "A lock of a thread. [GIL](../glossary.md#gil){ .term }.\n"


def test_all_names_are_listed_in_the_order_of_the_alphabet(small):
    text = published(small, GLOSSARY, "docs/glossary.md")
    listed = next(line for line in text.splitlines() if line.startswith("[Build]"))
    assert [part.partition("]")[0].strip("[") for part in listed.split("\u00a0· ")] == [
        *("Build", "GIL", "latch", "Lock", "Lock order", "mutex", "Thread")
    ]
    assert "[mutex](#lock)" in listed
    assert "linked:" not in text


def test_the_sentences_are_told_by_their_anchors(small):
    told = json.loads(Publication(Site(small.root)).terms.to_json())
    assert told["lock"] == {
        "sentence": "What one thread at a time can take with `acquire()`.",
        "title": "Locks",
        "at": "learn/locks/#what-it-does",
    }


def test_a_site_without_a_glossary_links_nothing(site):
    site.page("A lock.\n")
    page = site.root / "docs/page.md"
    assert Publication(Site(site.root)).expand(page) == "A lock.\n"
