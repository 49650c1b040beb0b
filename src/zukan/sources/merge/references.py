"""What the references of works' records mean: rows that are there, or nothing yet."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from zukan.catalogue.models import Staff
from zukan.sources.claims import KEY_SEPARATOR, Claims
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.merge.writing import Wanted
from zukan.sources.models import SourceRecord
from zukan.sources.precedence import Testimony

WHOLE_LISTS = (("tags", "tag", "tag"), ("studios", "studio", "studio"), ("relations", "media", "media"))
KEYED_LISTS = (
    *(("tag_spoilers", "tag"), ("studio_credits", "studio"), ("characters", "character")),
    *(("staff", "staff"), ("recommendations", "media")),
)


class Pointer(NamedTuple):
    """A reference as a source's record holds it."""

    kind: str
    source: str
    reference: str


class References:
    """The meaning of all references in some works' records."""

    def __init__(self, works: dict[int, list[Testimony]]) -> None:
        self.works = works
        self.pointers = {media: set(pointers(testimonies)) for media, testimonies in works.items()}
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
        """Return rows for what is not there yet, or is known by another word than its id."""
        wanted = Wanted()
        for media, found in self.pointers.items():
            for pointer in sorted(found):
                plain = pointer.reference.isdecimal()
                if not plain or pointer not in self.meaning:
                    named = pointer.reference if plain else f"{pointer.source}/{pointer.reference}"
                    wanted.add((media, pointer.kind, named))
                elif pointer.kind == "staff" and self.languages.get(self.meaning[pointer]) is None:
                    wanted.add((media, pointer.kind, pointer.reference))  # voices take the language that is learnt
        return wanted


def pointers(testimonies: list[Testimony]) -> Iterator[Pointer]:
    """Yield all references in a work's records."""
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
    entity_of = {pointer: int(pointer.reference) for pointer in wanted if pointer.reference.isdecimal()}
    keys: dict[str, list[str]] = defaultdict(list)
    for pointer in wanted - entity_of.keys():
        keys[pointer.source].append(pointer.reference)
    for source, named in keys.items():
        records = SourceRecord.objects.filter(source=source, kind=kind, key__in=named, entity_id__isnull=False)
        for key, entity in records.values_list("key", "entity_id"):
            entity_of[Pointer(kind, source, key)] = entity or 0
    there = set(
        MODEL_OF_KIND[kind]._default_manager.filter(pk__in=set(entity_of.values())).values_list("pk", flat=True)
    )
    return {pointer: entity for pointer, entity in entity_of.items() if entity in there}
