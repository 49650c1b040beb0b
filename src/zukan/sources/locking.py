"""One import at a time: on this machine by a lock file, among machines that share a PostgreSQL by its own lock."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection
from django.db.utils import Error

from zukan.sources.errors import ImportRunningError

ADVISORY_LOCK = 0x7A756B616E  # "zukan" in ASCII


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the right to import. Raises ImportRunningError when another import holds it. A killed one lets go."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / "import.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportRunningError from error
        with database_lock():
            yield


@contextmanager
def database_lock() -> Iterator[None]:
    """Hold PostgreSQL's lock for this session; a SQLite file is reached from one machine only."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRunningError
        try:
            yield
        finally:
            with suppress(Error):  # a session that the server ended has let go, and its own error is the one to tell
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
