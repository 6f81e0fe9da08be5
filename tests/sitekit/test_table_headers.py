"""Which cells of a Markdown table are headers (table_headers.py)."""

import xml.etree.ElementTree as etree

import markdown

CORNERED = """\
| | atomic | not |
|---|---|---|
| list | `L[i]` | `x in L` |
| deque | | rest |
"""
PLAIN = """\
| you want to | read |
|---|---|
| wait | Locks |
"""


def cells(text, part):
    """(tag, scope, column) of each cell in `thead` or `tbody`, row by row."""
    html = markdown.markdown(text, extensions=["tables", "sitekit.table_headers"])
    return [
        [(cell.tag, cell.get("scope"), cell.get("data-column")) for cell in row]
        for row in etree.fromstring(html).findall(f"{part}/tr")
    ]


def test_an_empty_corner_is_no_header():
    assert cells(CORNERED, "thead") == [
        [("td", None, None), ("th", "col", None), ("th", "col", None)]
    ]


def test_below_an_empty_corner_the_first_cell_heads_its_row():
    assert (
        cells(CORNERED, "tbody")
        == [[("th", "row", None), ("td", None, "atomic"), ("td", None, "not")]] * 2
    )


def test_without_an_empty_corner_only_columns_have_headers():
    assert cells(PLAIN, "thead") == [[("th", "col", None)] * 2]
    assert cells(PLAIN, "tbody") == [
        [("td", None, "you want to"), ("td", None, "read")]
    ]


def test_a_header_written_as_code_names_its_column_without_its_marks():
    text = "| `put` | `a < b` |\n|---|---|\n| 1 | 2 |\n"
    assert [cell[2] for cell in cells(text, "tbody")[0]] == ["put", "a < b"]
