"""What the references of works' records mean: rows that are there, or nothing yet."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from zukan.catalogue.models import Staff
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.claims import KEY_SEPARATOR, Claims
from zukan.sources.merge.bulk import rows_where
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.merge.writing import Wanted
from zukan.sources.models import Identifier, SourceRecord
from zukan.sources.precedence import Testimony

WHOLE_LISTS = (("tags", "tag", "tag"), ("studios", "studio", "studio"))
KEYED_LISTS = (("tag_spoilers", "tag"), ("studio_credits", "studio"), ("characters", "character"), ("staff", "staff"))
IDENTIFIER = "@"  # what begins a reference by an identifier: "@myanimelist:ANIME/1"


class Pointer(NamedTuple):
    """A reference as a source's record holds it."""

    kind: str
    source: str
    reference: str


class References:
    """The meaning of the references in some works' records, either those to other works or all others."""

    def __init__(self, works: dict[int, list[Testimony]], *, to_works: bool) -> None:
        self.works = works
        find = pointers_to_works if to_works else pointers_to_things
        self.pointers = {media: set(find(testimonies)) for media, testimonies in works.items()}
        wanted: dict[str, set[Pointer]] = defaultdict(set)
        for found in self.pointers.values():
            for pointer in found:
                wanted[pointer.kind].add(pointer)
        self.meaning: dict[Pointer, int] = {}
        for kind, found in wanted.items():
            self.meaning |= meanings(kind, found)
        staff = {entity for pointer, entity in self.meaning.items() if pointer.kind == "staff"}
        self.languages = dict(Staff.objects.filter(pk__in=staff).values_list("id", "language"))

    def __call__(self, kind: str, source: str, reference: str) -> int | None:
        """Return the id of what a reference means, None when it is not there yet."""
        return self.meaning.get(Pointer(kind, source, reference))

    def awaited(self) -> Wanted:
        """Return rows for what is not there yet, or is known by a key of its source's that may come to mean another.

        What an identifier means changes only with the entity that bears it: these works are found by their rows.
        """
        wanted = Wanted()
        for media, found in self.pointers.items():
            for pointer in sorted(found):
                if pointer not in self.meaning:
                    wanted.add((media, pointer.kind, name_of(pointer)))
                elif not is_shared(pointer.reference):
                    wanted.add((media, pointer.kind, f"{pointer.source}/{pointer.reference}"))
                elif pointer.kind == "staff" and self.languages.get(self.meaning[pointer]) is None:
                    wanted.add((media, pointer.kind, pointer.reference))  # voices take the language that is learnt
        return wanted


def is_shared(reference: str) -> bool:
    """Return whether a reference means the same whichever source says it."""
    return is_number(reference) or reference.startswith(IDENTIFIER)


def name_of(pointer: Pointer) -> str:
    """Return what a reference is called where it waits."""
    return pointer.reference if is_shared(pointer.reference) else f"{pointer.source}/{pointer.reference}"


def pointers_to_works(testimonies: list[Testimony]) -> Iterator[Pointer]:
    """Yield all references to works in a work's records."""
    for source, claims in testimonies:
        for part in claims.get("relations", (0, ()))[1]:
            yield Pointer("media", source, part["media"])
        for key in claims.get("recommendations", ()):
            yield Pointer("media", source, key)


def pointers_to_things(testimonies: list[Testimony]) -> Iterator[Pointer]:
    """Yield all references in a work's records to what is no work."""
    for source, claims in testimonies:
        for field, name, kind in WHOLE_LISTS:
            for part in claims.get(field, (0, ()))[1]:
                yield Pointer(kind, source, part[name])
        for field, kind in KEYED_LISTS:
            for key in claims.get(field, ()):
                yield Pointer(kind, source, key.split(KEY_SEPARATOR, 1)[0])
        for character in claims.get("characters", {}).values():
            for key in voices(character):
                yield Pointer("staff", source, key.split(KEY_SEPARATOR, 1)[0])


def voices(character: Claims) -> Claims:
    """Return the claims on who voices a character of a work."""
    found: Claims = character.get("voices", {})
    return found


def meanings(kind: str, wanted: set[Pointer]) -> dict[Pointer, int]:
    """Return the entity of each reference whose row is there."""
    entity_of = {pointer: int(pointer.reference) for pointer in wanted if is_number(pointer.reference)}
    entity_of |= meanings_of_identifiers(kind, wanted - entity_of.keys())
    keys: dict[str, list[str]] = defaultdict(list)
    for pointer in wanted - entity_of.keys():
        keys[pointer.source].append(pointer.reference)
    for source, named in keys.items():
        records = rows_where(SourceRecord, ("key", "entity_id"), "key", named, {"source": source, "kind": kind})
        entity_of |= {Pointer(kind, source, key): entity for key, entity in records if entity is not None}
    meaning = those_there(kind, entity_of)
    united = {
        Pointer(kind, one.source, f"{IDENTIFIER}anilist:{one.reference}"): one
        for one in entity_of.keys() - meaning.keys()
        if is_number(one.reference)
    }
    found = those_there(kind, meanings_of_identifiers(kind, set(united)))
    return meaning | {united[pointer]: entity for pointer, entity in found.items()}


def those_there(kind: str, entity_of: dict[Pointer, int]) -> dict[Pointer, int]:
    """Return the references to entities whose row is there."""
    there = {pk for (pk,) in rows_where(MODEL_OF_KIND[kind], ("pk",), "pk", set(entity_of.values()))}
    return {pointer: entity for pointer, entity in entity_of.items() if entity in there}


def is_number(reference: str) -> bool:
    """Return whether a reference is AniList's id."""
    return reference.isdecimal() and len(reference) < 10


def meanings_of_identifiers(kind: str, wanted: set[Pointer]) -> dict[Pointer, int]:
    """Return the entity of each reference by a site's id.

    Where several things bear it: the least of AniList's ids, else the one whose record comes first by its name. Ids
    that were given here follow the order of imports, so they decide nothing.
    """
    tokens = {pointer.reference[1:] for pointer in wanted if pointer.reference.startswith(IDENTIFIER)}
    if not tokens:
        return {}
    bearers = rows_where(Identifier, ("token", "record_id"), "token", tokens, {"kind": kind})
    columns = ("id", "entity_id", "source", "key")
    rows = rows_where(SourceRecord, columns, "id", {record for _, record in bearers})
    place = {
        record: (min(entity, FIRST_LOCAL_ID), source, key, entity)
        for record, entity, source, key in rows
        if entity is not None
    }
    first: dict[str, tuple[int, str, str, int]] = {}
    for token, record in bearers:
        if record in place:
            first[token] = min(first.get(token, place[record]), place[record])
    return {one: first[one.reference[1:]][-1] for one in wanted if one.reference[1:] in first}
