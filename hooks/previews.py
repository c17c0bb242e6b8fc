"""MkDocs hook: draws the picture that a shared link shows, one for every page; overrides/partials/link-preview.html
names it.

The picture may appear on a lock screen, so it holds the title of the page and the name of the site, and nothing else.
Drawing is slow beside everything else in a build, so each picture is kept in `.cache/` under the hash of all it is made
from.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import logging
import os
import pathlib
from typing import Any

import PIL
from mkdocs.structure.files import File
from PIL import Image, ImageDraw, ImageFont
from problems import Problem
from sources import ROOT, read

log = logging.getLogger("mkdocs.previews")
FONTS = {
    weight: ROOT / "hooks" / "fonts" / f"atkinson-hyperlegible-latin-{weight}-normal.woff2" for weight in (400, 700)
}
SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 72
PAPER, INK = (15, 76, 92), (255, 255, 255)  # the teal of the header, and white
SHADES = 16  # between the two, so that a pixel takes four bits
FAINT = 0.6
FINE = 4  # shapes are drawn this much larger and made small, because Pillow draws hard edges


def uri(page_uri: str) -> str:
    """The picture of a page inside the site: "effects/index.md" has "previews/effects/index.png"."""
    return f"previews/{page_uri.removesuffix('.md')}.png"


@functools.cache
def font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """The typeface of the pictures; OSError when it is not there or cannot be read."""
    return ImageFont.truetype(FONTS[weight], size)


def lines(words: list[str], face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A title in the fewest lines that fit, as even as can be. A word that is too wide has a line of its own."""
    widths = [face.getlength(word) for word in words]
    space = face.getlength(" ")

    def broken(limit: int) -> list[str]:
        found, used = [words[0]], widths[0]
        for word, wide in zip(words[1:], widths[1:], strict=True):
            fits = used + space + wide <= limit
            found[-1:] = [f"{found[-1]} {word}"] if fits else [found[-1], word]
            used = used + space + wide if fits else wide
        return found

    fewest = len(broken(width))
    return next(found for limit in (*range(width // 3, width, 8), width) if len(found := broken(limit)) == fewest)


def mark(side: int) -> Image.Image:
    """The mark of the site, docs/assets/logo.svg, drawn again: two waves, and a needle that meets them."""
    scale = side * FINE / 48
    image = Image.new("L", (side * FINE, side * FINE), 0)
    draw = ImageDraw.Draw(image)

    def stroke(points: list[tuple[float, float]], width: float, strength: float = 1) -> None:
        for x, y in points:
            box = [(value + offset) * scale for offset in (-width / 2, width / 2) for value in (x, y)]
            draw.ellipse(box, fill=round(255 * strength))

    def straight(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
        return [
            (start[0] + (end[0] - start[0]) * t / 200, start[1] + (end[1] - start[1]) * t / 200) for t in range(201)
        ]

    def wave(y: float) -> list[tuple[float, float]]:
        half = [
            ((1 - t) ** 3 * 4 + 3 * (1 - t) ** 2 * t * 11 + 3 * (1 - t) * t * t * 17 + t**3 * 24, y - 21 * (1 - t) * t)
            for t in (step / 200 for step in range(201))
        ]
        return half + [(48 - x, 2 * y - height) for x, height in reversed(half)]

    stroke(wave(41), 4, FAINT)
    stroke(wave(31), 4)
    stroke(straight((40, 3), (24, 30)), 2.2)
    stroke(straight((40, 3), (35, 11.4)), 5)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def draw(title: str, site_name: str) -> bytes:
    """The picture as PNG: the title as large as it fits, under it the mark and the name of the site."""
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
    light.paste(mark(104), (EDGE - 8, foot))
    pen.text((EDGE + 120, foot + 56), site_name, fill=255, font=font(400, 56), anchor="lm")
    picture = light.point([value * (SHADES - 1) // 255 for value in range(256)])
    picture = Image.frombytes("P", SIZE, picture.tobytes())
    picture.putpalette(
        [
            round(paper + (ink - paper) * shade / (SHADES - 1))
            for shade in range(SHADES)
            for paper, ink in zip(PAPER, INK, strict=True)
        ]
    )
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True, bits=4)
    return file.getvalue()


def kept(title: str, site_name: str, folder: pathlib.Path) -> bytes:
    """The picture, drawn only if `folder` does not hold it yet."""
    parts = [
        pathlib.Path(__file__).read_bytes(),
        *(path.read_bytes() for path in FONTS.values()),
        PIL.__version__.encode(),
        title.encode(),
        site_name.encode(),
    ]
    path = folder / (hashlib.sha256(b"\0".join(parts)).hexdigest()[:32] + ".png")
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    picture = draw(title, site_name)
    with contextlib.suppress(OSError):  # a folder that cannot be written costs time, nothing else
        folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(picture)
        half.replace(path)
    return picture


def on_files(files: Any, config: Any) -> Any:
    """Add the pictures to the site."""
    for page in read(pathlib.Path(config.docs_dir)).pages.values():
        title = str(page.meta.get("title") or "").strip()
        if not title:
            continue  # the checks say so
        try:
            picture = kept(title, config.site_name, ROOT / ".cache" / "previews")
        except OSError:
            log.warning(
                Problem(
                    "hooks/fonts",
                    0,
                    0,
                    "the typeface of the link pictures is not there or cannot be read.",
                    "Get it back with: git checkout hooks/fonts",
                )
            )
            break
        files.append(File.generated(config, uri(page.uri), content=picture))
    return files
