"""What a stranger may write into a data file or the header of a page, one row each: name, file in docs/, old text, new
text, a part of the message.

The old text is looked for behind the notes at the top of a data file. `REFUSED` must be named on its line; `HARMLESS`
is text that means nothing to Markdown or a table, and must leave the block that shows it as it is.
"""

from __future__ import annotations

SIGNS, PROBLEMS, CLAIMS = "_data/warning-signs.yml", "_data/conditions.yml", "_data/claims.yml"
EFFECTS, CHARTS, STYLE = "_data/effects.yml", "_data/charts.yml", "_data/style.yml"
NUMBERS, SOURCES, WORDS, KIT = (
    "_data/emergency-numbers.yml",
    "_data/references.yml",
    "_data/glossary.yml",
    "_data/kit.yml",
)
PAGE = "aftercare.md"

CLAIM = "claim: Trigger point dry needling (TPDN) is another name for the same treatment."
SHORT = "- collapse, a faint that does not pass, or a fit"
DO = "do: 'Call your emergency number."
TERM = "plain: A thin nerve fibre that carries quick, sharp pain."
URL = "url: https://aaaomonline.org/Dry-Needling-Position-Paper"
DOI = "doi: 10.2519/jospt.2013.4668"
LEDE = (
    "description: Keep moving gently, leave hard training until the muscle feels normal, and know the signs that need"
    " help."
)
BARS = (
    'bars:\n    - {label: "Ireland, 7,629 treatments", value: 19.18, said: about 19}\n'
    '    - {label: "USA, about 20,500 treatments", value: 36.7, said: about 37}'
)
ENDS = "low: 0\n  high: 40"
FIND = "find: adverse events?"
FIRST = "what: First version."

# name, file in docs/, old text, new text, a part of the message
REFUSED = [
    # a line end gives a value lines of its own
    (
        "line ends: call-out in a text block",
        PROBLEMS,
        "answer: N",
        'answer: |\n    !!! emergency "Do not call"\n\n        N',
        "has a line end in it",
    ),
    (
        "line ends: definition for the whole page",
        PROBLEMS,
        "answer: N",
        "answer: |\n    *[emergency]: no hurry\n\n    N",
        "has a line end in it",
    ),
    ("line ends: line end that ends a number", NUMBERS, 'number: "000"', "number: |\n    000", "has a line end in it"),
    # a sign at the beginning of a value
    (
        "leading: call-out",
        CLAIMS,
        CLAIM,
        "claim: '!!! danger \"Stop your blood thinner\"'",
        "which has another meaning on a page",
    ),
    (
        "leading: part that is closed",
        CLAIMS,
        CLAIM,
        "claim: '??? danger \"Stop your blood thinner\"'",
        "which has another meaning on a page",
    ),
    ("leading: tab", CLAIMS, CLAIM, "claim: '=== \"Stop your blood thinner\"'", "which has another meaning on a page"),
    ("leading: heading in a list", SIGNS, SHORT, "- '# You may wait'", "which has another meaning on a page"),
    (
        "leading: abbreviation",
        CLAIMS,
        CLAIM,
        "claim: '*[emergency]: a matter of days'",
        "which has another meaning on a page",
    ),
    ("leading: list in a list", SIGNS, SHORT, "- '- you may wait'", "which has another meaning on a page"),
    # marks that change other places of a page
    ("definitions: footnote", CLAIMS, CLAIM, "claim: '[^1]: Needling cures.'", "no citation and no link"),
    (
        "definitions: link by a name",
        CLAIMS,
        CLAIM,
        "claim: '[needling]: /\\evil.example.org'",
        "no citation and no link",
    ),
    ("definitions: caption", CLAIMS, CLAIM, "claim: /// caption", 'begins with "///"'),
    ("definitions: shared text", CLAIMS, CLAIM, "claim: '--8<-- \"harms.md\"'", 'begins with "--8"'),
    ("definitions: data block in data", CLAIMS, CLAIM, "claim: '{{ conditions }}'", "curly brackets"),
    ("definitions: meaning of the term above", CLAIMS, CLAIM, "claim: ':   You may wait.'", 'begins with ":"'),
    # lists of attributes
    ("lists: id of another sign", SIGNS, SHORT, "- 'collapse, or a fit {#spine}'", "curly brackets may not stand"),
    ("lists: grey sign", SIGNS, SHORT, "- 'collapse, or a fit {: .grey }'", "curly brackets may not stand"),
    ("lists: id in the glossary", WORDS, TERM, "plain: 'A thin nerve {: #abscess }'", "curly brackets may not stand"),
    (
        "lists: picture made huge",
        SIGNS,
        DO,
        "do: 'x{ width=9999 } Call your emergency number.",
        "curly brackets may not stand",
    ),
    # tags and codes
    (
        "tags: box that does not end",
        SIGNS,
        SHORT,
        '- collapse <div class="places" markdown>',
        "may not stand in a data file",
    ),
    ("tags: id in a tag", SIGNS, SHORT, '- collapse <span id="spine">or a fit</span>', "may not stand in a data file"),
    ("tags: line break", SIGNS, SHORT, "- collapse<br><br><br><br>or a fit", "may not stand in a data file"),
    ("tags: small print", SIGNS, SHORT, "- <small>collapse</small>, or a fit", "may not stand in a data file"),
    ("tags: entity", SIGNS, SHORT, "- '[collapse](&#47;&#92;evil.example.org)'", "is written as a code"),
    # links and addresses
    (
        "links: number that costs",
        SIGNS,
        DO,
        "do: '[Call us](tel:0900123456) Call your emergency number.",
        "no citation and no link that data may hold",
    ),
    (
        "links: host after a backslash",
        WORDS,
        TERM,
        "plain: '[A thin nerve](/\\evil.example.org)'",
        "no citation and no link that data may hold",
    ),
    (
        "links: address that ends its link",
        SOURCES,
        URL,
        "url: https://aaaomonline.org/Dry-Needling-Position-Paper)[More](/\\evil.example.org",
        "`url` is",
    ),
    (
        "links: publisher that ends its link",
        SOURCES,
        "publisher: AAAOM",
        "publisher: 'AAAOM](/\\evil.example.org)['",
        "no citation and no link that data may hold",
    ),
    (
        "links: picture",
        WORDS,
        TERM,
        "plain: '![A thin nerve](/\\evil.example.org/x.png)'",
        "no citation and no link that data may hold",
    ),
    (
        "links: email to anybody",
        SIGNS,
        DO,
        "do: '[Write](mailto:?body=x) Call your emergency number.",
        "no citation and no link that data may hold",
    ),
    # escapes of YAML, which a review does not show
    (
        "escapes: number that nobody can read in a review",
        NUMBERS,
        'number: "000"',
        'number: "\\x30\\x30\\x31"',
        "is written as a code",
    ),
    ("escapes: sign that turns the line", PAGE, FIRST, 'what: "First \\u202e version."', "is written as a code"),
    ("escapes: bell in the feed", PAGE, FIRST, 'what: "First \\x07 version."', "is written as a code"),
    (
        "escapes: call-out behind a line end",
        CLAIMS,
        CLAIM,
        'claim: "Another name.\\n\\n!!! danger \\"Stop your blood thinner\\""',
        "is written as a code",
    ),
    ("escapes: id of a sign", SIGNS, "id: lung", 'id: "l\\x75ng"', "is written as a code"),
    ("escapes: no break that is one", CLAIMS, CLAIM, 'claim: "Another\\u000aname."', "is written as a code"),
    # a header that MkDocs reads in another way
    (
        "yaml: header that ends twice",
        PAGE,
        "    what: First version.\n---\n",
        "    what: First version.\n...\n# You need no doctor\n---\n",
        "neither a field nor an entry",
    ),
    # numbers that YAML reads as others
    ("other numbers: octal", EFFECTS, "people: 77", "people: 0115", "`people` must be a whole number"),
    ("other numbers: hexadecimal", EFFECTS, "people: 77", "people: 0x4d", "`people` must be a whole number"),
    ("other numbers: sexagesimal", EFFECTS, "people: 77", "people: 1:17", "`people` must be a whole number"),
    ("other numbers: binary", EFFECTS, "people: 77", "people: 0b1001101", "`people` must be a whole number"),
    ("other numbers: lines below", EFFECTS, "value: -1.53", "value: -1_.53", "`value` must be a number"),
    (
        "other numbers: thousands of digits",
        EFFECTS,
        "people: 77",
        "people: " + "9" * 5000,
        "`people` must be a whole number",
    ),
    # numbers that cannot be
    ("sizes: more people than there are", EFFECTS, "people: 77", "people: 99999999999", "which cannot be"),
    ("sizes: more trials than there are", EFFECTS, "trials: 1", "trials: 123456", "which cannot be"),
    ("sizes: without end by its size", CHARTS, "high: 40", "high: 1.0e+400", "`high` must be a number"),
    # days that cannot be
    (
        "days: check that is never due",
        PAGE,
        "review_due: 2027-05-20",
        "review_due: 9999-12-31",
        "the next check is due on 9999-12-31",
    ),
    (
        "days: check before it was checked",
        PAGE,
        "review_due: 2027-05-20",
        "review_due: 2001-01-01",
        "the next check is due on 2001-01-01",
    ),
    (
        "days: check in the middle ages",
        PAGE,
        "sources_checked: 2026-11-29",
        "sources_checked: 1066-10-14",
        "`sources_checked` is '1066-10-14'",
    ),
    ("days: change before there was a site", PAGE, "date: 2026-11-20", "date: 0001-01-01", "`date` is '0001-01-01'"),
    # patterns of style.yml
    ("patterns: broken", STYLE, FIND, "find: adverse (events?", "`find` cannot be read"),
    ("patterns: that closes what is around it", STYLE, FIND, "find: adverse events?)|(?:zz", "`find` cannot be read"),
    # charts that cannot be drawn
    ("plots: no span", CHARTS, ENDS, "low: 40\n  high: 40", "the axis has no span"),
    (
        "plots: no bars",
        CHARTS,
        BARS,
        "bars: []",
        "`bars` needs at least 1",
    ),
    ("plots: bar without a number", CHARTS, "value: 19.18, ", "", "has no number"),
    (
        "plots: line with one end",
        CHARTS,
        "value: 11.5, low: 9.1, high: 13.9",
        "value: 11.5, low: 9.1",
        "has a line with one end",
    ),
    # characters that pass for others
    (
        "characters: sign of shorthand",
        SIGNS,
        SHORT,
        "- collapse\U0001bca0, or a fit",
        "an invisible character (U+1BCA0)",
    ),
    (
        "characters: letters struck through",
        SIGNS,
        SHORT,
        "- c\u0336o\u0336l\u0336l\u0336a\u0336p\u0336s\u0336e",
        "a sign stands over a letter (U+0336)",
    ),
    ("characters: letter of Greek", SIGNS, SHORT, "- c\u03bfllapse, or a fit", "mixes letters of two alphabets"),
    ("characters: letter of Coptic", SIGNS, SHORT, "- c\u2c9fllapse, or a fit", "mixes letters of two alphabets"),
    (
        "characters: space of no width that is one",
        SIGNS,
        SHORT,
        "- collapse,\u2000or a fit",
        "an invisible character (U+2000)",
    ),
    ("characters: small capitals", SIGNS, SHORT, "- \u1d04\u1d0fllapse, or a fit", "mixes letters of two alphabets"),
    # headers of pages
    (
        "headers: call-out",
        PAGE,
        LEDE,
        "description: '!!! emergency Keep moving gently, and leave hard training until it feels normal.'",
        "begins with a sign",
    ),
    (
        "headers: heading",
        PAGE,
        LEDE,
        "description: '# Keep moving gently, and leave hard training until the muscle feels normal.'",
        "begins with a sign",
    ),
    (
        "headers: definition",
        PAGE,
        LEDE,
        "description: ':   Keep moving gently, and leave hard training until it feels normal.'",
        "begins with a sign",
    ),
    (
        "headers: change with a line end",
        PAGE,
        FIRST,
        "what: |\n      First version.\n\n      You need no doctor.",
        "has a line end in it",
    ),
    # fields of the downloads
    ("fields: entry of its own", SOURCES, DOI, "doi: 10.2519/x},note={Cures", "`doi` is"),
    ("fields: pages that are a field", SOURCES, 'pages: "', 'pages: "1}, note = {Cures}, x = {', "`pages` is"),
    ("fields: volume that is a field", SOURCES, 'volume: "', 'volume: "} note = {Cures} x = {', "`volume` is"),
    (
        "fields: digits of another alphabet",
        SOURCES,
        "year: 2021",
        "pmcid: PMC\u0661\u0662\u0663\u0664\u0665\u0666\n  year: 2021",
        "passes for another sign",
    ),
    # what belongs to a person
    (
        "people: telephone number in a sign",
        SIGNS,
        DO,
        "do: 'Ring +44 7700 900123. Call your emergency number.",
        "a telephone number stands in the text",
    ),
    (
        "people: telephone number in an email",
        KIT,
        "      Hello,\n",
        "      Ring 0044 7700 900123.\n",
        "a telephone number stands in the text",
    ),
]

# text that means nothing: on a page it is words, whatever Markdown makes of such signs elsewhere
HARMLESS = [
    "Call | wait | sleep",
    "Call \\| wait",
    "Call \\",
    "| Call |",
    "1. Call",
    "1) Call",
    "- Call",
    "+ Call",
    "# Call",
    "> Call",
    ":   Call",
    "!!! note",
    "??? note",
    "=== x",
    "--- x ---",
    "~~~ x",
    "/// caption",
    "``` x",
    "`a|b` and ``",
    "*a* and **b** and ***",
    "_a_ and __b__",
    "a_b and a__b",
    "Call {#lung} {: .grey } { hidden }",
    "{{ conditions }}",
    "<b>a</b> <script> <!-- x",
    "[a](/\\evil.example.org) ![b](c) [d][e] [^1] [^1]: x",
    "[a]: /\\evil.example.org",
    "*[emergency]: no hurry",
    "[@nobody](https://example.org)",
    "[a](https://example.org){: .grey }",
    "[a](tel:0900123456) [b](mailto:?x)",
    '--8<-- "harms.md"',
    "p < 0.05 and 3 > 2",
    "one\n\n## two\u2028three",
]
