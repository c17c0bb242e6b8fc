"""Links and images in the source: where they lead, what they say, and what they must never do."""

import difflib
import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from checks import signs
from extensions import outline
from sources import Found, Page, Problem, Sources, Wrong, look_for, mistakes, nearest, relative, scheme
from sources.addresses import MADE, MADE_LATER, SCHEMES, TEXT_SCHEMES
from sources.syntax import AUTOLINK, DEFINITION, LINK, REFERENCE, TARGET, URGENCIES, without_code

EMPTY_WORDS = {"here", "click here", "this", "this page", "link", "read more", "more", "see here"}
LONGEST_ALT = 125
PICTURE_NAME = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)$", re.I)
BROKEN_OFF = (
    (re.compile(r"\]\((?=\s*\n)"), "a link is broken over two lines.", "Write it on one line."),
    (
        re.compile(r"\]\((?P<target>[^()\s]*[^()\s.,;:])(?=[ \t.,;:]*(?:\n|\Z))"),
        "the bracket after the address of a link is lost.",
        r"Write (\g<target>) with both brackets.",
    ),
)
TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*")  # what may stand behind an address
AN_ADDRESS = re.compile(r"https?://\S+|www\.[^\s/]+/\S+|[\w./-]+\.md(?:#[\w-]*)?|#[\w-]+")
ELSEWHERE = (
    "the picture is on another site, which would see our readers.",
    "Put the file into docs/assets/figures and link to that.",
)


def check(page: Page, sources: Sources) -> Iterator[Problem]:
    """Every link and image of a page."""
    text = without_code(page.body)
    for found in (*inline(text, page, sources), *defined(text, page, sources), *bare(text)):
        yield page.at(*found)


def inline(text: str, page: Page, sources: Sources) -> Iterator[Found]:
    """What is wrong with [words](target) and ![words](target)."""
    for match in LINK.finditer(text):
        if not match["text"].startswith("@"):  # checks/evidence.py
            wrongs = (image_wrongs if match["image"] else link_wrongs)(match, page, sources)
            yield from ((match.start(), *wrong) for wrong in (spaced(match, page, sources) or wrongs))
    yield from look_for(BROKEN_OFF, text)
    for match in TARGET.finditer(text):  # also where the brackets of the text are nested, which LINK does not read
        if (kind := scheme(match["target"])) and kind not in (*TEXT_SCHEMES, "http"):
            yield match.start(), *forbidden(kind)


def spaced(match: re.Match[str], page: Page, sources: Sources) -> list[Wrong]:
    """What is wrong with a link in whose address spaces stand, and what to write."""
    words, rest = match["text"], match["rest"]
    if not rest.strip() or (match["target"] and TITLE.fullmatch(rest)):
        return []
    inside = (match["target"] + rest).strip()
    if AN_ADDRESS.fullmatch(words):
        return [("the words and the address of a link have changed places.", f"Write [{inside}]({words})")]
    known = [relative(uri, page.uri) for uri in sources.raw]
    joined = [inside.replace(" ", between) for between in ("", "-", "%20")]
    guess = next((one for one in joined if one.partition("#")[0] in known), joined[" " in inside])
    return [("a space stands in the address of a link.", f"Write {match['image']}[{words}]({guess})")]


def defined(text: str, page: Page, sources: Sources) -> Iterator[Found]:
    """What is wrong with [name]: target, and with [words][name]."""
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


def bare(text: str) -> Iterator[Found]:
    """What is wrong with <target>."""
    for match in AUTOLINK.finditer(text):
        if scheme(match["target"]) not in SCHEMES:
            yield match.start(), f"{match[0]} is an address that we do not link to.", "Write an https:// address."


def forbidden(kind: str) -> Wrong:
    """What to say of an address with a scheme that is none of ours."""
    return f'an address may not begin with "{kind}:".', "Write an https:// address or a page such as aftercare.md."


def link_wrongs(match: re.Match[str], page: Page, sources: Sources) -> Iterator[Wrong]:
    """What is wrong with a link, and what to write."""
    words, target = match["text"].strip().strip("*_"), match["target"]
    yield from mistakes(
        (
            not words,
            "a link has no text, so nobody can see it.",
            f"Write what the reader finds there: [aftercare]({target})",
        ),
        (
            words.lower() in EMPTY_WORDS,
            f'the link text "{words}" does not say where it leads.',
            f"Write for example [what to do after your session]({target}).",
        ),
        (
            AN_ADDRESS.fullmatch(words),
            f'the words of the link are an address, "{words}".',
            f"Write what the reader finds there: [what to do after your session]({target})",
        ),
    )
    said = re.match(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/\S*)?$", words, re.I)
    if said and scheme(target) == "https":
        host = urlsplit(html.unescape(target)).netloc.lower()
        if said[1].lower() != host:
            yield f"the link text says {said[1]} and leads to {host}.", "Write what the reader finds there."
    yield from target_wrongs(target, page, sources)


def target_wrongs(target: str, page: Page, sources: Sources) -> list[Wrong]:
    """What is wrong with where a link or image leads, and what to write."""
    kind = scheme(target)
    path, _, anchor = target.partition("#")
    if kind in URGENCIES:
        return signs.wrongs(kind, target.partition(":")[2], sources)
    found = misspelt(target, kind)[:1]
    if found or kind:
        return found
    return file_wrongs(path, anchor, page, sources) if path else missing_part("this page", page, anchor, sources)


def misspelt(target: str, kind: str) -> list[Wrong]:
    """What is wrong with an address by itself, wherever it leads, the worst first; `kind` is its scheme."""
    return mistakes(
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


def file_wrongs(path: str, anchor: str, page: Page, sources: Sources) -> list[Wrong]:
    """What is wrong with a link from `page` to a file by its name, and what to write."""
    part = f"#{anchor}" if anchor else ""
    if path.startswith("/"):
        what = "the address begins with a slash and breaks where the site has another address."
        return [(what, f"Write {relative(guess(path, sources), page.uri)}{part}")]
    uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), path))
    if uri in MADE or MADE_LATER.fullmatch(uri):
        return []
    if uri in sources.raw:
        there = sources.pages.get(uri)
        return missing_part(f"docs/{uri}", there, anchor, sources) if anchor and there else []
    if same := next((known for known in sources.raw if known.lower() == uri.lower()), ""):
        return [(f"there is no file {path}; capitals count.", f"Write {relative(same, page.uri)}")]
    if not posixpath.splitext(path)[1]:
        return [(f"{path} is an address, not a file.", f"Write {relative(guess(path, sources), page.uri)}{part}")]
    alike = difflib.get_close_matches(uri, [*sources.raw, *MADE], n=1)
    instead = f"Did you mean {relative(alike[0], page.uri)}?" if alike else "Look up the name in the docs folder."
    return [(f"there is no file {path}.", instead)]


def missing_part(name: str, page: Page, anchor: str, sources: Sources) -> list[Wrong]:
    """What to say of a link to a part of a page, called `name`, that is not there; nothing when it is."""
    known = outline.ids(page, sources)
    if anchor in known:
        return []
    has = f"It has: {', '.join(sorted(known - outline.OWN_IDS)[:8])}."
    return [(f'{name} has no section "#{anchor}".', nearest(anchor, known) or has)]


def guess(address: str, sources: Sources) -> str:
    """The page that an address such as /effects/ or aftercare/ stands for."""
    stem = address.strip("/").removesuffix(".html").lower()
    return next((uri for uri, page in sources.pages.items() if page.url.strip("/") == stem), f"{stem or 'index'}.md")


def image_wrongs(match: re.Match[str], page: Page, sources: Sources) -> Iterator[Wrong]:
    """What is wrong with an image, and what to write."""
    alt, target = match["text"].strip(), match["target"]
    name = posixpath.basename(target).lower()
    is_name = alt.lower().replace(" ", "") in (name, posixpath.splitext(name)[0]) or PICTURE_NAME.search(alt)
    describe = f"Write ![what the picture shows]({target})"
    yield from mistakes(
        (not alt, "an image has no text for people who cannot see it.", describe),
        (alt and is_name, f'the text of the image is its file name, "{alt}".', describe),
        (
            len(alt) > LONGEST_ALT and not is_name,
            f"the text of the image has {len(alt)} characters; it may have {LONGEST_ALT}.",
            "Say the point in the text and the rest below the picture.",
        ),
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
