"""The picture that a shared link shows, one for every page; overrides/partials/link-preview.html names it.

It may appear on a lock screen, so it holds the title of the page and the name of the site, and nothing else. Drawing is
slow beside everything else in a build, so each picture is kept under the hash of all it is made from.
"""

import functools
import io
import pathlib

import PIL
from PIL import Image, ImageDraw, ImageFont

from sources import Sources, addresses
from sources.disk_cache import cached
from sources.identity import colours

HERE = pathlib.Path(__file__)
FONTS = {
    weight: HERE.with_name("fonts") / f"atkinson-hyperlegible-latin-{weight}-normal.woff2" for weight in (400, 700)
}
MARK = HERE.with_name("mark.png")  # docs/assets/logo.svg, 104 pixels wide: how much of the ink is in each
SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 72
INK = (255, 255, 255)
SHADES = 16  # between the two, so that a pixel takes four bits


@functools.cache
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """The typeface of the pictures; OSError when it is not there or cannot be read."""
    return ImageFont.truetype(FONTS[weight], size)


def lines(words: list[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A title in the fewest lines that fit, as even as can be. A word that is too wide has a line of its own."""

    def broken(limit: int) -> list[str]:
        found = [words[0]]
        for word in words[1:]:
            longer = f"{found[-1]} {word}"
            found[-1:] = [longer] if face.getlength(longer) <= limit else [found[-1], word]
        return found

    fewest = len(broken(width))
    return next(found for limit in (*range(width // 3, width, 8), width) if len(found := broken(limit)) == fewest)


def draw(title: str, site_name: str, ground: str) -> bytes:
    """The picture as PNG, on a ground like "#0f4c5c": the title as large as it fits, under it the mark and the name."""
    light = Image.new("L", SIZE, 0)  # how much of the ink is in each pixel
    pen = ImageDraw.Draw(light)
    foot = HEIGHT - EDGE - 104
    for size in range(112, 40, -4):
        face = font(700, size)
        rows = lines(title.split(), face, WIDTH - 2 * EDGE)
        if len(rows) * size * 1.16 <= foot - EDGE - 24 and all(face.getlength(row) <= WIDTH - 2 * EDGE for row in rows):
            break
    for number, row in enumerate(rows):
        pen.text((EDGE, EDGE + size * 0.75 + number * size * 1.16), row, fill=255, font=face, anchor="ls")
    light.paste(Image.open(MARK), (EDGE - 8, foot))
    pen.text((EDGE + 120, foot + 56), site_name, fill=255, font=font(400, 56), anchor="lm")
    picture = light.point([value * (SHADES - 1) // 255 for value in range(256)])
    picture = Image.frombytes("P", SIZE, picture.tobytes())
    picture.putpalette(
        [
            round(paper + (ink - paper) * shade / (SHADES - 1))
            for shade in range(SHADES)
            for paper, ink in zip(bytes.fromhex(ground[1:]), INK, strict=True)
        ]
    )
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()


def pictures(sources: Sources) -> dict[str, bytes]:
    """The picture of every page that has a title, by its place in the site; OSError when the typeface is not there."""
    titles = ((page, str(page.meta.get("title") or "").strip()) for page in sources.pages.values())
    ground = colours(sources).header
    return {addresses.preview(page): picture(title, sources.site_name, ground) for page, title in titles if title}


def picture(title: str, site_name: str, ground: str) -> bytes:
    """The picture, drawn only if it is not kept."""
    made_with = [HERE, *FONTS.values(), MARK, PIL.__version__]
    return cached("previews", [*made_with, title, site_name, ground], lambda: draw(title, site_name, ground))
