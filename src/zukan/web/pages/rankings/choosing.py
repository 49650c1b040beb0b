"""Which ranking, of which works. Plain values in and out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zukan.catalogue.models import MediaFormat, MediaType

PLACES_A_PAGE = 50
LAST_PAGE = 20  # a thousand places
MANGA_FORMATS = (MediaFormat.MANGA, MediaFormat.NOVEL, MediaFormat.ONE_SHOT)
FORMATS = {
    MediaType.ANIME: tuple(format_ for format_ in MediaFormat if format_ not in MANGA_FORMATS),
    MediaType.MANGA: MANGA_FORMATS,
}
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Ranking:
    """name: before what is ranked. sort: by the read path. figure: the member that has to be more than nothing."""

    name: str
    gloss: str
    sort: str
    figure: str


RANKINGS = {
    "top": Ranking("Top", "最高評価", "WEIGHTED_SCORE_DESC", "weightedScore"),
    "popular": Ranking("Popular", "人気", "POPULARITY_DESC", "popularity"),
    "trending": Ranking("Trending", "話題", "TRENDING_DESC", "trending"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; what is not known to the page counts as not chosen."""

    type: MediaType
    format: MediaFormat | None
    year: int | None
    page: int

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Choice":
        type_ = MediaType.MANGA if query.get("type", "").upper() == "MANGA" else MediaType.ANIME
        format_ = query.get("format", "").upper()
        year, page = number(query.get("year", "")), number(query.get("page", ""))
        return cls(
            type=type_,
            format=next((one for one in FORMATS[type_] if one == format_), None),
            year=year if year in YEARS else None,
            page=min(max(page, 1), LAST_PAGE),
        )

    def variables(self) -> dict[str, Any]:
        """Return the variables of the page's query, but for the order."""
        given: dict[str, Any] = {"type": self.type, "page": self.page, "perPage": PLACES_A_PAGE}
        if self.format:
            given["format"] = self.format
        if self.year:
            given |= {"after": self.year * 10_000 - 1, "before": (self.year + 1) * 10_000}
        return given

    def kept(self) -> dict[str, str]:
        """Return the choice, without the page, as the parameters of an address."""
        return {
            "type": "manga" if self.type is MediaType.MANGA else "",
            "format": (self.format or "").lower(),
            "year": str(self.year or ""),
        }

    def words(self) -> str:
        """Return what is ranked: `TV anime of 2024`."""
        kind = str(self.type.label).lower()
        format_ = self.format
        shown = (
            f"{format_.label} {kind}"
            if format_ and self.type is MediaType.ANIME
            else str(format_.label)
            if format_
            else kind
        )
        return f"{shown} of {self.year}" if self.year else shown


def number(text: str) -> int:
    """Return a number from an address; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
