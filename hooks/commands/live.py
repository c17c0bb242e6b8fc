"""Looks at the published site as a reader's browser does, after every deployment and every week.

Prints what is wrong as Markdown, nothing when all is well. Standard library only, so that it also runs where nothing is
installed.
"""

import argparse
import concurrent.futures
import datetime
import hashlib
import html.parser
import pathlib
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOWHERE = "this-page-does-not-exist/"
LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "use": ("href",),
    "image": ("href",),
    "track": ("src",),
    "link": ("href",),
}
LINKS = {"canonical", "alternate", "license", "author"}  # kinds of <link> that load nothing
ADVICE = """
Roll back to the last good build: on GitHub, Actions, "Roll back", "Run workflow", and give the number of the run of
"Site" that was good (the digits at the end of its address) or the full commit. MAINTAINERS.md, "When something goes
wrong", has the steps."""


class Answer(NamedTuple):
    """What the server said: status (0: nobody answered) and body."""

    status: int
    body: bytes = b""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


Fetch = Callable[[str], Answer]


def fetch(address: str, agent: str = "check of our own site", most: int | None = None) -> Answer:
    """Ask a server, once, and as `agent`; reads `most` bytes of what it says, or all."""
    try:
        request = urllib.request.Request(address, headers={"User-Agent": agent, "Cache-Control": "no-cache"})
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error  # "not found" is an answer too
        with answer:
            return Answer(answer.status, answer.read(most))
    except (OSError, ValueError, HTTPException):
        return Answer(0)


class PublishedPage(html.parser.HTMLParser):
    """What matters of a page: its ids, what it loads, its policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.loads: list[str] = []
        self.policy = ""
        self.moves = False  # it only leads to a new address
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        if tag == "meta" and found.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = found.get("content", "")
        if tag == "meta" and found.get("http-equiv", "").lower() == "refresh":
            self.moves = True
            self.loads += re.findall(r"url=['\"]?([^'\"]+)", found.get("content", ""), re.I)
        if not (tag == "link" and set(found.get("rel", "").split()) & LINKS):
            for name in LOADS.get(tag, ()):
                parts = found.get(name, "").split(",") if name == "srcset" else [found.get(name, "")]
                self.loads += [part.split()[0] for part in parts if part.strip()]


def addresses(site: str, get: Fetch, published: str) -> list[str]:
    """Every address we must keep: the published ones, else those of the sitemap."""
    lines = [line.split()[0] for line in published.splitlines() if line.strip() and not line.startswith("#")]
    promised = [site + line.lstrip("/") for line in lines]
    return promised or re.findall(r"<loc>([^<]+)</loc>", get(site + "sitemap.xml").text)


def faults(
    site: str, get: Fetch, now: datetime.datetime, published: str = "", sums: Mapping[str, str] | None = None
) -> list[str]:
    """Everything that is wrong with the site at the address `site` (which ends in a slash), one line each."""
    wanted = sorted(set(addresses(site, get, published)) | {site})
    if len(wanted) < 2:
        return [f"{site} has no list of its pages: there is no published.txt, and sitemap.xml names none."]
    names = sorted({urldefrag(address)[0] for address in wanted} | {site + quote(name) for name in sums or ()})
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = dict(zip(names, pool.map(get, names), strict=True))
    lines, pages = [], {}
    for address, answer in answers.items():
        if answer.status != 200:
            lines.append(f"{address} answers {answer.status or 'nothing'}.")
        elif address.endswith(("/", ".html")):
            pages[address] = PublishedPage(answer.text)
            lines += page_faults(site, address, pages[address])
    lines += [
        f"{address}: the page has no such place any more."
        for address in wanted
        if (parts := urldefrag(address))[1] and parts[0] in pages and parts[1] not in pages[parts[0]].ids
    ]
    lines += [
        f"{site}{name} is not what was built."
        for name, digest in (sums or {}).items()
        if (answer := answers[site + quote(name)]).status == 200 and hashlib.sha256(answer.body).hexdigest() != digest
    ]
    return [*lines, *not_found(site, get(site + NOWHERE)), *security(site, get(site + ".well-known/security.txt"), now)]


def page_faults(site: str, address: str, page: PublishedPage) -> Iterator[str]:
    """A page without its policy, or one that asks another host."""
    if "default-src" not in page.policy and not page.moves:
        yield f"{address} has no content policy."
    for load in page.loads:
        target = urlsplit(urljoin(address, load))
        if target.scheme != "data" and target.netloc != urlsplit(site).netloc:
            yield f"{address} asks another host: {load}"


def not_found(site: str, answer: Answer) -> Iterator[str]:
    """The answer to an address that does not exist: the status that says so, and a way on."""
    if answer.status != 404:
        yield (
            f"{site}{NOWHERE} answers {answer.status or 'nothing'} and not 404, so a lost page would look like a page."
        )
    elif "<h1" not in answer.text or "href" not in answer.text:
        yield f"{site}{NOWHERE} does not show our page for lost readers."


def security(site: str, answer: Answer, now: datetime.datetime) -> Iterator[str]:
    """security.txt is there, names a contact and has not run out."""
    expires = re.search(r"(?m)^Expires: (\S+)$", answer.text)
    if answer.status != 200 or not expires or not re.search(r"(?m)^Contact: (?:https|mailto):", answer.text):
        yield (
            f"{site}.well-known/security.txt is missing or names no contact and end (status {answer.status or 'none'})."
        )
    elif datetime.datetime.fromisoformat(expires[1]) < now:
        yield f"{site}.well-known/security.txt ran out on {expires[1]}."


def main() -> int:
    """Look, again while there are faults and tries are left (a new deployment takes minutes to be everywhere); 1 when
    some stay.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="the address of the site, ending in /")
    parser.add_argument(
        "--checksums", type=pathlib.Path, help="SHA256SUMS of what was built: every file must be published like that"
    )
    parser.add_argument("--tries", type=int, default=1)
    options = parser.parse_args()
    if not re.fullmatch(r"https?://[\w.:-]+(?:/[\w.-]+)*/", options.site):
        parser.error(f"{options.site} is not the address of a site. Write for example https://example.org/")
    published = ROOT / "published.txt"
    listed = options.checksums.read_text("utf-8").splitlines() if options.checksums else []
    sums = {name: digest for digest, name in (line.split(maxsplit=1) for line in listed)}
    for left in range(options.tries - 1, -1, -1):
        lines = faults(
            options.site,
            fetch,
            datetime.datetime.now(datetime.UTC),
            published.read_text("utf-8") if published.exists() else "",
            sums,
        )
        if not lines or not left:
            break
        time.sleep(60)
    if lines:
        print(
            f"## {options.site} has {len(lines)} fault{'s' * (len(lines) > 1)}\n",
            *(f"- {line}" for line in lines[:200]),
            ADVICE,
            sep="\n",
        )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
