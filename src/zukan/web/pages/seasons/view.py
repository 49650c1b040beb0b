"""`/anime/season/<year>`: a year's four seasons. `/anime/season`: all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from zukan.catalogue.models import MediaSeason
from zukan.graph.site import read_page
from zukan.web.dates import season_of
from zukan.web.pages.rendering import render_page
from zukan.web.pages.season.view import KANJI, season_path

HERE = Path(__file__).parent
YEAR, ARCHIVE = (HERE / "year.graphql").read_text(), (HERE / "archive.graphql").read_text()

LABELS = ((1, 6), (5, 30), (10, 60), (20, 10_000))  # every how many years one is written below, up to how many years

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Year:
    """How many anime each season of a year has, in the order of the year; none where none is known."""

    year: int
    seasons: list[int | None]

    @property
    def anime(self) -> int:
        return sum(count or 0 for count in self.seasons)


def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show the most popular of each season of a year."""
    shown = read_page(YEAR, {"year": year, "before": year - 1, "after": year + 1})["catalogue"]
    return render_page(
        request,
        "seasons/year.html",
        year=year,
        seasons=shown["seasons"],
        has_before=bool(shown["before"]),
        has_after=bool(shown["after"]),
        anime=sum(season["anime"] for season in shown["seasons"]),
        marks=KANJI,
        season_path=season_path,
    )


def archive_page(request: HttpRequest) -> HttpResponse:
    """Show how many anime each season has, the newest year first."""
    shown = read_page(ARCHIVE)
    years = years_of(shown["catalogue"]["seasons"])
    name, year = season_of(datetime.now(UTC).date())
    return render_page(
        request,
        "seasons/page.html",
        years=list(reversed(years)),
        counted=counted_years(years),
        every=next(every for every, most in LABELS if len(years) <= most),
        current=shown["current"],
        newest=shown["newest"],
        today={"season": name, "year": year},
        names=[(season.label, season.lower()) for season in MediaSeason],
        season_path=season_path,
    )


def years_of(seasons: Iterable[Row]) -> list[Year]:
    """Return the years that have anime, first to last."""
    counts: dict[int, dict[str, int]] = {}
    for season in seasons:
        counts.setdefault(season["year"], {})[season["season"]] = season["anime"]
    return [Year(year, [counts[year].get(name) for name in MediaSeason.values]) for year in sorted(counts)]


def counted_years(years: list[Year]) -> list[tuple[int, int]]:
    """Return each year from the first to the last with its number of anime: a chart leaves no year out."""
    anime = {one.year: one.anime for one in years}
    return [(year, anime.get(year, 0)) for year in range(min(anime), max(anime) + 1)] if anime else []
