"""Shikimori's dump: works with cast, staff and voices, put together from tables, and no link to copies."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import Media, MediaCharacter, MediaExternalLink, MediaRelation, MediaStaff, VoiceRole
from zukan.sources.claims import folded
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, CharacterRecord, MediaRecord, StaffRecord
from zukan.sources.shikimori import lookups
from zukan.sources.sites import is_licensed_link

ANIME: dict[str, Any] = {
    "id": "54",
    "mal_id": "54",
    "name": "Yoru no Fune",
    "russian": "Ночной корабль",
    "english": "Night Ship",
    "japanese": "夜の船",
    "synonyms": '{"Ship, Night","The \\"Ship\\""}',
    "kind": "tv",
    "episodes": "13",
    "duration": "0",
    "score": "7.65",
    "ranked": "12",
    "popularity": "34",
    "status": "released",
    "rating": "pg_13",
    "is_censored": "f",
    "origin": "manga",
    "season": "fall_2004",
    "franchise": "night_ship",
    "aired_on_computed": "2004-10-06",
    "released_on_computed": "2005-01-01",
    "genre_v2_ids": "{1,2,3}",
    "studio_ids": "{9}",
    "description_ru": "Корабль.",
    "description_en": "A ship[br]at [i]night[/i]. [spoiler=who]It is [character=1]he[/character].[/spoiler](Source: L)",
}
DUMP: dict[str, Any] = {
    "anime_links": [{"anime_id": "54", "service": "copies", "identifier": "night_ship"}],
    "anime_stats": [
        {
            "entry_type": "Anime",
            "entry_id": "54",
            "scores_stats": '[["10", 3], ["7", 1]]',
            "list_stats": '[["planned", 5], ["watching", 2], ["on_hold", 1]]',
        }
    ],
    "animes": [ANIME, {"id": "55", "mal_id": "55", "name": "Yoru no Fune 2", "kind": "tv"}],
    "characters": [
        {
            "id": "1",
            "mal_id": "1",
            "name": "Sencho Akari",
            "fullname": 'Sencho "Sen, Cap" Akarin',
            "japanese": "船長",
            "russian": "Сэнтё",
        }
    ],
    "external_links": [
        {"entry_type": "Anime", "entry_id": "54", "kind": "wikipedia", "url": "https://ja.wikipedia.org/wiki/1"},
        {"entry_type": "Anime", "entry_id": "54", "kind": "netflix", "url": "https://www.netflix.com/title/1"},
        {
            "entry_type": "Anime",
            "entry_id": "54",
            "kind": "anime_db",
            "url": "https://anidb.info/x.pl?show=anime&aid=7",
        },
        {"entry_type": "Manga", "entry_id": "60", "kind": "readmanga", "url": "https://readmanga.live/night"},
        {"entry_type": "Anime", "entry_id": "54", "kind": "official_site", "url": "https://smotret-anime.online/1"},
    ],
    "genres_v2": [
        {"id": "1", "name": "Drama", "kind": "genre", "entry_type": "Anime"},
        {"id": "2", "name": "Suspense", "kind": "genre", "entry_type": "Anime"},
        {"id": "3", "name": "Seinen", "kind": "demographic", "entry_type": "Anime"},
    ],
    "mangas": [
        {"id": "60", "mal_id": None, "name": "Yoru no Fune", "kind": "light_novel", "is_censored": "t", "volumes": "3"}
    ],
    "people": [
        {"id": "5", "mal_id": "5", "name": "Some One", "japanese": "某人", "birth_on": '{"year": 1970, "day": 4}'},
        {"id": "6", "mal_id": "6", "name": "Other One", "birth_on": "{}"},
    ],
    "person_roles": [
        {"anime_id": None, "manga_id": None, "character_id": "1", "person_id": "5", "roles": "{Japanese}"},
        {"anime_id": None, "manga_id": None, "character_id": "1", "person_id": "6", "roles": "{Brazilian}"},
        {"anime_id": "54", "manga_id": None, "character_id": "1", "person_id": None, "roles": "{Main}"},
        {"anime_id": "55", "manga_id": None, "character_id": "1", "person_id": None, "roles": "{Supporting}"},
        {"anime_id": None, "manga_id": "60", "character_id": "1", "person_id": None, "roles": "{Main}"},
        {
            "anime_id": "54",
            "manga_id": None,
            "character_id": None,
            "person_id": "6",
            "roles": '{Music,"Key Animation"}',
        },
    ],
    "related_animes": [
        {"source_id": "54", "anime_id": "55", "manga_id": None, "relation": "Sequel"},
        {"source_id": "54", "anime_id": None, "manga_id": "61", "relation": "Adaptation"},
    ],
    "related_mangas": [{"source_id": "60", "anime_id": "54", "manga_id": None, "relation": "Adaptation"}],
    "similar_animes": [{"src_id": "54", "dst_id": "790"}],
    "studios": [{"id": "9", "name": "Lantern"}],
}


def dump(write_file: WriteFile, **tables: Any) -> Path:
    return write_file("dump.json", {**DUMP, **tables})


def read(path: Path, reading: Reading | None = None) -> list[AnyRecord]:
    return list(records(path, reading or Reading()))


def row(write_file: WriteFile, **changes: Any) -> MediaRecord:
    found = read(dump(write_file, animes=[{**ANIME, **changes}]))
    return next(one for one in found if isinstance(one, MediaRecord) and one.title_romaji == ANIME["name"])


def test_a_row_gives_the_work_s_own_facts(write_file: WriteFile) -> None:
    record = row(write_file)
    assert (record.key, record.ids) == ("anime/54", {"myanimelist": ["54"], "shikimori": ["54"]})
    assert (record.title_english, record.title_native) == ("Night Ship", "夜の船")
    assert [(one.language, one.text) for one in record.translated_titles or ()] == [("ru", "Ночной корабль")]
    assert record.synonyms == ["Ship, Night", 'The "Ship"']
    assert (record.format, record.status, record.origin) == ("TV", "FINISHED", "MANGA")
    assert (record.season, record.season_year, record.start_date, record.end_date) == ("FALL", 2004, 20041006, 20050000)
    assert (record.episodes, record.duration, record.average_score) == (13, None, 76)
    assert (record.score_rank, record.popularity_rank, record.franchise) == (12, 34, "night_ship")
    assert (record.age_rating, record.is_adult) == ("PG-13", None)
    assert record.genres == ["Drama", "Thriller"]
    assert [tag.tag for tag in record.tags or ()] == ["~Seinen"]
    assert [(one.studio, one.is_main) for one in record.studios or ()] == [("~Lantern", True)]


def test_a_description_is_light_html_with_marked_spoilers(write_file: WriteFile) -> None:
    record = row(write_file)
    assert record.description == "A ship\nat <i>night</i>. ~!It is he.!~"
    assert record.description_source == "L"


@pytest.mark.parametrize(("column", "value"), [("rating", "rx"), ("is_censored", "t")])
def test_what_the_site_hides_is_for_adults(write_file: WriteFile, column: str, value: str) -> None:
    assert row(write_file, **{column: value}).is_adult is True


def test_relations_point_to_numbers_of_myanimelist(write_file: WriteFile) -> None:
    assert [(one.media, one.relation_type) for one in row(write_file).relations or ()] == [
        ("@myanimelist:ANIME/55", "SEQUEL"),
        ("@myanimelist:MANGA/61", "SOURCE"),
    ]
    original = row(write_file, origin="original").relations or []
    assert original[1].relation_type == "ADAPTATION"


def test_voices_stand_in_every_anime_of_their_character(write_file: WriteFile) -> None:
    edges = [
        (one.key, edge.role, [(voice.staff, voice.language) for voice in edge.voices or ()])
        for one in read(dump(write_file))
        if isinstance(one, MediaRecord)
        for edge in one.characters or ()
    ]
    voices = [("person/5", "Japanese"), ("person/6", "Portuguese")]
    assert edges == [
        ("anime/54", "MAIN", voices),
        ("anime/55", "SUPPORTING", voices),
        ("manga/60", "MAIN", []),
    ]


def test_people_have_names_in_three_scripts_and_days_as_far_as_known(write_file: WriteFile) -> None:
    found = {one.key: one for one in read(dump(write_file))}
    captain, person = found["character/1"], found["person/5"]
    assert isinstance(captain, CharacterRecord)
    assert isinstance(person, StaffRecord)
    assert (captain.name_full, captain.name_native, captain.name_alternative) == (
        "Sencho Akari",
        "船長",
        ["Sen", "Cap", "Sencho Akarin", "Сэнтё"],
    )
    assert (person.name_full, person.date_of_birth) == ("Some One", 19700004)


def test_parts_of_a_work_fold_into_one_record(write_file: WriteFile) -> None:
    claims = folded(read(dump(write_file)))["shikimori", "media", "anime/54"]
    assert claims["popularity"][1] == 8
    assert claims["score_counts"][1] == [{"score": 100, "amount": 3}, {"score": 70, "amount": 1}]
    assert [one["status"] for one in claims["status_counts"][1]] == ["PLANNING", "CURRENT", "PAUSED"]
    assert list(claims["recommendations"]) == ["@myanimelist:ANIME/790"]
    assert sorted(key.split("\x1f")[1] for key in claims["staff"]) == ["Key Animation", "Music"]
    assert "anidb\x1f7" in claims["ids"]


def test_links_to_copies_are_counted_and_left_out(write_file: WriteFile) -> None:
    reading = Reading()
    found = read(dump(write_file), reading)
    links = [link for one in found if isinstance(one, MediaRecord) for link in one.external_links or ()]
    assert [(link.url, link.type, link.language) for link in links] == [
        ("https://ja.wikipedia.org/wiki/1", "INFO", "Japanese"),
        ("https://www.netflix.com/title/1", "STREAMING", None),
    ]
    assert reading.skipped["dump.json: a link to copies, or to an index of them"] == 3


@pytest.mark.parametrize(
    ("table", "row", "place"),
    [
        ("animes", {**ANIME, "episodes": "many"}, "animes, item 1: .*at `episodes`"),
        ("animes", {**ANIME, "synonyms": "{" + "a" * 200_000 + "}"}, "animes, item 1: .* is no array"),
        ("characters", {"name": "Nobody"}, "characters, item 1: .*at `id`"),
        ("anime_stats", {**DUMP["anime_stats"][0], "list_stats": '[["planned", "x"]]'}, "anime_stats, item 1"),
    ],
)
def test_a_broken_row_names_its_table_and_column(
    write_file: WriteFile, table: str, row: dict[str, Any], place: str
) -> None:
    with pytest.raises(SourceError, match=place):
        read(dump(write_file, **{table: [row]}))


def test_tables_that_are_held_have_a_bound(write_file: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "MOST_ROWS", 2)
    with pytest.raises(SourceError, match="genres_v2 has more than 2 rows"):
        read(dump(write_file))


def test_the_dump_makes_works_with_cast_staff_and_relations(write_file: WriteFile, import_files: Import) -> None:
    import_files(dump(write_file))
    work = Media.objects.get(title_romaji="Yoru no Fune", type="ANIME")
    assert (work.id_mal, work.statistics.get().average_score, work.popularity) == (54, 76, 8)
    assert MediaCharacter.objects.get(media=work).character.name_full == "Sencho Akari"
    spoken = VoiceRole.objects.filter(appearance__media=work).values_list("staff__name_full", "language")
    assert set(spoken) == {("Some One", "Japanese"), ("Other One", "Portuguese")}
    assert set(MediaStaff.objects.filter(media=work).values_list("role", flat=True)) == {"Music", "Key Animation"}
    assert MediaRelation.objects.filter(media=work, relation_type="SEQUEL").exists()
    assert MediaExternalLink.objects.filter(media=work).count() == 2
    assert Media.objects.get(type="MANGA").is_adult


def test_the_real_dump(test_data: Path) -> None:
    reading = Reading()
    found = read(test_data / "data/catalogue/shikimori_dev_2024-02.json.gz", reading)
    entities = folded(found)
    kinds = [kind for _, kind, _ in entities]
    assert [kinds.count(kind) for kind in ("character", "staff", "studio")] == [1_772, 1_041, 24]
    assert sum("title_romaji" in claims for (_, kind, _), claims in entities.items() if kind == "media") == 42 + 35
    assert sum(len(one.recommendations or ()) for one in found if isinstance(one, MediaRecord)) == 1_835
    assert sum(len(one.relations or ()) for one in found if isinstance(one, MediaRecord)) == 108 + 119
    bebop = entities["shikimori", "media", "anime/1"]
    spike = bebop["characters"]["character/1"]
    assert spike["role"][1] == "MAIN"
    assert (bebop["title_native"][1], bebop["score_rank"][1]) == ("カウボーイビバップ", 32)
    links = [link.url for one in found if isinstance(one, MediaRecord) for link in one.external_links or ()]
    assert len(links) == 347
    assert all(is_licensed_link(link) for link in links)
    assert "animespirit" not in json.dumps(links)
