"""Builds the starter file from the sources' files: `python -m zukan.starter.build FOLDER`.

The same files and texts give the same bytes.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, MediaRecord
from zukan.sources.zukan.form import write_records
from zukan.starter.choosing import (
    made_addition,
    of_known_works,
    with_their_people,
    without_portraits,
    without_second_figures,
    without_sentences,
)
from zukan.starter.corrections import unite_broadcasts, with_right_ids
from zukan.starter.credits import CREDITS
from zukan.starter.editors import editors_records

STARTER_FILE = Path(__file__).with_name("starter.jsonl.zst")
HEADER = {"name": "Zukan's starter catalogue", "licences": "LICENSES.md", "sources": [one.source for one in CREDITS]}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the starter catalogue is made from."""

    name: str
    source: str  # its name in the records, as in CREDITS
    observed_on: str  # when its data was made, for answers that do not say; ISO 8601

    def observed_at(self) -> int:
        """Return `observed_on` as Unix seconds."""
        return int(datetime.fromisoformat(self.observed_on).replace(tzinfo=UTC).timestamp())


ANILIST_SHAPED = (
    SourceFile("animedex_exchanges.jsonl.gz", "animedex", "2026-05-07"),
    SourceFile("pyanilist_exchanges.jsonl.gz", "pyanilist", "2025-04-01"),
    SourceFile("pyanilist_media.jsonl.gz", "pyanilist", "2025-04-01"),
    SourceFile("voidx3d_media.jsonl.gz", "voidx3d", "2025-12-01"),
    SourceFile("metallic_rouge_162985.json", "anilist-offline-db", "2026-09-01"),
)
BANGUMI_DATA = SourceFile("bangumi-data_0.3.208.json.gz", "bangumi-data", "2026-04-01")
ARM = SourceFile("kawaiioverflow_arm_0.225.0.json.gz", "arm", "2026-05-01")
BANGUMI = SourceFile("bangumi_subjects_2022.jsonl.gz", "bangumi", "2022-01-01")
ANILIST_CHINESE = SourceFile("soruly_chinese_titles.json.gz", "anilist-chinese", "2026-08-22")
ANIME_RELATIONS = SourceFile("anime-relations_2026-08.txt", "anime-relations", "2026-08-03")


def path_of(folder: Path, wanted: SourceFile) -> Path:
    """Return where below a folder a file is. Raises SourceError when it is not there, or twice."""
    found = sorted(folder.rglob(wanted.name))
    if len(found) != 1:
        raise SourceError(f"{folder}: {wanted.name} was found {len(found)} times below it; it is needed once.")
    return found[0]


def read_file(folder: Path, wanted: SourceFile) -> Iterator[AnyRecord]:
    """Yield the facts of one source's file."""
    reading = Reading(source=wanted.source, observed_on=wanted.observed_at())
    return map(without_sentences, records(path_of(folder, wanted), reading))


def starter_records(folder: Path) -> list[AnyRecord]:
    """Return all that ships, from the sources' files below a folder and our own texts."""
    described = [record for wanted in ANILIST_SHAPED for record in read_file(folder, wanted)]
    described += broadcasts(folder)
    additions = (
        record
        for wanted in (ARM, ANILIST_CHINESE, ANIME_RELATIONS)
        for record in of_known_works(read_file(folder, wanted), described)
    )
    return [*described, *additions, *subjects(folder, described), *editors_records()]


def broadcasts(folder: Path) -> list[AnyRecord]:
    """Return the titles and broadcasts of bangumi-data."""
    rows = list(map(with_right_ids, read_file(folder, BANGUMI_DATA)))
    unite_broadcasts(rows)
    return rows


def subjects(folder: Path, works: list[AnyRecord]) -> Iterator[AnyRecord]:
    """Yield what Bangumi says of works, and who made them."""
    rows = list(map(without_portraits, read_file(folder, BANGUMI)))
    known = map(made_addition, without_second_figures(of_known_works(rows, works), works))
    return with_their_people(known, rows)


def titles(found: Iterable[AnyRecord]) -> set[str]:
    """Return a name for each work: AniList's id, or for a work that AniList does not know the source's key."""
    works = (record for record in found if isinstance(record, MediaRecord) and record.type)
    return {record.ids.get("anilist", [f"{record.source} {record.key}"])[0] for record in works}


def anilist_shaped_titles(found: Iterable[AnyRecord]) -> set[str]:
    """Return the works of which AniList-shaped data says more than what they are called."""
    sources = {wanted.source for wanted in ANILIST_SHAPED}
    works = (record for record in found if isinstance(record, MediaRecord) and record.source in sources)
    return titles(work for work in works if work.start_date is not None or work.average_score is not None)


def build(folder: Path, target: Path = STARTER_FILE) -> str:
    """Write the starter file. Return in words what it holds."""
    found = starter_records(folder)
    count = write_records(target, found, HEADER)
    return (
        f"{target.name}: {count:,} records, {target.stat().st_size / 2**20:.2f} MiB; {len(titles(found)):,} titles, "
        f"{len(anilist_shaped_titles(found)):,} of them from AniList-shaped data"
    )


def main(arguments: list[str]) -> int:
    """Build from the folder that is named, and say what came of it."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python -m zukan.starter.build FOLDER\n")
        return 2
    try:
        sys.stdout.write(f"{build(Path(arguments[0]))}\n")
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
