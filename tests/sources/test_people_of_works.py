"""Characters that sources number for themselves, in works that another source gives a cast with AniList's ids."""

from pathlib import Path
from typing import Any

import pytest

from zukan.catalogue.models import Change, MediaCharacter
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.importing import import_records
from zukan.sources.records import AnyRecord, CastEdge, CharacterRecord, MediaRecord

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def cast_of(source: str, *names: dict[str, Any]) -> list[AnyRecord]:
    """A work of AniList id 1 whose cast has these names; only "anilist" gives its characters AniList's ids."""
    numbered = source == "anilist"
    keys = [str(number) if numbered else f"character/{number}" for number in range(1, len(names) + 1)]
    work = MediaRecord(
        source=source,
        key="1",
        ids={"anilist": ["1"]},
        type="ANIME",
        characters=[CastEdge(character=key) for key in keys],
    )
    people = [
        CharacterRecord(source=source, key=key, ids={"anilist": [key]} if numbered else {}, **name)
        for key, name in zip(keys, names, strict=True)
    ]
    return [*people, work]


def cast() -> list[int]:
    """The cast of the work, those without an AniList id as 0."""
    found = MediaCharacter.objects.order_by("character_id").values_list("character_id", flat=True)
    return [one if one < FIRST_LOCAL_ID else 0 for one in found]


HERO = {"name_full": "Ada Lowell", "name_native": "エイダ・ローウェル"}


@pytest.mark.parametrize("order", [("anilist", "shikimori"), ("shikimori", "anilist")])
@pytest.mark.parametrize(
    "name", [{"name_full": "Lowell Ada"}, {"name_full": "E. L.", "name_native": "エイダ ローウェル"}]
)
def test_a_character_of_one_name_in_one_work_is_one(name: dict[str, Any], order: tuple[str, str]) -> None:
    said = {"anilist": cast_of("anilist", HERO), "shikimori": cast_of("shikimori", name)}
    for source in order:
        import_records(said[source], source)
    assert cast() == [1]
    changes = Change.objects.count()
    import_records(said["shikimori"], "shikimori")
    assert Change.objects.count() == changes


def test_two_of_one_name_in_one_work_stay_two() -> None:
    import_records([*cast_of("anilist", HERO, HERO), *cast_of("shikimori", HERO)], "test")
    assert cast() == [1, 2, 0]


def test_a_character_with_another_native_name_is_another() -> None:
    other = {"name_full": "Ada Lowell", "name_native": "エーダ・ロウ"}
    import_records([*cast_of("anilist", HERO), *cast_of("shikimori", other)], "test")
    assert cast() == [1, 0]


def test_names_that_another_source_gave_to_a_character_draw_no_third_one() -> None:
    nicknamed = {**HERO, "name_alternative": ["Iron Lady"]}
    third = {"name_full": "Iron Lady"}
    import_records([*cast_of("anilist", HERO), *cast_of("shikimori", nicknamed)], "test")
    import_records(cast_of("bangumi", third), "bangumi")
    known = cast()
    import_records(cast_of("bangumi", third), "bangumi")
    assert cast() == known
