"""anime-offline-database's form: valid by its schema, and right."""

import json
from pathlib import Path

import jsonschema
import pytest
import zstandard
from typer.testing import CliRunner

from tests.export.conftest import Export
from zukan.catalogue.models import ExternalId, Media
from zukan.cli import build
from zukan.sources.formats import Reading
from zukan.sources.importing import import_paths
from zukan.sources.reading import reader_of

FORM = "anime-offline-database"
pytestmark = pytest.mark.django_db


def entry_of(path: Path, title: str) -> dict[str, object]:
    """Return one entry of a whole document."""
    entries: list[dict[str, object]] = json.loads(path.read_text())["data"]
    return next(one for one in entries if one["title"] == title)


def test_a_whole_document_is_valid_by_the_schema(everything: None, export_to: Export, test_data: Path) -> None:
    schema = json.loads((test_data / "data/schemas/anime-offline-database-minified.schema.json").read_text())
    document = json.loads(export_to("a.json", FORM).read_text())
    assert len(document["data"]) == 2
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)


def test_every_line_is_valid_by_the_schema(everything: None, export_to: Export, test_data: Path) -> None:
    schema = json.loads((test_data / "data/schemas/anime-offline-database.jsonl.schema.json").read_text())
    packed = export_to("a.jsonl.zst", FORM).read_bytes()
    header, *lines = map(json.loads, zstandard.ZstdDecompressor().stream_reader(packed).read().splitlines())
    assert "data" not in header
    assert len(lines) == 2
    for line in lines:
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(line)


def test_an_empty_catalogue_is_a_valid_document(home: Path, export_to: Export) -> None:
    assert json.loads(export_to("a.json", FORM).read_text())["data"] == []


def test_an_entry_tells_what_the_form_has_a_place_for(everything: None, export_to: Export) -> None:
    entry = entry_of(export_to("a.json", FORM), "Ruri no Fune")
    assert entry == {
        "sources": ["https://anilist.co/anime/900001", "https://myanimelist.net/anime/901"],
        "title": "Ruri no Fune",
        "type": "TV",
        "episodes": 3,
        "status": "ONGOING",
        "animeSeason": {"season": "FALL", "year": 2020},
        "picture": "https://img.example/xl.jpg",
        "thumbnail": "https://img.example/xl.jpg",
        "duration": {"value": 1440, "unit": "SECONDS"},
        "score": {"arithmeticGeometricMean": 7.0, "arithmeticMean": 7.0, "median": 7.0},
        "synonyms": ["Le Navire de lapis", "RnF", "Ruri", "Ship of Lapis", "瑠璃の船"],
        "studios": ["lapis works"],
        "producers": ["seven"],
        "relatedAnime": ["https://anidb.net/anime/770", "https://kitsu.app/anime/77"],
        "tags": ["drama", "sci-fi", "ships", "twins"],
    }


def test_the_licences_stand_beside_the_one_that_the_schema_demands(everything: None, export_to: Export) -> None:
    document = json.loads(export_to("a.json", FORM).read_text())
    assert document["license"]["name"].startswith("Open Data Commons")
    assert {one["source"]: one["licence"] for one in document["licences"]}["bangumi-data"] == "CC BY 4.0"


def test_the_command_says_what_the_form_leaves_out(everything: None, home: Path) -> None:
    Media.objects.create(id=2**30 + 5, type="ANIME", title_romaji="On no site")
    done = CliRunner().invoke(build({"export"}), ["export", str(home / "a.json"), "--form", FORM])
    assert done.exit_code == 0, done.output
    assert "left out 1: anime without a page" in done.output
    assert "no manga" in done.output
    refused = CliRunner().invoke(build({"export"}), ["export", str(home / "b.json"), "--form", FORM, "--only", "manga"])
    assert refused.exit_code == 2


def test_it_is_read_back_as_what_it_is(everything: None, export_to: Export) -> None:
    path = export_to("a.json", FORM)
    assert reader_of(path, Reading()).NAME == FORM
    works = Media.objects.count()
    import_paths([path])
    assert Media.objects.count() == works


def test_no_two_entries_are_equal(home: Path, export_to: Export) -> None:
    for id_ in (2**30, 2**30 + 1):
        twin = Media.objects.create(id=id_, type="ANIME", title_romaji="Twin")
        ExternalId.objects.create(media=twin, site="kitsu", key="7")
    assert len(json.loads(export_to("a.json", FORM).read_text())["data"]) == 1
