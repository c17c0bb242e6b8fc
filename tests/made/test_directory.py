"""links.json against its schema and the built site, and the feed read back."""

from __future__ import annotations

import copy
import dataclasses
import json

import feedparser
import jsonschema
import pytest
from selectolax.lexbor import LexborHTMLParser

from checks import published_addresses as promise
from checks import settings
from conftest import PAGES, ROOT, SITE
from made import directory
from sources import from_files

LINKS = json.loads((SITE / "links.json").read_text("utf-8"))
SCHEMA = json.loads((SITE / "links.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def atom(sources, url: str) -> str:
    """The feed of a site at this address."""
    return directory.feed(dataclasses.replace(sources, site_url=url))


def test_links_json_fits_its_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(VALIDATOR.iter_errors(LINKS)) == []
    more = copy.deepcopy(LINKS)
    more["links"][0]["later"] = "A field that a later version adds."
    assert list(VALIDATOR.iter_errors(more)) == []


@pytest.mark.parametrize("field", ["id", "address", "anchors", "title", "description", "since", "checked", "version"])
def test_the_schema_sees_a_missing_field(field):
    less = copy.deepcopy(LINKS)
    del less["links"][0][field]
    assert list(VALIDATOR.iter_errors(less))


def test_links_json_names_every_page_and_only_addresses_that_are_there(site_url, texts):
    places = promise.places(SITE, texts)
    assert {link["address"] for link in LINKS["links"]} == {site_url + page for page in PAGES}
    assert len({link["id"] for link in LINKS["links"]}) == len(PAGES)
    anchors = [
        (link["address"].removeprefix(site_url.rstrip("/")), anchor)
        for link in LINKS["links"]
        for anchor in link["anchors"]
    ]
    assert len(anchors) > 200 and all(
        anchor["id"] in places[page].ids and anchor["address"].endswith(f"{page}#{anchor['id']}")
        for page, anchor in anchors
    )
    old = {
        row["from"].removeprefix(site_url.rstrip("/")): row["to"].removeprefix(site_url.rstrip("/"))
        for row in LINKS["redirects"]
    }
    assert old == {address: place.to for address, place in places.items() if place.to}


def test_every_heading_that_we_wrote_is_an_anchor(texts):
    aftercare = next(link for link in LINKS["links"] if link["id"] == "aftercare")
    assert {"first-48-hours", "do", "do-not", "soreness", "when-to-call", "get-help-now"} <= {
        anchor["id"] for anchor in aftercare["anchors"]
    }
    assert all(
        "{" not in anchor["title"] and "[" not in anchor["title"]
        for link in LINKS["links"]
        for anchor in link["anchors"]
    )


def test_the_feed_tells_every_change_of_meaning(texts, site_url):
    feed = feedparser.parse((SITE / "feed.xml").read_bytes())
    assert (
        not feed.bozo
        and feed.version == "atom10"
        and feed.feed.author
        and feed.feed.links[0].href == f"{site_url}feed.xml"
    )
    changes = [
        (page.url, str(change["date"]), change["what"])
        for page in texts.pages.values()
        for change in page.meta["changes"]
    ]
    changes += [
        (f"indications/{row['region']}/#{row['id']}", str(change["date"]), change["what"])
        for row in texts.rows("conditions")
        for change in row.get("changes", ())
    ]
    assert sorted(changes) == sorted(
        (entry.link.removeprefix(site_url), entry.updated[:10], entry.summary) for entry in feed.entries
    )
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True) and feed.feed.updated == days[0]
    for page in ("index.html", "effects/mechanical/index.html", "404.html"):
        link = LexborHTMLParser((SITE / page).read_text("utf-8")).css_first(
            'link[rel=alternate][type="application/atom+xml"]'
        )
        assert link.attributes["href"].endswith("feed.xml")


def test_a_later_change_adds_to_the_feed_and_keeps_every_id(texts):
    """Also where two changes fall on one day, and where words hold signs of XML."""

    def ids(written):
        return [entry.id for entry in feedparser.parse(atom(written, "https://example.org/repo/")).entries]

    raw = texts.raw["aftercare.md"].replace(
        b"changes:\n",
        b"changes:\n  - date: 2027-01-05\n    what: Ice < warmth & rest.\n"
        b"  - date: 2027-01-05\n    what: A second one.\n",
    )
    later = from_files({**texts.raw, "aftercare.md": raw})
    assert len(ids(later)) == len(set(ids(later))) == len(ids(texts)) + 2 and set(ids(texts)) < set(ids(later))
    assert any(
        entry.summary == "Ice < warmth & rest."
        for entry in feedparser.parse(atom(later, "https://example.org/")).entries[:2]
    ), "newest first"
    assert atom(later, "https://example.org/") == atom(later, "https://example.org/")


def test_the_list_is_that_of_the_built_site(texts):
    named = dataclasses.replace(texts, site_name=settings.read(ROOT).data["site_name"])
    grown = promise.grown(promise.read(ROOT), promise.addresses(promise.places(SITE, named)))
    # who works in a browser pastes new lines at the end; the next `publish` sorts them
    assert sorted(grown.splitlines()) == sorted(promise.read(ROOT).splitlines())
