"""Which source is believed, for which fields.

Between sources of one rank the later claim wins, then the greater value.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from zukan.sources.claims import Claims, canonical

HERE = "here"  # what people of this site said
OTHERS = "*"  # every source that is not named: other AniList-shaped data sets
USUAL = (
    *(HERE, "editors", "anilist", OTHERS, "myanimelist", "kitsu", "anime-offline-database", "shikimori", "anidb"),
    *("bangumi-data", "bangumi", "anime-lists", "animeapi", "titles-multilingual", "anilist-chinese", "fribb", "arm"),
    *("anime-relations", "editors-provisional"),
)
BROADCASTERS = (HERE, "editors", "bangumi-data", *(name for name in USUAL[2:] if name != "bangumi-data"))

# Field group -> its fields, and the sources from the most to the least believed.
PRECEDENCE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "titles": (("title_romaji", "title_english", "title_native", "synonyms", "translated_titles"), USUAL),
    "texts": (("description", "description_source"), USUAL),
    "kind": (("type", "format", "status", "origin", "country_of_origin", "is_adult", "is_licensed"), USUAL),
    "dates": (("start_date", "end_date", "season", "season_year"), USUAL),
    "size": (("episodes", "duration", "chapters", "volumes"), USUAL),
    "pictures": (("cover_extra_large", "cover_large", "cover_medium", "cover_color", "banner_image"), USUAL),
    "trailer": (("trailer_id", "trailer_site", "trailer_thumbnail"), USUAL),
    "labels": (("genres", "tags", "hashtag", "franchise", "age_rating"), USUAL),
    "credits": (("studios",), USUAL),
    "relations": (("relations",), USUAL),
    "statistics": (
        (
            *("average_score", "mean_score", "popularity", "favourites", "trending", "scored_by", "score_rank"),
            *("popularity_rank", "rankings", "score_counts", "status_counts"),
        ),
        USUAL,
    ),
    "broadcast": (("broadcast",), BROADCASTERS),
    "names": (("name", "name_full", "name_native", "name_first", "name_middle", "name_last"), USUAL),
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


def group_of(field: str) -> str:
    """Return the group of a field; a field that no group names is one by itself."""
    return next((group for group, (fields, _) in PRECEDENCE.items() if field in fields), field)


@cache
def rank(source: str, field: str) -> int:
    """Return a source's place for a field: 0 is the most believed."""
    order = PRECEDENCE[group_of(field)][1] if group_of(field) in PRECEDENCE else USUAL
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
    if len(testimonies) == 1:  # the usual case, asked some fifty times a work
        claim = testimonies[0][1].get(field)
        return None if claim is None else claim[1]
    found = verdict(testimonies, field)
    return None if found is None else found.value


def elements(testimonies: Iterable[Testimony], field: str) -> dict[str, list[Testimony]]:
    """Return the elements of a keyed list, by key, with what each source claims of them."""
    result: dict[str, list[Testimony]] = {}
    for source, claims in testimonies:
        for key, inner in claims.get(field, {}).items():
            result.setdefault(key, []).append(Testimony(source, inner))
    return result
