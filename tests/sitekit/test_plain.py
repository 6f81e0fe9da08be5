"""A page as plain Markdown: what it says stays, what is made for the eye goes."""

import pytest

from sitekit.publishing import Publication, llms, plain
from sitekit.site import Site
from tests.sitekit.conftest import MKDOCS, bare_site

PAGES = {"": "index.md", "learn/locks/": "learn/locks.md", "about/": "about.md"}


def written(text, name="learn/locks.md", embed=lambda lines: lines):
    return plain.plain(text, name, PAGES, embed)


KEPT = {
    "prose": "# A\n\nText with `<code>`, a [link](../about.md#b) and 1 < 2.\n",
    "a fence with what looks like HTML": "```python\nx = '<b>' # &amp;\n```\n",
    "a table": "| a | b |\n|---|---|\n| `c` | d |\n",
    "a fence in a list": "- One:\n\n    ```text\n    <i>\n    ```\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_what_is_markdown_stays_as_it_is(text):
    assert written(text) == text


CHANGED = {
    "front matter": ("---\ndescription: a\n---\n\n# A\n", "# A\n"),
    "attributes": ("[a](b.md){ .md-button }\n", "[a](b.md)\n"),
    "an answer": ("/// details | Answer\nYes.\n///\n", "**Answer**\nYes.\n"),
    "a comment": ("a<!-- b -->\n", "a\n"),
    "marks": ("<p><b>a</b> <em>b</em> <code>c</code> <s>d</s></p>", "**a** *b* `c` ~~d~~\n"),
    "a reference": ("<p>a &lt; b &#8644;</p>", "a < b ⇄\n"),
    "a button": ('<div><button>Copy</button><span class="badge">No</span>a</div>', "a\n"),
    "what is hidden": ('<p hidden>a</p><p aria-hidden="true">b <b>c</b></p><p>d</p>', "d\n"),
    "a list": ("<ul><li><p>a</p></li><li>b</li></ul>", "- a\n\n- b\n"),
    "a summary": ("<details><summary>a</summary><p>b</p></details>", "**a**\n\nb\n"),
    "a table in HTML": (
        "<table><tr><th>a</th></tr><tr><td>b | <code>c</code></td></tr></table>",
        "| a |\n|---|\n| b \\| `c` |\n",
    ),
    "a picture": (
        '<figure><svg><title>A lock</title><desc>It is free.</desc><text>x</text></svg></figure>',
        "A lock\n\nIt is free.\n",
    ),
    "a drawing": (
        '<div class="lanes lanes-3"><div>step</div></div>\n<p class="ends">Ends.</p>'
        '<details class="order-table">\n<summary>Same</summary><p>t</p></details>'
        "<script>{}</script>",
        "Ends.\n\nt\n",
    ),
    "a link to a page": ('<a href="../../about/#b">a</a>', "[a](../about.md#b)\n"),
    "a link to a file": ('<a href="../../programs/a.py">a</a>', "[a](../programs/a.py)\n"),
    "a link within": ('<a href="#b">a</a>', "[a](#b)\n"),
    "a link elsewhere": ('<a href="https://x.org/a">a</a>', "[a](https://x.org/a)\n"),
    "a tag that is never closed": ("<p>a</div>\n", "a\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "left"), CHANGED.values(), ids=CHANGED.keys())
def test_what_is_made_for_the_eye_goes(text, left):
    assert written(text) == left


def test_links_of_the_home_page_begin_at_the_root():
    assert written('<a href="about/">a</a>', "index.md") == "[a](about.md)\n"


def test_a_program_is_named_and_whole_with_what_is_proven(site):
    site.program("x = 1\n", "")
    publication = Publication(Site(site.root), runs=True)
    page = publication.site.docs / "program.md"
    embed = publication.site.preprocessor.run
    text = plain.plain(
        publication.expand(page), "program.md", {"": "program.md"}, embed
    )
    assert text.startswith("`./program.py`\n\n```python\nx = 1\n```\n")
    assert "Not yet run on other Pythons." in text
    assert "(../how-this-site-is-checked/#in-every-order)" in text
    assert "<" not in text


def test_llms_txt_has_each_page_of_a_part_with_its_description(tmp_path):
    site = bare_site(tmp_path, {})
    for name in ("index", "a", "b", "c"):
        text = f"---\ndescription: Says {name}.\n---\n# Page `{name}`\n"
        (tmp_path / f"docs/{name}.md").write_text(text)
    (tmp_path / "docs/b.md").write_text("# B\n")
    nav = "nav: [index.md, About: [c.md], Learn: [a.md, More: [b.md]]]\n"
    more = "site_description: A small site.\n"
    (tmp_path / "mkdocs.yml").write_text(MKDOCS + more + nav)
    text = llms.listed(site, "https://x.org/")
    assert text.startswith("# small\n\n> A small site.\n\nA tutorial")
    assert text.endswith(
        "\n\n## Learn\n\n"
        "- [Page `a`](https://x.org/a.md): Says a.\n"
        "- [B](https://x.org/b.md)\n"
        "\n## Optional\n\n"
        "- [Page `c`](https://x.org/c.md): Says c.\n"
    )
