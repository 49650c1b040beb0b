"""The command `zukan` in a process that meets a fault: `python -m tests.sources.interrupted.faulty FAULT AT WORDS…`.

The fault comes when the command is about to run its statement number AT. Nothing else of the command is another.
"""

import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from django.db.backends.signals import connection_created

Execute = Callable[..., Any]


class Counting:
    """Runs statements, and lets the fault come in before one of them."""

    def __init__(self, fault: Callable[[Any], None], at: int) -> None:
        self.fault = fault
        self.at = at
        self.statements = 0

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.statements += 1
        if self.statements == self.at:
            self.fault(context["connection"])
        return execute(sql, params, many, context)


def kill(connection: Any) -> None:
    """End at once, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk(connection: Any) -> None:
    """Let the database have no more room than it takes now."""
    if connection.vendor == "sqlite":
        pages = connection.connection.execute("PRAGMA page_count").fetchone()[0]
        connection.connection.execute(f"PRAGMA max_page_count = {pages}")
        return
    from django.db.utils import OperationalError
    from psycopg.errors import DiskFull

    told = "could not extend file: No space left on device\nHINT:  Check free disk space."
    raise OperationalError(told) from DiskFull(told)


def end_backend(connection: Any) -> None:
    """Let PostgreSQL end this session, as its administrator may."""
    pid = connection.connection.info.backend_pid
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])


def pause(connection: Any) -> None:
    """Wait until the test has looked."""
    flag = Path(os.environ["ZUKAN_HOME"]) / "paused"
    flag.touch()
    while flag.exists():
        time.sleep(0.02)


def hurry(connection: Any) -> None:
    """Wait a moment only for another writer."""
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA busy_timeout = 200")
    else:
        connection.connection.execute("SET lock_timeout = 200")


def no_temporary_files(max_size: int) -> BinaryIO:
    """Return a file on a disk that is full."""
    return io.BufferedRandom(io.FileIO("/dev/full", "r+"))


FAULTS = {"kill": kill, "full": fill_disk, "ended": end_backend, "pause": pause, "hurry": hurry}


def main() -> None:
    """Run the command."""
    from zukan import cli

    fault, at, *words = sys.argv[1:]
    counting = Counting(FAULTS.get(fault, lambda connection: None), int(at))
    # Held here: signals forget what nobody holds.
    install = lambda connection, **_: connection.execute_wrappers.append(counting)  # noqa: E731
    connection_created.connect(install)
    if fault == "spool":
        tempfile.SpooledTemporaryFile = no_temporary_files  # type: ignore[assignment,misc]
    sys.argv = ["zukan", *words]
    try:
        cli.main()
    finally:
        if fault == "count":
            print(f"statements: {counting.statements}")  # noqa: T201  # what was asked for


if __name__ == "__main__":
    main()
