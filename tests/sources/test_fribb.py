"""Fribb/anime-lists: every id of a row is kept, and a row makes no work."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import ExternalId, Media
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, MediaRecord, SeriesPlace

COLUMNS = ("n", "anilist", "mal", "anidb", "kitsu", "livechart", "anime-planet", "imdb", "themoviedb", "tvdb")
ENTRY = {
    "type": "TV",
    "anidb_id": 7,
    "anilist_id": 900001,
    "animecountdown_id": 70,
    "anime-planet_id": "night-ship",
    "imdb_id": ["tt0000001", "tt0000002"],
    "mal_id": 54,
    "simkl_id": 70,
    "themoviedb_id": {"tv": 26},
    "tvdb_id": 72,
    "season": {"tvdb": 2, "tmdb": 1},
    "episode_offset": {"tvdb": 12},
}


def table(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in (COLUMNS, *rows)) + "\n"


def read(path: Path, reading: Reading | None = None) -> list[AnyRecord]:
    return list(records(path, reading or Reading()))


def media(path: Path) -> MediaRecord:
    (record,) = read(path)
    assert isinstance(record, MediaRecord)
    return record


def test_a_row_of_the_table_gives_all_its_ids(write_file: WriteFile) -> None:
    row = ("0", "900001|900002", "54", "7", "9", "", "night-ship", "tt1|tt2", "tv:26|movie:3", "72")
    record = media(write_file("ids.tsv", table(row)))
    assert (record.key, record.ids_number, record.type) == ("anidb/7", "ANIME", None)
    assert record.ids == {
        "anilist": ["900001", "900002"],
        "myanimelist": ["54"],
        "anidb": ["7"],
        "kitsu": ["9"],
        "animeplanet": ["night-ship"],
        "imdb": ["tt1", "tt2"],
        "themoviedb": ["tv/26", "movie/3"],
        "thetvdb": ["72"],
    }


def test_the_key_does_not_depend_on_the_row_s_place(write_file: WriteFile) -> None:
    one, other = ("0", "1", "2", "", "", "", "", "", "", ""), ("1", "", "", "", "5", "6", "", "", "", "")
    both = {record.key for record in read(write_file("a.tsv", table(one, other)))}
    assert both == {record.key for record in read(write_file("b.tsv", table(other, one)))}
    assert both == {"myanimelist/2", "kitsu/5"}


def test_an_object_of_the_list_tells_places_in_series_too(write_file: WriteFile) -> None:
    record = media(write_file("list.json", [ENTRY]))
    assert record.ids == {
        "anidb": ["7"],
        "anilist": ["900001"],
        "animeplanet": ["night-ship"],
        "imdb": ["tt0000001", "tt0000002"],
        "myanimelist": ["54"],
        "simkl": ["70"],
        "themoviedb": ["tv/26"],
        "thetvdb": ["72"],
    }
    assert record.series_places == [
        SeriesPlace(site="thetvdb", key="72", season="2", offset=12),
        SeriesPlace(site="themoviedb", key="tv/26", season="1"),
    ]


@pytest.mark.parametrize(
    ("value", "keys"),
    [({"movie": [1, 2]}, ["movie/1", "movie/2"]), ({"movie": 1}, ["movie/1"]), (None, None), (26, None)],
)
def test_a_film_or_a_series_is_taken_only_when_it_is_said_which(
    write_file: WriteFile, value: Any, keys: list[str] | None
) -> None:
    assert media(write_file("list.json", [{**ENTRY, "themoviedb_id": value}])).ids.get("themoviedb") == keys


def test_a_key_that_is_none_names_its_field(write_file: WriteFile) -> None:
    with pytest.raises(SourceError, match=r"item 2: .*at `\$\.kitsu_id\[0\]`"):
        read(write_file("list.json", [ENTRY, {**ENTRY, "kitsu_id": -4}]))


def test_a_row_with_a_single_id_is_counted_and_left_out(write_file: WriteFile) -> None:
    reading = Reading()
    assert not read(write_file("ids.tsv", table(("0", "1", *[""] * 8))), reading)
    assert sum(reading.skipped.values()) == 1


def test_ids_join_works_and_make_none(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("list.json", [ENTRY]))
    assert not Media.objects.exists()
    import_files(write_file("anilist.json", {"id": 900001, "title": {"romaji": "Yoru no Fune"}, "type": "ANIME"}))
    assert ExternalId.objects.filter(media=900001, site="anidb", key="7").exists()


def test_the_groups_of_myanimelist_are_taken(write_file: WriteFile) -> None:
    groups = {"anilist": [{"name": "Ship", "ids": [1, 2]}], "mal": [{"name": "Night Ship", "ids": [54, 55]}]}
    found = read(write_file("franchises.json", groups))
    assert [(one.key, one.ids, getattr(one, "franchise", None)) for one in found] == [
        ("myanimelist/54", {"myanimelist": ["54"]}, "Night Ship"),
        ("myanimelist/55", {"myanimelist": ["55"]}, "Night Ship"),
    ]


def test_the_real_map(test_data: Path) -> None:
    reading = Reading()
    found = {one.key: one for one in read(test_data / "data/catalogue/fribb_idmap_2026-06-30.tsv.gz", reading)}
    assert len(found) == 29_219
    assert sum(reading.skipped.values()) == 12_933
    counts = Counter(site for one in found.values() for site in one.ids)
    assert (counts["myanimelist"], counts["anilist"], counts["anidb"]) == (26_882, 19_848, 14_396)
    bebop = found["anidb/23"].ids
    assert (bebop["anilist"], bebop["myanimelist"], bebop["kitsu"]) == (["1"], ["1"], ["1"])
    assert bebop["themoviedb"] == ["tv/30991"]
    assert found["anidb/17926"].ids["anilist"] == ["162985"]


def test_the_real_franchises(test_data: Path) -> None:
    found = {one.key: one for one in read(test_data / "data/catalogue/fribb_franchises_2026-06-30.json.gz")}
    assert len(found) == 15_506
    assert getattr(found["myanimelist/1"], "franchise", None) == "Cowboy Bebop"
