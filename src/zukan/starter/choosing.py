"""Which of a source's records ship, and which of their fields."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeGuard

from zukan.sources.records import AnyRecord, CharacterRecord, MediaRecord, StaffRecord, TagRecord

JOINING_SITES = ("anilist", "myanimelist", "bangumi")  # by whose keys rows are joined to works
STATISTICS = ("mean_score", "scored_by", "score_rank", "popularity", "score_counts", "status_counts")


def is_work(record: AnyRecord) -> TypeGuard[MediaRecord]:
    """Return whether a record is of a work."""
    return isinstance(record, MediaRecord)


def without_sentences(record: AnyRecord) -> AnyRecord:
    """Take from a record what somebody wrote, so that facts remain."""
    if isinstance(record, MediaRecord):
        record.description = record.description_source = record.reviews = None
    elif isinstance(record, CharacterRecord | StaffRecord | TagRecord):
        record.description = None
    return record


def without_portraits(record: AnyRecord) -> AnyRecord:
    """Take from a record where a person's picture is."""
    if isinstance(record, CharacterRecord | StaffRecord):
        record.image_large = record.image_medium = None
    return record


def sites_ids(record: AnyRecord) -> set[tuple[str, str]]:
    """Return (site, key) of a work on the sites by which rows are joined to works."""
    if not is_work(record):
        return set()
    known = {(site, key) for site in JOINING_SITES for key in record.ids.get(site, ())}
    return known | ({("myanimelist", str(record.id_mal))} if record.id_mal else set())


def of_known_works(rows: Iterable[AnyRecord], works: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return the rows that speak of one of the works; the others would be numbers, or titles that few can read."""
    known = set(chain.from_iterable(sites_ids(work) for work in works if is_work(work) and work.type != "MANGA"))
    return [row for row in rows if sites_ids(row) & known]


def made_addition(row: AnyRecord) -> AnyRecord:
    """Return a row that adds to a work and, should it contradict the work's ids, makes none."""
    if is_work(row):
        row.type, row.ids_number = None, row.type
    return row


def with_their_people(works: Iterable[AnyRecord], rows: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    """Yield works, and of a source's rows the characters, people and studios that the works name."""
    named: set[str] = set()
    for work in filter(is_work, works):
        named.update(edge.character for edge in work.characters or ())
        named.update(voice.staff for edge in work.characters or () for voice in edge.voices or ())
        named.update(credit.staff for credit in work.staff or ())
        named.update(credit.studio for credit in work.studio_credits or ())
        yield work
    yield from (row for row in rows if not is_work(row) and row.key in named)


def without_second_figures(rows: Iterable[AnyRecord], works: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    """Yield rows, less their statistics where a work has its own: a page must not mix two sites' users."""
    told = [work for work in works if is_work(work)]
    rated = set(chain.from_iterable(sites_ids(work) for work in told if work.average_score or work.popularity))
    rated |= set(chain.from_iterable(ids for work in told if (ids := sites_ids(work)) & rated))
    for row in rows:
        if sites_ids(row) & rated:
            for field in STATISTICS:
                setattr(row, field, None)
        yield row
