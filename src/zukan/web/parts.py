"""The parts of the site, as the head of every page links to them."""

import re
from typing import NamedTuple

# Address, name, and which addresses lie in the part.
PARTS = (
    ("/anime", "Anime", re.compile(r"/anime(?!/season)(/|$)")),
    ("/manga", "Manga", re.compile(r"/manga(/|$)")),
    ("/anime/season", "Seasons", re.compile(r"/anime/season(/|$)")),
    ("/top", "Top", re.compile(r"/(top|popular|trending)$")),
    ("/genres", "Genres", re.compile(r"/(genres$|genre/|tag/)")),
    ("/birthdays", "Birthdays", re.compile(r"/birthdays(/|$)")),
)


class Part(NamedTuple):
    """current: what `aria-current` says of it while a page is shown; nothing for a part that the page is not in."""

    address: str
    name: str
    current: str


def parts_around(path: str) -> list[Part]:
    """Return all parts, as they stand to the page at a path."""
    return [
        Part(address, name, "page" if path == address else "true" if inside.match(path) else "")
        for address, name, inside in PARTS
    ]
