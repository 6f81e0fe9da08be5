"""A Markdown extension: which cells of a table are headers, and of what.

Markdown knows headers of columns only. Where the corner of a table is empty, the first
cell of each row is the header of that row; the corner is no header, since it says
nothing. Each cell also carries the name of its column, which narrow screens show in
place of the head (site.css). What a table says is left as it is.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

AFTER_INLINE = 15  # Python-Markdown's own inline patterns run at 20


class TableHeaders(Extension):
    def extendMarkdown(self, md: Markdown):
        md.treeprocessors.register(_Scopes(md), "table_headers", AFTER_INLINE)


class _Scopes(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            head = table.find("thead/tr")
            if head is not None:
                _scope(list(head), table.findall("tbody/tr"))


def _scope(head: list[Element], rows: list[Element]) -> None:
    names = ["".join(cell.itertext()).strip() for cell in head]
    for cell, name in zip(head, names, strict=True):
        if name:
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    for row in rows:
        cells = list(row)
        if cells and not names[0]:
            cells[0].tag = "th"
            cells[0].set("scope", "row")
        for cell, name in zip(cells, names, strict=False):
            if name:
                cell.set("data-column", name)


def makeExtension(**settings) -> Extension:
    """Python-Markdown calls this by its name."""
    return TableHeaders(**settings)
