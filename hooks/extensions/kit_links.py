"""What the link kit offers: an address and the words that go out with it, of pages, sections, and every problem."""

from collections.abc import Mapping
from dataclasses import dataclass

from extensions.certainty import GRADES
from extensions.lines import Row
from sources import Sources, addresses


@dataclass(frozen=True)
class KitLink:
    """An address inside the site and the words that go out with it; `name` is that of its QR files."""

    name: str
    path: str
    title: str
    summary: str
    message: str
    leaflets: Mapping[str, str]


def entry(sources: Sources, row: Row) -> KitLink:
    """An entry of kit.yml; what it leaves out comes from the page."""
    page, section = sources.pages[row["page"]], row.get("section", "")
    title = row.get("title") or page.title
    return KitLink(
        "-".join(filter(None, [page.name, section])),
        page.url + ("#" + section if section else ""),
        title,
        row.get("summary") or str(page.meta.get("description", "")),
        row.get("message") or title,
        {} if section else addresses.leaflets(page),
    )


def problem(sources: Sources, row: Row) -> KitLink:
    """The entry of a problem of conditions.yml: its own line with its certainty, and no other word about an effect. The
    text message, which a lock screen shows, names no problem.
    """
    label, certainty = GRADES[row["certainty"]].label, row["certainty"]
    sure = f"{label} ({certainty})" if label.lower() != certainty else label
    where = {"page": f"indications/{row['region']}.md", "section": row["id"]}
    said = {"title": f"{row['name']}: could dry needling help?", "summary": f"{row['line']} {sure}."}
    return entry(sources, {**where, **said, "message": "What is known, and how sure that is"})


def problems(sources: Sources) -> list[KitLink]:
    """An entry for each problem, by name."""
    rows = [row for row in sources.rows("conditions") if f"indications/{row['region']}.md" in sources.pages]
    return [problem(sources, row) for row in sorted(rows, key=lambda row: row["name"].lower())]


def entries(sources: Sources, part: str = "") -> list[KitLink]:
    """The kit: `most`, what kit.yml lists in its order; `rest`, every other page by title; `problems`; or all."""
    if part == "problems":
        return problems(sources)
    rows = sources.rows("kit")
    listed = {row["page"] for row in rows if "section" not in row}
    most = [entry(sources, row) for row in rows if part != "rest"]
    rest = [entry(sources, {"page": uri}) for uri in sources.pages if uri not in listed and part != "most"]
    return most + sorted(rest, key=lambda other: other.title.lower()) + ([] if part else problems(sources))
