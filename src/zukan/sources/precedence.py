"""Which source is believed, for which fields.

Between sources of one rank the later claim wins, then the greater value.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from zukan.sources.claims import Claims, canonical

OTHERS = "*"  # every source that is not named: other AniList-shaped data sets
USUAL = ("editors", "anilist", OTHERS, "bangumi-data", "arm")

# Field group -> its fields, and the sources from the most to the least believed.
PRECEDENCE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "titles": (("title_romaji", "title_english", "title_native"), USUAL),
    "texts": (("description", "description_source"), USUAL),
    "dates": (("start_date", "end_date", "season", "season_year"), USUAL),
    "size": (("episodes", "duration", "chapters", "volumes"), USUAL),
    "statistics": (("average_score", "mean_score", "popularity", "favourites", "trending"), USUAL),
    "broadcast": (("broadcast",), ("editors", "bangumi-data", "anilist", OTHERS)),
}


class Testimony(NamedTuple):
    """What one source claims of an entity, or of one element of a list."""

    source: str
    claims: Claims


class Verdict(NamedTuple):
    """The value that is believed, its source, and how far up that stands: 0 is the most believed."""

    value: Any
    rank: int
    source: str


@cache
def rank(source: str, field: str) -> int:
    """Return a source's place for a field: 0 is the most believed."""
    order = next((order for fields, order in PRECEDENCE.values() if field in fields), USUAL)
    return order.index(source) if source in order else order.index(OTHERS)


def verdict(testimonies: Iterable[Testimony], field: str) -> Verdict | None:
    """Return the value of a field that wins among all sources, None when nobody said it."""
    said = [(source, claims[field]) for source, claims in testimonies if field in claims]
    if not said:
        return None
    if len(said) == 1:  # the usual case, and the order below is dear
        source, claim = said[0]
        return Verdict(claim[1], rank(source, field), source)
    source, claim = max(said, key=lambda one: (-rank(one[0], field), one[1][0], canonical(one[1][1])))
    return Verdict(claim[1], rank(source, field), source)


def believed(testimonies: list[Testimony], field: str) -> Any:
    """Return the value of a field that wins among all sources, None when nobody said it."""
    found = verdict(testimonies, field)
    return None if found is None else found.value


def elements(testimonies: Iterable[Testimony], field: str) -> dict[str, list[Testimony]]:
    """Return the elements of a keyed list, by key, with what each source claims of them."""
    result: dict[str, list[Testimony]] = {}
    for source, claims in testimonies:
        for key, inner in claims.get(field, {}).items():
            result.setdefault(key, []).append(Testimony(source, inner))
    return result
