"""The folders of real files are read in one go: every file that holds facts of the catalogue gives records."""

from pathlib import Path

from zukan.sources.formats import Reading
from zukan.sources.reading import files_of, records

NO_CATALOGUE = {
    *("README.md", "introspection_2023-03.json.gz", "anime-offline-database-minified.schema.json"),
    *("anime-offline-database.jsonl.schema.json", "dead-entries.schema.json"),
}


def test_every_file_that_holds_facts_gives_records_without_a_fault(test_data: Path) -> None:
    reading = Reading(keep_good=True)
    folders = [test_data / "data" / name for name in ("anilist", "catalogue", "schemas")]
    counts = {
        path.name: sum(1 for _ in records(path, reading, is_named=is_named)) for path, is_named in files_of(folders)
    }
    assert {name for name, count in counts.items() if not count} == NO_CATALOGUE
    assert len(reading.left_out) == len(NO_CATALOGUE)
    assert not reading.faults
    assert sum(counts.values()) > 300_000
