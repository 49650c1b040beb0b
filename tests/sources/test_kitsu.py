"""Kitsu's answers, recorded or not: works with titles by language, numbers, relations, companies and labels."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import ExternalId, Media, MediaName, MediaRelation
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, MediaRecord, Relation, StudioCredit, TagRecord

PAGE = {"self": "https://kitsu.app/api/edge/anime/9"}
ATTRIBUTES: dict[str, Any] = {
    "updatedAt": "2025-05-29T12:00:07.837Z",
    "synopsis": "A ship at night.\n\n(Source: Lamp)",
    "titles": {
        "en": "",
        "en_us": "Night Ship",
        "en_jp": "Yoru no Fune",
        "ja_jp": "夜の船",
        "pt_br": "Navio",
        "ru_ru": "К",
    },
    "canonicalTitle": "Yoru no Fune",
    "abbreviatedTitles": ["YnF", None, "Night Ship"],
    "averageRating": "82.04",
    "ratingFrequencies": {"2": "0", "13": "1", "20": "3"},
    "userCount": 71,
    "favoritesCount": 2,
    "startDate": "2020-02-03",
    "endDate": None,
    "popularityRank": 15651,
    "ratingRank": None,
    "ageRating": "PG",
    "ageRatingGuide": "Teens 13 or older",
    "subtype": "ONA",
    "status": "current",
    "posterImage": {
        "tiny": "https://m.example/t.jpg",
        "small": "https://m.example/s.jpg",
        "large": "https://m.example/l.jpg",
    },
    "coverImage": {"large": "https://m.example/c.jpg"},
    "episodeCount": 12,
    "episodeLength": 5,
    "youtubeVideoId": "abcdefghijk",
    "nsfw": False,
}


def resource(kind: str, id: str, linked: dict[str, Any] | None = None, **attributes: Any) -> dict[str, Any]:  # noqa: A002
    relationships = {name: {"links": {}, "data": data} for name, data in (linked or {}).items()}
    return {"id": id, "type": kind, "links": PAGE, "attributes": attributes, "relationships": relationships}


def pointer(kind: str, id: str) -> dict[str, str]:  # noqa: A002
    return {"type": kind, "id": id}


LINKED = {
    "genres": [pointer("genres", "1")],
    "categories": [pointer("categories", "2"), pointer("categories", "3")],
    "mediaRelationships": [pointer("mediaRelationships", "4"), pointer("mediaRelationships", "5")],
    "animeProductions": [pointer("animeProductions", "6"), pointer("animeProductions", "7")],
    "mappings": [pointer("mappings", "8")],
}
INCLUDED = [
    resource("genres", "1", name="Drama"),
    resource("categories", "2", title="Drama"),
    resource("categories", "3", title="Sea Voyage", nsfw=None),
    resource("mediaRelationships", "4", {"destination": pointer("anime", "10")}, role="prequel"),
    resource("mediaRelationships", "5", {"destination": pointer("manga", "60")}, role="adaptation"),
    resource("animeProductions", "6", {"producer": pointer("producers", "20")}, role="producer"),
    resource("animeProductions", "7", {"producer": pointer("producers", "20")}, role="studio"),
    resource("producers", "20", name="Lantern"),
    resource("mappings", "8", externalSite="myanimelist/anime", externalId="54"),
    resource("anime", "10", titles={"en_jp": "Yoru no Fune 0"}, canonicalTitle="Yoru no Fune 0"),
]


def answer(linked: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    work = resource("anime", "9", LINKED if linked is None else linked, **{**ATTRIBUTES, **changes})
    return {"data": [work], "included": INCLUDED, "meta": {"count": 1}, "links": {}}


def read(path: Path, reading: Reading | None = None) -> list[AnyRecord]:
    return list(records(path, reading or Reading()))


def media(path: Path, key: str = "anime/9") -> MediaRecord:
    return next(one for one in read(path) if isinstance(one, MediaRecord) and one.key == key)


def test_an_answer_gives_titles_by_language(write_file: WriteFile) -> None:
    record = media(write_file("kitsu.json", answer()))
    assert (record.title_romaji, record.title_english, record.title_native) == ("Yoru no Fune", "Night Ship", "夜の船")
    assert {one.language: one.text for one in record.translated_titles or ()} == {
        "en-US": "Night Ship",
        "ja-Latn": "Yoru no Fune",
        "ja": "夜の船",
        "pt-BR": "Navio",
        "ru": "К",
    }
    assert record.synonyms == ["YnF"]


def test_an_answer_gives_the_work_s_facts(write_file: WriteFile) -> None:
    record = media(write_file("kitsu.json", answer()))
    assert (record.type, record.format, record.status) == ("ANIME", "ONA", "RELEASING")
    assert (record.start_date, record.end_date, record.episodes, record.duration) == (20200203, None, 12, 5)
    assert (record.average_score, record.popularity, record.favourites, record.scored_by) == (82, 71, 2, 4)
    assert (record.popularity_rank, record.score_rank) == (15651, None)
    assert [(one.score, one.amount) for one in record.score_counts or ()] == [(65, 1), (100, 3)]
    assert (record.description, record.description_source) == ("A ship at night.", "Lamp")
    assert (record.cover_extra_large, record.cover_large) == ("https://m.example/l.jpg", "https://m.example/s.jpg")
    assert (record.banner_image, record.trailer_id, record.trailer_site) == (
        "https://m.example/c.jpg",
        "abcdefghijk",
        "youtube",
    )
    assert record.age_rating == "PG - Teens 13 or older"
    assert record.observed_at == record.updated_at == 1_748_520_007


@pytest.mark.parametrize(
    ("changes", "adult"), [({}, None), ({"nsfw": True}, True), ({"ageRating": "R18"}, True), ({"ageRating": "R"}, None)]
)
def test_a_work_is_for_adults_only_when_it_is_said(
    write_file: WriteFile, changes: dict[str, Any], adult: bool | None
) -> None:
    assert media(write_file("kitsu.json", answer(**changes))).is_adult is adult


def test_linked_resources_become_lists_and_records(write_file: WriteFile) -> None:
    path = write_file("kitsu.json", answer())
    record = media(path)
    assert record.relations == [
        Relation(media="@kitsu:ANIME/10", relation_type="PREQUEL"),
        Relation(media="@kitsu:MANGA/60", relation_type="SOURCE"),
    ]
    assert record.studios == [StudioCredit(studio="~Lantern", is_main=True)]
    assert record.genres == ["Drama"]
    assert [tag.tag for tag in record.tags or ()] == ["~Sea Voyage"]
    assert record.ids == {"kitsu": ["9"], "myanimelist": ["54"]}
    assert [one.name for one in read(path) if isinstance(one, TagRecord)] == ["Sea Voyage"]


def test_a_list_that_the_answer_does_not_hold_whole_says_nothing(write_file: WriteFile) -> None:
    more = {**LINKED, "mediaRelationships": [*LINKED["mediaRelationships"], pointer("mediaRelationships", "99")]}
    assert media(write_file("kitsu.json", answer(more))).relations is None
    assert media(write_file("bare.json", answer({}))).studios is None


def test_included_works_are_records_too(write_file: WriteFile) -> None:
    assert media(write_file("kitsu.json", answer()), "anime/10").title_romaji == "Yoru no Fune 0"


def test_recordings_and_single_resources_are_read_alike(write_file: WriteFile) -> None:
    single = {**answer(), "data": answer()["data"][0]}
    recorded = [{"path": "a", "response": answer()}, {"path": "b", "response": {"data": [], "meta": {}, "links": {}}}]
    whole = read(write_file("kitsu.json", answer()))
    assert read(write_file("single.json", single)) == whole
    assert read(write_file("recorded.jsonl", recorded, lines=True)) == whole


def test_mappings_told_by_themselves_join_ids(write_file: WriteFile) -> None:
    mapping = resource("mappings", "8", {"item": pointer("anime", "9")}, externalSite="anidb", externalId="7")
    told = {"data": [mapping], "included": answer({})["data"]}
    assert media(write_file("mappings.json", told)).ids == {"kitsu": ["9"], "anidb": ["7"]}


def test_a_date_from_before_anime_is_left_out(write_file: WriteFile) -> None:
    reading = Reading()
    found = read(write_file("kitsu.json", answer(startDate="0202-02-03")), reading)
    assert not any(one.start_date for one in found if isinstance(one, MediaRecord))
    assert list(reading.skipped) == ["kitsu.json: a date before there was anime"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"episodeCount": "12"}, r"anime 9: .*\$\.episodeCount"),
        ({"startDate": "soon"}, "at `startDate`"),
        ({"averageRating": "good"}, "at `averageRating`"),
    ],
)
def test_a_broken_attribute_is_named(write_file: WriteFile, changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read(write_file("kitsu.json", answer(**changes)))


def test_an_answer_makes_works_that_are_related(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("kitsu.json", answer()))
    work = Media.objects.get(title_native="夜の船")
    assert (work.id_mal, work.statistics.get().average_score) == (54, 82)
    assert MediaName.objects.get(media=work, text="Navio").language == "pt-BR"
    assert MediaRelation.objects.get(media=work, relation_type="PREQUEL").related.title_romaji == "Yoru no Fune 0"
    assert ExternalId.objects.filter(media=work, site="kitsu", key="9").exists()


def test_the_real_answers(test_data: Path) -> None:
    found = read(test_data / "data/catalogue/kitsu_api_responses.jsonl.gz")
    works = {one.key: one for one in found if isinstance(one, MediaRecord)}
    assert len([one for one in found if isinstance(one, MediaRecord)]) == 223 + 36
    five = works["anime/1517"]
    assert (five.title_romaji, five.format, five.average_score) == ("Byousoku 5 Centimeter", "MOVIE", 77)
    assert StudioCredit(studio="~CoMix Wave Films", is_main=True) in (five.studios or ())
    assert {one.type for one in works.values()} == {"ANIME", "MANGA"}
    assert not any(one.is_adult for one in works.values())
