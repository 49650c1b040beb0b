"""An import from its first file to its last row."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from zukan.catalogue.models import Media, MediaSeason, Season
from zukan.sources.locking import only_import
from zukan.sources.merge import Outcome, bring_up_to_date, keep, outdated_count
from zukan.sources.models import ImportRun
from zukan.sources.reading import Reading, files_of, records
from zukan.sources.records import KIND_OF_RECORD, AnyRecord
from zukan.sources.spooling import Spool, batches

ENTRIES_A_BATCH = 500
SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, of how much if known


class DryRun(Exception):  # noqa: N818  # not an error: it ends a transaction that must leave nothing behind
    """Undo all that an import wrote."""


@dataclass(slots=True)
class ImportReport:
    """What an import came to."""

    files: int = 0
    read: Counter[str] = field(default_factory=Counter)  # records by kind
    outcome: Outcome = field(default_factory=Outcome)  # what each source's word on a thing came to, by kind
    skipped: Counter[str] = field(default_factory=Counter)  # what was left out, by reason
    seconds: float = 0.0

    def counts(self) -> dict[str, Any]:
        """Return the report as plain values: kind -> counts, and "skipped": reason -> count."""
        kinds: dict[str, Any] = {
            kind: {
                "read": self.read[kind],
                "new": self.outcome.new[kind],
                "changed": self.outcome.changed[kind],
                "unchanged": self.outcome.unchanged[kind],
            }
            for kind in KIND_OF_RECORD.values()
            if self.read[kind]
        }
        return {**kinds, "skipped": dict(self.skipped)} if self.skipped else kinds


def is_source_name(name: str) -> bool:
    """Return whether records can be kept under a name."""
    return SOURCE_NAME.fullmatch(name) is not None


def ignore_progress(doing: str, done: int, total: int | None) -> None:
    """Show nothing."""


def import_paths(
    paths: list[Path],
    *,
    source: str | None = None,
    observed_on: int | None = None,
    dry_run: bool = False,
    progress: Progress = ignore_progress,
) -> ImportReport:
    """Import files, a folder being all its files.

    source: the name to keep the records under, where the files do not tell; None: each format's own.
    observed_on: when data without a date was observed, Unix seconds.
    Raises SourceError, before anything is written, for a file that is broken or not known, and when another
    import is running.
    """
    started = time.time()
    report = ImportReport()
    reading = Reading(source, observed_on, report.skipped)
    with only_import(), Spool() as spool:
        for path in files_of(paths):
            read_into(spool, records(path, reading), report, f"Reading {path.name}", progress)
            report.files += 1
        names = [str(path) for path in paths]
        if dry_run:
            with suppress(DryRun), transaction.atomic():
                write(spool, source or "import", names, report, progress)
                raise DryRun
        else:
            write(spool, source or "import", names, report, progress)
    report.seconds = time.time() - started
    return report


def import_records(
    found: Iterable[AnyRecord], source: str, *, names: list[str] | None = None, progress: Progress = ignore_progress
) -> ImportReport:
    """Import records that are in memory. source and names: who and what, for the list of imports."""
    started = time.time()
    report = ImportReport()
    with only_import(), Spool() as spool:
        read_into(spool, found, report, "Reading", progress)
        write(spool, source, names or [], report, progress)
    report.seconds = time.time() - started
    return report


def read_into(spool: Spool, found: Iterable[AnyRecord], report: ImportReport, doing: str, progress: Progress) -> None:
    """Read records to their end."""
    for number, record in enumerate(found):
        spool.put(record)
        report.read[KIND_OF_RECORD[type(record)]] += 1
        if number % 1000 == 0:
            progress(doing, number, None)


def write(spool: Spool, source: str, names: list[str], report: ImportReport, progress: Progress) -> None:
    """Keep what was read, and write what follows from it."""
    run = ImportRun.objects.create(source=source, paths=names, started_at=int(time.time()))
    kept, total = 0, len(spool)
    for batch in batches(spool.entries(), ENTRIES_A_BATCH):
        report.outcome.add(keep(batch))
        kept += len(batch)
        progress("Keeping what the sources say", kept, total)
    update_catalogue(source, progress)
    run.finished_at = int(time.time())
    run.counts = report.counts()
    run.save(update_fields=["finished_at", "counts"])


def update_catalogue(source: str, progress: Progress = ignore_progress) -> None:
    """Write all that is outdated, then what is counted over the whole catalogue."""
    total, done = outdated_count(), 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        progress("Writing the catalogue", done, max(total, done))

    bring_up_to_date(source, advance)
    recount_seasons()  # always: an import that was stopped may have written works and not come to this
    if done:
        analyze()


@transaction.atomic
def recount_seasons() -> None:
    """Count the anime of each season anew, without those for adults: the chart shows none."""
    order = {season: place for place, season in enumerate(MediaSeason.values)}
    seasons = Media.objects.filter(type="ANIME", is_adult=False, season__isnull=False, season_year__isnull=False)
    counted = seasons.values_list("season_year", "season").annotate(anime=Count("id")).order_by()
    Season.objects.all().delete()
    Season.objects.bulk_create(
        Season(year=year, season=season, ordinal=year * 4 + order[season], anime=anime)
        for year, season, anime in counted
    )


def analyze() -> None:
    """Let the database learn how its tables are filled: without that it reads some pages by the wrong index."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
