"""Lines such as {{ conditions }}: known data blocks, in their form, with words after the name that they know."""

import re
from collections.abc import Iterator

from extensions.data_blocks import BLOCKS
from sources import Page, Problem, nearest
from sources.syntax import DATA_BLOCK, without_code


def check(page: Page) -> Iterator[Problem]:
    """Data blocks that do not exist, or with a word after the name that they do not know."""
    for match in re.finditer(r"\{?\{[^{}\n]*\}\}|\{\{.*$", without_code(page.body), re.M):
        whole, here = DATA_BLOCK.fullmatch(match[0]), match.start()
        if not whole:
            instead = "Write for example {{ conditions }} on a line of its own."
            yield page.at(here, f"{match[0]} is not a data block.", instead)
        elif (name := whole["name"]) not in BLOCKS:
            instead = nearest(name, BLOCKS) or f"Known are: {', '.join(BLOCKS)}."
            yield page.at(here, f'there is no data block "{name}".', instead)
        elif (whole["argument"] or "") not in BLOCKS[name][1]:
            choices = " or ".join(f"{{{{ {name} {word} }}}}".replace("  ", " ") for word in BLOCKS[name][1])
            yield page.at(here, f"{match[0]} names no part of that data.", f"Write {choices}.")
