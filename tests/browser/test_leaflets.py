"""The leaflets: tagged, of the size and the number of sides promised, with the words of the page and a QR code that
leads to it.
"""

from __future__ import annotations

import difflib
import re
import shutil
from types import SimpleNamespace

import pypdf
import pytest
import zxingcpp

import steps
from checks import built_pages
from commands import leaflets, pdf
from conftest import ROOT, SITE
from sources import addresses, files, yamlfile

ALL = [
    (page, paper, uri)
    for page in files.read(ROOT / "docs").pages.values()
    for paper, uri in addresses.leaflets(page).items()
]
POINTS = {"A4": (595, 842), "US Letter": (612, 792)}
# the titles of call-outs are painted late, so they stand elsewhere in the file; a space keeps a term and its meaning
# apart
WORDS = """() => {
  const article = document.querySelector("article"), titles = [...article.querySelectorAll(".admonition-title")];
  article.querySelectorAll("dt").forEach(term => term.append(" "));
  const said = titles.filter(title => title.checkVisibility()).map(title => title.innerText);
  titles.forEach(title => title.remove());
  return [article.innerText, said];
}"""


@pytest.fixture(scope="module")
def printed(browser, serve, site_url):
    """The words of each leaflet's page as print shows them, its call-out titles, and all of its mark-up."""
    context = browser.new_context()
    context.route("**/*", serve(SITE, []))
    view, found = context.new_page(), {}
    view.emulate_media(media="print")
    for page in {page.uri: page for page, _, _ in ALL}.values():
        view.goto(site_url + page.url)
        source = view.content()
        found[page.uri] = (*view.evaluate(WORDS), source)
    context.close()
    return found


def read(uri: str) -> pypdf.PdfReader:
    """A leaflet of the built site."""
    assert (SITE / uri).is_file(), f"{uri} was not made. Run: python3 dev.py test"
    return pypdf.PdfReader(SITE / uri)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def differences(page: str, titles: list[str], known: str, pdf: str) -> list[str]:
    """Words of the page that the PDF has not in their place, and words of the PDF that stand nowhere in the page or its
    stylesheet.
    """
    old, new, found = words(page), words(pdf), []
    for _, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lost, more = old[a:b], new[c:d]
        if "".join(lost) not in "".join(more):  # an address may be broken anywhere
            found.append("not in the PDF: " + " ".join(lost))
        found += [f"only in the PDF: {word}" for word in more if word not in known and not word.isdigit()]
    return found + [f"not in the PDF: {title}" for title in titles if " ".join(words(title)) not in " ".join(new)]


@pytest.mark.parametrize(("page", "paper", "uri"), ALL, ids=[uri for _, _, uri in ALL])
def test_a_leaflet_is_the_page_on_paper(page, paper, uri, printed, site_url):
    pdf = read(uri)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/StructTreeRoot"]["/K"] and pdf.outline, (
        "not tagged, or without an outline"
    )
    assert root["/Lang"].startswith("en") and pdf.metadata.title.startswith(page.meta["title"])
    assert 0 < len(pdf.pages) <= page.meta["leaflet"]
    assert all(
        abs(side - wanted) < 1.5
        for sheet in pdf.pages
        for side, wanted in zip(sheet.mediabox[2:], POINTS[paper], strict=True)
    ), "the paper has another size"
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for sheet in pdf.pages
        for font in sheet["/Resources"]["/Font"].values()
    }
    assert {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"} <= fonts
    text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
    assert site_url + page.url in "".join(text.split())
    assert "Sources read by a person" in text and "Next check due" in text and "Version" in text
    codes = [
        code.text
        for sheet in pdf.pages
        for image in sheet.images
        for code in zxingcpp.read_barcodes(image.image.convert("L"))
    ]
    assert codes == [site_url + page.url]
    seen, titles, source = printed[page.uri]
    assert differences(seen, titles, source + (ROOT / "docs" / "assets" / "extra.css").read_text("utf-8"), text) == []


def test_every_page_that_clinics_print_has_leaflets():
    promised = {
        "get-help.md": 1,
        "aftercare.md": 2,
        "decide.md": 2,
        "decide/neck-pain.md": 2,
        "decide/heel-pain.md": 2,
        "your-session.md": 2,
    }
    assert promised.items() <= {page.uri: page.meta["leaflet"] for page, _, _ in ALL}.items()


@pytest.mark.parametrize(
    ("command", "preview", "offered"), [("build", False, True), ("serve", False, False), ("build", True, False)]
)
@pytest.mark.parametrize(("uri", "name"), [("aftercare.md", "aftercare"), ("index.md", "home")])
def test_leaflets_are_offered_only_where_they_are(monkeypatch, uri, name, command, preview, offered):
    sources = files.read(ROOT / "docs")
    sources.pages[uri].meta["leaflet"] = 1
    monkeypatch.setattr(steps, "now", steps.Build(command == "serve", sources))
    page, config = SimpleNamespace(file=SimpleNamespace(src_uri=uri)), SimpleNamespace(extra={"preview": preview})
    context = steps.on_page_context({}, page, config)
    assert list(context["leaflets"].values()) == (
        [f"leaflets/{name}-a4.pdf", f"leaflets/{name}-letter.pdf"] if offered else []
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_get_help_on_paper_names_every_sign_in_large_type(texts, paper):
    """One side, 12 pt or more, with every sign of the four cards and lines to fill in."""
    sheets = read(f"leaflets/get-help-{paper}.pdf").pages
    text, small = " ".join(words(" ".join(sheet.extract_text() for sheet in sheets))), []
    for sheet in sheets:  # a size counts as it stands on paper, after the scale of the page
        sheet.extract_text(
            visitor_text=lambda said, user, place, font, size: (
                small.append(said.strip()) if abs(size * place[3] * user[3]) < 11.95 else None
            )
        )
    signs = [said for row in texts.rows("warning-signs") for said in row.get("short", ())]
    assert len(signs) >= 24 and [sign for sign in signs if " ".join(words(sign)) not in text] == []
    assert all(
        " ".join(words(line)) in text
        for line in ("Needled on (day, time):", "I take this blood thinner:", "Ambulance number here:")
    )
    assert len(sheets) == 1 and "".join(small).replace(" ", "") == "1/1", "only the number of the page may be small"


@pytest.mark.parametrize(
    ("page", "pdf", "found"),
    [
        ("Do not fly.", "Do not fly. 1 / 2", []),
        ("at https://a.example/aftercare/ now", "at https://a.exam ple/aftercare/ now", []),
        ("Do not fly.", "Do fly.", ["not in the PDF: not"]),
        ("Do not fly. Rest.", "Rest. Do not fly.", ["not in the PDF: Rest"]),
        ("Rest.", "Rest. Swim.", ["only in the PDF: Swim"]),
    ],
)
def test_other_words_are_found(page, pdf, found):
    assert differences(page, [], page, pdf) == found


def test_a_missing_call_out_is_found():
    assert differences("Rest.", ["Emergency: call"], "Rest. Emergency", "Rest. Emergency") == [
        "not in the PDF: Emergency: call"
    ]


def test_a_page_that_is_too_long_is_named():
    page = files.Page("a.md", "", yamlfile.parse("title: A\nleaflet: 1\n", "docs/a.md", 2), "", 4)
    assert [str(problem) for problem in leaflets.too_long(page, "A4", 2)] == [
        "docs/a.md:3:1: the leaflet of this page takes 2 sides of A4, and 1 may be filled. Shorten the page."
    ]
    assert list(leaflets.too_long(page, "A4", 1)) == []


def test_what_changes_from_run_to_run_is_made_steady():
    import datetime

    one, two = (
        b"/CreationDate (D:%s+00'00')\n/ID (node%08d)\n/Headers [(node%08d) (node%08d)]" % row
        for row in ((b"20261126171819", 412, 410, 412), (b"20261126171820", 405, 404, 405))
    )
    day = datetime.date(2026, 11, 26)
    assert leaflets.steady(one, day) == leaflets.steady(two, day) != one and len(leaflets.steady(one, day)) == len(one)


def test_a_leaflet_that_was_not_made_is_found(tmp_path, site_url, texts):
    """As soon as a site has leaflets, every link to one must lead somewhere."""
    site = shutil.copytree(SITE, tmp_path / "site")
    read("leaflets/aftercare-a4.pdf")
    assert [str(problem) for problem in built_pages.check(site, site_url, texts)] == []
    (site / "leaflets" / "aftercare-a4.pdf").unlink()
    assert [str(problem) for problem in built_pages.check(site, site_url, texts)] == [
        "docs/aftercare.md: the built page leads to ../leaflets/aftercare-a4.pdf, which is not there. Mend the link.",
        (
            f"docs/for-clinics.md: the built page leads to {site_url}leaflets/aftercare-a4.pdf, which is not there."
            " Mend the link."
        ),
    ]


def test_without_a_site_there_is_one_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["pdf", str(tmp_path)])
    assert pdf.main() == 1
    assert capsys.readouterr().out.startswith("The leaflets could not be made: ")
    with pytest.raises(ValueError, match="has no page facts"):
        leaflets.dressed("<html></html>", "https://a.example/")
