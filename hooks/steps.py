"""The one MkDocs hook: what happens in a build, event by event, in the order in which it happens.

Every step is a line here and a function in a room. Checks only warn; `strict: true` in mkdocs.yml makes a build stop on
any warning; `serve --no-strict` goes on: there the page comes first, and then all that is wrong (serving.py).
"""

import contextlib
import functools
import gc
import logging
import os
import pathlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import jinja2
import markdown
from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

import serving
from checks import built_pages, everything, folding, lost_places, published_addresses, whole_site
from checks.newest import Checker
from extensions import data_blocks, outline
from extensions.page import SiteMarkdown
from finished import accessible_theme, content_policy, known_parts, light_files, light_pages, pages, search
from finished.search_slips import put as put_slips
from guard import too_large
from made import generated, page_facts, previews, redirects, security_txt
from mkdocs_messages import DATA, Heard, placed, told, unsaid
from sources import ROOT, Problem, Sources, addresses, read, today

log = logging.getLogger("mkdocs.steps")


@dataclass
class Build:
    """What the steps of a build hand on: whether somebody writes meanwhile, what people wrote, what was said of it."""

    serving: bool = False
    sources: Sources = field(default_factory=Sources)
    markdown: SiteMarkdown = field(default_factory=SiteMarkdown)
    reported: list[str] = field(default_factory=list)
    shared: str = ""  # what pages showed of other files when they were made
    made: dict[str, bytes] = field(default_factory=dict)  # the files that the pages were made from
    heard: Heard = field(default_factory=Heard)
    checker: Checker = field(default_factory=Checker)

    def say(self, problems: Iterable[Problem]) -> None:
        """Warn of problems, but for files of which the checks of the sources have said something already."""
        for line in unsaid(problems, self.reported):
            log.warning(line)


now = Build()


# --- once -------------------------------------------------------------------------------------------------------------
def on_startup(command: str, **_: Any) -> None:
    """Loggers outlive a build, so MkDocs' own messages get their places here."""
    today()  # a day that is none is told before MkDocs fails on it
    now.serving = command == "serve"
    gc.set_threshold(200_000, 50, 100)  # a build lets little go, and looking for it takes time
    for name in ("mkdocs.structure.pages", "mkdocs.structure.nav", "mkdocs.commands.build"):
        logging.getLogger(name).addFilter(now.heard.keep if now.serving else functools.partial(placed, now.reported))


def on_serve(server: Any, builder: Any, **_: Any) -> Any:
    """While somebody writes, a build may fail."""
    server.builder = serving.calm(builder, now.checker)
    return server


# --- for every build: what people wrote, and what is made from it -----------------------------------------------------
def on_config(config: MkDocsConfig) -> None:
    """Read everything, once, and hand it to our Markdown extensions."""
    now.checker.overtake()
    now.heard.of.pop("", None)
    for name, variable in (("site_url", "SITE_URL"), ("edit_uri", "EDIT_URI")):
        if not config[name]:
            what = f"{variable} is set but empty. Give it an address, or unset it to build for this machine."
            raise ConfigurationError(what)
    now.sources = read(
        pathlib.Path(config.docs_dir),
        site_name=config.site_name,
        site_url=config.site_url or "",
        folders=config.use_directory_urls,
    )
    if found := list(too_large.check(now.sources)):  # or Markdown would not end
        now.say(found if not now.shared else ())  # later, while somebody writes, it is said with all else
        raise Abort("Nothing was built: a file is too large.")
    now.markdown = SiteMarkdown(now.sources)
    config.markdown_extensions.append(now.markdown)  # type: ignore[arg-type]  # MkDocs takes extensions, not only names


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files that are made, so that pages may link to them, and check all sources."""
    sources = now.sources
    made: dict[str, bytes] = generated.files(sources)
    try:
        made |= previews.pictures(sources)
    except OSError:
        gone = "the typeface of the link pictures is not there or cannot be read."
        now.say([Problem("hooks/made/fonts", 0, 0, gone, "Get it back with: git checkout hooks/made/fonts")])
    later = [uri for page in sources.pages.values() for uri in addresses.leaflets(page).values()]
    made |= dict.fromkeys([addresses.offline_copy(sources.site_name), *later], b"")
    made[addresses.SECURITY_TXT] = security_txt.text(sources.site_url, config.edit_uri or "", config.extra).encode()
    if config.use_directory_urls:
        stubs = redirects.stubs(sources).items()
        made |= {f"{start}index.html": redirects.stub(start, to, sources).encode() for start, to in stubs}
    for uri, content in made.items():  # without `inclusion` MkDocs leaves out what begins with a dot
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    for uri, page in sources.pages.items():
        if written := files.get_file_from_path(uri):
            if not page.is_in_menu:  # it has its address all the same
                written.inclusion = InclusionLevel.NOT_IN_NAV
            if "\ufffd" in page.text:
                written.content_string = page.text  # not UTF-8: MkDocs would crash on the file itself
    if now.serving:
        now.shared = serving.forget(pathlib.Path(config.site_dir), sources, now.shared)
        serving.as_read(files, sources, config.docs_dir, now.made)
        now.made = {}  # until all is made
    else:
        check_sources()
    return files


def on_nav(nav: Any, **_: Any) -> Any:
    """A page in the menu has its title before it is read, because while somebody writes most pages are not."""
    for page in nav.pages:
        if page.file.src_uri in now.sources.pages and not page.title:
            page.title = now.sources.pages[page.file.src_uri].title
    return nav


def on_env(env: Any, files: Files, **_: Any) -> Any:
    """Links were checked: what `dev.py pdf` makes later is forgotten again before files are written. Compiled templates
    are kept.
    """
    compiled = ROOT / ".cache" / "templates"  # the theme's take a quarter of a second, and are the same every time
    with contextlib.suppress(OSError):  # a folder that cannot be written costs time, nothing else
        compiled.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled)) if os.access(compiled, os.W_OK) else None
    for file in [file for file in files if addresses.MADE_LATER.fullmatch(file.src_uri)]:
        files.remove(file)
    return env


# --- for every page ---------------------------------------------------------------------------------------------------
def on_page_markdown(text: str, page: Page, **_: Any) -> str:
    """Say which page it is, when its meaning last changed, and what has left it."""
    uri = page.file.src_uri
    now.markdown.now.page = uri
    now.heard.of.pop(uri, None)
    page.meta["search"] = {"exclude": True}  # finished/search.py reads the page when it is built
    if uri in now.sources.pages and (changes := now.sources.pages[uri].changes):
        page.update_date = changes[-1][0]  # for sitemap.xml, not when the site was built
    return text + redirects.notes(now.sources, uri)


def on_page_content(html: str, page: Page, **_: Any) -> None:
    """Shorten the table of contents, and tell MkDocs, which looks up where links lead, of the ids in data blocks that
    are HTML already.
    """
    headings = [*page.toc]
    for heading in headings:
        heading.title = outline.short(heading.title)
        headings += heading.children
    if source := now.sources.pages.get(page.file.src_uri):
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *outline.ids(source, now.sources)}


def on_page_context(context: Any, page: Page, config: MkDocsConfig, **_: Any) -> Any:
    """What the templates in overrides/ need."""
    if source := now.sources.pages.get(page.file.src_uri):
        context["facts"] = page_facts.facts(source, now.sources, today())
        context["structured_data"] = page_facts.structured_data(source, now.sources)
        there = not now.serving and not config.extra.get("preview")
        context["leaflets"] = addresses.leaflets(source) if there else {}
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig, **_: Any) -> Any:
    """Hand the emergency card, and where every address leads, to overrides/404.html."""
    if template_name == "404.html":
        sources = now.sources
        card = sources.snippets.get("emergency-card.md")
        text = data_blocks.expand(card.body, sources, "404.md") if card else ""
        extensions: list[str | Extension] = ["admonition", "attr_list", SiteMarkdown(sources, ("untranslated",))]
        context["emergency_card"] = markdown.markdown(text, extensions=extensions)
        pages = {
            page.url: " ".join(sorted(outline.ids(page, sources) | redirects.moved(sources, page.uri).keys()))
            for page in sources.pages.values()
        }
        old = {start: redirects.target(to, sources) for start, to in redirects.stubs(sources).items()}
        context["known"] = {"pages": pages, "old": old} if config.use_directory_urls else {}
    return context


# --- when all pages are written ---------------------------------------------------------------------------------------
@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the built pages, then check them and the promise. A writer who looks at a page gets the theme as it is."""
    site, sources = pathlib.Path(config.site_dir), now.sources
    now.say(put_slips(site))
    built = built_pages.BuiltSite(site, sources.site_url, sources, (config.edit_uri or "",))
    index = search.SearchIndex(sources)
    light = light_pages.Light(light_files.theme(site))
    known = known_parts.KnownParts(sources, config.edit_uri or "", preview=bool(config.extra.get("preview")))
    secure = functools.partial(content_policy.protect, secure=sources.site_url.startswith("https:"), known=known)
    policy = [] if config.extra.get("preview") else [secure]  # on a disk no page is "this site"
    finish: list[pages.Step] = [known.look, accessible_theme.mend, light.lighten, *policy, index.read, built.look]
    texts, problems = pages.walk(site, [index.read] if now.serving else finish)
    unfound = list(index.write(site / "search" / "search_index.json"))
    if now.serving:
        whole_site.note_files(built)
        now.made, heard = sources.raw, now.heard.of_all(sources.pages)
        now.checker.ask(serving.Made(built, texts, unfound, heard).look)
        return
    now.say(unfound)
    stamps, changed = light_files.write(site, light)
    if stamps:
        pages.write(site, texts, stamps)
    now.say(changed)
    light_files.tidy(site, "".join(texts.values()))
    check_site(built, problems)


def check_sources() -> None:
    """Report every problem of the sources."""
    found = everything.of_project(ROOT, now.sources)
    now.reported[:] = map(str, found)
    for problem in folding.few(found):
        log.warning(str(problem))


def check_site(built: built_pages.BuiltSite, problems: list[Problem]) -> None:
    """Report every problem of the built pages and the promise, but for what the sources' checks have named."""
    if told(now.reported, DATA) or lost_places.check(ROOT, now.sources):
        return
    whole_site.note_files(built)
    past = published_addresses.history(ROOT)
    now.say(whole_site.problems(built, problems, ROOT, past))
    for notice in published_addresses.notices(ROOT, past):
        log.info(notice)
