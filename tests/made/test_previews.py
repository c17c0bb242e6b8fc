"""What a shared link shows: the tags of every built page and the picture they name."""

from __future__ import annotations

import io
import pathlib
import shutil
from types import SimpleNamespace

import pytest
from mkdocs.structure.files import Files
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import steps
from conftest import PAGES, SITE
from made import previews
from sources import disk_cache, read

TEAL = "#0f4c5c"
ONCE = (
    "og:type",
    "og:site_name",
    "og:title",
    "og:description",
    "og:url",
    "og:locale",
    "og:image",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
)


def faults(site: pathlib.Path, page: str, site_url: str) -> list[str]:
    """What is wrong with the tags of a built page and with its picture."""
    tree = LexborHTMLParser((site / page / "index.html").read_text("utf-8"))
    rows = [
        (node.attributes.get("property") or node.attributes.get("name"), node.attributes.get("content") or "")
        for node in tree.css("meta")
    ]
    tags = {name: value for name, value in rows if name}
    canonical, title = (
        tree.css_first("link[rel=canonical]").attributes["href"],
        tree.css_first("h1").text().strip().removesuffix("¶").strip(),
    )
    picture = site / tags.get("og:image", "").removeprefix(site_url)
    raw = picture.read_bytes() if picture.is_file() else b""
    size = Image.open(io.BytesIO(raw)).size if raw.startswith(b"\x89PNG\r\n\x1a\n") else None
    wrong = {
        "tags missing or twice": (
            sorted(name for name, _ in rows if name and name.startswith(("og:", "twitter:"))) != sorted(ONCE)
        ),
        "og:url is not the canonical address": not tags.get("og:url") == canonical == site_url + page,
        "og:title is not the heading, or too long": tags.get("og:title") != title or len(title) > 60,
        "og:description is not the description, or has a bad length": (
            tags.get("og:description") != tags.get("description") or not 50 <= len(tags["description"]) <= 155
        ),
        "og:image is not an address of this site": not tags.get("og:image", "").startswith(site_url),
        "no picture of 1200 x 630": (
            size != previews.SIZE or (tags.get("og:image:width"), tags.get("og:image:height")) != ("1200", "630")
        ),
        "the picture is too large a file": len(raw) > 20_000,
        "no alt text": title not in tags.get("og:image:alt", ""),
    }
    return [f"{page}: {what}" for what, found in wrong.items() if found]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if 'http-equiv="refresh"' not in (SITE / page / "index.html").read_text("utf-8")]
)
def test_a_shared_page_shows_its_title_and_picture(page, site_url):
    assert faults(SITE, page, site_url) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('property="og:url" content="', 'property="og:url" content="x', "og:url is not"),
        ('property="og:title" content="', 'property="og:title" content="x', "og:title is not"),
        ('property="og:description" content="', 'property="og:description" content="x', "og:description is not"),
        ('<meta property="og:locale"', '<meta property="og:place"', "tags missing"),
        ('name="twitter:card"', 'name="twitter:title" content="x"><meta name="twitter:card"', "tags missing or twice"),
        ('property="og:image:alt" content="', 'property="og:image:alt" content="" x="', "no alt text"),
        ("previews/aftercare.png", "previews/gone.png", "no picture"),
        ('"og:image" content="http', '"og:image" content="x', "not an address of this site"),
    ],
)
def test_a_wrong_tag_is_found(tmp_path, site_url, old, new, what):
    html = (SITE / "aftercare" / "index.html").read_text("utf-8")
    assert old in html
    (tmp_path / "aftercare").mkdir()
    (tmp_path / "aftercare" / "index.html").write_text(html.replace(old, new, 1), "utf-8")
    shutil.copytree(SITE / "previews", tmp_path / "previews")
    assert any(what in fault for fault in faults(tmp_path, "aftercare/", site_url))


def test_a_picture_of_another_size_or_kind_is_found(tmp_path, site_url):
    shutil.copytree(SITE / "aftercare", tmp_path / "aftercare")
    (tmp_path / "previews").mkdir()
    (tmp_path / "previews" / "aftercare.png").write_bytes(b"GIF89a")
    assert any("no picture" in fault for fault in faults(tmp_path, "aftercare/", site_url))
    Image.new("RGB", (600, 315)).save(tmp_path / "previews" / "aftercare.png")
    assert any("no picture" in fault for fault in faults(tmp_path, "aftercare/", site_url))
    Image.effect_noise(previews.SIZE, 90).save(tmp_path / "previews" / "aftercare.png")
    assert any("too large" in fault for fault in faults(tmp_path, "aftercare/", site_url))


def test_a_picture_is_drawn_once_and_always_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(disk_cache, "ROOT", tmp_path)
    first = previews.picture("After your session", "A site", TEAL)
    assert (
        first
        == previews.draw("After your session", "A site", TEAL)
        != previews.draw("After your sessions", "A site", TEAL)
    )
    monkeypatch.setattr(previews, "draw", lambda *_: pytest.fail("drawn again"))
    assert previews.picture("After your session", "A site", TEAL) == first
    assert len(list((tmp_path / ".cache" / "previews").iterdir())) == 1


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "Does dry needling help pain, numbness or stiffness in the legs?",
        "Pneumonoultramicroscopicsilicovolcanoconiosis",
    ],
)
def test_every_title_fits(title):
    """Nothing but the plain background within 40 pixels of the edge."""
    picture = Image.open(io.BytesIO(previews.draw(title, "Dry Needling Explained", TEAL)))
    left, top, right, bottom = picture.convert("L").point(lambda value: 255 if value > 90 else 0).getbbox()
    assert left >= 40 and top >= 40 and right <= previews.WIDTH - 40 and bottom <= previews.HEIGHT - 40


def test_the_page_for_lost_readers_has_no_picture():
    assert "og:image" not in (SITE / "404.html").read_text("utf-8")


def test_a_missing_typeface_is_one_sentence(monkeypatch, caplog, tmp_path):
    monkeypatch.setitem(previews.FONTS, 400, tmp_path / "gone.woff2")
    monkeypatch.setattr(steps, "now", steps.Build(True, read(SITE.parent / "docs", site_name="A site")))
    steps.on_files(
        Files([]),
        SimpleNamespace(
            docs_dir="docs",
            site_dir=str(tmp_path),
            use_directory_urls=True,
            edit_uri="",
            extra={},
            plugins=SimpleNamespace(_current_plugin=""),
        ),
    )
    assert caplog.messages == [
        "hooks/made/fonts: the typeface of the link pictures is not there or cannot be read. "
        "Get it back with: git checkout hooks/made/fonts"
    ]
