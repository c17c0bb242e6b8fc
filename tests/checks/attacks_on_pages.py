"""What a stranger may write on a page so that a browser shows or does something else than the source seems to say.

Rows as in attacks.py: name, what stands in sample.md, what is put in its place, a part of the message. They are grouped
by what they rely on.
"""

from __future__ import annotations

from attacks import HERE

LINK = "(aftercare.md#do)"
WORDS = "[after your session](aftercare.md#do)"
EVIL = "evil.example.com, which nobody has reviewed"
OTHERWISE = "in another way"
BUILD = "may not stand here"

PAGES = [
    # addresses with signs that a browser takes out
    ("tab before the host", LINK, "(https://&#9;evil.example.com/)", EVIL),
    ("new line in the scheme", LINK, "(htt&NewLine;ps://evil.example.com/)", EVIL),
    ("two tabs before the host", LINK, "(https://&#9;&#x9;evil.example.com/)", EVIL),
    ("new line as a name before the host", LINK, "(https://&NewLine;evil.example.com/)", EVIL),
    ("tab between the slashes of a scheme", LINK, "(https:/&Tab;/evil.example.com/)", EVIL),
    # hosts without a name that a pattern knows
    ("short host in nested brackets", WORDS, "[[[after your session]]](//evil/)", "leads to evil, which"),
    (
        "host as a number in nested brackets",
        WORDS,
        "[[[after your session]]](//192.0.2.7/)",
        "leads to 192.0.2.7, which",
    ),
    (
        "host as one number in nested brackets",
        WORDS,
        "[[[after your session]]](//3221225991/)",
        "leads to 192.0.2.7, which",
    ),
    ("slash and backslash in nested brackets", WORDS, "[[[after your session]]](/\\evil/)", "leads to evil, which"),
    ("backslashes in nested brackets", WORDS, "[[[after your session]]](\\\\\\\\evil/)", "leads to evil, which"),
    ("slash and backslash in nested brackets", WORDS, "[[[after your session]]](/\\evil.example.com/)", EVIL),
    # what stands before or behind the host
    ("host behind a quote", LINK, "(https://www.nice.org.uk'@evil.example.com/)", "evil.example.com"),
    ("another program on a host of ours", LINK, "(https://www.nice.org.uk:8443/)", "hides it"),
    ("a user on a host of ours", LINK, "(https://evil&#64;www.nice.org.uk/)", "hides it"),
    ("a host of ours without its dot", LINK, "(https://www.nice.org.uk./)", "www.nice.org.uk., which nobody"),
    # attribute lists that a pattern does not see, because they hold a brace
    ("host as a number in an attribute list", WORDS, f"{WORDS}{{: href=//192.0.2.7/ x={{ }}", '"x" of <a>'),
    ("title in an attribute list with a brace", HERE, "It is thin.\n{: title=harmless x={ }", '"title" of <p>'),
    ("class in an attribute list with a brace", HERE, "It is thin.\n{: class=moved x={ }", "class"),
    ("label in an attribute list with a brace", HERE, "It is thin.\n{: aria-label=safe x={ }", '"aria-label" of <p>'),
    ("direction in an attribute list with a brace", HERE, "Call 112.\n{: dir=rtl x={ }", '"dir" of <p>'),
    ("address in an attribute list", WORDS, f"{WORDS}{{: href=//evil.example.com data-x={{ }}", "data-x"),
    # classes with which our own styles hide what stands in them
    (
        "warning hidden as a moved part",
        "| Fever | See a doctor |",
        "| Fever | See a doctor { .moved } |",
        '"class" of <td>',
    ),
    (
        "line hidden as a moved part",
        HERE,
        "Call your emergency number for trouble breathing.\n{: .moved }",
        f'"moved" {BUILD}',
    ),
    (
        "heading hidden as a link to itself",
        "## What we do not know {#what-we-do-not-know}",
        "## What we do not know {#what-we-do-not-know .headerlink}",
        f'"headerlink" {BUILD}',
    ),
    (
        "box folded as sources",
        HERE,
        "<div class=footnote markdown>\n\nStop at once and see a doctor.\n\n</div>",
        "looks like a note and is none",
    ),
    ("words left out in print", HERE, "Stop at once and see a doctor.\n{: .show-sources }", f'"show-sources" {BUILD}'),
    # classes with which our own styles move or cover
    (
        "box drawn over what is above it",
        HERE,
        '<div class="start" markdown>\n\n## Buy here {#buy}\n\n</div>',
        f'"start" {BUILD}',
    ),
    ("link drawn anywhere", WORDS, f"{WORDS}{{ .body-map__place .body-map__place--1 }}", f'"body-map__place" {BUILD}'),
    (
        "list that looks like an emergency",
        HERE,
        '<div class="tasks" markdown>\n\n- Buy our needles\n\n</div>',
        f'"tasks" {BUILD}',
    ),
    ("link that fills its box", WORDS, f"{WORDS}{{ .body-map__place--9 }}", f'"body-map__place--9" {BUILD}'),
    # classes by which the build says something
    (
        "review of one's own",
        HERE,
        '<div class="page-facts" markdown>\n\nReviewed by a doctor.\n\n</div>',
        f'"page-facts" {BUILD}',
    ),
    ("answer of one's own", HERE, "Dry needling works for neck pain.\n{: .answer }", f'"answer" {BUILD}'),
    (
        "mark of a source of one's own",
        HERE,
        "It is thin.[1](sources.md){ .footnote-ref }",
        "looks like a note and is none",
    ),
    ("word of the glossary of one's own", WORDS, f"{WORDS}{{ .term }}", f'"term" {BUILD}'),
    ("numbers as on the emergency card", HERE, "[999](tel:999)\n{: .numbers }", f'"numbers" {BUILD}'),
    # classes with which the theme's scripts act
    ("window over the page", WORDS, f"{WORDS}{{ .glightbox }}", f'"glightbox" {BUILD}'),
    ("button of the theme", WORDS, f"{WORDS}{{ .md-button }}", f'"md-button" {BUILD}'),
    ("button that prints", HERE, '<span class="print">Print</span>', f'"print" {BUILD}'),
    (
        "card that is copied for clinics",
        HERE,
        '<div class="kit__part" markdown>\n\nBuy here.\n\n</div>',
        f'"kit__part" {BUILD}',
    ),
    # call-outs where the source is not read line by line
    (
        "emergency card in a quotation",
        HERE,
        '> !!! emergency "Call for help now"\n>\n>     Wait a week.',
        f'"emergency" {BUILD}',
    ),
    (
        "overdue note in a quotation",
        HERE,
        '> !!! overdue "This page is overdue"\n>\n>     Do not trust it.',
        f'"overdue" {BUILD}',
    ),
    (
        "emergency card in a list",
        HERE,
        '- !!! emergency "Call for help now"\n\n        Wait a week.',
        f'"emergency" {BUILD}',
    ),
    (
        "folded emergency card in a quotation",
        HERE,
        '> ??? emergency "Signs"\n>\n>     Call your emergency number.',
        f'"emergency" {BUILD}',
    ),
    ("class of the theme in a quotation", HERE, '> !!! note inline end "Read"\n>\n>     Text.', f'"inline" {BUILD}'),
    (
        "hidden call-out in a quotation",
        HERE,
        '> !!! note moved "Stop"\n>\n>     See a doctor at once.',
        f'"moved" {BUILD}',
    ),
    # numbers and mail
    ("number that costs money in five digits", LINK, "(tel:11850)", "may not offer to call 11850"),
    ("words that say another number", WORDS, "[112](tel:999)", 'the link says "112" and calls 999'),
    ("words that say no number", WORDS, "[call for help](tel:123)", "and calls 123"),
    (
        "mail to somebody by percent signs",
        LINK,
        "(mailto:?to=jane%40evil.example.com&body=my%20pain)",
        "a mail link holds more",
    ),
    ("mail with a text that is not ours", LINK, "(mailto:news@example.org?body=I%20agree)", "a mail link holds more"),
    # signs that are read otherwise than they are written
    ("zero-width space without its end", HERE, "It is th&#8203in and solid.", "an invisible character"),
    ("text turned round without its end", HERE, "It is &#x202ethin and solid.", "an invisible character"),
    ("letter of another alphabet by entity", HERE, "It is th&#1110;n and solid.", "mixes letters of two alphabets"),
    (
        "person's address by entity",
        HERE,
        "Write to jane.doe&#64;evil.example.com today.",
        "an email address stands in the text",
    ),
    ("person's number by entity", HERE, "Ring &#43;44 7700 900123 today.", "a telephone number stands in the text"),
    # words that are parted by what nobody sees
    (
        "person's address in pieces",
        HERE,
        "Write to jane.doe<span>@</span>evil.example.com today.",
        "an email address stands in the text",
    ),
    (
        "person's number in pieces",
        HERE,
        "Ring +44 77<span>00 900</span>123 today.",
        "a telephone number stands in the text",
    ),
    ("host in pieces", HERE, "Go to www.<span>evil.example.com</span>/ today.", EVIL),
    ("host as a word", HERE, "Go to www.evil.example.com today.", EVIL),
    # what stands behind words
    (
        "abbreviation that explains a word",
        HERE,
        "It is thin and solid.\n\n*[solid]: bent for everybody",
        "<abbr> would stand",
    ),
    (
        "picture of one dot",
        '{ width="400" height="300" }',
        '{ width="1" height="1" }',
        '"width" of <img> may not be "1"',
    ),
    (
        "picture of ten screens",
        '{ width="400" height="300" }',
        '{ width="400" height="9000" }',
        '"height" of <img> may not be "9000"',
    ),
    (
        "host in the words of a link",
        WORDS,
        "[see www.nhs.uk](https://www.nice.org.uk/)",
        "says www.nhs.uk and leads to www.nice.org.uk",
    ),
    # boxes written in HTML
    (
        "box of HTML in a quotation",
        HERE,
        '> <div class="moved" markdown="block">\n> Call your emergency number.\n> </div>',
        '"moved"',
    ),
    ("id with a space", HERE, '<span id="first second">x</span>', 'may not be "first second"'),
    ("id in capitals that hides another", HERE, '<span id="The-Needle">x</span>', 'may not be "The-Needle"'),
    ("words that are not translated into no", HERE, '<span translate="yes">x</span>', 'may not be "yes"'),
    ("small print of a certainty", HERE, '<small class="locator">High certainty</small>', '"class" of <small>'),
]
