"""What stands on a published page comes from its programs and their records."""

import re
from pathlib import Path

import pytest

from sitekit.pages import PageError
from sitekit.programs import collect
from sitekit.publishing import Publication, placeholders
from sitekit.publishing.expansion import _Known
from sitekit.records import sentences
from sitekit.records.store import Records
from sitekit.site import Site
from tests.sitekit.test_orders import FILE, LOST

HOLDS = {"verdict": "holds", "orders": 1, "exhaustive": True, "breaking": None}
ON = {
    name: [f"{name}.1", day]
    for name, day in {
        "3.13t": "2026-01-02",
        "3.10": "2026-01-03",
        "3.11": "2025-12-31",
        "3.9": "2025-12-31",
        "3.13": "2026-01-01",
    }.items()
}


def expanded(site, name="docs/program.md"):
    return Publication(Site(site.root)).expand(site.root / name)


def record(site, kind, values, name="program.py"):
    """Put a current record beside a program."""
    programs = collect(Site(site.root)).programs
    (program,) = (p for p in programs.values() if p.path.name == name)
    records = Records(site.root / "snippets")
    records.put(program, kind, {"of": program.fingerprint, **values})
    records.save()


def test_a_figure_has_the_badges_and_sentences_of_its_records(site):
    site.program("x = 1\n")
    text = expanded(site)
    assert '<summary><span class="badge">Not recorded yet</span></summary>' in text
    assert "</summary><p>Not yet run on other Pythons.</p><p><a" in text
    record(site, "proof", HOLDS)
    record(site, "ran", {"on": ON})
    text = expanded(site)
    assert (
        f'<summary><span class="badge holds">{sentences.PROVEN.text}</span>'
        '<span class="badge ran">Ran on Python 3.9 to 3.13 and 3.13t</span></summary>'
        f"<p>{sentences.HOLDS_ONE}</p>"
        "<p>Ran on Python 3.9, 3.10, 3.11, 3.13 and 3.13t; January 3, 2026.</p>"
        '<p><a href="../how-this-site-is-checked/#in-every-order">' in text
    )


def test_words_of_a_mark_cannot_become_markup(site):
    site.program("x = 1\n", mark='<!--pytest.mark.one_order("a <b>")-->')
    record(site, "proof", HOLDS)
    assert "<p>Not run in every order: a &lt;b&gt;.</p>" in expanded(site)


@pytest.mark.parametrize(("inside", "fence"), [("``", "```"), ("a ```` b `", "`````")])
def test_a_fence_is_longer_than_any_in_its_program(site, inside, fence):
    site.program(f'x = "{inside}"\n', "x\n")
    text = expanded(site)
    assert f'\n\n{fence}python\n--8<-- "program.py"\n{fence}\n\n' in text
    assert f'\n\n{fence}text\n--8<-- "program.out"\n{fence}\n\n' in text


PARTS = """\
# A

```python
--8<-- "hello.py:word"
```

=== "In a tab"

    <!--pytest.mark.output(order="any")-->
    ```python title="hello.py"
    --8<-- "hello.py"
    ```

"""


def test_only_whole_programs_at_the_margin_become_figures(site):
    code = "# --8<-- [start:word]\nword = 1\n# --8<-- [end:word]\n"
    site.write("snippets/hello.py", code)
    page = site.program('print("x")\n', "x\n")
    page.write_text(PARTS + page.read_text() + "\nThe end.\n")
    text = expanded(site)
    kept = PARTS.replace('    <!--pytest.mark.output(order="any")-->\n', "")
    kept = kept.replace("```python", '<div id="hello-py"></div>\n\n```python', 1)
    assert text.startswith(kept + '\n<figure class="program" id="program-py"')
    assert text.count("<figure") == 1
    assert text.count("program.out") == 1
    assert text.endswith("</figure>\n\n\nThe end.\n")


def test_a_link_leads_to_the_figure_of_a_program_not_to_a_part_of_it(site):
    page = site.program("# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n")
    part = '```python\n--8<-- "program.py:a"\n```\n\n'
    page.write_text(part + page.read_text() + part)
    assert expanded(site).count('id="program-py"') == 1
    assert '<figure class="program" id="program-py"' in expanded(site)


def test_a_program_whose_home_is_refused_stays_as_it_is_elsewhere(site):
    page = site.program("x = 1\n", mark="<!--pytest.mark.hangs(no)-->", name="a")
    whole = page.read_text().partition("\n")[2]
    site.page(whole, "docs/b.md")
    with pytest.raises(PageError, match=r"docs/a\.md:1: "):
        expanded(site, "docs/a.md")
    assert expanded(site, "docs/b.md") == whole


def test_a_page_counts_programs_and_names_the_pythons_that_ran_them(site):
    page = site.program("x = 1\n")
    record(site, "ran", {"on": ON})
    page.write_text(page.read_text() + "\n{{ programs }} ran on {{ pythons }}.\n")
    assert "\n1 ran on 3.9, 3.10, 3.11, 3.13 and 3.13t.\n" in expanded(site)


MEASURED = {
    "date": "2026-01-02",
    "machine": "2 cores",
    "runs": 5,
    "builds": {
        "default": {
            "python": "CPython 3.13.1",
            "numbers": {"one": ["1.50", "s", "1.40", "1.60"]},
        }
    },
}


def test_a_page_quotes_what_was_measured_and_only_where_the_mark_says_so(site):
    page = site.program("x = 1\n", mark="<!--pytest.mark.measured-->")
    record(site, "measured", MEASURED)
    quote = "\nIt took {{ measured program | default | one }}.\n"
    page.write_text(f"{page.read_text()}{quote}\n{{{{ measured program }}}}\n")
    text = expanded(site)
    assert "\nIt took 1.50\N{NO-BREAK SPACE}s.\n" in text
    assert "\n|  | 3.13 |\n| --- | --: |\n| one | 1.50\N{NO-BREAK SPACE}s (1.40" in text
    page.write_text(page.read_text().replace("<!--pytest.mark.measured-->", ""))
    with pytest.raises(PageError, match="there is no measurement of 'program'"):
        expanded(site)


@pytest.mark.parametrize(
    ("page", "folder", "name"),
    [
        ("my-topic", "my_topic", "lost_broken"),
        ("learn/index", "learn", "lost_broken"),
        ("index", ".", "lost_broken"),
        ("a", "other", "other/lost_broken"),
    ],
)
def test_an_order_is_drawn_of_a_program_of_the_pages_own_folder(
    site, page, folder, name
):
    path = f"{folder}/lost_broken".removeprefix("./")
    site.program(LOST, "count: 2\n", name=path)
    site.write(f"snippets/{path}.order", FILE)
    site.page(f"{{{{ order {name} }}}}\n", f"docs/{page}.md")
    text = expanded(site, f"docs/{page}.md")
    anchor = path.replace("/", "-").replace("_", "-") + "-py"
    assert text.startswith('<figure class="order"')
    assert f'data-program="{path}.py" data-figure="{anchor}"' in text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "{{ order a }}\n\n{{ order a }}\n",
            ":3: {{ order a }} stands here again, after line 1",
        ),
        ("So {{ order a }} it is.\n", ":1: {{ order a }} stands within other text"),
        ("{{ order a }}.\n", ":1: {{ order a }} stands within other text"),
    ],
)
def test_an_order_is_drawn_once_and_on_a_line_of_its_own(site, text, wrong):
    page = site.page(text)
    with pytest.raises(PageError) as error:
        Publication(Site(site.root)).expand(page)
    assert str(error.value).startswith(f"docs/page.md{wrong}\n  ")


def test_the_questions_of_a_part_that_is_none_are_refused_with_its_names(site):
    page = site.page("{{ questions Lern }}\n")
    more = "nav: [Learn: [page.md], More: [page.md]]\n"
    site.write("mkdocs.yml", (site.root / "mkdocs.yml").read_text() + more)
    with pytest.raises(PageError, match=r"no part 'Lern': name one of Learn, More\."):
        Publication(Site(site.root)).expand(page)


def test_contributing_has_each_placeholder_and_no_other():
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("### What the build writes")[2].partition("\n### ")[0]
    told = set(re.findall(r"`\{\{ (\w+)", table))
    with pytest.raises(placeholders.Misplaced) as refused:
        placeholders.replace("{{ none }}", _Known.placeholders(_known()))
    assert told == set(re.findall(r"\{\{ (\w+) …", str(refused.value)))


def _known():
    """What a page knows, without a page: only the names are asked for."""
    return _Known.__new__(_Known)
