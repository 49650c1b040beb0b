"""Characters and people that sources number for themselves: within one work, those of one name are one.

Names alone tell nothing across works. Within the cast or the staff of one work they do, unless two there share a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

import msgspec
from django.db import transaction

from zukan.sources.matching.people import PersonNames, person_keys, same_person
from zukan.sources.merge.bulk import rows_where
from zukan.sources.merge.keeping import write_identifiers
from zukan.sources.merge.references import is_number, pointers_to_things
from zukan.sources.merge.resolving import is_outdated
from zukan.sources.merge.titles import unsettle
from zukan.sources.merge.updating import testimonies
from zukan.sources.models import AwaitedReference, Identifier, OutdatedEntity, SourceRecord

CAST = "cast:"
KINDS = ("character", "staff")
TELLING = ("characters", "staff")  # the fields that say who is of a work
WORKS_AT_ONCE = 500


class Nameable(NamedTuple):
    """A source's record of a character or person."""

    id: int
    source: str
    names: PersonNames


def match_people() -> list[tuple[str, str, dict[str, Any]]]:
    """Match people anew if anything was written. Return (kind, subject, detail) of each identifier that is new."""
    if not is_outdated("people"):
        return []
    with transaction.atomic():
        found = [decision for kind in KINDS for decision in match_kind(kind)]
        OutdatedEntity.objects.filter(kind="people").delete()
    return found


def match_kind(kind: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the records of one person an identifier in common. Yield what is new."""
    works = nameable_in_works(kind)
    tokens: dict[int, set[str]] = defaultdict(set)
    names = numbered_in_works(kind, works)
    for media, records in works.items():
        for key, bearers in bearers_of_keys(records, names.get(media, [])).items():
            for record in bearers:
                tokens[record].add(f"{CAST}{media}/{key}")
    held = held_tokens(kind)
    wanted = {record: tokens.get(record, set()) for record in tokens.keys() | held.keys()}
    changed = {record for record, found in wanted.items() if found != held.get(record, set())}
    write_identifiers(kind, {record: wanted[record] for record in changed}, among=CAST)
    unsettle(sorted(changed))
    for token in sorted({token for record in changed for token in wanted[record] - held.get(record, set())}):
        yield kind, token.removeprefix(CAST), {}


def held_tokens(kind: str) -> dict[int, set[str]]:
    """Return the identifiers that were given here before."""
    held: dict[int, set[str]] = defaultdict(set)
    for record, token in Identifier.objects.filter(kind=kind, token__startswith=CAST).values_list("record_id", "token"):
        held[record].add(token)
    return held


def nameable_in_works(kind: str) -> dict[int, list[Nameable]]:
    """Return the records without an AniList id that works point to, by work."""
    pointing = AwaitedReference.objects.filter(kind=kind, reference__contains="/").values_list("media_id", "reference")
    works: dict[str, list[int]] = defaultdict(list)
    for media, reference in pointing:
        works[reference].append(media)
    result: dict[int, list[Nameable]] = defaultdict(list)
    for name, record in nameable_records(kind, works):
        for media in works[name]:
            result[media].append(record)
    return result


def nameable_records(kind: str, names: Iterable[str]) -> Iterator[tuple[str, Nameable]]:
    """Yield (name, record) of records without an AniList id."""
    keys: dict[str, list[str]] = defaultdict(list)
    for name in names:
        source, key = name.split("/", 1)
        keys[source].append(key)
    columns = ("id", "key", "anilist_id", "claims")
    for source, wanted in keys.items():
        for pk, key, anilist_id, claims in rows_where(
            SourceRecord, columns, "key", wanted, {"source": source, "kind": kind}
        ):
            if anilist_id is None:
                yield f"{source}/{key}", Nameable(pk, source, claimed_names(msgspec.json.decode(claims)))


def claimed_names(claims: dict[str, Any]) -> PersonNames:
    """Return the names that a record claims."""
    said = {field: claims[field][1] for field in ("name_full", "name_native", "name_alternative") if field in claims}
    alternative = tuple(said.get("name_alternative") or ())
    return PersonNames(said.get("name_full"), said.get("name_native"), alternative)


def numbered_in_works(kind: str, works: Iterable[int]) -> dict[int, list[Nameable]]:
    """Return the records of those to whom works point by AniList's id, by work."""
    wanted = sorted(works)
    appearing: dict[int, set[int]] = {}
    for start in range(0, len(wanted), WORKS_AT_ONCE):
        for media, said in testimonies("media", wanted[start : start + WORKS_AT_ONCE], TELLING).items():
            found = (one for one in pointers_to_things(said) if one.kind == kind)
            appearing[media] = {int(one.reference) for one in found if is_number(one.reference)}
    record_of = first_records(kind, {person for found in appearing.values() for person in found})
    return {media: [record_of[one] for one in found if one in record_of] for media, found in appearing.items()}


def first_records(kind: str, people: Iterable[int]) -> dict[int, Nameable]:
    """Return the first record of each with that AniList id, with its own names: what is merged may hold others'."""
    columns = ("source", "key", "id", "anilist_id", "entity_id", "claims")
    found: dict[int, Nameable] = {}
    for source, _, pk, anilist_id, entity, claims in sorted(
        rows_where(SourceRecord, columns, "entity_id", people, {"kind": kind}), key=lambda row: row[:2]
    ):
        if anilist_id == entity and entity not in found:
            found[entity] = Nameable(pk, source, claimed_names(msgspec.json.decode(claims)))
    return found


def bearers_of_keys(told: list[Nameable], numbered: list[Nameable]) -> dict[str, list[int]]:
    """Return key -> the records of the one person of a work that has it; nothing for a key that two may share."""
    bearers: dict[str, list[Nameable]] = defaultdict(list)
    for one in (*numbered, *told):
        for key in person_keys(*one.names):
            bearers[key].append(one)
    return {key: [one.id for one in found] for key, found in bearers.items() if are_one(found, numbered)}


def are_one(found: list[Nameable], numbered: list[Nameable]) -> bool:
    """Return whether those of one name are one: of each source one at most, and no two with other native names."""
    unnumbered = [one.source for one in found if one not in numbered]
    alone = len(found) < 2 or not unnumbered or len(found) - len(unnumbered) > 1
    if alone or len(set(unnumbered)) < len(unnumbered):
        return False
    return all(same_person(one.names, other.names) for one, other in combinations(found, 2))
