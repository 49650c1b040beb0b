"""`zukan import` says what it did and ends with a code that means something."""

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.sources.answers import media
from tests.sources.conftest import WriteFile
from zukan.commands.import_catalogue import import_catalogue
from zukan.sources.models import ImportRun, SourceRecord

app = typer.Typer()
app.command()(import_catalogue)


@pytest.fixture
def run(settings: Any, tmp_path: Path, db: None) -> Any:
    settings.HOME = tmp_path / "home"
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_an_import_prints_what_was_read_new_changed_and_unchanged(run: Any, write_file: WriteFile) -> None:
    path = write_file("a.json", [media(), {"errors": [{"message": "x", "status": 404}], "data": None}])
    done = run(path)
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[:2] == [["read", "new", "changed", "unchanged"], ["media", "1", "1", "0", "0"]]
    assert "skipped 1: a.json: an error answer (404)" in done.stdout
    assert ["media", "1", "0", "0", "1"] in [line.split() for line in run(path).stdout.splitlines()]
    assert ImportRun.objects.count() == 2


def test_a_file_that_cannot_be_read_ends_with_one(run: Any, write_file: WriteFile) -> None:
    assert run(write_file("page.html", "<html></html>")).exit_code == 1


def test_wrong_arguments_end_with_two(run: Any, write_file: WriteFile) -> None:
    path = write_file("a.json", media())
    assert run(path, "--source", "No Such Name").exit_code == 2
    assert run(path, "--observed-on", "yesterday").exit_code == 2
    assert run().exit_code == 2


def test_the_name_and_the_day_of_a_source_are_kept(run: Any, write_file: WriteFile) -> None:
    assert run(write_file("a.json", media()), "--source", "voidx3d", "--observed-on", "2025-12-01").exit_code == 0
    record = SourceRecord.objects.get()
    assert record.source == "voidx3d"
    assert b'"type":[1764547200,' in bytes(record.claims)
