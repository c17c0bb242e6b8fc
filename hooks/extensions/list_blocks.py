"""Data blocks that are lists: words, claims, sources, changes, and what the labels of certainty mean."""

import html

from extensions import citations, noticed
from extensions.certainty import GRADES, anchor
from extensions.lines import cite, link, table
from sources import Sources, human, relative
from sources.syntax import CITABLE

TOPICS = {
    "what-it-is": "What it is",
    "acupuncture": "Acupuncture",
    "trigger-points": "Trigger points",
    "referred-pain": "Pain felt elsewhere",
    "mechanical": "What it does to muscle",
    "nerves-and-pain": "Nerves and pain",
    "chemistry": "Chemistry",
    "does-it-work": "Does it work?",
    "studies": "What single studies showed",
    "uses": "What it is used for",
    "session": "The session",
    "aftercare": "Aftercare",
    "safety": "Safety",
    "suitability": "Who should not have it",
    "providers": "Who does it",
    "current": "Electric current",
    "history-and-views": "History and views",
}
VERDICTS = {
    "true": "True",
    "partly-true": "Partly true",
    "unclear": "Not known",
    "wrong": "Not true",
    "cannot-be-checked": "Cannot be checked",
}
VERDICT_MEANINGS = {
    "true": "The sources support it.",
    "partly-true": "There is something in it, but it says too much or leaves something out.",
    "unclear": "The studies are too few, too weak, or do not agree.",
    "wrong": "The sources say otherwise.",
    "cannot-be-checked": "It is too vague, or nobody has studied it.",
}


def glossary(sources: Sources, page: str, argument: str) -> list[str]:
    """Every word by its first letter: plain first, then as professionals use it, then the page that says more."""
    lines, letter = [], ""
    for row in sources.rows("glossary"):
        if row["term"][:1].upper() != letter:
            letter = row["term"][:1].upper()
            lines += ["", f"## {letter} {{#letter-{letter.lower()}}}", ""]
        target = row.get("see", "").partition("#")[0]
        see = f" More: [{sources.pages[target].title}]({relative(row['see'], page)})" if target in sources.pages else ""
        short = f" ({row['abbreviation']})" if "abbreviation" in row else ""
        lines += [
            f'<dfn class="content" id="{row["id"]}">{row["term"]}</dfn>{short}',
            f":   {row['plain']}{cite(row)}{see}",
            "",
            f":   For professionals: {row['technical']}",
            "{: .technical }",
            "",
        ]
    return lines


def claims(sources: Sources, page: str, argument: str) -> list[str]:
    """Every claim by topic: what people say, the verdict, what a patient should know, and where to read on."""
    texts = {row["id"]: row for row in sources.rows("claims")}
    lines = []
    for topic, title in TOPICS.items():
        lines += ["", f"## {title} {{#{topic}}}", ""]
        for row in sources.rows("claims", topic=topic):
            target = row.get("page", "")
            where = (
                f"Read on: [{sources.pages[target].title}]({relative(target + '#' + row['anchor'], page)})."
                if target in sources.pages
                else f"Why it stands on no page: {row['left_out']}"
            )
            twin = (
                f"Much the same: [{texts[row['same_as']]['claim'].rstrip('.')}](#{row['same_as']})."
                if row.get("same_as") in texts
                else ""
            )
            lines += [
                f'<section class="claim" id="{row["id"]}" data-verdict="{row["verdict"]}" markdown>',
                "",
                row["claim"],
                "{: .claim__text }",
                "",
                (
                    f'<strong class="verdict verdict--{row["verdict"]}">{VERDICTS[row["verdict"]]}</strong>'
                    f" {row['answer']}{cite(row)}"
                ),
                "",
                f"{where} {twin}".strip(),
                "{: .claim__more }",
                "",
                "</section>",
                "",
            ]
    return lines


def verdict_counts(sources: Sources, page: str, argument: str) -> list[str]:
    """How many claims have which verdict."""
    found = [row["verdict"] for row in sources.rows("claims")]
    return table(
        ("Verdict", "What it means", "Claims"),
        ([VERDICTS[verdict], meaning, str(found.count(verdict))] for verdict, meaning in VERDICT_MEANINGS.items()),
    )


def certainty_key(sources: Sources, page: str, argument: str) -> list[str]:
    """What every certainty label means."""
    rows = (
        [f"({words}) {{#{anchor(words)}}}", grade.meaning, f'"{grade.example} ..."'] for words, grade in GRADES.items()
    )
    return table(("Label", "What it means", "How we word it"), rows)


def changes(sources: Sources, page: str, argument: str) -> list[str]:
    """Every change of meaning on any page, newest first."""
    found = [
        (day, other.title, relative(other.uri, page), what)
        for other in sources.pages.values()
        for day, what in other.changes
    ]
    return table(
        ("Date", "Page", "What changed"),
        (
            [date, f"[{title}]({link})", what]
            for date, title, link, what in sorted(found, key=lambda row: (row[0], row[1]), reverse=True)
        ),
    )


def notices(sources: Sources, key: str) -> list[str]:
    """What is said of a source that was corrected or retracted: that nobody has decided yet, or what was decided."""
    waiting = [
        f"{each.kind.capitalize()}{f' ({each.named})' if each.named else ''}, seen on {human(str(each.first_seen))}."
        " Nobody has decided yet what it changes here."
        for each in noticed.undecided(sources).get(key, ())
    ]
    done = [
        f"{row['kind'].capitalize()}, read on {human(row['decided'])}: {row['why']}"
        for row in sources.rows("notices", source=key)
    ]
    return [f"<p>{html.escape(said, quote=False)}</p>" for said in (*waiting, *done)]


def references(sources: Sources, page: str, argument: str) -> list[str]:
    """Every source, as HTML: what kind, how large, what it found, where it is, and the pages that cite it."""
    cited, lines = citations.cited_in(sources), []
    titles = {uri: link(other.title, sources.from_page(uri, page)) for uri, other in sources.pages.items()}
    for row in sources.rows("references", use=CITABLE):
        who = citations.ended(citations.first(row.get("authors") or [], 3))
        printed = html.escape(f"{who} {citations.named(row, 'journal', 'year')}".strip(), quote=False)
        kind = f"{str(row['type']).capitalize()}{', ' + row['size'] if row.get('size') else ''}"
        there = ", ".join(link(*found) for found in citations.links(row)) or citations.printed(row)
        lines += [
            f'<section class="source" id="{row["key"]}">',
            f'<p class="source__title" translate="no">{html.escape(citations.named(row, "title"), quote=False)}</p>',
            f'<p translate="no">{printed} {there}</p>',
            f"<p>{html.escape(kind, quote=False)}. What it found: {html.escape(row['finding'], quote=False)}</p>",
            *notices(sources, row["key"]),
            f'<p class="source__pages">Cited on: {", ".join(titles[uri] for uri in cited.get(row["key"], []))}.</p>',
            "</section>",
        ]
    return lines
