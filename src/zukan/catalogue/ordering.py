"""Ids of things born here, and indexes in which "unknown" is the lowest value on either database."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.utils.deconstruct import deconstructible

FIRST_LOCAL_ID = 2**30  # AniList's ids stay below; ids from here up were given by this installation


@deconstructible(path="zukan.catalogue.ordering.NullsLowIndex")
class NullsLowIndex(models.Index):
    """An index that orders null below every value. SQLite always does; PostgreSQL has to be told."""

    def create_sql(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        postgresql = schema_editor.connection.vendor == "postgresql"
        columns = [(model._meta.get_field(name), order) for name, order in self.fields_orders]
        nulls = {"DESC": " NULLS LAST", "": " NULLS FIRST"}
        create: Callable[..., Statement] = schema_editor._create_index_sql  # type: ignore[attr-defined]  # stubs lack it
        return create(
            model,
            fields=[column for column, _ in columns],
            name=self.name,
            using=using,
            col_suffixes=[order + (nulls[order] if postgresql and column.null else "") for column, order in columns],
            **kwargs,
        )


def descending_index(model: str, column: str) -> NullsLowIndex:
    """Return the index behind `<COLUMN>_DESC`: ties by id."""
    return NullsLowIndex(fields=[f"-{column}", "id"], name=f"{model}_by_{column}_desc")


def ascending_index(model: str, column: str) -> NullsLowIndex:
    """Return the index behind `<COLUMN>`: ties by id."""
    return NullsLowIndex(fields=[column, "id"], name=f"{model}_by_{column}")


def next_local_id(model: type[models.Model]) -> int:
    """Return the first free id for a thing born here. Only inside the transaction that uses it."""
    top: int = model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0
    return max(top + 1, FIRST_LOCAL_ID)
