"""The names we use of pytest-codeblocks and pymdownx that are not their public API.

When an upgrade breaks one of these, the bridge must be looked at before it is trusted.
"""

import inspect
import io

import pytest_codeblocks.plugin as stock
from pytest_codeblocks import extract_from_buffer

from sitekit.plugin import PublishedPage
from sitekit.site import Site


def test_the_collector_is_looked_up_by_name_when_a_file_is_collected():
    assert "MarkdownFile.from_parent" in inspect.getsource(stock.pytest_collect_file)
    assert issubclass(PublishedPage, stock.pytest.File)


def test_a_block_has_its_fence_line_counted_from_one_and_its_marks():
    (block,) = extract_from_buffer(
        io.StringIO("a\n\n<!--pytest.mark.hangs(1)-->\n```python\nx\n```\n")
    )
    assert (block.lineno, block.marks, block.code) == (
        4,
        ["pytest.mark.hangs(1)"],
        "x\n",
    )


def test_the_preprocessor_expands_one_line_with_the_settings_of_the_site(site):
    site.write(
        "snippets/part.py",
        "if True:\n    # --8<-- [start:a]\n    x = 1\n    # --8<-- [end:a]\n",
    )
    site.page("# Nothing\n")
    run = Site(site.root).preprocessor.run
    assert run(['    --8<-- "part.py:a"'])[0] == "    x = 1"
    assert run(["plain"]) == ["plain"]
    assert run([';--8<-- "part.py"']) == ['--8<-- "part.py"']
