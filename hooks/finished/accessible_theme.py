"""Mends what the theme leaves unclear to a screen reader or a keyboard and offers no block for.

Each mend changes one kind of element; when a new version of the theme no longer has it where it was, the build stops
with a sentence. What only a script can mend is in overrides/assets/keyboard.js, what only a style can in
docs/assets/extra.css.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from finished.pages import BuiltPage, element
from sources import Problem

COLOURS = {
    "(prefers-color-scheme)": "Colours of this device",
    "(prefers-color-scheme: light)": "Light colours",
    "(prefers-color-scheme: dark)": "Dark colours",
}
Change = Callable[[LexborHTMLParser, LexborNode], None]


class Mend(NamedTuple):
    """By what the theme has such a thing at all, which elements are changed, and how; both are selectors."""

    name: str
    sign: str
    where: str
    change: Change


def words(node: LexborNode) -> str:
    """The text of an element on one line."""
    return " ".join(node.text().split())


def named(**attributes: str | None) -> Change:
    """Set attributes, or take them away; `aria_label` is aria-label."""

    def change(tree: LexborHTMLParser, node: LexborNode) -> None:
        for name, value in attributes.items():
            if value is None:
                del node.attrs[name.replace("_", "-")]
            else:
                node.attrs[name.replace("_", "-")] = value

    return change


def switch(tree: LexborHTMLParser, box: LexborNode) -> None:
    """A menu opens by a hidden checkbox and a label that is no control. The checkbox gets the name; extra.css lets the
    keyboard reach it.
    """
    for label in tree.css(f'label.md-nav__title[for="{box.id}"]'):
        box.attrs["aria-label"] = words(label)


def contents(tree: LexborHTMLParser, label: LexborNode) -> None:
    """The line of this page opens its contents, so the switch says both."""
    for box in tree.css("#__toc"):
        box.attrs["aria-label"] = f"{words(label)}: {(box.attributes['aria-label'] or '').lower()}"


def skip(tree: LexborHTMLParser, node: LexborNode) -> None:
    """The way to the content is the first stop of the keyboard, before the menu's checkbox, and a page without a table
    of contents has it too.
    """
    if not node.css_first("a"):
        node.insert_child(element(tree, "a", {"href": "#page-title", "class": "md-skip"}, "Skip to content"))
    first = tree.css("body > *")[0]
    if first.mem_id != node.mem_id:
        first.insert_before(node)  # a copy
        node.decompose()


def colours(tree: LexborHTMLParser, node: LexborNode) -> None:
    """A choice of colours is named by the button that leads away from it."""
    node.attrs["aria-label"] = COLOURS[node.attributes["data-md-color-media"] or ""]


def permalink(tree: LexborHTMLParser, node: LexborNode) -> None:
    """In its heading a permalink is part of the heading's name. It goes behind it, with no box, which reader views
    drop; the title of a page needs none.
    """
    heading, to, what = node.parent, node.attributes["href"] or "", node.attributes["title"]
    node.decompose()  # its sign is no part of the name
    if heading and heading.tag != "h1":
        name = f"{what}: {words(heading)}"
        heading.insert_after(element(tree, "a", {"class": "headerlink", "href": to, "aria-label": name}))


def back(tree: LexborHTMLParser, node: LexborNode) -> None:
    """A source that is used three times has three ways back, each with its own name."""
    use = (node.attributes["href"] or "").removeprefix("#fnref").partition(":")[0]
    node.attrs["aria-label"] = f"{node.attributes['title']}{', use ' + use if use else ''}"
    del node.attrs["title"]


NESTED = 'nav[class="md-nav"]'
MENDS = (
    # "Tabs, navigation" and "Navigation, navigation" say nothing.
    Mend("TABS", ".md-tabs", "nav.md-tabs[aria-label]", named(aria_label="Parts of this site")),
    Mend("MENU", ".md-nav--primary", "nav.md-nav--primary[aria-label]", named(aria_label="Pages")),
    # Every nested menu would be a landmark of its own with the name of the line above it; it is a list in a list.
    Mend(
        "NESTED_MENU",
        '[data-md-level]:not([data-md-level="0"])',
        f"{NESTED}[data-md-level][aria-labelledby][aria-expanded]",
        named(aria_labelledby=None, aria_expanded=None, role="none"),
    ),
    Mend(
        "NESTED_CONTENTS",
        f"{NESTED}:not([role])",
        f"{NESTED}[aria-label]",
        named(aria_label=None, role="none"),
    ),
    # Where the reader is, which the theme says by colour alone: this page, and in the tabs the part that it is in.
    Mend("CURRENT_PAGE", ".md-nav__item--active", "a.md-nav__link--active", named(aria_current="page")),
    Mend(
        "CURRENT_PART",
        ".md-tabs__item--active",
        ".md-tabs__item--active > a.md-tabs__link",
        named(aria_current="true"),
    ),
    Mend("MENU_SWITCH", '.md-nav__title[for^="__nav"]', "input.md-nav__toggle", switch),
    Mend("CONTENTS_SWITCH", '.md-nav__link--active[for="__toc"]', "#__toc ~ label.md-nav__link--active", contents),
    Mend(
        "MENU_LABEL",
        '.md-nav__link[for^="__nav"]',
        'label.md-nav__link[for^="__nav"][tabindex]',
        named(tabindex=None),
    ),
    Mend("DRAWER", "#__drawer", "input#__drawer.md-toggle", named(aria_label="Menu")),
    Mend("SKIP", '[data-md-component="skip"]', 'body div[data-md-component="skip"]', skip),
    Mend("COLOURS", ".md-option", 'input.md-option[data-md-color-media^="(prefers-color-scheme"]', colours),
    # Pictures beside words, or in a link or button that has a name.
    Mend("LOGO", '[src$="assets/logo.svg"]', 'img[alt="logo"]', named(alt="")),
    Mend("ICON", '[viewBox="0 0 24 24"]', 'svg[viewBox="0 0 24 24"]', named(aria_hidden="true")),
    Mend(
        "PERMALINK",
        ".headerlink",
        ", ".join(f"h{level} a.headerlink[title]" for level in range(1, 7)),
        permalink,
    ),
    # Links that are one sign, and so all have the same name.
    Mend("BACKLINK", ".footnote-backref", 'a.footnote-backref[href^="#fnref"][title]', back),
)


def mend(page: BuiltPage) -> Iterator[Problem]:
    """Apply every mend to a page; one that finds nothing to do is reported."""
    for name, sign, where, change in MENDS:
        needed, nodes = page.tree.css_first(sign), page.tree.css(where)
        for node in nodes:
            change(page.tree, node)
        if needed and not nodes:
            adapt = f"Adapt {name} in hooks/finished/accessible_theme.py."
            yield Problem(page.name, 0, 0, "the theme writes this part in a new way.", adapt)
