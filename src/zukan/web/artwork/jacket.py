"""A cover for works without a picture: bound like a Japanese book, in the colour and the pattern of the work.

The title in its own script runs down a paper slip, as on a stitched book; the title in Latin letters stands below.
Without letters of its own script the title stands on a label in the middle.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape as escape_html
from typing import Any

from zukan.catalogue.models import MediaFormat
from zukan.web.artwork.colour import VERMILION, dye, is_hex, legible, shade, to_oklch
from zukan.web.artwork.lettering import Setting, is_native_script, set_type
from zukan.web.artwork.patterns import Tile, pattern_of, tile

WIDTH, HEIGHT = 460, 650
SLIP_SIZES, FOOT_SIZES, LABEL_SIZES = (
    (60, 52, 46, 40, 36, 32, 30, 26, 23),
    (42, 36, 31, 27, 24),
    (58, 50, 44, 38, 33, 29, 25),
)
DRAWING = 1  # counts changes of the drawing: addresses of covers hold it, so that caches let go of old ones
PAPER, INK, THREAD = "#f6efe0", "#221d17", "#efe6d2"
SERIF = "'EB Garamond','Iowan Old Style','Palatino Linotype',Palatino,Georgia,'Noto Serif','Liberation Serif',serif"
MINCHO = (
    "'Hiragino Mincho ProN','Yu Mincho',YuMincho,'Noto Serif CJK JP','Noto Serif JP','Source Han Serif','MS Mincho',"
    "'Songti SC','Noto Serif KR',serif"
)


@dataclass(frozen=True, slots=True)
class Jacket:
    """What a cover shows. Equal jackets are equal drawings."""

    native: str  # in its own script, or ""
    latin: str  # in Latin letters, or ""
    caption: str  # "TV · 2024"
    colour: str
    pattern: str
    drawing: int = DRAWING

    @classmethod
    def of(cls, media: Mapping[str, Any]) -> "Jacket":
        """media: id, type, format, title, startDate { year }, genres, coverImage { color }, from the read path."""
        forms = [media["title"][form] or "" for form in ("native", "romaji", "english")]
        colour = (media["coverImage"] or {}).get("color")
        return cls(
            native=next((form for form in forms if is_native_script(form)), ""),
            latin=next((form for form in (*forms[1:], forms[0]) if form and not is_native_script(form)), ""),
            caption=caption_of(media),
            colour=colour if is_hex(colour) else dye(media["id"]),
            pattern=pattern_of(media["genres"] or (), media["id"]),
        )

    @property
    def version(self) -> str:
        """A short text that changes with what is drawn."""
        shown = (self.native, self.latin, self.caption, self.colour, self.pattern, self.drawing)
        return hashlib.blake2b(repr(shown).encode(), digest_size=5).hexdigest()


def caption_of(media: Mapping[str, Any]) -> str:
    kind = MediaFormat(media["format"]).label if media["format"] else media["type"].title()
    year = (media["startDate"] or {}).get("year")
    return f"{kind} · {year}" if year else kind


def escape(text: str) -> str:
    """Return a text as it stands in SVG, without the control characters that XML refuses."""
    return escape_html(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


def draw(jacket: Jacket) -> str:
    """Return the cover as SVG, WIDTH by HEIGHT units."""
    parts = (slip(jacket.native), foot(jacket)) if jacket.native else (label(jacket),)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"<title>{escape(jacket.latin or jacket.native)}</title>"
        f"{cloth(jacket)}{''.join(parts)}{stitching()}</svg>\n"
    )


def cloth(jacket: Jacket) -> str:
    """The bound cover: a ground, and its pattern fading towards the foot."""
    lightness = min(max(to_oklch(jacket.colour).lightness, 0.34), 0.54)
    ground = legible(shade(jacket.colour, lightness, 0.125), PAPER)
    woven = shade(ground, to_oklch(ground).lightness + 0.22, 0.11)
    return (
        f"<defs>{pattern(tile(jacket.pattern), woven)}"
        '<linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop offset=".45" stop-color="#fff"/>'
        '<stop offset=".82" stop-color="#000"/></linearGradient>'
        f'<mask id="m"><rect width="{WIDTH}" height="{HEIGHT}" fill="url(#f)"/></mask></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#p)" opacity=".62" mask="url(#m)"/>'
    )


def pattern(repeat: Tile, woven: str) -> str:
    shapes = repeat.shapes.replace('stroke="#000"', f'stroke="{woven}"')
    return (
        f'<pattern id="p" width="{repeat.width:g}" height="{repeat.height:g}" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale(1.3)"><g fill="{woven}">{shapes}</g></pattern>'
    )


def stitching() -> str:
    """Four-hole binding along the right edge, where a Japanese book has its spine."""
    edge, holes = WIDTH - 34, (40, 230, 420, 610)
    across = "".join(f"M{edge} {hole}H{WIDTH}" for hole in holes)
    shadow = f'<path d="M{edge + 2} 0V{HEIGHT}" stroke="#000" stroke-opacity=".22" stroke-width="3"/>'
    thread = f'<path d="M{edge} 0V{HEIGHT}{across}" stroke="{THREAD}" stroke-opacity=".85" stroke-width="2.5"/>'
    return f'<g fill="none">{shadow}{thread}</g>'


def slip(native: str) -> str:
    """The paper slip with the title running down, at most three columns from right to left."""
    setting = set_type(native, SLIP_SIZES, 372, lambda size: 1 if size > 30 else 2 if size > 26 else 3)
    pitch = setting.size * 1.24
    width = pitch * len(setting.lines) + 30
    columns = "".join(
        f'<text x="{36 + width - 15 - pitch * (i + 0.5):.1f}" y="62">{escape(line)}</text>'
        for i, line in enumerate(setting.lines)
    )
    return (
        f"{paper(36, 36, width, 424)}"
        f'<g writing-mode="vertical-rl" dominant-baseline="central" font-family="{MINCHO}" font-weight="600" '
        f'font-size="{setting.size}" fill="{INK}">{columns}</g>'
    )


def foot(jacket: Jacket) -> str:
    """The title in Latin letters and the caption, at the foot of the cloth."""
    setting = Setting(0, ())
    if jacket.latin:
        setting = set_type(jacket.latin, FOOT_SIZES, 370, lambda size: 2 if size > 31 else 3)
    pitch = setting.size * 1.12
    top = 580 - pitch * len(setting.lines) + setting.size * 0.78
    return lines_of(setting, 36, top, pitch, f'fill="{PAPER}" font-weight="500"') + caption(jacket, 36, 618, PAPER)


def label(jacket: Jacket) -> str:
    """A label in the upper middle, for a title that has Latin letters only."""
    setting = set_type(jacket.latin, LABEL_SIZES, 296, lambda size: 3 if size > 44 else 4 if size > 33 else 6)
    pitch = setting.size * 1.14
    height = pitch * len(setting.lines) + 146
    middle = 36 + 354 / 2
    top = 92 + 58 + setting.size * 0.74
    text = lines_of(setting, middle, top, pitch, f'fill="{INK}" text-anchor="middle" font-weight="500"')
    rule = f'<path d="M{middle - 22} {92 + height - 68:.1f}h44" stroke="{VERMILION}" stroke-width="2.5"/>'
    return f"{paper(36, 92, 354, height)}{text}{rule}{caption(jacket, middle, 92 + height - 30, INK, 'middle')}"


def paper(x: float, y: float, width: float, height: float) -> str:
    """A pasted slip of paper with a double rule."""
    return (
        f'<rect x="{x + 3}" y="{y + 4}" width="{width:.1f}" height="{height:.1f}" opacity=".22"/>'
        f'<rect x="{x}" y="{y}" width="{width:.1f}" height="{height:.1f}" fill="{PAPER}"/>'
        f'<rect x="{x + 7}" y="{y + 7}" width="{width - 14:.1f}" height="{height - 14:.1f}" fill="none" '
        f'stroke="{INK}" stroke-opacity=".55" stroke-width="1.5"/>'
    )


def lines_of(setting: Setting, x: float, top: float, pitch: float, attributes: str) -> str:
    lines = (
        f'<text x="{x}" y="{top + pitch * number:.1f}">{escape(line)}</text>'
        for number, line in enumerate(setting.lines)
    )
    return f'<g font-family="{SERIF}" font-size="{setting.size}" {attributes}>{"".join(lines)}</g>'


def caption(jacket: Jacket, x: float, y: float, colour: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}" font-family="{SERIF}" font-size="21" '
        f'letter-spacing="2.6" opacity=".86">{escape(jacket.caption.upper())}</text>'
    )
