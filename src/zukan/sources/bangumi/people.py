"""Cast and staff of a subject: their own records, and their places in the work's."""

import re
from collections.abc import Iterator
from typing import Any

from zukan.sources.anilist.naming import named_reference
from zukan.sources.bangumi import shape
from zukan.sources.bangumi.texts import plain, texts
from zukan.sources.records import (
    AnyRecord,
    CastEdge,
    CharacterRecord,
    MediaRecord,
    StaffCredit,
    StaffRecord,
    StudioRecord,
    StudioWork,
    Voice,
)
from zukan.sources.vocabulary import RoleName

ROLES: dict[str, RoleName] = {"主角": "MAIN", "配角": "SUPPORTING", "客串": "BACKGROUND"}
GENDERS = {"男": "Male", "女": "Female"}
BLOOD_TYPE = re.compile(r"(A|B|AB|O)型?")
BIRTHDAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", re.ASCII)
LATIN_NAMES = ("romaji", "en")
# What companies do. Bangumi lists companies among the people and does not tell them apart.
STUDIO_JOBS = {"动画制作": True, "制作": False, "製作": False}
JOBS = {
    "主题歌作曲": "Theme Song Composition",
    "主题歌作词": "Theme Song Lyrics",
    "主题歌演出": "Theme Song Performance",
    "主题歌编曲": "Theme Song Arrangement",
    "人物原案": "Original Character Design",
    "人物设定": "Character Design",
    "企画": "Planning",
    "作画监督": "Animation Director",
    "分镜": "Storyboard",
    "制片人": "Producer",
    "剪辑": "Editing",
    "动画检查": "In-Between Check",
    "原作": "Original Creator",
    "原画": "Key Animation",
    "执行制片人": "Executive Producer",
    "导演": "Director",
    "总作画监督": "Chief Animation Director",
    "总导演": "Chief Director",
    "插入歌演出": "Insert Song Performance",
    "摄影监督": "Director of Photography",
    "演出": "Episode Director",
    "监修": "Supervision",
    "第二原画": "2nd Key Animation",
    "系列构成": "Series Composition",
    "系列监督": "Series Director",
    "美术监督": "Art Director",
    "脚本": "Script",
    "色彩设计": "Color Design",
    "配音监督": "Voice Director",
    "音乐": "Music",
    "音乐制作": "Music Production",
    "音响": "Sound",
    "音响监督": "Sound Director",
    "音效": "Sound Effects",
}


def add_people(subject: shape.Subject, record: MediaRecord) -> Iterator[AnyRecord]:
    """Fill a work's cast, staff and studios, and yield the records of those who are in them."""
    cast = [character for character in subject.crt or () if plain(character.name)]
    staff = [person for person in subject.staff or () if plain(person.name)]
    record.characters = [appearance(character, position) for position, character in enumerate(cast)] or None
    record.staff = [
        credit for position, person in enumerate(staff) for credit in staff_credits(person, position)
    ] or None
    record.studio_credits = [credit for person in staff for credit in studio_works(person)] or None
    for character in cast:
        yield CharacterRecord(**person_facts(character, f"character/{character.id}", record))
        for actor in actors(character):
            yield StaffRecord(**person_facts(actor, f"person/{actor.id}", record))
    for person in staff:
        if studio_works(person):
            yield StudioRecord(**header(record), key=studio_key(person), name=plain(person.name))
        if staff_credits(person, 0):
            yield StaffRecord(**person_facts(person, f"person/{person.id}", record))


def actors(character: shape.Character) -> list[shape.Person]:
    """Return who voices a character."""
    return [actor for actor in character.actors or () if plain(actor.name)]


def appearance(character: shape.Character, position: int) -> CastEdge:
    """Return a character's place in the cast."""
    return CastEdge(
        character=f"character/{character.id}",
        role=ROLES.get(character.role_name),
        position=position,
        voices=[Voice(staff=f"person/{one.id}", position=place) for place, one in enumerate(actors(character))],
    )


def staff_credits(person: shape.Person, position: int) -> list[StaffCredit]:
    """Return what somebody did, but for what companies do."""
    jobs = [JOBS.get(job, job) for job in person.jobs if job not in STUDIO_JOBS]
    return [StaffCredit(staff=f"person/{person.id}", role=job, position=position) for job in jobs]


def studio_works(person: shape.Person) -> list[StudioWork]:
    """Return what a company did."""
    parts = [STUDIO_JOBS[job] for job in person.jobs if job in STUDIO_JOBS]
    return [StudioWork(studio=studio_key(person), is_main=main) for main in parts]


def studio_key(person: shape.Person) -> str:
    """Return the reference to a company: studios of one name are one."""
    return named_reference(plain(person.name) or "")


def header(record: MediaRecord) -> dict[str, Any]:
    """Return source and time of what a work's record speaks of too."""
    return {"source": record.source, "observed_at": record.observed_at}


def person_facts(person: shape.Person, key: str, record: MediaRecord) -> dict[str, Any]:
    """Return the fields that characters and people share."""
    info = person.info or {}
    alias = info.get("alias")
    names = alias if isinstance(alias, dict) else {}
    latin = next((text for kind in LATIN_NAMES for text in texts(names.get(kind))), None)
    native = plain(person.name)
    others = [*texts(person.name_cn), *texts(info.get("name_cn")), *texts(alias)]
    images = person.images or shape.Images()
    return header(record) | {
        "key": key,
        "ids": {"bangumi": [str(person.id)]},
        "name_full": latin or native,
        "name_native": native,
        "name_alternative": [name for name in dict.fromkeys(others) if name not in {latin, native}] or None,
        "image_large": images.large,
        "image_medium": images.medium,
        "gender": next((GENDERS[text] for text in texts(info.get("gender")) if text in GENDERS), None),
        "blood_type": matched(BLOOD_TYPE, info.get("bloodtype")),
        "date_of_birth": birthday(info.get("birth")),
    }


def matched(pattern: re.Pattern[str], fact: Any) -> str | None:
    """Return the first group of a fact that is of a pattern."""
    return next((found[1] for text in texts(fact) if (found := pattern.fullmatch(text))), None)


def birthday(fact: Any) -> int | None:
    """Return the FuzzyDate of "1976年5月10日" or "4月12日", None for other words."""
    for text in texts(fact):
        if found := BIRTHDAY.fullmatch(text):
            month, day = int(found[2]), int(found[3])
            return int(found[1] or 0) * 10000 + month * 100 + day if 1 <= month <= 12 and 1 <= day <= 31 else None
    return None
