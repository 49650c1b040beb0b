"""Colours as eyes compare them: OKLCH to choose a shade, WCAG's contrast to check it.

OKLab: Björn Ottosson 2020, https://bottosson.github.io/posts/oklab/. Contrast: WCAG 2.2, section 1.4.3.
"""

import math
import re
from dataclasses import dataclass
from typing import TypeGuard

PAPER = "#f8f4ea"  # the light scheme's darkest ground that carries accented text
INK_GROUND = "#24211b"  # the dark scheme's lightest ground that carries accented text
VERMILION = "#b5392a"  # the site's own accent
ENOUGH = 4.8  # 4.5 is the rule; the rest is for grounds tinted by the accent itself

# Dyes and pigments by their traditional names, for works whose cover colour is not known:
# indigo, cochineal, red ochre, bush warbler, moss, aubergine, wisteria, light blue-green, storehouse blue,
# persimmon, azuki bean, navy, iron, deep grape, tea, slate.
DYES = (
    *("#165e83", "#b94047", "#8f2e14", "#7b7530", "#55701c", "#6d3b70", "#6a5aa0", "#00808c"),
    *("#0a6e7c", "#b65a2d", "#8a4a47", "#2a4078", "#1d5a4a", "#522f60", "#7a5230", "#4a5560"),
)

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Oklch:
    """lightness 0-1, chroma 0 to about 0.37, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def is_hex(text: str | None) -> TypeGuard[str]:
    """Whether a text is a colour as sources give it: `#e45da1`."""
    return bool(text and re.fullmatch(r"#[0-9a-fA-F]{6}", text))


def channels(colour: str) -> Triple:
    """Return red, green and blue, 0-1, with the gamma taken off."""
    values = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def hex_of(linear: Triple) -> str:
    """Return `#rrggbb` of linear channels; what lies outside sRGB is clipped."""
    curved = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in (max(v, 0.0) for v in linear))
    return "#" + "".join(f"{round(min(v, 1.0) * 255):02x}" for v in curved)


def to_oklch(colour: str) -> Oklch:
    red, green, blue = channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def linear_of(colour: Oklch) -> Triple:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def from_oklch(colour: Oklch) -> str:
    """Return the nearest `#rrggbb` of the same lightness and hue: chroma gives way until sRGB holds it."""
    chroma = colour.chroma
    while chroma > 0:
        linear = linear_of(Oklch(colour.lightness, chroma, colour.hue))
        if all(-0.002 <= v <= 1.002 for v in linear):
            return hex_of(linear)
        chroma -= 0.005
    return hex_of(linear_of(Oklch(colour.lightness, 0, 0)))


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade(colour: str, lightness: float, most_chroma: float = 0.37) -> str:
    """Return a colour at another lightness, and no stronger than `most_chroma`."""
    source = to_oklch(colour)
    return from_oklch(Oklch(lightness, min(source.chroma, most_chroma), source.hue))


def legible(colour: str, ground: str) -> str:
    """Return the nearest shade that can be read on a ground: darker on a light one, lighter on a dark one."""
    step = -0.01 if luminance(ground) > 0.18 else 0.01
    lightness, candidate = to_oklch(colour).lightness, colour.lower()
    while contrast(candidate, ground) < ENOUGH:
        lightness += step
        candidate = shade(colour, lightness)
    return candidate


def accent_stylesheet(colour: str) -> str:
    """Return the style sheet that makes a title's colour the accent of its page, legible in both schemes."""
    light, dark = legible(colour, PAPER), legible(colour, INK_GROUND)
    endpaper = shade(colour, 0.45, 0.13), shade(colour, 0.34, 0.09)
    return f":root {{ --accent: light-dark({light}, {dark}); --endpaper: light-dark({endpaper[0]}, {endpaper[1]}); }}\n"


def dye(number: int) -> str:
    """Return the colour of a work whose own is not known: the same for the same number."""
    return DYES[number * 2654435761 % 2**32 * len(DYES) >> 32]  # Knuth's multiplicative hash: neighbours differ
