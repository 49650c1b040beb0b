"""The first step of a merge: fold claims into what each source said before, and see which entities that touches."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from django.db import transaction

from zukan.sources.claims import Claims, canonical, fold
from zukan.sources.merge.bulk import insert, set_column
from zukan.sources.merge.identity import anilist_id_of, resolve, stands, tokens_of
from zukan.sources.merge.rekeying import keep_what_people_wrote
from zukan.sources.models import AwaitedReference, Identifier, OutdatedEntity, SourceRecord

COLUMNS = ("source", "kind", "key", "anilist_id", "stands", "claims", "digest")


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
    held = stored_columns(kind, [(entry.source, entry.key) for entry in entries], "claims")
    rows: dict[tuple[str, str], tuple[Any, ...]] = {}
    tokens: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        key = (entry.source, entry.key)
        claims = msgspec.json.decode(held[key]) if key in held else {}
        if not fold(claims, entry.claims) and key in held:
            outcome.unchanged[kind] += 1
            continue
        (outcome.changed if key in held else outcome.new)[kind] += 1
        rows[key] = (entry.source, kind, entry.key, *claims_columns(kind, claims))
        tokens[key] = tokens_of(kind, entry.key, claims)
    insert(SourceRecord, COLUMNS, rows.values(), unique=COLUMNS[:3], update=COLUMNS[3:])
    return {pk: tokens[key] for key, pk in stored_columns(kind, list(rows), "pk").items()}


def stored_columns(kind: str, keys: list[tuple[str, str]], column: str) -> dict[tuple[str, str], Any]:
    """Return a column of the records that are there, by source and key."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, key in keys:
        by_source[source].append(key)
    return {
        (source, key): value
        for source, wanted in by_source.items()
        for key, value in SourceRecord.objects.filter(source=source, kind=kind, key__in=wanted).values_list(
            "key", column
        )
    }


def claims_columns(kind: str, claims: Claims) -> tuple[Any, ...]:
    """Return the columns of a record that follow from its claims."""
    text = canonical(claims)
    digest = hashlib.blake2b(text, digest_size=16).digest()
    return anilist_id_of(claims), stands(kind, claims), text, digest


def identify(kind: str, touched: dict[int, set[str]]) -> None:
    """Find the entity of each record touched, and of those that are drawn along; mark what that changes."""
    write_identifiers(kind, touched)
    known, entity_of = resolve(kind, touched)
    moved = [one for one in known if entity_of[one.id] != one.entity_id]
    if kind == "media":
        keep_what_people_wrote(moved, entity_of)
    set_column(SourceRecord, "entity_id", {one.id: entity_of[one.id] for one in moved})
    outdated = {entity_of[record] for record in touched} | {one.entity_id for one in moved}
    outdated |= {entity_of[one.id] for one in moved}
    mark_outdated(kind, (entity for entity in outdated if entity is not None))
    mark_awaiting(kind, [f"{one.source}/{one.key}" for one in moved])


def write_identifiers(kind: str, tokens: dict[int, set[str]]) -> None:
    """Write the identifiers of records, and delete those that no longer hold."""
    held: dict[int, dict[str, int]] = defaultdict(dict)
    known = Identifier.objects.filter(record__in=list(tokens)).values_list("id", "record_id", "token")
    for row, record, token in known:
        held[record][token] = row
    gone = [row for record, found in held.items() for token, row in found.items() if token not in tokens[record]]
    if gone:
        Identifier.objects.filter(pk__in=gone).delete()
    rows = ((record, kind, token) for record, found in tokens.items() for token in sorted(found - held[record].keys()))
    insert(Identifier, ("record", "kind", "token"), rows)


def mark_outdated(kind: str, entity_ids: Iterable[int]) -> None:
    """Note that the catalogue does not show all that is known of some entities."""
    rows = ((kind, entity) for entity in sorted(set(entity_ids)))
    insert(OutdatedEntity, ("kind", "entity_id"), rows, unique=("kind", "entity_id"))


def mark_awaiting(kind: str, references: list[str]) -> None:
    """Note that works whose records point by given references have to be merged again."""
    if references:
        waiting = AwaitedReference.objects.filter(kind=kind, reference__in=references)
        mark_outdated("media", waiting.values_list("media_id", flat=True).distinct())
