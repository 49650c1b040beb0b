"""The API's own read-only connections: Django's would be closed after each request, with all they have prepared."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg.adapt import Buffer, Loader

from zukan.filing.bits import teach
from zukan.graph.errors import DocumentError, QueryError
from zukan.graph.run import Database, PostgresqlDatabase, SqliteDatabase

T = TypeVar("T")
BROKEN = (sqlite3.DatabaseError, psycopg.OperationalError, psycopg.InterfaceError)
STATEMENTS_KEPT = 512  # prepared on each SQLite connection: fewer than the operations in use is no better than none
POSTGRES_OPTIONS = "-c jit=off -c plan_cache_mode=force_generic_plan -c default_transaction_read_only=on"


def database_settings() -> dict[str, Any]:
    """Return what the settings say of the database."""
    described: dict[str, Any] = settings.DATABASES["default"]
    return described


class BytesLoader(Loader):
    """Text as the bytes it came in: the answer is bytes again."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


def open_sqlite() -> Database:
    """Return a connection that can only read, and gives text as bytes."""
    address = f"file:{quote(str(database_settings()['NAME']))}?mode=ro"
    raw = sqlite3.connect(
        address, uri=True, cached_statements=STATEMENTS_KEPT, check_same_thread=False, isolation_level=None
    )
    raw.text_factory = bytes
    teach(raw)
    raw.execute("pragma mmap_size=268435456")
    return SqliteDatabase(raw)


def open_postgresql() -> Database:
    """Return a connection that can only read, and gives text as bytes."""
    database = database_settings()
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given: dict[str, Any] = dict(database.get("OPTIONS", {}))
    if given.get("options") != "":  # empty: a pooler stands before the server and refuses them
        limit = f" -c statement_timeout={settings.STATEMENT_SECONDS * 1000}"
        given["options"] = f"{given.get('options', '')} {POSTGRES_OPTIONS}{limit}"
    raw = psycopg.connect(
        **{name: database[key] for name, key in names.items() if database.get(key)}, **given, autocommit=True
    )
    raw.adapters.register_loader("text", BytesLoader)
    return PostgresqlDatabase(raw)


class Pool:
    """Connections that are lent, the last returned first: few are used often and stay warm."""

    def __init__(self, open_: Callable[[], Database] | None = None) -> None:
        self.open = open_ or open_database
        self.idle: list[Database] = []

    def read(self, call: Callable[[Database], T]) -> T:
        """Return what `call` reads. A connection that broke while idle is replaced once: reading again does no harm."""
        try:
            database = self.idle.pop()
        except IndexError:
            return self._lend(self.open(), call)
        try:
            return self._lend(database, call)
        except BROKEN:
            self.idle.clear()  # the server went away: the others broke with it
            return self._lend(self.open(), call)

    def _lend(self, database: Database, call: Callable[[Database], T]) -> T:
        try:
            answer = call(database)
        except (QueryError, DocumentError):  # a refusal; any other fault leaves the connection out
            self.idle.append(database)
            raise
        self.idle.append(database)
        return answer


def open_database() -> Database:
    """Return a connection to the database of the settings."""
    return open_postgresql() if database_settings()["ENGINE"].endswith("postgresql") else open_sqlite()
