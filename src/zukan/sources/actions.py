"""What a person can do to the catalogue: correct it, decide what is one thing, take back an import.

Each action holds the right to import, writes its decision in one transaction, and brings the catalogue up to date. It
is listed as a run. What a person says wins over every source until they take it back.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from django.db import transaction

from zukan.sources.claims import Claims, canonical, claims_of
from zukan.sources.errors import SourceError
from zukan.sources.locking import only_import
from zukan.sources.memory import uncollected
from zukan.sources.merge.bulk import delete_where, insert, rows_where, set_columns
from zukan.sources.merge.completing import complete
from zukan.sources.merge.grouping import grouped
from zukan.sources.merge.identity import MODEL_OF_KIND, tokens_of
from zukan.sources.merge.keeping import (
    DERIVED,
    SAME,
    Entry,
    decided_tokens,
    facts,
    keep,
    mark_outdated,
    rewrite,
    write_identifiers,
)
from zukan.sources.merge.resolving import distinct, neighbourhood, told_apart
from zukan.sources.merge.titles import unsettle
from zukan.sources.models import (
    Conflict,
    Decision,
    EarlierClaims,
    Identifier,
    ImportRun,
    Source,
    SourceRecord,
    TitleKey,
    TitleMatch,
)
from zukan.sources.precedence import HERE
from zukan.sources.reading import valid
from zukan.sources.records import RECORD_OF_KIND

LONGEST_KEY = 80
RECORDS_AT_ONCE = 1_000  # of an import that is undone: all of them would fill the memory
ACTIONS = ("edit", "release", "decide", "retract", "undo", "remove-samples")  # sources of runs that are no imports
NOT_EDITABLE = {"kind", "source", "key", "observed_at"}
Verdict = Decision.Verdict


class ActionError(SourceError):
    """What was asked for cannot be done. The message names the field and the way out."""


def act(action: str, subject: str, change: Callable[[ImportRun], None]) -> ImportRun:
    """Run a change as one action, and bring the catalogue up to date. Raises ImportRunningError."""
    with only_import(), uncollected():
        with transaction.atomic():
            run = ImportRun.objects.create(source=action, paths=[subject], started_at=int(time.time()))
            change(run)
        complete(run)
    return run


def edit(kind: str, entity_id: int, fields: Mapping[str, Any], made_by: str = "") -> ImportRun:
    """Say what fields of an entity are. They stay so until they are released. fields: as records.py names them.

    Raises ActionError for a field that is unknown or whose value cannot be, and for an entity that is not there.
    """
    check_edit(kind, fields)

    def change(run: ImportRun) -> None:
        mine = records_here(kind, entity_id)
        first = None if mine else first_record(kind, entity_id)
        key = key_of_edit(first) if first else mine[0].key
        # Later than what was said here before, also within one second: the last word counts, not the greater value.
        at = max(int(time.time()), *(one.observed_at + 1 for one in mine)) if mine else int(time.time())
        keep([Entry(HERE, kind, key, at, canonical(claims_here(kind, fields, at)))], run.pk)
        if first:
            attach(kind, first, key, made_by)

    return act("edit", f"{kind} {entity_id}", change)


def check_edit(kind: str, fields: Mapping[str, Any]) -> None:
    """Raise ActionError for fields that cannot be said."""
    unknown = sorted(set(fields) - (set(RECORD_OF_KIND[kind].__struct_fields__) - NOT_EDITABLE))
    if unknown:
        raise ActionError(f"A {kind} has no field {unknown[0]!r}.")
    if not claims_here(kind, fields, 0):
        raise ActionError("There is nothing to say.")


def claims_here(kind: str, fields: Mapping[str, Any], at: int) -> Claims:
    """Return what a person says as claims. Raises ActionError."""
    content = {"kind": kind, "source": HERE, "key": "1", "observed_at": at, **fields}
    try:
        return claims_of(valid(msgspec.convert(content, RECORD_OF_KIND[kind], strict=False)))
    except msgspec.ValidationError as error:
        raise ActionError(f"{error}.") from error


def records_here(kind: str, entity_id: int) -> list[SourceRecord]:
    """Return what was said here of an entity: one record, but for entities that were found to be one after that."""
    return list(SourceRecord.objects.filter(source=HERE, kind=kind, entity_id=entity_id).order_by("key"))


def attach(kind: str, first: "Named", key: str, made_by: str) -> None:
    """Let what was said here speak of what another record speaks of, also when that comes to be of another entity."""
    record = SourceRecord.objects.get(source=HERE, kind=kind, key=key)
    forget_decisions(kind, {first.name}, {f"{HERE}/{key}"})
    remember(kind, Verdict.SAME, first.name, f"{HERE}/{key}", made_by, [first.pk, record.pk])


def release(kind: str, entity_id: int, fields: Iterable[str] = ()) -> ImportRun:
    """Take back what was said here of fields of an entity, of all when none is named: sources are believed again.

    Raises ActionError for a field of which nothing was said here.
    """
    wanted = set(fields)

    def change(run: ImportRun) -> None:
        del run
        said: list[tuple[SourceRecord, Claims]] = [
            (one, msgspec.json.decode(bytes(one.claims))) for one in records_here(kind, entity_id)
        ]
        known = {name for _, claims in said for name in claims}
        if not known or not wanted <= known:
            raise ActionError(f"Nothing was said here of {', '.join(sorted(wanted - known)) or f'{kind} {entity_id}'}.")
        for record, claims in said:
            say_only(record, {name: claim for name, claim in claims.items() if wanted and name not in wanted})

    return act("release", f"{kind} {entity_id}", change)


def say_only(record: SourceRecord, claims: Claims) -> None:
    """Let a record say less than it does, with all that follows from that."""
    kind = record.kind
    before, after = (tokens_of(kind, record.key, said) for said in (msgspec.json.decode(bytes(record.claims)), claims))
    if before != after:
        unsettle_sharing(kind, [record.pk])
    rewrite(kind, {record.pk: facts(kind, claims, canonical(claims), record.observed_at, record.last_run)})
    decided = decided_tokens(kind).get(f"{record.source}/{record.key}", set())
    write_identifiers(kind, {record.pk: after | decided})


class Named(NamedTuple):
    """A record by its name, as decisions call it."""

    pk: int
    name: str


def first_record(kind: str, entity_id: int) -> Named:
    """Return the record that an entity is known by. Raises ActionError when there is no such entity."""
    columns = ("stands", "source", "key", "id")
    rows = rows_where(SourceRecord, columns, "entity_id", [entity_id], {"kind": kind})
    standing = sorted((source == HERE, source, key, pk) for stands, source, key, pk in rows if stands)
    if not standing:
        raise ActionError(f"There is no {kind} {entity_id}.")
    _, source, key, pk = standing[0]
    return Named(pk, f"{source}/{key}")


def key_of_edit(first: Named) -> str:
    """Return the key under which edits of an entity are kept."""
    if len(first.name) <= LONGEST_KEY:
        return first.name
    return hashlib.blake2b(first.name.encode(), digest_size=16).hexdigest()


def unite(kind: str, first_id: int, second_id: int, made_by: str = "") -> ImportRun:
    """Say that two entities are one. The smaller id of AniList's stays, else the smaller one; the other redirects.

    Raises ActionError when one is not there.
    """

    def change(run: ImportRun) -> None:
        del run
        if first_id == second_id:
            raise ActionError(f"{kind} {first_id} is one already.")
        first, second = first_record(kind, first_id), first_record(kind, second_id)
        settle_decision(kind, Verdict.SAME, first.name, second.name, made_by)

    return act("decide", f"{kind} {first_id} = {kind} {second_id}", change)


def decide(kind: str, first: str, second: str, verdict: str, made_by: str = "") -> ImportRun:
    """Decide about two records, by their names "source/key". verdict: a `Decision.Verdict`.

    Raises ActionError for a record that is not there.
    """

    def change(run: ImportRun) -> None:
        del run
        records = {one.name: one for one in (record_named(kind, first), record_named(kind, second))}
        if len(records) < 2:
            raise ActionError("A decision is about two different records.")
        settle_decision(kind, verdict, first, second, made_by)

    return act("decide", f"{first} {verdict} {second}", change)


def record_named(kind: str, name: str) -> Named:
    """Return a record by its name. Raises ActionError."""
    source, _, key = name.partition("/")
    pk = SourceRecord.objects.filter(source=source, kind=kind, key=key).values_list("id", flat=True).first()
    if pk is None:
        raise ActionError(f"There is no record {name} of a {kind}.")
    return Named(pk, name)


def settle_decision(kind: str, verdict: str, first: str, second: str, made_by: str) -> None:
    """Keep a decision in the place of earlier ones about these two, and let what it touches be resolved."""
    ids = named_ids(kind, (first, second))
    match = TitleMatch.objects.filter(first__in=ids, second__in=ids).first()
    forget_decisions(kind, {first}, {second})
    if verdict == Verdict.SAME:  # what people told apart before is one now
        forget_decisions(kind, names_beside(kind, first), names_beside(kind, second), Verdict.DIFFERENT)
    remember(kind, verdict, first, second, made_by, ids, None if match is None else match.total)
    if match is not None and not match.is_accepted and verdict != Verdict.SAME:
        match.delete()  # nothing else follows: comparing all titles anew would find the same but for this
    else:
        unsettle(ids)


def remember(
    kind: str, verdict: str, first: str, second: str, made_by: str, ids: list[int], total: float | None = None
) -> None:
    """Write a decision down. ids: of the records that it is about. total: of the penalties that were dismissed."""
    at = int(time.time())
    said = {"verdict": verdict, "first": first, "second": second, "total": total, "made_by": made_by, "made_at": at}
    decision = Decision.objects.create(kind=kind, **said)
    if verdict == Verdict.SAME:
        insert(Identifier, ("record", "kind", "token"), ((pk, kind, f"{SAME}:{decision.pk}") for pk in ids))


def names_beside(kind: str, name: str) -> set[str]:
    """Return the names of all records of the entity that a record, by its name, is of."""
    entities = {entity for (entity,) in rows_where(SourceRecord, ("entity_id",), "id", named_ids(kind, [name]))}
    rows = rows_where(SourceRecord, ("source", "key"), "entity_id", entities - {None}, {"kind": kind})
    return {name} | {f"{source}/{key}" for source, key in rows}


def retract(decision: Decision) -> ImportRun:
    """Take a decision back: what it joined is parted again, what it parted may be joined."""

    def change(run: ImportRun) -> None:
        del run
        forget_decisions(decision.kind, {decision.first}, {decision.second})

    return act("retract", f"{decision.first} {decision.verdict} {decision.second}", change)


def forget_decisions(kind: str, ones: set[str], others: set[str], verdict: str | None = None) -> None:
    """Remove what was decided about any of some records and any of others. verdict: only such decisions."""
    for one in Decision.objects.filter(kind=kind, **({"verdict": verdict} if verdict else {})):
        if (one.first in ones and one.second in others) or (one.first in others and one.second in ones):
            ids = named_ids(kind, (one.first, one.second))
            Identifier.objects.filter(kind=kind, token=f"{SAME}:{one.pk}").delete()
            let_resolve(kind, ids)
            one.delete()


def named_ids(kind: str, names: Iterable[str]) -> list[int]:
    """Return the ids of records by their names, of those that are there."""
    parts = [name.split("/", 1) for name in names]
    rows = rows_where(SourceRecord, ("id", "source", "key"), "key", [key for _, key in parts], {"kind": kind})
    return [pk for pk, source, key in rows if [source, key] in parts]


def let_resolve(kind: str, records: Iterable[int]) -> None:
    """Let records be resolved anew, and what they may match be seen anew."""
    unsettle(list(records))
    if kind == "media":
        mark_outdated("titles", [0])


def split(kind: str, name: str, made_by: str = "") -> ImportRun:
    """Say that a record, by its name "source/key", is not of the entity that it was found to be of.

    What people or likeness of titles joined is parted first: the record then takes along what shares ids with it.
    Where ids join all of the entity, the record alone is parted from the rest. Raises ActionError when it is not there
    or the entity has nothing else.
    """

    def change(run: ImportRun) -> None:
        del run
        record = record_named(kind, name)
        own, others = parts_of(kind, record)
        if not others:
            own, others = [name], [[other] for other in own if other != name]
        if not others:
            raise ActionError(f"{name} is all that is known of its {kind}.")
        for other in others:
            forget_decisions(kind, set(own), set(other), Verdict.SAME)
            settle_decision(kind, Verdict.DIFFERENT, own[0], other[0], made_by)

    return act("decide", f"{name} apart", change)


def parts_of(kind: str, record: Named) -> tuple[list[str], list[list[str]]]:
    """Return the records of an entity by the ids that sources tell: those with a given record, and the other parts.

    Each part begins with the name that it is called by. What was said here is no part: it goes with what it is of.
    """
    known, tokens = neighbourhood(kind, {record.pk})
    entity = known[record.pk].entity_id
    members = {pk: one for pk, one in known.items() if one.entity_id == entity and one.source != HERE}
    told = {pk: {token for token in tokens[pk] if not token.startswith((f"{SAME}:", *DERIVED))} for pk in members}
    grouping = grouped(kind, members, told, told_apart(kind))
    parts = [sorted(one.name for one in group.members) for group in distinct(grouping, members)]
    own = next((part for part in parts if record.name in part), [record.name])
    return own, sorted(part for part in parts if part is not own)


def last_import() -> ImportRun | None:
    """Return the last import, None when it was undone: what an earlier one changed is not kept."""
    last = ImportRun.objects.exclude(source__in=ACTIONS).order_by("-id").first()
    return None if last is None or last.undone_at is not None else last


def undo() -> ImportRun:
    """Take back the last import: what it brought is gone, what it changed is as before. Raises ActionError."""
    last = last_import()
    if last is None:
        raise ActionError("There is no import to undo: only the last one can be, and only once.")

    def change(run: ImportRun) -> None:
        del run
        if last_import() != last:
            raise ActionError(f"Import {last.pk} is not the last one any more.")
        restore_earlier_claims(last)
        forget_new_records(last)
        for name, complete_at in last.complete_before.items():
            Source.objects.filter(name=name).update(complete_at=complete_at)
        ImportRun.objects.filter(pk=last.pk).update(undone_at=int(time.time()))
        mark_outdated("titles", [0])
        mark_outdated("people", [0])

    return act("undo", str(last.pk), change)


def restore_earlier_claims(run: ImportRun) -> None:
    """Let records say again what they said before a run."""
    earlier = EarlierClaims.objects.filter(run=run.pk)
    for ids in portions(list(earlier.values_list("id", flat=True))):
        restore(ids)
    earlier.delete()


def portions(ids: list[int]) -> Iterator[list[int]]:
    """Yield ids, some at a time."""
    for start in range(0, len(ids), RECORDS_AT_ONCE):
        yield ids[start : start + RECORDS_AT_ONCE]


def restore(ids: list[int]) -> None:
    """Let some records say again what they said before. ids: of rows of `EarlierClaims`."""
    columns = ("record__kind", "record__source", "record__key", "record_id", "claims", "observed_at", "last_run")
    by_kind: dict[str, list[Any]] = {}
    for row in EarlierClaims.objects.filter(pk__in=ids).values_list(*columns):
        by_kind.setdefault(row[0], []).append(row)
    for kind, rows in by_kind.items():
        decided = decided_tokens(kind)
        restored, tokens = {}, {}
        for _, source, key, record, text, observed_at, last_run in rows:
            claims = msgspec.json.decode(bytes(text))
            restored[record] = facts(kind, claims, bytes(text), observed_at, last_run)
            tokens[record] = tokens_of(kind, key, claims) | decided.get(f"{source}/{key}", set())
        unsettle_sharing(kind, list(restored))
        rewrite(kind, restored)
        write_identifiers(kind, tokens)


def forget_new_records(run: ImportRun) -> None:
    """Remove the records that a run brought."""
    new = SourceRecord.objects.filter(first_run=run.pk)
    for kind in MODEL_OF_KIND:
        rows = list(new.filter(kind=kind).values_list("id", "entity_id"))
        unsettle_sharing(kind, [pk for pk, _ in rows])
        mark_outdated(kind, {entity for _, entity in rows if entity is not None})
    for model in (Identifier, TitleKey, EarlierClaims):
        model._default_manager.filter(record__in=new).delete()
    for ids in portions(list(new.values_list("id", flat=True))):
        SourceRecord.objects.filter(pk__in=ids).delete()


def unsettle_sharing(kind: str, records: list[int]) -> None:
    """Let all be resolved anew that shares an identifier with records. Conflicts that remain are found anew too."""
    tokens = {token for (token,) in rows_where(Identifier, ("token",), "record_id", records)}
    sharing = {record for (record,) in rows_where(Identifier, ("record_id",), "token", tokens, {"kind": kind})}
    unsettle(sorted(sharing))
    set_columns(SourceRecord, ("is_keyed",), dict.fromkeys(sharing, (False,)))  # a name of their group may be gone
    delete_where(Conflict, "token", tokens, {"kind": kind})
