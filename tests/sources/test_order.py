"""What has no order of its own gets one from the sources, not from numbers that follow the order of imports."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any

import msgspec
import pytest
from django.db import transaction

from tests.sources.conftest import Import
from tests.sources.digest import digest_lines
from zukan.catalogue.models import Media
from zukan.sources.importing import import_records
from zukan.sources.merge import resolving
from zukan.sources.merge.grouping import Known, grouped
from zukan.sources.models import SourceRecord
from zukan.sources.records import (
    AnyRecord,
    CastEdge,
    CharacterRecord,
    MediaRecord,
    Relation,
    StaffCredit,
    StaffRecord,
    Voice,
)

CHARACTERS = [CharacterRecord(source="shikimori", key=f"c/{name}", name_full=f"Sailor {name}") for name in "ABC"]
PEOPLE = [StaffRecord(source="shikimori", key=f"p/{name}", name_full=f"Person {name}") for name in "ABC"]
WORK = MediaRecord(
    source="shikimori",
    key="1",
    type="ANIME",
    title_romaji="Yoru no Fune",
    characters=[
        CastEdge(
            character=one.key, role="MAIN", voices=[Voice(staff=person.key, language="Japanese") for person in PEOPLE]
        )
        for one in CHARACTERS
    ],
    staff=[StaffCredit(staff=one.key, role=role) for one in PEOPLE for role in ("Music", "Art")],
)


@pytest.mark.django_db
def test_cast_and_staff_without_places_stand_as_their_source_names_them(import_files: Import) -> None:
    orders: list[list[AnyRecord]] = [
        [*CHARACTERS, *PEOPLE, WORK],
        [*reversed(PEOPLE), WORK, *reversed(CHARACTERS)],
    ]
    lines = [digest_of_imports(records) for records in orders]
    assert len(lines[0]) > 20
    assert lines[0] == lines[1]


@pytest.mark.django_db
def test_what_two_works_bear_means_the_same_one_whichever_came_first(import_files: Import) -> None:
    """One source keeps both apart, so that their common id joins them not; a third work names that id."""
    both = [
        MediaRecord(source="kitsu", key=key, type="ANIME", title_romaji=f"Fune {key}", ids={"anidb": ["1"]})
        for key in "ab"
    ]
    related = [Relation(media="@anidb:ANIME/1", relation_type="OTHER")]
    third = MediaRecord(source="shikimori", key="1", type="ANIME", title_romaji="Hi no Umi", relations=related)
    lines = [digest_of_imports(records) for records in permutations([*both, third])]
    assert sum("Relation" in line for line in lines[0]) >= 2
    assert all(one == lines[0] for one in lines)


@pytest.mark.django_db
def test_a_work_that_takes_the_id_another_points_to_is_found(import_files: Import) -> None:
    """The row of a work known by its names alone moves to AniList's id: it is there without being new."""
    first = MediaRecord(
        source="anilist",
        key="1",
        type="ANIME",
        title_romaji="Yoru no Fune",
        ids={"anilist": ["1"]},
        relations=[Relation(media="3", relation_type="SEQUEL")],
    )
    named = MediaRecord(source="kitsu", key="1", type="ANIME", title_romaji="Hi no Umi", ids={"anidb": ["2"]})
    ids = MediaRecord(source="arm", key="1", ids_number="ANIME", ids={"anilist": ["3"], "anidb": ["2"]})
    lines = [digest_of_imports(records) for records in permutations([first, named, ids])]
    assert sum("MediaRelation ['1', '3', 'SEQUEL'" in line for line in lines[0]) == 1
    assert all(one == lines[0] for one in lines)


@pytest.mark.django_db
def test_works_that_looked_like_one_until_another_came_part_for_good(
    import_files: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Resolved one by one, neither knows of the other any more: both would keep the id that they had together."""
    monkeypatch.setattr(resolving, "RECORDS_A_BATCH", 1)
    facts: dict[str, Any] = {"type": "ANIME", "title_romaji": "Sakana no Uta", "start_date": 20200105, "format": "TV"}
    first, other, rival = (
        MediaRecord(source=source, key=key, **facts)
        for source, key in (("kitsu", "1"), ("shikimori", "1"), ("kitsu", "2"))
    )
    import_records([first, other], "test")
    assert len(set(SourceRecord.objects.values_list("entity_id", flat=True))) == 1
    import_records([rival], "test")
    assert len(set(SourceRecord.objects.values_list("entity_id", flat=True))) == 3
    assert Media.objects.count() == 3


@pytest.mark.django_db
def test_an_id_that_tells_a_rival_apart_leaves_the_other_free(import_files: Import) -> None:
    """Two works look like AniList's; a map gives one of them another of AniList's ids, so the first is that work."""
    facts: dict[str, Any] = {"type": "ANIME", "title_romaji": "Sakana no Uta", "start_date": 20200105, "format": "TV"}
    records = [
        MediaRecord(source="anilist", key="1", ids={"anilist": ["1"]}, **facts),
        MediaRecord(source="anidb", key="1", ids={"anidb": ["1"]}, **facts),
        MediaRecord(source="anidb", key="2", ids={"anidb": ["2"]}, **facts),
        MediaRecord(source="arm", key="1", ids_number="ANIME", ids={"anilist": ["3"], "anidb": ["2"]}),
    ]
    lines = [digest_of_imports(order) for order in permutations(records)]
    assert sum(line.startswith("Media ") for line in lines[0]) == 2
    assert all(one == lines[0] for one in lines)


@pytest.mark.django_db
def test_a_name_that_a_later_record_of_a_work_adds_is_compared(import_files: Import) -> None:
    """The record that a work is called by bears the keys of all its names."""
    facts: dict[str, Any] = {"type": "ANIME", "start_date": 20200105, "format": "TV"}
    first = MediaRecord(source="anidb", key="1", ids={"anidb": ["1"]}, title_romaji="Umi no Uta", **facts)
    second = MediaRecord(source="kitsu", key="1", ids={"anidb": ["1"], "kitsu": ["1"]}, **facts)
    other = MediaRecord(source="shikimori", key="1", title_romaji="Sakana no Odori", **facts)
    import_records([first, second, other], "test")
    assert Media.objects.count() == 2
    import_records([msgspec.structs.replace(second, observed_at=9, title_romaji="Sakana no Odori")], "test")
    assert Media.objects.count() == 1


def digest_of_imports(records: Iterable[AnyRecord]) -> list[str]:
    """Return the digest of a catalogue into which records came one by one."""
    with transaction.atomic():
        for one in records:
            import_records([one], "test")
        lines = digest_lines()
        transaction.set_rollback(True)
    return lines


def test_of_two_works_that_one_looks_like_it_joins_the_same_whatever_the_numbers() -> None:
    """The names in tokens are ids of records: those of AniList's two works may have come in either order."""
    for one, other in ((2, 3), (3, 2)):
        known = {
            1: record(1, "anidb", "7", None),
            one: record(one, "anilist", "1", 1),
            other: record(other, "anilist", "2", 2),
        }
        tokens = {1: {f"title:1-{one}", f"title:1-{other}"}, one: {f"title:1-{one}"}, other: {f"title:1-{other}"}}
        groups = grouped("media", known, tokens, {})
        assert groups.group_of[1].names == {"anidb/7", "anilist/1"}


def record(pk: int, source: str, key: str, anilist_id: int | None) -> Known:
    """Return a work's record as far as identity goes."""
    return Known(pk, source, key, anilist_id, True, None, None, None, False, False)
