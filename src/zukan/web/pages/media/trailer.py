"""A trailer's addresses: where it can be watched, and what is put into the page when its reader asks for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Trailer:
    site: str  # as its maker writes it
    watch: str
    embed: str


SITES = {
    "youtube": Trailer(
        "YouTube", "https://www.youtube.com/watch?v={id}", "https://www.youtube-nocookie.com/embed/{id}?autoplay=1"
    ),
    "dailymotion": Trailer(
        "Dailymotion",
        "https://www.dailymotion.com/video/{id}",
        "https://geo.dailymotion.com/player.html?video={id}",
    ),
}


def trailer_of(media: Mapping[str, Any]) -> Trailer | None:
    """Return a work's trailer; none when its site is not known here or its id is no id."""
    trailer = media["trailer"]
    site = SITES.get((trailer or {}).get("site") or "")
    if site is None or not re.fullmatch(r"[\w-]{1,40}", trailer["id"] or "", re.ASCII):
        return None
    return Trailer(site.site, site.watch.format(id=trailer["id"]), site.embed.format(id=trailer["id"]))
