"""What a reviewer of a change reads, and what the weekly run reports."""

from __future__ import annotations

import datetime
import pathlib
import re

import markdown

from commands import summary, watch
from sources import from_files, read
from sources.inert import code

SORE = "Expect to be sore, mostly for 1 to 2 days and often like the day after hard exercise."  # stands in aftercare.md

BASE = read(pathlib.Path(__file__).parent.parent.parent / "docs").raw


def test_summary_says_what_changes_for_readers():
    after = {
        **BASE,
        "new.md": BASE["aftercare.md"].replace(b"title: After your session", b"title: New"),
        "aftercare.md": (
            BASE["aftercare.md"].replace(SORE.encode(), b"Anticipate considerable musculoskeletal discomfort.")
        ),
        "_data/references.yml": (
            BASE["_data/references.yml"]
            .replace(b"key: adams2011", b"key: adams2012", 1)
            .replace(b"https://aaaomonline.org/", b"https://example.org/", 1)
        ),
    }
    after.pop("about.md")
    text = "\n".join(summary.compare(BASE, after))
    assert "`about.md` is gone" in text and "`new.md` is new: `New`, reading grade" in text
    assert "`aftercare.md` changes, reading grade 3." in text and "No line in `changes:` was added" in text
    assert "`references.yml` changed: `aaaom_position`." in text and "adams2012" in text
    assert "New outside address: `https://example.org/Dry-Needling-Position-Paper`" in text
    assert "A link leads to a host that is new: `example.org`." in text
    assert summary.compare(BASE, BASE)[-1] == "Nothing in the pages."


def test_a_changed_grade_level_or_verdict_is_told_first():
    def changed(name: str, old: str, new: str) -> list[str]:
        text = BASE[f"_data/{name}.yml"].decode()
        assert old in text
        return summary.compare(BASE, {**BASE, f"_data/{name}.yml": text.replace(old, new, 1).encode()})[2:]

    said = changed("conditions", "certainty: moderate certainty\n  asked", "certainty: low certainty\n  asked")[0]
    assert said.startswith("- `conditions`, `id: whiplash`, `Long-lasting whiplash`: `certainty` was"), said
    assert said.endswith("was `moderate certainty`, is `low certainty`.")
    said = changed("grades", "certainty: moderate certainty", "certainty: high certainty")[0]
    assert said.endswith("`certainty` was `moderate certainty`, is `high certainty`.") and "disability (NDI)" in said, (
        said
    )
    said = changed("warning-signs", "urgency: same-day", "urgency: call")[0]
    assert said.endswith("was `See a doctor the same day`, is `Call the person who needled you`.")
    assert changed("claims", "verdict: 'true'", "verdict: wrong")[0].endswith("was `True`, is `Not true`.")
    assert "`level` was `Do not have it`, is" in changed("contraindications", "level: do-not", "level: tell")[0]


def test_what_only_moved_or_was_reworded_is_no_change():
    sentence, after = b"Wear clothes that let the person reach the place.", dict(BASE)
    after["your-session.md"] = (
        after["your-session.md"].replace(b" " + sentence, b"").replace(b"## Cost", sentence + b"\n\n## Cost")
    )
    after["about.md"] = after["about.md"].replace(b"how we check", b"the way we check")
    lines = summary.compare(BASE, after)[2:]
    assert lines and all(line.startswith(("- `your-session.md` changes", "- `about.md` changes")) for line in lines), (
        lines
    )


def test_texts_of_others_stay_texts():
    for text in (
        "[x](https://evil.example)",
        "![x](//evil.example/a.png)",
        "<img src=x>",
        "@octocat",
        "a ` b `` c",
        "a\n# b",
    ):
        shown = code(text)
        assert "\n" not in shown and markdown.markdown(shown).startswith("<p><code>"), shown
        assert markdown.markdown(shown).endswith("</code></p>") and markdown.markdown(shown).count("<") == 4, shown
    assert code("a\u202eb\u200bc") == "`a\ufffdb\ufffdc`" and code("") == code(None) == "nothing"


def test_watch_reports_due_and_dead_and_who_did_not_answer():
    written = from_files(BASE)

    def answer(address):
        return (404, b"") if "aaaomonline" in address else (403, b"") if "jospt" in address else (200, b"")

    text = watch.upkeep(written, datetime.date(2027, 4, 1), answer)
    due = [page for page in written.pages.values() if str(page.meta["review_due"]) <= "2027-05-31"]
    assert len(due) >= 4 and "docs/get-help.md: due 2027-05-20" in text and "docs/sources.md" not in text
    assert text.count("\n- ") == len(due) + 1
    assert "aaaom_position: https://aaaomonline.org/Dry-Needling-Position-Paper answers 404" in text
    assert "(overdue)" in watch.upkeep(written, datetime.date(2028, 1, 1), answer)
    assert watch.upkeep(written, datetime.date(2026, 11, 20), lambda address: (200, b"")) == ""
    nobody = watch.upkeep(written, datetime.date(2026, 11, 20), lambda address: (0, b""))
    assert re.search(r"- Not looked: (\d+) of \1 did not answer: aaaom_position, ", nobody)


def test_watch_reports_what_runs_out_and_flaws_in_packages():
    written, nobody = from_files({}), lambda address: (0, b"")
    ends = {"/.well-known/security.txt": "2027-11-01", **watch.ENDS}
    assert watch.upkeep(written, datetime.date(2027, 3, 1), nobody, ends) == ""
    assert "- 2027-05-05: Material for MkDocs" in watch.upkeep(written, datetime.date(2027, 3, 10), nobody, ends)
    assert "- 2027-11-01: /.well-known/security.txt" in watch.upkeep(written, datetime.date(2027, 9, 10), nobody, ends)
    assert "with a known flaw" in watch.upkeep(
        written, datetime.date(2027, 3, 1), nobody, audit=lambda: ["- requirements.txt: x 1.0 CVE-1"]
    )


def test_an_audit_that_cannot_ask_is_not_silent(monkeypatch, tmp_path):
    """Without --strict a database that is away counts as no flaw; here nobody can be asked, so both locks must be
    named.
    """
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert [line.split(":")[0] for line in watch.flaws()] == ["- requirements.txt", "- tests/requirements.txt"]
