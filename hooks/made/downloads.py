"""Files to download, made from the data that the pages are made from: BibTeX, RIS, JSON and CSV."""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from extensions import citations
from extensions.effect_tables import DOMAINS
from extensions.lines import Row
from sources import Sources
from sources.identity import LICENCE
from sources.syntax import CITABLE

# BibTeX and RIS types for what references.yml calls a source; everything else is a miscellaneous or web source.
ARTICLES = re.compile(
    r"review|trial|study|report of|case|survey|analysis|consensus|commentary|theory|hypothesis|series", re.I
)
BOOK = re.compile("[Bb]ook")  # in the type of a source
NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def braced(value: object) -> str:
    """A text in which BibTeX finds no command, and no end of the field."""
    return " ".join(str(value).split()).translate(SPECIAL)


def verbatim(value: object) -> str:
    """An address or a number of a source, which BibTeX reads as it stands."""
    return quote(str(value), safe="/:?#[]@!$&'()*+,;=%~<>")


def author(name: str) -> str:
    """A name such as "Kietrys DM" is family name and initials; braces keep bodies such as "NICE" whole."""
    family, _, initials = name.rpartition(" ")
    if re.fullmatch(r"[A-ZÀ-Ý]{1,4}", initials) and family and " and " not in f" {name} ":
        return f"{braced(family)}, {' '.join(initials)}"
    return f"{{{braced(name)}}}"


# where a program that parts cells at semicolons would begin one with a sum
PARTED = re.compile(r"(?<=[^\s'])\s*[;\t|]\s*(?=[=@]|[+-](?!\s?\d))")


def cell(value: Any) -> Any:
    """What stands in a cell of CSV: a text that a program for tables would work out gets an apostrophe before it, as
    OWASP says (CSV Injection), also behind what some programs take for the end of a cell; numbers stay numbers.
    """
    if isinstance(value, str):
        value = PARTED.sub(r"\g<0>'", value)
    formula = isinstance(value, str) and re.match(r"\s*[=+\-@\t\r]", value) and not NUMBER.fullmatch(value)
    return f"'{value}" if formula else value


def address(reference: Row) -> str:
    """The most lasting address of a source; "" for a book or an old article."""
    return next((target for _, target in citations.links(reference)), "")


def kind(reference: Row) -> tuple[str, str]:
    """Entry type in BibTeX and in RIS."""
    if "isbn" in reference or BOOK.search(str(reference["type"])):
        return "book", "BOOK"
    if (
        reference.get("journal")
        and ARTICLES.search(str(reference["type"]))
        and (reference.keys() & {"doi", "pmid", "pmcid", "pages"})
    ):
        return "article", "JOUR"
    return "misc", "ELEC"


def house(reference: Row) -> str:
    """The journal of an article, or who made a book."""
    made = reference.get("publisher", "") if kind(reference)[0] == "book" else ""
    return str(reference.get("journal") or made)


def bibtex(sources: Sources) -> str:
    """Every source as BibTeX, UTF-8."""
    entries = []
    for row in sources.rows("references", use=CITABLE):
        fields = {
            "title": "{" + braced(row["title"]) + "}",
            "author": " and ".join(map(author, row.get("authors") or [])),
            "journal" if kind(row)[0] == "article" else "howpublished": braced(house(row)),
            "year": row.get("year"),
            "volume": braced(row.get("volume", "")),
            "number": braced(row.get("issue", "")),
            "pages": braced(row.get("pages", "")).replace("-", "--"),
            "doi": verbatim(row.get("doi", "")),
            "pmid": row.get("pmid"),
            "isbn": verbatim(row.get("isbn", "")),
            "url": verbatim(address(row)),
            "note": braced(row["finding"]),
        }
        entries.append(
            f"@{kind(row)[0]}{{{row['key']},\n"
            + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
            + "}\n"
        )
    return "\n".join(entries)


def ris(sources: Sources) -> str:
    """Every source as RIS, with CRLF line ends as the format wants."""
    lines = []
    for row in sources.rows("references", use=CITABLE):
        authors = [("AU", re.sub(r" ([A-ZÀ-Ý]{1,4})$", r", \1", name)) for name in row.get("authors") or []]
        first, _, last = str(row.get("pages", "")).partition("-")
        fields = [
            ("TY", kind(row)[1]),
            ("ID", row["key"]),
            *authors,
            ("TI", row["title"]),
            ("JO" if kind(row)[1] == "JOUR" else "PB", house(row)),
            ("PY", row.get("year")),
            ("VL", row.get("volume")),
            ("IS", row.get("issue")),
            ("SP", first),
            ("EP", last),
            ("DO", row.get("doi")),
            ("AN", row.get("pmid")),
            ("SN", row.get("isbn")),
            ("UR", address(row)),
            ("N1", row["finding"]),
        ]
        lines += [f"{tag}  - {' '.join(str(value).split())}" for tag, value in fields if value] + ["ER  - ", ""]
    return "\r\n".join(lines)


def claims_json(sources: Sources) -> str:
    """Every claim with verdict, answer, where it is dealt with, and its sources."""
    rows = [
        {
            **{name: row[name] for name in ("id", "topic", "claim", "verdict", "answer", "sources")},
            **({"same_as": row["same_as"]} if "same_as" in row else {}),
            **(
                {"address": f"{sources.pages[row['page']].url}#{row['anchor']}"}
                if row.get("page") in sources.pages
                else {"left_out": row.get("left_out")}
            ),
        }
        for row in sources.rows("claims")
    ]
    return json.dumps({"licence": LICENCE, "claims": rows}, ensure_ascii=False, indent=1) + "\n"


def conditions_csv(sources: Sources) -> str:
    """Every effect of every problem with its line, answer and grade; a problem without an effect has one row."""
    names = (
        *("id", "name", "region", "place", "certainty", "line", "answer"),
        *("outcome", "scale", "of", "when", "group", "against", "value", "low", "high", "trials", "people", "source"),
        *("said", "note"),
    )
    rows = (
        {**row, **effect}
        for row in sources.rows("conditions")
        for effect in sources.rows("effects", condition=row["id"]) or [{}]
    )
    return table(names, rows)


def answers_csv(sources: Sources) -> str:
    """Every answer of every problem: the question, what was found, the grade and its main reason, and the sources."""
    rows = (
        {"id": row["id"], **answer, "sources": "; ".join(answer["sources"])}
        for row in sources.rows("conditions")
        for answer in row["asked"]
    )
    return table(("id", "ask", "say", "certainty", "why", "sources"), rows)


def grades_csv(sources: Sources) -> str:
    """Every grade with who gave it and its five reasons."""
    names = ("condition", "ask", "outcome", "against", "when", "certainty", "by", *DOMAINS, "note")
    return table(names, sources.rows("grades"))


def table(names: Collection[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV, with the lines ended as RFC 4180 wants."""
    file = io.StringIO()
    writer = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return file.getvalue()
