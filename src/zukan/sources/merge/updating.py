"""The second step of a merge: write the entities of which something new is known."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from django.db import transaction

from zukan.catalogue.models import Change, Media, MediaTag
from zukan.sources.merge.bulk import insert, set_column
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.merge.keeping import mark_awaiting
from zukan.sources.merge.rows import ROW_OF_KIND
from zukan.sources.merge.works import write_works
from zukan.sources.merge.writing import EntitiesWritten, write_entities
from zukan.sources.models import OutdatedEntity, SourceRecord
from zukan.sources.precedence import Testimony

ENTITIES_A_BATCH = 500
WORKS_A_BATCH = 250
THINGS = ("tag", "studio", "staff", "character")
Advance = Callable[[int], None]


def outdated_count() -> int:
    """Return how many entities are to be written."""
    return OutdatedEntity.objects.count()


def bring_up_to_date(source: str, advance: Advance) -> None:
    """Write every outdated entity, in batches. source: who caused it, for the change log.

    advance: called with the number of entities done after each batch.
    """
    for kind in THINGS:
        for ids in batches(kind, ENTITIES_A_BATCH):
            write_things(kind, ids, source)
            advance(len(ids))
    created: set[int] = set()
    for ids in batches("media", ENTITIES_A_BATCH):
        created |= found_works(ids, source)
    for ids in batches("media", WORKS_A_BATCH):
        update_works(ids, source, created)
        advance(len(ids))


def batches(kind: str, size: int) -> Iterator[list[int]]:
    """Yield the ids of outdated entities of a kind, those that become so meanwhile too."""
    last = -1
    while True:
        waiting = OutdatedEntity.objects.filter(kind=kind, entity_id__gt=last).order_by("entity_id")
        ids = list(waiting.values_list("entity_id", flat=True)[:size])
        if not ids:
            return
        yield ids
        last = ids[-1]


def testimonies(kind: str, ids: Iterable[int]) -> dict[int, list[Testimony]]:
    """Return what each source claims of entities; an entity of which nothing stands any more is missing."""
    result: dict[int, list[Testimony]] = defaultdict(list)
    rows = SourceRecord.objects.filter(kind=kind, entity_id__in=list(ids)).order_by("source", "key")
    for entity, source, claims in rows.values_list("entity_id", "source", "claims"):
        result[entity or 0].append(Testimony(source, msgspec.json.decode(bytes(claims))))
    return dict(result)


@transaction.atomic
def write_things(kind: str, ids: list[int], source: str) -> None:
    """Write a batch of tags, studios, people or characters."""
    said = testimonies(kind, ids)
    remove(kind, set(ids) - said.keys(), source)
    rows = {entity: ROW_OF_KIND[kind](found) for entity, found in said.items()}
    if kind == "tag":
        keep_names_apart(rows)
        free_names(rows)
    written = write_entities(MODEL_OF_KIND[kind], rows)
    mark_awaiting(kind, [str(entity) for entity in (*written.created, *written.changed)])
    log(kind, written, source)
    OutdatedEntity.objects.filter(kind=kind, entity_id__in=ids).delete()


def keep_names_apart(rows: dict[int, dict[str, Any]]) -> None:
    """Give a tag whose name another has, the smaller id first, its id behind the name."""
    names = {row["name"] for row in rows.values()}
    others = MediaTag.objects.filter(name__in=names).exclude(pk__in=list(rows))
    owner: dict[str, int] = dict(others.values_list("name", "id"))
    for entity in sorted(rows):
        name = rows[entity]["name"]
        if owner.setdefault(name, entity) != entity:
            rows[entity]["name"] = f"{name} ({entity})"


def free_names(rows: dict[int, dict[str, Any]]) -> None:
    """Take the names of tags that get another: two may swap theirs, and rows are written one after the other."""
    held = MediaTag.objects.filter(pk__in=list(rows)).values_list("id", "name")
    set_column(MediaTag, "name", {entity: f"~{entity}" for entity, name in held if rows[entity]["name"] != name})


@transaction.atomic
def found_works(ids: list[int], source: str) -> set[int]:
    """Insert the rows of works that are not there yet, so that others can point to them. Return their ids."""
    missing = set(ids) - set(Media.objects.filter(pk__in=ids).values_list("pk", flat=True))
    said = testimonies("media", missing)
    written = write_entities(Media, {media: ROW_OF_KIND["media"](found) for media, found in said.items()})
    mark_awaiting("media", [str(media) for media in written.created])
    log("media", written, source)
    return written.created


@transaction.atomic
def update_works(ids: list[int], source: str, created: set[int]) -> None:
    """Write a batch of works with all their lists."""
    said = testimonies("media", ids)
    remove("media", set(ids) - said.keys(), source)
    changes = write_works(said)
    written = EntitiesWritten(
        set(), {media: sorted(names) for media, names in changes.items() if names and media not in created}
    )
    log("media", written, source)
    OutdatedEntity.objects.filter(kind="media", entity_id__in=ids).delete()


def remove(kind: str, ids: set[int], source: str) -> None:
    """Delete entities that nothing speaks of any more: their records have come to mean others."""
    if ids:
        MODEL_OF_KIND[kind]._default_manager.filter(pk__in=ids).delete()
        log(kind, EntitiesWritten(set(), {entity: ["deleted"] for entity in ids}), source)


def log(kind: str, written: EntitiesWritten, source: str) -> None:
    """Append to the change log."""
    now = int(time.time())
    changed = {**{entity: [] for entity in written.created}, **written.changed}
    rows = ((kind, entity, entity in written.created, changed[entity], source[:40], now) for entity in sorted(changed))
    insert(Change, ("entity", "entity_id", "created", "fields", "source", "at"), rows)
