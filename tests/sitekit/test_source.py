"""A page is read line by line as it is published: its fences and what it embeds."""

import pytest

from sitekit.pages import PageError
from sitekit.pages.source import Source
from sitekit.problem import Problem, ProblemError
from tests.sitekit.conftest import bare_site


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A site whose settings are read once."""
    code = "# --8<-- [start:a]\nx = 1\n# --8<-- [end:a]\ny = 2\n"
    return bare_site(
        tmp_path_factory.mktemp("small"),
        {"two.py": code, "empty.py": "", "bare.py": "x = 1\n"},
    )


@pytest.fixture
def read(small):
    """Reads a page with this text."""

    def read(text):
        page = small.docs / "page.md"
        page.write_text(text, "utf-8")
        return Source(small, page)

    return read


FENCES = {
    '```python title="a.py"': ("python", "a.py", 0),
    "```python title='a \"b\".py'": ("python", 'a "b".py', 0),
    '``` { .python title="a.py" }': ("python", "a.py", 0),
    "```Python": ("python", None, 0),
    "```c++": ("c++", None, 0),
    '```text title=""': ("text", "", 0),
    "```": ("", None, 0),
    "    ```toml  ": ("toml", None, 4),
    "`````text": ("text", None, 0),
}


@pytest.mark.parametrize(("opening", "fence"), FENCES.items())
def test_a_fence_has_a_language_a_title_and_an_indent(read, opening, fence):
    source = read(f"a\n{opening}\n  `````  \nb")
    (found,) = source.fences
    assert (found.language, found.title, found.indent) == fence
    assert (found.at, found.end) == (1, 2)
    assert (list(source.outside()), source.inside) == ([0, 3], {1, 2})


def test_a_fence_ends_with_as_many_backticks_as_it_begins_with_and_nothing_more(read):
    source = read("````text\n```\n~~~\n> ```\n```x\n````\n``code`` and text\n~~ text")
    assert [(fence.at, fence.end) for fence in source.fences] == [(0, 5)]


@pytest.mark.parametrize(
    "line", ["~~~", "~~~python", "> ```", ">```python", ">  ~~~", "  ~~~"]
)
def test_a_fence_that_would_not_be_tested_is_refused(read, line):
    with pytest.raises(PageError, match=r"^docs/page\.md:2: a fence that opens with"):
        read(f"a\n{line}\n```text\n```\n")


def test_what_only_looks_like_such_a_fence_may_stand(read):
    assert read("a ~~~\nb > ```\n").fences == []


@pytest.mark.parametrize(
    "line",
    [
        '--8<-- "two.py:a"',
        "-8<- 'two.py:a'",
        '---8<-----\t "two.py:a"',
        '  --8<--   "two.py:a"',
    ],
)
def test_an_include_becomes_the_lines_of_its_section(read, line):
    (found,) = read(line).lines
    assert (found.text.strip(), found.number) == ("x = 1", 1)
    assert (str(found.include.path), found.include.section) == ("two.py", "a")


@pytest.mark.parametrize(
    "line",
    [
        '8<-- "two.py"',
        '--8< "two.py"',
        '--8<--"two.py"',
        'a --8<-- "two.py"',
        ';--8<-- "two.py"',
        "8<--",
        "--8<",
        "a --8<--",
        "--8<-- b",
    ],
)
def test_what_only_looks_like_an_include_is_text(read, line):
    (found,) = read(line).lines
    assert found.text == line.removeprefix(";")
    assert found.include is None


def test_lines_keep_the_number_of_the_line_that_brought_them(read):
    source = read('a\n--8<-- "two.py"\n--8<-- "empty.py"\nb')
    assert [(line.text, line.number) for line in source.lines] == [
        ("a", 1),
        ("x = 1", 2),
        ("y = 2", 2),
        ("", 2),
        ("", 3),
        ("b", 4),
    ]
    assert [line.include is None for line in source.lines] == [
        True,
        *[False] * 4,
        True,
    ]
    assert sorted(map(str, source.embedded)) == ["empty.py", "two.py"]


def test_a_byte_order_mark_is_no_text(read):
    assert [line.text for line in read("\ufeffa").lines] == ["a"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (
            '--8<-- "gone.py"',
            "Snippet at path 'gone.py' could not be found\n  Did you mean",
        ),
        ('--8<-- "gone.out"', "could not be found\n  `make records` records it."),
        ('--8<-- "it\'s.py"', "could not be found\n  Look for it under snippets/."),
        ("--8<-- two.py", "--8<-- two.py embeds nothing"),
        ('--8<-- "two.py:1:2"', "two.py:1:2 embeds lines by number"),
        ('--8<-- "two.py::2"', "two.py::2 embeds lines by number"),
        ('--8<-- "two.py" ', '--8<-- "two.py" would be shown as it stands'),
        ('--8<-- "two.py:a" b', "would be shown as it stands"),
        ("  --8<--  ", "the block form of --8<-- is not supported"),
        ("-8<-", "the block form of --8<-- is not supported"),
    ],
)
def test_an_include_that_cannot_be_is_refused_with_its_line(read, line, wrong):
    with pytest.raises(PageError) as refused:
        read(f"a\n{line}\n")
    assert str(refused.value).startswith("docs/page.md:2: ")
    assert wrong in str(refused.value)


def test_a_page_that_is_not_utf_8_is_refused_with_its_line(small):
    page = small.docs / "page.md"
    page.write_bytes(b"a\nb\nna\xefve\n")
    with pytest.raises(ProblemError) as refused:
        Source(small, page)
    assert refused.value.problem == Problem(
        "docs/page.md", 3, "byte 0xef is not UTF-8", "Save the file as UTF-8."
    )


def test_a_snippet_that_is_not_utf_8_is_refused_with_its_line(small, read):
    (small.snippets / "bytes.py").write_bytes(b"x = 1\n# \xff\n")
    with pytest.raises(ProblemError, match=r"^snippets/bytes\.py:2: byte 0xff is not"):
        read('--8<-- "bytes.py"')


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("towo.py", "Did you mean 'two.py'? Look for it"),
        ("learn/two.py", "Did you mean 'two.py'? Look for it"),
        ("xyz.py", "Look for it under snippets/."),
        ("two.py:ab", "Did you mean 'a'? There are a. A section is marked"),
        ("bare.py:b", "It has none. A section is marked"),
    ],
)
def test_what_may_be_meant_by_a_snippet_that_is_not_there_is_told(read, line, advice):
    with pytest.raises(PageError) as refused:
        read(f'--8<-- "{line}"')
    assert refused.value.problem.advice.startswith(advice)
