"""Tables that a screen reader and a phone can read: a name, column and row headers, group rows, a label on every cell.

A Markdown extension that knows no site generator. A row with only its first cell filled heads the rows below it.
"""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4")
# a stylesheet that stacks cells would take the table away from readers, if nothing said what each part is
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def words(cell: etree.Element) -> str:
    """What stands in a cell."""
    return "".join(cell.itertext()).strip()


class TableTreeprocessor(Treeprocessor):
    """Mends every table, named by the heading that it stands under."""

    def run(self, root: etree.Element) -> None:
        heading = ""
        for element in [*root.iter()]:
            if element.tag in HEADINGS:
                heading = element.get("id", "")
            elif element.tag == "table":
                self.mend(element, heading)

    def mend(self, table: etree.Element, heading: str) -> None:
        """One table, named by the heading that it stands under."""
        if heading:
            table.set("aria-labelledby", heading)
        for part in table.iter():
            if part.tag in ROLES:
                part.set("role", ROLES[part.tag])
        labels = []
        for cell in table.iter("th"):
            cell.set("scope", "col")
            labels.append(words(cell))
        for row in table.iterfind("tbody/tr"):
            first, *others = row
            first.tag = "th"
            first.set("scope", "row")
            first.set("role", "rowheader")
            if others and not any(map(words, others)):
                first.set("colspan", str(len(row)))
                row.set("class", "group")
                row[1:] = []
            for cell, label in zip(row[1:], labels[1:], strict=False):
                cell.set("data-label", label)
