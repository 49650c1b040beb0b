"""Whatever the database or the disk refuses: one clear sentence, exit code 1, and later the same command finishes."""

import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.sources.interrupted.conftest import COMMAND_SECONDS, Installation

NewInstallation = Callable[[], Installation]
WHERE = (3, 60, 250)  # at the start of an import, while it keeps records, and while it writes


def until(is_so: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    """Wait until something is so. Fails when the process ends before."""
    deadline = time.monotonic() + COMMAND_SECONDS
    while not is_so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)


def fails_and_is_finished_later(installation: Installation, files: Path, wanted: list[str], fault: str, at: int) -> str:
    """Import with a fault, check what that left, and import without. Return the sentence that the fault ended with."""
    failed = installation.run("import", files, fault=fault, at=at)
    assert (failed.returncode, failed.stdout) == (1, ""), failed.stderr
    assert failed.stderr.count("\n") == 1, failed.stderr
    installation.check()
    finished = installation.run("import", files)
    assert finished.returncode == 0, finished.stderr
    assert installation.catalogue() == wanted
    return failed.stderr


@pytest.mark.parametrize("at", WHERE)
def test_full_disk_of_the_database(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str], at: int
) -> None:
    told = fails_and_is_finished_later(new_installation(), samples[1], wanted, "full", at)
    assert "database or disk is full" in told or "No space left on device" in told
    assert "run the same command again" in told


def test_full_disk_of_temporary_files_leaves_all_as_it_was(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str]
) -> None:
    installation = new_installation()
    before = installation.catalogue()
    failed = installation.run("import", samples[1], fault="spool")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1), failed.stderr
    assert "No space left on device" in failed.stderr
    assert "Nothing was imported." in failed.stderr
    assert installation.catalogue() == before
    assert installation.run("import", samples[1]).returncode == 0
    assert installation.catalogue() == wanted


@pytest.mark.postgresql
@pytest.mark.parametrize("at", WHERE)
def test_session_that_the_server_ends(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str], at: int
) -> None:
    told = fails_and_is_finished_later(new_installation(), samples[1], wanted, "ended", at)
    assert "terminating connection" in told
    assert "run the same command again" in told


@contextmanager
def writer(installation: Installation) -> Iterator[None]:
    """Be another writer who does not come to an end."""
    if installation.url.startswith("sqlite"):
        with closing(sqlite3.connect(installation.url.removeprefix("sqlite:///"), isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            yield
            database.execute("ROLLBACK")
    else:
        with psycopg.connect(installation.url) as session:
            session.execute("LOCK TABLE sources_sourcerecord IN SHARE MODE")
            yield
            session.rollback()


def test_import_waits_for_another_writer(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str]
) -> None:
    installation = new_installation()
    with writer(installation):
        process = installation.start("import", samples[1])
        until((installation.home / "import.lock").exists, process)
        time.sleep(1.5)
        assert process.poll() is None
    _, errors = process.communicate(timeout=COMMAND_SECONDS)
    assert (process.returncode, errors) == (0, "")
    assert installation.catalogue() == wanted


def test_import_says_that_another_writer_takes_too_long(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str]
) -> None:
    installation = new_installation()
    with writer(installation):
        failed = installation.run("import", samples[1], fault="hurry", at=1)
    assert (failed.returncode, failed.stdout, failed.stderr.count("\n")) == (1, "", 1), failed.stderr
    assert "lock" in failed.stderr
    assert installation.run("import", samples[1]).returncode == 0
    assert installation.catalogue() == wanted


def test_second_import_is_refused_and_changes_nothing(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str]
) -> None:
    refused_while_another_runs(new_installation(), None, samples, wanted)


@pytest.mark.postgresql
def test_import_from_another_machine_is_refused_and_changes_nothing(
    new_installation: NewInstallation, samples: tuple[Path, Path], wanted: list[str], tmp_path: Path
) -> None:
    installation = new_installation()
    refused_while_another_runs(installation, Installation(tmp_path, installation.url), samples, wanted)


def refused_while_another_runs(
    first: Installation, second: Installation | None, samples: tuple[Path, Path], wanted: list[str]
) -> None:
    """Start an import, and while it is half done another one."""
    process = first.start("import", samples[1], fault="pause", at=WHERE[1])
    until((first.home / "paused").exists, process)
    before = first.catalogue()
    refused = (second or first).run("import", samples[0])
    assert refused.returncode == 1
    assert (
        refused.stderr
        == "Another import is running. Wait until it has finished, then try again. Nothing was imported.\n"
    )
    assert first.catalogue() == before
    (first.home / "paused").unlink()
    _, errors = process.communicate(timeout=COMMAND_SECONDS)
    assert (process.returncode, errors) == (0, "")
    assert first.catalogue() == wanted
