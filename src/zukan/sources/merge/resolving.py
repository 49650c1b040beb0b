"""The second step of a merge: find the entity of each record, from all records that share something with it.

A batch of new records and everything that hangs together with them is resolved in one transaction, in which entities
that take another id are re-keyed too.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.merge.bulk import insert, rows_where, set_columns
from zukan.sources.merge.grouping import Clash, Group, Grouping, Known, grouped
from zukan.sources.merge.identity import KINDS, MODEL_OF_KIND
from zukan.sources.merge.keeping import mark_outdated
from zukan.sources.merge.rekeying import pointing_works, rekey
from zukan.sources.models import AwaitedReference, Conflict, Decision, Identifier, OutdatedEntity, SourceRecord

RECORDS_A_BATCH = 4_000
PEOPLE = {"character", "staff"}
Advance = Callable[[int], None]


@dataclass(slots=True)
class Resolution:
    """What resolving came to, for the report."""

    rules: Counter[str] = field(default_factory=Counter)
    rekeyed: list[tuple[str, int, int]] = field(default_factory=list)  # (kind, old id, new id)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    following: dict[str, int] = field(default_factory=dict)  # kind -> the first id that is free

    def new_id(self, kind: str) -> int:
        """Return an id from 2**30 up that nothing of a kind has or had. Nobody else gives ids meanwhile."""
        free = self.following[kind] if kind in self.following else next_entity_id(kind)
        self.following[kind] = free + 1
        return free


def unresolved_count() -> int:
    """Return how many records are to be resolved."""
    return SourceRecord.objects.filter(is_resolved=False).count()


def resolve_all(advance: Advance) -> Resolution:
    """Find the entity of every record of which something new is known.

    advance: called with the number of records done after each batch.
    """
    result = Resolution()
    for kind in KINDS:
        last = 0
        while batch := unresolved(kind, last):
            advance(resolve(kind, batch, result))
            last = batch[-1]
    return result


def unresolved(kind: str, last: int) -> list[int]:
    """Return some records of a kind that are to be resolved, behind the last one that was."""
    waiting = SourceRecord.objects.filter(kind=kind, is_resolved=False, id__gt=last).order_by("id")
    return list(waiting.values_list("id", flat=True)[:RECORDS_A_BATCH])


@transaction.atomic
def resolve(kind: str, record_ids: Iterable[int], result: Resolution) -> int:
    """Resolve records and all that hangs together with them. Return how many were waiting for it."""
    known, tokens = neighbourhood(kind, set(record_ids))
    apart = told_apart(kind)
    by_ids = grouped(kind, known, tokens, apart, guessed=False)
    matched = any(token.startswith("title:") for found in tokens.values() for token in found)
    groups = grouped(kind, known, tokens, apart) if matched else by_ids
    entity_of = entities(kind, groups, result)
    leaders = {one.id: group.first.id for group in distinct(by_ids, known) for one in group.members}
    moved = [one for one in known.values() if entity_of[one.id] != one.entity_id]
    waiting = [one for one in known.values() if not one.is_resolved]
    mark_outdated("media", pointing_works(kind, {one.entity_id for one in moved if one.entity_id is not None}))
    result.rekeyed += rekey(kind, moved, entity_of)
    write_resolved(known.values(), entity_of, leaders)
    note_clashes(kind, tokens, groups.clashes, result)
    count_rules(kind, distinct(groups, known), result)
    outdated = {entity_of[one.id] for one in (*moved, *waiting)} | {one.entity_id for one in moved}
    mark_outdated(kind, (entity for entity in outdated if entity is not None))
    mark_awaiting(kind, moved, tokens, entity_of)
    mark_ambiguous(kind, groups, tokens, entity_of)
    if kind == "media" and any(tells_titles(one) and leaders[one.id] != one.leader for one in known.values()):
        mark_outdated("titles", [0])
    casts_change = any(one.stands for one in moved) if kind == "media" else any(one.leader is None for one in waiting)
    if kind in {"media", *PEOPLE} and casts_change:
        mark_outdated("people", [0])  # not when a person is found to be another: who is of which work stays
    return len(waiting)


def tells_titles(record: Known) -> bool:
    """Return whether a record counts when titles are compared: by its names, or by an id that tells works apart."""
    return record.stands or record.anilist_id is not None


def neighbourhood(kind: str, record_ids: set[int]) -> tuple[dict[int, Known], dict[int, set[str]]]:
    """Return the records that share identifiers with given ones, through others too, and the identifiers of each.

    What was one thing with them until now is among them: of what parts, only one keeps an id that was given here.
    A fixed number of queries for each step from record to record; the steps end after one or two.
    """
    known: dict[int, Known] = {}
    tokens: dict[int, set[str]] = defaultdict(set)
    asked: set[str] = set()
    unseen = record_ids
    while unseen:
        found = {row[0]: Known(*row) for row in rows_where(SourceRecord, Known._fields, "id", unseen)}
        known |= found
        asking: set[str] = set()
        for record, token in rows_where(Identifier, ("record_id", "token"), "record_id", unseen):
            tokens[record].add(token)
            asking.add(token)
        asking -= asked
        asked |= asking
        sharing = rows_where(Identifier, ("record_id",), "token", asking, {"kind": kind})
        unseen = {record for (record,) in (*sharing, *once_one(kind, found.values()))} - known.keys()
    return known, tokens


def once_one(kind: str, records: Iterable[Known]) -> list[tuple[int]]:
    """Return (id) of the records that were one thing with given ones until now, where its id was given here."""
    local = {one.entity_id for one in records if one.entity_id is not None and one.entity_id >= FIRST_LOCAL_ID}
    return rows_where(SourceRecord, ("id",), "entity_id", local, {"kind": kind}) if local else []


def told_apart(kind: str) -> dict[str, set[str]]:
    """Return what people told apart: the name of a record -> the names of others."""
    apart: dict[str, set[str]] = defaultdict(set)
    different = Decision.objects.filter(kind=kind, verdict=Decision.Verdict.DIFFERENT)
    for first, second in different.values_list("first", "second"):
        apart[first].add(second)
        apart[second].add(first)
    return apart


def distinct(grouping: Grouping, known: Iterable[int]) -> Iterator[Group]:
    """Yield each group once."""
    seen: set[int] = set()
    for record in known:
        group = grouping.group_of[record]
        if id(group) not in seen:
            seen.add(id(group))
            yield group


def entities(kind: str, grouping: Grouping, result: Resolution) -> dict[int, int | None]:
    """Return the entity of each record: AniList's id, else the group's own from 2**30 up, None while nothing stands."""
    entity_of: dict[int, int | None] = {}
    groups = sorted(distinct(grouping, grouping.group_of), key=by_name)
    taken: set[int] = set()
    unnamed = []
    for group in groups:
        members = [one.id for one in group.members]
        numbers = group.anilist_ids - taken
        if not any(one.stands for one in group.members):
            entity_of |= dict.fromkeys(members)
        elif numbers:
            taken.add(min(numbers))
            entity_of |= dict.fromkeys(members, min(numbers))
        else:
            unnamed.append(group)
    return entity_of | local_entities(kind, unnamed, taken, result)


def by_name(group: Group) -> tuple[str, str]:
    """Return the sort key of a group."""
    first = group.first
    return first.source, first.key


def local_entities(kind: str, groups: list[Group], taken: set[int], result: Resolution) -> dict[int, int | None]:
    """Return the entity of each record of groups without an AniList id: the id that it has or had, else a new one."""
    entity_of: dict[int, int | None] = {}
    waiting = []
    for group in groups:
        held = {one.entity_id or 0 for one in group.members} - taken
        local = min((one for one in held if one >= FIRST_LOCAL_ID), default=None)
        if local is None:
            waiting.append(group)
            continue
        taken.add(local)
        entity_of |= {one.id: local for one in group.members}
    former = free_ids(kind, {one.former_id for group in waiting for one in group.members if one.former_id}) - taken
    for group in waiting:
        own = min((one.former_id for one in group.members if one.former_id in former), default=None)
        own = result.new_id(kind) if own is None else own
        former.discard(own)
        entity_of |= {one.id: own for one in group.members}
    return entity_of


def free_ids(kind: str, ids: set[int]) -> set[int]:
    """Return those ids that no record is matched to."""
    held = rows_where(SourceRecord, ("entity_id",), "entity_id", ids, {"kind": kind}) if ids else []
    return ids - {entity for (entity,) in held}


def next_entity_id(kind: str) -> int:
    """Return the first id that neither a row nor a record of a kind uses or used."""
    rows = MODEL_OF_KIND[kind]._default_manager.aggregate(top=models.Max("pk"))["top"] or 0
    tops = SourceRecord.objects.filter(kind=kind).aggregate(now=models.Max("entity_id"), once=models.Max("former_id"))
    return max(rows + 1, (tops["now"] or 0) + 1, (tops["once"] or 0) + 1, FIRST_LOCAL_ID)


def write_resolved(known: Collection[Known], entity_of: Mapping[int, int | None], leaders: Mapping[int, int]) -> None:
    """Write what was found of records, where it is not there already. Groups that changed have to be keyed anew."""
    rows: dict[int, tuple[Any, ...]] = {}
    joined = [one for one in known if leaders[one.id] != one.leader]
    unkeyed = {leaders[one.id] for one in (*joined, *(one for one in known if not one.is_keyed))}
    for one in known:
        entity, old = entity_of[one.id], one.entity_id
        former = old if old is not None and old >= FIRST_LOCAL_ID and entity != old else one.former_id
        row = (entity, leaders[one.id], former, True, one.id not in unkeyed)
        if row != (old, one.leader, one.former_id, bool(one.is_resolved), bool(one.is_keyed)):
            rows[one.id] = row
    set_columns(SourceRecord, ("entity_id", "leader", "former_id", "is_resolved", "is_keyed"), rows)
    left = (one.leader for one in joined if one.leader is not None)
    set_columns(SourceRecord, ("is_keyed",), dict.fromkeys(left, (False,)))


def note_clashes(kind: str, tokens: Mapping[int, set[str]], clashes: list[Clash], result: Resolution) -> None:
    """Keep the list of conflicts that people may decide."""
    seen = {token for found in tokens.values() for token in found}
    held = dict(rows_where(Conflict, ("token", "records"), "token", seen, {"kind": kind}))
    wanted = {clash.token: list(clash.records) for clash in clashes}
    stale = [token for token, records in held.items() if wanted.get(token) != records]
    if stale:
        Conflict.objects.filter(kind=kind, token__in=stale).delete()
    new = [token for token, records in wanted.items() if held.get(token) != records]
    insert(Conflict, ("kind", "token", "records"), ((kind, token, wanted[token]) for token in new))
    result.clashes += [(kind, clash) for clash in clashes if clash.token in new]


def count_rules(kind: str, groups: Iterable[Group], result: Resolution) -> None:
    """Count by what rule records that were waiting found their entity."""
    for group in groups:
        waiting = sum(not one.is_resolved for one in group.members)
        if waiting:
            alone = len(group.members) == 1
            result.rules[f"{kind}: {'by itself' if alone else 'by what it shares with others'}"] += waiting


def mark_awaiting(
    kind: str, moved: Iterable[Known], tokens: Mapping[int, set[str]], entity_of: Mapping[int, int | None]
) -> None:
    """Note that works whose records point to given ones have to be merged again.

    They point by name, by an identifier, or by AniList's id: a row that took that id is there without being new.
    """
    references = [one.name for one in moved]
    references += [str(entity_of[one.id]) for one in moved]
    references += [f"@{token}" for one in moved for token in tokens.get(one.id, ())]
    mark_waiting_works(kind, references)


def mark_ambiguous(
    kind: str, groups: Grouping, tokens: Mapping[int, set[str]], entity_of: Mapping[int, int | None]
) -> None:
    """Note that works that point to what shares an identifier with another thing may have come to mean the other."""
    sharing = (
        {entity_of[record] for record, found in tokens.items() if found & groups.divided} if groups.divided else ()
    )
    mark_outdated("media", pointing_works(kind, {entity for entity in sharing if entity is not None}))


def mark_waiting_works(kind: str, references: Iterable[str]) -> None:
    """Note that works whose records point by given references have to be merged again."""
    waiting = rows_where(AwaitedReference, ("media_id",), "reference", references, {"kind": kind})
    mark_outdated("media", (media for (media,) in waiting))


def is_outdated(kind: str) -> bool:
    """Return whether something of a kind is to be seen anew."""
    return OutdatedEntity.objects.filter(kind=kind).exists()
