"""Numbers of a source as people copy them: a DOI as a link, "PMID: 123". Programs get them bare, wherever they ask."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

DOI = re.compile(
    r"(?P<link>(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(?:doi\b[:\s]*)?(?P<bare>10\.\d{4,9}/\S+?)[.,;]*", re.I
)
PMID = re.compile(r"(?:(?:https://)?pubmed\.ncbi\.nlm\.nih\.gov/|PMID[: ]+)?(?P<bare>[1-9]\d{0,7})/?", re.I)
PMCID = re.compile(
    r"(?:(?:https://)?(?:pmc\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pmc)/articles/|PMCID[: ]+)"
    r"(?P<bare>PMC\d{4,9})/?",
    re.I,
)
ISBN = re.compile(r"ISBN(?:-1[03])?[: ]+(?P<bare>[0-9X -]{10,17})", re.I)


def doi(value: Any) -> Any:
    """A DOI without what a link or a list of sources puts around it; of a link also without its codes for signs."""
    match = DOI.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        return value
    return unquote(match["bare"]) if match["link"] else match["bare"]


def pmid(value: Any) -> Any:
    """A number of PubMed as a number."""
    match = PMID.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(match["bare"]) if match else value


def pmcid(value: Any) -> Any:
    """A number of PubMed Central, with its letters."""
    match = PMCID.fullmatch(value.strip()) if isinstance(value, str) else None
    return match["bare"].upper() if match else value


def isbn(value: Any) -> Any:
    """An ISBN as text, also where it looks like a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    match = ISBN.fullmatch(text.strip()) if isinstance(text, str) else None
    return match["bare"].strip().replace(" ", "-") if match else text


FIELDS: dict[str, Callable[[Any], Any]] = {"doi": doi, "pmid": pmid, "pmcid": pmcid, "isbn": isbn}


def bare(rows: Any) -> Any:
    """The entries of references.yml with their numbers bare; what is no entry is left to the checks."""
    if not isinstance(rows, list):
        return rows
    return [
        {name: FIELDS[name](value) if name in FIELDS else value for name, value in row.items()}
        if isinstance(row, dict)
        else row
        for row in rows
    ]
