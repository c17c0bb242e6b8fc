"""mkdocs.yml and overrides/: keys that stand twice, features and files that do not exist, pages not in the menu."""

import datetime
import pathlib
from collections.abc import Iterator

import material

from checks import lines_to_copy, own_name
from sources import Problem, Sources, day, mistakes, nearest, relative, yamlfile
from sources.plain_yaml import PlainLoader

THEME = pathlib.Path(material.__file__).parent / "templates"


class Tolerant(PlainLoader):
    """Reads mkdocs.yml without knowing what its tags (!ENV, !!python/name) mean."""


Tolerant.add_multi_constructor("", lambda loader, suffix, node: None)
LAST_DAYS, LONGEST = 30, 366  # of the promise in /.well-known/security.txt


def read(root: pathlib.Path) -> yamlfile.Document:
    """mkdocs.yml with its places; what it says in tags is left out."""
    return yamlfile.parse((root / "mkdocs.yml").read_text("utf-8", "replace"), "mkdocs.yml", loader=Tolerant)


def check(root: pathlib.Path, sources: Sources) -> Iterator[Problem]:
    """All problems of the configuration of the project in `root`."""
    document = read(root)
    yield from document.problems
    if not isinstance(document.data, dict):
        return
    yield from own_name.check(root, document)
    yield from menu(document, sources, (root / "mkdocs.yml").read_text("utf-8", "replace"))
    yield from theme(document)
    for name in ("extra_css", "extra_javascript"):
        named: yamlfile.Named = (((name, index), str(file)) for index, file in enumerate(document.data.get(name) or []))
        yield from document.unknown(named, sources.raw, "there is no file docs/{}.", "Add it or delete the line.")
    yield from overrides(root)


def menu(document: yamlfile.Document, sources: Sources, text: str) -> Iterator[Problem]:
    """Pages twice in the menu, missing from it, or in it without a file; `text` is that of mkdocs.yml."""
    named = list(yamlfile.strings(document.data.get("nav"), ("nav",)))
    yield from document.twice(named, "{} stands in the menu twice.", "Keep one and delete the other.")
    first = {uri: where for where, uri in reversed(named)}
    what = "the menu names {0}, and there is no docs/{0}."
    once = ((where, uri) for uri, where in first.items())
    yield from document.unknown(once, sources.pages, what, "Add the page or delete the line.")
    for uri, page in sources.pages.items():
        if page.part_of and f"]({relative(uri, page.part_of)}" not in getattr(
            sources.pages.get(page.part_of), "body", ""
        ):
            what = f"no link on docs/{page.part_of} leads to this page, so nobody finds it."
            instead = f"Write there: [words]({relative(uri, page.part_of)}), or name the page that has a link."
            yield page.front.problem(("part_of",), what, instead)
        if uri not in first and page.is_in_menu:
            what = "the page is not in the menu, so nobody finds it."
            yield Problem(page.path, 1, 0, what, lines_to_copy.menu(page, sources.pages.values(), text))


def theme(document: yamlfile.Document) -> Iterator[Problem]:
    """Theme features that the theme does not have."""
    text = "".join(
        path.read_text("utf-8", "replace")
        for path in [*THEME.rglob("*.html"), *THEME.glob("assets/javascripts/bundle*.js")]
    )
    for index, feature in enumerate(document.data.get("theme", {}).get("features") or []):
        if f'"{feature}"' not in text:
            yield document.problem(
                ("theme", "features", index),
                f'the theme has no feature "{feature}".',
                nearest(
                    str(feature),
                    {
                        word
                        for word in text.split('"')
                        if word.count(".") in (1, 2) and " " not in word and len(word) < 40
                    },
                )
                or "Look it up in the theme's documentation.",
            )


def overrides(root: pathlib.Path) -> Iterator[Problem]:
    """Files in overrides/ that replace nothing of the theme and are used by no other override."""
    files = list((root / "overrides").rglob("*.html"))
    used = "".join(path.read_text("utf-8") for path in files)
    for path in files:
        name = path.relative_to(root / "overrides").as_posix()
        if not (THEME / name).exists() and f'"{name}"' not in used:
            yield Problem(
                f"overrides/{name}",
                0,
                0,
                "this file replaces nothing of the theme and nothing uses it.",
                "Give it the name of the theme's file, or delete it.",
            )


def security_txt(document: yamlfile.Document, today: datetime.date) -> Iterator[Problem]:
    """The end of /.well-known/security.txt: a date, not soon, and at most a year away."""
    where = ("extra", "security_txt_expires")
    value = str((document.data.get("extra") or {}).get(where[1], "")) if isinstance(document.data, dict) else ""
    end = day(value)
    left = (end - today).days if end else 0
    found = mistakes(
        (
            not end,
            f"`security_txt_expires` is {value!r}, which is no date.",
            "Write a date such as 2027-11-01.",
        ),
        (
            left < LAST_DAYS,
            f"/.well-known/security.txt runs out on {value}.",
            "Make sure that its contacts still work, then write a day within the next year.",
        ),
        (
            left > LONGEST,
            "/.well-known/security.txt runs for more than a year.",
            "Write a day within the next year, so that somebody looks at it again.",
        ),
    )
    yield from (document.problem(where, *wrong) for wrong in found[:1])
