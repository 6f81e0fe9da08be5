"""A page becomes Markdown that any builder can publish, and nothing of it is lost."""

import io
import subprocess
import zipfile

import pytest

from sitekit.pages import PageError
from sitekit.problem import Problem, ProblemError
from sitekit.publishing import Publication, downloads, history, placeholders
from sitekit.publishing.changes import changes
from sitekit.records import orders
from sitekit.site import Site


def expanded(site, name="docs/program.md"):
    return Publication(Site(site.root)).expand(site.root / name)


def test_a_program_becomes_a_figure_and_its_directives_go(site):
    site.program('print("x")\n', "x\n", '<!--pytest.mark.output(order="any")-->')
    text = expanded(site)
    assert '<figure class="program" id="program-py" aria-label="program.py"' in text
    assert '```python\n--8<-- "program.py"\n```' in text
    assert '```text\n--8<-- "program.out"\n```' in text
    assert "<!--" not in text
    assert 'download="program.py"' in text


def test_the_lines_are_numbered_as_they_are_published(site):
    site.program("# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\ny = 2\n")
    assert 'data-numbers="1\n2"' in expanded(site)


def test_prose_around_a_figure_stays_as_it_is(site):
    site.program('print("x")\n', "x\n")
    page = site.root / "docs/program.md"
    page.write_text(
        "---\na: b\n---\n# Title\n\nAbove.\n" + page.read_text() + "\nBelow.\n"
    )
    text = expanded(site)
    assert text.startswith("---\na: b\n---\n# Title\n\nAbove.\n")
    assert text.endswith("\nBelow.\n")


def test_a_page_without_programs_is_left_alone(site):
    text = "# A\n\n- a list\n\n    of two\n\n`{{ code }}`\n\n```toml\na = 1\n```\n"
    site.page(text)
    assert expanded(site, "docs/page.md") == text


def test_addresses_fit_the_depth_of_the_page(site):
    site.program('print("x")\n', "x\n")
    page = (site.root / "docs/program.md").read_text()
    (site.root / "docs/program.md").unlink()
    for name, root in (
        ("index", ""),
        ("a", "../"),
        ("a/b", "../../"),
        ("a/index", "../"),
    ):
        site.page(page, f"docs/{name}.md")
        assert f'href="{root}programs/program.py"' in expanded(site, f"docs/{name}.md")


def test_markup_in_names_and_outputs_is_text(site):
    site.program("x = 1 < 2\n", "", name="program")
    assert "x = 1" not in expanded(site).split("```python")[0]


def test_a_fixed_program_shows_what_changed(site):
    site.program("x = 1\ny = 2\n", name="a_broken")
    site.program("x = 1\ny = 3\n", name="a_fixed")
    text = expanded(site, "docs/a_fixed.md")
    assert "```diff\n@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n+y = 3\n```" in text
    assert "What changed from <code>a_broken.py</code>" in text
    assert "diff" not in expanded(site, "docs/a_broken.md")


def test_changes_keep_the_line_numbers_of_both():
    before = "".join(f"{n}\n" for n in range(20))
    assert changes(before, before.replace("9\n", "nine\n", 1)).splitlines()[0] == (
        "@@ -8,5 +8,5 @@"
    )


KNOWN = {"sum": lambda a, b: str(int(a) + int(b)), "none": lambda: "0"}


def test_what_is_of_several_lines_stands_alone():
    known = {"list": lambda: "- a\n- b\n", "one": lambda: "a\n"}
    assert placeholders.replace("  {{ list }} ", known) == "  - a\n- b\n "
    assert placeholders.replace("An {{ one }}", known) == "An a\n"
    with pytest.raises(placeholders.Misplaced, match="within other text: give it a"):
        placeholders.replace("See {{ list }}", known)


def test_placeholders_take_arguments_between_bars():
    assert placeholders.replace("a {{ sum 1 | 2 }} b {{ none }}", KNOWN) == "a 3 b 0"
    assert placeholders.replace("{{none}}{{ sum  1|2}}", KNOWN) == "03"


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("`{{ sum 1 | 2 }}`", "`{{ sum 1 | 2 }}`"),
        ("`a` {{ none }} `b`", "`a` 0 `b`"),
        ("`{{ none }}` {{ none }}", "`{{ none }}` 0"),
        ("write `{{` before {{ none }} and `}}`", "write `{{` before 0 and `}}`"),
        ("``a ` {{ none }}`` {{ none }}", "``a ` {{ none }}`` 0"),
        ("a lone ` {{ none }}", "a lone ` 0"),
        ("no more }} than this", "no more }} than this"),
        ("{ nonesuch } `{ none }` {: .none }", "{ nonesuch } `{ none }` {: .none }"),
    ],
)
def test_code_on_a_line_is_left_alone_and_the_rest_is_replaced(line, becomes):
    assert placeholders.replace(line, KNOWN) == becomes


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{{ x 1 | 2 }}", "is no placeholder. There are {{ none … }}, {{ sum … }}"),
        ("{{ som 1 | 2 }}", "is no placeholder. Did you mean 'sum'? There are"),
        ("{{ Sum 1 | 2 }}", "is no placeholder. Did you mean 'sum'? There are"),
        ("a { sum 1 | 2 }}", "'{ sum 1 | 2 }}' is shown as it stands: write {{ name"),
        ("{none}", "'{none}' is shown as it stands"),
        ("{{ sum 1 }}", "has 1 arguments"),
        ("{{ sum 1 | 2 | 3 }}", "has 3 arguments"),
        ("{{ none 1 }}", "{{ none 1 }} has 1 arguments, which 'none' does not take"),
        ("{{ 1sum }}", "{{ 1sum }} is no placeholder"),
        ("{{ sum 1 | 2", "is never closed"),
        ("{{ none }} and {{ sum 1 | 2", "is never closed"),
        ("{{}}", "is no placeholder"),
    ],
)
def test_a_placeholder_that_stands_for_nothing_is_told(line, wrong):
    with pytest.raises(placeholders.Misplaced) as told:
        placeholders.replace(line, KNOWN)
    assert wrong in str(told.value)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{{ ordre a_broken }}", "is no placeholder"),
        ("{{ order gone }}", "there is no program 'gone'"),
        ("{{ order program }}", "no order of program.py is recorded: only programs"),
        ("{{ order progam }}", "without its .py. Did you mean 'program'?"),
        ("{{ measured program }}", "there is no measurement of 'program'"),
    ],
)
def test_a_page_with_a_placeholder_that_cannot_be_is_refused_with_its_line(
    site, line, wrong
):
    site.program('print("x")\n', "x\n")
    page = site.root / "docs/program.md"
    page.write_text(f"---\na: b\n---\n# A\n\n{line}\n\n" + page.read_text())
    with pytest.raises(PageError) as refused:
        expanded(site)
    assert str(refused.value).startswith("docs/program.md:6: ")
    assert wrong in str(refused.value)


def test_an_order_that_is_wrong_is_told_at_its_own_place(site):
    page = site.program('print("x")\n', "x\n", name="a_broken")
    page.write_text(f"{{{{ order a_broken }}}}\n\n{page.read_text()}")
    with pytest.raises(ProblemError) as refused:
        expanded(site, "docs/a_broken.md")
    place, wrong = "snippets/a_broken.order", "there is no such file"
    assert refused.value.problem == Problem(place, 0, wrong, orders.ADVICE)


def test_a_mistake_inside_a_placeholder_is_no_mistake_of_its_page():
    def broken():
        return 1 + ""

    with pytest.raises(TypeError, match="unsupported operand"):
        placeholders.replace("{{ broken }}", {"broken": broken})


def test_the_archive_explains_itself_and_has_programs_as_they_are_published(site):
    site.write("snippets/learn/b.py", "# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\n")
    site.write("snippets/learn/b.out", "1\n")
    site.write("snippets/learn/a.sh", "echo 1\n")
    site.write("snippets/learn/records.json", "{}")
    site.page("# A\n")
    archive = zipfile.ZipFile(io.BytesIO(downloads.archive(Site(site.root))))
    names = archive.namelist()
    assert [name.removeprefix("python-threading/") for name in names] == [
        "README.md",
        "hello.out",
        "hello.py",
        "learn/a.sh",
        "learn/b.out",
        "learn/b.py",
    ]
    assert archive.read("python-threading/learn/b.py") == b"x = 1\n"
    assert downloads.archive(Site(site.root)) == downloads.archive(Site(site.root))


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True
    )


def test_without_a_history_the_reason_is_said_once(tmp_path):
    outside, empty = tmp_path / "outside", tmp_path / "empty"
    for folder in (outside, empty):
        folder.mkdir()
    git(empty, "init")
    for folder in (outside, empty):
        days, why = history.changed(folder)
        assert days == {}
        assert why.startswith("pages are published without the day they changed: fatal")


def test_a_shallow_clone_tells_no_wrong_days(tmp_path):
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init")
    for text in "ab":
        (whole / "page.md").write_text(text)
        git(whole, "add", ".")
        git(whole, "commit", "-m", text)
    assert list(history.changed(whole)[0]) == ["page.md"]
    assert history.changed(whole)[1] == ""
    git(tmp_path, "clone", "--depth", "1", f"file://{whole}", "shallow")
    days, why = history.changed(tmp_path / "shallow")
    assert days == {}
    assert "git fetch --unshallow" in why


def test_the_day_of_a_file_is_that_of_its_last_change(tmp_path, monkeypatch):
    below = tmp_path / "below"
    below.mkdir()
    git(tmp_path, "init")
    for day, names in (
        ("2025-01-02", ["a.md", "b c.md"]),
        ("2026-03-04", ["a.md", "c.md"]),
    ):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
        for name in names:
            (below / name).write_text(day)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", day)
    assert history.changed(below) == (
        {"a.md": "2026-03-04", "c.md": "2026-03-04", "b c.md": "2025-01-02"},
        "",
    )


def test_without_git_the_reason_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history.changed(tmp_path) == (
        {},
        "git is not installed, so pages are published without their day",
    )
