"""A plan's statement is run, and nothing else: no row passes through Python."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from zukan.graph.compile import Plan
from zukan.graph.dialect import DIALECTS
from zukan.graph.errors import QueryError
from zukan.graph.limits import Limits
from zukan.graph.sql import Request

STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine; at this distance a look at the clock costs nothing
TOO_LONG = "The query takes too long: ask for less of it."

Row = Sequence[str | bytes | None]


class Database(Protocol):
    """A connection to read from."""

    vendor: str

    def fetch(self, text: str, values: Sequence[object]) -> Row:
        """Return the one row of a statement. Raises QueryError when it takes too long."""


def run(plan: Plan, request: Request, database: Database, limits: Limits) -> Row:
    """Return one JSON text for each root of a plan; None where there is nothing. Raises QueryError."""
    if not plan.text:
        return ()
    plan.check_rows(request, limits)
    dialect = DIALECTS[database.vendor]
    return database.fetch(plan.text, [dialect.value(bind.read(request)) for bind in plan.binds])


@contextmanager
def bounded_time(raw: sqlite3.Connection) -> Iterator[None]:
    """Stop SQLite's statements that run for longer than the setting says. Raises QueryError."""
    deadline = time.monotonic() + settings.STATEMENT_SECONDS
    raw.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise QueryError(TOO_LONG) from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


class SqliteDatabase:
    """A raw SQLite connection."""

    vendor = "sqlite"

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def fetch(self, text: str, values: Sequence[object]) -> Row:
        with bounded_time(self.raw):
            row: Row = self.raw.execute(text, values).fetchone()
        return row


class PostgresqlDatabase:
    """A raw psycopg connection."""

    vendor = "postgresql"

    def __init__(self, raw: "psycopg.Connection[tuple[str | bytes | None, ...]]") -> None:
        self.raw = raw
        raw.prepare_threshold = 0 if settings.POSTGRES_PREPARE else None

    def fetch(self, text: str, values: Sequence[object]) -> Row:
        try:
            with psycopg.RawCursor(self.raw) as cursor:
                row: Row | None = cursor.execute(text, values).fetchone()
        except psycopg.errors.QueryCanceled:
            raise QueryError(TOO_LONG) from None
        except psycopg.DataError as error:  # such as a LIKE pattern that ends in its escape character
            raise QueryError(f"An argument cannot be used: {str(error).splitlines()[0]}.") from None
        return row or ()


class DjangoDatabase:
    """Django's own connection, with whatever its open transaction has written."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        connection.close_if_health_check_failed()  # as Django's own cursors do: the server may have been restarted
        connection.ensure_connection()
        self.connection, self.vendor, raw = connection, connection.vendor, connection.connection
        self.database: PostgresqlDatabase | SqliteDatabase = (
            PostgresqlDatabase(raw) if self.vendor == "postgresql" else SqliteDatabase(raw)
        )

    def fetch(self, text: str, values: Sequence[object]) -> Row:
        with self.connection.wrap_database_errors:  # remembers that it broke, so that Django replaces it
            return self.database.fetch(text, values)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reads see the database as it is at the first of them, whatever others write meanwhile."""
        if self.connection.in_atomic_block:
            yield
            return
        self.database.raw.execute(DIALECTS[self.vendor].snapshot)
        try:
            yield
        finally:
            self.database.raw.execute("rollback")
