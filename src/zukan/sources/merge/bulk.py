"""Many rows in one go, as each database takes them fastest.

The ORM writes rows through objects and compiled expressions, several times as dear as the insert itself, and an import
writes hundreds of thousands. Only plain columns are written here: names come from the models, values are bound.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from django.db import connection, models

from zukan.catalogue.fields import JsonListField

Row: TypeAlias = Sequence[Any]
Field: TypeAlias = "models.Field[Any, Any]"
VALUES_A_QUERY = 10_000


class Columns(NamedTuple):
    """A table and some of its columns, as SQL names them."""

    table: str
    names: tuple[str, ...]
    types: tuple[str, ...]  # of the database
    writers: tuple[tuple[int, Callable[[Any], Any]], ...]  # place of a column -> what the database takes for its value
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]

    def listed(self) -> str:
        """The columns between commas."""
        return ", ".join(self.names)

    def written(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Return rows as the database takes them."""
        return translated(rows, self.writers) if self.writers else rows

    def read(self, rows: list[Any]) -> list[Any]:
        """Return rows as Python takes them."""
        return list(translated(rows, self.readers)) if self.readers else rows


def translated(
    rows: Iterable[Row], translators: Sequence[tuple[int, Callable[[Any], Any]]]
) -> Iterator[tuple[Any, ...]]:
    """Yield rows with some of their values translated."""
    for row in rows:
        cells = list(row)
        for place, translate in translators:
            cells[place] = translate(cells[place])
        yield tuple(cells)


KNOWN: dict[tuple[type[models.Model], tuple[str, ...], str], Columns] = {}


def columns_of(model: type[models.Model], names: Sequence[str]) -> Columns:
    """Return a model's columns by the names of fields or of their attributes."""
    key = (model, tuple(names), connection.vendor)
    if key not in KNOWN:
        fields = [field_of(model, name) for name in names]
        lists = [place for place, field in enumerate(fields) if isinstance(field, JsonListField)]
        plain = [place for place, field in enumerate(fields) if type(field) is models.JSONField]
        KNOWN[key] = Columns(
            connection.ops.quote_name(model._meta.db_table),
            tuple(connection.ops.quote_name(str(field.column)) for field in fields),
            tuple(
                str(field.rel_db_type(connection) if field.primary_key else field.db_type(connection))
                for field in fields
            ),
            tuple((place, as_json) for place in (*lists, *plain)),
            tuple((place, from_json) for place in lists),
        )
    return KNOWN[key]


def field_of(model: type[models.Model], name: str) -> Field:
    """Return the field of a column, by its name or the name of its attribute."""
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # relations have no column to write
    return field


def as_json(value: Any) -> str | None:
    """Return a list as JsonListField writes it."""
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(value: Any) -> Any:
    """Return what JSON in a column stands for."""
    return json.loads(value) if isinstance(value, str) else value


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Row],
    *,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
) -> None:
    """Insert rows. Columns that are not named take the model's default.

    unique: a row that is there already by these columns is left as it is, or gets the columns of `update`.
    """
    listed = list(rows)
    if not listed:
        return
    others = [field for field in model._meta.local_concrete_fields if field.has_default()]
    defaults = {field.name: field.get_default() for field in others if not {field.name, field.attname} & set(names)}
    columns = columns_of(model, (*names, *defaults))
    fixed = tuple(defaults.values())
    whole = [(*row, *fixed) for row in listed] if fixed else listed
    database().insert(columns, columns.written(whole), on_conflict(model, unique, update))


def on_conflict(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    """Return what is done with a row that is there already."""
    if not unique:
        return ""
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns_of(model, update).names)
    target = columns_of(model, unique).listed()
    return f" ON CONFLICT ({target}) DO UPDATE SET {changes}" if update else f" ON CONFLICT ({target}) DO NOTHING"


def set_columns(model: type[models.Model], names: Sequence[str], rows: Mapping[int, Row]) -> None:
    """Write columns of rows by primary key."""
    if rows:
        columns = columns_of(model, (*names, "pk"))
        database().update(columns, columns.written((*row, pk) for pk, row in rows.items()))


def rows_where(
    model: type[models.Model],
    names: Sequence[str],
    where: str,
    values: Iterable[Any],
    fixed: Mapping[str, Any] | None = None,
) -> list[Any]:
    """Return the columns of the rows in which one column has one of some values.

    fixed: other columns, and the value that each must have.
    """
    columns, (place,) = columns_of(model, names), columns_of(model, (where,)).names
    others = columns_of(model, tuple(fixed or ())).names
    also = "".join(f" AND {name} = %s" for name in others)
    sql = f"SELECT {columns.listed()} FROM {columns.table} WHERE {place} {database().AMONG}{also}"  # noqa: S608  # names of ours
    remaining = iter(values)
    found: list[Any] = []
    with connection.cursor() as cursor:
        while part := list(islice(remaining, VALUES_A_QUERY)):
            cursor.execute(sql, [database().among(part), *(fixed or {}).values()])
            found += cursor.fetchall()
    return columns.read(found)


def delete_where(
    model: type[models.Model], where: str, values: Iterable[Any], fixed: Mapping[str, Any] | None = None
) -> None:
    """Delete the rows in which one column has one of any number of values. Only rows to which nothing points.

    fixed: other columns, and the value that each must have.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    (place,), others = columns_of(model, (where,)).names, columns_of(model, tuple(fixed or ())).names
    also = "".join(f" AND {name} = %s" for name in others)
    sql = f"DELETE FROM {table} WHERE {place} {database().AMONG}{also}"  # noqa: S608  # names of ours
    remaining = iter(values)
    with connection.cursor() as cursor:
        while part := list(islice(remaining, VALUES_A_QUERY)):
            cursor.execute(sql, [database().among(part), *(fixed or {}).values()])


def new_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Return ids for new rows that no row has or had. Only inside the transaction that inserts them."""
    return database().new_ids(model._meta.db_table, count)


class Sqlite:
    """One statement for each row: SQLite has no way to the server, so nothing is quicker."""

    AMONG = "IN (SELECT value FROM json_each(%s))"  # one text for any number of values: statements are kept compiled

    def among(self, values: list[Any]) -> Any:
        """Return values as AMONG takes them."""
        return json.dumps(values)

    def prepare(self) -> None:
        """Make the connection ready for much writing: no file in memory, and seldom a copy from its log."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            cursor.execute("PRAGMA wal_autocheckpoint = 10000")

    def learn(self, *tables: type[models.Model]) -> None:
        """Nothing: SQLite reads these tables by the right indexes without knowing how they are filled."""

    def new_ids(self, table: str, count: int) -> Sequence[int]:
        """Return numbers above all that were ever given in a table. Nobody else writes while the transaction lasts."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + count)

    def insert(self, columns: Columns, rows: Iterable[Row], conflict: str) -> None:
        """Insert rows."""
        marks = ", ".join(["%s"] * len(columns.names))
        sql = f"INSERT INTO {columns.table} ({columns.listed()}) VALUES ({marks}){conflict}"  # noqa: S608  # names of ours
        with connection.cursor() as cursor:
            cursor.executemany(sql, list(rows))

    def update(self, columns: Columns, rows: Iterable[Row]) -> None:
        """Write columns of rows; the last one is the primary key."""
        *names, key = columns.names
        changes = ", ".join(f"{name} = %s" for name in names)
        sql = f"UPDATE {columns.table} SET {changes} WHERE {key} = %s"  # noqa: S608  # names of ours
        with connection.cursor() as cursor:
            cursor.executemany(sql, list(rows))


class Postgresql:
    """One statement for all rows: COPY for new ones, arrays where some may be there already."""

    AMONG = "= ANY(%s)"

    def among(self, values: list[Any]) -> Any:
        """Return values as AMONG takes them."""
        return values

    def prepare(self) -> None:
        """Make the connection ready for much writing: no wait for the disk after each batch.

        A crash may lose the last batches, never half of one: the same command writes them again.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")

    def learn(self, *tables: type[models.Model]) -> None:
        """Let the server learn how tables are filled. Of those that grew from nothing it reads whole indexes."""
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")

    def new_ids(self, table: str, count: int) -> Sequence[int]:
        """Return the next numbers of a table's sequence."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]

    def insert(self, columns: Columns, rows: Iterable[Row], conflict: str) -> None:
        """Insert rows."""
        if not conflict:
            self.copy(columns, rows)
            return
        listed = list(rows)
        sql = f"INSERT INTO {columns.table} ({columns.listed()}) SELECT * FROM {self.unnested(columns)}{conflict}"  # noqa: S608  # names of ours
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(column) for column in zip(*listed, strict=True)])

    def copy(self, columns: Columns, rows: Iterable[Row]) -> None:
        """Insert rows that are not there."""
        with connection.cursor() as cursor:
            sql = f"COPY {columns.table} ({columns.listed()}) FROM STDIN"
            with connection.wrap_database_errors, cursor.cursor.copy(sql) as copy:
                for row in rows:
                    copy.write_row(row)

    def update(self, columns: Columns, rows: Iterable[Row]) -> None:
        """Write columns of rows; the last one is the primary key."""
        *names, key = columns.names
        changes = ", ".join(f"{name} = told.{name}" for name in names)
        told = f"{self.unnested(columns)} AS told ({columns.listed()})"
        sql = f"UPDATE {columns.table} SET {changes} FROM {told} WHERE {columns.table}.{key} = told.{key}"  # noqa: S608  # names of ours
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])

    def unnested(self, columns: Columns) -> str:
        """Return rows that come as one array a column."""
        return f"unnest({', '.join(f'%s::{kind}[]' for kind in columns.types)})"


def database() -> Sqlite | Postgresql:
    """Return how the database of this installation takes many rows."""
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()
