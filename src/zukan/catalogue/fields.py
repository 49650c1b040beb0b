"""Columns that both databases store and order the same way."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    AnyTextField = models.TextField[Any, Any]
else:
    AnyField, AnyTextField = models.Field, models.TextField


class JsonListField(AnyField):
    """A JSON list kept as the text it was written with, so that the read path can hand it on unparsed.

    PostgreSQL's `json`, not `jsonb`: reading the latter costs twice as much.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "json" if connection.vendor == "postgresql" else "text"

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        column = connection.ops.quote_name(str(self.column))
        return None if connection.vendor == "postgresql" else f"(JSON_TYPE({column}) = 'array')"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class NameField(AnyTextField):
    """Text ordered by code point. SQLite does so by itself; PostgreSQL has to be told, whatever its locale."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
