"""HTML and blocks that would take the rest of a page with them are refused."""

import pytest

from tests.sitekit.conftest import assert_refused
from tests.sitekit.test_refusing import read, small

__all__ = ["read", "small"]

REFUSED = {
    "a tag that is not closed": ('a\n\n<figure class="x">\n\nb\n', 3, "<figure> is never closed"),
    "a tag within that": ("<div>\n<p>a\n</div>\n", 2, "<p> is never closed"),
    "the first of two": ("<figure>\n\n<figure>\n</figure>\n", 1, "<figure> is never closed"),
    "a tag that closes nothing": ("a</b>\n", 1, "</b> closes nothing"),
    "a comment": ("a\n\n<!-- b\n\nc\n", 3, "'<!-- b' is never finished"),
    "a comment that ends in another": ("a\n\n<!-- b\n\nc\n<!-- d -->\n", 3, "a comment that is not closed before"),
    "a tag that is not finished": ("a\n\n<figure class=\n\nc\n", 3, "'<figure class=' is never"),
    "a script": ("a\n\n<script>alert(1)</script>\n", 3, "no test of this site has seen"),
    "a call": ('<b onclick="x()">a</b>\n', 1, "no test of this site has seen"),
    "a picture without words": ('a <img src="a.png"> b\n', 1, 'Write <img alt="what'),
    "after code that goes on": ("`<b>\n<i>` <u>\n", 2, "<u> is never closed"),
    "an unknown block": ("a\n\n/// detials | Answer\nb\n///\n", 3, "Did you mean details?"),
    "a block by another form": ("/// details: Answer\nb\n///\n", 1, "/// details: Answer opens no block"),
    "a block that is not closed": ("a\n\n/// details | Answer\nb\n", 3, "this block is not closed on this page"),
    "a block before another": ("/// details | A\nb\n\n/// details | B\n///\n", 1, "not closed before line 4 opens"),
    "a block that closes nothing": ("a\n\n///\n", 3, "/// closes no block"),
    "a block with other slashes": ("/// details | A\n////\n", 2, "//// closes no block"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "wrong"), REFUSED.values(), ids=REFUSED.keys()
)
def test_what_takes_the_rest_of_the_page_is_refused(read, text, line, wrong):
    assert_refused(read, text, line, wrong)


ACCEPTED = {
    "tags that are closed": '<figure class="x">\n<br>\n<hr/>\n</figure>\n',
    "code": "`<figure>` and ``a ` <b>``\n",
    "a fence": "```markdown\n<figure>\n/// detials\n```\n",
    "a link": "<https://example.org/a> and <mailto:a@b.org>\n",
    "a sign": "1 < 2, a <= b, a<3, a & b\n",
    "a comment": "<!-- <figure> -->\n",
    "a block within another": "//// details | A\n/// details | B\n///\n////\n",
    "a picture with words": '<img src="a.png" alt="a">\n',
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_is_closed_or_no_html_may_stand(read, text):
    assert read(text).blocks == ()


def test_the_tags_of_a_page_have_their_lines(read):
    tags = read('a\n\n<a href="b.md">c</a> <br>\n').tags
    assert [(tag.name, tag.line) for tag in tags] == [("a", 3), ("br", 3)]
    assert tags[0].attributes == {"href": "b.md"}
