"""Where entries of data files lead: those of the link kit, the glossary and the search, and addresses that moved."""

from collections.abc import Iterator

from checks.links import target_wrongs
from extensions import link_kit, outline
from sources import Problem, Sources


def check(sources: Sources) -> Iterator[Problem]:
    """Entries that lead to a page or a section that is not there, and words of the search that lead to two places."""
    for name, page, fields in (
        ("kit", "for-clinics.md", link_kit.targets),
        ("glossary", "glossary.md", lambda row: [("see", str(row["see"]))] if "see" in row else []),
        ("search-words", "index.md", lambda row: [("to", str(row.get("to", "")))]),
    ):
        if not (there := sources.pages.get(page)):
            continue
        for index, row in sources.entries(name):
            for field, target in fields(row):
                for wrong in target_wrongs(target, there, sources):
                    yield sources.document(name).problem((index, field), *wrong)
    seen = set()
    for index, row in sources.entries("search-words"):
        for number, word in enumerate(row["words"] if isinstance(row.get("words"), list) else []):
            if str(word).lower() in seen:
                yield sources.document("search-words").problem(
                    (index, "words", number),
                    f'"{word}" stands here twice.',
                    "Let it lead to one place, and delete the other.",
                )
            seen.add(str(word).lower())


def check_redirects(sources: Sources) -> Iterator[Problem]:
    """Entries that shadow a page, that lead to nothing or to a part that has moved itself, or whose old place is still
    there.
    """
    document = sources.document("redirects")
    rows = [
        (index, str(row["from"]), str(row.get("to", "")))
        for index, row in sources.entries("redirects")
        if "from" in row
    ]
    moved = {start: to for _, start, to in rows}
    home = sources.pages.get("index.md") or next(iter(sources.pages.values()), None)
    for index, start, to in rows:
        if wrong := start_wrong(start, to, sources):
            field, what, fix = wrong
            yield document.problem((index, field) if field else (index,), what, fix)
        if to in moved:
            instead = f"Write: to: {moved[to]}" if moved[to] else "Lead to a part that is there."
            yield document.problem((index, "to"), f"{to} has itself moved.", instead)
        elif to and home:
            yield from (document.problem((index, "to"), *wrong) for wrong in target_wrongs(to, home, sources))


def start_wrong(start: str, to: str, sources: Sources) -> tuple[str, str, str] | None:
    """The field of an entry that is wrong, what is, and what to write; None where an old address may lead on."""
    uri, _, anchor = start.partition("#")
    page = sources.pages.get(uri)
    shadowed = next((page for page in sources.pages.values() if page.url == start), None)
    if shadowed:
        what = f"there is a page at /{start}, {shadowed.path}, and a redirect would hide it."
        return "from", what, "Delete the entry, or the page."
    if anchor and not page:
        instead = "Name the page that the part has left; if it was renamed, write its new name."
        return "from", f"there is no page docs/{uri}.", instead
    if anchor and page and anchor in outline.ids(page, sources):
        return "from", f'docs/{uri} still has a part "#{anchor}".', "Delete the entry, or the id on the page."
    if not anchor and not to:
        instead = "Add: to: the page that now answers. To withdraw a page, keep it: docs/_templates/withdrawn.md"
        return "", "an old address must lead somewhere.", instead
    return None
