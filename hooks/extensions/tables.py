"""Tables that a screen reader and a phone can read: a name, column and row headers, group rows, a label on every cell.

A Markdown extension that knows no site generator. A row with only its first cell filled heads the rows below it.
"""

import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4")


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
        head = [cell for cell in table.iter("th")]
        labels = ["".join(cell.itertext()).strip() for cell in head]
        for element, role in ((table, "table"), *((part, "rowgroup") for part in table)):
            element.set("role", role)  # a stylesheet that stacks cells would else take the table away from readers
        for cell in head:
            cell.set("scope", "col")
            cell.set("role", "columnheader")
        for row in table.iter("tr"):
            row.set("role", "row")
            cells = [cell for cell in row if cell.tag == "td"]
            if not cells:
                continue
            cells[0].tag = "th"
            cells[0].set("scope", "row")
            cells[0].set("role", "rowheader")
            if len(cells) > 1 and not any("".join(cell.itertext()).strip() for cell in cells[1:]):
                cells[0].set("colspan", str(len(cells)))
                row.set("class", "group")
                for cell in cells[1:]:
                    row.remove(cell)
                continue
            for cell, label in zip(cells[1:], labels[1:], strict=False):
                cell.set("role", "cell")
                cell.set("data-label", label)
