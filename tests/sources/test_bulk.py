"""Rows by the thousand: no number of values is too large for one statement."""

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection

from zukan.sources.merge import bulk
from zukan.sources.models import OutdatedEntity


@pytest.fixture(autouse=True)
def narrow(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a statement take few values, as a database with other limits may."""
    monkeypatch.setattr(bulk, "VALUES_A_QUERY", 10)
    if connection.vendor != "sqlite":
        yield
        return
    before = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 5)
    yield
    connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, before)


def test_any_number_of_rows_is_found_and_deleted_and_no_other() -> None:
    rows = [(kind, number) for kind in ("media", "staff") for number in range(30)]
    bulk.insert(OutdatedEntity, ("kind", "entity_id"), rows)
    found = bulk.rows_where(OutdatedEntity, ("entity_id",), "entity_id", range(25), {"kind": "media"})
    assert sorted(number for (number,) in found) == list(range(25))
    bulk.delete_where(OutdatedEntity, "entity_id", range(25), {"kind": "media"})
    assert OutdatedEntity.objects.filter(kind="staff").count() == 30
    assert sorted(OutdatedEntity.objects.filter(kind="media").values_list("entity_id", flat=True)) == [*range(25, 30)]
