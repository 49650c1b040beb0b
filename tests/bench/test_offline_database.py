"""Generated files: in the form that they claim, the same each time, and like real ones."""

import json
from pathlib import Path
from statistics import mean
from typing import Any

import jsonschema
import pytest
import zstandard
from bench.offline_database import entries, write_file


def unpacked(path: Path) -> bytes:
    """Return a file's content."""
    content = path.read_bytes()
    return zstandard.ZstdDecompressor().stream_reader(content).read() if path.suffix == ".zst" else content


@pytest.mark.parametrize("name", ["x.json", "x.json.zst"])
def test_a_whole_file_is_valid_by_the_schema(tmp_path: Path, test_data: Path, name: str) -> None:
    schema = json.loads((test_data / "data/schemas/anime-offline-database-minified.schema.json").read_text())
    write_file(tmp_path / name, 200)
    document = json.loads(unpacked(tmp_path / name))
    assert len(document["data"]) == 200
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.zst"])
def test_every_line_behind_the_header_is_valid_by_the_schema(tmp_path: Path, test_data: Path, name: str) -> None:
    schema = json.loads((test_data / "data/schemas/anime-offline-database.jsonl.schema.json").read_text())
    write_file(tmp_path / name, 200)
    header, *lines = map(json.loads, unpacked(tmp_path / name).splitlines())
    assert "data" not in header
    assert len(lines) == 200
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(line)


def test_size_and_seed_tell_the_bytes(tmp_path: Path) -> None:
    for name, seed in (("a.jsonl", 1), ("b.jsonl", 1), ("c.jsonl", 2)):
        write_file(tmp_path / name, 300, seed)
    first, again, other = ((tmp_path / name).read_bytes() for name in ("a.jsonl", "b.jsonl", "c.jsonl"))
    assert first == again != other


def test_no_page_is_of_two_entries_and_relations_are_mutual() -> None:
    made = list(entries(2_000))[:-30]  # the last franchise may be cut
    owner = {page: place for place, entry in enumerate(made) for page in entry["sources"]}
    assert len(owner) == sum(len(entry["sources"]) for entry in made)
    related = {(place, owner.get(page)) for place, entry in enumerate(made) for page in entry["relatedAnime"]}
    assert any(related)
    assert all((other, place) in related for place, other in related if other is not None)


def test_entries_are_like_real_ones() -> None:
    made: list[dict[str, Any]] = list(entries(4_000))
    assert 9 < mean(len(entry["synonyms"]) for entry in made) < 11
    assert 5.5 < mean(len(entry["sources"]) for entry in made) < 6.5
    assert 7.5 < mean(len(entry["tags"]) for entry in made) < 9
    assert 0.45 < mean(any("//anilist.co/" in page for page in entry["sources"]) for entry in made) < 0.55
    assert len({entry["title"] for entry in made}) > 3_800
