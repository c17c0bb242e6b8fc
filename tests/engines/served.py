"""The built site at an address of this machine, with one listener in each page that tells what went wrong in it.

WebKit's driver shows no console, so the page itself reports; the same in every engine.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import pathlib
import re
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

LISTENER = """{
  let told = Promise.resolve();
  const tell = (text) => {
    const last = fetch("/tour-problem", { method: "POST", body: location.pathname + ": " + text, keepalive: true });
    told = Promise.all([told, last]);
  };
  window.tourHasTold = () => told.then(() => true);
  addEventListener("securitypolicyviolation", (event) =>
    tell(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
  addEventListener("unhandledrejection", (event) => tell(`promise: ${event.reason}`));
  addEventListener("error", (event) =>
    tell(event.message ? `script: ${event.message}` : `not loaded: ${event.target.outerHTML}`), true);
}"""
FRAME = "<!doctype html><title>Frame</title><iframe width=%s height=640 src=%s></iframe>"
Change = Callable[[str, bytes], bytes]  # what a test breaks on the way: file, body


class Answer(http.server.SimpleHTTPRequestHandler):
    """One request: a file of the site, 404.html, the listener, or a frame of a width that a window cannot have."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args, base: str, change: Change, told: list[str], **options) -> None:
        self.base, self.change, self.told = base, change, told
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        """Files as GitHub Pages gives them; the listener goes first in the head."""
        url = urlsplit(self.path)
        if url.path == "/tour-listener.js":
            return self.send(200, "text/javascript", LISTENER.encode())
        if url.path == "/tour-frame":
            width, _, inside = url.query.partition("&")
            return self.send(200, "text/html", (FRAME % (width, inside)).encode())
        file = pathlib.Path(self.directory) / url.path.removeprefix(self.base)
        if file.is_dir() and not url.path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", url.path + "/")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        file = file / "index.html" if file.is_dir() else file
        status, file = (200, file) if file.is_file() else (404, pathlib.Path(self.directory) / "404.html")
        body = self.change(file.relative_to(self.directory).as_posix(), file.read_bytes())
        if file.suffix == ".html":
            body = body.replace(b"<head>", b'<head><script src="/tour-listener.js"></script>', 1)
        return self.send(status, self.guess_type(file), body)

    def do_POST(self) -> None:
        """What a page tells."""
        self.told.append(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8", "replace"))
        self.send(204, "text/plain", b"")

    def send(self, status: int, kind: str, body: bytes) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind + "; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self) -> None:
        """A reader who goes on hangs up."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Requests are no news."""


@contextlib.contextmanager
def served(site: pathlib.Path, change: Change = lambda path, body: body) -> Iterator[tuple[str, list[str]]]:
    """The address of the site, and what its pages have told so far."""
    base = urlsplit(
        re.search(r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))[1]
    ).path
    told: list[str] = []
    answer = functools.partial(Answer, directory=str(site), base=base, change=change, told=told)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}", told
        server.shutdown()
