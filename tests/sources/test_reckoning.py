"""Seasons, weighted scores and trends: what is reckoned from the whole catalogue after an import."""

from itertools import permutations
from typing import Any

import pytest
from django.db import transaction

from tests.sources.conftest import Import
from tests.sources.digest import digest_lines
from zukan.catalogue.models import Media, MediaStatistics, MediaTrend, Season
from zukan.commands.migrations import migrate
from zukan.sources.importing import import_records
from zukan.sources.merge import completing, reckoning
from zukan.sources.merge.bulk import set_columns
from zukan.sources.merge.completing import recount
from zukan.sources.merge.reckoning import FOREVER, PRIOR_VOTES, trend_of_days
from zukan.sources.records import AnyRecord, MediaRecord, Trend

pytestmark = pytest.mark.django_db
DAY = 86_400
TODAY = 20_000 * DAY


def add(id_: int, **columns: Any) -> Media:
    return Media.objects.create(id=id_, **{"type": "ANIME", "title_romaji": f"Work {id_}", **columns})


def reckoned(id_: int, *names: str) -> tuple[Any, ...]:
    """Return columns of a work after all was reckoned anew."""
    recount()
    return tuple(Media.objects.values_list(*names).get(pk=id_))


def scored(id_: int, points: int, source: str = "myanimelist", **numbers: Any) -> None:
    add(id_, average_score=points)
    MediaStatistics.objects.create(media_id=id_, source=source, average_score=points, **numbers)


def listed(id_: int, *users: int, until: int = TODAY) -> None:
    """Give a work daily numbers, a week between each two, the last one at `until`."""
    for place, number in enumerate(reversed(users)):
        MediaTrend.objects.create(media_id=id_, date=until - 7 * place * DAY, popularity=number)


@pytest.mark.parametrize(
    ("columns", "ordinal"),
    [
        ({"season": "FALL", "season_year": 2023, "start_date": 20240105}, 2023 * 4 + 3),  # as it is filed
        ({"start_date": 20240331}, 2024 * 4),
        ({"start_date": 20240400}, 2024 * 4 + 1),
        ({"start_date": 20241231}, 2024 * 4 + 3),
        ({"start_date": 20240000}, None),
        ({}, None),
        ({"start_date": 20240400, "type": "MANGA"}, None),
    ],
)
def test_a_season_is_the_filed_one_or_else_that_of_the_first_day(columns: dict[str, Any], ordinal: int | None) -> None:
    add(1, **columns)
    assert reckoned(1, "season_ordinal") == (ordinal,)


@pytest.mark.parametrize(
    ("columns", "ordinal"),
    [
        ({"end_date": 20240324}, 2024 * 4),
        ({"end_date": 20240114}, None),  # its last episode in the first two weeks of winter
        ({"end_date": 20240115}, 2024 * 4),
        ({"end_date": 20240100}, 2024 * 4),
        ({"end_date": 20240414}, 2024 * 4),
        ({"end_date": 20231224}, None),
        ({"end_date": 20240000}, None),
        ({"status": "RELEASING"}, FOREVER),
        ({"status": "FINISHED"}, None),
        ({"status": "RELEASING", "format": "OVA"}, None),
        ({"end_date": 20240324, "format": "MOVIE"}, None),
    ],
)
def test_a_series_is_carried_into_the_seasons_in_which_it_goes_on(columns: dict[str, Any], ordinal: int | None) -> None:
    add(1, **{"format": "TV", "season": "FALL", "season_year": 2023, **columns})
    assert reckoned(1, "carried_until") == (ordinal,)


def test_seasons_count_their_anime_without_those_for_adults() -> None:
    add(1, start_date=20240105)
    add(2, season="WINTER", season_year=2024)
    add(3, start_date=20240105, is_adult=True)
    add(4, start_date=20240401)
    recount()
    assert list(Season.objects.order_by("ordinal").values_list("year", "season", "anime")) == [
        (2024, "WINTER", 2),
        (2024, "SPRING", 1),
    ]


def test_few_votes_put_nothing_before_many() -> None:
    scored(1, 98, scored_by=30)
    scored(2, 90, scored_by=100_000)
    scored(3, 60, scored_by=100_000)
    recount()
    assert list(Media.objects.order_by("-weighted_score").values_list("id", flat=True)) == [2, 1, 3]


def test_as_many_votes_as_the_prior_stand_halfway_between_score_and_mean() -> None:
    scored(1, 90, scored_by=PRIOR_VOTES)
    scored(2, 50, scored_by=0)
    assert reckoned(1, "weighted_score", "scored_by") == (8000, PRIOR_VOTES)
    assert reckoned(2, "weighted_score") == (7000,)


def test_score_names_its_source_the_most_believed_of_those_that_gave_it() -> None:
    scored(1, 80, "myanimelist", scored_by=10)
    MediaStatistics.objects.create(media_id=1, source="anilist", average_score=80, popularity=4_000)
    MediaStatistics.objects.create(media_id=1, source="kitsu", average_score=79, scored_by=10_000)
    assert reckoned(1, "score_source", "scored_by") == ("anilist", None)


def test_plain_mean_stands_in_for_a_score() -> None:
    add(1, mean_score=70)
    MediaStatistics.objects.create(media_id=1, source="bangumi", average_score=40, mean_score=70, scored_by=200)
    assert reckoned(1, "score_source", "scored_by", "weighted_score") == ("bangumi", 200, 7000)


def test_listings_of_a_lesser_source_are_no_votes() -> None:
    """One that lists a work before its first day has scores of a handful."""
    scored(1, 90, "myanimelist", popularity=1_000_000)
    scored(2, 85, "anilist", popularity=1_000_000)
    scored(3, 50, "anilist", popularity=1_000_000)
    assert reckoned(1, "weighted_score") < reckoned(2, "weighted_score")


def test_popularity_names_whose_users_it_counts() -> None:
    add(1, popularity=900)
    add(2, popularity=0)
    MediaStatistics.objects.create(media_id=1, source="bangumi", popularity=900)
    MediaStatistics.objects.create(media_id=2, source="bangumi", popularity=0)
    assert reckoned(1, "popularity_source") == ("bangumi",)
    assert reckoned(2, "popularity_source") == (None,)


def test_trend_is_the_gain_of_the_last_week() -> None:
    add(1, trending=9)
    listed(1, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000)
    assert reckoned(1, "trend", "weekly_gain") == (1_000, 1_000)


def test_unusual_gain_counts_more_and_a_fading_one_less() -> None:
    for id_, users in ((1, (100, 100, 100, 100, 100, 1_100)), (2, (0, 1_000, 2_000, 3_000, 4_000, 5_000))):
        add(id_)
        listed(id_, *users)
    add(3)
    listed(3, 0, 4_000, 8_000, 12_000, 16_000, 17_000)
    recount()
    assert set(Media.objects.values_list("weekly_gain", flat=True)) == {1_000}
    assert list(Media.objects.order_by("-trend").values_list("id", flat=True)) == [1, 2, 3]
    assert reckoned(1, "trend") == (2_000,)  # twice as much at the most
    assert reckoned(3, "trend")[0] == round(1_000 * (1_100 / 4_100) ** 0.5)


def test_loss_is_no_trend() -> None:
    add(1)
    listed(1, 100, 90)
    assert reckoned(1, "trend", "weekly_gain") == (0, 0)


def test_missing_days_are_reckoned_over() -> None:
    days = [(0, 100), (10 * DAY, 200)]  # ten days apart
    assert trend_of_days(days) is not None
    assert trend_of_days(days).weekly_gain == 70  # type: ignore[union-attr]
    assert trend_of_days(days[1:]) is None


def test_numbers_that_ended_before_the_last_week_tell_no_trend() -> None:
    add(1, trending=4)
    add(2)
    listed(1, 100, 900, until=TODAY - 7 * DAY)
    listed(2, 100, 200)
    assert reckoned(1, "trend", "weekly_gain") == (4, None)


def test_told_levels_are_put_on_the_scale_of_the_daily_numbers() -> None:
    for id_ in range(1, 6):
        add(id_, trending=10 * id_)
        listed(id_, 0, 300 * id_)
    add(6, trending=25)
    assert reckoned(6, "trend", "weekly_gain") == (750, None)


def test_told_levels_stay_when_too_few_works_have_both() -> None:
    add(1, trending=10)
    listed(1, 0, 300)
    add(2, trending=25)
    assert reckoned(2, "trend") == (25,)


def test_what_is_reckoned_already_is_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    add(1, trending=10, start_date=20240105, average_score=70)
    written: list[Any] = []
    monkeypatch.setattr(
        reckoning, "set_columns", lambda *arguments: written.append(arguments[2]) or set_columns(*arguments)
    )
    recount()
    recount()
    assert [list(rows) for rows in written] == [[1], []]


def test_any_order_of_imports_gives_the_same_numbers(import_files: Import) -> None:
    """Each batch changes the mean, the newest day and the comparison for the works of the others."""
    batches: list[list[AnyRecord]] = [
        [work("1", 90, 100, trends=[(0, 10), (7, 900)]), work("2", 50, 60_000, trending=9)],
        [work("3", 70, 9_000, trends=[(0, 10), (7, 400), (14, 500)]), work("1", 91, 400, at=2)],
        [work("2", 52, 61_000, at=3, trends=[(7, 10), (14, 80)]), work("4", 99, 3)],
    ]
    lines = [digest_of(order) for order in permutations(batches)]
    assert any("'weekly_gain', 100" in line for line in lines[0])
    assert all(one == lines[0] for one in lines)


def work(key: str, score: int, votes: int, at: int = 1, trends: Any = (), **facts: Any) -> MediaRecord:
    """Return what a source says of a work. trends: day and users."""
    days = [Trend(date=TODAY + day * DAY, popularity=users) for day, users in trends]
    return MediaRecord(
        source="anilist", key=key, ids={"anilist": [key]}, observed_at=at, type="ANIME", title_romaji=f"Work {key}",
        average_score=score, scored_by=votes, trends=days or None, **facts,
    )  # fmt: skip


def digest_of(batches: Any) -> list[str]:
    """Return the catalogue after some imports, which are taken back."""
    with transaction.atomic():
        for records in batches:
            import_records(records, "test")
        lines = digest_lines()
        transaction.set_rollback(True)
    return lines


def test_upgrade_reckons_what_no_import_has_since() -> None:
    add(1, start_date=20240105, trending=4)
    migrate()
    assert Media.objects.values_list("season_ordinal", "trend").get(pk=1) == (2024 * 4, 4)
    assert Season.objects.get().anime == 1


def test_import_that_changes_nothing_reckons_nothing_but_what_a_stopped_one_left(
    import_files: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = MediaRecord(source="kitsu", key="1", type="ANIME", title_romaji="Yama", start_date=20240105)

    def stop() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(completing, "recount", stop)
        with pytest.raises(KeyboardInterrupt):
            import_records([work], "test")
    assert not Season.objects.exists()
    import_records([work], "test")
    assert Season.objects.get().year == 2024
    monkeypatch.setattr(completing, "recount", stop)
    import_records([work], "test")
