"""A work's rows that point to other entities: genres, tags, studios, cast and voices, staff, recommendations."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

from zukan.catalogue.models import Genre
from zukan.catalogue.names import slug_of
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.claims import KEY_SEPARATOR
from zukan.sources.merge.lists import LAST, place
from zukan.sources.merge.references import References
from zukan.sources.merge.writing import Wanted
from zukan.sources.precedence import Testimony, believed, verdict

Credits: TypeAlias = dict[tuple[Any, ...], list[Testimony]]  # (person, role) -> what sources say of it
ROLES = {"MAIN": 0, "SUPPORTING": 1, "BACKGROUND": 2, None: 3}


def genre_ids(works: dict[int, list[Testimony]]) -> dict[str, int]:
    """Return the id of each genre that works have, made where it is new."""
    wanted = {name for said in works.values() for name in believed(said, "genres") or () if name.strip()}
    held = dict(Genre.objects.filter(name__in=wanted).values_list("name", "id"))
    missing = Genre.objects.bulk_create(Genre(name=name, slug=slug_of(name)) for name in sorted(wanted - held.keys()))
    return held | {genre.name: genre.pk for genre in missing}


def genres(media: int, testimonies: list[Testimony], ids: dict[str, int], wanted: Wanted) -> None:
    """A work's genres."""
    for name in believed(testimonies, "genres") or ():
        if name in ids:
            wanted.add((media, ids[name]))


def tags(media: int, testimonies: list[Testimony], references: References, wanted: Wanted) -> None:
    """A work's tags, with the spoiler flags that any answer gave."""
    found = verdict(testimonies, "tags")
    if found is None:
        return
    flags = by_entity(testimonies, "tag_spoilers", "tag", references)
    for one in found.value:
        tag = references("tag", found.source, one["tag"])
        if tag is not None:
            spoiler = bool(believed(flags.get((tag,), []), "is_media_spoiler"))
            wanted.add((media, tag), (one.get("rank"), spoiler))


def by_entity(
    testimonies: list[Testimony], field: str, kind: str, references: References
) -> dict[tuple[Any, ...], list[Testimony]]:
    """Return a keyed list's elements by what their reference means, and the rest of their key."""
    result: dict[tuple[Any, ...], list[Testimony]] = defaultdict(list)
    for source, claims in testimonies:
        for key, inner in claims.get(field, {}).items():
            reference, *rest = key.split(KEY_SEPARATOR)
            entity = references(kind, source, reference)
            if entity is not None:
                result[entity, *rest].append(Testimony(source, inner))
    return result


def studios(media: int, testimonies: list[Testimony], references: References, wanted: Wanted) -> None:
    """A work's studios: the list as a whole, and credits told from the studio's side."""
    found = verdict(testimonies, "studios")
    for one in found.value if found else ():
        studio = references("studio", found.source if found else "", one["studio"])
        if studio is not None:
            wanted.add((media, studio, one.get("is_main", False)), (), one.get("id"))
    seen = by_entity(testimonies, "studio_credits", "studio", references)
    for (studio, main), said in sorted(seen.items(), key=lambda one: one[0]):
        wanted.add((media, studio, main == "True"), (), believed(said, "id"))


def characters(media: int, testimonies: list[Testimony], references: References, wanted: Wanted) -> None:
    """A work's cast, in the editors' order as far as it is known."""
    found = by_entity(testimonies, "characters", "character", references)
    entries = [
        (place(said), ROLES[believed(said, "role")], known_id(character), character, said)
        for (character,), said in found.items()
    ]
    for position, (*_, character, said) in enumerate(sorted(entries, key=lambda one: one[:3])):
        wanted.add((media, character), (believed(said, "role"), believed(said, "name"), position), believed(said, "id"))


def known_id(entity: int) -> int:
    """Return an id to sort by. Those that were given here follow the order of imports: they all sort alike."""
    return min(entity, FIRST_LOCAL_ID)


def voices(
    media: int,
    appearances: dict[tuple[Any, ...], int],
    testimonies: list[Testimony],
    references: References,
    wanted: Wanted,
) -> None:
    """Who voices each character of a work. appearances: (media, character) -> primary key."""
    for (character,), said in by_entity(testimonies, "characters", "character", references).items():
        told = by_entity(said, "voices", "staff", references)
        spoken = joined_languages(told, references)
        for position, (staff, language) in enumerate(sorted(spoken, key=lambda one: voice_order(spoken[one], one))):
            one = spoken[staff, language]
            wanted.add(
                (appearances[media, character], staff, language or None),
                (believed(one, "role_notes"), believed(one, "dub_group"), position),
            )


def joined_languages(
    told: dict[tuple[Any, ...], list[Testimony]], references: References
) -> dict[tuple[int, str], list[Testimony]]:
    """Return voices by person and language; one without a language is the person's other one, else in their own."""
    result: dict[tuple[int, str], list[Testimony]] = {}
    for (staff, language), said in sorted(told.items(), key=lambda one: one[0][1], reverse=True):  # "" comes last
        spoken = language or next((known for person, known in result if person == staff), None)
        result.setdefault((staff, spoken or references.languages.get(staff) or ""), []).extend(said)
    return result


def voice_order(said: list[Testimony], voice: tuple[int, str]) -> tuple[Any, ...]:
    """Return the sort key of a voice: as the source orders them, Japanese before others where it does not."""
    ordered = place(said)
    return (ordered, voice[1] != "Japanese" if ordered[0] == LAST else False, voice[1], known_id(voice[0]))


def staff(media: int, testimonies: list[Testimony], references: References, wanted: Wanted) -> None:
    """A work's staff, in the editors' order as far as it is known."""
    found = without_plainer(by_entity(testimonies, "staff", "staff", references))
    entries = [
        (place(said), known_id(person), role if person < FIRST_LOCAL_ID else "", person, role, said)
        for (person, role), said in found.items()
    ]
    for position, (*_, person, role, said) in enumerate(sorted(entries, key=lambda one: one[:3])):
        wanted.add((media, person, role), (position,), believed(said, "id"))


def without_plainer(credits_by_role: Credits) -> Credits:
    """Return credits without those that another source tells in more detail: "Script" beside "Script (eps 2, 5)"."""
    detailed: dict[tuple[Any, str], set[str]] = defaultdict(set)
    for (person, role), said in credits_by_role.items():
        plain, bracket, _ = role.partition(" (")
        if bracket:
            detailed[person, plain] |= {one.source for one in said}
    return {
        key: said
        for key, said in credits_by_role.items()
        if not detailed.get((key[0], key[1]), set()) - {one.source for one in said}
    }


def recommendations(media: int, testimonies: list[Testimony], references: References, wanted: Wanted) -> None:
    """What those who like a work may like too."""
    found = by_entity(testimonies, "recommendations", "media", references)
    for (other,), said in sorted(found.items(), key=lambda one: one[0]):
        if other != media:
            wanted.add(
                (media, other), (believed(said, "rating") or 0, believed(said, "preference") or 0), believed(said, "id")
            )


def explicit_relations(
    media: int, testimonies: list[Testimony], references: References
) -> Iterator[tuple[int, str, int | None]]:
    """Yield (related work, relation type, the source's id of it) as a work's own record says."""
    found = verdict(testimonies, "relations")
    for one in found.value if found else ():
        other = references("media", found.source if found else "", one["media"])
        if other is not None and other != media:
            yield other, one["relation_type"], one.get("id")
