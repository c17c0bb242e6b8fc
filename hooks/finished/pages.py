"""The built pages: each is read and parsed once, goes through every step, and is written once."""

import pathlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources import Problem

STAMP = "?STAMP"  # stands after the name of a style or script until the version of that file is known


@dataclass
class BuiltPage:
    """A page by its name in the site, "aftercare/index.html", and what it holds."""

    name: str
    tree: LexborHTMLParser

    @property
    def address(self) -> str:
        """Its address inside the site: "aftercare/"."""
        return self.name.removesuffix("index.html")


Step = Callable[[BuiltPage], Iterable[Problem]]


def walk(site: pathlib.Path, steps: Iterable[Step]) -> tuple[dict[str, str], list[Problem]]:
    """Lead every page of a site through the steps."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    return through(((name, path.read_text("utf-8")) for name, path in files.items()), steps)


def through(built: Iterable[tuple[str, str]], steps: Iterable[Step]) -> tuple[dict[str, str], list[Problem]]:
    """Lead pages, by name and text, through the steps; gives what each has become, and what the steps said."""
    steps, texts, problems = list(steps), {}, []
    for name, text in built:
        page = BuiltPage(name, LexborHTMLParser(text))
        problems += [problem for step in steps for problem in step(page)]
        texts[page.name] = page.tree.html or ""
    return texts, problems


def element(tree: LexborHTMLParser, tag: str, attributes: Mapping[str, str], text: str = "") -> LexborNode:
    """A new element of a page, which has no place in it yet."""
    node = tree.create_node(tag)
    for name, value in attributes.items():
        node.attrs[name] = value
    if text:
        node.insert_child(text)
    return node


def write(site: pathlib.Path, texts: Mapping[str, str], stamps: Mapping[str, str]) -> None:
    """Write all pages; `stamps` are the versions of styles and scripts by the end of their address."""
    for name, html in texts.items():
        for file, stamp in stamps.items():
            html = html.replace(file + STAMP, f"{file}?{stamp}")
        (site / name).write_text(html, "utf-8")
