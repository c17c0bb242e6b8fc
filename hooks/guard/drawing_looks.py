"""The looks of a shape, which programs write into each element, as classes with our colours."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping

import tinycss2

from guard import drawing_styles, drawings

SHAPES = {"path", "rect", "circle", "ellipse", "text", "tspan"}
LOOKS = set("fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray font-weight text-anchor".split())
USUAL = {  # what a browser takes when nothing is said; and what no shape of ours shows
    "opacity": {"1"},
    "fill-opacity": {"1"},
    "stroke-opacity": {"1"},
    "stroke-miterlimit": {"4", "10"},
    "stroke-dasharray": {"none"},
    "stroke-dashoffset": {"0"},
    "stroke-linecap": {"butt"},
    "stroke-linejoin": {"miter"},
    "fill-rule": {"nonzero"},
    "font-weight": {"normal", "400"},
    "font-style": {"normal"},
    "text-anchor": {"start"},
    "display": {"inline", "block"},
    "visibility": {"visible"},
    "font-size": {"16px", "16"},  # the words of all our drawings; their type is that of the page
    "white-space": {"pre", "normal"},
    "letter-spacing": {"0em", "0", "0px", "normal"},
}
NOT_DRAWN = re.compile(r"-inkscape-.*|font-family|font-variant.*|font-stretch|color-scheme|color|paint-order|--.*")
FONT = '16px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
NAMED = {"black": "#000000", "white": "#ffffff"}
CLIP = "clip"
LIGHT_DARK = re.compile(r"light-dark\((.*?),.*\)")


class CannotCleanError(Exception):
    """Something that is drawn would be lost; says what, and what to do."""


class Looks:
    """The looks of the elements of one drawing; each that is new becomes a class."""

    def __init__(self, root: etree.Element) -> None:
        self.style = drawing_styles.read(root, dict.fromkeys(root.iter(), 0), drawings.lists())[0]
        self.tokens = {light: name for name, (light, _) in drawings.lists()["colours"].items()}
        self.taken = {name for element in root.iter() for name in element.get("class", "").split()}
        self.classes: dict[str, str] = {}  # what the style says, and the class that says it

    def read(self, element: etree.Element, around: Mapping[str, str]) -> dict[str, str]:
        """Take the looks out of the attributes of an element, and give it a class for them; `around` are those of what
        holds it. Gives those that hold for what stands in it. Raises CannotCleanError.
        """
        said = {**taken_from(element), **dict(styles(element.attrib.pop("style", "")))}
        if element.tag == "clipPath" or CLIP in around:
            return {CLIP: ""}  # what cuts is not painted
        said = {name: value.strip() for name, value in said.items() if not NOT_DRAWN.fullmatch(name)}
        if element.tag not in SHAPES:
            alone = {name for name, value in said.items() if name not in LOOKS and value not in USUAL.get(name, ())}
            if alone and element.tag != "svg":
                raise CannotCleanError(f'a group has "{min(alone)}". Take the group apart, and give it to each shape.')
            return {**around, **{name: value for name, value in said.items() if name in LOOKS}}
        if around and element.get("class"):
            raise CannotCleanError("a shape has looks of its own and of its group. Take the group apart.")
        every = sorted({**around, **said}.items())
        rules = [rule for name, value in every for rule in self.rule(name, value, self.style.of(element, name))]
        if rules:
            self.give(element, "; ".join(rules))
        return {}

    def rule(self, name: str, value: str, was: str) -> Iterator[str]:
        """What the style says of one look: nothing of the usual, unless a class of the shape says more (`was`)."""
        usual = value in USUAL.get(name, ()) or (name, value) in (("stroke", "none"), ("stroke-width", "1"))
        if usual and (not was or was in USUAL.get(name, ())):
            return
        if name in ("fill", "stroke"):
            value = self.colour(value)
        elif name == "stroke-width" and (match := re.fullmatch(r"([\d.]+)(?:px)?", value)):
            value = f"{float(match[1]):g}"
        elif name == "font-weight" and value in ("bold", "600", "700"):
            value = "700"
        elif name == "stroke-dasharray":
            value = " ".join(re.split(r"[\s,]+", value))
        if not re.fullmatch(drawings.lists()["styles"].get(name, "(?!)"), value, re.A):
            raise CannotCleanError(f'"{name}: {value}" is not among the looks of our drawings.')
        yield f"{name}: {value}"

    def colour(self, value: str) -> str:
        """One of our colours by its name. Raises CannotCleanError."""
        if match := LIGHT_DARK.fullmatch(value):
            value = match[1]
        plain = HEX.sub(r"#\1\1\2\2\3\3", value.lower()) if len(value) == len("#fff") else value.lower()
        plain = NAMED.get(plain, plain)
        if plain == "none" or plain.startswith("url(#"):
            return plain
        if plain in self.tokens:
            return f"var({self.tokens[plain]})"
        raise CannotCleanError(f"the colour {value} is none of ours, which are {', '.join(self.tokens)}.")

    def give(self, element: etree.Element, rules: str) -> None:
        """Give an element the class of its looks, behind those that it has."""
        if rules not in self.classes:
            free = (f"c{number}" for number in range(1, 1000) if f"c{number}" not in self.taken)
            self.classes[rules] = next(free)
            self.taken.add(self.classes[rules])
        element.set("class", f"{element.get('class', '')} {self.classes[rules]}".strip())

    def write(self, root: etree.Element) -> None:
        """Put the classes into the style of the drawing, with the colours that they name in the light and the dark."""
        if not self.classes:
            return
        style = next((child for child in root if child.tag == "style"), None)
        if style is None:
            colours = drawings.lists()["colours"].items()
            light, dark = ("; ".join(f"{name}: {pair[at]}" for name, pair in colours) for at in (0, 1))
            style = etree.Element("style")
            style.text = f"""
    svg {{ {light}; }}
    @media (prefers-color-scheme: dark) {{ svg {{ {dark}; }} }}
    text {{ font: {FONT}; fill: var(--ink); }}"""
            root.insert(sum(child.tag in ("title", "desc") for child in root), style)
        rules = [f"    .{name} {{ {rules}; }}" for rules, name in self.classes.items()]
        style.text = "\n".join([(style.text or "").rstrip(), *rules, "  "])


def taken_from(element: etree.Element) -> dict[str, str]:
    """The looks that stand in attributes, but for those that the guard lets stand there; they are taken away."""
    own = set(drawings.lists()["elements"].get(element.tag, {}).get("attributes", "").split())
    ours = {light for light, _ in drawings.lists()["colours"].values()}  # a look: each has another in the dark
    found = {}
    for name, value in [*element.attrib.items()]:
        keeps = name in own and value.lower() not in ours and drawings.pattern(str(element.tag), name).fullmatch(value)
        if not keeps and (name in LOOKS or name in USUAL or NOT_DRAWN.fullmatch(name)):
            found[name] = element.attrib.pop(name)
    return found


def styles(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of a style attribute."""
    for line in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if line.type == "declaration":
            yield line.lower_name, tinycss2.serialize(line.value).strip()
