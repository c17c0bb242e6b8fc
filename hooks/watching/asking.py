"""One service at a time: its calls with pauses and tries. What is no answer is an exception, never an empty one.

With the standard library: no client on PyPI takes an error inside an answer of status 200 for a failure, which is what
we need most, and the three services want no key for so few calls.
"""

import json
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as etree
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlencode

LARGEST = 50_000_000  # bytes of an answer; what is cut there cannot be read, and says so
BUSY = {0, 429, 500, 502, 503, 504}  # may be better in a minute
LONGEST = 60.0  # seconds that a service may ask us to wait
TRIES = 3
AGENT = "weekly look of a health information site"


class NotLooked(Exception):
    """A question that got no answer we can use, in words for the report. Raised instead of giving nothing."""


class Call(NamedTuple):
    """One question: an address, and the form that is posted to it, or none."""

    address: str
    form: Mapping[str, str] | None = None


class Reply(NamedTuple):
    """What a service said: status (0: nobody answered), body, and the seconds it asks us to wait, 0 for none."""

    status: int
    body: bytes = b""
    wait: float = 0


Send = Callable[[Call], Reply]


def send(call: Call) -> Reply:
    """Ask over the network, once."""
    data = urlencode(call.form).encode() if call.form else None
    request = urllib.request.Request(call.address, data, {"User-Agent": AGENT})
    try:
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error  # a refusal is an answer too
        with answer:
            wait = answer.headers.get("Retry-After", "")
            return Reply(answer.status, answer.read(LARGEST), float(wait) if wait.isdigit() else 0)
    except (OSError, ValueError, HTTPException):
        return Reply(0)


@dataclass
class Service:
    """A service with its name, the seconds between two calls that its terms ask for, and how it is asked."""

    name: str
    pause: float
    send: Send = send
    sleep: Callable[[float], None] = time.sleep
    calls: list[Call] = field(default_factory=list)

    def ask(self, call: Call) -> bytes:
        """The body of an answer with status 200; raises NotLooked when there is none after three tries."""
        said = Reply(0)
        for turn in range(TRIES):
            if self.calls:
                self.sleep(self.pause)
            self.calls.append(call)
            said = self.send(call)
            if said.status == 200:
                return said.body
            if said.status not in BUSY:
                break
            if turn < TRIES - 1:
                self.sleep(min(said.wait or 5.0 * (turn + 1), LONGEST))
        tries = "1 try" if said.status not in BUSY else f"{TRIES} tries"
        raise NotLooked(f"{self.name} answered {said.status or 'nothing'}, after {tries}")


def read_json(name: str, body: bytes) -> Any:
    """What a service said in JSON; raises NotLooked when it is something else, or says that it refuses."""
    try:
        data = json.loads(body)
    except ValueError as error:
        raise NotLooked(f"{name} sent something else than JSON") from error
    if isinstance(data, dict) and data.get("error"):
        raise NotLooked(f"{name} refused: {str(data['error'])[:100]}")
    return data


def read_xml(name: str, body: bytes) -> etree.Element:
    """What a service said in XML; raises NotLooked when it is something else, or was cut off."""
    try:
        return etree.fromstring(body)
    except etree.ParseError as error:
        raise NotLooked(f"{name} sent something else than XML, or only a part of it") from error


def within(name: str, data: Any, *path: str, kind: type) -> Any:
    """A value of JSON by its path, of a kind; raises NotLooked where the answer has another shape."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, kind):
        raise NotLooked(f"{name} sent an answer of another shape: no {'.'.join(path)}")
    return data
