"""AniList-shaped files: what their answers and their requests tell."""

from typing import Any

import pytest

from tests.sources.answers import answer, edges, exchange, media
from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import AiringSchedule, Character, Media, MediaCharacter, MediaRelation, MediaTagRank, Staff
from zukan.reviews.models import Recommendation, Review
from zukan.sources.anilist.evidence import Request
from zukan.sources.attribution import split_attribution
from zukan.sources.models import SourceRecord


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("answer.json", answer(Media=media()), False),
        ("bare.json", media(), False),
        ("list.json", [media(), media(900002)], False),
        ("lines.jsonl.gz", [media(), media(900002)], True),
        ("site.json", {"repo": "r", "path": "p", "response": answer(Media=media())}, False),
        ("page.json", answer(Page={"media": [media()]}), False),
        ("list-collection.json", answer(MediaListCollection={"lists": [{"entries": [{"media": media()}]}]}), False),
    ],
)
def test_every_wrapping_is_opened(
    write_file: WriteFile, import_files: Import, name: str, content: Any, lines: bool
) -> None:
    import_files(write_file(name, content, lines=lines))
    assert Media.objects.get(pk=900001).title_romaji == "Work 900001"


def test_a_stub_with_its_preferred_title_only_has_a_name(write_file: WriteFile, import_files: Import) -> None:
    stub = {"id": 900002, "type": "ANIME", "title": {"userPreferred": "Work 900002"}}
    related = edges({"relationType": "SEQUEL", "node": stub})
    import_files(write_file("answer.json", answer(Media=media(relations=related))))
    assert Media.objects.get(pk=900002).title_romaji == "Work 900002"


def test_a_request_tells_what_its_answer_omits(write_file: WriteFile, import_files: Import) -> None:
    query = """query ($year: Int, $season: MediaSeason = WINTER) {
        first: Page(page: 1) { works: media(seasonYear: $year, season: $season, type: ANIME, isAdult: true) { ...F } }
        Media(id: 900002, type: MANGA) { t: title { romaji } }
    }
    fragment F on Media { id name: title { romaji } }"""
    data = {
        "first": {"works": [{"id": 900001, "name": {"romaji": "Aliased"}}]},
        "Media": {"t": {"romaji": "Manga"}},
    }
    import_files(write_file("e.jsonl", [exchange(query, data, {"year": 2020})] * 2, lines=True))
    work = Media.objects.get(pk=900001)
    assert (work.type, work.season, work.season_year, work.is_adult) == ("ANIME", "WINTER", 2020, True)
    assert work.title_romaji == "Aliased"
    assert Media.objects.get(pk=900002).type == "MANGA"


def test_nothing_is_filled_in_that_the_request_does_not_tell() -> None:
    request = Request('{ Page { media(search: "x", format_in: [TV]) { id } } }', {})
    ((_, page),) = request.roots({"Page": {"media": [{"id": 1}]}})
    assert page == {"media": [{"id": 1}]}


def test_a_work_of_unknown_type_waits_until_its_type_is_told(write_file: WriteFile, import_files: Import) -> None:
    query = "{ Character(id: 7) { id name { full } media { edges { characterRole node { id title { romaji } } } } } }"
    seen = {"id": 7, "name": {"full": "Ada"}, "media": edges({"characterRole": "MAIN", "node": {"id": 900001}})}
    import_files(write_file("character.json", exchange(query, {"Character": seen})))
    assert Character.objects.get(pk=7).name_full == "Ada"
    assert not Media.objects.exists()
    assert SourceRecord.objects.get(kind="media").entity_id is None
    import_files(write_file("work.json", answer(Media=media())))
    assert MediaCharacter.objects.get(media=900001, character=7).role == "MAIN"


def test_error_answers_are_counted_and_not_imported(write_file: WriteFile, import_files: Import) -> None:
    refused = {
        "request": {"query": "{ Media(id: 1) { id } }", "variables": None},
        "status": 404,
        "response": {"errors": [{"message": "Not Found.", "status": 404}], "data": {"Media": None}},
    }
    report = import_files(
        write_file("errors.jsonl", [refused, exchange("{ Viewer { id } }", {"Viewer": {"id": 1}})], lines=True)
    )
    assert report.skipped == {"errors.jsonl: an error answer (404)": 1, "errors.jsonl: not of the catalogue: Viewer": 1}
    assert not SourceRecord.objects.exists()


def test_cast_with_voices_is_kept_in_the_editors_order(write_file: WriteFile, import_files: Import) -> None:
    voices = [
        {"id": 95, "name": {"full": "Voice One"}, "languageV2": "Japanese"},
        {"id": 96, "name": {"full": "Voice Two"}, "language": "ENGLISH"},
    ]
    cast = edges(
        {
            "id": 31,
            "role": "MAIN",
            "node": {"id": 8, "name": {"full": "Second Id, First Place"}},
            "voiceActors": voices,
        },
        {"id": 30, "role": "SUPPORTING", "node": {"id": 7, "name": {"first": "Ada", "last": "Low"}}},
    )
    import_files(write_file("cast.json", answer(Media=media(characters=cast))))
    rows = MediaCharacter.objects.order_by("position")
    assert [(row.pk, row.character_id) for row in rows] == [(31, 8), (30, 7)]
    assert [(v.staff_id, v.language) for v in rows[0].voices.order_by("position")] == [
        (95, "Japanese"),
        (96, "English"),
    ]
    assert Character.objects.get(pk=7).name_full == "Ada Low"
    assert Staff.objects.get(pk=96).language == "English"


def test_a_list_asked_for_in_another_order_does_not_rearrange_the_cast(
    write_file: WriteFile, import_files: Import
) -> None:
    cast = edges(*({"role": "MAIN", "node": {"id": one, "name": {"full": str(one)}}} for one in (8, 7)))
    sorted_cast = edges(*({"node": {"id": one, "name": {"full": str(one)}}} for one in (7, 8)))
    query = "{ Media(id: 900001) { characters(sort: ID) { edges { node { id name { full } } } } } }"
    first = write_file("cast.json", answer(Media=media(characters=cast, updatedAt=5)))
    import_files(first, write_file("sorted.json", exchange(query, {"Media": {"characters": sorted_cast}})))
    assert list(MediaCharacter.objects.order_by("position").values_list("character_id", flat=True)) == [8, 7]


def test_spoiler_marks_outlive_answers_without_them(write_file: WriteFile, import_files: Import) -> None:
    flagged = media(tags=[{"id": 5, "name": "Twins", "rank": 50, "isMediaSpoiler": True}], updatedAt=10)
    plain = media(tags=[{"name": "twins", "rank": 70}], updatedAt=20)
    import_files(write_file("plain.json", plain), write_file("flagged.json", flagged))
    row = MediaTagRank.objects.get()
    assert (row.tag_id, row.rank, row.is_media_spoiler) == (5, 70, True)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_studios_and_tags_known_by_name_take_their_id_when_it_becomes_known(
    write_file: WriteFile, import_files: Import, order: tuple[int, int]
) -> None:
    named = media(studios=edges({"isMain": True, "node": {"name": "bones"}}), tags=[{"name": "Robots"}])
    numbered = media(
        900002, studios=edges({"isMain": True, "node": {"id": 4, "name": "Bones"}}), tags=[{"id": 9, "name": "Robots"}]
    )
    files = [write_file("named.json", named), write_file("numbered.json", numbered)]
    for place in order:
        import_files(files[place])
    work = Media.objects.get(pk=900001)
    assert [studio.pk for studio in work.studios.all()] == [4]
    assert [tag.pk for tag in work.tags.all()] == [9]


def test_an_adaptation_of_the_first_enum_version_is_read_as_the_source(
    write_file: WriteFile, import_files: Import
) -> None:
    manga = media(900002, type="MANGA")
    plain = media(source="MANGA", relations=edges({"relationType": "ADAPTATION", "node": manga}))
    told = media(
        900003,
        source="ORIGINAL",
        relations=edges({"relationType": "ADAPTATION", "node": media(900004, type="MANGA")}),
    )
    import_files(write_file("both.json", [plain, told]))
    kinds = dict(MediaRelation.objects.values_list("media_id", "relation_type"))
    assert kinds == {900001: "SOURCE", 900002: "ADAPTATION", 900003: "ADAPTATION", 900004: "SOURCE"}


def test_airings_reviews_and_recommendations_come_from_lists_of_their_own(
    write_file: WriteFile, import_files: Import
) -> None:
    query = "{ Page { airingSchedules(mediaId: 900001) { id episode airingAt } } }"
    data = {"Page": {"airingSchedules": [{"id": 44, "episode": 3, "airingAt": 1700000000}]}}
    page = {
        "reviews": [{"id": 12, "mediaId": 900001, "summary": "Good", "score": 80, "user": {"name": "ada"}}],
        "recommendations": [{"id": 13, "rating": -2, "media": media(), "mediaRecommendation": media(900002)}],
    }
    import_files(
        write_file("work.json", answer(Media=media())),
        write_file("airing.json", exchange(query, data)),
        write_file("page.json", answer(Page=page)),
    )
    assert AiringSchedule.objects.get(pk=44).episode == 3
    review = Review.objects.get(pk=12)
    assert (review.author_name, review.site, review.url) == ("ada", "AniList", "https://anilist.co/review/12")
    assert Recommendation.objects.get(pk=13).rating == -2


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("A ship.<br><br>\n(Source: Crunchyroll)", ("A ship.", "Crunchyroll")),
        ("A ship.\n<br><br>\n[Written by MAL Rewrite]", ("A ship.", "MAL Rewrite")),
        ("A ship. <br>\n(Source: ANN, modified) ", ("A ship.", "ANN, modified")),
        ("A ship.<br>(Source: X)<br><i>Note: long.</i>", ("A ship.<br><i>Note: long.</i>", "X")),
        ("A ship (a big one).", ("A ship (a big one).", "")),
    ],
)
def test_the_source_of_a_description_is_split_off(description: str, expected: tuple[str, str]) -> None:
    assert split_attribution(description) == expected
