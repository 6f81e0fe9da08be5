"""No fence escapes: each runs as published, or is refused with line and advice."""

import textwrap

import pytest

from sitekit.programs import collect
from sitekit.site import Site

HELLO = '--8<-- "hello.py"'
OUTPUT = """
<!--pytest-codeblocks:expected-output-->

```text title="Output"
--8<-- "hello.out"
```
"""

RUNS = {
    "a titled fence": f'```python title="hello.py"\n{HELLO}\n```\n{OUTPUT}',
    "attributes": f'``` {{.python title="hello.py"}}\n{HELLO}\n```\n{OUTPUT}',
    "four backticks": f'````python title="hello.py"\n{HELLO}\n````\n{OUTPUT}',
    "in a tab": '=== "Code"\n\n'
    + textwrap.indent(f'```python title="hello.py"\n{HELLO}\n```\n{OUTPUT}', "    "),
    "in an admonition": "!!! note\n\n"
    + textwrap.indent(f'```python title="hello.py"\n{HELLO}\n```\n{OUTPUT}', "    "),
    "beside a fence that shows Markdown": (
        "````markdown\n```python\nthis is never run\n```\n````\n\n"
        f'```python title="hello.py"\n{HELLO}\n```\n{OUTPUT}'
    ),
}


@pytest.mark.parametrize("page", RUNS.values(), ids=RUNS.keys())
def test_a_python_fence_runs(site, page):
    site.page(page)
    result = site.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["1 blocks (1 programs) ran on *; not run: 0"])


REFUSED = {
    "py": (f"text\n\n```py\n{HELLO}\n```\n", 3, "write ```python"),
    "pycon": (f"```pycon\n{HELLO}\n```\n", 1, "write ```python"),
    "sh": (f"```sh\n{HELLO}\n```\n", 1, "write ```bash"),
    "a tilde fence": (f"# T\n\n~~~python\n{HELLO}\n~~~\n", 3, "use ``` at the start"),
    "a fence in a quote": (
        f"> ```python\n> {HELLO}\n> ```\n",
        1,
        "would not be tested",
    ),
    "an unclosed fence": (f"```python\n{HELLO}\n", 1, "never closed"),
    "code typed on the page": ("```python\nprint(1)\n```\n", 1, "move it to a file"),
    "code typed around a snippet": (
        f'```python title="hello.py"\n{HELLO}\nprint(1)\n```\n',
        1,
        "move it to a file",
    ),
    "a missing file": (
        'a\n\n```python title="no.py"\n--8<-- "no.py"\n```\n',
        4,
        "look for it under snippets/",
    ),
    "a missing output": (
        f'```python title="hello.py"\n{HELLO}\n```\n\n'
        "<!--pytest-codeblocks:expected-output-->\n"
        '```text title="Output"\n--8<-- "gone.out"\n```\n',
        7,
        "`make records` records it",
    ),
    "a missing section": (
        'a\n\n```python\n--8<-- "hello.py:no"\n```\n',
        4,
        "section 'no' could not be located",
    ),
    "lines by number": ('```python\n--8<-- "hello.py:1:1"\n```\n', 2, "mark a section"),
    "a block include": ("--8<--\nhello.py\n--8<--\n", 1, "one line for each file"),
    "a snippet outside a fence": (f"a\n\n{HELLO}\n", 3, "outside a code fence"),
    "another title": (
        f'```python title="bye.py"\n{HELLO}\n```\n',
        1,
        'write ```python title="hello.py"',
    ),
    "no title": (f"```python\n{HELLO}\n```\n", 1, 'write ```python title="hello.py"'),
    "lines marked by number": (
        f'```python title="hello.py" hl_lines="1"\n{HELLO}\n```\n',
        1,
        "as an excerpt",
    ),
    "an output that is typed": (
        f'```python title="hello.py"\n{HELLO}\n```\n'
        '<!--pytest-codeblocks:expected-output-->\n```text title="Output"\nhello\n```\n',
        5,
        "typed by hand",
    ),
    "an output without its directive": (
        f'```python title="hello.py"\n{HELLO}\n```\n'
        '```text title="Output"\n--8<-- "hello.out"\n```\n',
        4,
        "not held to a program",
    ),
    "a directive above its program": (
        "<!--pytest-codeblocks:expected-output-->\n"
        f'```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "no program right above it",
    ),
    "a directive after another language": (
        "```toml\na = 1\n```\n<!--pytest-codeblocks:expected-output-->\n"
        '```text title="Output"\n--8<-- "hello.out"\n```\n',
        4,
        "no program right above it",
    ),
    "a directive with nothing below": (
        f'```python title="hello.py"\n{HELLO}\n```\n'
        "<!--pytest-codeblocks:expected-output-->\n",
        4,
        "no output below it",
    ),
    "a mark on a text block": (
        "<!--pytest.mark.hangs(1)-->\n```text\nhi\n```\n",
        1,
        "attached to a ```text block",
    ),
    "a mark at the end": ("a\n\n<!--pytest.mark.hangs(1)-->\n", 3, "no block"),
    "a mark that does not exist": (
        f'<!--pytest.mark.skip-->\n```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "no mark 'skip'\n  the marks are exits,",
    ),
    "a mark that is misspelled": (
        f'a\n<!--pytest.mark.ouput(order="any")-->\n```python title="hello.py"\n{HELLO}\n```\n',
        2,
        "did you mean 'output'?",
    ),
    "a mark that runs code": (
        f'<!--pytest.mark.hangs(__import__("os").getpid())-->\n```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "plain values",
    ),
    "a comment that is nearly a mark": (
        f'<!-- pytest-mark: hangs(1) -->\n```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "is read by nobody",
    ),
    "two marks on a line": (
        f'<!--pytest.mark.hangs(1)--> <!--pytest.mark.exits("x")-->\n```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "two comments stand on one line",
    ),
    "two marks that say the same": (
        f'<!--pytest.mark.hangs(1)-->\n<!--pytest.mark.exits("x")-->\n```python title="hello.py"\n{HELLO}\n```\n',
        2,
        "another mark above this program says its ending",
    ),
    "a mark that is misused": (
        f'<!--pytest.mark.output(order="up")-->\n```python title="hello.py"\n{HELLO}\n```\n',
        1,
        "'exact' or 'any'",
    ),
    "an indented paragraph": (
        "Text:\n\n    print('never run')\n",
        3,
        "would be shown as code",
    ),
    "Python in a text fence": (
        "```text\nprint('never run')\n```\n",
        1,
        "is not run and not checked",
    ),
    "an output typed in a console fence": (
        "```console\n$ python hello.py\nhello\n```\n",
        3,
        "outputs are not typed",
    ),
    "numbered lines": (
        f'```python title="hello.py" linenums="1"\n{HELLO}\n```\n',
        1,
        "have line numbers by themselves",
    ),
    "cont": (
        f'```python title="hello.py"\n{HELLO}\n```\n<!--pytest-codeblocks:cont-->\n',
        4,
        "not used on this site",
    ),
}


@pytest.mark.parametrize(
    ("page", "line", "advice"), REFUSED.values(), ids=REFUSED.keys()
)
def test_a_fence_that_would_escape_is_refused(site, page, line, advice):
    path = site.page(page)
    text = str(collect(Site(site.root)).errors[path])
    assert text.startswith(f"docs/page.md:{line}: ")
    assert advice in text.lower() or advice in text


def test_a_refused_page_does_not_stop_the_others(site):
    site.page("~~~\n~~~\n", "docs/bad.md")
    site.page(RUNS["a titled fence"])
    result = site.run("--continue-on-collection-errors")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["docs/bad.md:1: a fence that opens with '~~~' *"])


def test_an_excerpt_runs_the_whole_file_once(site):
    site.write(
        "snippets/two.py",
        """
        # --8<-- [start:first]
        word = "whole"
        # --8<-- [end:first]


        def show():
            # --8<-- [start:second]
            print(word)
            # --8<-- [end:second]


        show()
        """,
    )
    site.write("snippets/two.out", "whole\n")
    site.page(
        """
        ```python
        --8<-- "two.py:first"
        ```

        ```python
        --8<-- "two.py:second"
        ```

        <!--pytest-codeblocks:expected-output-->
        ```text title="Output"
        --8<-- "two.out"
        ```
        """
    )
    result = site.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["2 blocks (1 programs) ran on *"])


def test_a_program_on_two_pages_runs_once(site):
    site.page(RUNS["a titled fence"])
    site.page(RUNS["a titled fence"], "docs/other.md")
    site.run().assert_outcomes(passed=1)


def test_other_marks_for_the_same_program_are_refused(site):
    site.page(RUNS["a titled fence"], "docs/a.md")
    site.page("<!--pytest.mark.hangs(1)-->\n" + RUNS["a titled fence"], "docs/b.md")
    assert "has other marks here than on" in site.failure()


def test_a_bash_block_finds_the_programs_beside_it(site):
    site.write("snippets/call.sh", "python hello.py\n")
    site.write("snippets/call.out", "hello\n")
    site.page(RUNS["a titled fence"])
    site.page(
        '```bash title="call.sh"\n--8<-- "call.sh"\n```\n'
        + OUTPUT.replace("hello", "call"),
        "docs/shell.md",
    )
    site.run().assert_outcomes(passed=2)
