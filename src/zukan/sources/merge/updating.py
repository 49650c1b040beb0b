"""The third step of a merge: write the entities of which something new is known."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from zukan.catalogue.models import Change, MediaTag, Redirect
from zukan.reviews.models import Review
from zukan.sources.claims import claims_reader
from zukan.sources.merge.bulk import insert, rows_where, set_columns
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.merge.keeping import mark_outdated
from zukan.sources.merge.resolving import mark_waiting_works
from zukan.sources.merge.rows import ROW_OF_KIND
from zukan.sources.merge.works import write_links, write_works
from zukan.sources.merge.writing import EntitiesWritten, write_entities
from zukan.sources.models import AwaitedReference, OutdatedEntity, SourceRecord
from zukan.sources.precedence import Testimony

ENTITIES_A_BATCH = 1_000
WORKS_A_BATCH = 1_000
THINGS = ("tag", "studio", "staff", "character")
LINKS = "links"  # in OutdatedEntity: works whose references to other works are to be written
TOTALS = "totals"  # in OutdatedEntity: what follows from all works together is to be reckoned anew
LINKING = ("relations", "recommendations")
EVERYTHING: tuple[str, ...] = ()
Advance = Callable[[int], None]


def outdated_count() -> int:
    """Return how many entities are to be written."""
    return OutdatedEntity.objects.filter(kind__in=[*THINGS, "media"]).count()


def bring_up_to_date(source: str, advance: Advance) -> None:
    """Write every outdated entity, in batches. source: who caused it, for the change log.

    advance: called with the number of entities done after each batch.
    """
    for kind in THINGS:
        for ids in batches(kind, ENTITIES_A_BATCH):
            write_things(kind, ids, source)
            advance(len(ids))
    for ids in batches("media", WORKS_A_BATCH):
        update_works(ids, source)
        advance(len(ids))
    for ids in batches(LINKS, WORKS_A_BATCH):
        update_links(ids, source)


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


def testimonies(kind: str, ids: Iterable[int], fields: tuple[str, ...]) -> dict[int, list[Testimony]]:
    """Return what each source claims of entities; an entity of which nothing stands any more is missing.

    fields: only these are read, which is several times as fast; EVERYTHING: all.
    """
    result: dict[int, list[Testimony]] = defaultdict(list)
    rows = rows_where(SourceRecord, ("source", "key", "entity_id", "claims"), "entity_id", ids, {"kind": kind})
    for source, _, entity, claims in sorted(rows, key=lambda row: row[:2]):
        result[entity].append(Testimony(source, claims_reader(fields).decode(claims)))
    return dict(result)


@transaction.atomic
def write_things(kind: str, ids: list[int], source: str) -> None:
    """Write a batch of tags, studios, people or characters."""
    said = testimonies(kind, ids, EVERYTHING)
    remove(kind, set(ids) - said.keys(), source)
    rows = {entity: ROW_OF_KIND[kind](found) for entity, found in said.items()}
    if kind == "tag":
        keep_names_apart(rows)
        free_names(rows)
    written = write_entities(MODEL_OF_KIND[kind], rows)
    mark_waiting_works(kind, (str(entity) for entity in (*written.created, *written.changed)))
    log(kind, written, source)
    settle(kind, ids)


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
    set_columns(MediaTag, ("name",), {entity: (f"~{entity}",) for entity, name in held if rows[entity]["name"] != name})


@transaction.atomic
def update_works(ids: list[int], source: str) -> None:
    """Write a batch of works with all that hangs on them but what leads to other works: these may not be there yet."""
    said = testimonies("media", ids, EVERYTHING)
    remove("media", set(ids) - said.keys(), source)
    written = write_works(said)
    mark_waiting_works("media", (str(media) for media in written.created))
    changed = {media: sorted(names) for media, names in written.changed.items() if names}
    log("media", EntitiesWritten(written.created, changed), source)
    mark_outdated(LINKS, linking(said, written.created))
    settle("media", ids)


def linking(works: dict[int, list[Testimony]], created: set[int]) -> Iterator[int]:
    """Yield the works of which something leads to others, or may have."""
    for media, said in works.items():
        if media not in created or any(name in claims for _, claims in said for name in LINKING):
            yield media


@transaction.atomic
def update_links(ids: list[int], source: str) -> None:
    """Write what leads from a batch of works to others."""
    changes = write_links(testimonies("media", ids, LINKING))
    log("media", EntitiesWritten(set(), {media: sorted(names) for media, names in changes.items()}), source)
    settle(LINKS, ids)


def settle(kind: str, ids: list[int]) -> None:
    """Note that the catalogue shows all that is known of some entities, and what is counted of all of them does not."""
    OutdatedEntity.objects.filter(kind=kind, entity_id__in=ids).delete()
    mark_outdated(TOTALS, [0])


def remove(kind: str, ids: set[int], source: str) -> None:
    """Delete entities that nothing speaks of any more. A work that people of this site wrote about stays as it is."""
    if kind == "media":
        ids = ids - set(Review.objects.filter(media__in=ids, author__isnull=False).values_list("media_id", flat=True))
        AwaitedReference.objects.filter(media_id__in=ids).delete()
    if ids:
        Redirect.objects.filter(entity=kind, new_id__in=ids).delete()
        MODEL_OF_KIND[kind]._default_manager.filter(pk__in=ids).delete()
        log(kind, EntitiesWritten(set(), {entity: ["deleted"] for entity in ids}), source)


def log(kind: str, written: EntitiesWritten, source: str) -> None:
    """Append to the change log."""
    now = int(time.time())
    changed = {**{entity: [] for entity in written.created}, **written.changed}
    rows = ((kind, entity, entity in written.created, changed[entity], source[:40], now) for entity in sorted(changed))
    insert(Change, ("entity", "entity_id", "created", "fields", "source", "at"), rows)
