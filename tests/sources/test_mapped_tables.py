"""Tables of any source: what the mapping says is what comes out, and what is wrong names its column."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.conftest import Import
from zukan.catalogue.models import ExternalId, Media
from zukan.sources.errors import SourceError, UnknownFormatError
from zukan.sources.formats import Reading
from zukan.sources.mapped_tables.cells import TARGETS, minutes, number
from zukan.sources.mapped_tables.dates import day_in_name, fuzzy_date, span
from zukan.sources.mapped_tables.mapping import Mapping
from zukan.sources.mapped_tables.rows import Plan, records_of
from zukan.sources.reading import files_of, records
from zukan.sources.records import (
    AnyRecord,
    Broadcast,
    EpisodeText,
    MediaRecord,
    StatusAmount,
    StudioCredit,
    StudioRecord,
    TagRank,
    TagRecord,
    TranslatedTitle,
)

Table = Callable[..., list[AnyRecord]]
MAPPING: dict[str, Any] = {
    "source": "club-list",
    "site": "anidb",
    "key": "nr",
    "observed": "seen",
    "entities": True,
    "columns": {
        "name": ["title_romaji", "title:de"],
        "kind": {"to": "format", "values": {"Serie": "TV", "Film": "MOVIE", "?": ""}},
        "first": {"to": "start_date", "form": "%d.%m.%Y"},
        "minutes": "duration",
        "stars": {"to": "average_score", "times": 20},
        "labels": {"to": "labels", "separator": "|", "values": {"Roboter": "Mecha"}},
        "makers": {"to": "main_studios", "separator": ", "},
        "backers": {"to": "studios", "separator": ", "},
        "watch": "users:CURRENT",
        "mal": "id:myanimelist",
        "notes": None,
    },
}
SLOT = Broadcast(begin=1704817800, end=1706027400, period_days=7)  # half past one of the next day in Japan
ODD = ("9999-12-31", "0000", "Fridays at 99:99 (JST)", "999999999999999", "-1", "1e9", "Hentai", "2024-01-01T00:00:00")
COLUMNS = ["nr", *MAPPING["columns"], "seen"]
ROW = {
    "nr": "17.0",
    "name": "Nacht &amp; Schiff",
    "kind": "Serie",
    "first": "09.01.2024",
    "minutes": "1 hr 5 min",
    "stars": "4.13",
    "labels": "Roboter|Drama|Harbour",
    "makers": "Studio Quay, Lantern Co., Ltd.",
    "backers": "Studio Quay, Pier TV",
    "watch": "12",
    "mal": "54.0",
    "seen": "2024-02-01",
}


def as_csv(*rows: dict[str, str]) -> str:
    lines = [COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in rows)]
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


@pytest.fixture
def read(tmp_path: Path) -> Table:
    """Return `read(*rows, mapping=…, **options)`: the records of a table beside which its mapping stands."""

    def read(*rows: dict[str, str], mapping: dict[str, Any] = MAPPING, **options: Any) -> list[AnyRecord]:
        table = tmp_path / "club.csv"
        table.write_text(as_csv(*rows))
        table.with_name("club.mapping.json").write_text(json.dumps(mapping))
        return list(records(table, options.get("reading") or Reading(**options)))

    return read


def work(found: list[AnyRecord]) -> MediaRecord:
    (only,) = [record for record in found if isinstance(record, MediaRecord)]
    return only


def test_a_mapping_beside_a_table_says_what_its_columns_mean(read: Table) -> None:
    found = read(ROW)
    assert work(found) == MediaRecord(
        source="club-list",
        key="17",
        observed_at=1706745600,
        ids={"anidb": ["17"], "myanimelist": ["54"]},
        type="ANIME",
        title_romaji="Nacht & Schiff",
        translated_titles=[TranslatedTitle(language="de", text="Nacht & Schiff")],
        format="TV",
        start_date=20240109,
        duration=65,
        average_score=83,
        genres=["Mecha", "Drama"],
        tags=[TagRank(tag="~Harbour")],
        studios=[
            StudioCredit(studio="~Studio Quay", is_main=True),
            StudioCredit(studio="~Lantern Co., Ltd.", is_main=True),
            StudioCredit(studio="~Pier TV"),
        ],
        status_counts=[StatusAmount(status="CURRENT", amount=12)],
    )
    assert {record.name for record in found if isinstance(record, StudioRecord)} == {
        "Studio Quay",
        "Lantern Co., Ltd.",
        "Pier TV",
    }
    assert [record.name for record in found if isinstance(record, TagRecord)] == ["Harbour"]


def test_a_mapping_that_is_given_stands_before_the_one_beside(read: Table, tmp_path: Path) -> None:
    given = tmp_path / "other.json"
    given.write_text(json.dumps({**MAPPING, "source": "given"}))
    assert work(read(ROW, reading=Reading(mapping=given))).source == "given"
    assert work(read(ROW, reading=Reading(mapping=given, source="told"))).source == "told"


def test_empty_cells_say_nothing(read: Table) -> None:
    bare = work(read({"nr": "17", "name": "Nacht", "kind": "?"}, observed_on=86400))
    assert bare == MediaRecord(
        source="club-list",
        key="17",
        observed_at=86400,
        ids={"anidb": ["17"]},
        type="ANIME",
        title_romaji="Nacht",
        translated_titles=[TranslatedTitle(language="de", text="Nacht")],
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"first": "31.02.2024"}, 'column "first": day is out of range'),
        ({"minutes": "long"}, 'column "minutes": "long" is not a duration'),
        ({"stars": "NaN"}, 'column "stars": "NaN" is not a number'),
        ({"stars": "1e400"}, 'column "stars": "1e400" is not a number'),
        ({"stars": "9"}, 'column "stars": Expected `int` <= 100'),
        ({"watch": "99999999999"}, 'column "watch": Expected `int` <= 2147483647'),
        ({"watch": "-1"}, 'column "watch": Expected `int` >= 0'),
        ({"nr": ""}, 'column "nr": it is empty'),
        ({"seen": "2024-13-01"}, 'column "seen": there is no day'),
    ],
)
def test_a_cell_that_cannot_be_read_names_its_line_and_column(
    read: Table, changes: dict[str, str], problem: str
) -> None:
    with pytest.raises(SourceError) as refusal:
        read(ROW, {**ROW, "nr": "18", **changes})
    assert "line 3" in str(refusal.value)
    assert problem in str(refusal.value)


def test_spaces_around_the_names_of_columns_are_no_part_of_them(tmp_path: Path) -> None:
    table, mapping = tmp_path / "club.csv", tmp_path / "given.json"
    mapping.write_text(
        json.dumps({"source": "s", "key": "nr", "columns": {"name": "title_romaji", "seen": "episodes"}})
    )
    table.write_text("nr, name, seen\n1,Nacht,12\n")
    assert [work([record]).title_romaji for record in records(table, Reading(mapping=mapping))] == ["Nacht"]
    table.write_text("nr, name, seen\n1,Nacht,many\n")
    with pytest.raises(SourceError, match=r'line 2: .*column "seen"'):
        list(records(table, Reading(mapping=mapping)))


def test_a_broken_row_is_left_out_when_the_good_is_to_be_kept(read: Table) -> None:
    reading = Reading(keep_good=True)
    found = read(ROW, {**ROW, "nr": "18", "stars": "many"}, {**ROW, "nr": "19"}, reading=reading)
    assert [record.key for record in found if isinstance(record, MediaRecord)] == ["17", "19"]
    assert ["line 3" in str(fault) for fault in reading.faults] == [True]


def test_a_table_is_imported_by_a_mapping_that_is_given(import_files: Import, tmp_path: Path) -> None:
    table, mapping = tmp_path / "club.csv", tmp_path / "given.json"
    table.write_text(as_csv(ROW))
    mapping.write_text(json.dumps(MAPPING))
    import_files(table, mapping=mapping)
    made = Media.objects.get()
    assert (made.title_romaji, made.format, made.average_score) == ("Nacht & Schiff", "TV", 83)
    assert set(ExternalId.objects.values_list("site", "key")) == {("anidb", "17"), ("myanimelist", "54")}


def test_a_word_that_the_mapping_does_not_know_is_counted_and_says_nothing(read: Table) -> None:
    reading = Reading()
    assert work(read({**ROW, "kind": "Theater"}, reading=reading)).format is None
    assert reading.skipped == {'club.csv: column "kind": a word that the mapping does not know': 1}


def test_a_column_that_the_mapping_does_not_name_is_reported(read: Table) -> None:
    reading = Reading()
    columns = {name: to for name, to in MAPPING["columns"].items() if name != "notes"}
    read(ROW, mapping={**MAPPING, "columns": columns}, reading=reading)
    assert reading.skipped == {'club.csv: column "notes": the mapping does not name it': 1}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"columns": {"name": "titel"}}, 'column "name": "titel" is no field'),
        ({"columns": {"nom": "title_romaji"}}, 'it has no column "nom"'),
        ({"columns": {"name": {"to": "labels", "words": "w"}}}, "there are no words 'w'"),
        ({"columns": {"name": {"too": "labels"}}}, "is not a mapping"),
        ({"site": "mal"}, 'the site "mal" is not known'),
        ({"source": "Club List"}, "is not a mapping"),
    ],
)
def test_a_wrong_mapping_is_refused_before_any_row(read: Table, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read(ROW, mapping={**MAPPING, **changes})


def test_a_table_without_a_mapping_is_refused_with_its_columns(tmp_path: Path) -> None:
    table = tmp_path / "club.csv"
    table.write_text(as_csv(ROW))
    with pytest.raises(UnknownFormatError, match=r"a CSV table with the columns nr, name, .*--mapping"):
        list(records(table, Reading()))


def test_a_mapping_in_a_folder_is_not_taken_for_a_catalogue(read: Table, tmp_path: Path) -> None:
    read(ROW)
    assert [found.path.name for found in files_of([tmp_path])] == ["club.csv"]


def test_a_table_of_episodes_makes_no_works(read: Table) -> None:
    columns = {
        "name": {"to": "episode:title_english", "cut": True},
        "watch": "episode:number",
        "first": {"to": "episode:aired", "form": "%d.%m.%Y"},
        "mal": "episode:is_recap",
    }
    mapping = {**MAPPING, "columns": columns, "makes_works": False}
    reading = Reading()
    first, second = (
        record for record in read({**ROW, "mal": "1"}, {"nr": "17", "watch": "2", "name": "cut)"}, mapping=mapping,
                                  reading=reading)
        if isinstance(record, MediaRecord)
    )  # fmt: skip
    assert (first.type, first.ids_number) == (None, "ANIME")
    assert first.episode_rows == [EpisodeText(number=12, title_english="Nacht & Schiff", aired=20240109, is_recap=True)]
    assert second.episode_rows == [EpisodeText(number=2)]
    assert reading.skipped['club.csv: column "name": half a pair of brackets: it was cut'] == 1


@pytest.mark.parametrize(
    ("start", "end", "slot", "expected"),
    [
        ("2024-01-09", "2024-01-23", "Tuesdays at 25:30 (JST)", SLOT),
        ("2024-01-09", "2024-01-23", "Mondays at 23:00 (JST)", None),
        ("2024-01-09", "2024-01-24", "Tuesdays at 23:00 (JST)", None),
        ("2024-01-09", "", "Tuesdays at 23:00 (JST)", None),
        ("2024-01", "2024-01-23", "Tuesdays at 23:00 (JST)", None),
        ("1969-01-07", "1969-01-14", "Tuesdays at 23:00 (JST)", None),
    ],
)  # fmt: skip
def test_a_weekly_slot_needs_both_ends_on_its_day(
    read: Table, start: str, end: str, slot: str, expected: Broadcast | None
) -> None:
    columns = {"first": "start_date", "seen": "end_date", "name": "broadcast"}
    mapping = {"source": "s", "key": "nr", "columns": columns}
    found = work(read({"nr": "1", "first": start, "seen": end, "name": slot}, mapping=mapping))
    assert found.broadcast == expected


@pytest.mark.parametrize(
    ("padded", "status", "start", "expected"),
    [
        ("", "NOT_YET_RELEASED", "2024-01-01", 20240101),
        ("unreleased", "NOT_YET_RELEASED", "2024-10-01", 20241000),
        ("unreleased", "FINISHED", "2024-10-01", 20241001),
        ("unreleased", "FINISHED", "2024-01-01", 20240101),
        ("always", "FINISHED", "2024-01-01", 20240000),
        ("always", "FINISHED", "2024-10-01", 20241001),
        ("always", "NOT_YET_RELEASED", "2024-10-01", 20241000),
    ],
)
def test_a_date_that_is_filled_up_with_ones_keeps_what_is_known(
    read: Table, padded: str, status: str, start: str, expected: int
) -> None:
    columns = {"first": {"to": "start_date", "padded": padded}, "kind": "status"}
    mapping = {"source": "s", "key": "nr", "columns": columns}
    assert work(read({"nr": "1", "first": start, "kind": status}, mapping=mapping)).start_date == expected


@pytest.mark.parametrize(
    ("season", "start", "expected"),
    [
        ("fall 1995", "", ("FALL", 1995)),
        ("SPRING 2004", "2003-01-01", ("SPRING", 2004)),
        ("winter", "2023-12-30", ("WINTER", 2024)),
        ("winter", "2024-01-05", ("WINTER", 2024)),
        ("fall", "2023-12-01", ("FALL", 2023)),
        ("fall", "", ("FALL", None)),
    ],
)
def test_a_season_without_a_year_takes_that_of_the_first_broadcast(
    read: Table, season: str, start: str, expected: tuple[str, int | None]
) -> None:
    mapping = {"source": "s", "key": "nr", "columns": {"first": "start_date", "name": "season"}}
    found = work(read({"nr": "1", "first": start, "name": season}, mapping=mapping))
    assert (found.season, found.season_year) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-09-29", 20230929),
        ("2023-09-29T00:00:00+00:00", 20230929),
        ("2023-09", 20230900),
        ("2023", 20230000),
        ("20230929", 20230929),
        ("Sep 29, 2023", 20230929),
        ("September 2023", 20230900),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, day: int) -> None:
    assert fuzzy_date(text) == day


@pytest.mark.parametrize("text", ["", "2023-02-30", "29.09.2023", "Foo 29, 2023", "0000-01-01", "٢٠٢٣", "2023-9-9-9"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date|month)|there is no day"):
        fuzzy_date(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sep 29, 2023 to Mar 22, 2024", (20230929, 20240322)),
        ("2011", (20110000, None)),
        ("Apr 2004 to ?", (20040400, None)),
        ("? to 2004", (None, 20040000)),
    ],
)
def test_a_span_has_two_ends(text: str, days: tuple[int | None, int | None]) -> None:
    assert span(text) == days


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("titles_2016.csv.gz", 1451606400),
        ("titles_2026-07.csv", 1782864000),
        ("titles_2026-07-02.csv", 1782950400),
        ("titles.csv", 0),
        ("titles_12345678.csv", 0),
        ("titles_2026-13.csv", 0),
    ],
)
def test_a_date_in_a_files_name_is_the_first_moment_it_can_mean(name: str, moment: int) -> None:
    assert day_in_name(name) == moment


@pytest.mark.parametrize(
    ("text", "length"),
    [("24 min per ep", 24), ("1 hr 30 min", 90), ("2 hr", 120), ("45 sec", 1), ("1 min 5 sec", 2), ("24.0", 24)],
)
def test_durations_are_minutes(text: str, length: int) -> None:
    assert minutes(text) == length


@pytest.mark.parametrize(("text", "times", "whole"), [("9.31", 10, 93), ("9.25", 10, 93), ("1,234", 1, 1234)])
def test_numbers_are_rounded_half_up(text: str, times: int, whole: int) -> None:
    assert number(text, times) == whole


@given(target=st.sampled_from(sorted(TARGETS)), text=st.text(min_size=1) | st.sampled_from(ODD), start=st.text())
def test_no_text_in_a_cell_breaks_more_than_its_row(target: str, text: str, start: str) -> None:
    columns: dict[str, Any] = {"a": target, "b": "start_date", "c": "end_date", "d": "broadcast_time"}
    mapping = Mapping(source="s", key="key", columns=columns)
    cells = tuple((name, column, TARGETS[column.to]) for name, column in mapping.cells())
    plan = Plan(mapping, "s", 0, cells, lambda reason: None)
    row = {"key": "1", "a": text, "b": start, "c": "9999-12-31", "d": "99:99"}
    with suppress(ValueError):  # the one that names the column
        assert isinstance(next(records_of(row, plan)), MediaRecord)
