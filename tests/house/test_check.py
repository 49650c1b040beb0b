"""Each thing that `zukan check` looks for is found when it is there, and only then."""

import sqlite3
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from typer.testing import CliRunner

from zukan.catalogue.models import Media
from zukan.cli import build
from zukan.commands import check, starter, static_files
from zukan.sources.models import ImportRun


def problems() -> str:
    """Return all that is found, a line each."""
    return "\n".join(" ".join(finding) for finding in check.findings())


@pytest.fixture(autouse=True)
def sound_installation(settings: LazySettings, tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation in which nothing is wrong."""
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    static_files.collect_static_files()
    monkeypatch.setattr(starter, "STARTER_FILE", tmp_path / "starter.jsonl.zst")
    for variable in ("ZUKAN_TEST_DATA", "ZUKAN_REQUIRE_ALL"):
        monkeypatch.setenv(variable, "1")


def test_nothing_is_wrong_with_a_sound_installation() -> None:
    assert problems() == ""
    shown = CliRunner().invoke(build({"check"}), ["check"])
    assert (shown.exit_code, shown.output) == (0, "Nothing is wrong.\n")


def test_exit_code_is_1_when_something_is_wrong(settings: LazySettings) -> None:
    settings.DEBUG = True
    shown = CliRunner().invoke(build({"check"}), ["check"])
    assert shown.exit_code == 1
    assert shown.output == "ZUKAN_DEBUG is on: errors show code and settings to every visitor.\n  Unset it.\n"


def test_old_python_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "OLDEST_PYTHON", (sys.version_info[0], sys.version_info[1] + 1))
    assert "is too old. Install Python" in problems()


def test_home_that_cannot_be_written_is_found(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "absent"
    assert f"{tmp_path / 'absent'} cannot be written to" in problems()


def test_secret_key_that_others_can_read_is_found(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.touch(0o600)
    assert problems() == ""
    path.chmod(0o640)
    assert f"chmod 600 {path}" in problems()


@pytest.mark.parametrize(
    ("name", "mend"), [("ZUKAN_DATABSE_URL", "Did you mean ZUKAN_DATABASE_URL?"), ("ZUKAN_QQQ", "lists them all")]
)
def test_variable_that_is_no_setting_is_found(name: str, mend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    assert f"{name} is set" in problems()
    assert mend in problems()


@pytest.mark.parametrize(
    ("site", "hosts", "refused"),
    [
        ("https://zukan.example", ["localhost"], True),
        ("https://zukan.example", [".example"], False),
        ("https://zukan.example", ["*"], False),
        ("http://[::1]:8000", ["[::1]"], False),
    ],
)
def test_site_that_refuses_its_own_address_is_found(
    site: str, hosts: list[str], refused: bool, settings: LazySettings
) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = site, hosts
    assert ("ZUKAN_ALLOWED_HOSTS=localhost,zukan.example" in problems()) == refused


def test_static_files_of_another_version_are_found() -> None:
    static_files.digest_file().write_text("another")
    assert "are not collected" in problems()


def test_database_that_does_not_answer_is_found_and_asked_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\n\tIs the server running?")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "ensure_connection", refuse)
        assert problems() == "The database does not answer: connection refused Start it, or mend ZUKAN_DATABASE_URL."


@pytest.mark.sqlite
def test_old_sqlite_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 39, 5))
    assert "Use a Python that has SQLite 3.40" in problems()


@pytest.mark.postgresql
def test_old_postgresql_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "OLDEST_POSTGRES", 999_999)
    assert "This PostgreSQL is too old" in problems()


def test_missing_migration_is_found() -> None:
    MigrationRecorder.Migration.objects.filter(app="reviews", name="0001_initial").delete()
    assert "lacks 1 migrations, the first is reviews.0001_initial" in problems()


@pytest.mark.sqlite
@pytest.mark.parametrize(("mode", "is_found"), [("DELETE", True), ("WAL", False)])
def test_sqlite_without_wal_is_found(
    mode: str, is_found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(tmp_path / "other.sqlite3")
    other.execute(f"PRAGMA journal_mode={mode}")
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", lambda: CursorOf(other))
        assert bool(list(check.sqlite_without_wal())) == is_found


class CursorOf:
    """A cursor of another database, used as Django's are."""

    def __init__(self, other: sqlite3.Connection) -> None:
        self.other = other

    def __enter__(self) -> sqlite3.Cursor:
        return self.other.cursor()

    def __exit__(self, *_: object) -> None:
        pass


def test_database_without_statistics_is_found_until_it_is_analyzed() -> None:
    with connection.cursor() as cursor:
        if check.statistics_exist():  # PostgreSQL may have looked at the table of another test
            pytest.fail("an empty table has no statistics")
        Media.objects.create(id=1, type="ANIME")
        assert "has no statistics" in problems()
        cursor.execute("ANALYZE catalogue_media")
    assert problems() == ""


def test_starter_catalogue_that_is_not_loaded_is_found(tmp_path: Path) -> None:
    (tmp_path / "starter.jsonl.zst").write_bytes(b"one")
    assert "starter catalogue of this version is not loaded" in problems()
    ImportRun.objects.create(source="starter", paths=[starter.starter_digest()], started_at=1, finished_at=2)
    assert problems() == ""
    (tmp_path / "starter.jsonl.zst").write_bytes(b"another")
    assert "starter catalogue of this version is not loaded" in problems()
