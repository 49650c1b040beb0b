"""The API's own connections: they only read, give bytes, and stop what takes too long."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, close_old_connections, connection
from pytest_django import Settings

from zukan.graph import pool
from zukan.graph.errors import QueryError
from zukan.graph.pool import Pool, open_database
from zukan.graph.run import DjangoDatabase


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite file with one row, as if the settings named it."""
    path = tmp_path / "a b?c.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.executescript("create table t (x text); insert into t values ('鑑')")
    monkeypatch.setattr(pool, "database_settings", lambda: {"ENGINE": "django.db.backends.sqlite3", "NAME": path})
    return path


def test_sqlite_gives_bytes_and_cannot_write(file: Path) -> None:
    database = open_database()
    assert database.fetch("select x from t where x <> ?", ["図"]) == ("鑑".encode(),)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.fetch("insert into t values ('x') returning x", [])


def test_sqlite_stops_what_takes_too_long(file: Path, settings: Settings) -> None:
    settings.STATEMENT_SECONDS = 0
    with pytest.raises(QueryError, match="takes too long"):
        Pool().read(lambda database: database.fetch(
            "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n", []
        ))  # fmt: skip


def test_a_connection_is_used_again(file: Path) -> None:
    lending = Pool()
    first = lending.read(lambda database: database)
    assert lending.read(lambda database: database) is first


@pytest.fixture
def real_postgresql(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database that the tests really use, as if the settings named it."""
    monkeypatch.setattr(pool, "database_settings", lambda: connection.settings_dict)


@pytest.mark.postgresql
def test_postgresql_gives_bytes_and_cannot_write(real_postgresql: None) -> None:
    database = open_database()
    assert database.fetch("select $1::text", ["鑑"]) == ("鑑".encode(),)
    assert database.fetch("show jit", []) == (b"off",)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        database.fetch("create table t (x int)", [])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_djangos_connection_is_replaced_when_its_server_went_away() -> None:
    connection.ensure_connection()
    with psycopg.connect(connection.connection.info.dsn, password=connection.settings_dict["PASSWORD"]) as other:
        other.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    with pytest.raises(DatabaseError):
        DjangoDatabase(connection).fetch("select 'lost'", [])
    close_old_connections()  # as at the beginning of each request
    assert DjangoDatabase(connection).fetch("select 'found'", []) == ("found",)


@pytest.mark.postgresql
def test_postgresql_reads_an_odd_pattern_as_a_refusal(real_postgresql: None) -> None:
    with pytest.raises(QueryError, match="cannot be used"):
        open_database().fetch("select ('2020x' like $1::text)::text", ["2020\\"])


@pytest.mark.postgresql
def test_postgresql_stops_what_takes_too_long(real_postgresql: None, settings: Settings) -> None:
    settings.STATEMENT_SECONDS = 1
    with pytest.raises(QueryError, match="takes too long"):
        open_database().fetch("select pg_sleep(5)::text", [])
