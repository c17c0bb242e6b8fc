"""Links and images in the source: where they lead, what they say, and what they must never do."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import datablocks
import directory
import downloads
import kit
import made_later
import plaintext
import signs
from problems import Problem, nearest
from sources import Page, Sources, relative

LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?P<rest>[^)\n]*)\)"
    r"(?P<attributes>\{[^}\n]*\})?"
)
REFERENCE = re.compile(r"(?<![!\]])\[(?P<text>[^\[\]@^\n][^\[\]\n]*)\]\[(?P<name>[^\[\]\n]*)\]")
DEFINITION = re.compile(r"^ {0,3}\[(?P<name>[^\]^@\n]+)\]:[ \t]*\n?[ \t]*(?P<target>\S*)", re.M)
TARGET = re.compile(r"\]\((?P<target>[^()\s]*)")
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][\w+.-]*:[^\s<>]+)>")
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):")
SCHEMES = ("https", "mailto", "tel")
OURS = (*SCHEMES, *signs.LEVELS)
EMPTY_WORDS = {"here", "click here", "this", "this page", "link", "read more", "more", "see here"}
LONGEST_ALT = 125
HEAVIEST_IMAGE = 150_000
ID = re.compile(r"\{:?[^}\n]*?#([\w-]+)|\bid=\"([\w-]+)\"")
OWN_IDS = {"page-title", "sources", "page-facts"}
ELSEWHERE = (
    "the picture is on another site, which would see our readers.",
    "Put the file into docs/assets/figures and link to that.",
)
MADE = {*downloads.FILES, *directory.FILES}  # files that the build makes


def ids(sources: Sources, page: Page) -> set[str]:
    """Every id that a page will have: of its headings, data blocks and snippets, and those that every page has."""
    text = datablocks.expand(sources.expanded(page), sources, page.uri)
    return OWN_IDS | {first or second for first, second in ID.findall(text)}


def scheme(target: str) -> str:
    """The scheme of an address as a browser reads it, however it is written: "javascript" of "java&#9;Script:x"."""
    plain = re.sub(r"[\x00-\x20]", "", html.unescape(target)).lower().lstrip("<")
    found = SCHEME.match(plain)
    return found[1] if found else ""


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """Every link and image of a page."""
    text = plaintext.without_code(page.body)
    for offset, what, fix in sorted((*inline(text, page, sources), *defined(text, page, sources), *bare(text))):
        line, column = plaintext.place(text, offset)
        yield Problem(page.path, line + page.body_line - 1, column, what, fix)


Wrong = tuple[str, str]  # what is wrong, and what to write


def inline(text: str, page: Page, sources: Sources) -> Iterator[tuple[int, str, str]]:
    """Place, mistake and mending of [words](target) and ![words](target)."""
    for match in LINK.finditer(text):
        if not match["text"].startswith("@"):  # citations.py
            wrongs = (image_wrongs if match["image"] else link_wrongs)(match, page, sources)
            yield from ((match.start(), *wrong) for wrong in wrongs)
    for match in TARGET.finditer(text):  # also where the brackets of the text are nested, which LINK does not read
        if re.match(r"\s*\n", text[match.end() :]):
            yield match.start(), "a link is broken over two lines.", "Write it on one line."
        if (kind := scheme(match["target"])) and kind not in (*OURS, "http"):
            yield match.start(), *forbidden(kind)


def defined(text: str, page: Page, sources: Sources) -> Iterator[tuple[int, str, str]]:
    """Place, mistake and mending of [name]: target, and of [words][name]."""
    names = set()
    for match in DEFINITION.finditer(text):
        name, target = re.escape(match["name"]), match["target"]
        names.add(match["name"].lower())
        pictures = re.search(rf"!\[[^\]]*\](?:\[{name}\]|\[\])|!\[{name}\]", text, re.I)
        if pictures and (scheme(target) or target.startswith("//")):
            yield match.start(), *ELSEWHERE
        yield from ((match.start(), *wrong) for wrong in target_wrongs(target, page, sources))
    for match in REFERENCE.finditer(text):
        if (match["name"] or match["text"]).lower() not in names:
            yield match.start(), f"{match[0]} leads nowhere.", f"Write [{match['text']}](page.md)."


def bare(text: str) -> Iterator[tuple[int, str, str]]:
    """Place, mistake and mending of <target>."""
    for match in AUTOLINK.finditer(text):
        if scheme(match["target"]) not in SCHEMES:
            yield match.start(), f"{match[0]} is an address that we do not link to.", "Write an https:// address."


def forbidden(kind: str) -> Wrong:
    """What to say of an address with a scheme that is none of ours."""
    return f'an address may not begin with "{kind}:".', "Write an https:// address or a page such as aftercare.md."


def link_wrongs(match: re.Match[str], page: Page, sources: Sources) -> Iterator[tuple[str, str]]:
    """What is wrong with a link, and what to write."""
    words, target = match["text"].strip().strip("*_"), match["target"]
    if not words:
        yield "a link has no text, so nobody can see it.", f"Write what the reader finds there: [aftercare]({target})"
    elif words.lower() in EMPTY_WORDS:
        yield (
            f'the link text "{words}" does not say where it leads.',
            f"Write for example [what to do after your session]({target}).",
        )
    said = re.match(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?$", words, re.I)
    if said and scheme(target) == "https":
        host = urlsplit(html.unescape(target)).netloc.lower()
        if said[1].lower() != host:
            yield f"the link text says {said[1]} and leads to {host}.", "Write what the reader finds there."
    yield from target_wrongs(target, page, sources)


def target_wrongs(target: str, page: Page, sources: Sources) -> Iterable[Wrong]:
    """What is wrong with where a link or image leads, and what to write."""
    kind = scheme(target)
    path, _, anchor = target.partition("#")
    if kind in signs.LEVELS:
        return signs.wrongs(kind, target.partition(":")[2], sources)
    if wrong := misspelt(target, kind):
        return [wrong]
    if kind:
        return []
    if target.startswith("/"):
        return [
            (
                "the address begins with a slash and breaks where the site has another address.",
                f"Write {relative(guess(target, sources), page.uri)}",
            )
        ]
    if path:
        return file_wrongs(path, anchor, page, sources)
    return missing_part("this page", page, anchor, sources)


def misspelt(target: str, kind: str) -> Wrong | None:
    """What is wrong with an address by itself, wherever it leads; `kind` is its scheme."""
    rules = (
        (
            re.search("[“”‘’]|&[lr][sd]quo;", target),
            "the address holds curly quotation marks.",
            "Delete them, or write straight ones.",
        ),
        (
            re.match(r"[/\\]{2}", target),
            "the address begins with two slashes, which means another site.",
            "Write an https:// address or a page such as aftercare.md.",
        ),
        (not target, "a link leads nowhere.", "Write the page in the brackets: (aftercare.md)"),
        (
            kind == "http",
            "the address begins with http://, which is not private.",
            f"Write https://{target[7:]}",
        ),
        (kind and kind not in (*SCHEMES, "http"), *forbidden(kind)),
        (
            kind == "tel" and not re.fullmatch(r"tel:\d{2,5}", target, re.I),
            "a telephone number stands in the text.",
            "Only numbers for emergencies may be called from a page, for example tel:112",
        ),
        (
            not kind and "\\" in target,
            "the address holds a backslash.",
            f"Write {target.replace(chr(92), '/')}",
        ),
    )
    return next(((what, fix) for broken, what, fix in rules if broken), None)


def file_wrongs(path: str, anchor: str, page: Page, sources: Sources) -> Iterable[Wrong]:
    """What is wrong with a link from `page` to a file by its name, and what to write."""
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), path))
    lower = {known.lower(): known for known in sources.raw}
    if uri in MADE or made_later.URI.fullmatch(uri):
        return []
    if uri in sources.raw:
        there = sources.pages.get(uri)
        return missing_part(f"docs/{uri}", there, anchor, sources) if anchor and there else []
    if uri.lower() in lower:
        return [(f"there is no file {path}; capitals count.", f"Write {relative(lower[uri.lower()], page.uri)}")]
    if not posixpath.splitext(path)[1]:
        part = f"#{anchor}" if anchor else ""
        return [(f"{path} is an address, not a file.", f"Write {relative(guess(path, sources), page.uri)}{part}")]
    match = nearest(uri, [*sources.raw, *MADE])
    return [
        (
            f"there is no file {path}.",
            f"Did you mean {relative(match[13:-1], page.uri)}?" if match else "Look up the name in the docs folder.",
        )
    ]


def missing_part(name: str, page: Page, anchor: str, sources: Sources) -> Iterable[Wrong]:
    """What to say of a link to a part of a page, called `name`, that is not there; nothing when it is."""
    known = ids(sources, page)
    if anchor in known:
        return []
    has = f"It has: {', '.join(sorted(known - OWN_IDS)[:8])}."
    return [(f'{name} has no section "#{anchor}".', nearest(anchor, known) or has)]


def guess(address: str, sources: Sources) -> str:
    """The page that an address such as /effects/ or aftercare/ stands for."""
    stem = address.strip("/").removesuffix(".html").lower()
    return next((uri for uri, page in sources.pages.items() if page.url.strip("/") == stem), f"{stem or 'index'}.md")


def image_wrongs(match: re.Match[str], page: Page, sources: Sources) -> Iterator[tuple[str, str]]:
    """What is wrong with an image, and what to write."""
    alt, target = match["text"].strip(), match["target"]
    name = posixpath.basename(target)
    if not alt:
        yield "an image has no text for people who cannot see it.", f"Write ![what the picture shows]({target})"
    elif alt.lower().replace(" ", "") in (name.lower(), posixpath.splitext(name)[0].lower()) or re.search(
        r"\.(?:svg|png|jpe?g|gif|webp)$", alt, re.I
    ):
        yield f'the text of the image is its file name, "{alt}".', f"Write ![what the picture shows]({target})"
    elif len(alt) > LONGEST_ALT:
        yield (
            f"the text of the image has {len(alt)} characters; it may have {LONGEST_ALT}.",
            "Say the point in the text and the rest below the picture.",
        )
    if scheme(target) or re.match(r"[/\\]{2}", target):
        yield ELSEWHERE
        return
    if not re.search(r"width=\"\d+\".*height=\"\d+\"", match["attributes"] or ""):
        yield (
            "the image has no size, so the page jumps when it loads.",
            f'Write ![{alt}]({target}){{ width="720" height="480" }}',
        )
    yield from target_wrongs(target, page, sources)


def check_images(sources: Sources) -> Iterator[Problem]:
    """Image files that are too heavy for a phone, and drawings without a title."""
    for uri, raw in sources.raw.items():
        if uri.endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")) and len(raw) > HEAVIEST_IMAGE:
            yield Problem(
                f"docs/{uri}",
                0,
                0,
                f"the file has {len(raw) // 1000} kB; a phone should not load more than {HEAVIEST_IMAGE // 1000}.",
                "Make the picture smaller.",
            )
        if uri.endswith(".svg") and not re.search(rb"<title[^>]*>[^<]*\w", raw):
            yield Problem(
                f"docs/{uri}",
                1,
                0,
                "the drawing has no title, which screen readers need.",
                "Write <title>What it shows</title> as its first element.",
            )


def check_data(sources: Sources) -> Iterator[Problem]:
    """Entries of data files that lead to a page, a section or another entry that is not there."""
    known = sources.by_key("conditions", "id")
    for index, row in enumerate(sources.rows("effects")):
        if row.get("condition") not in known:
            yield sources.data["effects"].problem(
                (index, "condition"),
                f'there is no problem "{row.get("condition")}" in docs/_data/conditions.yml.',
                nearest(str(row.get("condition")), known) or "Add it there first.",
            )
    page = sources.pages.get("for-clinics.md")
    for index, row in enumerate(sources.rows("kit") if page else []):
        for name, target in kit.targets(row):
            yield from (
                sources.data["kit"].problem((index, name), *wrong) for wrong in target_wrongs(target, page, sources)
            )
    page = sources.pages.get("glossary.md")
    for index, row in enumerate(sources.rows("glossary") if page else []):
        for wrong in target_wrongs(str(row["see"]), page, sources) if "see" in row else ():
            yield sources.data["glossary"].problem((index, "see"), *wrong)


def check_redirects(sources: Sources) -> Iterator[Problem]:
    """Entries that shadow a page, that lead to nothing or to a part that has moved itself, or whose old place is still
    there.
    """
    document = sources.data.get("redirects")
    rows = document.data if document and isinstance(document.data, list) else []
    moved = {str(row["from"]): str(row.get("to", "")) for row in rows if isinstance(row, dict) and "from" in row}
    at = {page.url: page for page in sources.pages.values()}
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or "from" not in row:
            continue
        start, to = str(row["from"]), str(row.get("to", ""))
        uri, _, anchor = start.partition("#")
        if start in at:
            yield document.problem(
                (index, "from"),
                f"there is a page at /{start}, {at[start].path}, and a redirect would hide it.",
                "Delete the entry, or the page.",
            )
        elif anchor and uri not in sources.pages:
            yield document.problem(
                (index, "from"),
                f"there is no page docs/{uri}.",
                "Name the page that the part has left; if it was renamed, write its new name.",
            )
        elif anchor and anchor in ids(sources, sources.pages[uri]):
            yield document.problem(
                (index, "from"), f'docs/{uri} still has a part "#{anchor}".', "Delete the entry, or the id on the page."
            )
        elif not anchor and not to:
            yield document.problem(
                (index,),
                "an old address must lead somewhere.",
                "Add: to: the page that now answers. To withdraw a page, keep it: docs/_templates/withdrawn.md",
            )
        if to in moved:
            yield document.problem(
                (index, "to"),
                f"{to} has itself moved.",
                f"Write: to: {moved[to]}" if moved[to] else "Lead to a part that is there.",
            )
        elif to:
            for wrong in target_wrongs(
                to, sources.pages.get("index.md") or next(iter(sources.pages.values())), sources
            ):
                yield document.problem((index, "to"), *wrong)
