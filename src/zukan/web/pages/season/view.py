"""`/anime/season/<year>/<season>`: what began in a season, by format, and what goes on from earlier ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from zukan.catalogue.models import MediaSeason, MediaSource
from zukan.graph.site import read_page
from zukan.web.dates import season_of
from zukan.web.pages.rendering import query_beside, query_link, render_page
from zukan.web.pages.season.choosing import GROUPS, SLUGS, SORTS, Choice, Group
from zukan.web.wording import label

QUERY = query_beside(__file__)
KANJI = {"WINTER": "冬", "SPRING": "春", "SUMMER": "夏", "FALL": "秋"}
SEASONS = list(MediaSeason)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of works as it is shown: how many there are, and those that stand on the page."""

    group: Group
    count: int
    works: list[Row]

    @property
    def is_carried(self) -> bool:
        return self.group is SLUGS["carried"]


def season_page(request: HttpRequest, year: int, season: str) -> HttpResponse:
    """Show a season; one of which nothing is known has a page too, which says so."""
    choice = Choice.of(request.GET)
    name = MediaSeason(season.upper())
    shown = read_page(QUERY, {"year": year, "season": name, **choice.variables()})
    return render_page(
        request,
        "season/page.html",
        chart=shown["chart"],
        nearest=shown["nearest"],
        genres=[genre["name"] for genre in shown["catalogue"]["genres"] or () if genre["name"] != "Hentai"],
        shelves=shelves_of(shown["chart"] or {}, choice),
        carried_count=0 if choice.genre or choice.source else carried_count(shown["chart"] or {}),
        choice=choice,
        kept=choice.kept(),
        link=query_link(**choice.kept()),
        season=name,
        season_name=f"{label('season', name)} {year}",
        year=year,
        is_current=(name, year) == season_of(datetime.now(UTC).date()),
        mark=KANJI[name],
        sorts=[(slug, words) for slug, (words, _) in SORTS.items()],
        sources=[(source.lower().replace("_", "-"), source.label) for source in MediaSource],
        groups=GROUPS,
        since=since,
        season_path=season_path,
    )


def shelves_of(chart: Row, choice: Choice) -> list[Shelf]:
    """Return the groups that have works: one alone when it is chosen."""
    if choice.group:
        key = "allCarried" if choice.group is SLUGS["carried"] else "all"
        groups = [(choice.group, chart.get(key))]
    else:
        groups = [(group, chart.get(group.key)) for group in GROUPS]
    return [
        Shelf(group, found["pageInfo"]["count"], found["nodes"]) for group, found in groups if found and found["nodes"]
    ]


def carried_count(chart: Row) -> int:
    """Return how many are carried over, as far as the page asked."""
    found = chart.get("carried") or chart.get("allCarried")
    return found["pageInfo"]["count"] if found else 0


def since(media: Row) -> str:
    """Return the season in which a work began, by its first day: `Fall 2023`."""
    start = media["startDate"] or {}
    year, month = start.get("year"), start.get("month")
    if not year or not month:
        return str(year or "an earlier season")
    return f"{SEASONS[(month - 1) // 3].label} {year}"


def season_path(chart: Row) -> str:
    """Return the address of a season's chart. chart: season, year."""
    return f"/anime/season/{chart['year']}/{chart['season'].lower()}"
