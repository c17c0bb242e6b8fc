"""MkDocs hook: adds the files that are made from the data, so that pages can link to them like to any other file."""

from __future__ import annotations

import dataclasses
import functools
import pathlib
from typing import Any

import directory
import downloads
import kit
from mkdocs.structure.files import File
from sources import read


def on_files(files: Any, config: Any) -> Any:
    """Runs before links are checked. Broken data is left to the checks, which say what is wrong with it."""
    sources = read(pathlib.Path(config.docs_dir))
    for uri, make in {
        **downloads.FILES,
        **{uri: functools.partial(make, url=config.site_url) for uri, make in directory.FILES.items()},
    }.items():
        try:
            content = make(sources)
        except (KeyError, TypeError, AttributeError):
            content = ""
        files.append(File.generated(config, uri, content=content.encode()))
    try:
        codes = kit.files(dataclasses.replace(sources, site_url=config.site_url))
    except (KeyError, TypeError, AttributeError):
        codes = {}
    for uri, content in codes.items():
        files.append(File.generated(config, uri, content=content))
    return files
