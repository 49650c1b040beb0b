"""anime-offline-database: the weekly list in all its forms, and its dead entries."""

import json
import random
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import zstandard
from bench.offline_database import write_file as write_generated

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import MediaRelation
from zukan.sources.anime_offline_database.pages import page_id
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, MediaRecord, StudioRecord, TagRecord
from zukan.sources.sites import SITES, page_url

HEADER = {
    "$schema": "https://raw.githubusercontent.com/manami-project/anime-offline-database/refs/tags/2026-05/x.json",
    "license": {
        "name": "Open Data Commons Open Database License (ODbL) v1.0 + Database Contents License (DbCL) v1.0",
        "url": "https://github.com/manami-project/anime-offline-database/blob/2026-05/LICENSE",
    },
    "repository": "https://github.com/manami-project/anime-offline-database",
    "scoreRange": {"minInclusive": 1.0, "maxInclusive": 10.0},
    "lastUpdate": "2026-01-31",
}
ENTRY: dict[str, Any] = {
    "sources": [
        "https://anidb.net/anime/54",
        "https://anilist.co/anime/900001",
        "https://anime-planet.com/anime/night-ship",
        "https://animecountdown.com/77",
        "https://animenewsnetwork.com/encyclopedia/anime.php?id=12",
        "https://kitsu.app/anime/9",
        "https://myanimelist.net/anime/55",
        "https://notify.moe/anime/aBc-9_x",
    ],
    "title": "Yoru no Fune",
    "type": "TV",
    "episodes": 13,
    "status": "ONGOING",
    "animeSeason": {"season": "WINTER", "year": 2024},
    "picture": "https://pictures.example/1.jpg",
    "thumbnail": "https://pictures.example/1t.jpg",
    "duration": {"value": 1380, "unit": "SECONDS"},
    "score": {"arithmeticGeometricMean": 8.63, "arithmeticMean": 8.47, "median": 8.6},
    "synonyms": ["Night Ship", "夜の船", " ", "x" * 601],
    "studios": ["bones"],
    "producers": ["aniplex", "bones"],
    "relatedAnime": ["https://anidb.net/anime/60", "https://anilist.co/anime/900002", "https://kitsu.app/anime/9"],
    "tags": ["action", "space", "sci-fi"],
}


def whole(*entries: dict[str, Any]) -> str:
    return json.dumps({**HEADER, "data": list(entries)}, ensure_ascii=False)


def as_lines(*entries: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one) for one in (HEADER, *entries)) + "\n"


def read(path: Path, reading: Reading | None = None) -> list[AnyRecord]:
    return list(records(path, reading or Reading()))


def works(path: Path, reading: Reading | None = None) -> list[MediaRecord]:
    return [record for record in read(path, reading) if isinstance(record, MediaRecord)]


def test_an_entry_becomes_a_work_with_all_it_holds(write_file: WriteFile) -> None:
    reading = Reading()
    (work,) = works(write_file("list.json", whole(ENTRY)), reading)
    assert (work.type, work.format, work.status) == ("ANIME", "TV", "RELEASING")
    assert (work.title_romaji, work.title_native) == ("Yoru no Fune", None)
    assert (work.episodes, work.duration, work.season, work.season_year) == (13, 23, "WINTER", 2024)
    assert (work.average_score, work.mean_score) == (86, 85)
    assert (work.cover_large, work.cover_medium) == (ENTRY["picture"], ENTRY["thumbnail"])
    assert work.synonyms == ["Night Ship", "夜の船"]
    assert work.genres == ["Action", "Sci-Fi"]
    assert [one.tag for one in work.tags or ()] == ["~space"]
    assert [(one.studio, one.is_main) for one in work.studios or ()] == [
        *(("~bones", True), ("~aniplex", False), ("~bones", False)),
    ]
    assert work.observed_at == 1769817600
    assert work.ids == {
        "anidb": ["54"],
        "anilist": ["900001"],
        "animeplanet": ["night-ship"],
        "animecountdown": ["77"],
        "animenewsnetwork": ["12"],
        "kitsu": ["9"],
        "myanimelist": ["55"],
        "notify": ["aBc-9_x"],
    }
    assert reading.skipped == {"list.json: a synonym that is empty, or longer than any title": 2}
    seen = reading.sources["anime-offline-database"]
    assert (seen.licence, seen.newest, seen.lists_all) == ("ODbL-1.0", 1769817600, True)


def test_a_relation_names_the_other_by_each_of_its_pages(write_file: WriteFile) -> None:
    (work,) = works(write_file("list.json", whole(ENTRY)))
    assert [(one.media, one.relation_type) for one in work.relations or ()] == [
        *(("@anidb:ANIME/60", "OTHER"), ("900002", "OTHER")),
    ]


def test_works_that_name_each_other_by_any_page_are_related_once(write_file: WriteFile, import_files: Import) -> None:
    first = {**ENTRY, "sources": ["https://anidb.net/anime/1", "https://kitsu.app/anime/1"]}
    second = {
        **ENTRY,
        "sources": ["https://anidb.net/anime/2", "https://myanimelist.net/anime/2"],
        "title": "Hi no Fune",
    }
    import_files(
        write_file("list.json", whole({**first, "relatedAnime": second["sources"]}, {**second, "relatedAnime": []}))
    )
    relations = MediaRelation.objects.values_list("media__title_romaji", "related__title_romaji", "relation_type")
    assert sorted(relations) == [("Hi no Fune", "Yoru no Fune", "OTHER"), ("Yoru no Fune", "Hi no Fune", "OTHER")]


def test_companies_and_tags_become_things_that_are_known_by_name(write_file: WriteFile) -> None:
    found = read(write_file("list.json", whole(ENTRY, {**ENTRY, "sources": ["https://anidb.net/anime/2"]})))
    studios = [(one.key, one.name, one.is_animation_studio) for one in found if isinstance(one, StudioRecord)]
    assert studios == [("~bones", "bones", True), ("~aniplex", "aniplex", None), ("~bones", "bones", None)]
    assert [(one.key, one.name) for one in found if isinstance(one, TagRecord)] == [("~space", "space")]


@pytest.mark.parametrize(
    ("field", "value", "name", "said"),
    [
        ("type", "UNKNOWN", "format", None),
        ("type", "MOVIE", "format", "MOVIE"),
        ("status", "UNKNOWN", "status", None),
        ("status", "UPCOMING", "status", "NOT_YET_RELEASED"),
        ("episodes", 0, "episodes", None),
        ("animeSeason", {"season": "UNDEFINED", "year": 2001}, "season", None),
        ("animeSeason", {"season": "UNDEFINED", "year": 2001}, "season_year", 2001),
        ("animeSeason", {"season": "FALL"}, "season_year", None),
        ("duration", None, "duration", None),
        ("duration", {"value": 0, "unit": "SECONDS"}, "duration", None),
        ("duration", {"value": 12, "unit": "SECONDS"}, "duration", 1),
        ("score", None, "average_score", None),
        ("picture", "https://a.example/pics/no_pic.png", "cover_large", None),
        ("title", "夜の船", "title_native", "夜の船"),
        ("title", "夜の船", "title_romaji", None),
        ("tags", ["hentai"], "is_adult", True),
        ("tags", ["ecchi"], "is_adult", None),
    ],
)
def test_what_is_not_known_is_not_said(write_file: WriteFile, field: str, value: Any, name: str, said: Any) -> None:
    (work,) = works(write_file("list.json", whole({**ENTRY, field: value})))
    assert getattr(work, name) == said


def test_all_forms_give_the_same_records(write_file: WriteFile) -> None:
    second = {**ENTRY, "sources": ["https://anidb.net/anime/2"]}
    pretty = json.dumps({**HEADER, "data": [ENTRY, second]}, indent=2)
    texts = {"a.json": whole(ENTRY, second), "b.json": pretty, "a.jsonl": as_lines(ENTRY, second)}
    first = read(write_file("first.json", whole(ENTRY, second)))
    for name, text in texts.items():
        assert read(write_file(name, text)) == first
        assert read(write_file(f"{name}.zst", zstandard.compress(text.encode()))) == first


def test_a_key_depends_neither_on_the_order_nor_on_the_rest_of_the_file(write_file: WriteFile) -> None:
    others = [{**ENTRY, "sources": [f"https://kitsu.app/anime/{number}"]} for number in range(20)]
    mixed = [{**ENTRY, "sources": ENTRY["sources"][::-1]}, *others]
    random.Random(1).shuffle(mixed)  # noqa: S311  # an order, not a secret
    keys = [work.key for work in works(write_file("list.json", whole(*mixed)))]
    assert sorted(keys) == sorted(["myanimelist/55", *(f"kitsu/{number}" for number in range(20))])
    twice = {**ENTRY, "sources": ["https://kitsu.app/anime/10", "https://kitsu.app/anime/9"]}
    assert works(write_file("list.json", whole(twice)))[0].key == "kitsu/9"


def test_long_names_of_pages_do_not_make_two_works_one(write_file: WriteFile) -> None:
    pages = [f"https://anime-planet.com/anime/{'long-' * 20}{end}" for end in ("a", "b")]
    found = works(write_file("list.json", whole(*({**ENTRY, "sources": [page]} for page in pages))))
    assert len({work.key for work in found}) == 2


def test_an_entry_that_no_known_site_has_is_counted(write_file: WriteFile) -> None:
    reading = Reading()
    entry = {**ENTRY, "sources": ["https://elsewhere.example/anime/1"]}
    assert not works(write_file("list.json", whole(entry)), reading)
    assert reading.skipped["list.json: an entry without a page on a site that is known here"] == 1


def test_a_broken_entry_is_named_by_its_place_and_field(write_file: WriteFile) -> None:
    path = write_file("list.json", whole(ENTRY, {**ENTRY, "type": "FILM"}))
    with pytest.raises(SourceError, match=r"list\.json, item 2: Invalid enum value 'FILM' - at `\$\.type`"):
        read(path)
    path = write_file("list.jsonl", as_lines(ENTRY, {**ENTRY, "episodes": -1}))
    with pytest.raises(SourceError, match=r"list\.jsonl, record 3: .* - at `\$\.episodes`"):
        read(path)


def test_another_licence_is_told_as_the_file_words_it(write_file: WriteFile) -> None:
    reading = Reading()
    changed = json.dumps({**HEADER, "license": {"name": "CC0 1.0"}, "repository": "https://a.example", "data": [ENTRY]})
    read(write_file("list.json", changed), reading)
    seen = reading.sources["anime-offline-database"]
    assert (seen.licence, seen.homepage) == ("CC0 1.0", "https://a.example")


@pytest.mark.parametrize("name", ["anilist.json", "anilist-minified.json", "anilist.json.zst", "anime-planet.json"])
def test_dead_entries_are_ids_that_a_site_does_not_have_any_more(write_file: WriteFile, name: str) -> None:
    text = json.dumps({**HEADER, "deadEntries": ["12", "13"]})
    found = works(write_file(name, zstandard.compress(text.encode()) if name.endswith(".zst") else text))
    site = "animeplanet" if "planet" in name else "anilist"
    assert [work.ids for work in found] == [{site: ["12"]}, {site: ["13"]}]
    assert all(work.ids_gone and work.type is None and work.ids_number == "ANIME" for work in found)


def test_dead_entries_of_nobody_are_refused(write_file: WriteFile) -> None:
    path = write_file("dead.json", json.dumps({**HEADER, "deadEntries": ["12"]}))
    with pytest.raises(SourceError, match="its name does not tell whose dead entries"):
        read(path)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://kitsu.io/anime/12", ("kitsu", "12")),
        ("https://www.anime-planet.com/anime/a-b", ("animeplanet", "a-b")),
        ("https://myanimelist.net/manga/1", None),
        ("https://myanimelist.net/anime/x", None),
        ("https://myanimelist.net/anime/", None),
        ("https://elsewhere.example/anime/1", None),
        ("1", None),
    ],
)
def test_a_page_tells_a_sites_id(url: str, found: tuple[str, str] | None) -> None:
    assert page_id(url) == found


def test_every_site_of_the_data_set_is_linked(write_file: WriteFile) -> None:
    (work,) = works(write_file("list.json", whole(ENTRY)))
    assert all(site in SITES and page_url(site, keys[0], "ANIME") for site, keys in work.ids.items())


@pytest.mark.parametrize("name", ["many.json.zst", "many.jsonl"])
def test_a_generated_file_is_read_whole(tmp_path: Path, name: str) -> None:
    write_generated(tmp_path / name, 500)
    found = works(tmp_path / name)
    assert len(found) == 500
    assert len({work.key for work in found}) == 500


def test_the_example_is_read_and_our_samples_are_of_its_form(test_data: Path) -> None:
    folder = test_data / "data" / "schemas"
    schema = json.loads((folder / "anime-offline-database.jsonl.schema.json").read_bytes())
    jsonschema.validate(ENTRY, schema)
    (work,) = works(folder / "anime-offline-database.example.json")
    assert (work.key, work.title_romaji, work.average_score) == ("myanimelist/1535", "Death Note", 86)
    assert {"20931", "@anidb:ANIME/8146", "@simkl:ANIME/40690"} <= {one.media for one in work.relations or ()}
