"""Lists of titles: Chinese ones by AniList's ids, and many scripts by MyAnimeList's."""

from pathlib import Path
from typing import Any

import pytest

from tests.sources.conftest import WriteFile
from zukan.sources.anilist_chinese.script import chinese_script
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import MediaRecord, TranslatedTitle

CHINESE = {"id": 900001, "title": "夜間之船", "synonyms": ["夜之船", "Night Ship", "夜の船", "夜间之船", " "]}
MULTILINGUAL = {
    "54": {"romaji": "Yoru no Fune", "english": None, "native": "夜の船", "synonyms": ["夜之船", " Ночной корабль"]},
    "55": {"romaji": "Asa no Fune", "english": "Morning Ship", "native": "", "synonyms": []},
}


def read(path: Path) -> list[Any]:
    return list(records(path, Reading(observed_on=86400)))


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("夜間之船", "zh-Hant"),
        ("夜间之船", "zh-Hans"),
        ("夜之船", "zh"),
        ("夜間の船", None),
        ("Night Ship", None),
        ("夜間之夜间", None),
        ("", None),
    ],
)
def test_a_script_is_told_only_where_characters_tell_it(text: str, script: str | None) -> None:
    assert chinese_script(text) == script


def test_chinese_titles_have_their_script_and_others_are_synonyms(write_file: WriteFile) -> None:
    assert read(write_file("chinese.json", [CHINESE])) == [
        MediaRecord(
            source="anilist-chinese",
            key="900001",
            observed_at=86400,
            ids={"anilist": ["900001"]},
            ids_number="ANIME",
            translated_titles=[
                TranslatedTitle(language="zh-Hant", text="夜間之船"),
                TranslatedTitle(language="zh", text="夜之船"),
                TranslatedTitle(language="zh-Hans", text="夜间之船"),
            ],
            synonyms=["Night Ship", "夜の船"],
        )
    ]


def test_a_broken_entry_is_named(write_file: WriteFile) -> None:
    with pytest.raises(SourceError, match=r"item 2.*synonyms"):
        read(write_file("chinese.json", [CHINESE, {"id": 2, "title": "船", "synonyms": "船"}]))


def test_an_entry_without_titles_is_left_out(write_file: WriteFile) -> None:
    reading = Reading()
    assert not list(records(write_file("chinese.json", [{"id": 1, "title": "", "synonyms": []}]), reading))
    assert reading.skipped == {"chinese.json: a work without a title": 1}


def test_titles_in_many_scripts_are_known_by_myanimelists_ids(write_file: WriteFile) -> None:
    first, second = read(write_file("titles.json", MULTILINGUAL))
    assert first == MediaRecord(
        source="titles-multilingual",
        key="54",
        observed_at=86400,
        ids={"myanimelist": ["54"]},
        type="ANIME",
        title_romaji="Yoru no Fune",
        title_native="夜の船",
        synonyms=["夜之船", "Ночной корабль"],
    )
    assert (second.title_english, second.title_native) == ("Morning Ship", None)


def test_the_real_chinese_titles_are_read_whole(test_data: Path) -> None:
    found = read(test_data / "data" / "anilist" / "soruly_chinese_titles.json.gz")
    assert len(found) == 8492  # six of 8,498 have no title
    bebop = next(record for record in found if record.key == "1")
    assert bebop.translated_titles == [TranslatedTitle(language="zh-Hant", text="星際牛仔")]


def test_the_real_titles_in_many_scripts_are_read_whole(test_data: Path) -> None:
    found = read(test_data / "data" / "anilist" / "titles_multilingual_by_mal_id.json")
    assert len(found) == 280
    classroom = next(record for record in found if record.key == "35507")
    assert "Добро пожаловать в класс для особо одарённых" in classroom.synonyms
