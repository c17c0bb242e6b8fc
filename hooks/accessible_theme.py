"""MkDocs hook: mends what the theme leaves unclear to a screen reader and offers no block for.

Each mend is one pattern; when a new version of the theme no longer matches it, the build stops with a sentence.
"""

from __future__ import annotations

import logging
import re
from typing import Any

log = logging.getLogger("mkdocs.accessible_theme")
# Every nested menu is a landmark named after a label that may be empty; name it after its own title instead.
NESTED_MENU = re.compile(
    r'<nav class="md-nav" data-md-level="(?P<level>\d)" aria-labelledby="[^"]+" aria-expanded="\w+">'
    r'(?P<rest>\s*<label class="md-nav__title"[^>]*>\s*<span class="md-nav__icon md-icon"></span>\s*(?P<title>[^<]+?)\s*</label>)')


def mend(html: str, path: str) -> str:
    """A page of the theme with every mend applied; a mend that finds nothing to do is reported."""
    html, menus = NESTED_MENU.subn(r'<nav class="md-nav" data-md-level="\g<level>" aria-label="\g<title>">\g<rest>', html)
    if not menus and 'data-md-level="1"' in html:
        log.warning("%s: the theme writes its menus in a new way. Adapt NESTED_MENU in hooks/accessible_theme.py.", path)
    return html


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Runs on every page."""
    return mend(output, page.file.src_uri)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Runs on 404.html, which is no page."""
    return mend(output_content, template_name) if template_name.endswith(".html") else output_content
