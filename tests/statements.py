"""Which statements a test runs, Django's and the read path's alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from zukan.graph.run import PostgresqlDatabase, SqliteDatabase


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that runs on Django's connection; the list is filled when the block ends."""
    seen: list[str] = []

    def watched(fetch):  # type: ignore[no-untyped-def]  # a method of one of two classes
        def fetch_and_tell(self, text: str, values: Sequence[object]):  # type: ignore[no-untyped-def]
            seen.append(text)
            return fetch(self, text, values)

        return fetch_and_tell

    with (
        CaptureQueriesContext(connection) as captured,
        patch.object(SqliteDatabase, "fetch", watched(SqliteDatabase.fetch)),
        patch.object(PostgresqlDatabase, "fetch", watched(PostgresqlDatabase.fetch)),
    ):
        yield seen
    seen += [query["sql"] for query in captured.captured_queries]
