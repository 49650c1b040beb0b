"""One catalogue from several sources: who is believed, what is one and the same, and what an import leaves behind."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.sources.answers import answer, edges, media
from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import (
    Change,
    ExternalId,
    Media,
    MediaExternalLink,
    MediaName,
    MediaRelation,
    MediaRelationType,
    MediaStaff,
    MediaStatistics,
    MediaStreamingEpisode,
    Season,
    Staff,
    VoiceRole,
)
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.reviews.models import Review
from zukan.sources import precedence
from zukan.sources.errors import ImportRunningError
from zukan.sources.importing import import_records
from zukan.sources.locking import only_import
from zukan.sources.merge.relations import INVERSE
from zukan.sources.models import OutdatedEntity, SourceRecord
from zukan.sources.records import (
    AnyRecord,
    CastEdge,
    CharacterRecord,
    Link,
    MediaRecord,
    Relation,
    ReviewText,
    StaffCredit,
    StaffRecord,
    StreamingEpisode,
    Voice,
)
from zukan.sources.samples import remove_samples


def work(source: str, key: str = "900001", **fields: Any) -> MediaRecord:
    ids = fields.pop("ids", {"anilist": [key]})
    return MediaRecord(source=source, key=key, ids=ids, **fields)


def test_editors_are_believed_before_anilist_and_anilist_before_bangumi() -> None:
    said = [
        precedence.Testimony(source, {"episodes": [0, number]})
        for number, source in enumerate(["bangumi-data", "anilist"])
    ]
    assert precedence.believed(said, "episodes") == 1
    assert precedence.believed([*said, precedence.Testimony("editors", {"episodes": [0, 5]})], "episodes") == 5
    assert all("editors" in order for _, order in precedence.PRECEDENCE.values())


@pytest.fixture
def own_home(settings: Any, tmp_path: Any, db: None) -> None:
    """A home folder whose lock no other import holds."""
    settings.HOME = tmp_path


def test_what_is_running_is_not_ended_by_a_lesser_source(own_home: None) -> None:
    import_records([work("bangumi-data", type="ANIME", end_date=20251228)], "bangumi-data")
    assert Media.objects.get().end_date == 20251228
    import_records([work("anilist", type="ANIME", status="RELEASING")], "anilist")
    assert Media.objects.get().end_date is None


def test_a_lesser_source_does_not_count_the_episodes_of_what_is_running(own_home: None) -> None:
    records: list[AnyRecord] = [
        work("anilist", type="ANIME", status="RELEASING"),
        work("bangumi-data", key="b", ids={"anilist": ["900001"]}, episodes=12),
    ]
    import_records(records, "test")
    assert Media.objects.get().episodes is None
    import_records([work("anilist", type="ANIME", status="FINISHED", observed_at=2)], "test")
    assert Media.objects.get().episodes == 12


def test_a_credit_told_in_more_detail_stands_for_the_plain_one_of_another_source(own_home: None) -> None:
    person = StaffRecord(source="anilist", key="5", ids={"anilist": ["5"]}, name_full="Ada Low")
    detailed = [StaffCredit(staff="5", role="Script (eps 2, 5)"), StaffCredit(staff="5", role="Music")]
    plain = [StaffCredit(staff="5", role="Script"), StaffCredit(staff="5", role="Producer")]
    records: list[AnyRecord] = [
        person,
        work("anilist", type="ANIME", staff=detailed),
        work("shikimori", key="anime/1", ids={"anilist": ["900001"]}, staff=plain),
    ]
    import_records(records, "test")
    roles = MediaStaff.objects.order_by("role").values_list("role", flat=True)
    assert list(roles) == ["Music", "Producer", "Script (eps 2, 5)"]


def test_one_page_of_a_service_with_and_without_the_titles_name_is_one_link(own_home: None) -> None:
    addresses = ("https://stream.example/series/G1A2/", "https://www.stream.example/series/G1A2/a-title")
    others = ("https://stream.example/series/G1A3", "https://social.example/a", "https://social.example/a/b")
    links = [Link(url=url, site="Stream", position=place) for place, url in enumerate((*addresses, *others))]
    import_records([work("anilist", type="ANIME", external_links=links)], "test")
    kept = MediaExternalLink.objects.order_by("position").values_list("url", flat=True)
    assert list(kept) == [addresses[0], *others]


@pytest.mark.parametrize(
    ("numbers", "score"),
    [
        ({"popularity": 455}, None),
        ({"popularity": 5_000}, 97),
        ({"popularity": 9_000, "scored_by": 20}, None),
        ({}, None),
    ],
)
def test_a_score_that_only_few_gave_is_kept_apart(numbers: dict[str, int], score: int | None, own_home: None) -> None:
    import_records([work("myanimelist", type="ANIME", average_score=97, **numbers)], "test")
    assert Media.objects.get().average_score == score
    assert MediaStatistics.objects.get().average_score == 97
    import_records([work("anilist", type="ANIME", average_score=70)], "test")
    assert Media.objects.get().average_score == 70  # AniList itself decides when it gives one


def test_an_episode_that_its_service_moved_has_the_newer_address(own_home: None) -> None:
    old, new = "https://stream.example/bebop/1", "https://stream.example/watch/1"
    for at, url in ((1, old), (2, new)):
        told = StreamingEpisode(url=url, title="Episode 1", site="Stream")
        import_records([work("anilist", type="ANIME", observed_at=at, streaming_episodes=[told])], "test")
    assert MediaStreamingEpisode.objects.get().url == new


@pytest.mark.parametrize(
    ("said", "is_adult"),
    [
        ({"genres": ["Hentai"]}, True),
        ({"genres": ["Hentai"], "is_adult": False}, False),
        ({"genres": ["Ecchi"]}, False),
        ({"is_adult": True}, True),
    ],
)
def test_the_adult_genre_marks_a_work_that_has_no_flag(said: dict[str, Any], is_adult: bool, own_home: None) -> None:
    import_records([work("voidx3d", type="ANIME", season="FALL", season_year=2020, **said)], "voidx3d")
    assert Media.objects.get().is_adult is is_adult
    assert Season.objects.exists() is not is_adult  # its chart shows no adult titles


def test_titles_that_lose_stay_as_names(settings: Any, tmp_path: Any, db: None) -> None:
    settings.HOME = tmp_path
    records = [
        work("anilist", type="ANIME", title_native="犬", title_romaji="Inu"),
        work("bangumi-data", title_native="犬　第一期"),
    ]
    import_records(records, "test")
    assert Media.objects.get().title_native == "犬"
    assert MediaName.objects.get(text="犬　第一期").kind == "SYNONYM"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_a_work_without_anilists_id_takes_it_when_others_tell_it(
    settings: Any, tmp_path: Any, db: None, order: tuple[int, ...]
) -> None:
    settings.HOME = tmp_path
    records: list[AnyRecord] = [
        MediaRecord(source="bangumi-data", key="a", ids={"anidb": ["5"]}, type="ANIME", title_native="鳥"),
        MediaRecord(source="maps", key="b", ids={"anidb": ["5"], "myanimelist": ["6"]}, ids_number="ANIME"),
        MediaRecord(source="arm", key="c", ids={"myanimelist": ["6"], "anilist": ["77"]}, ids_number="ANIME"),
    ]
    for place in order:
        import_records([records[place]], "test")
    assert [(one.pk, one.title_native) for one in Media.objects.all()] == [(77, "鳥")]
    assert set(ExternalId.objects.values_list("site", "key")) == {("anidb", "5"), ("myanimelist", "6")}


@pytest.mark.parametrize("known_before", [False, True])
def test_what_people_wrote_goes_with_a_work_to_its_new_id(
    settings: Any, tmp_path: Any, db: None, known_before: bool
) -> None:
    settings.HOME = tmp_path
    if known_before:
        import_records([work("anilist", "77", type="ANIME")], "test")
    import_records([MediaRecord(source="bangumi-data", key="a", ids={"anidb": ["5"]}, type="ANIME")], "test")
    local = Media.objects.get(pk__gte=FIRST_LOCAL_ID)
    author = get_user_model().objects.create_user("ada")
    Review.objects.create(id=FIRST_LOCAL_ID, media=local, author=author, created_at=1, updated_at=1)
    joint = MediaRecord(source="arm", key="c", ids={"anidb": ["5"], "anilist": ["77"]}, ids_number="ANIME")
    import_records([joint], "test")
    assert [one.pk for one in Media.objects.all()] == [77]
    assert Review.objects.get().media_id == 77


def test_ids_alone_make_no_work_and_manga_do_not_answer_to_animes_numbers(
    settings: Any, tmp_path: Any, db: None
) -> None:
    settings.HOME = tmp_path
    import_records([MediaRecord(source="arm", key="c", ids={"myanimelist": ["6"]}, ids_number="ANIME")], "test")
    assert not Media.objects.exists()
    import_records(
        [MediaRecord(source="x", key="m", ids={"myanimelist": ["6"]}, type="MANGA", title_romaji="Manga")], "test"
    )
    assert Media.objects.get().pk >= FIRST_LOCAL_ID
    assert SourceRecord.objects.get(source="arm").entity_id is None


def test_two_people_of_one_name_are_not_made_one(settings: Any, tmp_path: Any, db: None) -> None:
    settings.HOME = tmp_path
    voiced = CastEdge(character="1", voices=[Voice(staff="~Ada Low", language="Japanese")])
    records: list[AnyRecord] = [
        StaffRecord(source="anilist", key="5", ids={"anilist": ["5"]}, name_full="Ada Low"),
        StaffRecord(source="editors", key="~Ada Low", name_full="Ada Low"),
        CharacterRecord(source="anilist", key="1", ids={"anilist": ["1"]}, name_full="Hero"),
        work("editors", type="ANIME", characters=[voiced]),
    ]
    import_records(records, "test")
    assert VoiceRole.objects.get().staff_id == 5
    import_records([StaffRecord(source="anilist", key="6", ids={"anilist": ["6"]}, name_full="Ada Low")], "test")
    assert VoiceRole.objects.get().staff_id >= FIRST_LOCAL_ID
    assert Staff.objects.count() == 3


def test_relations_are_the_same_from_both_sides(settings: Any, tmp_path: Any, db: None) -> None:
    settings.HOME = tmp_path
    first = work("anilist", type="ANIME", relations=[Relation(media="900002", relation_type="SPIN_OFF", id=3)])
    import_records([first, work("anilist", "900002", type="ANIME")], "test")
    rows = set(MediaRelation.objects.values_list("media_id", "relation_type", "is_inferred"))
    assert rows == {(900001, "SPIN_OFF", False), (900002, "PARENT", True)}
    said = work("anilist", "900002", relations=[Relation(media="900001", relation_type="ALTERNATIVE")])
    import_records([said], "test")
    rows = set(MediaRelation.objects.values_list("media_id", "relation_type", "is_inferred"))
    assert rows == {(900001, "SPIN_OFF", False), (900002, "ALTERNATIVE", False)}
    import_records([work("anilist", observed_at=9, relations=[])], "test")
    rows = set(MediaRelation.objects.values_list("media_id", "relation_type", "is_inferred"))
    assert rows == {(900001, "ALTERNATIVE", True), (900002, "ALTERNATIVE", False)}


def test_every_relation_has_its_inverse() -> None:
    assert set(INVERSE) == set(INVERSE.values()) | {"SPIN_OFF", "SUMMARY"} == set(MediaRelationType.values)


def test_the_queries_do_not_grow_with_the_works(write_file: WriteFile, import_files: Import) -> None:
    def queries(first: int, count: int) -> int:
        works = [media(first + n, genres=["Drama"], tags=[{"id": 1, "name": "A"}]) for n in range(count)]
        path = write_file(f"{first}.json", works)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            import_files(path)
        return len([one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])

    queries(1, 1)
    assert queries(1000, 40) <= queries(2000, 2) + 3


def test_the_same_file_again_changes_nothing(write_file: WriteFile, import_files: Import) -> None:
    path = write_file(
        "a.json",
        [media(season="WINTER", seasonYear=2020, relations=edges({"relationType": "SEQUEL", "node": media(900002)}))],
    )
    assert import_files(path).outcome.new["media"] == 2
    changes = Change.objects.count()
    again = import_files(path)
    assert (again.outcome.new["media"], again.outcome.changed["media"], again.outcome.unchanged["media"]) == (0, 0, 2)
    assert Change.objects.count() == changes
    assert Season.objects.get().anime == 1


def test_every_change_is_logged_with_its_columns(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("a.json", media(episodes=12, updatedAt=1)))
    assert Change.objects.get().created is True
    import_files(write_file("b.json", media(episodes=13, genres=["Drama"], updatedAt=2)))
    assert Change.objects.latest("id").fields == ["episodes", "genres", "updated_at"]


def test_a_stopped_import_is_finished_by_the_next(
    write_file: WriteFile, import_files: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file("a.json", [media(), media(900002)])
    with monkeypatch.context() as patched:
        patched.setattr("zukan.sources.merge.updating.write_works", stop)
        with pytest.raises(KeyboardInterrupt):
            import_files(path)
    assert OutdatedEntity.objects.filter(kind="media").count() == 2
    report = import_files(path)
    assert report.outcome.unchanged["media"] == 2
    assert not OutdatedEntity.objects.exists()
    assert MediaName.objects.count() == 2


def stop(*_: Any) -> None:
    raise KeyboardInterrupt


def test_two_imports_at_once_are_refused(write_file: WriteFile, import_files: Import) -> None:
    path = write_file("a.json", media())
    import_files(path)
    with only_import(), pytest.raises(ImportRunningError, match="Another import is running"):
        import_files(path)


def test_a_dry_run_leaves_nothing(write_file: WriteFile, import_files: Import) -> None:
    report = import_files(write_file("a.json", media()), dry_run=True)
    assert report.outcome.new["media"] == 1
    assert not Media.objects.exists()
    assert not SourceRecord.objects.exists()


def test_links_to_indexes_of_unlicensed_copies_are_dropped(write_file: WriteFile, import_files: Import) -> None:
    links = [{"url": "https://sub.nyaa.si/view/1", "site": "N"}, {"url": "https://ok.example/x", "site": "OK"}]
    links += [{"url": "javascript:alert(1)", "site": "Bad"}, {"url": "http://www.ok.example/x/", "site": "OK"}]
    import_files(write_file("a.json", answer(Media=media(externalLinks=links))))
    assert [one.url for one in MediaExternalLink.objects.all()] == ["https://ok.example/x"]


def test_samples_are_removed_and_other_reviews_stay(settings: Any, tmp_path: Any, db: None) -> None:
    settings.HOME = tmp_path
    sample = ReviewText(key="sample-1", author_name="Editors", body="**Fine.**", score=70, is_sample=True)
    other = ReviewText(key="12", author_name="ada", site="AniList")
    import_records([work("editors", type="ANIME", reviews=[sample]), work("anilist", reviews=[other])], "test")
    assert Review.objects.get(is_sample=True).body_html == "<p><strong>Fine.</strong></p>"
    assert remove_samples() == 1
    assert [review.pk for review in Review.objects.all()] == [12]
    assert remove_samples() == 0


def test_removed_samples_do_not_come_back_with_the_next_import(settings: Any, tmp_path: Any, db: None) -> None:
    settings.HOME = tmp_path
    told = [ReviewText(key=f"sample-{number}", body="Fine.", is_sample=True) for number in (1, 2)]
    import_records([work("editors", type="ANIME", reviews=told[:1])], "starter")
    assert remove_samples() == 1
    other = work("editors", "900002", type="ANIME", title_romaji="Another", reviews=told[:1])
    import_records([work("editors", type="ANIME", episodes=13, reviews=told), other], "starter")
    assert Media.objects.get(pk=900001).episodes == 13
    assert not Review.objects.exists()
