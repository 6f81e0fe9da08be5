"""A link leads to a page and an anchor that the site has, or is told with its line."""

import pytest

from sitekit.checking.links import Links
from sitekit.publishing import Publication
from sitekit.site import Site

OTHER = """\
# Other

## Why `join()` *waits*, and [who](a.md#x) does { #ignored }

## It's A-b_c, 3.13 {: .wide }

Text {#given} and <a id="html"></a>.

```text
## Not a heading
```
"""


@pytest.fixture
def small(site):
    site.page(OTHER, "docs/part/other.md")
    site.program("x = 1\n", name="learn/a_program")
    site.write("docs/assets/picture.svg", "")
    site.write("docs/with space.md", "# Space\n")
    return site


@pytest.fixture
def said(small):
    """What is wrong with the links of a page with this text."""

    def said(text, name="docs/part/page.md"):
        page = small.page(text, name)
        links = Links(Publication(Site(small.root)))
        return [str(problem).partition("\n")[0] for problem in links.problems(page)]

    return said


def test_a_page_has_the_anchors_of_headings_ids_and_programs(small):
    links = Links(Publication(Site(small.root)))
    assert links.anchors[small.root / "docs/part/other.md"] == {
        "other",
        "why-join-waits-and-who-does",
        "ignored",
        "its-a-b_c-313",
        "given",
        "html",
    }
    assert links.anchors[small.root / "docs/learn/a_program.md"] == {
        "learn-a-program-py"
    }


def test_a_page_that_is_refused_has_the_anchors_of_its_text(small):
    small.page("# Bad\n\n~~~\n~~~\n", "docs/bad.md")
    links = Links(Publication(Site(small.root)))
    assert links.anchors[small.root / "docs/bad.md"] == {"bad"}


SOUND = """\
# Page

[a](other.md) [b](other.md#given "a title") [c](#page) [d](./other.md#html) [e](page.md)
[f](../learn/a_program.md#learn-a-program-py) [g](../assets/picture.svg#any)
[h](https://example.org/#x) [i](mailto:a@example.org) [j](http://127.0.0.1:8000/)
[k](../programs/learn/gone.py) [l](programs.zip) [m](../with%20space.md#space)
`[n](gone.md)` and ![o](../assets/picture.svg)

```text
[p](gone.md)
```
"""


def test_links_that_lead_somewhere_are_left_alone(said):
    assert said(SOUND) == []


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("gone.md", "leads to no file"),
        ("../other.md", "leads to no file"),
        ("../part", "leads to no file"),
        ("other.md#gone", "leads to no heading or program of that page"),
        ("#gone", "leads to no heading or program of that page"),
        ("other.md#not-a-heading", "leads to no heading or program of that page"),
        ("/part/other/", "begins with /, and breaks where the site is in a folder"),
        ("http://example.org/", "is not encrypted: write https"),
        ("http://10.0.0.1/", "is not encrypted: write https"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(said, address, wrong):
    assert said(f'# Page\n\nA [b](other.md) [c]({address} "d") e.\n') == [
        f"docs/part/page.md:3: {address} {wrong}"
    ]
