"""MkDocs hook, only for `serve`: a page is rendered again only when its own text changed, or something that pages
share.

A writer who changes one sentence waits for one page, not for thirty.
"""

from __future__ import annotations

import functools
import hashlib
import pathlib
from typing import Any

import citations
import jinja2
from material.plugins.search.plugin import SearchIndex
from sources import Sources, read

RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
serving = False
shared = ""
kept: dict[str, tuple[tuple[str, str], dict[str, Any], dict[str, dict[str, str]]]] = {}
indexed: dict[str, tuple[str, list[dict[str, Any]]]] = {}


def fingerprint(sources: Sources, names: list[str]) -> str:
    """One for all that pages take from elsewhere: data, shared texts, page headers, who cites what, which files there
    are.
    """
    parts = [raw for uri, raw in sorted(sources.raw.items()) if uri.startswith(("_data/", "_snippets/"))]
    parts += [repr((uri, page.meta)).encode() for uri, page in sources.pages.items()]
    return hashlib.sha256(
        b"\0".join([*parts, repr(citations.cited_in(sources)).encode(), repr(names).encode()])
    ).hexdigest()


def remembered(page: Any, config: Any, files: Any) -> None:
    """Render a page, or give it what it was rendered to before. In place of MkDocs' `Page.render`."""
    key = (page.markdown, shared)
    name = page.file.src_uri
    if name not in kept or kept[name][0] != key:
        type(page).render(page, config, files)
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        kept[name] = key, {field: getattr(page, field) for field in RENDERED}, links
        return
    for field, value in kept[name][1].items():
        setattr(page, field, value)
    page.links_to_anchors = {files.get_file_from_path(uri): anchors for uri, anchors in kept[name][2].items()}


def index_again(index: Any, page: Any, add: Any) -> None:
    """Put a page into the index of the search, taken apart (`add`) only when it is another one than before."""
    before = len(index.entries)
    if page.url in indexed and indexed[page.url][0] == page.content:
        index.entries += map(dict, indexed[page.url][1])
        return
    content = page.content
    add(index, page)
    indexed[page.url] = content, [*map(dict, index.entries[before:])]


def on_startup(command: str, **_: Any) -> None:
    """Runs once, before everything."""
    global serving
    serving = command == "serve"
    if serving:
        add = SearchIndex.add_entry_from_context
        SearchIndex.add_entry_from_context = lambda index, page: index_again(index, page, add)


def on_env(env: Any, **_: Any) -> Any:
    """Every build makes its templates anew; what they are compiled to is kept."""
    if serving:
        env.bytecode_cache = jinja2.FileSystemBytecodeCache()
    return env


def on_files(files: Any, config: Any) -> Any:
    """Runs before any page is rendered, when every file is known."""
    global shared
    if serving:
        shared = fingerprint(read(pathlib.Path(config.docs_dir)), sorted(file.src_uri for file in files))
    return files


def on_pre_page(page: Any, **_: Any) -> Any:
    """Put our way of rendering in the place of MkDocs'."""
    if serving:
        page.render = functools.partial(remembered, page)
    return page
