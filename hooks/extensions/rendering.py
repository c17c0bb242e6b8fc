"""What every step of Markdown may know: what people wrote, and which page is rendered."""

from dataclasses import dataclass

from sources import Sources


@dataclass
class Rendering:
    """`page` is the uri of the page being rendered; whoever renders sets it."""

    sources: Sources
    page: str = "index.md"
