"""`zukan check`: each thing that can be wrong with an installation, in a sentence, with its mend."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import typer
from django.conf import settings
from django.db import OperationalError, connection
from django.http.request import validate_host

from zukan.commands.migrations import missing_migrations
from zukan.commands.starter import starter_is_current
from zukan.commands.static_files import static_files_are_current
from zukan.commands.terminal import first_line, output
from zukan.environment import DECLARED

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 40, 0)  # Debian 12's; the SQL is written for it
OLDEST_POSTGRES = 150_000
RUN_ANALYZE = "from django.db import connection; connection.cursor().execute('ANALYZE')"
PREFIX = "ZUKAN_"
NOT_SETTINGS = ("ZUKAN_TEST_", "ZUKAN_REQUIRE_ALL")  # variables of the tests


class Finding(NamedTuple):
    """What is wrong and what mends it, a sentence each."""

    problem: str
    mend: str


Check = Callable[[], Iterator[Finding]]


def check() -> None:
    """Say what is wrong with this installation and how to mend it. Exit code 1 when something is."""
    found = list(findings())
    for finding in found:
        output.print(finding.problem, style="red", markup=False)
        output.print(f"  {finding.mend}", markup=False)
    if found:
        raise typer.Exit(1)
    output.print("Nothing is wrong.", style="green")


def findings() -> Iterator[Finding]:
    """Run every check; those that ask the database only when it answers."""
    for look in MACHINE_CHECKS:
        yield from look()
    unreachable = list(database_unreachable())
    yield from unreachable
    if unreachable:
        return
    yield from database_too_old()
    unmigrated = list(database_not_migrated())
    yield from unmigrated
    for look in () if unmigrated else CATALOGUE_CHECKS:
        yield from look()


def python_too_old() -> Iterator[Finding]:
    if sys.version_info < OLDEST_PYTHON:
        yield Finding(f"Python {sys.version.split()[0]} is too old.", "Install Python 3.11 or newer.")


def home_not_writable() -> Iterator[Finding]:
    if not settings.HOME.is_dir() or not os.access(settings.HOME, os.W_OK | os.X_OK):
        yield Finding(
            f"The home folder {settings.HOME} cannot be written to.",
            "Give it to the user that runs Zukan, or name another one in ZUKAN_HOME.",
        )


def secret_key_readable_by_others() -> Iterator[Finding]:
    path = settings.HOME / "secret-key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            f"Others on this machine can read {path}, and with it forge sessions.",
            f"chmod 600 {path}",
        )


def variables_unknown() -> Iterator[Finding]:
    known = [setting.name.removeprefix(PREFIX) for setting in DECLARED]
    for name in sorted(os.environ):
        own = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and not name.startswith(NOT_SETTINGS) and own not in known:
            near = get_close_matches(own, known, n=1)
            yield Finding(
                f"{name} is set, and there is no such setting.",
                f"Did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md lists them all.",
            )


def site_host_not_allowed() -> Iterator[Finding]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    host = f"[{host}]" if ":" in host else host
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield Finding(
            f"The site refuses requests for {host}, which is its own address by ZUKAN_SITE_URL.",
            f"Add it: ZUKAN_ALLOWED_HOSTS={','.join([*settings.ALLOWED_HOSTS, host])}",
        )


def debug_is_on() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("ZUKAN_DEBUG is on: errors show code and settings to every visitor.", "Unset it.")


def static_files_not_collected() -> Iterator[Finding]:
    if not static_files_are_current():
        yield Finding(
            "The styles and pictures of this version are not collected: pages will not load.",
            "`zukan serve` collects them.",
        )


def database_unreachable() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        yield Finding(
            f"The database does not answer: {first_line(error)}",
            "Start it, or mend ZUKAN_DATABASE_URL.",
        )


def database_too_old() -> Iterator[Finding]:
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Finding(f"SQLite {sqlite3.sqlite_version} is too old.", "Use a Python that has SQLite 3.40 or newer.")
    if connection.vendor == "postgresql" and postgres_version() < OLDEST_POSTGRES:
        yield Finding("This PostgreSQL is too old.", "Use PostgreSQL 15 or newer.")


def postgres_version() -> int:
    """Return the server's version as it numbers itself: 150004."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0])


def database_not_migrated() -> Iterator[Finding]:
    if missing := missing_migrations():
        yield Finding(
            f"The database lacks {len(missing)} migrations, the first is {'.'.join(missing[0])}.",
            "`zukan manage migrate` makes them; `zukan serve` does so too.",
        )


def sqlite_without_wal() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in {"wal", "memory"}:
        yield Finding(
            f"The database is in {mode} mode, in which a writer stops all readers.",
            f"Put {Path(str(connection.settings_dict['NAME'])).parent} on a local disk: WAL needs one.",
        )


def statistics_missing() -> Iterator[Finding]:
    if media_exist() and not statistics_exist():
        yield Finding(
            "The database has no statistics of its tables, so that it chooses slow ways to read them.",
            f'zukan manage shell -c "{RUN_ANALYZE}"',
        )


def media_exist() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM catalogue_media)")
        return bool(cursor.fetchone()[0])


def statistics_exist() -> bool:
    """Whether ANALYZE has ever seen the table of works."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_stats WHERE tablename = 'catalogue_media')")
            return bool(cursor.fetchone()[0])
        cursor.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1')")
        if not cursor.fetchone()[0]:  # the table is made by the first ANALYZE
            return False
        cursor.execute("SELECT EXISTS (SELECT 1 FROM sqlite_stat1 WHERE tbl = 'catalogue_media')")
        return bool(cursor.fetchone()[0])


def starter_not_loaded() -> Iterator[Finding]:
    if not starter_is_current():
        yield Finding("The starter catalogue of this version is not loaded.", "`zukan serve` loads it.")


MACHINE_CHECKS: tuple[Check, ...] = (
    *(python_too_old, home_not_writable, secret_key_readable_by_others, variables_unknown),
    *(site_host_not_allowed, debug_is_on, static_files_not_collected),
)
CATALOGUE_CHECKS: tuple[Check, ...] = (sqlite_without_wal, statistics_missing, starter_not_loaded)
