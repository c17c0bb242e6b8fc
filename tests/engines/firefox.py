"""Firefox as it is, by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/); no other driver is needed."""

from __future__ import annotations

import base64
import itertools
import json
import pathlib
import re
import subprocess
import tempfile
import threading
from typing import Any

from websockets.sync.client import connect

from engine import PATIENCE, Engine, Fault

KEYS = {"Enter": "\ue006", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015", "Space": " "}
# no greeting, no update, no question to other machines while it is looked at
SETTINGS = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "dom.w3c_touch_events.enabled": 1,
}


class Firefox(Engine):
    """The engine of Firefox."""

    name = "Firefox"

    def __init__(self, program: str) -> None:
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items())
        pathlib.Path(self.profile.name, "user.js").write_text("".join(lines), "utf-8")
        # a first page of its own: on an empty one the address bar keeps the keyboard, and keys do nothing on the page
        options = [
            "--headless",
            "--no-remote",
            "--profile",
            self.profile.name,
            "--remote-debugging-port",
            "0",
            "data:text/html,start",
        ]
        self.process = subprocess.Popen(
            [program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        address = next(
            (found[1] for line in self.process.stderr if (found := re.search(r"BiDi listening on (ws://\S+)", line))),
            "",
        )
        if not address:
            raise Fault("Firefox did not start")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()  # a full pipe would stop it
        self.socket, self.count, self.said = connect(address + "/session", max_size=None), itertools.count(1), []
        self.version = self.ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its result; events that come between are kept."""
        number = next(self.count)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            try:
                message = json.loads(self.socket.recv(timeout=3 * PATIENCE))
            except TimeoutError:
                raise Fault(f"Firefox did not answer {method}") from None
            if message.get("method") == "log.entryAdded":
                self.said.append("{level}: {text}".format(**message["params"]))
            if message.get("id") == number:
                if message["type"] == "error":
                    raise Fault(f"{method}: {message['message']}")
                return message["result"]

    def open(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, function: str, *values: Any) -> Any:
        text = f"async () => JSON.stringify(await ({function})(...{json.dumps(values)})) ?? 'null'"
        got = self.ask(
            "script.callFunction", functionDeclaration=text, awaitPromise=True, target={"context": self.context}
        )
        if got["type"] == "exception":
            raise Fault(got["exceptionDetails"]["text"])
        return json.loads(got["result"]["value"])

    def act(self, kind: str, *actions: dict[str, Any], **more: Any) -> None:
        """What a hand does."""
        self.ask(
            "input.performActions",
            context=self.context,
            actions=[{"type": kind, "id": kind + str(more), "actions": actions, **more}],
        )

    def press(self, x: int, y: int, *, finger: bool = False) -> None:
        self.act(
            "pointer",
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
            parameters={"pointerType": "touch" if finger else "mouse"},
        )

    def key(self, key: str) -> None:
        self.act(
            "key", {"type": "keyDown", "value": KEYS.get(key, key)}, {"type": "keyUp", "value": KEYS.get(key, key)}
        )

    def size(self, width: int, height: int) -> None:
        self.ask("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def picture(self, path: pathlib.Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("browsingContext.captureScreenshot", context=self.context)["data"]))

    def pdf(self) -> bytes:
        return base64.b64decode(
            self.ask("browsingContext.print", context=self.context, page={"width": 21.0, "height": 29.7})["data"]
        )

    def messages(self) -> list[str]:
        self.ask("session.status")  # what is on its way comes before its answer
        said, self.said = self.said, []
        return said

    def close(self) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()
