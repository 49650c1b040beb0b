"""What is in the shipped file, and what must not be."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from zukan.sources.records import AnyRecord, CharacterRecord, MediaRecord, StaffRecord, TagRecord
from zukan.sources.sites import UNLICENSED_HOSTS
from zukan.starter import build, editors
from zukan.starter.credits import CREDITS

MIB = 2**20


@pytest.fixture(scope="module")
def content() -> str:
    """Return the file's text, unpacked."""
    return zstandard.ZstdDecompressor().decompress(build.STARTER_FILE.read_bytes()).decode()


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key, text) for each text of a JSON value."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, key)
    elif isinstance(value, str):
        yield key, value


def test_the_file_has_at_most_3_mib() -> None:
    assert 0 < build.STARTER_FILE.stat().st_size <= 3 * MIB


def test_there_are_7500_titles_and_2000_of_them_are_anilist_shaped(starter_records: list[AnyRecord]) -> None:
    assert len(build.titles(starter_records)) >= 7500
    assert len(build.anilist_shaped_titles(starter_records)) >= 2000


def test_every_record_names_a_source_that_is_credited(starter_records: list[AnyRecord]) -> None:
    assert {record.source for record in starter_records} == {one.source for one in CREDITS}


def test_sources_that_add_to_works_make_none(starter_records: list[AnyRecord]) -> None:
    additions = {"arm", "anilist-chinese", "anime-relations", "bangumi"}
    told = [one for one in starter_records if isinstance(one, MediaRecord) and one.source in additions]
    assert {one.source for one in told} == additions
    assert {one.type for one in told} == {None}


def ids_of(works: list[MediaRecord], site: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ((source, key), id on a site) for each id. One key may have several records."""
    return (((one.source, one.key), key) for one in works for key in one.ids.get(site, ()))


def test_a_subject_of_bangumi_is_one_work(starter_records: list[AnyRecord]) -> None:
    works = [one for one in starter_records if isinstance(one, MediaRecord)]
    making = {(one.source, one.key) for one in works if one.type}
    subjects = Counter(key for record, key in ids_of(works, "bangumi") if record in making)
    assert len(subjects) > 7000
    assert max(subjects.values()) == 1


def test_no_work_has_the_figures_of_two_sites(starter_records: list[AnyRecord]) -> None:
    works = [one for one in starter_records if isinstance(one, MediaRecord)]
    anilist_shaped = {wanted.source for wanted in build.ANILIST_SHAPED}
    rated = {one.key for one in works if one.source in anilist_shaped and one.average_score}
    same = {record for record, key in ids_of(works, "anilist") if key in rated}
    subjects = {key for record, key in ids_of(works, "bangumi") if record in same}
    told = {f"{one.source} {one.key}" for one in works if one.source == "bangumi" and one.mean_score}
    assert len(subjects) > 1000
    assert len(told) > 3000
    assert not told & {f"bangumi subject/{key}" for key in subjects}


def test_bangumi_tells_of_people_without_pictures_of_them(starter_records: list[AnyRecord]) -> None:
    people = [
        one for one in starter_records if isinstance(one, CharacterRecord | StaffRecord) and one.source == "bangumi"
    ]
    assert any(isinstance(one, CharacterRecord) for one in people)
    assert any(isinstance(one, StaffRecord) for one in people)
    assert {one.image_large or one.image_medium for one in people} == {None}


def test_no_torrent_index_is_named(content: str) -> None:
    assert [host for host in UNLICENSED_HOSTS if host in content] == []


def test_only_the_editors_say_sentences(starter_records: list[AnyRecord]) -> None:
    for record in starter_records:
        if record.source == editors.SOURCE:
            continue
        if isinstance(record, MediaRecord):
            assert (record.description, record.description_source, record.reviews) == (None, None, None), record.key
        elif isinstance(record, CharacterRecord | StaffRecord | TagRecord):
            assert record.description is None, record.key


def test_texts_of_others_stand_only_where_names_belong(content: str) -> None:
    """A sentence may hide in a field that nobody thought of."""
    lines = [json.loads(line) for line in content.splitlines()]
    said = (pair for line in lines if line.get("source") not in {editors.SOURCE, None} for pair in strings(line))
    long = {key for key, text in said if len(text.split()) > 12}
    codes = {"regions"}  # "HK, TW, MO, …"
    assert long <= {"title_romaji", "title_english", "title_native", "synonyms", "text", "title"} | codes


def test_nothing_about_users_ships(content: str) -> None:
    assert '"user' not in content


def test_every_synopsis_and_review_of_ours_is_in_the_file(starter_records: list[AnyRecord]) -> None:
    works = [record for record in starter_records if isinstance(record, MediaRecord)]
    assert {one.key: one.description for one in works if one.description} == {
        str(one.id): one.body for one in editors.synopses()
    }
    assert {one.description_source for one in works if one.description} == {"Zukan editors"}
    reviews = [review for one in works for review in one.reviews or ()]
    assert len(reviews) == 3
    assert all(review.is_sample and review.author_name == "Zukan editors" for review in reviews)


def test_building_it_again_gives_the_same_bytes(test_data: Path, tmp_path: Path) -> None:
    again = tmp_path / build.STARTER_FILE.name
    build.build(test_data / "data", again)
    assert again.read_bytes() == build.STARTER_FILE.read_bytes()


def test_a_missing_source_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([str(tmp_path)]) == 1
    assert "animedex_exchanges.jsonl.gz was found 0 times" in capsys.readouterr().err
