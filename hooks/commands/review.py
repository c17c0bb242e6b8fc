"""`python3 dev.py review aftercare.md` or `review heel-pain`: one page to print for the clinician who signs off.

Every sentence with what its sources found, the grades with their reasons, what must still be agreed to, and what is
new since the last sign-off, which stays a field in the header of the page.
"""

import html
import subprocess
import sys
from collections.abc import Iterable, Iterator

from checks import base_branch
from commands import reading_copy
from commands.reading_copy import ReadSentence
from extensions.effect_tables import DOMAINS
from sources import ROOT, Sources, from_files, human, read, today

STYLE = """
body { font: 11pt/1.45 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111 }
h1, h2, h3 { font-family: Arial, sans-serif; line-height: 1.2; break-after: avoid }
li { margin: 0 0 .6rem; break-inside: avoid }
.source { display: block; font-size: 9pt; margin-left: 1rem }
.new { border-left: 4px solid #111; padding-left: .5rem }
.box::before { content: "\\2610\\00a0" }
table { border-collapse: collapse; font-size: 9pt }
td, th { border: 1px solid #777; padding: .2rem .4rem; text-align: left }
@media print { body { margin: 0; max-width: none } }
"""


def sheet(wanted: str, sources: Sources, before: Sources | None) -> str:
    """The page to print for a page of docs/ or for the id of a problem, as HTML. `before` is what was signed off last.

    Raises KeyError where there is no page and no problem of this name.
    """
    condition = sources.by_key("conditions", "id").get(wanted)
    uri = f"indications/{condition['region']}.md" if condition else wanted
    page = sources.pages[uri]
    get = reading_copy.of_condition if condition else reading_copy.of_page
    sentences, old = get(wanted, sources), earlier(wanted, uri, before, bool(condition))
    signed = str(page.meta.get("reviewed_on", ""))
    names = [wanted] if condition else [str(row["id"]) for row in sources.rows("conditions") if uri == place(row)]
    since = f" since {human(signed)}" if signed else ": nobody has signed this page off yet"
    body = [
        f"<h1>{html.escape(condition['name'] if condition else page.title)}</h1>",
        f"<p>docs/{html.escape(uri)}, printed on {human(str(today()))}. Sources compared on"
        f" {human(str(page.meta.get('sources_checked', '')))}. Tick what its sources bear out; they"
        " stand after the last sentence that rests on them.</p>",
        *listed(
            f"What a clinician must still agree to ({len(reading_copy.to_agree(uri, sources))})", agree(uri, sources)
        ),
        *listed(f"What changed{since}", changes(page.changes, signed, sentences, old)),
        "<h2>Every sentence, with what its sources found</h2>",
        *each(sentences, sources, old),
        *(line for name in names for line in graded(name, sources)),
        "<h2>To sign off</h2>",
        f"<p>Put your id into reviewed_by and the day into reviewed_on in the header of docs/{html.escape(uri)}."
        " Name and register number: ______________________ Day: ____________</p>",
    ]
    title = html.escape(f"To check: {wanted}")
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n' + "\n".join(body) + "\n</body></html>\n"


def place(row: dict[str, str]) -> str:
    """The page on which a problem stands."""
    return f"indications/{row.get('region')}.md"


def earlier(wanted: str, uri: str, before: Sources | None, condition: bool) -> set[str] | None:
    """The sentences as they were signed off; None where they never were, or git does not have them."""
    if not before or uri not in before.pages or (condition and wanted not in before.by_key("conditions", "id")):
        return None
    get = reading_copy.of_condition if condition else reading_copy.of_page
    return {sentence.text for sentence in get(wanted, before)}


def listed(title: str, lines: Iterable[str]) -> list[str]:
    """A list with its title; one that is empty says so."""
    items = [f"<li>{line}</li>" for line in lines]
    return [f"<h2>{html.escape(title)}</h2>", *(["<ul>", *items, "</ul>"] if items else ["<p>Nothing.</p>"])]


def agree(uri: str, sources: Sources) -> Iterator[str]:
    """The lines that carry `confirm:`, with what is asked."""
    for name, row, asked in reading_copy.to_agree(uri, sources):
        yield f'<span class="box"></span>{html.escape(f"{name}, {row}: {asked}")}'


def changes(
    said: Iterable[tuple[str, str]], signed: str, sentences: list[ReadSentence], old: set[str] | None
) -> Iterator[str]:
    """What the header says of changes after the sign-off, and the sentences that are gone since."""
    yield from (html.escape(f"{human(day)}: {what}") for day, what in said if day > signed)
    now = {sentence.text for sentence in sentences}
    yield from (f"Gone: {html.escape(text)}" for text in sorted((old or set()) - now))


def each(sentences: list[ReadSentence], sources: Sources, old: set[str] | None) -> Iterator[str]:
    """Every sentence under its heading; a bar stands beside one that is new since the sign-off."""
    references, heading = sources.by_key("references"), ""
    for sentence in sentences:
        if sentence.heading != heading:
            heading = sentence.heading
            yield f"<h3>{html.escape(heading)}</h3>"
        new = ' class="new"' if old is not None and sentence.text not in old else ""
        found = [
            f'<span class="source">{html.escape(source(key, references[key]))}</span>'
            for key in sentence.keys
            if key in references
        ]
        yield f'<p{new}><span class="box"></span>{html.escape(sentence.text)}{"".join(found)}</p>'


def source(key: str, row: dict[str, object]) -> str:
    """What a source found, with its kind, size and year."""
    kind = ", ".join(str(row[name]) for name in ("type", "size", "year") if name in row)
    return f"[{key}] {kind}: {row['finding']}"


def graded(name: str, sources: Sources) -> Iterator[str]:
    """The grades of a problem with who gave them and the five reasons."""
    rows = sources.rows("grades", condition=name)
    if not rows:
        return
    yield f"<h2>Grades: {html.escape(str(sources.by_key('conditions', 'id')[name]['name']))}</h2>"
    yield f"<table><tr><th>Outcome</th><th>Grade</th>{''.join(f'<th>{title}</th>' for title in DOMAINS.values())}</tr>"
    for row in rows:
        outcome = f"{row['outcome']}, {row['when']}, against {row['against']}"
        cells = [outcome, f"{row['certainty']}, by {row['by']}", *(str(row[domain]) for domain in DOMAINS)]
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</table>"


def signed_off(day: str) -> Sources | None:
    """What was published on a day; None where git does not have it."""
    asked = ["git", "rev-list", "-1", f"--before={day}T23:59:59Z", "HEAD"]
    commit = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip() if day else ""
    files = base_branch.pages(ROOT, commit) if commit else {}
    return from_files(files) if files else None


def main(wanted: str = "") -> int:
    """Write the page to print, and say where it is; 1 for a name that is no page and no problem."""
    sources, name = read(ROOT / "docs"), wanted.removeprefix("docs/")
    condition = sources.by_key("conditions", "id").get(name)
    page = sources.pages.get(place(condition) if condition else name)
    if not page:
        print(
            "Name a page, such as aftercare.md, or a problem by its id in docs/_data/conditions.yml, such as heel-pain."
        )
        return 1
    to = ROOT / ".cache" / "review" / (name.replace("/", "-").removesuffix(".md") + ".html")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(sheet(name, sources, signed_off(str(page.meta.get("reviewed_on", "")))), "utf-8")
    print(f"Open {to.relative_to(ROOT)} in a browser, and print it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
