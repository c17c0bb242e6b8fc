"""Marks of warning signs, [chest pain](emergency:lung): each has the level that its row of warning-signs.yml has."""

from collections.abc import Iterator

from sources import Problem, Sources, Wrong, nearest
from sources.syntax import SIGN

MARKED = {("conditions", "check_first")}  # data file and field that are shown on pages alone


def wrongs(level: str, sign: str, sources: Sources) -> list[Wrong]:
    """What is wrong with a mark, and what to write."""
    rows = sources.by_key("warning-signs", "id")
    if sign not in rows:
        instead = nearest(sign, rows) or "The ids stand in docs/_data/warning-signs.yml."
        return [(f'there is no warning sign "{sign}".', instead)]
    right = rows[sign].get("urgency")
    if level == right:
        return []
    return [
        (
            f'the sign "{sign}" has the level {right}, and here it is called {level}.',
            f"Write ({right}:{sign}), and say so in the sentence; or change the level of the row, which is the same"
            " everywhere.",
        )
    ]


def check_data(sources: Sources) -> Iterator[Problem]:
    """Marks in data files: wrong ones, and those in a text that no page turns into links."""
    for name, document in sources.data.items():
        for where, text in document.texts:
            for mark in SIGN.finditer(text):
                if (name, where[-1]) in MARKED:
                    yield from (document.problem(where, *wrong) for wrong in wrongs(mark["level"], mark["id"], sources))
                else:
                    what = f"a mark such as ({mark[0]}) may not stand here, because this text also goes out without"
                    yield document.problem(where, f"{what} links.", "Write the words alone.")
