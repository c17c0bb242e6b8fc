"""PubMed E-utilities (NCBI, "A General Introduction to the E-utilities", NBK25497): calls, and what their answers say.

At most 3 calls in a second without a key. We need about six a week, so there is no key and no secret.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from watching.asking import Call, NotLooked, read_json, read_xml, within
from watching.records import PUBMED, Notice, Paper

NAME = "PubMed"
PAUSE = 0.4  # seconds
START = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
MOST_FOUND, MOST_FETCHED = 500, 200
DOI = re.compile(r"\b(10\.\d{4,9}/\S+?)[.;,]?(?:\s|$)")


def who(email: str) -> dict[str, str]:
    """By what we are known, as the terms ask: a tool, and an address where the site has one."""
    return {"tool": "dry-needling-explained", **({"email": email} if email else {})}


def search(term: str, days: int, email: str = "") -> Call:
    """The call that looks for papers that entered PubMed in the last `days`; 0: ever."""
    entered = {"datetype": "edat", "reldate": str(days)} if days else {}
    asked = {"db": "pubmed", "retmode": "json", "retmax": str(MOST_FOUND), "term": term}
    return Call(START + "esearch.fcgi", asked | entered | who(email))


def fetches(pmids: Iterable[str], email: str = "") -> Iterator[Call]:
    """The calls that fetch these records, 200 in each."""
    every = sorted(set(pmids))
    for first in range(0, len(every), MOST_FETCHED):
        some = ",".join(every[first : first + MOST_FETCHED])
        yield Call(START + "efetch.fcgi", {"db": "pubmed", "retmode": "xml", "id": some, **who(email)})


def found(body: bytes) -> list[str]:
    """The numbers that a search found. Raises NotLooked where PubMed failed, did not know a word (it drops it, and then
    answers another question), or gave only a part of the list.
    """
    said = result(body)
    if lost := lost_words(said):
        raise NotLooked(f"PubMed did not know {', '.join(lost)[:150]}, and answered another question")
    ids = within(NAME, said, "idlist", kind=list)
    count = within(NAME, said, "count", kind=str)
    if not count.isdigit() or int(count) != len(ids):
        raise NotLooked(f"PubMed gave {len(ids)} of {count} papers")
    return [str(pmid) for pmid in ids]


def result(body: bytes) -> Mapping[str, Any]:
    """What a search said. Raises NotLooked where PubMed failed."""
    said: Mapping[str, Any] = within(NAME, read_json(NAME, body), "esearchresult", kind=dict)
    if said.get("ERROR"):
        raise NotLooked(f"PubMed failed inside its answer: {str(said['ERROR'])[:100]}")
    return said


def lost_words(said: Mapping[str, Any]) -> list[str]:
    """Words that PubMed left out of a question; its other messages say only that nothing was found."""
    lists = [said[name] for name in ("errorlist", "warninglist") if isinstance(said.get(name), Mapping)]
    return [
        str(word) for one in lists for name, words in one.items() if name != "outputmessages" for word in words or ()
    ]


def papers(body: bytes) -> list[Paper]:
    """The records of an answer. Raises NotLooked where it is another thing than a set of records."""
    root = read_xml(NAME, body)
    if root.tag != "PubmedArticleSet":
        raise NotLooked("PubMed sent an answer of another shape: no PubmedArticleSet")
    return [paper(record) for record in root.iter("PubmedArticle")]


def paper(record: etree.Element) -> Paper:
    """One record."""
    pmid = text(record.find("MedlineCitation/PMID"))
    if not pmid:
        raise NotLooked("PubMed sent an answer of another shape: a record without its number")
    article = record.find("MedlineCitation/Article")
    article = etree.Element("Article") if article is None else article
    kinds = tuple(text(kind) for kind in article.iter("PublicationType"))
    dois = [text(part) for part in article.iter("ELocationID") if part.get("EIdType") == "doi"]
    dois += [text(part) for part in record.findall("PubmedData/ArticleIdList/ArticleId") if part.get("IdType") == "doi"]
    notices = tuple(notices_of(record))
    if "Retracted Publication" in kinds and not any(notice.kind == "retraction" for notice in notices):
        notices += (Notice("", "retraction", by=(NAME,)),)
    return Paper(
        pmid,
        text(article.find("ArticleTitle")),
        next(iter(dois), "").lower(),
        text(article.find("Journal/ISOAbbreviation")) or text(article.find("Journal/Title")),
        text(article.find("Journal/JournalIssue/PubDate/Year")),
        text(article.find("Language")),
        kinds,
        notices,
    )


def notices_of(record: etree.Element) -> Iterator[Notice]:
    """The notices of a record, whose source its caller knows."""
    for part in record.iter("CommentsCorrections"):
        if kind := PUBMED.get(part.get("RefType", "")):
            where = text(part.find("RefSource"))
            doi = match[1].lower() if (match := DOI.search(where)) else ""
            yield Notice("", kind, doi, text(part.find("PMID")), where, (NAME,))


def text(element: etree.Element | None) -> str:
    """All words of an element, those in italics too, on one line."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
