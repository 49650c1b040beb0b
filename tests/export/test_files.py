"""The file itself: its header, its packing, and what becomes of it when something goes wrong."""

import errno
import gzip
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import zstandard
from typer.testing import CliRunner

import zukan
from tests.export.conftest import Export, one_of_everything
from zukan.cli import build
from zukan.export import exporting, files
from zukan.export.errors import ExportError
from zukan.graph.errors import QueryError
from zukan.sources.errors import SourceError
from zukan.sources.importing import import_paths, import_records
from zukan.sources.models import Source

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> Any:
    """Run the command."""
    return CliRunner().invoke(build({"export"}), ["export", *map(str, arguments)])


def test_the_first_line_tells_what_the_file_is(everything: None, export_to: Export) -> None:
    Source.objects.update_or_create(
        name="myanimelist", defaults={"licence": "ODbL-1.0", "homepage": "https://x.example"}
    )
    header = json.loads(export_to("a.jsonl").read_text().partition("\n")[0])
    assert header["zukan-export"] == 1
    assert header["generator"] == f"Zukan {zukan.__version__}"
    assert header["counts"] == {"anime": 2, "manga": 1, "characters": 2, "staff": 1, "studios": 2, "tags": 2}
    licences = {one["source"]: one["licence"] for one in header["licences"]}
    assert licences["myanimelist"] == "ODbL-1.0"  # as it was imported
    assert licences["bangumi-data"] == "CC BY 4.0"  # as the starter catalogue credits it
    assert licences["kitsu"] == ""  # nobody said


def test_every_other_line_is_an_answer_of_the_api(everything: None, export_to: Export) -> None:
    _, *lines = map(json.loads, export_to("a.jsonl").read_text().splitlines())
    roots = [root for line in lines for root in line["data"]]
    assert set(roots) == {"Media", "Character", "Staff", "Studio", "MediaTagCollection"}
    work = next(line["data"]["Media"] for line in lines if line["data"].get("Media", {}).get("id") == 900001)
    assert work["title"] == {"romaji": "Ruri no Fune", "english": "Ship of Lapis", "native": "瑠璃の船"}
    assert work["status"] == "HIATUS"
    assert work["description"].endswith("<br><br>(Source: Somebody)")
    assert len(work["streamingEpisodes"]) == 600


def unpacked_zstd(packed: bytes) -> bytes:
    """Return what a zstd file holds."""
    return zstandard.ZstdDecompressor().stream_reader(packed).read()


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.jsonl.gz"])
def test_the_name_tells_how_the_file_is_packed(everything: None, export_to: Export, name: str) -> None:
    plain, packed = export_to("a.jsonl").read_bytes(), export_to(name).read_bytes()
    unpack = gzip.decompress if name.endswith(".gz") else unpacked_zstd
    unpacked = unpack(packed)
    assert unpacked.splitlines()[1:] == plain.splitlines()[1:]


def test_the_licences_of_an_export_are_known_where_it_is_imported(everything: None, export_to: Export) -> None:
    Source.objects.update_or_create(name="myanimelist", defaults={"licence": "ODbL-1.0"})
    import_paths([export_to("a.jsonl")])
    assert "ODbL-1.0" in Source.objects.get(name="zukan").licence


def test_an_export_of_a_newer_version_is_refused(home: Path) -> None:
    path = home / "new.jsonl"
    path.write_text('{"zukan-export": 2, "date": "2027-01-01T00:00:00Z", "licences": []}\n{"data": {}}\n')
    with pytest.raises(SourceError, match="reads up to 1"):
        import_paths([path])


def test_the_command_says_what_it_wrote(home: Path) -> None:
    import_records(one_of_everything(), "samples")
    done = run(home / "a.jsonl")
    assert done.exit_code == 0, done.output
    assert "Written: 10 things" in done.output


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked_for(everything: None, home: Path) -> None:
    path = home / "a.jsonl"
    path.write_text("mine")
    refused = run(path)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert path.read_text() == "mine"
    assert run(path, "--force").exit_code == 0
    assert path.read_text().startswith("{")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.json", "anilist"), ("a.csv", "anilist"), ("a", "anilist"), ("a.xml.zst", "anime-offline-database")],
)
def test_a_name_that_says_something_else_is_refused(everything: None, home: Path, name: str, form: str) -> None:
    refused = run(home / name, "--form", form)
    assert refused.exit_code == 1
    assert "needs a name that ends in .json" in refused.output
    assert list(home.iterdir()) == [home / "home"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("nowhere/a.jsonl", "No such file or directory"), (f"{'a' * 300}.jsonl", "File name too long")],
)
def test_a_file_that_cannot_be_made_is_one_sentence(everything: None, home: Path, name: str, problem: str) -> None:
    refused = run(home / name)
    assert refused.exit_code == 1
    assert refused.output.strip().endswith(f"cannot be written: {problem}.")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    everything: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def write(self, data: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    path = home / "a.jsonl"
    path.write_text("mine")
    monkeypatch.setattr(files, "packed", lambda file, suffix: nullcontext(Full()))
    with pytest.raises(ExportError, match="No space left on device"):
        exporting.export(path, "anilist", None, force=True, progress=lambda *_: None)
    assert path.read_text() == "mine"
    assert sorted(one.name for one in home.iterdir()) == ["a.jsonl", "home"]


def test_a_statement_that_takes_too_long_is_one_sentence(
    everything: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> bytes:
        raise QueryError("The query takes too long: ask for less of it.")

    monkeypatch.setattr("zukan.export.pages.answer", slow)
    refused = run(home / "a.jsonl")
    assert refused.exit_code == 1
    assert "takes too long" in refused.output
    assert not (home / "a.jsonl").exists()
