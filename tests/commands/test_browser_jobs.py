"""A writer with nothing but a browser does what docs/contribute.md says: files are saved whole, the only command is the
check that stands for the red cross, and what is pasted is what the check printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest

from checks import data_files, everything, folding
from commands.report import parts, report
from conftest import ROOT, copy_project
from sources import from_files, read, today, yamlfile

GUIDE = (ROOT / "docs/contribute.md").read_text("utf-8")
DATA = sorted((ROOT / "docs/_data").glob("*.yml"))
TEMPLATES = sorted((ROOT / "docs/_templates").glob("*.md"))
RAW = read(ROOT / "docs").raw


def steps(name: str) -> str:
    """The section of the guide with this id."""
    return re.search(rf"^## [^\n]*\{{#{name}\}}\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)[1]


def sample(name: str) -> str:
    """The sample entry in the first lines of a data file, without the signs at the beginning of its lines."""
    lines = [line[2:] for line in (ROOT / f"docs/_data/{name}.yml").read_text("utf-8").splitlines() if line[:1] == "#"]
    begin = next(number for number, line in enumerate(lines) if line.startswith("- "))
    end = next((number for number, line in enumerate(lines) if number > begin and not re.match("- |  ", line)), None)
    return "\n".join(lines[begin:end]) + "\n"


def with_values(text: str, **values: str) -> str:
    """A sample of which the writer has changed these values; "" takes a line out."""
    for field, value in values.items():
        text, number = re.subn(rf"^(- |  )({field}): .*\n", rf"\1\2: {value}\n" if value else "", text, flags=re.M)
        assert number == 1, f"no field {field} in:\n{text}"
    return text


# ---- the six jobs, in one pull request -------------------------------------------------------------------------------
@dataclass
class Box:
    """Lines to copy of one message in the summary of the check, with the message and the file that it names."""

    path: str
    said: str
    lines: list[str]


class Writer:
    """Who saves whole files of a copy, and reads what the check says of them."""

    def __init__(self, root) -> None:
        self.root, self.summary = root, root.parent / "summary.md"
        self.saved: dict[str, set[str]] = {}
        self.job = ""

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def save(self, name: str, text: str) -> None:
        self.saved.setdefault(self.job, set()).add(name)
        (self.root / name).write_text(text, "utf-8", newline="\n")

    def change(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, f"{name} has no {old!r}"
        self.save(name, text.replace(old, new, 1))

    def paste(self, name: str, entry: str, above: str) -> None:
        self.change(name, f"\n{above}", f"\n{entry}{above}")

    def in_alphabet(self, name: str, entry: str) -> None:
        """Paste an entry at its place in the alphabet."""
        field, own = re.match(r"- (?:id: .*\n  )?\{?(\w+): (.+?)(?:, .*)?\n", entry).groups()
        heads = re.findall(rf"^(- (?:id: .*\n  )?\{{?{field}: (.+?)(?:, to: .*)?)$", self.read(name), re.M)
        self.paste(name, entry, next(head for head, value in heads if value.lower() > own.lower()))

    def boxes(self, said: str) -> list[Box]:
        """The boxes of a summary."""
        found = re.findall(r"^- `([^`:]+)[^`]*`: ([^\n]*):\n\n  `{4}text\n(.*?)\n  `{4}$", said, re.M | re.S)
        return [Box(path, text, re.sub("^  ", "", lines, flags=re.M).splitlines()) for path, text, lines in found]

    def check(self, monkeypatch) -> list[str]:
        """What the check of the sources says, and its summary; the rest of the check has nothing to build yet."""
        self.summary.write_text("")
        with monkeypatch.context() as here:
            here.setenv("GITHUB_STEP_SUMMARY", str(self.summary))
            messages = [*map(str, folding.few(everything.of_project(self.root)))]
            report(sorted(messages, key=parts))
        return messages

    def whole_check(self) -> tuple[int, str]:
        """The check as CI runs it."""
        self.summary.write_text("")
        done = subprocess.run(
            [sys.executable, "-m", "commands.check"],
            cwd=self.root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "GITHUB_STEP_SUMMARY": str(self.summary)},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr


def wording(writer: Writer) -> None:
    writer.change("docs/aftercare.md", "often like the day after hard exercise", "often as after hard exercise")


def question(writer: Writer) -> None:
    answer = "Wait until you feel fully awake. Read more: [aftercare](aftercare.md#do)"
    writer.paste("docs/questions.md", f"### Can I drive home? {{#drive-home}}\n\n{answer}\n\n", "## Next step")


def term(writer: Writer) -> None:
    entry = with_values(
        re.sub("^ *link:.*\n", "", sample("glossary"), flags=re.M),
        id="achilles-tendon",
        term="Achilles tendon",
        abbreviation="",
        forms="",
        plain="The strong cord at the back of the ankle that joins the calf muscle to the heel.",
        technical="Common tendon of gastrocnemius and soleus.",
        see="indications/arm-and-leg.md#achilles-pain",
        sources="[]",
    )
    writer.in_alphabet("docs/_data/glossary.yml", entry)


def source(writer: Writer, key: str, author: str, title: str) -> None:
    entry = with_values(
        sample("references"),
        key=key,
        type="randomised trial",
        size="60 people",
        title=title,
        authors=f"[{author} AB]",
        journal="Journal of Examples",
        year=key[-4:],
        doi=f"10.1000/{key}",
        finding="In 60 people, pain was 0.8 points out of 10 lower than with exercise alone after 4 weeks.",
    )
    writer.in_alphabet("docs/_data/references.yml", entry)


def study(writer: Writer) -> None:
    source(writer, "exampleson2026", "Exampleson", "Dry needling for neck pain in office workers")
    conditions, grades = "docs/_data/conditions.yml", "docs/_data/grades.yml"
    writer.change(
        conditions,
        "sources: [navarrosantana2020neck, gattie2021]",
        "sources: [navarrosantana2020neck, gattie2021, exampleson2026]",
    )
    writer.change(
        grades,
        "inconsistency: 'serious: a newer trial with sham finds nothing'",
        "inconsistency: 'serious: newer trials disagree'",
    )
    page = "docs/indications/neck-and-shoulder.md"
    writer.change(
        page, "changes:\n", f"changes:\n  - date: {today()}\n    what: A trial on neck pain in office workers is new.\n"
    )


def problem(writer: Writer) -> None:
    source(writer, "samplerson2026", "Samplerson", "Dry needling for pain below the kneecap")
    entry = re.sub(r"   # .*", "", sample("conditions").replace("sources: [temel2023]", "sources: [samplerson2026]"))
    entry = re.sub("^  (?:guidance|side_effects):.*\n", "", entry, flags=re.M)
    entry = entry.replace(
        "We do not know. At 3 months cramps were weaker and fewer than with stretching alone.",
        "We do not know. In 60 people pain was 0.8 points out of 10 lower after 4 weeks than with exercise alone.",
    )
    entry = with_values(
        entry,
        id="jumpers-knee",
        name="Jumper's knee (patellar tendon pain)",
        place="knee",
        answer="We do not know if it helps, as the one trial had 60 people and no sham needling.",
        check_first="A knee that is hot, swollen or locked needs a doctor first.",
        unknown="We do not know if it helps for longer than 4 weeks.",
    )
    writer.paste("docs/_data/conditions.yml", entry, "- id: scars")
    count = int(re.search(r"All (\d+) problems", writer.read("docs/indications/index.md"))[1])
    writer.change("docs/indications/index.md", f"All {count} problems", f"All {count + 1} problems")
    words = with_values(sample("search-words"), to="indications/arm-and-leg.md#jumpers-knee", words="[runner's tendon]")
    writer.in_alphabet("docs/_data/search-words.yml", words)


INSTEAD = {  # how the sentences and headings of templates begin, and what a writer puts in their place
    "The answer to": "The needle is solid, and nothing is injected.",
    "Pain may fall": "Pain may be lower for some weeks than with sham needling (low certainty).[@gattie2017]",
    "Therapists counted": "In Ireland therapists counted about 19 small harms in every 100 treatments.[@brady2014]",
    "One section for": "How thin is it? {#how-thin}",
    "Write in short": "It is about as thin as a hair, so most people feel little when it goes through the skin.",
    "Say what nobody": "Nobody has studied if a thinner needle leaves less soreness.",
    "Name one thing": "Something feels wrong after needling? [Get help](get-help.md).",
    "Name the first": "Eat something light.",
    "Name the second": "Wear loose clothes.",
    "Begin each line": "Keep moving gently.",
    "Do not begin": "Do not train hard on the same day.",
    "Answer in one": "It can, mostly for a moment. Read more: [what happens](what-is-dry-needling.md#what-happens)",
    "Does it hurt?": "Can it hurt? {#can-it-hurt}",
    "A randomised": "A randomised trial compared it with sham needling in people with whiplash.[@sterling2015]",
    "Say what was": "It named a dose that no study supports, so it is withdrawn since 2 March 2027.",
    "Before {": "On the day {#on-the-day}",
    "Do {": "Good to do {#good-to-do}",
    "Do not {": "Better not {#better-not}",
}
SHARED = ("Key facts", "What we do not know", "Next step", "Why we withdrew it")  # headings that such pages must have


def from_template(text: str, title: str = "What the needle is") -> str:
    """A template of which the writer has changed the title, the description, and every sentence and heading."""
    header, body = re.match(r"(---\n.*?\n---\n)(.*)", text, re.S).groups()
    header = re.sub("^title: .*", f"title: {title}", header, flags=re.M)
    said = "The needle is solid and about as thin as a hair, and nothing is injected through it."
    header = re.sub("^description: .*", f"description: {said}", header, flags=re.M)
    lines = []
    for line in body.splitlines():
        mark, words = re.match(r"((?:#+|-|\d+\.) |)(.*)", line).groups()
        kept = not words or words.startswith(("--8<--", *SHARED))
        lines.append(line if kept else mark + next(new for old, new in INSTEAD.items() if words.startswith(old)))
    return header + "\n".join(lines) + "\n"


def page(writer: Writer) -> None:
    writer.save("docs/the-needle.md", from_template(writer.read("docs/_templates/explainer.md")))


JOBS = {  # each with the section of the guide that leads through it
    wording: "correct-something",
    question: "add-a-question",
    term: "add-a-term",
    study: "add-a-study",
    problem: "add-a-problem",
    page: "add-a-page",
}


@pytest.fixture(scope="module")
def writer(tmp_path_factory) -> Writer:
    """A branch of a copy of the project, on which nothing is changed yet."""
    root = copy_project(tmp_path_factory.mktemp("browser") / "project")
    me = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (("init", "-qb", "main"), ("add", "-A"), ("commit", "-qm", "All"), ("checkout", "-qb", "patch-1")):
        subprocess.run(["git", *me, *command], cwd=root, check=True, capture_output=True)
    return Writer(root)


def test_six_jobs_by_the_guide_are_green_after_what_the_check_printed_is_pasted(writer, monkeypatch):
    for job in JOBS:
        writer.job = job.__name__
        job(writer)
    first = writer.check(monkeypatch)
    boxes = writer.boxes(writer.summary.read_text("utf-8"))
    assert len(first) == len(boxes) == 4, (
        "a row of grades, an address to say on the phone, a line of the menu: " + "\n".join(first)
    )
    for box in boxes:
        into = re.search(r"[Cc]opy .*?into ([\w./-]+?),? ", box.said)[1]
        if line := re.search(r"under line (\d+)", box.said):
            writer.job, rows = "page", writer.read(into).splitlines(keepends=True)
            rows.insert(int(line[1]), "\n".join([*box.lines, ""]))
            writer.save(into, "".join(rows))
        elif above := re.search(r'above "([^"]+)"', box.said):
            writer.job = "problem"
            writer.paste(into, "\n".join([*box.lines, ""]), f"- {{from: {above[1]},")
        else:  # in the order of conditions.yml
            given = {"against": "exercise alone", "when": "at 4 weeks", "risk_of_bias": "'serious: nobody was blind'"}
            given |= {
                "inconsistency": "'no: one trial'",
                "indirectness": "'no'",
                "imprecision": "'very serious: 60 people'",
            }
            row = with_values("\n".join([*box.lines, ""]), **given, publication_bias="not assessed")
            writer.job = "problem"
            writer.paste(into, row, "- condition: scars")

    code, said = writer.whole_check()
    (box,) = writer.boxes(writer.summary.read_text("utf-8"))
    assert code == 1 and "1 problem." in said and box.path == "published.txt", said
    assert {
        "/questions/#drive-home",
        "/glossary/#achilles-tendon",
        "/sources/#exampleson2026",
        "/indications/arm-and-leg/#jumpers-knee",
        "/jumpers-knee/",
        "/the-needle/#how-thin",
        "/qr/the-needle.svg",
        "/links.json#the-needle",
    } < set(box.lines), "all, and not five and a number"
    assert "\n".join(box.lines) in said, "they are printed as well"
    writer.job = "addresses"
    writer.save("published.txt", writer.read("published.txt") + "\n".join([*reversed(box.lines), ""]))
    code, said = writer.whole_check()
    assert (code, "No problems found." in said) == (0, True), said

    for job, name in JOBS.items():
        told = steps(name) + (steps("add-a-source") if job in (study, problem) else "")
        for file in writer.saved[job.__name__] - {
            "docs/aftercare.md",
            "docs/the-needle.md",
            "docs/indications/neck-and-shoulder.md",
        }:
            assert f"`{file}`" in told, f"the guide to {name} does not name {file}"
        assert job is wording or job is study or "`published.txt`" in told


# ---- what a writer copies is right before anything is changed --------------------------------------------------------
@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_the_sample_of_a_data_file_is_of_the_right_form(path):
    document = yamlfile.parse(sample(path.stem), path.name)
    found = document.problems or data_files.broken_rules(document, data_files.schemas()[path.stem])
    assert list(map(str, found)) == [] and document.data


@pytest.fixture(scope="module")
def copied():
    """The site with a page made from each template."""
    made = {f"new-{path.stem}.md": from_template(path.read_text("utf-8")).encode() for path in TEMPLATES}
    return from_files({**RAW, **made})


@pytest.mark.parametrize("name", [path.stem for path in TEMPLATES])
def test_a_template_with_only_its_placeholders_changed_passes(name, copied):
    found = everything.of_page(copied.pages[f"new-{name}.md"], copied, today())
    assert list(map(str, found)) == []
