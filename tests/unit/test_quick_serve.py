"""While serving, what has not changed is not made again; what has changed is."""

from __future__ import annotations

import types

import quick_serve
import sources

FILES = {
    "a.md": b"---\ntitle: A\n---\nSee.[@k]\n",
    "b.md": b"---\ntitle: B\n---\nB.\n",
    "_data/references.yml": b"- {key: k}\n",
}


class Page:
    """As much of a page as rendering needs."""

    made = 0

    def __init__(self, name: str, markdown: str) -> None:
        self.file, self.markdown, self.links_to_anchors = types.SimpleNamespace(src_uri=name), markdown, None

    def render(self, config, files) -> None:
        Page.made += 1
        self.content = self.toc = self._title_from_render = self.present_anchor_ids = f"{self.markdown} {Page.made}"
        self.links_to_anchors = {files.get_file_from_path("b.md"): {"x": "y"}}


def test_a_page_is_rendered_again_only_when_it_or_something_shared_changed(monkeypatch):
    monkeypatch.setattr(quick_serve, "kept", {})
    seen = []
    for markdown, shared in (("one", "s"), ("one", "s"), ("two", "s"), ("two", "t"), ("two", "t")):
        files = types.SimpleNamespace(get_file_from_path=File)
        monkeypatch.setattr(quick_serve, "shared", shared)
        page = Page("a.md", markdown)
        quick_serve.remembered(page, None, files)
        seen.append(page.content)
        assert list(page.links_to_anchors.values()) == [{"x": "y"}]
    assert seen == ["one 1", "one 1", "two 2", "two 3", "two 3"]


class File(str):
    """A file that is known by its name."""

    @property
    def src_uri(self) -> str:
        return str(self)


def test_the_fingerprint_is_that_of_what_pages_share():
    def of(**changed):
        files = {**FILES, **{name: raw for name, raw in changed.items()}}
        return quick_serve.fingerprint(sources.from_files(files), sorted(files))

    assert of() == of(**{"b.md": b"---\ntitle: B\n---\nOther words.\n"}), "the words of a page are its own"
    for changed in (
        {"_data/references.yml": b"- {key: l}\n"},
        {"b.md": b"---\ntitle: C\n---\nB.\n"},
        {"b.md": b"---\ntitle: B\n---\nB.[@k]\n"},
        {"c.md": b"C.\n"},
        {"_snippets/x.md": b"x\n"},
    ):
        assert of() != of(**changed), changed


def test_the_search_takes_a_page_apart_only_once(monkeypatch):
    monkeypatch.setattr(quick_serve, "indexed", {})
    taken = []

    def add(index, page):
        taken.append(page.content)
        index.entries.append({"text": page.content})

    for content in ("one", "one", "two"):
        index = types.SimpleNamespace(entries=[{"text": "before"}])
        quick_serve.index_again(index, types.SimpleNamespace(url="a/", content=content), add)
        assert index.entries == [{"text": "before"}, {"text": content}]
    assert taken == ["one", "two"]
