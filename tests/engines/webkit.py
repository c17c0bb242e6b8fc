"""WebKitGTK, the engine that Safari is built on, by its WebDriver (https://www.w3.org/TR/webdriver2/) on a screen that
nobody sees.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import Any

from engine import PATIENCE, Engine, Fault
from firefox import KEYS

SCRIPT = """const [values, done] = [arguments[0], arguments[arguments.length - 1]];
Promise.resolve().then(() => (%s)(...values)).then((value) => done([value ?? null]),
  (error) => done({error: String(error)}))"""


class WebKit(Engine):
    """The engine of Safari and of every browser on an iPhone, as Linux has it."""

    name = "WebKitGTK"
    narrowest = 447
    quiet = "ok, as far as a page can hear; its driver shows no console"

    def __init__(self, driver: str, program: str, screen: str) -> None:
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            [screen, "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            display = ":" + number.readline().strip()
        with socket.create_server(("127.0.0.1", 0)) as free:  # the driver does not say which port it takes by itself
            self.port = free.getsockname()[1]
        self.driver = subprocess.Popen(
            [driver, f"--port={self.port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1"},
        )
        self.at = f"http://127.0.0.1:{self.port}"
        self.until_it_listens()
        options = {"webkitgtk:browserOptions": {"binary": program, "args": ["--automation"]}}
        got = self.ask("POST", "/session", capabilities={"alwaysMatch": options})
        self.at += "/session/" + got["sessionId"]
        self.version = got["capabilities"]["browserVersion"]
        self.ask("POST", "/timeouts", script=20000)

    def until_it_listens(self) -> None:
        """The driver says nothing when it is ready, which takes it a tenth of a second."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
        raise Fault("WebKit's driver did not start")

    def ask(self, verb: str, path: str, **params: Any) -> Any:
        """One command and its value."""
        body = json.dumps(params).encode() if verb == "POST" else None
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.at + path, body, {"Content-Type": "application/json"}, method=verb)
            ) as got:
                return json.load(got)["value"]
        except urllib.error.HTTPError as error:
            raise Fault(f"{path}: {json.load(error)['value']['message']}") from None

    def open(self, url: str) -> None:
        self.ask("POST", "/url", url=url)

    def run(self, function: str, *values: Any) -> Any:
        got = self.ask("POST", "/execute/async", script=SCRIPT % function, args=[list(values)])
        if isinstance(got, dict):
            raise Fault(got["error"])
        return got[0]

    def act(self, kind: str, *actions: dict[str, Any], **more: Any) -> None:
        """What a hand does."""
        self.ask("POST", "/actions", actions=[{"type": kind, "id": kind + str(more), "actions": actions, **more}])

    def press(self, x: int, y: int, *, finger: bool = False) -> None:
        self.act(
            "pointer",
            {"type": "pointerMove", "duration": 0, "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
            parameters={"pointerType": "touch" if finger else "mouse"},
        )

    def key(self, key: str) -> None:
        self.act(
            "key", {"type": "keyDown", "value": KEYS.get(key, key)}, {"type": "keyUp", "value": KEYS.get(key, key)}
        )

    def size(self, width: int, height: int) -> None:
        frame = self.run("() => [outerWidth - innerWidth, outerHeight - innerHeight]")
        self.ask("POST", "/window/rect", width=width + frame[0], height=height + frame[1])

    def picture(self, path: pathlib.Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))

    def close(self) -> None:
        self.ask("DELETE", "")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait()
