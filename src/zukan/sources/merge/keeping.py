"""The first step of a merge: fold claims into what each source said before, and see which entities that touches."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from django.db import transaction

from zukan.sources.claims import Claims, canonical, fold
from zukan.sources.merge.identity import Known, anilist_id_of, resolve, stands, tokens_of
from zukan.sources.models import AwaitedReference, Identifier, OutdatedEntity, SourceRecord


class Entry(NamedTuple):
    """Claims of one source about one thing."""

    source: str
    kind: str
    key: str
    claims: Claims


@dataclass(slots=True)
class Outcome:
    """What became of entries, by kind."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Outcome") -> None:
        """Add another outcome to this one."""
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged


@transaction.atomic
def keep(entries: Iterable[Entry]) -> Outcome:
    """Keep a batch of entries, no two of one thing, and mark the entities they touch as outdated."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    outcome = Outcome()
    for kind, group in by_kind.items():
        touched = stored(kind, group, outcome)
        if touched:
            identify(kind, touched)
    return outcome


def stored(kind: str, entries: list[Entry], outcome: Outcome) -> dict[int, set[str]]:
    """Store the records that say something new. Return their ids with their identifiers."""
    held = existing(kind, entries)
    rows: list[SourceRecord] = []
    tokens: list[set[str]] = []
    for entry in entries:
        row = held.get((entry.source, entry.key))
        claims = msgspec.json.decode(bytes(row.claims)) if row else {}
        if not fold(claims, entry.claims) and row:
            outcome.unchanged[kind] += 1
            continue
        (outcome.changed if row else outcome.new)[kind] += 1
        rows.append(filled(SourceRecord(source=entry.source, kind=kind, key=entry.key), kind, claims))
        tokens.append(tokens_of(kind, entry.key, claims))
    SourceRecord.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "kind", "key"],
        update_fields=["anilist_id", "stands", "claims", "digest"],
    )
    return {row.pk: found for row, found in zip(rows, tokens, strict=True)}


def existing(kind: str, entries: list[Entry]) -> dict[tuple[str, str], SourceRecord]:
    """Return the records that there are already, by source and key."""
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        keys[entry.source].append(entry.key)
    return {
        (row.source, row.key): row
        for source, wanted in keys.items()
        for row in SourceRecord.objects.filter(source=source, kind=kind, key__in=wanted)
    }


def filled(row: SourceRecord, kind: str, claims: Claims) -> SourceRecord:
    """Return a record with its claims and what follows from them."""
    row.claims = canonical(claims)
    row.digest = hashlib.blake2b(row.claims, digest_size=16).digest()
    row.anilist_id = anilist_id_of(claims)
    row.stands = stands(kind, claims)
    return row


def identify(kind: str, touched: dict[int, set[str]]) -> None:
    """Find the entity of each record touched, and of those that are drawn along; mark what that changes."""
    write_identifiers(kind, touched)
    known, entity_of = resolve(kind, touched)
    moved = [one for one in known if entity_of[one.id] != one.entity_id]
    assign(moved, entity_of)
    outdated = {entity_of[record] for record in touched} | {one.entity_id for one in moved}
    outdated |= {entity_of[one.id] for one in moved}
    mark_outdated(kind, (entity for entity in outdated if entity is not None))
    mark_awaiting(kind, [f"{one.source}/{one.key}" for one in moved])


def write_identifiers(kind: str, tokens: dict[int, set[str]]) -> None:
    """Write the identifiers of records, and delete those that no longer hold."""
    held: dict[int, dict[str, int]] = defaultdict(dict)
    rows = Identifier.objects.filter(record__in=list(tokens)).values_list("id", "record_id", "token")
    for row, record, token in rows:
        held[record][token] = row
    gone = [row for record, found in held.items() for token, row in found.items() if token not in tokens[record]]
    if gone:
        Identifier.objects.filter(pk__in=gone).delete()
    Identifier.objects.bulk_create(
        Identifier(record_id=record, kind=kind, token=token)
        for record, found in tokens.items()
        for token in sorted(found - held[record].keys())
    )


def assign(moved: list[Known], entity_of: dict[int, int | None]) -> None:
    """Write the entity of records that have come to mean another."""
    rows = [SourceRecord(pk=one.id, entity_id=entity_of[one.id]) for one in moved]
    SourceRecord.objects.bulk_update(rows, ["entity_id"])


def mark_outdated(kind: str, entity_ids: Iterable[int]) -> None:
    """Note that the catalogue does not show all that is known of some entities."""
    OutdatedEntity.objects.bulk_create(
        (OutdatedEntity(kind=kind, entity_id=entity) for entity in sorted(set(entity_ids))), ignore_conflicts=True
    )


def mark_awaiting(kind: str, references: list[str]) -> None:
    """Note that works whose records point by given references have to be merged again."""
    if references:
        waiting = AwaitedReference.objects.filter(kind=kind, reference__in=references)
        mark_outdated("media", waiting.values_list("media_id", flat=True).distinct())
