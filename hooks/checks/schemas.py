"""The schemas of page headers and data files."""

import functools
import pathlib
from typing import Any

import yaml

from sources.syntax import CERTAINTIES, NO_STUDY


@functools.cache
def schemas() -> dict[str, Any]:
    """What may stand in the header of a page (`front`) and in each data file, as JSON Schema."""
    text = pathlib.Path(__file__).with_name("schemas.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text.replace("$CERTAINTIES", ", ".join([*CERTAINTIES, NO_STUDY])))
    return found
