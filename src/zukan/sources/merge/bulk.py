"""Many rows in one go.

The ORM writes rows through objects and compiled expressions, several times as dear as the insert itself, and an import
writes hundreds of thousands. Only plain columns are written here: names come from the models, values are bound.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

from zukan.catalogue.fields import JsonListField

Row = Sequence[Any]


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
) -> None:
    """Insert rows. Columns that are not named take the model's default.

    unique: a row that is there already by these columns is left as it is, or gets the columns of `update`.
    """
    named = [field_of(model, name) for name in columns]
    defaults = [field for field in model._meta.local_concrete_fields if field.has_default() and field not in named]
    fixed = [prepared(field)(field.get_default()) for field in defaults]
    quoted = ", ".join(quote(field) for field in (*named, *defaults))
    marks = ", ".join(["%s"] * (len(named) + len(defaults)))
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({quoted}) VALUES ({marks}){on_conflict(model, unique, update)}"  # noqa: S608  # names of ours
    execute(sql, ([*row, *fixed] for row in converted(named, rows)))


def on_conflict(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    """Return what is done with a row that is there already."""
    if not unique:
        return ""
    target = ", ".join(quote(field_of(model, name)) for name in unique)
    changes = ", ".join(f"{quote(field_of(model, name))} = excluded.{quote(field_of(model, name))}" for name in update)
    return f" ON CONFLICT ({target}) DO UPDATE SET {changes}" if update else f" ON CONFLICT ({target}) DO NOTHING"


def set_column(model: type[models.Model], column: str, values: dict[int, Any]) -> None:
    """Write one column of rows by primary key."""
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"UPDATE {table} SET {quote(field_of(model, column))} = %s WHERE id = %s"  # noqa: S608  # names of ours
    execute(sql, ([value, pk] for pk, value in values.items()))


def execute(sql: str, rows: Iterable[Row]) -> None:
    """Run a statement once for each row."""
    listed = list(rows)
    if listed:
        with connection.cursor() as cursor:
            cursor.executemany(sql, listed)


def field_of(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """Return the field of a column, by its name or the name of its attribute."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # relations have no column to write
    return field


def quote(field: "models.Field[Any, Any]") -> str:
    """Return a column's name for SQL."""
    return connection.ops.quote_name(str(field.column))


def converted(fields: "Sequence[models.Field[Any, Any]]", rows: Iterable[Row]) -> Iterable[Row]:
    """Return rows with values as the database takes them."""
    lists = [index for index, field in enumerate(fields) if isinstance(field, JsonListField)]
    if not lists:
        return rows
    return ([as_json(value) if index in lists else value for index, value in enumerate(row)] for row in rows)


def prepared(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what turns a field's value into the database's."""
    return as_json if isinstance(field, JsonListField) else lambda value: value


def as_json(value: Any) -> str | None:
    """Return a list as JsonListField writes it."""
    return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
