"""Rows as they should be, against rows as they are: only the difference is written, in a fixed number of queries."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import models

from zukan.catalogue.ordering import next_local_id
from zukan.sources.merge.bulk import insert

Key: TypeAlias = tuple[Any, ...]
Values: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an owner's rows.

    key: columns that tell rows apart, the owner's first. columns: the others.
    numbered: the primary key is given by the source, or from 2**30 up where it gives none.
    where: which of the table's rows are written here at all.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    columns: tuple[str, ...] = ()
    numbered: bool = False
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Wanted:
    """The rows that some owners should have."""

    rows: dict[Key, Values] = field(default_factory=dict)
    ids: dict[Key, int] = field(default_factory=dict)  # primary keys that the source gives

    def add(self, key: Key, values: Values = (), id: int | None = None) -> None:  # noqa: A002  # the column's name
        """Want a row, unless one of its key is wanted already."""
        if key not in self.rows:
            self.rows[key] = values
            if id is not None:
                self.ids[key] = id


@dataclass(slots=True)
class Written:
    """What a write came to: whose rows changed, and the primary key of each wanted row as far as it is known."""

    owners: set[int]
    primary_keys: dict[Key, int]


def write_rows(
    table: Table,
    owners: Iterable[int],
    wanted: Wanted,
    held: dict[Key, tuple[int, Values]] | None = None,
    fresh: Container[int] = (),
) -> Written:
    """Make the owners' rows the wanted ones. Only inside a transaction.

    held: the rows that there are, where they are more than the owners' own. fresh: owners that can have no rows yet.
    """
    held = held_rows(table, [owner for owner in owners if owner not in fresh]) if held is None else held
    settle_ids(table, held, wanted)
    if not held:
        return Written({key[0] for key in wanted.rows}, create(table, list(wanted.rows), wanted))
    stale = {key for key, (pk, _) in held.items() if key not in wanted.rows or wanted.ids.get(key, pk) != pk}
    if stale:
        table.model._default_manager.filter(pk__in=[held[key][0] for key in stale]).delete()
    kept = {key: entry for key, entry in held.items() if key not in stale}
    changed = [key for key, (_, values) in kept.items() if values != wanted.rows[key]]
    missing = [key for key in wanted.rows if key not in kept]
    update(table, {key: kept[key][0] for key in changed}, wanted)
    primary_keys = {key: pk for key, (pk, _) in kept.items()} | create(table, missing, wanted)
    return Written({key[0] for key in (*stale, *changed, *missing)}, primary_keys)


def held_rows(table: Table, owners: list[int]) -> dict[Key, tuple[int, Values]]:
    """Return the owners' rows: key -> (primary key, values)."""
    if not owners:
        return {}
    width = 1 + len(table.key)
    rows = table.model._default_manager.filter(**{f"{table.key[0]}__in": owners}, **table.where)
    return {
        tuple(row[1:width]): (row[0], tuple(row[width:]))
        for row in rows.values_list("pk", *table.key, *table.columns).order_by()
    }


def settle_ids(table: Table, held: dict[Key, tuple[int, Values]], wanted: Wanted) -> None:
    """Give up ids of the source's that another row has: two rows of one answer, or another owner's."""
    if not wanted.ids:
        return
    own = {pk for pk, _ in held.values()}
    asked = set(wanted.ids.values()) - own
    taken = set(table.model._default_manager.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    for key, pk in sorted(wanted.ids.items(), key=lambda item: (item[1], str(item[0]))):
        if pk in taken:
            del wanted.ids[key]
        taken.add(pk)


def create(table: Table, keys: list[Key], wanted: Wanted) -> dict[Key, int]:
    """Insert rows. Return their primary keys, where they are given here."""
    names = (*table.key, *table.columns)
    if not table.numbered:
        insert(table.model, names, ((*key, *wanted.rows[key]) for key in keys))
        return {}
    primary_keys = {key: wanted.ids[key] for key in keys if key in wanted.ids}
    unnumbered = [key for key in keys if key not in primary_keys]
    if unnumbered:
        first = next_local_id(table.model)
        primary_keys |= {key: first + index for index, key in enumerate(unnumbered)}
    insert(table.model, ("id", *names), ((primary_keys[key], *key, *wanted.rows[key]) for key in keys))
    return primary_keys


def update(table: Table, primary_keys: dict[Key, int], wanted: Wanted) -> None:
    """Write the other columns of rows that are there."""
    rows = ((pk, *key, *wanted.rows[key]) for key, pk in primary_keys.items())
    insert(table.model, ("id", *table.key, *table.columns), rows, unique=("id",), update=table.columns)


@dataclass(slots=True)
class EntitiesWritten:
    """What a write of entities came to."""

    created: set[int] = field(default_factory=set)
    changed: dict[int, list[str]] = field(default_factory=dict)  # the columns that changed


def write_entities(model: type[models.Model], rows: dict[int, dict[str, Any]]) -> EntitiesWritten:
    """Insert or update rows by primary key, all with the same columns. Only inside a transaction."""
    result = EntitiesWritten()
    if not rows:
        return result
    columns = list(next(iter(rows.values())))
    held = {row["id"]: row for row in model._default_manager.filter(pk__in=list(rows)).values("id", *columns)}
    for key, row in rows.items():
        if key not in held:
            result.created.add(key)
        elif differing := [name for name in columns if row[name] != held[key][name]]:
            result.changed[key] = differing
    names = ("id", *columns)
    insert(model, names, ((key, *rows[key].values()) for key in sorted(result.created)))
    changed = ((key, *rows[key].values()) for key in sorted(result.changed))
    insert(model, names, changed, unique=("id",), update=columns)
    return result
