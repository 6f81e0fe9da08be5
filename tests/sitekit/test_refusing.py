"""What may stand on a page, beside its programs, and what may not."""

import pytest

from sitekit.pages import PageError, read_page
from sitekit.pages.directives import marks
from sitekit.pages.source import Source
from tests.sitekit.conftest import assert_refused, bare_site

HELLO = '```python title="hello.py"\n--8<-- "hello.py"\n```\n'
OUTPUT = (
    "<!--pytest-codeblocks:expected-output-->\n"
    '```text title="Output"\n--8<-- "hello.out"\n```\n'
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A site whose settings are read once."""
    empty = ("hello.py", "hello.out", "drawing.svg", "settings.toml", "call.sh")
    empty += ("two.py", "two.out", "hel lo.py", "grüß.py")
    part = "# --8<-- [start:{0}]\n{1}\n# --8<-- [end:{0}]\n"
    parts = part.format("a", "x = 1") + part.format("b", "y = 2")
    snippets = {**dict.fromkeys(empty, ""), "part.py": parts}
    return bare_site(tmp_path_factory.mktemp("small"), snippets)


@pytest.fixture
def read(small):
    """Reads a page with this text."""

    def read(text):
        page = small.docs / "page.md"
        page.write_text(text)
        return read_page(small, page)

    return read


ACCEPTED = {
    "a comment about something else": "<!-- bookmark.md, by a pytester, with a mark. -->\n",
    "code that names a mark": "Write `<!--pytest.mark.hangs(1)-->` above it.\n",
    "a picture outside a fence": 'a\n\n--8<-- "drawing.svg"\n',
    "settings": "```toml\n[a]\nb = 1\n```\n",
    "settings that are embedded": '```toml\n--8<-- "settings.toml"\n```\n',
    "commands": "```console\n$ make\n\n> py -m venv\n>> dir\nPS> dir\n```\n",
    "Markdown": "```markdown\n# A\n```\n",
    "a paragraph that goes on": "Text\n    that goes on\n",
    "three spaces": "Text:\n\n   and more\n",
    "spaces at the end of a line": "Text    \n\nand more\n",
    "code that names an element": "Write `<pre>` in HTML.\n",
    "two paragraphs of an item": "- one\n\n    two\n    lines\n\n    three\n",
    "a paragraph that is empty but for spaces": "Text\n\n     \n\nand more\n",
}


@pytest.mark.parametrize("page", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_is_no_program_may_stand(read, page):
    assert read(page).blocks == ()


CONTAINERS = [
    "!!! note",
    "??? note",
    "???+ note",
    '=== "Tab"',
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12. item",
    "3) item",
    ": what a word means",
    "[^12]: a footnote",
]


@pytest.mark.parametrize("head", CONTAINERS)
def test_what_is_indented_belongs_to_what_stands_above_it(read, head):
    assert read(f"{head}\n\n    and more of it\n").blocks == ()


INDENTED = {
    "below a paragraph": "Text:\n\n    x = 1\n",
    "at the beginning": "    x = 1\n\nText",
    "by a tab": "Text:\n\n\tx = 1\n",
    "by spaces and a tab": "Text:\n\n  \tx = 1\n",
    "below text that only looks like an item": "Text - or\n\n    x = 1\n",
    "below a paragraph of an item": "- item\n\n    Text:\n\n        x = 1\n",
}


@pytest.mark.parametrize("page", INDENTED.values(), ids=INDENTED.keys())
def test_what_markdown_would_take_for_code_is_refused(read, page):
    with pytest.raises(PageError, match="would be shown as code"):
        read(page)


@pytest.mark.parametrize(
    ("name", "language"),
    [
        *((name, "python") for name in ("py", "py3", "python3", "pycon", "pyi")),
        ("ipython", "python"),
        *((name, "bash") for name in ("sh", "shell", "zsh")),
    ],
)
def test_a_language_by_another_name_is_told_its_own(read, name, language):
    with pytest.raises(PageError) as refused:
        read(f"```{name}\n```\n")
    advice = {
        "python": "Write ```python.",
        "bash": "Write ```bash for a script that runs, ```console for commands to type.",
    }
    assert str(refused.value).endswith(advice[language])


REFUSED = {
    "text behind a mark": (f"<!--pytest.mark.hangs(1)--> so\n{HELLO}", 1, "read by nobody"),
    "text before a mark": (f"So <!--pytest.mark.hangs(1)-->\n{HELLO}", 1, "read by nobody"),
    "a mark without pytest": (f"a\n<!-- mark.hangs(1) -->\n{HELLO}", 2, "read by nobody"),
    "a directive without pytest": (f"<!--codeblocks: cont-->\n{HELLO}", 1, "read by nobody"),
    "a file that is to be skipped": (
        f"<!--pytest-codeblocks:skipfile-->\n{HELLO}", 1, "skipfile is not used on this site",
    ),
    "an output that may differ in white space": (
        HELLO + OUTPUT.replace("output-->", "output-ignore-whitespace-->"),
        4, "expected-output-ignore-whitespace is not used",
    ),
    "a line in a fence that begins as the fence does": (
        f"{HELLO}```console\n$ a\n  ```x\n```\n", 4, "this fence is not closed before line 6",
    ),
    "code in HTML": ("a\n\n<PRE><code>x</code></PRE>\n", 3, "code in <pre> is not run"),
    "a program of a shell outside a fence": ('a\n--8<-- "call.sh"\n', 2, "outside a code fence"),
    "an output outside a fence": ('a\n--8<-- "hello.out"\n', 2, "outside a code fence"),
    "an output without a title": (
        HELLO + '```text\n--8<-- "hello.out"\n```\n', 4, "not held to a program",
    ),
    "an output that embeds nothing": (
        HELLO + '```text title="Output of it"\nhello\n```\n', 4, "not held to a program",
    ),
    "settings that cannot be read": ("```toml\na = 1\nb =\n```\n", 1, "this is no TOML: "),
    "a command without a space": ("```console\n$ make\n$make\n```\n", 3, "'$make' is no command"),
    "a command in the middle": ("```console\nso $ make\n```\n", 2, "'so $ make' is no command"),
    "a program that embeds nothing": ("a\n```python\n```\n", 2, "code that is typed on the page"),
    "two programs in one block": (
        HELLO.replace('"\n```', '"\n--8<-- "call.sh"\n```'),
        1, "must show one .py file, and shows call.sh, hello.py",
    ),
    "Python as a shell script": (
        HELLO.replace("```python", "```bash"), 1, "must show one .sh file, and shows hello.py",
    ),
    "a shell script as Python": (
        HELLO.replace("hello.py", "call.sh"), 1, "must show one .py file, and shows call.sh",
    ),
    "an output by another title": (
        HELLO + OUTPUT.replace('"Output"', '"It prints"'), 5, "this output has the title 'It prints'",
    ),
    "an output without a title of its own": (
        HELLO + OUTPUT.replace(' title="Output"', ""), 5, "this output has no title",
    ),
    "a program without a title": (
        HELLO.replace(' title="hello.py"', ""), 1, "this block has no title, and the file is hello.py",
    ),
    "a program that stands whole twice": (
        f"{HELLO}\n{HELLO}", 5, "hello.py is shown whole here again, after line 1",
    ),
    "a misspelled directive": (
        f"{HELLO}\n<!--pytest-codeblocks:expected_output-->\n", 5,
        "Write <!--pytest-codeblocks:expected-output-->",
    ),
    "two directives for one program": (
        f"{HELLO}<!--pytest-codeblocks:expected-output-->\n{OUTPUT}", 5,
        "another expected-output above says what this program prints",
    ),
    "a mark that stands apart": (
        f"a\n<!--pytest.mark.hangs(1)-->\nb\n\n{HELLO}", 2,
        "line 3 stands between pytest.mark.hangs(1) and its program",
    ),
    "a fence that the next one ends": (
        HELLO.removesuffix("```\n") + f"\n{HELLO}", 1, "not closed before line 4",
    ),
    "a fence after a tab": ("a\n\n\t```toml\n\t```\n", 3, "this fence is indented by a tab"),
    "a fence after two spaces": ("a\n\n  ```toml\n  ```\n", 3, "is indented by 2 spaces"),
    "curly quotes": ("```python\n--8<-- “hello.py”\n```\n", 2, "straight quotes around"),
    "space in an embed": ('```python\n--8< -- "hello.py"\n```\n', 2, "no space within"),
    "a name with a space": (
        HELLO.replace("hello.py", "hel lo.py"), 1, "'hel lo.py' is no name for a program",
    ),
    "a name with an umlaut": (
        HELLO.replace("hello.py", "grüß.py"), 1, "'grüß.py' is no name for a program",
    ),
    "an excerpt by another title": (
        '```python title="other"\n--8<-- "part.py:a"\n```\n', 1, "this block has the title 'other', and the file is part.py",
    ),
    "a fence without a language": ("```\na\n```\n", 1, "a ```  block is not run"),
    "a fence of another language": ("```java\na\n```\n", 1, "a ```java block is not run"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("page", "line", "wrong"), REFUSED.values(), ids=REFUSED.keys()
)
def test_what_no_test_would_see_is_refused_with_its_line(read, page, line, wrong):
    assert_refused(read, page, line, wrong)


def test_a_mark_that_pytest_codeblocks_reads_as_another_blocks_is_refused(small):
    page = small.docs / "page.md"
    page.write_text(f"<!--pytest.mark.hangs(1)-->\n{HELLO}")
    with pytest.raises(PageError, match=r"page\.md:1: .* is read as part of another"):
        marks(Source(small, page), {1: []})


@pytest.mark.parametrize("dashes", ["<!--{}-->", "<!-- {} -->", "<!--- {} --->"])
def test_a_directive_may_have_spaces_and_dashes_around_it(read, dashes):
    mark = dashes.format("pytest.mark.hangs(1)")
    output = OUTPUT.replace("<!--", dashes.partition("{}")[0])
    output = output.replace("-->", dashes.partition("{}")[2])
    (block,) = read(f"{mark}\n{HELLO}\n{output}").blocks
    assert [mark.text for mark in block.marks] == ["pytest.mark.hangs(1)"]
    assert [str(output.path) for output in block.outputs] == ["hello.out"]


def test_an_excerpt_needs_no_title_and_may_have_that_of_its_file(read):
    excerpt = '```python{}\n--8<-- "part.py:a"\n--8<-- "part.py:b"\n```\n'
    for title in ("", ' title="part.py"'):
        (block,) = read(excerpt.format(title)).blocks
        assert (block.whole, block.code) == (False, "x = 1\ny = 2\n")
        assert str(block.path) == "part.py"


def test_each_mark_belongs_to_the_program_below_it(read):
    page = read(
        f"{HELLO}{OUTPUT}\n<!--pytest.mark.hangs(1)-->\n<!--pytest.mark.measured-->\n"
        + f"{HELLO}\n{OUTPUT}".replace("hello", "two")
    )
    first, second = page.blocks
    assert first.marks == ()
    assert [(mark.text, mark.line) for mark in second.marks] == [
        ("pytest.mark.hangs(1)", 9),
        ("pytest.mark.measured", 10),
    ]
    assert [len(block.outputs) for block in page.blocks] == [1, 1]
    assert page.directives == {4, 9, 10, 15}
