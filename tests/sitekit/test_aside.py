"""Drawings and code wait beside the page, and come back unchanged; drawings are kept."""

import shutil

import pytest

from sitekit.problem import ProblemError
from sitekit.publishing import Publication, kept
from sitekit.publishing.aside import CODE, DRAWING
from sitekit.site import Site
from tests.sitekit.test_orders import FILE, LOST

PAGE = (
    '# A\n\n<figure class="order" data-program="a">\n<p>1</p>\n</figure>\n\nText\n\n'
    '<figure class="program" markdown>\n</figure>\n\n'
    '<figure class="order">\n<p>2</p>\n</figure>\n'
)


def test_drawings_leave_numbered_places_of_their_class_and_come_back():
    text, drawings = DRAWING.put(PAGE)
    assert "<p>" not in text
    assert text.count('<figure class="order"') == 2
    assert '<figure class="program" markdown>' in text
    assert DRAWING.back(text, drawings) == PAGE


def test_code_leaves_places_and_comes_back():
    page = "<p>a</p><pre><b>1</b></pre><p>c</p><pre class=x>\\1</pre>"
    text, parts = CODE.put(page)
    assert "<b>" not in text
    assert CODE.back(text, parts) == page


def test_a_part_without_its_place_is_an_error():
    text, drawings = DRAWING.put(PAGE)
    with pytest.raises(ValueError, match="2 parts of a page have 1 places"):
        DRAWING.back(text.replace('data-aside="1"', ""), drawings)


def test_what_was_drawn_is_kept_until_it_depends_on_something_else(tmp_path):
    drawn = []

    def draw():
        drawn.append(1)
        return f"drawing {len(drawn)}\n"

    def ask(*depends_on):
        return kept.drawn(tmp_path, depends_on, draw)

    assert ask("a", "bc") == ask("a", "bc") == "drawing 1\n"
    assert ask("ab", "c") == "drawing 2\n"
    assert ask("a", "bc") == "drawing 1\n"


def test_a_failure_is_not_kept(tmp_path):
    def fail():
        raise ValueError("no such order")

    for _ in range(2):
        with pytest.raises(ValueError, match="no such order"):
            kept.drawn(tmp_path, ("a",), fail)
    assert kept.drawn(tmp_path, ("a",), lambda: "b") == "b"


def test_what_other_code_has_drawn_goes(tmp_path):
    old = tmp_path / kept.FOLDER / "other/0.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    kept.drawn(tmp_path, ("a",), lambda: "b")
    assert not old.parent.exists()


def drawn_anew(site, page) -> str:
    """A page as it is published now, which must be as if nothing had been kept.

    Or why it cannot be published.
    """

    def published():
        try:
            return Publication(Site(site.root)).expand(page)
        except ProblemError as error:
            return str(error)

    now = published()
    shutil.rmtree(site.root / kept.FOLDER)
    assert published() == now
    return now


@pytest.mark.parametrize(
    ("file", "before", "after", "lacks"),
    [
        ("snippets/program_broken.py", "count += 1", "count += 1 * 1", "count += 1<"),
        ("snippets/program_broken.order", "any-time:\n", "no order\n", "prints &#39;count: 2"),
        ("snippets/program_broken.out", "count: 2", "count: 1", '<figure class="order"'),
        ("docs/program_broken.md", "MARK", '<!--pytest.mark.output(like=r"\\d")-->', '<figure class="order"'),
    ],
)  # fmt: skip
def test_a_page_shows_the_order_as_it_is_now(site, file, before, after, lacks):
    site.write("snippets/program_broken.order", FILE)
    page = site.program(LOST, "count: 2\n", "MARK", name="program_broken")
    page.write_text(page.read_text() + "\n{{ order program_broken }}\n")
    assert '<figure class="order"' in drawn_anew(site, page)
    changed = site.root / file
    assert before in changed.read_text()
    first = Publication(Site(site.root)).expand(page)
    assert lacks in first
    changed.write_text(changed.read_text().replace(before, after))
    assert lacks not in drawn_anew(site, page)
