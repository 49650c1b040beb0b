"""Installations with a process for each command, of which a test may make as many as it needs."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from tests.sources.digest import digest_lines, queue_lines
from tests.sources.interrupted.samples import write_samples
from zukan.environment import database_from_url

COMMAND_SECONDS = 120


@dataclass(frozen=True)
class Installation:
    """A home and a database of its own."""

    home: Path
    url: str
    variables: dict[str, str] = field(default_factory=dict)

    def start(self, *words: object, fault: str = "none", at: int = 0) -> "subprocess.Popen[str]":
        """Start a command that meets a fault when it is about to run its statement number `at`."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ZUKAN_")}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.sources.interrupted.faulty", fault, str(at), *map(str, words)],
            env={**environment, "ZUKAN_HOME": str(self.home), "ZUKAN_DATABASE_URL": self.url, **self.variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: object, fault: str = "none", at: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        process = self.start(*words, fault=fault, at=at)
        try:
            output, errors = process.communicate(timeout=COMMAND_SECONDS)
        finally:
            process.kill()
        return subprocess.CompletedProcess(words, process.returncode, output, errors)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Let Django's default connection lead to this database."""
        tests = connections["default"]
        described = {**tests.settings_dict, **database_from_url(self.url)}
        connections["default"] = load_backend(str(described["ENGINE"])).DatabaseWrapper(described, "default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = tests

    def catalogue(self) -> list[str]:
        """Return the catalogue as lines that tell it from others, with what needs a look."""
        with self.opened():
            return [*digest_lines(), *queue_lines()]

    def check(self) -> None:
        """Fail unless the database is consistent. PostgreSQL's always is."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as database:
                assert database.execute("PRAGMA foreign_key_check").fetchall() == []
                assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


class Databases:
    """Makes empty databases and copies of them, and removes them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def make(self, of: Installation | None = None) -> Installation:
        """Return an installation with a new database: an empty one, or a copy, which nobody may use meanwhile."""
        number = len(self.made)
        home = self.folder / f"home-{number}"
        home.mkdir()
        name = str(home / "zukan.sqlite3") if connection.vendor == "sqlite" else f"zukan_{os.getpid()}_{number}"
        self.made.append(name)
        if connection.vendor == "sqlite":
            if of is not None:
                shutil.copy(of.home / "zukan.sqlite3", name)
                assert not (of.home / "zukan.sqlite3-wal").exists()  # all of it is in the file
            return Installation(home, f"sqlite:///{name}")
        described = connection.settings_dict
        login = f"{quote(described['USER'], '')}:{quote(described['PASSWORD'], '')}"
        template = "" if of is None else f" TEMPLATE {of.url.rpartition('/')[2]}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}{template}")
        return Installation(home, f"postgres://{login}@{described['HOST']}:{described['PORT'] or 5432}/{name}")

    def remove(self) -> None:
        """Remove all."""
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                for name in self.made:
                    cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Databases]:
    """What makes databases."""
    databases = Databases(tmp_path_factory.mktemp("databases"))
    with django_db_blocker.unblock():
        yield databases
        databases.remove()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of files: what is there before, and what the import that is interrupted brings."""
    return write_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def filled(databases: Databases, samples: tuple[Path, Path]) -> Installation:
    """An installation with what is there before. To be copied only."""
    made = databases.make()
    migrated = made.run("manage", "migrate", "--verbosity=0")
    assert migrated.returncode == 0, migrated.stderr
    imported = made.run("import", samples[0])
    assert imported.returncode == 0, imported.stderr
    return made


@pytest.fixture
def new_installation(db: None, databases: Databases, filled: Installation) -> Callable[[], Installation]:
    """Return what makes an installation with what is there before."""
    return lambda: databases.make(filled)


@dataclass(frozen=True)
class Whole:
    """What an import comes to that nothing interrupts."""

    lines: list[str]  # of the catalogue
    statements: int
    seconds: float


@pytest.fixture(scope="session")
def whole(databases: Databases, filled: Installation, samples: tuple[Path, Path]) -> Whole:
    """An import that nothing interrupts."""
    made = databases.make(filled)
    started = time.monotonic()
    imported = made.run("import", samples[1], fault="count")
    seconds = time.monotonic() - started
    assert imported.returncode == 0, imported.stderr
    for rule in ("id", "title", "needs a look", "name in one work"):
        assert f": {rule}\n" in imported.stdout
    statements = int(imported.stdout.rpartition("statements: ")[2])
    return Whole(made.catalogue(), statements, seconds)


@pytest.fixture
def wanted(whole: Whole) -> list[str]:
    """The catalogue of an import that nothing interrupts, as lines."""
    return whole.lines
