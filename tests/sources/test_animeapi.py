"""animeApi: titles with the ids of many sites, as a table and as a list."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import ExternalId, Media
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import MediaRecord, SeriesPlace

ROW = {
    "title": 'Yoru no "Fune"',
    "anidb": "7",
    "anilist": "900001",
    "imdb": "tt1,tt2",
    "kaize": "yoru-no-fune",
    "kaize_id": "8",
    "myanimelist": "54",
    "nautiljon": "yoru,+no+fune",
    "nautiljon_id": "9",
    "shikimori": "z54",
    "silveryasha": "",
    "themoviedb": "3",
    "trakt": "5",
    "trakt_type": "shows",
    "trakt_season": "2",
}


def table(*rows: dict[str, str]) -> str:
    return "\n".join(["\t".join(ROW), *("\t".join(quoted(cell) for cell in row.values()) for row in rows)]) + "\n"


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def read(path: Path, reading: Reading | None = None) -> list[MediaRecord]:
    return [one for one in records(path, reading or Reading()) if isinstance(one, MediaRecord)]


def test_a_row_gives_a_title_and_ids(write_file: WriteFile) -> None:
    (record,) = read(write_file("animeapi.tsv", table(ROW)))
    assert (record.key, record.type, record.title_romaji) == ("anidb/7", "ANIME", 'Yoru no "Fune"')
    assert record.ids == {
        "anidb": ["7"],
        "anilist": ["900001"],
        "imdb": ["tt1", "tt2"],
        "kaize": ["yoru-no-fune"],
        "myanimelist": ["54"],
        "nautiljon": ["yoru,+no+fune"],
        "shikimori": ["z54"],
        "themoviedb": ["movie/3"],
        "trakt": ["shows/5"],
    }
    assert record.series_places == [SeriesPlace(site="trakt", key="shows/5", season="2")]


def test_an_object_of_the_list_says_the_same(write_file: WriteFile) -> None:
    numbers = {name: int(cell) if cell.isdecimal() else cell or None for name, cell in ROW.items()}
    today = {**numbers, "themoviedb_type": "tv", "trakt_may_invalid": False, "data_index": 1}
    (row,) = read(write_file("animeapi.tsv", table(ROW)))
    (entry,) = read(write_file("animeapi.json", [today]))
    assert entry.ids == {**row.ids, "themoviedb": ["tv/3"]}
    assert (entry.key, entry.title_romaji, entry.series_places) == (row.key, row.title_romaji, row.series_places)


@pytest.mark.parametrize(
    ("changes", "site"),
    [
        ({"imdb": "unknown"}, "imdb"),
        ({"nautiljon": "javascript:;"}, "nautiljon"),
        ({"trakt_may_invalid": True}, "trakt"),
    ],
)
def test_what_is_no_id_is_counted_and_left_out(write_file: WriteFile, changes: dict[str, Any], site: str) -> None:
    reading = Reading()
    (record,) = read(write_file("animeapi.json", [{**ROW, **changes}]), reading)
    assert site not in record.ids
    assert sum(reading.skipped.values()) == 1


def test_rows_that_share_a_number_stay_two_records(write_file: WriteFile) -> None:
    """MyAnimeList's and AniList's numbers stand in several rows of the real file."""
    shared = dict.fromkeys(ROW, "") | {"myanimelist": "54", "anilist": "900001"}
    found = read(write_file("animeapi.tsv", table({**shared, "title": "A Sou"}, {**shared, "title": "Aa Sou"})))
    assert {record.key for record in found} == {"title/A Sou", "title/Aa Sou"}


def test_long_names_keep_their_records_apart(write_file: WriteFile) -> None:
    shared = dict.fromkeys(ROW, "")
    long = [{**shared, "title": "Fune " * 30 + end} for end in ("1", "2")]
    assert len({record.key for record in read(write_file("animeapi.tsv", table(*long)))}) == 2


def test_a_title_makes_a_work(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("animeapi.tsv", table(ROW)))
    work = Media.objects.get()
    assert (work.pk, work.type, work.title_romaji, work.id_mal) == (900001, "ANIME", 'Yoru no "Fune"', 54)
    assert ExternalId.objects.filter(site="trakt", key="shows/5").exists()


def test_the_real_table(test_data: Path) -> None:
    reading = Reading()
    found = {
        one.key: one for one in read(test_data / "data/catalogue/animeapi_titles_idmap_2025-02-03.tsv.gz", reading)
    }
    assert len(found) == 34_814
    assert sum("anidb" in one.ids for one in found.values()) == 13_615
    assert sum("myanimelist" in one.ids for one in found.values()) == 28_211
    rouge = found["anidb/17926"]
    assert rouge.title_romaji == "Metallic Rouge"
    assert (rouge.ids["anilist"], rouge.ids["myanimelist"], rouge.ids["kitsu"]) == (["162985"], ["54794"], ["47228"])
    assert sum(reading.skipped.values()) == 673 + 2
