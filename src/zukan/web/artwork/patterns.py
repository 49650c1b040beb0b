"""Wagara: the traditional patterns of covers and endpapers. A work's most telling genre chooses its own.

The tiles are files in static/patterns, so that style sheets can use them as masks and covers can hold them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TILES = Path(__file__).parents[1] / "static" / "patterns"

# The first genre listed here that a work is of decides, so the rare come before the common.
PATTERN_OF_GENRE = {
    "Mahou Shoujo": "mameshibori",  # dotted festival cloth
    "Horror": "uroko",  # scales, a demon's robe on the stage
    "Sports": "yagasuri",  # arrow feathers: what is shot does not come back
    "Music": "tatewaku",  # rising steam
    "Mecha": "kikko",  # tortoiseshell, as on armour
    "Thriller": "amime",  # a net
    "Psychological": "amime",
    "Sci-Fi": "kikko",
    "Mystery": "amime",
    "Supernatural": "asanoha",  # hemp leaf, a charm
    "Romance": "shippo",  # linked rings
    "Slice of Life": "ichimatsu",  # checks, the everyday cloth
    "Fantasy": "hishi",  # water chestnut
    "Adventure": "seigaiha",  # waves of the open sea
    "Drama": "tatewaku",
    "Comedy": "mameshibori",
    "Action": "yagasuri",
}
PATTERNS = tuple(sorted(set(PATTERN_OF_GENRE.values())))


@dataclass(frozen=True, slots=True)
class Tile:
    """One repeat of a pattern: its size in units and its shapes as SVG, drawn in black."""

    width: float
    height: float
    shapes: str


def pattern_of(genres: Sequence[str], number: int) -> str:
    """Return the name of a work's pattern; without a telling genre its number chooses one."""
    for genre, pattern in PATTERN_OF_GENRE.items():
        if genre in genres:
            return pattern
    return PATTERNS[number % len(PATTERNS)]


@cache
def tile(pattern: str) -> Tile:
    text = (TILES / f"{pattern}.svg").read_text()
    found = re.fullmatch(r'<svg [^>]*viewBox="0 0 (\S+) (\S+)"[^>]*>(.*)</svg>\s*', text, re.DOTALL)
    if found is None:
        raise ValueError(f"{pattern}.svg is not a tile: it needs a viewBox that starts at 0 0")
    return Tile(float(found[1]), float(found[2]), found[3])
