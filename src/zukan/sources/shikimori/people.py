"""Characters, people and what they have to do with works."""

import re
from typing import Any

from zukan.sources.records import CastEdge, CharacterRecord, MediaRecord, StaffCredit, StaffRecord, Voice
from zukan.sources.shikimori.lookups import Lookups
from zukan.sources.shikimori.texts import Row, array, cell, day, identity, plain
from zukan.sources.vocabulary import RoleName

QUOTED = re.compile(r'"([^"]*)"')
ROLES: dict[str, RoleName] = {"Main": "MAIN", "Supporting": "SUPPORTING"}


def character(row: Row, header: dict[str, Any]) -> CharacterRecord:
    """Return the record of a row of `characters`."""
    return CharacterRecord(**header, **person_facts(row, "character"), description=plain(cell(row, "description_en")))


def person(row: Row, header: dict[str, Any]) -> StaffRecord:
    """Return the record of a row of `people`."""
    return StaffRecord(
        **header,
        **person_facts(row, "person"),
        date_of_birth=day(row, "birth_on"),
        date_of_death=day(row, "deceased_on"),
    )


def person_facts(row: Row, kind: str) -> dict[str, Any]:
    """Return what characters and people have in common."""
    id = identity(row, "id")  # noqa: A001  # the dump's word
    return {
        "key": f"{kind}/{id}",
        "ids": {"myanimelist": [cell(row, "mal_id") or id]},
        "name_full": cell(row, "name"),
        "name_native": cell(row, "japanese"),
        "name_alternative": other_names(row) or None,
    }


def other_names(row: Row) -> list[str]:
    """Return the nicknames in `Jet "Black Dog, Running Rock" Black`, that name without them, and the Russian one."""
    full = cell(row, "fullname") or ""
    nicknames = [name.strip() for quoted in QUOTED.findall(full) for name in quoted.split(",")]
    names = [*nicknames, " ".join(QUOTED.sub(" ", full).split()), cell(row, "russian") or ""]
    return [name for name in dict.fromkeys(names) if name and name != cell(row, "name")]


def role(row: Row, lookups: Lookups, header: dict[str, Any]) -> MediaRecord | None:
    """Return what a row of `person_roles` adds to a work, None for who voices whom: that is said with the cast."""
    kind = next((kind for kind in ("anime", "manga") if cell(row, f"{kind}_id")), None)
    if kind is None:
        return None
    record = MediaRecord(**header, key=f"{kind}/{identity(row, f'{kind}_id')}")
    roles = array(cell(row, "roles"))
    if cell(row, "character_id"):
        record.characters = [appearance(identity(row, "character_id"), roles, lookups if kind == "anime" else None)]
    if cell(row, "person_id"):
        staff = f"person/{identity(row, 'person_id')}"
        record.staff = [StaffCredit(staff=staff, role=name) for name in roles]
    return record


def appearance(id: str, roles: list[str], lookups: Lookups | None) -> CastEdge:  # noqa: A002
    """Return a character's place in a cast. lookups: None for a manga, in which nobody speaks."""
    voices = lookups.voices.get(id, ()) if lookups else ()
    return CastEdge(
        character=f"character/{id}",
        role=next((ROLES[name] for name in roles if name in ROLES), None),
        voices=[Voice(staff=f"person/{voice}", language=language) for voice, language in voices] or None,
    )
