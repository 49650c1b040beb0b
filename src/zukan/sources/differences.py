"""What an import would change, found by doing it in a transaction that leaves nothing behind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import models, transaction
from django.db.models import Max

from zukan.catalogue.models import Change
from zukan.sources.merge.bulk import rows_where
from zukan.sources.merge.identity import MODEL_OF_KIND

EXAMPLES = 100
Entity: TypeAlias = tuple[str, int]  # kind, id


@dataclass(frozen=True, slots=True)
class Difference:
    """One entity that an import would make, change or delete."""

    kind: str
    entity_id: int
    name: str
    what: str  # "new", "changed", "deleted"
    before: dict[str, Any] = field(default_factory=dict)  # the columns that would change; lists are only named
    after: dict[str, Any] = field(default_factory=dict)
    lists: tuple[str, ...] = ()


@dataclass(slots=True)
class Differences:
    """All that an import would change: how many of each kind, and some of them whole."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind, what) -> how many
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind, field or list) -> how many
    examples: list[Difference] = field(default_factory=list)


class DryRun(Exception):  # noqa: N818  # not an error: it ends a transaction that must leave nothing behind
    """Undo all that was written."""


def dry_run_of(change: Callable[[], None]) -> Differences:
    """Do something to the catalogue, see what it changed, and undo it."""
    changes: dict[Entity, list[str]] = {}
    there: set[Entity] = set()
    after: dict[Entity, dict[str, Any]] = {}
    last = Change.objects.aggregate(last=Max("id"))["last"] or 0
    with suppress(DryRun), transaction.atomic():
        change()
        changes = changes_since(last)
        there = those_there(changes)
        after = {one: columns(*one) for one in examples(changes)}
        raise DryRun
    before = those_there(changes)
    found = Differences()
    for one, fields in changes.items():
        what = outcome(one in before, one in there)
        found.counts[one[0], what] += 1 if what else 0
        found.fields.update((one[0], name) for name in fields if what == "changed")
    found.counts, found.fields = +found.counts, +found.fields
    found.examples = [
        difference(*one, outcome(one in before, one in there), changes[one], row) for one, row in after.items()
    ]
    found.examples = [one for one in found.examples if one.what]
    return found


def changes_since(last: int) -> dict[Entity, list[str]]:
    """Return for what was touched which columns and lists of it changed."""
    touched: dict[Entity, set[str]] = defaultdict(set)
    rows = Change.objects.filter(id__gt=last).order_by("id").values_list("entity", "entity_id", "fields")
    for kind, entity, fields in rows.iterator():
        touched[kind, entity].update(fields)
    return {one: sorted(fields - {"deleted"}) for one, fields in touched.items()}


def examples(changes: Mapping[Entity, list[str]]) -> list[Entity]:
    """Return what is shown whole: first what has changed, of works before all else."""
    return sorted(changes, key=lambda one: (not changes[one], one[0] != "media", one))[:EXAMPLES]


def those_there(entities: Iterable[Entity]) -> set[Entity]:
    """Return the entities that have a row."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, entity in entities:
        ids[kind].append(entity)
    return {
        (kind, pk) for kind, wanted in ids.items() for (pk,) in rows_where(MODEL_OF_KIND[kind], ("pk",), "pk", wanted)
    }


def outcome(before: bool, after: bool) -> str:
    """Return what became of an entity in words, "" for one that came and went."""
    if before:
        return "changed" if after else "deleted"
    return "new" if after else ""


def columns(kind: str, entity: int) -> dict[str, Any]:
    """Return an entity's row as it is now, nothing when it is not there."""
    model: type[models.Model] = MODEL_OF_KIND[kind]
    return model._default_manager.filter(pk=entity).values().first() or {}


def difference(kind: str, entity: int, what: str, fields: list[str], after: dict[str, Any]) -> Difference:
    """Return a change, seen from where it is undone again."""
    before = columns(kind, entity)
    plain = [name for name in fields if name in before and name in after] if what == "changed" else []
    return Difference(
        *(kind, entity, name_of(after or before), what),
        {name: before[name] for name in plain},
        {name: after[name] for name in plain},
        tuple(name for name in fields if name not in plain) if what == "changed" else (),
    )


def name_of(row: dict[str, Any]) -> str:
    """Return what an entity is called."""
    names = ("title_romaji", "title_english", "title_native", "name", "name_full")
    return next((str(row[name]) for name in names if row.get(name)), "")
