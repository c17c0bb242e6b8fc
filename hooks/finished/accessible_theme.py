"""Mends what the theme leaves unclear to a screen reader or a keyboard and offers no block for.

Each mend is one pattern; when a new version of the theme no longer matches it, the build stops with a sentence.
What only a script can mend is in overrides/assets/keyboard.js, what only a style can in docs/assets/extra.css.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sources.problems import Problem

Change = str | Callable[[re.Match[str]], str]

COLOURS = {
    "(prefers-color-scheme)": "Colours of this device",
    "(prefers-color-scheme: light)": "Light colours",
    "(prefers-color-scheme: dark)": "Dark colours",
}


class Mend(NamedTuple):
    """What to look for, what to write instead, and the text that says that the theme has such a thing at all."""

    name: str
    pattern: re.Pattern[str]
    change: Change
    sign: str


def text_of(html: str) -> str:
    """The words of a piece of HTML, fit for an attribute."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split()).replace('"', "&quot;")


def back(match: re.Match[str]) -> str:
    """A source that is used three times has three ways back, each with its own name."""
    use = f", use {match['use']}" if match["use"] else ""
    return f'{match["link"]} aria-label="{match["title"]}{use}">'


def beside(match: re.Match[str]) -> str:
    """A heading with its permalink after it; the title of a page needs none."""
    heading = f"{match['head']}{match['title']}{match['end']}"
    name = f"{match['what']}: {text_of(match['title'])}"
    return (
        heading
        if match["end"] == "</h1>"
        else f'{heading}<a class="headerlink" href="{match["to"]}" aria-label="{name}"></a>'
    )


def skip(match: re.Match[str]) -> str:
    """The link to the content, moved to the front."""
    link = match["link"].strip() or '<a href="#page-title" class="md-skip">Skip to content</a>'
    return f'{match["body"]}<div data-md-component="skip">{link}</div>{match["between"]}'


MENDS = (
    # "Tabs, navigation" and "Navigation, navigation" say nothing.
    Mend(
        "TABS",
        re.compile(r'(<nav class="md-tabs") aria-label="[^"]*"'),
        r'\1 aria-label="Parts of this site"',
        'class="md-tabs"',
    ),
    Mend(
        "MENU",
        re.compile(r'(<nav class="md-nav md-nav--primary[^"]*") aria-label="[^"]*"'),
        r'\1 aria-label="Pages"',
        "md-nav--primary",
    ),
    # Every nested menu would be a landmark of its own with the name of the line above it; it is a list in a list.
    Mend(
        "NESTED_MENU",
        re.compile(r'(<nav class="md-nav" data-md-level="[1-9]") aria-labelledby="[^"]+" aria-expanded="\w+">'),
        r'\1 role="none">',
        'data-md-level="1"',
    ),
    Mend(
        "NESTED_CONTENTS",
        re.compile(r'<nav class="md-nav" aria-label="[^"]*">'),
        '<nav class="md-nav" role="none">',
        '<nav class="md-nav" aria-',
    ),
    # Where the reader is, which the theme says by colour alone: this page, and in the tabs the part that it is in.
    Mend(
        "CURRENT_PAGE",
        re.compile(r'(<a href="[^"]*" class="md-nav__link md-nav__link--active")>'),
        r'\1 aria-current="page">',
        "md-nav__item--active",
    ),
    Mend(
        "CURRENT_PART",
        re.compile(r'(md-tabs__item--active">\s*<a href="[^"]*" class="md-tabs__link")>'),
        r'\1 aria-current="true">',
        "md-tabs__item--active",
    ),
    # A menu opens by a hidden checkbox and a label that is no control. The checkbox gets the name; extra.css lets the
    # keyboard reach it.
    Mend(
        "MENU_SWITCH",
        re.compile(
            r'(?P<box><input class="md-nav__toggle md-toggle[^"]*" type="checkbox" id="(?P<id>__\w+)"[^>]*?)\s*>'
            r'(?P<rest>(?:(?!<input).)*?<label class="md-nav__title"'
            r' for="(?P=id)">\s*<span[^>]*></span>\s*(?P<title>[^<]+?)\s*</label>)',
            re.S,
        ),
        r'\g<box> aria-label="\g<title>">\g<rest>',
        'class="md-nav__title" for="__nav',
    ),
    # The line of this page opens its contents, so the switch says both.
    Mend(
        "CONTENTS_SWITCH",
        re.compile(
            r'(?P<box>id="__toc" aria-label=")(?P<what>[^"]*)(?P<rest>">'
            r'\s*<label class="[^"]*--active" for="__toc">(?P<title>.*?)</label>)',
            re.S,
        ),
        lambda match: f"{match['box']}{text_of(match['title'])}: {match['what'].lower()}{match['rest']}",
        '--active" for="__toc"',
    ),
    Mend(
        "MENU_LABEL",
        re.compile(r'(<label class="md-nav__link ?[^"]*" for="__nav[\w]+" id="\w+") tabindex="\d?">'),
        r"\1>",
        'class="md-nav__link" for="__nav',
    ),
    Mend(
        "DRAWER",
        re.compile(
            r'(<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off")>'
        ),
        r'\1 aria-label="Menu">',
        'id="__drawer"',
    ),
    # The way to the content is the first stop of the keyboard, before the menu's checkbox, and a page without a table
    # of contents has it too.
    Mend(
        "SKIP",
        re.compile(r'(?P<body><body[^>]*>)(?P<between>.*?)<div data-md-component="skip">(?P<link>.*?)</div>', re.S),
        skip,
        'data-md-component="skip"',
    ),
    # A choice of colours is named by the button that leads away from it.
    Mend(
        "COLOURS",
        re.compile(
            rf'(?P<option>data-md-color-media="(?P<media>{"|".join(map(re.escape, COLOURS))})"[^>]*?aria-label=")[^"]*'
        ),
        lambda match: match["option"] + COLOURS[match["media"]],
        'class="md-option"',
    ),
    # Pictures beside words, or in a link or button that has a name.
    Mend("LOGO", re.compile('alt="logo"'), 'alt=""', 'assets/logo.svg"'),
    Mend("ICON", re.compile(r'<svg (?=[^>]*viewBox="0 0 24 24")'), '<svg aria-hidden="true" ', 'viewBox="0 0 24 24"'),
    # In its heading a permalink is part of the heading's name. It goes behind it, with no box: reader views drop one.
    Mend(
        "PERMALINK",
        re.compile(
            r"(?P<head><h[1-6][^>]*>)(?P<title>(?:(?!</h\d>).)*?)"
            r'<a class="headerlink" href="(?P<to>[^"]*)" title="(?P<what>[^"]*)">[^<]*</a>(?P<end></h\d>)',
            re.S,
        ),
        beside,
        'class="headerlink"',
    ),
    # Links that are one sign, and so all have the same name.
    Mend(
        "BACKLINK",
        re.compile(r'(?P<link><a class="footnote-backref" href="#fnref(?P<use>\d*):[^"]*") title="(?P<title>[^"]*)">'),
        back,
        'class="footnote-backref"',
    ),
)


def mend(html: str, path: str) -> tuple[str, list[Problem]]:
    """A page of the theme with every mend applied, and each mend that found nothing to do."""
    problems = []
    for name, pattern, change, sign in MENDS:
        needed = sign in html
        html, count = pattern.subn(change, html)
        if needed and not count:
            adapt = f"Adapt {name} in hooks/finished/accessible_theme.py."
            problems.append(Problem(path, 0, 0, "the theme writes this part in a new way.", adapt))
    return html, problems
