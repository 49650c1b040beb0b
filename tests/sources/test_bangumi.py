"""Bangumi: titles, numbers, episodes, cast and staff; and nothing in a language that does not fit."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import Media, MediaCharacter, MediaName, ScoreCount, VoiceRole
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import (
    AnyRecord,
    CharacterRecord,
    EpisodeText,
    MediaRecord,
    StaffCredit,
    StaffRecord,
    StudioWork,
    TranslatedTitle,
)

SUBJECT: dict[str, Any] = {
    "id": 8,
    "type": 2,
    "name": "夜の船&amp;灯",
    "name_cn": "夜之船",
    "summary": "一艘船。",
    "eps": 12,
    "eps_count": 12,
    "air_date": "2008-04-06",
    "rating": {"total": 5, "count": {"1": 0, "7": 2, "10": 3}, "score": 8.8},
    "rank": 123,
    "collection": {"wish": 6, "collect": 5, "doing": 4, "on_hold": 3, "dropped": 2},
    "images": {"large": "https://pictures.example/l/8.jpg", "medium": "https://pictures.example/m/8.jpg"},
}
CHARACTER = {
    "id": 31,
    "name": "船長",
    "name_cn": "船长",
    "role_name": "主角",
    "images": {"large": "https://pictures.example/31.jpg"},
    "info": {"alias": {"romaji": "Sencho"}, "gender": "女", "bloodtype": "AB型", "birth": "4月12日"},
    "actors": [{"id": 41, "name": "声优", "images": None}],
}
STAFF = [
    {"id": 51, "name": "某人", "jobs": ["导演", "分镜"], "info": {"birth": "1976年5月10日"}},
    {"id": 52, "name": "灯笼动画", "jobs": ["动画制作"], "info": None},
    {"id": 53, "name": "某社", "jobs": ["制作", "未知"]},
]


def read(path: Path, reading: Reading | None = None) -> list[AnyRecord]:
    return list(records(path, reading or Reading()))


def media(path: Path, reading: Reading | None = None) -> MediaRecord:
    (record,) = (one for one in read(path, reading) if isinstance(one, MediaRecord))
    return record


def test_a_subject_gives_titles_dates_and_numbers(write_file: WriteFile) -> None:
    record = media(write_file("subjects.jsonl", SUBJECT))
    assert (record.key, record.ids, record.type) == ("subject/8", {"bangumi": ["8"]}, "ANIME")
    assert record.title_native == "夜の船&灯"
    assert record.translated_titles == [TranslatedTitle(language="zh-Hans", text="夜之船")]
    assert (record.start_date, record.episodes, record.score_rank) == (20080406, 12, 123)
    assert (record.mean_score, record.average_score, record.scored_by, record.popularity) == (88, None, 5, 20)
    assert [(one.score, one.amount) for one in record.score_counts or ()] == [(70, 2), (100, 3)]
    assert {one.status: one.amount for one in record.status_counts or ()} == {
        "PLANNING": 6,
        "COMPLETED": 5,
        "CURRENT": 4,
        "PAUSED": 3,
        "DROPPED": 2,
    }
    assert record.cover_extra_large == "https://pictures.example/l/8.jpg"


def test_a_chinese_description_is_left_out_and_counted(write_file: WriteFile) -> None:
    reading = Reading()
    assert media(write_file("subjects.jsonl", SUBJECT), reading).description is None
    assert list(reading.skipped) == ["subjects.jsonl: a description that is not in English"]


@pytest.mark.parametrize(("flag", "adult"), [(True, True), (False, None), (None, None)])
def test_a_work_is_for_adults_only_when_it_is_said(
    write_file: WriteFile, flag: bool | None, adult: bool | None
) -> None:
    assert media(write_file("subjects.jsonl", {**SUBJECT, "nsfw": flag})).is_adult is adult


@pytest.mark.parametrize(
    ("text", "day"),
    [("2008-4-6", 20080406), ("2008", 20080000), ("2008-99-99", 20080000), ("0000-00-00", None), ("2099", None)],
)
def test_unknown_parts_of_days_stay_unknown(write_file: WriteFile, text: str, day: int | None) -> None:
    assert media(write_file("subjects.jsonl", {**SUBJECT, "air_date": text})).start_date == day


def test_a_day_that_never_was_names_its_record(write_file: WriteFile) -> None:
    path = write_file("subjects.jsonl", [SUBJECT, {**SUBJECT, "air_date": "2008-02-30"}], lines=True)
    with pytest.raises(SourceError, match=r"record 2: .*at `air_date`"):
        read(path)


def test_episodes_with_a_number_of_their_own_are_taken(write_file: WriteFile) -> None:
    episodes = [
        {"type": 0, "sort": 1, "name": "出航", "airdate": "2008-04-06"},
        {"type": 0, "sort": 1.5, "name": "総集編", "airdate": ""},
        {"type": 1, "sort": 1, "name": "特典", "airdate": ""},
    ]
    reading = Reading()
    record = media(write_file("subjects.jsonl", {**SUBJECT, "eps": episodes}), reading)
    assert record.episode_rows == [EpisodeText(number=1, title_native="出航", aired=20080406)]
    assert record.episodes == 12
    assert reading.skipped["subjects.jsonl: a special among the episodes"] == 2


def test_live_action_is_no_anime(write_file: WriteFile) -> None:
    reading = Reading()
    assert not read(write_file("subjects.jsonl", {**SUBJECT, "type": 6}), reading)
    assert list(reading.skipped) == ["subjects.jsonl: a subject that is no anime"]


def test_cast_and_staff_have_records_of_their_own(write_file: WriteFile) -> None:
    found = {one.key: one for one in read(write_file("s.jsonl", {**SUBJECT, "crt": [CHARACTER], "staff": STAFF}))}
    captain, actor, work = found["character/31"], found["person/41"], found["subject/8"]
    assert isinstance(captain, CharacterRecord)
    assert isinstance(actor, StaffRecord)
    assert isinstance(work, MediaRecord)
    assert (captain.name_full, captain.name_native, captain.name_alternative) == ("Sencho", "船長", ["船长"])
    assert (captain.gender, captain.blood_type, captain.date_of_birth) == ("Female", "AB", 412)
    (edge,) = work.characters or ()
    assert (edge.character, edge.role) == ("character/31", "MAIN")
    assert [(voice.staff, voice.language) for voice in edge.voices or ()] == [("person/41", "")]
    assert work.staff == [
        StaffCredit(staff="person/51", role="Director", position=0),
        StaffCredit(staff="person/51", role="Storyboard", position=0),
        StaffCredit(staff="person/53", role="未知", position=2),
    ]


def test_companies_are_studios_and_not_people(write_file: WriteFile) -> None:
    found = read(write_file("subjects.jsonl", {**SUBJECT, "staff": STAFF}))
    assert [one.studio_credits for one in found if isinstance(one, MediaRecord)] == [
        [StudioWork(studio="~灯笼动画", is_main=True), StudioWork(studio="~某社", is_main=False)]
    ]
    assert "person/52" not in {one.key for one in found}


def test_a_subject_makes_a_work(write_file: WriteFile, import_files: Import) -> None:
    import_files(write_file("subjects.jsonl", {**SUBJECT, "crt": [CHARACTER], "staff": STAFF}))
    work = Media.objects.get()
    assert (work.title_native, work.statistics.get().mean_score, work.popularity) == ("夜の船&灯", 88, 20)
    assert MediaName.objects.get(text="夜之船").language == "zh-Hans"
    assert ScoreCount.objects.filter(media=work).count() == 2
    assert MediaCharacter.objects.get().character.name_full == "Sencho"
    assert VoiceRole.objects.get().staff.name_full == "声优"
    assert sorted(studio.name for studio in work.studios.all()) == ["某社", "灯笼动画"]


def test_the_real_subjects(test_data: Path) -> None:
    found = read(test_data / "data/catalogue/bangumi_subjects_2022.jsonl.gz")
    works = {one.key: one for one in found if isinstance(one, MediaRecord)}
    assert len(works) == 5_681  # one subject stands there twice
    assert len({one.key for one in found if isinstance(one, CharacterRecord)}) == 155
    geass = works["subject/8"]
    assert (geass.title_native, geass.mean_score, geass.score_rank) == ("コードギアス 反逆のルルーシュR2", 82, 123)
    assert sum(len(one.episode_rows or ()) for one in works.values()) == 2_216
    assert not any(one.description for one in works.values())
