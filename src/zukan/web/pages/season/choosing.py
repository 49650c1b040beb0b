"""What a reader may choose in a season's chart: an order, a format, a genre, a source. Plain values in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zukan.catalogue.models import MediaFormat, MediaSource

SORTS = {  # in the address -> its name, what the read path sorts by
    "": ("Popularity", ["POPULARITY_DESC"]),
    "score": ("Score", ["WEIGHTED_SCORE_DESC", "POPULARITY_DESC"]),
    "trending": ("Trending", ["TRENDING_DESC", "POPULARITY_DESC"]),
    "title": ("Title", ["TITLE_ROMAJI"]),
    "first-day": ("First day", ["START_DATE", "POPULARITY_DESC"]),
}
LONGEST_GENRE = 80


@dataclass(frozen=True, slots=True)
class Group:
    """Works of a season that stand together. key: in the query; slug: in the address."""

    key: str
    slug: str
    name: str
    gloss: str
    format: MediaFormat | None = None


GROUPS = (
    Group("tv", "tv", "TV", "テレビ", MediaFormat.TV),
    Group("tvShort", "tv-short", "TV shorts", "短編", MediaFormat.TV_SHORT),
    Group("movie", "movie", "Films", "映画", MediaFormat.MOVIE),
    Group("ona", "ona", "ONA", "配信", MediaFormat.ONA),
    Group("ova", "ova", "OVA", "円盤", MediaFormat.OVA),
    Group("special", "special", "Specials", "特別編", MediaFormat.SPECIAL),
    Group("music", "music", "Music", "音楽", MediaFormat.MUSIC),
    Group("unknown", "unknown", "Format not known", "不明"),
    Group("carried", "carried", "Carried over", "継続"),
)
SLUGS = {group.slug: group for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; what is not known to the page counts as not chosen."""

    sort: str
    group: Group | None
    genre: str
    source: MediaSource | None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        sort, source = query.get("sort", ""), query.get("source", "").upper().replace("-", "_")
        return cls(
            sort=sort if sort in SORTS else "",
            group=SLUGS.get(query.get("format", "")),
            genre=query.get("genre", "").replace("\0", "")[:LONGEST_GENRE],
            source=MediaSource(source) if source in MediaSource.values else None,
        )

    def variables(self) -> dict[str, Any]:
        """Return the variables of the page's query, but for the season."""
        chosen = self.group
        is_carried = chosen is SLUGS["carried"]
        given = {
            "genre": self.genre or None,
            "source": self.source,
            "allCarried": is_carried,
            "all": bool(chosen) and not is_carried,
            "format": chosen and chosen.format,
            "unknownFormat": True if chosen is SLUGS["unknown"] else None,
        }
        return {"sort": SORTS[self.sort][1], **{name: value for name, value in given.items() if value is not None}}

    def kept(self) -> dict[str, str]:
        """Return the choice as the parameters of an address."""
        source = self.source.lower().replace("_", "-") if self.source else ""
        return {
            "sort": self.sort,
            "format": self.group.slug if self.group else "",
            "genre": self.genre,
            "source": source,
        }

    @property
    def narrows(self) -> bool:
        """Whether it leaves works out."""
        return bool(self.group or self.genre or self.source)
