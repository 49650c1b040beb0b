"""LeoRigasaki's tables: works with the people they name, numbers day by day, announced broadcasts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zukan.sources.claims import folded
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.leorigasaki import daily
from zukan.sources.leorigasaki.reader import mapping_of_works, outside_brackets
from zukan.sources.reading import records
from zukan.sources.records import (
    Airing,
    AnyRecord,
    CastEdge,
    CharacterRecord,
    MediaRecord,
    StaffCredit,
    StaffRecord,
    StatusAmount,
    StudioCredit,
    TagRank,
    Trend,
)

Table = Callable[..., list[AnyRecord]]
WORK = {
    "anime_id": "900001",
    "mal_id": "54.0",
    "title": "Yoru no Fune",
    "english_title": "Night Ship",
    "japanese_title": "夜の船",
    "type": "TV",
    "episodes": "12.0",
    "duration": "24",
    "status": "NOT_YET_RELEASED",
    "source": "OTHER",
    "season": "FALL 2026",
    "season_year": "2026",
    "studios": "Quay;Pier TV",
    "main_studios": "Quay",
    "genres": "Drama",
    "tags": "Ships;Urban",
    "score": "69.0",
    "mean_score": "70",
    "popularity": "114",
    "favorites": "3",
    "watching": "8",
    "completed": "1",
    "on_hold": "2",
    "dropped": "4",
    "plan_to_watch": "99",
    "start_date": "2026-10-01",
    "synopsis": "A ship leaves at night.<br><br>(Source: The Quay)",
    "country_of_origin": "JP",
    "is_licensed": "True",
    "cover_image_large": "https://images.example/1.jpg",
    "cover_image_color": "#e4ae50",
    "main_characters": "Alice;Aki Hata",
    "main_staff": "Jun Mori (Director);Jun Mori (Script (eps 1; 2));Naomi Abe ()",
    "is_adult": "False",
    "synonyms": "YoruFune;The Ship, by Night",
    "updated_at": "1755404157",
    "collected_at": "2025-08-17T04:33:26.903444+00:00",
}
DAY = {
    "anime_id": "900001",
    "day": "20260821",
    "status": "RELEASING",
    "episodes": "",
    "average_score": "69",
    "mean_score": "70",
    "popularity": "114",
    "favourites": "3",
    "watching": "8",
    "completed": "1",
    "on_hold": "2",
    "dropped": "4",
    "plan_to_watch": "99",
}
AIRING = {"anime_id": "900001", "episode": "2", "airing_at": "1783864800", "last_seen_day": "20260712"}
FIRST_DAY, SECOND_DAY = 1787270400, 1787356800


@pytest.fixture
def read(tmp_path: Path) -> Table:
    """Return `read(*rows, columns=…)`: the records of a table with these rows."""

    def read(*rows: dict[str, str], columns: list[str]) -> list[AnyRecord]:
        lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
        path = tmp_path / "table.csv"
        path.write_text("".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines))
        return list(records(path, Reading()))

    return read


def of_kind(kind: type[Any], found: list[AnyRecord]) -> list[Any]:
    return [record for record in found if type(record) is kind]


def test_a_row_is_a_work_with_its_cast_and_staff(read: Table) -> None:
    found = read(WORK, columns=sorted(mapping_of_works().named()))
    assert of_kind(MediaRecord, found) == [
        MediaRecord(
            source="leorigasaki",
            key="900001",
            observed_at=1755405206,
            ids={"anilist": ["900001"], "myanimelist": ["54"]},
            type="ANIME",
            title_romaji="Yoru no Fune",
            title_english="Night Ship",
            title_native="夜の船",
            synonyms=["YoruFune", "The Ship, by Night"],
            format="TV",
            status="NOT_YET_RELEASED",
            season="FALL",
            season_year=2026,
            start_date=20261000,
            episodes=12,
            duration=24,
            country_of_origin="JP",
            description="A ship leaves at night.",
            description_source="The Quay",
            cover_large="https://images.example/1.jpg",
            cover_color="#e4ae50",
            is_adult=False,
            is_licensed=True,
            average_score=69,
            mean_score=70,
            popularity=114,
            favourites=3,
            updated_at=1755404157,
            genres=["Drama"],
            tags=[TagRank(tag="~Ships"), TagRank(tag="~Urban")],
            studios=[StudioCredit(studio="~Quay", is_main=True), StudioCredit(studio="~Pier TV")],
            status_counts=[
                StatusAmount(status="CURRENT", amount=8),
                StatusAmount(status="COMPLETED", amount=1),
                StatusAmount(status="PAUSED", amount=2),
                StatusAmount(status="DROPPED", amount=4),
                StatusAmount(status="PLANNING", amount=99),
            ],
            characters=[
                CastEdge(character="c/900001/Alice", position=0),
                CastEdge(character="c/900001/Aki Hata", position=1),
            ],
            staff=[
                StaffCredit(staff="~Jun Mori", role="Director", position=0),
                StaffCredit(staff="~Jun Mori", role="Script (eps 1; 2)", position=1),
            ],
        )
    ]
    assert [record.name_full for record in of_kind(StaffRecord, found)] == ["Jun Mori", "Jun Mori"]


def test_two_characters_of_one_name_in_two_works_are_two(read: Table) -> None:
    found = read(WORK, {**WORK, "anime_id": "900002"}, columns=sorted(mapping_of_works().named()))
    keys = [record.key for record in of_kind(CharacterRecord, found) if record.name_full == "Alice"]
    assert keys == ["c/900001/Alice", "c/900002/Alice"]


def test_a_semicolon_in_brackets_parts_nothing() -> None:
    assert outside_brackets("A (Director);B (Producer (English; UK));C ()") == [
        "A (Director)",
        "B (Producer (English; UK))",
        "C ()",
    ]
    assert outside_brackets("A (Director;B (Script)") == ["A (Director;B (Script)"]


def test_each_day_is_a_trend_and_the_newest_is_the_state(read: Table) -> None:
    newer = {**DAY, "day": "20260822", "popularity": "120", "watching": "9", "status": "FINISHED", "episodes": "12"}
    claims = folded(read(DAY, newer, columns=list(DAY)))["leorigasaki", "media", "900001"]
    assert claims["popularity"] == [SECOND_DAY, 120]
    assert claims["episodes"] == [SECOND_DAY, 12]
    assert claims["status_counts"][1][0] == {"status": "CURRENT", "amount": 9}
    assert "type" not in claims  # numbers alone make no work
    found = read(DAY, newer, columns=list(DAY))
    assert [trend for record in of_kind(MediaRecord, found) for trend in record.trends] == [
        Trend(date=FIRST_DAY, average_score=69, popularity=114, in_progress=8, releasing=True),
        Trend(date=SECOND_DAY, average_score=69, popularity=120, in_progress=9, releasing=False),
    ]
    assert [record.popularity for record in of_kind(MediaRecord, found)] == [120]


def test_a_work_with_more_days_than_a_record_takes_has_them_all(read: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "MOST_DAYS", 2)
    days = [{**DAY, "day": f"2026080{number}", "popularity": str(number)} for number in range(1, 6)]
    found = of_kind(MediaRecord, read(*days, columns=list(DAY)))
    assert [[trend.popularity for trend in record.trends] for record in found] == [[1, 2], [3, 4], [5]]
    assert [record.popularity for record in found] == [None, None, 5]


def test_the_state_is_told_once_for_each_work(read: Table) -> None:
    other = {**DAY, "anime_id": "900002", "popularity": "7"}
    found = of_kind(MediaRecord, read(DAY, other, columns=list(DAY)))
    assert [(record.key, record.popularity) for record in found] == [("900001", 114), ("900002", 7)]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"popularity": "many"}, "popularity"),
        ({"average_score": "101"}, "average_score"),
        ({"day": "20260230"}, "there is no day"),
        ({"anime_id": "0"}, "anime_id"),
        ({"watching": ""}, "watching"),
    ],
)
def test_a_broken_day_is_named(read: Table, changes: dict[str, str], problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as refusal:
        read(DAY, {**DAY, **changes}, columns=list(DAY))
    assert "line 3" in str(refusal.value)


def test_a_broken_day_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = (DAY, {**DAY, "popularity": "many"}, {**DAY, "day": "20260822"})
    path.write_text("\n".join([",".join(DAY), *(",".join(row.values()) for row in rows)]))
    reading = Reading(keep_good=True)
    (work,) = of_kind(MediaRecord, list(records(path, reading)))
    assert [trend.date for trend in work.trends] == [FIRST_DAY, SECOND_DAY]
    assert ["line 3" in str(fault) for fault in reading.faults] == [True]


def test_an_announced_broadcast_is_a_slot_of_the_schedule(read: Table) -> None:
    assert read(AIRING, columns=list(AIRING)) == [
        MediaRecord(
            source="leorigasaki",
            key="900001",
            observed_at=1783814400,
            ids={"anilist": ["900001"]},
            ids_number="ANIME",
            airing_schedule=[Airing(episode=2, airing_at=1783864800)],
        )
    ]


def test_the_real_tables_are_read_whole(test_data: Path) -> None:
    folder = test_data / "data" / "anilist"
    reading = Reading()
    works = of_kind(MediaRecord, list(records(folder / "leorigasaki_media.csv.gz", reading)))
    assert len(works) == len({work.key for work in works}) == 1154
    initial_d = next(work for work in works if work.key == "18")
    assert (initial_d.ids["myanimelist"], initial_d.title_english) == (["18"], "Initial D 4th Stage")
    assert StudioCredit(studio="~A.C.G.T.", is_main=True) in initial_d.studios
    assert sum(work.is_adult for work in works) == 133
    assert reading.skipped == {'leorigasaki_media.csv.gz: column "main_staff": a name without a role': 1}
    slots = list(records(folder / "leorigasaki_airing.csv.gz", Reading()))
    assert len(slots) == 2843


def test_the_real_days_are_read_whole(test_data: Path) -> None:
    works = of_kind(MediaRecord, list(records(test_data / "data" / "anilist" / "leorigasaki_daily.csv.gz", Reading())))
    assert (sum(len(work.trends) for work in works), len({work.key for work in works})) == (165745, 1154)
    stated = {work.key: work.observed_at for work in works if work.status_counts}
    newest: dict[str, int] = {}
    for work in works:
        newest[work.key] = max(newest.get(work.key, 0), *(trend.date for trend in work.trends))
    assert stated == newest


def test_the_mapping_names_every_column_of_the_real_table(test_data: Path) -> None:
    path = test_data / "data" / "anilist" / "leorigasaki_media.csv.gz"
    reading = Reading()
    next(records(path, reading))
    assert not [reason for reason in reading.skipped if "does not name it" in reason]
