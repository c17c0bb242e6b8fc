"""Measures our own pages as a first visitor gets them, and prints the table in Markdown.

    .venv/bin/python benchmarks/pages.py [--runs 3] [--no-lighthouse]

Serves `site/` (build it first: python3 dev.py build) on this machine with gzip -6 and max-age=600, asks for each kind
of page with an empty cache at 390 px until the network is quiet, and counts bodies. Second view: the home page was seen
before. Lighthouse (mobile, simulated slow 4G) is run with `npx lighthouse` where Node 22.19 or newer is found (NODE
names another one) and a Chromium (CHROME_PATH); else those columns stay empty. The site must have been built for the
address it is served from, or its own links would be other hosts: the default http://127.0.0.1:8000/ is.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import mimetypes
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from playwright.sync_api import Browser, sync_playwright

SITE = pathlib.Path(__file__).parent.parent / "site"
PAGES = {
    "home": "",
    "effects page, one figure": "effects/mechanical/",
    "condition page": "indications/low-back/",
    "indications": "indications/",
    "for-clinicians": "for-clinicians/",
    "claims": "claims/",
    "sources": "sources/",
    "for-clinics": "for-clinics/",
}
# Measured on equal content in November 2026: kB and requests of a first visit, milliseconds to the largest paint.
ANCHORS = {"hand-written ideal": (7.5, 1, 808), "Starlight": (52.2, 9, 1050), "Material tuned": (141.7, 11, 1872)}
SCORES = ("performance", "accessibility", "best-practices", "seo")
PACKED = ("text/", "application/json", "application/xml", "image/svg+xml", "text/javascript")


@functools.cache
def packed(path: pathlib.Path, kind: str) -> tuple[bytes, bool]:
    """The body of a file as it is sent, and whether it is compressed."""
    body = path.read_bytes()
    return (gzip.compress(body, 6), True) if kind.startswith(PACKED) else (body, False)


class Handler(BaseHTTPRequestHandler):
    """Answers from `site/` as GitHub Pages does, and notes the size of each body."""

    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        path = SITE / self.path.split("?")[0].lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        status, path = (200, path) if path.is_file() else (404, SITE / "404.html")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        body, small = packed(path, kind)
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "max-age=600"),
            *([("Content-Encoding", "gzip")] if small else []),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *_: Any) -> None:
        """No log line per request."""


def visit(browser: Browser, addresses: list[str]) -> list[tuple[str, int]]:
    """What the last of the addresses asks for, after the others were seen."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    for address in addresses:
        Handler.sent.clear()
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(500)  # the icon of the tab comes last
    context.close()
    return list(Handler.sent)


def node() -> str:
    """A Node that Lighthouse runs on, or nothing."""
    found = os.environ.get("NODE") or shutil.which("node") or ""
    version = subprocess.run([found, "--version"], capture_output=True, text=True).stdout if found else ""
    return found if tuple(map(int, re.findall(r"\d+", version)[:2])) >= (22, 19) else ""


def lighthouse(address: str, runs: int) -> dict[str, float]:
    """Medians of the four scores and of the times that a reader feels."""
    results: list[dict[str, float]] = []
    env = {**os.environ, "PATH": f"{pathlib.Path(node()).parent}{os.pathsep}{os.environ['PATH']}"}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder, "report.json")
            subprocess.run(
                [
                    "npx",
                    "--yes",
                    "lighthouse",
                    address,
                    "--quiet",
                    "--output=json",
                    f"--output-path={report}",
                    f"--only-categories={','.join(SCORES)}",
                    "--chrome-flags=--headless=new --no-sandbox",
                ],
                env=env,
                check=True,
            )
            read = json.loads(report.read_text("utf-8"))
        audits = read["audits"]
        results.append(
            {
                **{name: 100 * read["categories"][name]["score"] for name in SCORES},
                "fcp": audits["first-contentful-paint"]["numericValue"],
                "lcp": audits["largest-contentful-paint"]["numericValue"],
                "tbt": audits["total-blocking-time"]["numericValue"],
                "cls": audits["cumulative-layout-shift"]["numericValue"],
            }
        )
    return {name: statistics.median(result[name] for result in results) for name in results[0]}


def main() -> None:
    """Print the table; with --no-lighthouse only bytes and requests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-lighthouse", action="store_true")
    options = parser.parse_args()
    timed = bool(node()) and not options.no_lighthouse
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{options.port}/"
    print(
        "| page | kB | requests | second view kB | scores | FCP ms | LCP ms | TBT ms | CLS",
        *[f"kB, LCP to {name}" for name in ANCHORS],
        "",
        sep=" | ",
    )
    print("|---|--:|--:|--:|---|--:|--:|--:|--:|" + "--:|" * len(ANCHORS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROME_PATH") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, address in PAGES.items():
            first, second = (
                visit(browser, [base + address]),
                visit(browser, [base + ("about/" if not address else ""), base + address]),
            )
            size = sum(length for _, length in first) / 1000
            times = lighthouse(base + address, options.runs) if timed else {}
            scores = " ".join(f"{times[score]:.0f}" for score in SCORES) if times else ""
            felt = [
                f"{times[key]:.{digits}f}" if times else ""
                for key, digits in (("fcp", 0), ("lcp", 0), ("tbt", 0), ("cls", 3))
            ]
            ratios = [
                f"{size / kb:.2f}" + (f", {times['lcp'] / lcp:.2f}" if times else "") for kb, _, lcp in ANCHORS.values()
            ]
            print(
                f"| {name} | {size:.1f} | {len(first)} | {sum(length for _, length in second) / 1000:.1f}",
                scores,
                *felt,
                *ratios,
                "",
                sep=" | ",
                flush=True,
            )
        browser.close()
    server.shutdown()
    if not timed:
        print("\nNo Lighthouse: it needs Node 22.19 or newer.")


if __name__ == "__main__":
    main()
