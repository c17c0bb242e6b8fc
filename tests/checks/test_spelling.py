"""A dictionary reads what readers see: misspelled words stop, in pages and in data, and right words pass."""

from __future__ import annotations

import hashlib
import re

import pytest
import yaml

from checks import data_files, everything, folding, known_words, spelling
from commands import check
from conftest import ROOT
from processor import quickest, within
from sources import from_files, read

DOCS = read(ROOT / "docs").raw
PAGE = b"---\ntitle: A page\n---\n\n# One\n\n%s\n"
# misspelled, and what is offered first
STOP = """
musle muscle; mucsle muscle; musles muscles; feal feel; mayofascial myofascial; myofacial myofascial; needel
needle; neadle needle; needeling needling; acupunture acupuncture; accupuncture acupuncture; physiotherapyst
physiotherapist; pysiotherapist physiotherapist; sholder shoulder; nekc neck; anckle ankle; elbo elbow; wirst
wrist; stomache stomach; tendinopaty tendinopathy; bruize bruise; bleding bleeding; infecton infection;
pnuemothorax pneumothorax; breathlesness breathlessness; dizzyness dizziness; faintng fainting; soarness
soreness; sorness soreness; swolen swollen; numbnes numbness; tingeling tingling; weeknes weakness; headach
headache; migrane migraine; artritis arthritis; osteoartritis osteoarthritis; diabetis diabetes; pregnent
pregnant; pregancy pregnancy; medcine medicine; painkiler painkiller; asprin aspirin; ibuprofin ibuprofen;
anticoagulent anticoagulant; clinican clinician; practioner practitioner; pateint patient; treatement treatment;
reccommend recommend; seperate separate; untill until; occured occurred; definately definitely; neccessary
necessary; wich which; becuase because; thier their; teh the; exersise exercise; stength strength; recovry
recovery; sesion session; therapys therapy; spasim spasm; diaphram diaphragm
"""
AMERICAN = """
color colour; colors colours; center centre; pediatric paediatric; tumor tumour; fiber fibre; fibers fibres;
behavior behaviour; anesthetic anaesthetic; esophagus oesophagus; hematoma haematoma; edema oedema; orthopedic
orthopaedic; randomized randomised; sensitization sensitisation; mobilization mobilisation; recognize recognise;
organized organised; labor labour; favor favour; liter litre; catalog catalogue; analyze analyse; paralyzed
paralysed; traveled travelled; leukemia leukaemia; estrogen oestrogen
"""
# terms, names, British spellings, plurals, possessives, hyphenated words, numbers with units
PASS = """
piriformis quadriceps hamstrings gastrocnemius soleus trapezius deltoid fascia fasciitis plantar tendinopathy
tendonitis bursitis sciatica radiculopathy whiplash fibromyalgia spasticity pneumothorax haematoma paracetamol
ibuprofen warfarin lymphoedema anaesthetic orthopaedic paediatric myofascial physiotherapists osteopath
chiropractor acupuncturist electroacupuncture moxibustion sham placebo nociceptors endorphins neuropathic
vertebrae sacroiliac meniscus epicondylitis fibres colour randomised oedema MRI GPs e-stim E-stim X-ray heparin
statins antibiotics pacemaker allodynia myotomes proprioception follow-up long-term self-care nurse-led hands-on
pins-and-needles wellbeing Simons's Travell patients' physiotherapist's patient’s 40mm 5kg 2nd L4-L5 kPa Plavix
Organization's gluteus teres suboccipitals New Zealand Côte prize sizes seized capsized revise advised 신고
"""


def rows(table: str) -> list[tuple[str, str]]:
    """The rows of a table: the wrong word and the right one."""
    return [tuple(row.split()) for row in table.split(";")]


def said(text: str, **files: bytes) -> list:
    """What is said of a text on a page beside the files of the site."""
    sources = from_files({**DOCS, **files, "new.md": PAGE % text.encode()})
    return [problem for problem in spelling.check(sources) if problem.path == "docs/new.md"]


def test_the_tables_are_long_enough():
    assert len(rows(STOP)) >= 60 and len(rows(AMERICAN)) >= 25 and len(PASS.split()) >= 80


@pytest.fixture(scope="module")
def told():
    """What is said of each word of the first two tables; each stands on a line of its own, and once in the data."""
    every = rows(STOP) + rows(AMERICAN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spelling, "MOST", 200)
        patch.setattr(known_words, "GUESSES", 200)
        return every, said("\n\n".join(f"It is a {wrong} here." for wrong, _ in every))


def test_misspelled_words_stop_with_the_right_one_first(told):
    every, found = told
    assert [problem.line for problem in found] == [7 + 2 * at for at in range(len(every))]
    offered = {}
    for problem in found:
        match = re.match(r"Did you mean (\w+)", problem.fix)
        offered[re.match(r'"(\w+)"', problem.what)[1]] = match[1] if match else ""
    assert {row: offered[row[0]] for row in every if offered[row[0]] != row[1]} == {}


def test_misspelled_words_in_data_stop_at_their_own_place(monkeypatch):
    monkeypatch.setattr(spelling, "MOST", 200)
    words = rows(STOP)
    text = DOCS["_data/aftercare.yml"].decode()
    entries = "".join(f"- id: z{at}\n  kind: do\n  advice: Rest the {wrong}.\n" for at, (wrong, _) in enumerate(words))
    found = list(spelling.check(from_files({**DOCS, "_data/aftercare.yml": (text + entries).encode()})))
    first = text.count("\n") + 1
    assert [(problem.line, problem.column) for problem in found] == [
        (first + 3 * at + 2, 20) for at in range(len(words))
    ]
    assert {problem.path for problem in found} == {"docs/_data/aftercare.yml"}


def test_right_words_pass():
    assert [str(problem) for problem in said(" ".join(PASS.split()))] == []


def test_the_site_itself_has_no_word_that_stops():
    assert [str(problem) for problem in spelling.check(from_files(DOCS))] == []


READ = [
    ("aftercare.md", "title: After your", "title: Musles after your"),
    ("aftercare.md", "# ", "# Musles and "),
    ("_snippets/harms.md", "\n", "\n\nA musle.\n\n"),
    ("_data/kit.yml", "      Hello,\n", "      Hello,\n\n      A musle.\n"),
    ("_data/glossary.yml", "  plain: A thin", "  plain: A musle, a thin"),
    ("_data/references.yml", "  finding: A US", "  finding: A musle, a US"),
    ("_data/conditions.yml", "      say: It may", "      say: A musle, it may"),
    ("_data/style.yml", "  why: Patients do", "  why: A musle, patients do"),
    ("assets/figures/gate.svg", "</title>", " in a musle</title>"),
]


@pytest.mark.parametrize(("uri", "old", "new"), READ, ids=[row[0] for row in READ])
def test_all_that_readers_see_is_read_and_told_at_its_line(uri, old, new):
    text = DOCS[uri].decode()
    start = text.index("\n- ") if uri.startswith("_data") else 0
    assert old in text[start:]
    at = text.index(old, start)
    changed = text[:at] + new + text[at + len(old) :]
    (problem,) = spelling.check(from_files({**DOCS, uri: changed.encode()}))
    line = next(n for n, line in enumerate(changed.split("\n"), 1) if re.search(r"\b[Mm]usle", line))
    assert (problem.path, problem.line) == (f"docs/{uri}", line)
    assert re.match(r"Did you mean [Mm]uscle", problem.fix)


UNREAD = [
    "See [the page](musle.md#feal) and https://example.org/musle.",
    "Write `musle` or look into musle.json.",
    "```text\nmusle\n```",
    "A box. {#musle}",
    "It rests on a study [@feal2013].",
    '<span lang="de">Muskelverhaertung</span> is a word.',
    '<span translate="no">Triggerpunkt</span> is a word.',
    "They wrote “The safety of pediatric acupuncture: a systematic review”.",
]


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_text_is_not_read(text):
    assert [str(problem) for problem in said(text)] == []


def test_misspellings_that_people_search_for_are_not_known():
    assert "accupuncture" in DOCS["_data/search-words.yml"].decode()
    assert len(said("An accupuncture.")) == 1


def test_a_word_of_the_list_passes_everywhere_and_tells_nothing_of_its_own():
    words = DOCS["_data/spelling-words.yml"] + b"- word: zzmusle\n"
    sources = from_files(
        {**DOCS, "_data/spelling-words.yml": words, "new.md": PAGE % b"Zzmusle, zzmusles, zzmusle-like."}
    )
    assert list(spelling.check(sources)) == []
    assert data_files.broken_rules(sources.document("spelling-words"), data_files.schemas()["spelling-words"]) == []


def test_one_word_misspelled_twenty_times_is_told_five_times_and_counted():
    found = folding.few(said("\n\n".join(["A musle."] * 20)))
    assert len(found) == 6 and found[-1].what == "and 15 more places."


def test_a_page_in_another_language_is_told_in_a_few_lines_and_in_time():
    letters = "bcdfghjklmnpqrstvwxz"
    words = [one + "u" + two + "o" + three + "ak" for one in letters for two in letters for three in letters]
    with within(5):
        found = said("\n\n".join(" ".join(words[at : at + 12]) + "." for at in range(0, 5000, 12)))
    assert len(found) == spelling.MOST + 1 and found[-1].what.endswith("more words that are not in the dictionary.")
    assert max(found) == found[-1]


def test_typos_says_nothing_of_a_word_that_the_dictionary_told():
    """It knows words that are right and mostly a slip, and reads code and guides too."""
    ours = [str(problem) for problem in said("A musle.")]
    typos = [f"docs/new.md:{line}:3: error: `{word}` should be `x`" for line, word in ((7, "musle"), (9, "musle"))]
    other = ["docs/new.md:9:3: error: `calender` should be `calendar`", "README.md:1:1: error: `teh` should be `the`"]
    assert check.news([*typos, *other], ours) == other


def test_of_a_line_that_is_told_already_nothing_more_is_said():
    page = DOCS["aftercare.md"].replace(b"(get-help.md)", b"(get-hlp.md) musle", 1)
    found = everything.problems(from_files({**DOCS, "aftercare.md": page}))
    assert len([problem for problem in found if problem.path == "docs/aftercare.md"]) == 1


def test_every_field_of_the_data_is_read_or_named_as_none_of_our_words():
    """A new field is read unless somebody says why not; a name that no schema has goes from the list."""
    named = {name for schema in data_files.schemas().values() for name in re.findall(r"'(\w+)': \{", str(schema))}
    assert not spelling.UNREAD - named


def test_the_dictionary_is_as_it_was_published():
    origin = yaml.safe_load((known_words.DICTIONARY / "origin.yml").read_text("utf-8"))
    files = {path.name: path.read_bytes() for path in known_words.DICTIONARY.glob("en-gb.*")}
    assert {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()} == origin["sha256"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (known_words.DICTIONARY / "LICENSE").read_text("utf-8")


def test_reading_every_word_takes_less_than_half_a_second():
    def read_all():
        known_words.dictionary.cache_clear()
        assert not list(spelling.check(from_files(DOCS)))

    assert quickest(read_all) < 0.5
