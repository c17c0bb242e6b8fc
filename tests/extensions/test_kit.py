"""The link kit: every card survives mail programs and sanitizers, every text fits, every QR code reads back."""

from __future__ import annotations

import copy
import dataclasses
import html
import io
import pathlib
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import nh3
import pytest
import zxingcpp
from PIL import Image

from checks import data_files
from checks import link_kit as checks_kit
from extensions import link_kit
from extensions.certainty import GRADES
from sources import from_files, read

DOCS = pathlib.Path(__file__).parent.parent.parent / "docs"
SITE = "https://dryneedling.example/"
TEXTS = dataclasses.replace(read(DOCS), site_name="Dry Needling Explained", site_url=SITE)
ENTRIES = link_kit.entries(TEXTS)
COLOURS = link_kit.colours(TEXTS)
# what caniemail.com reports for Outlook (Windows too), Gmail and Apple Mail; Outlook pads only table cells and limits
# only the width of tables
TAGS = {"table", "tr", "td", "a", "strong"}
ATTRIBUTES = {"role", "width", "cellpadding", "cellspacing", "border", "bgcolor", "style", "href"}
PROPERTIES = {
    "max-width": {"table"},
    "border": {"table"},
    "background-color": {"table", "td"},
    "padding": {"td", "a"},
    "font-family": {"td"},
    "font-size": {"td"},
    "line-height": {"td"},
    "color": {"td", "a"},
    "text-decoration": {"a"},
    "display": {"a"},
}


def address(entry: link_kit.KitLink) -> str:
    """The address of an entry, 57 characters long where its path leaves room."""
    return "https://" + "h" * (57 - len(entry.path) - 9) + "/" + entry.path


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG counts it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Card(HTMLParser):
    """Notes all that a mail program may not show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wrongs = [f"line of {len(line)}" for line in text.split("\n") if len(line) >= 250]
        self.wrongs += [f"{len(text.encode())} bytes"] if len(text.encode()) >= 2000 else []
        self.open: list[tuple[str, str]] = []  # tag and the background it stands on
        self.said = ""
        self.feed(text)
        self.close()
        self.wrongs += ["a tag is not closed"] if self.open else []
        links = re.findall(r'href="([^"]*)"', text)
        self.wrongs += (
            ["the address is not there as text"]
            if len(set(links)) != 1 or html.unescape(links[0]) not in self.said.split()
            else []
        )

    def handle_starttag(self, tag, attributes):
        fields = dict(attributes)
        self.wrongs += [f"<{tag}>"] if tag not in TAGS else []
        self.wrongs += [f"{name}=" for name in fields if name not in ATTRIBUTES]
        style = dict(re.findall(r"([\w-]+):([^;]+)", fields.get("style") or ""))
        self.wrongs += [f"{name} on {tag}" for name in style if tag not in PROPERTIES.get(name, ())]
        self.wrongs += (
            ["loads or runs something"]
            if re.search(r"url\(|expression|@import|var\(", fields.get("style") or "")
            else []
        )
        self.wrongs += (
            ["not an absolute address"] if tag == "a" and not (fields.get("href") or "").startswith("https://") else []
        )
        self.wrongs += ["a table without role"] if tag == "table" and fields.get("role") != "presentation" else []
        paper = fields.get("bgcolor") or (self.open[-1][1] if self.open else "")
        self.wrongs += (
            ["no pair of colours"] if tag == "td" and not (fields.get("bgcolor") and "color" in style) else []
        )
        self.wrongs += ["bgcolor and background-color differ"] if style.get("background-color", paper) != paper else []
        if "color" in style and paper:
            light, dark = sorted((luminance(style["color"]), luminance(paper)), reverse=True)
            self.wrongs += ["too pale"] if (light + 0.05) / (dark + 0.05) < 7 else []
        self.open.append((tag, paper))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop()[0] != tag:
            self.wrongs.append("tags cross")

    def handle_data(self, data):
        self.said += data


def words(text: str) -> list[str]:
    """The words that stand in HTML, in order."""
    return html.unescape(re.sub(r"<[^>]*>", "", text)).split()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_card_holds_only_what_mail_programs_show(entry):
    text = link_kit.card(entry.title, entry.summary, address(entry), TEXTS.site_name, COLOURS)
    assert Card(text).wrongs == []


GOOD = link_kit.card("After your session", "Keep moving gently.", SITE + "aftercare/", "A site", COLOURS)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("<strong>", "<b>", "<b>"),
        ("Keep moving", '<img src="https://x.example/p.gif">Keep moving', "<img>"),
        ("Keep moving", "<style>a{color:red}</style>Keep moving", "<style>"),
        ("Keep moving", '<a href="#do">Keep moving</a>', "not an absolute address"),
        ('href="https:', 'href="http:', "not an absolute address"),
        ("<a href", '<a class="x" href', "class="),
        ("<a href", '<a onclick="x()" href', "onclick="),
        ("display:inline-block", "display:inline-block;border-radius:4px", "border-radius on a"),
        ("display:inline-block", "display:inline-block;box-shadow:0 0 1px #000000", "box-shadow on a"),
        ("text-decoration:underline", "text-decoration:underline;margin:4px", "margin on a"),
        ("padding:4px 16px;", "padding:4px 16px;max-width:300px;", "max-width on td"),
        ("background-color:#ffffff", "background-color:url(https://x.example/p.gif)", "loads or runs something"),
        ('role="presentation" ', "", "a table without role"),
        ("color:#17303a", "color:#8a9aa0", "too pale"),
        (";color:#17303a", "", "no pair of colours"),
        ('<td bgcolor="#0f4c5c"', '<td bgcolor="#ffffff"', "bgcolor and background-color differ"),
        ("\n", "", "line of"),
        ("Keep moving", "Keep moving" + " on\n" * 300, "bytes"),
        ("</strong>", "", "tags cross"),
        (">\nhttps://dryneedling.example/aftercare/", ">", "the address is not there as text"),
        (
            ">\nhttps://dryneedling.example/aftercare/",
            ">\nhttps://dryneedling.example/aftercare/.",
            "the address is not there as text",
        ),
    ],
)
def test_a_broken_card_is_seen(old, new, wrong):
    assert old in GOOD and Card(GOOD).wrongs == []
    assert any(found.startswith(wrong) or found.endswith(wrong) for found in Card(GOOD.replace(old, new)).wrongs)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_card_survives_sanitizers(entry):
    link = address(entry)
    text = link_kit.card(entry.title, entry.summary, link, TEXTS.site_name, COLOURS)
    expected = [*entry.title.split(), *entry.summary.split()]
    strict = {"tags": {"p", "br", "b", "strong", "a"}, "attributes": {"a": {"href"}}, "link_rel": None}
    for rules, count in (({}, 2), (strict, 2), ({"tags": set()}, 0)):
        left = nh3.clean(text, **rules)
        assert words(left)[: len(expected)] == expected, "title and summary in order"
        assert words(left)[-1] == link, "the address can be read"
        assert [html.unescape(found) for found in re.findall(r'href="([^"]*)"', left)] == [link] * count


def test_words_of_a_page_cannot_become_mark_up():
    text = link_kit.card('<b>"x"&', "a <script> b", SITE + "?a=1&b=2", "x", COLOURS)
    assert "<b>" not in text and "<script>" not in text and "&amp;b=2" in text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_text_message_fits_into_one_part(entry):
    text = link_kit.message(entry.message, address(entry))
    assert text.encode("ascii") and len(text) <= 160 and text.split()[-1] == address(entry)
    assert list(checks_kit.message_wrongs(entry.message)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The first 48 hours \N{EN DASH} what to do", "cannot hold \N{EN DASH}"),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t", "cannot hold"),
        ("Ça va", None),
        ("ça va", "cannot hold ç"),
        ("x" * 101, None),
        ("x" * 102, "has 161 characters"),
        ("x" * 99 + "[]", "has 162 characters"),
        ("Should I?" + "x" * 92, None),
    ],
)
def test_a_message_that_does_not_fit_is_seen(text, wrong):
    found = [what for what, _ in checks_kit.message_wrongs(text)]
    assert (found == []) if wrong is None else wrong in found[0]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_plain_text_and_mailto_read_back(entry):
    link = address(entry)
    text = link_kit.plain(entry.title, entry.summary, link, TEXTS.site_name)
    lines = text.split("\n")
    at = lines.index(link)
    assert lines[at - 1] == lines[at + 1] == "", "the address stands alone on its line"
    mail = link_kit.mailto(link_kit.SUBJECT, text)
    parts = urlsplit(mail)
    assert re.fullmatch(r"mailto:\?subject=[\w.~%-]+&body=[\w.~%-]+", mail) and len(mail) < 1800
    assert parse_qs(parts.query, strict_parsing=True) == {
        "subject": [link_kit.SUBJECT],
        "body": [text.replace("\n", "\r\n")],
    }


def test_the_subject_names_no_condition():
    assert not re.search(r"needl|pain|muscle|headache|injur", link_kit.SUBJECT, re.I)
    assert all(
        not re.search(r"needl|pain|muscle", row["letter"]["subject"], re.I)
        for row in TEXTS.rows("kit")
        if "letter" in row
    )


def test_every_qr_code_reads_back():
    files = link_kit.files(TEXTS)
    assert len(files) == 2 * len(ENTRIES) == 2 * len({entry.name for entry in ENTRIES})
    for entry in ENTRIES:
        found = zxingcpp.read_barcodes(Image.open(io.BytesIO(files[f"qr/{entry.name}.png"])))
        assert [code.text for code in found] == [SITE + entry.path]
        svg = files[f"qr/{entry.name}.svg"].decode()
        assert (
            svg.startswith("<svg")
            and f"<title>{html.escape(entry.title, quote=False)}</title>" in svg
            and "http" not in svg.replace("http://www.w3.org/2000/svg", "")
        )
    assert files == link_kit.files(TEXTS), "made twice it is the same"


def test_a_damaged_qr_code_does_not_read_back():
    image = Image.open(io.BytesIO(link_kit.qr(SITE, "png"))).convert("L")
    image.paste(255, (0, 0, image.width // 2, image.height // 2))
    assert zxingcpp.read_barcodes(image) == []


def test_the_kit_holds_every_page_and_every_section_of_its_data():
    paths = [entry.path for entry in ENTRIES]
    assert {path for path in paths if "#" not in path} == {page.url for page in TEXTS.pages.values()}
    more = sum("section" in row for row in TEXTS.rows("kit")) + len(TEXTS.rows("conditions"))
    assert len(set(paths)) == len(paths) == len(TEXTS.pages) + more
    parts = [entry.path for part in ("most", "rest", "problems") for entry in link_kit.entries(TEXTS, part)]
    assert parts == paths


def test_a_problem_is_said_in_its_own_line_with_its_certainty_and_named_on_no_lock_screen():
    """A clinic finds heel pain by its name, and the words that go out are those of the data and of the grade."""
    found = {entry.path.partition("#")[2]: entry for entry in link_kit.entries(TEXTS, "problems")}
    rows = TEXTS.by_key("conditions", "id")
    assert found.keys() == rows.keys() and len(rows) > 40
    for key, entry in found.items():
        row = rows[key]
        grade = GRADES[row["certainty"]].label
        assert entry.summary.startswith(row["line"] + " " + grade) and row["certainty"].lower() in entry.summary.lower()
        assert "[" not in entry.summary and entry.title == f"{row['name']}: could dry needling help?"
        assert entry.path == f"indications/{row['region']}/#{key}" and entry.message.isascii()
        assert row["name"].lower() not in f"{entry.message} {link_kit.SUBJECT}".lower()
    shown = "\n".join(link_kit.block(TEXTS, "for-clinics/problems.md", "problems"))
    assert shown.count('<details class="kit">') == len(rows)
    assert 'href="../../qr/indications-arm-and-leg-heel-pain.png"' in shown


def test_leaflets_are_linked_where_a_page_says_that_it_has_one():
    texts = copy.deepcopy(TEXTS)
    for page in texts.pages.values():
        page.meta.pop("leaflet", None)
    assert ".pdf" not in "\n".join(link_kit.block(texts, "for-clinics.md", "most"))
    for uri in ("get-help.md", "index.md", "indications/index.md"):
        texts.pages[uri].meta["leaflet"] = 1
    parts = [line for part in ("most", "rest") for line in link_kit.block(texts, "for-clinics.md", part)]
    assert sorted(re.findall(r'href="([^"]*\.pdf)"', "\n".join(parts))) == [
        f"{SITE}leaflets/{name}-{paper}.pdf"
        for name in ("get-help", "home", "indications")
        for paper in ("a4", "letter")
    ]


def test_letters_name_addresses_alone_on_their_line():
    for row in TEXTS.rows("kit"):
        if "letter" in row:
            text = link_kit.letter(TEXTS, row["letter"]["text"])
            found = [line for line in text.split("\n") if "://" in line]
            assert found and all(line.startswith(SITE) and " " not in line for line in found) and "{" not in text
            assert len(link_kit.mailto(row["letter"]["subject"], text)) < 1800


BASE = read(DOCS).raw


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "_data/kit.yml",
            "- page: side-effects.md",
            "- page: side-effect.md",
            "docs/_data/kit.yml:{line}:3: there is no file side-effect.md. Did you mean side-effects.md?",
        ),
        (
            "_data/kit.yml",
            "section: checklist",
            "section: check-list",
            'has no section "#check-list". Did you mean checklist?',
        ),
        ("_data/kit.yml", "{decide.md}", "{decides.md}", "there is no file decides.md. Did you mean decide.md?"),
        ("_data/kit.yml", "{decide.md}", "{decide}", "decide is an address, not a file. Write decide.md"),
        (
            "_data/kit.yml",
            "Reading this is not saying yes.",
            "Reading this isn't saying yes.",
            '"isn\'t" is a short form',
        ),
        (
            "_data/kit.yml",
            "Reading this is not saying yes.",
            "Reading " + "this " * 30 + ".",
            "has 31 words; readers lose the thread after 25",
        ),
        (
            "_data/kit.yml",
            "Reading this is not saying yes.",
            "Myofascial deactivation necessitates multidisciplinary rehabilitation. " * 6,
            "the reading grade of this email is",
        ),
        ("_data/kit.yml", "- page: side-effects.md", "- page: your-session.md", "this address stands in the kit twice"),
        (
            "_data/kit.yml",
            (
                "  summary: Say yes or no to each line before dry needling, "
                "and show the list to the person who treats you.\n"
            ),
            "",
            "a section needs a title and a summary of its own",
        ),
        (
            "_data/kit.yml",
            "message: What the words mean",
            "message: What the words mean \N{EN DASH} all",
            "a text message cannot hold \N{EN DASH}",
        ),
        (
            "_data/kit.yml",
            "message: What the words mean",
            "message: " + "What the words mean " * 6,
            "the text message has",
        ),
        (
            "_data/kit.yml",
            "message: What the words mean",
            "massage: What the words mean",
            "`massage` is not a known field. Did you mean message?",
        ),
        (
            "_data/kit.yml",
            "summary: How sore you may be after dry needling, for how long, and",
            "summary: Sore",
            "it needs at least 50",
        ),
        (
            "aftercare.md",
            "title: After your session",
            "title: After your session \N{EN DASH} now",
            "docs/aftercare.md:2:1: a text message cannot hold \N{EN DASH}",
        ),
    ],
)
def test_mistakes_in_the_data_are_named_with_their_line(file, old, new, message):
    text = BASE[file].decode()
    assert old in text
    broken = from_files({file: text.replace(old, new, 1).encode()})
    texts = dataclasses.replace(TEXTS, pages={**TEXTS.pages, **broken.pages}, data={**TEXTS.data, **broken.data})
    found = [str(problem) for part in (checks_kit.check, data_files.check) for problem in part(texts)]
    line = text[: text.index(old)].count("\n") + 1
    assert any(message.format(line=line) in problem for problem in found), found
