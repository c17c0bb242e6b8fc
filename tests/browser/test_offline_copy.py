"""The copy that opens from disk: whole, small, the same every time, and it asks nobody for anything."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import built_pages
from commands import offline_copy
from conftest import SITE
from sources import addresses
from waiting import rest

NAME = addresses.offline_copy("Dry Needling Explained")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The copy as a clinic has it: unpacked."""
    assert (SITE / NAME).is_file(), f"{NAME} was not made. Run: python3 dev.py test"
    with zipfile.ZipFile(SITE / NAME) as file:
        file.extractall(folder := tmp_path_factory.mktemp("disk"))
    return folder / NAME.removesuffix(".zip")


def test_it_is_small_and_the_same_every_time(tmp_path):
    assert (SITE / NAME).stat().st_size < 3_000_000
    first = shutil.copytree(SITE, tmp_path / "site")
    assert offline_copy.write(first).read_bytes() == (SITE / NAME).read_bytes()


def test_every_link_leads_to_a_file(copy, site_url, texts):
    """Only the copy itself is not in the copy: its link leads to the site."""
    assert [str(problem) for problem in built_pages.check(copy, site_url, texts)] == [
        f"docs/for-clinics.md: the built page leads to {site_url}{NAME}, which is not there. Mend the link."
    ]
    (copy / "gone").mkdir()
    (copy / "gone" / "index.html").write_text(
        "<title>Gone</title><h1>Gone</h1><article><a href='../aftercare.html'>x</a></article>"
    )
    assert any("leads to ../aftercare.html" in str(problem) for problem in built_pages.check(copy, site_url, texts))
    shutil.rmtree(copy / "gone")


def test_it_holds_every_page_and_no_mark_of_a_preview(copy, texts):
    for page in texts.pages.values():
        html = (copy / page.url / "index.html").read_text("utf-8")
        assert page.meta["title"] in html.replace("&amp;", "&") and "Preview of a change" not in html
        assert LexborHTMLParser(html).css("[data-md-component=search], label[for=__search]") == [], (
            "a search that finds nothing"
        )


@pytest.mark.parametrize("script", [True, False])
def test_it_opens_from_disk(browser, copy, script):
    asked, said = [], []
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    page.goto((copy / "index.html").as_uri())
    page.get_by_role("link", name="I have had it").click()
    page.locator("h1", has_text="After your session").wait_for()
    page.get_by_role("link", name="Get help", exact=True).first.click()
    page.locator("h1", has_text="Get help after dry needling").wait_for()
    if script:  # all of the theme's scripts run, and none complains
        page.keyboard.press("Tab")
        page.wait_for_function("() => window.document$")
        rest(page)
    assert (
        page.locator(".md-header").evaluate("element => getComputedStyle(element).backgroundColor")
        != "rgba(0, 0, 0, 0)"
        if script
        else True
    )
    assert page.get_by_role("link", name="US Letter").get_attribute("href") == "../leaflets/get-help-letter.pdf"
    assert (
        asked
        and [address for address in asked if not address.startswith((copy.as_uri(), "data:"))] == []
        and said == []
    )
    context.close()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../aftercare/", "../aftercare/index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../get-help/#call", "../get-help/index.html#call"),
        ("#call", "#call"),
        ("../data/claims.json", "../data/claims.json"),
        ("https://a.example/b/", "https://a.example/b/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_between_pages_become_links_between_files(address, file):
    assert offline_copy.to_file(address) == file
