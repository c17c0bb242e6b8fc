"""Links and images in the source: where they lead, what they say, and what they must never do."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
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

    def here(offset: int) -> tuple[str, int, int]:
        line, column = plaintext.place(text, offset)
        return page.path, line + page.body_line - 1, column

    for match in LINK.finditer(text):
        if match["text"].startswith("@"):
            continue  # citations.py
        for wrong in (image_wrongs if match["image"] else link_wrongs)(match, page, sources):
            yield Problem(*here(match.start()), *wrong)
    for match in TARGET.finditer(text):  # also where the brackets of the text are nested, which LINK does not read
        if text[match.end() : match.end() + 1] == "\n" or re.match(r"\s*\n", text[match.end() :]):
            yield Problem(*here(match.start()), "a link is broken over two lines.", "Write it on one line.")
        if (kind := scheme(match["target"])) and kind not in (*OURS, "http"):
            yield Problem(
                *here(match.start()),
                f'an address may not begin with "{kind}:".',
                "Write an https:// address or a page such as aftercare.md.",
            )
    for match in DEFINITION.finditer(text):
        if re.search(
            rf"!\[[^\]]*\](?:\[{re.escape(match['name'])}\]|\[\])|!\[{re.escape(match['name'])}\]", text, re.I
        ) and (scheme(match["target"]) or match["target"].startswith("//")):
            yield Problem(
                *here(match.start()),
                "the picture is on another site, which would see our readers.",
                "Put the file into docs/assets/figures and link to that.",
            )
        for wrong in target_wrongs(match["target"], page, sources):
            yield Problem(*here(match.start()), *wrong)
    for match in AUTOLINK.finditer(text):
        if scheme(match["target"]) not in SCHEMES:
            yield Problem(
                *here(match.start()), f"{match[0]} is an address that we do not link to.", "Write an https:// address."
            )
    defined = {match["name"].lower() for match in DEFINITION.finditer(text)}
    for match in REFERENCE.finditer(text):
        if (match["name"] or match["text"]).lower() not in defined:
            yield Problem(*here(match.start()), f"{match[0]} leads nowhere.", f"Write [{match['text']}](page.md).")


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
    said, host = (
        (
            re.match(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?$", words, re.I),
            urlsplit(html.unescape(target)).netloc.lower(),
        )
        if scheme(target) == "https"
        else (None, "")
    )
    if said and said[1].lower() != host:
        yield f"the link text says {said[1]} and leads to {host}.", "Write what the reader finds there."
    yield from target_wrongs(target, page, sources)


def target_wrongs(target: str, page: Page, sources: Sources) -> Iterator[tuple[str, str]]:
    """What is wrong with where a link or image leads, and what to write."""
    kind = scheme(target)
    path, _, anchor = target.partition("#")
    if re.search("[“”‘’]|&[lr][sd]quo;", target):
        yield "the address holds curly quotation marks.", "Delete them, or write straight ones."
    elif re.match(r"[/\\]{2}", target):
        yield (
            "the address begins with two slashes, which means another site.",
            "Write an https:// address or a page such as aftercare.md.",
        )
    elif not target:
        yield "a link leads nowhere.", "Write the page in the brackets: (aftercare.md)"
    elif kind == "http":
        yield "the address begins with http://, which is not private.", f"Write https://{target[7:]}"
    elif kind in signs.LEVELS:
        yield from signs.wrongs(kind, target.partition(":")[2], sources)
    elif kind and kind not in SCHEMES:
        yield f'an address may not begin with "{kind}:".', "Write an https:// address or a page such as aftercare.md."
    elif kind == "tel" and not re.fullmatch(r"tel:\d{2,5}", target, re.I):
        yield (
            "a telephone number stands in the text.",
            "Only numbers for emergencies may be called from a page, for example tel:112",
        )
    elif kind:
        return
    elif "\\" in target:
        yield "the address holds a backslash.", f"Write {target.replace(chr(92), '/')}"
    elif target.startswith("/"):
        yield (
            "the address begins with a slash and breaks where the site has another address.",
            f"Write {relative(guess(target, sources), page.uri)}",
        )
    elif path:
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), path))
        lower = {known.lower(): known for known in sources.raw}
        if uri in MADE or made_later.URI.fullmatch(uri):
            return
        if uri in sources.raw:
            if anchor and uri in sources.pages and anchor not in (known := ids(sources, sources.pages[uri])):
                yield (
                    f'docs/{uri} has no section "#{anchor}".',
                    nearest(anchor, known) or f"It has: {', '.join(sorted(known - OWN_IDS)[:8])}.",
                )
        elif uri.lower() in lower:
            yield f"there is no file {path}; capitals count.", f"Write {relative(lower[uri.lower()], page.uri)}"
        elif not posixpath.splitext(path)[1]:
            yield (
                f"{path} is an address, not a file.",
                f"Write {relative(guess(path, sources), page.uri)}{'#' + anchor if anchor else ''}",
            )
        else:
            match = nearest(uri, [*sources.raw, *MADE])
            yield (
                f"there is no file {path}.",
                (
                    f"Did you mean {relative(match[13:-1], page.uri)}?"
                    if match
                    else "Look up the name in the docs folder."
                ),
            )
    elif anchor not in (known := ids(sources, page)):
        yield (
            f'this page has no section "#{anchor}".',
            nearest(anchor, known) or f"It has: {', '.join(sorted(known - OWN_IDS)[:8])}.",
        )


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
        yield (
            "the picture is on another site, which would see our readers.",
            "Put the file into docs/assets/figures and link to that.",
        )
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
