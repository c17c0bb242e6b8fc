"""How well words can be read on what they stand on, as WCAG 2.2 counts: success criterion 1.4.3, and in its glossary
"relative luminance" and "contrast ratio" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).

Every name of a colour for words is looked at on every ground, in the light and in the dark.
"""

from collections.abc import Iterator, Mapping

LEAST = 4.5  # for words; large words and parts would need 3, and ours use the same colours
WHITE = "#fff"
WORDS = (
    "--ink --ink-soft --teal --warm --red --md-typeset-a-color --md-typeset-color --md-accent-fg-color"
    " --md-default-fg-color --md-default-fg-color--light"
).split()
GROUNDS = "--paper --tint --warm-tint --red-tint".split()
PAIRS = {  # name of the ground, and of the words on it; WHITE stands in styles as it is
    "--md-primary-fg-color": ("--md-primary-bg-color", WHITE),
    "--md-footer-bg-color": (WHITE,),
    **dict.fromkeys(GROUNDS, WORDS),
}
MANY = 3  # words that cannot be read on one ground: then the ground is the slip


def faint(colours: Mapping[str, str], dark: bool) -> Iterator[tuple[str, str, str]]:
    """What cannot be read: the name of the colour to change, what is wrong, and what to write; one line for each name,
    of its worst pair.
    """
    found = {
        (words, ground): contrast(colours.get(words, WHITE), colours[ground])
        for ground, all_words in PAIRS.items()
        for words in all_words
        if ground in colours and (words in colours or words == WHITE)
    }
    low = sorted((ratio, words, ground) for (words, ground), ratio in found.items() if ratio < LEAST)
    bad = {ground for _, _, ground in low if sum(other == ground for _, _, other in low) > MANY}
    told: set[str] = set()
    for ratio, words, ground in low:
        name = ground if ground in bad or words == WHITE else words
        if {name, words, ground} & told:
            continue
        told.add(name)
        what = (
            f"words in {words} could not be read on {ground} in the {'dark' if dark else 'light'}: their contrast is"
            f" {int(ratio * 100) / 100:.2f} to 1, and it must be {LEAST} to 1."
        )
        yield name, what, f"Write a {'darker' if (name == words) != dark else 'lighter'} colour for {name}."


def contrast(one: str, other: str) -> float:
    """How far two colours, "#fff" or "#17303a", are apart: 1 to 21."""
    first, second = sorted((light(one), light(other)))
    return (second + 0.05) / (first + 0.05)


def light(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1."""
    digits = colour.lstrip("#")
    whole = digits if len(digits) > 4 else "".join(digit * 2 for digit in digits)
    parts = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
