"""Works of a few seasons, for charts and rankings to show."""

from datetime import UTC, datetime
from typing import Any

from tests.web.works import add_work
from zukan.catalogue.models import (
    AiringSchedule,
    Media,
    MediaStatistics,
    MediaStudio,
    MediaTrend,
    ScoreCount,
    StatusCount,
    Studio,
)
from zukan.sources.merge.completing import recount

DAY = 86_400
LAST_DAY = int(datetime(2024, 3, 20, tzinfo=UTC).timestamp())
SERIES, SHORT, FILM, OVA, ONA, SPECIAL, MUSIC, UNKNOWN, ADULT, LONG, ENDED, SPRING, LATER = range(301, 314)


def add_seasons() -> None:
    """Add a winter with a work of each format, and works of other seasons around it."""
    winter = {"season": "WINTER", "season_year": 2024}
    add_work(
        SERIES, ("Action", "Drama"), title_romaji="Snow Ferry", format="TV", source="MANGA", episodes=12, duration=24,
        start_date=20240106, average_score=81, popularity=900, **winter,
    )  # fmt: skip
    add_work(
        SHORT, ("Comedy",), title_romaji="Brief Frost", format="TV_SHORT", source="ORIGINAL", popularity=100, **winter
    )
    for id_, format_ in ((FILM, "MOVIE"), (OVA, "OVA"), (ONA, "ONA"), (SPECIAL, "SPECIAL"), (MUSIC, "MUSIC")):
        add_work(id_, title_romaji=f"Winter {format_}", format=format_, start_date=20240200, popularity=id_)
    add_work(UNKNOWN, title_romaji="Winter Riddle", start_date=20240301)
    add_work(ADULT, title_romaji="Winter Walls", format="TV", is_adult=True, popularity=9_999, **winter)
    add_work(LONG, title_romaji="Endless Voyage", format="TV", status="RELEASING", start_date=19991020, popularity=800)
    add_work(ENDED, title_romaji="Autumn's End", format="TV", start_date=20231001, end_date=20231224, popularity=700)
    add_work(SPRING, ("Action",), title_romaji="Spring Tide", format="TV", start_date=20240405, popularity=950)
    add_work(LATER, title_romaji="Winter Again", format="TV", start_date=20250105, popularity=50)
    add_facts()
    recount()


def add_facts() -> None:
    studio = Studio.objects.create(id=301, name="Studio Kanjiki", slug="studio-kanjiki", is_animation_studio=True)
    MediaStudio.objects.create(id=301, media_id=SERIES, studio=studio, is_main=True)
    soon = int(datetime.now(UTC).timestamp()) + 3 * DAY + 4 * 3_600 + 600
    AiringSchedule.objects.create(id=301, media_id=SERIES, episode=8, airing_at=soon)
    add_score(SERIES, "anilist", average_score=81, popularity=900)
    for score, amount in ((70, 20), (80, 60), (90, 40)):
        ScoreCount.objects.create(media_id=SERIES, score=score, amount=amount)
    for status, amount in (("COMPLETED", 600), ("CURRENT", 200), ("PLANNING", 100)):
        StatusCount.objects.create(media_id=SERIES, status=status, amount=amount)
    for day in range(60):
        MediaTrend.objects.create(
            media_id=SERIES, date=LAST_DAY - day * DAY, popularity=900 - 10 * day, average_score=81 - day // 30
        )


def add_score(id_: int, source: str, **numbers: Any) -> None:
    MediaStatistics.objects.create(media_id=id_, source=source, **numbers)


def add_ranked(count: int, **columns: Any) -> list[int]:
    """Add works that are listed by ever fewer. Return their ids, the most popular first."""
    ids = list(range(10_000, 10_000 + count))
    given = {"type": "ANIME", "format": "TV", **columns}
    Media.objects.bulk_create(
        Media(id=id_, title_romaji=f"Work {id_}", popularity=20_000 - id_, **given) for id_ in ids
    )
    return ids
