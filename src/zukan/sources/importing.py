"""An import from its first file to its last row."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.utils import InterfaceError, OperationalError

from zukan.sources.actions import ACTIONS
from zukan.sources.differences import Differences, dry_run_of
from zukan.sources.errors import BrokenFileError, ImportStoppedError
from zukan.sources.formats import Reading, SourceSeen
from zukan.sources.locking import only_import
from zukan.sources.memory import uncollected
from zukan.sources.merge.bulk import database
from zukan.sources.merge.completing import Progress, complete, ignore_progress, learn_of_records
from zukan.sources.merge.keeping import Outcome, keep
from zukan.sources.models import Conflict, EarlierClaims, ImportRun, Source, SourceRecord, TitleMatch
from zukan.sources.reading import files_of, records
from zukan.sources.records import KIND_OF_RECORD, AnyRecord
from zukan.sources.spooling import Spool, batches

ENTRIES_A_BATCH = 2_500
SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(slots=True)
class ImportReport:
    """What an import came to."""

    files: int = 0
    read: Counter[str] = field(default_factory=Counter)  # records by kind
    outcome: Outcome = field(default_factory=Outcome)  # what each source's word on a thing came to, by kind
    skipped: Counter[str] = field(default_factory=Counter)  # what was left out, by file and reason
    faults: list[BrokenFileError] = field(default_factory=list)  # broken items that were left out, some of each file
    faulty: Counter[str] = field(default_factory=Counter)  # all of them, by file
    left_out: list[str] = field(default_factory=list)  # files of folders that are no catalogue, in words
    sources: dict[str, SourceSeen] = field(default_factory=dict)  # what the files tell of their sources
    rules: Counter[str] = field(default_factory=Counter)  # decisions, by the rule that made them
    differences: Differences | None = None  # of a dry run
    waiting: int = 0  # pairs that need a look, those of earlier imports too
    run: int = 0  # its number in the list of imports
    seconds: float = 0.0

    def counts(self) -> dict[str, Any]:
        """Return what was read as plain values: kind -> counts."""
        return {
            kind: {
                "read": self.read[kind],
                "new": self.outcome.new[kind],
                "changed": self.outcome.changed[kind],
                "unchanged": self.outcome.unchanged[kind],
            }
            for kind in KIND_OF_RECORD.values()
            if self.read[kind]
        }

    def warnings(self) -> dict[str, int]:
        """Return what was left out, and how many times."""
        broken = {f"{file}: broken": count for file, count in self.faulty.items()}
        return {**dict(self.skipped), **broken, **dict.fromkeys(self.left_out, 1)}


def is_source_name(name: str) -> bool:
    """Return whether records can be kept under a name."""
    return SOURCE_NAME.fullmatch(name) is not None


def import_paths(
    paths: list[Path],
    *,
    source: str | None = None,
    observed_on: int | None = None,
    mapping: Path | None = None,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = ignore_progress,
) -> ImportReport:
    """Import files, a folder being all its files.

    source: the name to keep the records under, where the files do not tell; None: each format's own.
    observed_on: when data without a date was observed, Unix seconds.
    mapping: the file that says what the columns of tables mean.
    keep_good: leave out what is broken and note it.
    Raises SourceError, before anything is written, for a file that is broken (unless the good is to be kept), for one
    that is named and not known, when another import is running, and when there is no room for what was read; and
    ImportStoppedError when the database takes no more in the middle.
    """
    started = time.time()
    report = ImportReport()
    reading = Reading(
        source,
        observed_on,
        mapping=mapping,
        keep_good=keep_good,
        skipped=report.skipped,
        faults=report.faults,
        faulty=report.faulty,
        left_out=report.left_out,
        sources=report.sources,
    )
    with only_import(), uncollected(), Spool() as spool:
        for path, is_named in files_of(paths):
            found = records(path, reading, is_named=is_named)
            read_into(spool, found, report, f"Reading {path.name}", progress)
            report.files += 1
        spool.lay_down()
        report.files -= len(report.left_out)
        names = [str(path) for path in paths]
        if dry_run:
            report.differences = dry_run_of(lambda: write(spool, source or "import", names, report, progress))
        else:
            with stopping_in_words():
                write(spool, source or "import", names, report, progress)
    report.seconds = time.time() - started
    return report


@contextmanager
def stopping_in_words() -> Iterator[None]:
    """Say of a database that is full, locked for too long, or gone, that the import can be finished later."""
    try:
        yield
    except (InterfaceError, OperationalError) as error:
        raise ImportStoppedError(error) from error


def import_records(
    found: Iterable[AnyRecord], source: str, *, names: list[str] | None = None, progress: Progress = ignore_progress
) -> ImportReport:
    """Import records that are in memory. source and names: who and what, for the list of imports."""
    started = time.time()
    report = ImportReport()
    with only_import(), uncollected(), Spool() as spool:
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
    run = begin(source, names, report.sources)
    report.run = run.pk
    database().prepare()
    kept, total = 0, len(spool)
    for number, batch in enumerate(batches(spool.entries(), ENTRIES_A_BATCH)):
        report.outcome.add(keep(batch, run.pk))
        kept += len(batch)
        if number == 0:
            learn_of_records(len(batch))
        progress("Keeping what the sources say", kept, total)
    run.counts, run.warnings = report.counts(), report.warnings()
    run.save(update_fields=["counts", "warnings"])
    complete(run, progress)
    report.rules = Counter(run.rules)
    report.waiting = TitleMatch.objects.filter(is_accepted=False).count() + Conflict.objects.count()


@transaction.atomic
def begin(source: str, names: list[str], seen: dict[str, SourceSeen]) -> ImportRun:
    """Return the new row in the list of imports. Only the last can be undone: what earlier ones changed is forgotten.

    An import that was stopped is a part of the one that comes after it: undoing takes back both.
    """
    before = ImportRun.objects.exclude(source__in=ACTIONS).order_by("-id").first()
    run = ImportRun.objects.create(source=source, paths=names, started_at=int(time.time()))
    if before is not None and before.finished_at is None and before.undone_at is None:
        run.complete_before = before.complete_before
        EarlierClaims.objects.filter(run=before.pk).update(run=run.pk)
        SourceRecord.objects.filter(first_run=before.pk).update(first_run=run.pk)
    EarlierClaims.objects.exclude(run=run.pk).delete()
    run.complete_before = keep_sources(seen) | run.complete_before
    run.save(update_fields=["complete_before"])
    return run


def keep_sources(seen: dict[str, SourceSeen]) -> dict[str, int | None]:
    """Keep what files tell of their sources. A file that lists all its source has tells what is gone there.

    Return what was known before of when each was complete, where that changed.
    """
    held = Source.objects.in_bulk(list(seen))
    before = {}
    for name, told in seen.items():
        row = held.get(name) or Source(name=name)
        row.licence, row.homepage = told.licence or row.licence, told.homepage or row.homepage
        if told.lists_all and told.newest > (row.complete_at or 0):
            before[name] = row.complete_at
            row.complete_at = told.newest
        row.save()
    return before
