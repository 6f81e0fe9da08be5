"""Error messages: listed by their headings, and each printed by a program below it."""

import pytest

from sitekit.checking import Rules
from sitekit.publishing import Publication, messages, questions
from sitekit.site import Site
from tests.sitekit.conftest import bare_site

NAV = """nav:
  - index.md
  - Errors:
      - errors/index.md
      - Pools: errors/pools.md
      - errors/locks.md
"""
PAGES = {
    "index": "# Home\n\n## No message\n",
    "errors/index": "# Messages\n\n## None either\n",
    "errors/locks": "# Locks\n\n## `RuntimeError: release unlocked lock`\n",
    "errors/pools": "# Pools\n\n## `TimeoutError` (no text)\n\n## `KeyError: 'a'`\n",
}


@pytest.fixture
def listed(tmp_path):
    site = bare_site(tmp_path, {})
    settings = site.root / "mkdocs.yml"
    settings.write_text(settings.read_text() + NAV)
    for name, text in PAGES.items():
        page = site.docs / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(text)
    return Site(tmp_path)


def test_each_heading_of_a_page_of_messages_is_listed_below_its_page(listed):
    assert messages.listed(listed) == (
        "\n## [Pools](pools.md)\n\n"
        "- [`TimeoutError` (no text)](pools.md#timeouterror-no-text)\n"
        "- [`KeyError: 'a'`](pools.md#keyerror-a)\n"
        "\n## [Locks](locks.md)\n\n"
        "- [`RuntimeError: release unlocked lock`](locks.md#runtimeerror-release-unlocked-lock)"
    )


def test_the_list_of_messages_stands_for_all_of_them(listed):
    assert "[Messages](errors/index.md)" in questions.of_part(listed, "Errors")
    assert "Pools" not in questions.of_part(listed, "Errors")


NEWER = "ValueError: <T at 0x7f01> has 3\n  seats, not 4\n"
OLDER = "ValueError: 3 seats\n"
PAGE = """\
# Seats

*What Python says of seats.*

## {heading}

The office says it.

{mark}
```python title="errors/seats/office.py"
--8<-- "errors/seats/office.py"
```

<!--pytest-codeblocks:expected-output-->
```text title="Output"
--8<-- "errors/seats/office.out"
```

```text title="Output on Python 3.12 and older"
--8<-- "errors/seats/office.until-3.12.out"
```

{after}
"""


def told(site, heading, mark="", after="", page=PAGE, name="errors/seats"):
    """What is wrong with the messages of a page."""
    site.write("snippets/errors/seats/office.py", 'print("office")\n')
    site.write("snippets/errors/seats/office.out", NEWER)
    site.write("snippets/errors/seats/office.until-3.12.out", OLDER)
    text = page.format(heading=heading, mark=mark, after=after)
    (site.root / f"docs/{name}.md").parent.mkdir(parents=True, exist_ok=True)
    (site.root / f"docs/{name}.md").write_text(text)
    publication = Publication(Site(site.root))
    assert not publication.found.errors
    found = Rules(publication).messages(site.root / f"docs/{name}.md")
    return "\n".join(map(str, found))


@pytest.mark.parametrize(
    "heading",
    [
        "`ValueError: 3 seats`",
        "`3 seats` on older Pythons",
        "`ValueError: <T at 0x...> has 3 seats, not 4`",
        "`ValueError: ... has 3 seats, not 4` or `ValueError: 3 seats`",
    ],
)
def test_a_message_that_is_printed_on_any_python_is_a_heading(site, heading):
    assert told(site, heading) == ""


@pytest.mark.parametrize(
    "message",
    [
        "ValueError: 4 seats",
        "ValueError: 3 seat",
        "Error: 3 seats",
        "ValueError: <T at 0x...> has 4 seats, not 3",
        "ValueError: <T at 0x7f02> has 3 seats, not 4",
    ],
)
def test_a_message_that_no_program_prints_is_told_with_its_line(site, message):
    said = told(site, f"`ValueError: 3 seats` or `{message}`")
    assert said.startswith(
        f"docs/errors/seats.md:5: no program below the heading prints {message!r}\n"
    )
    assert "Take it from the output" in said


def test_the_nearest_line_of_the_outputs_is_told(site):
    said = told(site, "`ValueError: 3 saets`")
    assert "Nearest is 'ValueError: 3 seats'." in said


def test_what_the_mark_of_the_program_lets_vary_may_differ(site):
    mark = '<!--pytest.mark.output(like=r"has (\\d+)|not \\d+")-->'
    wrong = "`ValueError: <T at 0x...> has 9 seats, not 9`"
    assert told(site, wrong) != ""
    assert told(site, wrong, mark) == ""
    assert told(site, "`ValueError: <T at 0x...> has 9 chairs, not 9`", mark) != ""


def test_a_message_is_printed_by_a_program_of_its_own_section(site):
    after = "### Why?\n\n## `ValueError: 3 seats`\n\nReported in the office."
    said = told(site, "`ValueError: 3 seats`", after=after)
    assert said.startswith("docs/errors/seats.md:25: no program")
    assert "or begin: Reported, and not seen in the runs for this site:" in said


def test_a_message_that_was_only_reported_says_so_first(site):
    after = "## `ValueError: 9`\n<!-- asked: nine -->\n\nReported, and not seen in the"
    after += " runs for this site: a full office."
    assert told(site, "`ValueError: 3 seats`", after=after) == ""


def test_a_part_of_a_section_may_show_the_program(site):
    page = PAGE.replace("The office", "### Here\n\nThe office")
    assert told(site, "`ValueError: 3 seats`", page=page) == ""


def test_a_heading_without_a_message_is_told(site):
    said = told(site, "The office")
    assert said.startswith("docs/errors/seats.md:5: the heading 'The office' has no")


def test_other_pages_have_headings_of_any_kind(site):
    assert told(site, "The office", name="seats") == ""
    assert told(site, "The office", name="errors/index") == ""
