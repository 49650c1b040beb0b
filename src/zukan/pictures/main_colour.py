"""The colour that a picture is remembered by."""

import colorsys
from typing import cast

from PIL import Image

SAMPLE = 64  # pixels across: more change nothing
COLOURS = 12
DULL = 0.08  # what a colour without any strength still counts


def main_colour(image: Image.Image) -> str:
    """Return `#rrggbb`: of the commonest colours the strongest. A grey picture has a grey one."""
    sample = image.copy()
    sample.thumbnail((SAMPLE, SAMPLE))
    few = sample.quantize(COLOURS, Image.Quantize.MEDIANCUT).convert("RGB")
    counted = cast("list[tuple[int, tuple[int, int, int]]]", few.getcolors(SAMPLE * SAMPLE))
    _, (red, green, blue) = max(counted, key=lambda found: weight(*found))
    return f"#{red:02x}{green:02x}{blue:02x}"


def weight(count: int, colour: tuple[int, int, int]) -> float:
    """Return how much a colour stands out: by its share, and by its distance from grey, black and white."""
    _, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    strength = saturation * (1 - abs(2 * lightness - 1))  # HLS calls a near white that leans to a colour saturated
    return float(count**0.5 * (strength + DULL))
