"""The first step of a merge: fold claims into what each source said before."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from django.db import transaction

from zukan.sources.claims import Claims, canonical, claims_reader, fold
from zukan.sources.merge.bulk import delete_where, insert, new_ids, rows_where, set_columns
from zukan.sources.merge.identity import RECOGNISED_BY, anilist_id_of, stands, tokens_of
from zukan.sources.models import Decision, EarlierClaims, Identifier, OutdatedEntity, SourceRecord, TitleKey

FACTS = ("anilist_id", "stands", "observed_at", "claims", "digest", "last_run")
NEW = ("id", "source", "kind", "key", *FACTS, "first_run")
SAME = "same"  # what begins the identifiers that people's decisions give to records


class Entry(NamedTuple):
    """Claims of one source about one thing. claims: canonical JSON."""

    source: str
    kind: str
    key: str
    observed_at: int
    claims: bytes


class Held(NamedTuple):
    """What is there of a record before its entry is folded in."""

    id: int
    source: str
    key: str
    digest: bytes
    observed_at: int
    last_run: int | None


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


def digest_of(claims: bytes) -> bytes:
    """Return what tells claims apart."""
    return hashlib.blake2b(claims, digest_size=16).digest()


@transaction.atomic
def keep(entries: Iterable[Entry], run: int) -> Outcome:
    """Keep a batch of entries, no two of one thing. What they change has to be resolved after that."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    outcome = Outcome()
    for kind, group in by_kind.items():
        keep_kind(kind, group, run, outcome)
    return outcome


def keep_kind(kind: str, entries: list[Entry], run: int, outcome: Outcome) -> None:
    """Keep entries of one kind."""
    held = held_records(kind, entries)
    new, told_again = [], []
    for entry in entries:
        known = held.get((entry.source, entry.key))
        if known is None:
            new.append(entry)
        elif digest_of(entry.claims) != bytes(known.digest):
            told_again.append((known, entry))
    changed = fold_in(told_again)
    if any(tells_of_people(claims) for _, _, claims, _ in changed):
        mark_outdated("people", [0])
    outcome.new[kind] += len(new)
    outcome.changed[kind] += len(changed)
    outcome.unchanged[kind] += len(entries) - len(new) - len(changed)
    insert_new(kind, new, run)
    write_identifiers(kind, update_changed(kind, changed, run))
    note_seen(held, entries)


def tells_of_people(claims: Claims) -> bool:
    """Return whether a work's record tells who is in it."""
    return "characters" in claims or "staff" in claims


def held_records(kind: str, entries: Iterable[Entry]) -> dict[tuple[str, str], Held]:
    """Return what is there already, by source and key."""
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        keys[entry.source].append(entry.key)
    found = (
        Held(*row)
        for source, wanted in keys.items()
        for row in rows_where(SourceRecord, Held._fields, "key", wanted, {"source": source, "kind": kind})
    )
    return {(one.source, one.key): one for one in found}


def fold_in(told_again: list[tuple[Held, Entry]]) -> list[tuple[Held, Entry, Claims, bytes]]:
    """Return (what was there, entry, claims folded together, claims before) for entries that say something new."""
    before = dict(rows_where(SourceRecord, ("id", "claims"), "id", [held.id for held, _ in told_again]))
    changed = []
    for held, entry in told_again:
        claims = msgspec.json.decode(before[held.id])
        if fold(claims, msgspec.json.decode(entry.claims)):
            changed.append((held, entry, claims, bytes(before[held.id])))
    return changed


def insert_new(kind: str, entries: list[Entry], run: int) -> None:
    """Insert records with their identifiers."""
    if not entries:
        return
    read, decided = claims_reader(RECOGNISED_BY).decode, decided_tokens(kind)
    rows, tokens = [], {}
    for pk, entry in zip(new_ids(SourceRecord, len(entries)), entries, strict=True):
        claims = read(entry.claims)
        rows.append((pk, *entry[:3], *facts(kind, claims, entry.claims, entry.observed_at, run), run))
        tokens[pk] = tokens_of(kind, entry.key, claims) | decided.get(f"{entry.source}/{entry.key}", set())
    insert(SourceRecord, NEW, rows)
    insert_identifiers(kind, tokens)


def facts(kind: str, claims: Claims, text: bytes, observed_at: int, run: int | None) -> tuple[Any, ...]:
    """Return the columns of a record that follow from its claims, as FACTS names them."""
    return anilist_id_of(claims), stands(kind, claims), observed_at, text, digest_of(text), run


def update_changed(kind: str, changed: list[tuple[Held, Entry, Claims, bytes]], run: int) -> dict[int, set[str]]:
    """Write records that say something new, and keep what they said before. Return their identifiers."""
    if not changed:
        return {}
    earlier = ((run, held.id, before, held.observed_at, held.last_run) for held, _, _, before in changed)
    columns = ("run", "record", "claims", "observed_at", "last_run")
    insert(EarlierClaims, columns, earlier, unique=("run", "record"))
    rows = {
        held.id: facts(kind, claims, canonical(claims), max(held.observed_at, entry.observed_at), run)
        for held, entry, claims, _ in changed
    }
    rewrite(kind, rows)
    decided = decided_tokens(kind)
    return {
        held.id: tokens_of(kind, held.key, claims) | decided.get(f"{held.source}/{held.key}", set())
        for held, _, claims, _ in changed
    }


def rewrite(kind: str, rows: Mapping[int, tuple[Any, ...]]) -> None:
    """Write what follows from the claims of records. rows: record -> columns as FACTS names them."""
    set_columns(
        SourceRecord, (*FACTS, "is_keyed", "is_resolved"), {pk: (*row, False, False) for pk, row in rows.items()}
    )
    if kind == "media":
        TitleKey.objects.filter(record__in=list(rows)).delete()
        mark_outdated("titles", [0])
    elif kind in ("character", "staff"):
        mark_outdated("people", [0])


def note_seen(held: Mapping[tuple[str, str], Held], entries: Iterable[Entry]) -> None:
    """Note that sources still have what they said nothing new of."""
    seen = {}
    for entry in entries:
        known = held.get((entry.source, entry.key))
        if known is not None and known.observed_at < entry.observed_at:
            seen[known.id] = (entry.observed_at,)
    set_columns(SourceRecord, ("observed_at",), seen)


def decided_tokens(kind: str) -> dict[str, set[str]]:
    """Return the identifiers that people's decisions give to records, by the records' names."""
    tokens: dict[str, set[str]] = defaultdict(set)
    same = Decision.objects.filter(kind=kind, verdict=Decision.Verdict.SAME).values_list("id", "first", "second")
    for pk, first, second in same:
        tokens[first].add(f"{SAME}:{pk}")
        tokens[second].add(f"{SAME}:{pk}")
    return tokens


def write_identifiers(kind: str, tokens: Mapping[int, set[str]], among: str = "") -> None:
    """Write the identifiers of records, and delete those that no longer hold.

    Identifiers that a match gave stay: they follow from more than a record's own claims.
    among: only those that begin so are compared at all; "": all that claims and decisions give.
    """
    held: dict[int, dict[str, int]] = defaultdict(dict)
    for row, record, token in rows_where(Identifier, ("id", "record", "token"), "record", list(tokens)):
        derived = token.startswith(DERIVED)
        if token.startswith(among) if among else not derived:
            held[record][token] = row
    gone = [row for record, found in held.items() for token, row in found.items() if token not in tokens[record]]
    delete_where(Identifier, "pk", gone)
    insert_identifiers(kind, {record: found - held[record].keys() for record, found in tokens.items()})


def insert_identifiers(kind: str, tokens: Mapping[int, set[str]]) -> None:
    """Insert identifiers that records do not have yet."""
    rows = ((record, kind, token) for record, found in tokens.items() for token in sorted(found))
    insert(Identifier, ("record", "kind", "token"), rows)


DERIVED = ("title:", "cast:")  # identifiers that follow from what works share, not from claims


def mark_outdated(kind: str, entity_ids: Iterable[int]) -> None:
    """Note that the catalogue does not show all that is known of some entities."""
    rows = ((kind, entity) for entity in sorted(set(entity_ids)))
    insert(OutdatedEntity, ("kind", "entity_id"), rows, unique=("kind", "entity_id"))
