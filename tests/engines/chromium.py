"""Chromium, by Playwright."""

from __future__ import annotations

import pathlib
from typing import Any

from playwright.sync_api import Browser, Error, sync_playwright

from commands.chromium import launch
from engine import Engine, Fault


class Chromium(Engine):
    """The engine of Chrome, Edge and most phones."""

    name = "Chromium"

    def __init__(self, browser: Browser) -> None:
        self.browser, self.version = browser, browser.version
        self.context = browser.new_context(has_touch=True)
        self.page, self.said = self.context.new_page(), []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def open(self, url: str) -> None:
        try:
            self.page.goto(url)
        except Error as error:
            raise Fault(error.message) from None

    def run(self, function: str, *values: Any) -> Any:
        try:
            return self.page.evaluate(f"values => ({function})(...values)", list(values))
        except Error as error:
            raise Fault(error.message) from None

    def press(self, x: int, y: int, *, finger: bool = False) -> None:
        (self.page.touchscreen.tap if finger else self.page.mouse.click)(x, y)

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def picture(self, path: pathlib.Path) -> None:
        self.page.screenshot(path=path)

    def pdf(self) -> bytes:
        return self.page.pdf(format="A4")

    def messages(self) -> list[str]:
        said, self.said = self.said, []
        return said

    def close(self) -> None:
        self.context.close()


class Started(Chromium):
    """One of its own, from a program; an empty path is Playwright's own."""

    def __init__(self, program: str) -> None:
        self.playwright = sync_playwright().start()
        readers_have = ["--hide-scrollbars"]
        super().__init__(launch(self.playwright, program=program, ignore_default_args=readers_have))

    def close(self) -> None:
        self.browser.close()
        self.playwright.stop()
