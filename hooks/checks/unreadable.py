"""Data files and headers that cannot be read: each is told on the line of its slip, and of data nothing else until that
is mended.
"""

import re
from collections.abc import Iterable

from guard.too_large import REST
from sources import Document, Page, Problem, Sources
from sources.files import decoded
from sources.syntax import FRONT
from sources.yaml_slips import slip, slip_of_header

SUSPECT = re.compile(  # what YAML may read and no writer means: half a pair of marks or brackets, a sign, no colon
    r"^[ -]*[\w-]+: +(?:\"[^\"\n]*|'[^'\n]*|[&!].*|[“”„«][^“”\n]*[“”»]|[^\"'\[{][^\"\n]*\"|[^\"'\[{][^\[{\n]*[\]}])$"
    r"|^ *[\w-]+: +#[\w-]+$"
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


def header(page: Page, fields: Iterable[str]) -> list[Problem]:
    """Why the header of a page cannot be read, where the slip is; nothing when it can. It may have these `fields`."""
    match, said = FRONT.match(page.text), page.front.problems
    if not match or not (said or SUSPECT.search(match["yaml"])):
        return said
    found = slip_of_header(match["yaml"], fields)
    if found and all(found[0] < problem.line for problem in said[:1]):
        return [Problem(page.path, found[0] + 1, *found[1:])]
    return said
