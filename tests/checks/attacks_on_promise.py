"""What a stranger may try against the promise and the meaning, one row each: name, edits, what is said of it.

An edit is a file in docs/, old text, new text; "" as old text adds a file. All edits of a row are made together, each
once. Every row passed all checks of commit dfa6a57, the list of published addresses brought along.
"""

from __future__ import annotations

GET, AFTER, NOT, HARMS = "get-help.md", "aftercare.md", "who-should-not-have-it.md", "side-effects.md"
SESSION, LEAD = "your-session.md", "_data/redirects.yml"
WHO, NUMBERS = "_data/contraindications.yml", "_data/emergency-numbers.yml"
CARD, CARE, SOURCES = "_snippets/emergency-card.md", "_data/aftercare.yml", "_data/references.yml"
ALCOHOL = "- id: alcohol\n  kind: do-not\n"
PERSON = """- id: jo-bloggs
  name: Jo Bloggs
  profession: doctor
  register: GMC 1234567
  interests: None declared.
"""
HEADER = """---
title: Call an ambulance
description: What to do when you think that you need an ambulance after a session of dry needling.
audience: professionals
type: reference
sources_checked: 2026-11-20
review_due: 2027-11-20
reviewed_by: []
changes:
  - date: 2026-11-20
    what: First version.
---

## Wait {#wait}

Wait a day or two.
Most things pass by themselves. Read [what this is](what-is-dry-needling.md).
"""
CALL = (
    "Call the person who needled you if the soreness [is still there or worse after 3 days, or stops you doing"
    " ordinary things](call:sore-too-long). See a doctor the same day if [the skin gets hot and "
    "swollen](same-day:skin). Do so too if [one small area stays numb or weak](same-day:nerve), and your neck,"
    " shoulder or back was not needled. For everything on [the card above](#get-help-now), call your emergency"
    " number. All signs are on [get help](get-help.md)."
)

IMPLANTS = (
    "Electric current can disturb a pacemaker, and it can make the muscle pull so hard that the needle "
    "moves.[@cummings2011] One woman with a pacemaker had many sessions of electroacupuncture in two years "
    "without trouble, which does not settle it. The authors still advise to decide case by "
    "case.[@vasilakos2011]"
)
BREAST = (
    "For breast implants we found no report of harm, but that is not proof that they are out of reach. So keep"
    " needles away from these and other implants."
)
FIRST = (
    "In New Zealand a patient rang the clinic, and was told by phone that her pain was normal. Her lung had "
    "collapsed.[@hdc15] In Singapore three people with a collapsed lung had told their acupuncturist, and none"
    " was told to seek help.[@sing2022] So call the emergency number first, and the clinic second."
)

# name, edits, file of the message, what stands in the line that it names, a part of the message
PROMISE = [
    # --- two parts swap their ids
    (
        "emergency signs and calls to the clinic",
        [
            (GET, "## Emergency: every sign {#emergency}", "## Emergency: every sign {#call}"),
            (GET, "## A call to the clinic: every sign {#call}", "## A call to the clinic: every sign {#emergency}"),
        ],
        GET,
        "A call to the clinic",
        'the id "emergency" is published for the text that stands at docs/get-help.md#call now',
    ),
    (
        "emergency signs and what is normal, their headings kept",
        [
            (GET, "{{ warning-signs emergency }}", "{{ warning-signs x }}"),
            (GET, "{{ warning-signs normal }}", "{{ warning-signs emergency }}"),
            (GET, "{{ warning-signs x }}", "{{ warning-signs normal }}"),
        ],
        GET,
        "## Emergency: every sign",
        'the id "emergency" is published for the text that stands at docs/get-help.md#normal now',
    ),
    (
        "do and do not",
        [(AFTER, "## Do {#do}", "## Do {#do-not}"), (AFTER, "## Do not {#do-not}", "## Do not {#do}")],
        AFTER,
        "## Do not {#do}",
        'the id "do" is published',
    ),
    (
        "small harms and serious harms, with other headings",
        [
            (HARMS, "## Small harms, and how often {#small-harms}", "## Bruises and soreness {#serious-harms}"),
            (HARMS, "## Serious harms {#serious-harms}", "## What has happened {#small-harms}"),
        ],
        HARMS,
        "What has happened",
        'the id "small-harms" is published',
    ),
    (
        "two rows of who should not have it",
        [
            (WHO, "- id: fever\n", "- id: x\n"),
            (WHO, "- id: skin\n", "- id: fever\n"),
            (WHO, "- id: x\n", "- id: skin\n"),
        ],
        WHO,
        "- id: skin",
        'the id "skin" is published',
    ),
    (
        "lungs and children",
        [
            (NOT, "## More on lungs and the chest {#more-on-lungs}", "## More on lungs and the chest {#x}"),
            (NOT, "## More on children {#more-on-children}", "## More on children {#more-on-lungs}"),
            (NOT, "## More on lungs and the chest {#x}", "## More on lungs and the chest {#more-on-children}"),
        ],
        NOT,
        "## More on children {#more-on-lungs}",
        'the id "more-on-lungs" is published',
    ),
    # --- an id goes to a new text, and its own text stands under another id
    (
        "a new section takes the id of serious harms",
        [
            (
                HARMS,
                "## Serious harms {#serious-harms}",
                "## Nothing to fear {#serious-harms}\n\nMost people feel fine.\n\n## Serious harms {#reports}",
            )
        ],
        HARMS,
        "## Nothing to fear",
        'the id "serious-harms" is published for the text that stands at docs/side-effects.md#reports now',
    ),
    (
        "a new section takes the id of the lungs",
        [
            (
                NOT,
                "## More on lungs and the chest {#more-on-lungs}",
                "## More on breathing {#more-on-lungs}\n\nBreathe calmly and relax.\n\n## More on the chest {#chest}",
            )
        ],
        NOT,
        "## More on breathing",
        'the id "more-on-lungs" is published',
    ),
    (
        "the text moves to another page, where few look",
        [
            (NOT, f"{IMPLANTS}\n\n{BREAST}", "Ask the person who needles you. Most people may have current."),
            (
                "electrical-stimulation.md",
                "## Next step {#next",
                f"## Implants {{#implants}}\n\n{IMPLANTS}\n\n## Next step {{#next",
            ),
        ],
        NOT,
        "{#more-on-implants}",
        "is published for the text that stands at docs/electrical-stimulation.md#implants now",
    ),
    (
        "a new row takes the id of the pacemaker",
        [
            (WHO, "- id: pacemaker\n", "- id: heart-devices\n"),
            (
                WHO,
                "- id: tumour\n",
                "- id: pacemaker\n  level: do-not\n  who: You are at work on a computer all day\n"
                '  advice: Take a break first.\n  basis: ""\n  sources: []\n- id: tumour\n',
            ),
        ],
        WHO,
        "- id: pacemaker",
        'the id "pacemaker" is published for the text that stands at',
    ),
    # --- the id of links.json goes to another page
    (
        "get help and aftercare",
        [
            (GET, "\ntype: ", "\nid: aftercare\ntype: "),
            (AFTER, "\ntype: ", "\nid: get-help\ntype: "),
        ],
        GET,
        "id: aftercare",
        'the id "aftercare" is published in links.json for docs/aftercare.md',
    ),
    (
        "three pages in a ring",
        [
            (GET, "\ntype: ", "\nid: claims\ntype: "),
            ("claims.md", "\ntype: ", "\nid: glossary\ntype: "),
            ("glossary.md", "\ntype: ", "\nid: get-help\ntype: "),
        ],
        "glossary.md",
        "id: get-help",
        'the id "get-help" is published in links.json for docs/get-help.md',
    ),
    (
        "who should not have it and who can do it",
        [
            (NOT, "\ntype: ", "\nid: who-can-do-it\ntype: "),
            ("who-can-do-it.md", "\ntype: ", "\nid: who-should-not-have-it\ntype: "),
        ],
        NOT,
        "id: who-can-do-it",
        'the id "who-can-do-it" is published',
    ),
    # --- a synonym leads elsewhere
    (
        "emergency leads to what people claim",
        [(LEAD, "{from: emergency/, to: get-help.md}", "{from: emergency/, to: claims.md}")],
        LEAD,
        "from: emergency/",
        "emergency/ is published and led to docs/get-help.md, which is still there",
    ),
    (
        "emergency leads below the emergency card",
        [(LEAD, "{from: emergency/, to: get-help.md}", "{from: emergency/, to: get-help.md#what-to-expect}")],
        LEAD,
        "from: emergency/",
        "now it leads to docs/get-help.md#what-to-expect",
    ),
    (
        "a collapsed lung leads to what is normal",
        [(LEAD, "to: get-help.md#lung}", "to: get-help.md#what-to-expect}")],
        LEAD,
        "from: collapsed-lung/",
        "collapsed-lung/ is published and led to docs/get-help.md#lung",
    ),
    (
        "children lead to questions",
        [
            (
                LEAD,
                "{from: children/, to: who-should-not-have-it.md#more-on-children}",
                "{from: children/, to: questions.md}",
            )
        ],
        LEAD,
        "from: children/",
        "children/ is published and led to",
    ),
    (
        "a part that moved leads elsewhere",
        [
            (
                LEAD,
                "to: indications/neck-and-shoulder.md#whiplash}",
                "to: indications/index.md}",
            )
        ],
        LEAD,
        "from: whiplash/",
        "whiplash/ is published and led to docs/indications/neck-and-shoulder.md#whiplash",
    ),
    # --- a synonym becomes a page of its own
    (
        "ambulance is a page that tells to wait",
        [(LEAD, "- {from: ambulance/, to: get-help.md}\n", ""), ("ambulance.md", "", HEADER)],
        "ambulance.md",
        "---",
        "/ambulance/ is published and led to docs/get-help.md; now it is this page",
    ),
    (
        "emergency is such a page",
        [(LEAD, "- {from: emergency/, to: get-help.md}\n", ""), ("emergency.md", "", HEADER)],
        "emergency.md",
        "---",
        "/emergency/ is published and led to docs/get-help.md; now it is this page",
    ),
    (
        "bleeding is such a page",
        [(LEAD, "- {from: bleeding/, to: get-help.md#bleeding}\n", ""), ("bleeding.md", "", HEADER)],
        "bleeding.md",
        "---",
        "/bleeding/ is published and led to docs/get-help.md#bleeding; now it is this page",
    ),
    # --- a section loses its words
    (
        "when to call says nothing",
        [(AFTER, CALL, "Call if you like.")],
        AFTER,
        "{#when-to-call}",
        'hardly a word is left of what is published at the id "when-to-call"',
    ),
    (
        "implants say nothing",
        [(NOT, f"{IMPLANTS}\n\n{BREAST}", "It is fine.")],
        NOT,
        "{#more-on-implants}",
        'hardly a word is left of what is published at the id "more-on-implants"',
    ),
    (
        "a row keeps its id and little else",
        [
            (
                WHO,
                "who: The skin where the needle would go is infected, broken, inflamed or numb, or there is a fresh"
                " wound\n"
                "  advice: Choose another place or another treatment.",
                "who: Skin\n  advice: Ask.",
            )
        ],
        WHO,
        "- id: skin",
        'hardly a word is left of what is published at the id "skin"',
    ),
    (
        "why emergency comes first says nothing",
        [(GET, FIRST, "Read it all.")],
        GET,
        "{#why-emergency-first}",
        'hardly a word is left of what is published at the id "why-emergency-first"',
    ),
    (
        "only the heading is left, and a link",
        [(AFTER, CALL, "More: [claims](claims.md).")],
        AFTER,
        "{#when-to-call}",
        'hardly a word is left of what is published at the id "when-to-call"',
    ),
]

# name, edits, what the summary must say, all of it in one line
MEANING = [
    # --- a number
    ("sore", [(AFTER, "mostly for 1 to 2 days", "mostly for 1 to 2 weeks")], ["2 days", "2 weeks", "aftercare"]),
    ("days until a call", [(AFTER, "worse after 3 days", "worse after 13 days")], ["3 days", "13 days"]),
    ("ten times as rare", [(NOT, "about 2 in every million", "about 2 in every ten million")], ["ten million"]),
    ("two numbers swap", [(HARMS, "5 of 17 people, against 9 of", "9 of 17 people, against 5 of")], ["5 of", "9 of"]),
    ("a number in words", [(AFTER, "two or three sess", "two or thirty sess")], ["three sessions", "thirty sessions"]),
    ("a drawing", [("assets/figures/one-or-five-sessions.svg", ">5 days<", ">9 days<")], ["5 days", "9 days"]),
    # --- a negation
    ("do not drive", [(GET, "Do not drive yourself.", "Drive yourself.")], ["not drive", "Do not drive yourself."]),
    ("do not wait", [(GET, "Do not wait for Monday.", "Do wait for Monday.")], ["not wait", "Do wait for Monday."]),
    ("no report", [(NOT, "we found no report of harm", "we found one report of harm")], ["no report", "one report"]),
    (
        "a warning leaves the page",
        [
            (GET, "hospital. Do not drive yourself.", "hospital."),
            ("glossary.md", "## Next step", "Do not drive yourself.\n\n## Next step"),
        ],
        ["Do not drive yourself.", "get-help.md", "is nothing"],
    ),
    # --- for whom a page is, what it is, who reviewed it
    ("for whom", [(HARMS, "audience: patients", "audience: professionals")], ["audience", "patients", "professionals"]),
    ("what kind", [(HARMS, "type: safety", "type: explainer")], ["type", "safety", "explainer"]),
    (
        "a reviewer",
        [
            ("_data/people.yml", "[]", PERSON),
            (HARMS, "reviewed_by: []", "reviewed_by: [jo-bloggs]\nreviewed_on: 2026-11-20"),
        ],
        ["reviewed_by", "nothing", "jo-bloggs"],
    ),
    # --- a telephone number
    ("a number for an ambulance", [(NUMBERS, 'number: "192"', 'number: "129"')], ["Brazil", "192", "129"]),
    ("a route for the deaf", [(NUMBERS, "Dial 106 from", "Dial 160 from")], ["Australia", "106", "160"]),
    ("a place", [(NUMBERS, "- place: Chile", "- place: Chad")], ["Chile", "Chad"]),
    ("a number on the card", [(CARD, "[**999** UK](tel:999)", "[**999** UK](tel:911)")], ["tel:999", "tel:911"]),
    # --- a level
    ("what to do and not to do", [(CARE, ALCOHOL, ALCOHOL.replace("do-not", "clinic"))], ["kind", "do-not", "clinic"]),
    # --- where a link leads
    (
        "a source on another host",
        [(SOURCES, "url: https://aaaomonline.org/", "url: https://www.mdpi.com/")],
        ["url", "aaaomonline.org/", "www.mdpi.com/"],
    ),
    ("the DOI of a source", [(SOURCES, "doi: 10.", "doi: 10.9999/")], ["doi", "10.9999/"]),
]
