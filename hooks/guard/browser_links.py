"""Where a link leads when a browser reads it: by the WHATWG URL Standard (https://url.spec.whatwg.org), so that no
spelling hides a host, a scheme or a number.
"""

import functools
import pathlib
import re
from collections.abc import Collection
from dataclasses import dataclass

import ada_url

from sources import ROOT, Sources, Wrong, mistakes, nearest

LIST = "allowed-hosts.txt"
EXAMPLES = re.compile(r"(?:.*\.)?example\.org")  # kept for examples (RFC 2606)
PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]*", re.I | re.A)  # signs that stand for themselves in an address
MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?subject=[\w%.~-]*)?", re.A)
LETTER = re.compile(r"mailto:\?subject=[\w%.~-]*(?:&body=[\w%.~()!*'-]*)?", re.A)  # of the link kit, to nobody yet
HERE = "https://this-site.invalid/"  # a name that cannot be (RFC 2606)
NAMED = re.compile(r"(?P<sure>https?://|(?=www\.))?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})")  # a host in words
AGAIN = "Copy it again from the page that it leads to."


def listed(text: str) -> dict[str, int]:
    """The hosts of a list by the line on which each stands; what follows # is for people."""
    lines = ((line.split("#")[0].strip(), number) for number, line in enumerate(text.splitlines(), 1))
    return {host: number for host, number in lines if host}


@functools.cache
def allowed(root: pathlib.Path = ROOT) -> frozenset[str]:
    """The hosts that our pages may lead to."""
    path = root / LIST
    return frozenset(listed(path.read_text("utf-8", "replace"))) if path.exists() else frozenset()


def emergency_numbers(sources: Sources) -> frozenset[str] | None:
    """The numbers of the data that may be called from a page: of "103 or 112" both; None for a site without any."""
    if "emergency-numbers" not in sources.data:
        return None
    said = " ".join(str(row.get("number")) for row in sources.rows("emergency-numbers"))
    return frozenset(re.findall(r"[0-9]+", said))


@dataclass(frozen=True)
class Links:
    """What the pages of one site may link: its address, what begins with one of `own`, hosts, numbers to call, and the
    letters of the link kit.
    """

    site: str
    own: tuple[str, ...] = ()
    hosts: Collection[str] = ()
    numbers: Collection[str] | None = ()
    letters: bool = False

    def at_home(self) -> "Links":
        """The same for what is loaded: nothing from elsewhere."""
        return Links(self.site)

    def wrongs(self, address: str, words: str = "") -> list[Wrong]:
        """What is wrong with an address as it stands in `href`, entities decoded; `words` are those of the link."""
        if any(address.startswith(start) for start in self.own if start):
            return []
        try:
            found = ada_url.URL(address, base=self.site)
        except ValueError:
            return [(f'no browser can read the address "{address[:80]}".', AGAIN)]
        if found.protocol == "tel:":
            return self.number(address, words)
        if found.protocol == "mailto:":
            fits = MAIL.fullmatch(address) or (self.letters and LETTER.fullmatch(address))
            return [] if fits else [("a mail link holds more than an address and a subject.", "Leave the rest out.")]
        return self.web(address, found, words)

    def number(self, address: str, words: str) -> list[Wrong]:
        """What is wrong with a number to call. Its words must be the number, or a reader in danger calls another."""
        number, said = address.removeprefix("tel:"), re.sub(r"[^0-9]", "", words)
        only = "Only the numbers of docs/_data/emergency-numbers.yml may be called from a page."
        return mistakes(
            (
                not number.isdigit() or (self.numbers is not None and number not in self.numbers),
                f"a page may not offer to call {number[:20]}.",
                only,
            ),
            (said != number, f'the link says "{words.strip()[:40]}" and calls {number[:20]}.', "Write one number."),
        )[:1]

    def web(self, address: str, found: ada_url.URL, words: str = "") -> list[Wrong]:
        """What is wrong with an address of this site or of another, the worst first."""
        host, home = found.hostname, found.origin == ada_url.URL(self.site).origin
        said = NAMED.search(words.lower())
        https = "Write an https:// address or a page such as aftercare.md."
        add = nearest(host, self.hosts) if "xn--" in host else ""
        return mistakes(
            (not home and found.protocol != "https:", f'an address may not begin with "{found.protocol}".', https),
            (
                found.username or found.password or (found.port and not home),
                f"the address leads to {host} in a way that hides it.",
                f"Write https://{host}/",
            ),
            (
                not home and host not in self.hosts and not EXAMPLES.fullmatch(host),
                f"the address leads to {host}, which nobody has reviewed.",
                add or f"Add the line {host} to {LIST}, so that a maintainer sees it.",
            ),
            (
                not PLAIN.fullmatch(address) or re.match("//|[a-z]+:(?!//)", address, re.I),
                f'the address "{address[:80]}" holds signs that a browser reads in another way.',
                AGAIN,
            ),
            (
                said and said["host"] != host and (said["sure"] is not None or said["host"] in self.hosts),
                f"the link text says {said and said['host']} and leads to {host}.",
                "Write what the reader finds there.",
            ),
        )[:1]

    def elsewhere(self, address: str) -> list[Wrong]:
        """What is wrong with an address that stands in a text, where people copy it: "www.nhs.uk" too, and http."""
        whole = (
            f"https:{re.sub('^https?:', '', address, flags=re.I)}"
            if re.match("https?:", address, re.I)
            else f"https://{address}"
        )
        try:
            return self.web(whole, ada_url.URL(whole, base=self.site))
        except ValueError:
            return [(f'no browser can read the address "{address[:80]}".', AGAIN)]
