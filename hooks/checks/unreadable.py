"""Data files that cannot be read: each is told on the line of its slip, and nothing else until that is mended."""

import re

from guard.too_large import REST
from sources import Document, Problem, Sources
from sources.files import decoded
from sources.yaml_slips import slip

SUSPECT = re.compile(  # what YAML may read and no writer means: half a pair of marks or brackets, a sign, no colon
    r"^[ -]*[\w-]+: +(?:\"[^\"\n]*|'[^'\n]*|[&!].*|[“”„«][^“”\n]*[“”»]|[^\"'\[{][^\"\n]*\"|[^\"'\[{][^\[{\n]*[\]}])$"
    r"|^(?:- +| +)[\w-]+(?: +[^\s:#][^\n:]*|:[^\s:][^\n:]*):(?: |$)",
    re.M,
)


def data(sources: Sources) -> list[Problem]:
    """One problem for every data file that cannot be read."""
    found = (one(document, decoded(sources.raw.get(document.path[5:], b""))) for document in sources.data.values())
    return sorted(problem for problem in found if problem)


def one(document: Document, text: str) -> Problem | None:
    """Why a data file cannot be read, where the slip is; None when it can."""
    is_list = isinstance(document.data, list)
    if is_list and not document.problems and not SUSPECT.search(text):
        return None
    said = [] if is_list else document.problems[:1] or [no_list(document)]
    if (found := slip(text)) and all(found[0] <= problem.line for problem in document.problems[:1]):
        said = [Problem(document.path, *found)]
    return next((Problem(each.path, each.line, each.column, each.what, f"{each.fix} {REST}") for each in said), None)


def no_list(document: Document) -> Problem:
    """What to say of a file that can be read and holds no entries."""
    return document.problem((), "the file is no list of entries.", "Begin every entry with a dash; write [] for none.")
