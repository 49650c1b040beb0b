"""An export from its first line to its last."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from django.db import connection

from zukan.catalogue.models import Media
from zukan.export import anilist, offline_database
from zukan.export.errors import ExportError
from zukan.export.files import form_suffix, replaced
from zukan.graph.run import DjangoDatabase

T = TypeVar("T")
# Name of a form -> the endings of file names that it can be written to.
FORMS = {"anilist": (".jsonl",), "anime-offline-database": (".json", ".jsonl")}
Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, of how much if known


@dataclass(slots=True)
class ExportReport:
    """What an export came to."""

    written: int = 0  # things
    left_out: Counter[str] = field(default_factory=Counter)  # why -> how many


def export(path: Path, form: str, media_type: str | None, *, force: bool, progress: Progress) -> ExportReport:
    """Write the catalogue to a file, as it is at one moment whatever is imported meanwhile.

    form: a key of FORMS. media_type: "ANIME", "MANGA", None: both.
    Raises ExportError when the file's name does not fit the form, or the file cannot be written.
    """
    check_name(path, form)
    report = ExportReport()
    database = DjangoDatabase(connection)
    with replaced(path, force=force) as sink, database.snapshot():
        for piece in pieces(path, form, media_type, database, report, progress):
            sink.write(piece)
    return report


def check_name(path: Path, form: str) -> None:
    """Raise ExportError when a file's name says that it holds something else."""
    if form_suffix(path) not in FORMS[form]:
        endings = " or ".join(FORMS[form])
        raise ExportError(f"{path}: the form {form} needs a name that ends in {endings}, or in that and .zst or .gz.")


def pieces(
    path: Path,
    form: str,
    media_type: str | None,
    database: DjangoDatabase,
    report: ExportReport,
    progress: Progress,
) -> Iterator[bytes]:
    """Yield the file's content, and count it."""
    if form == "anilist":
        lines = anilist.lines(database, media_type)
        total = sum(anilist.counts(media_type).values())
        yield next(lines) + b"\n"
        yield from (line + b"\n" for line in counted(lines, report, total, progress))
        return
    found = told_apart(offline_database.entries(database), report)
    told = counted(found, report, Media.objects.filter(type="ANIME").count(), progress)
    whole = form_suffix(path) == ".json"
    yield from offline_database.whole_pieces(told) if whole else offline_database.line_pieces(told)


def told_apart(entries: Iterator[dict[str, Any] | None], report: ExportReport) -> Iterator[dict[str, Any]]:
    """Yield the entries that the form can tell apart, and count the others: no two may be equal."""
    seen: set[bytes] = set()
    for one in entries:
        if one is None:
            report.left_out["anime without a page on any site: the form tells works apart by their pages"] += 1
            continue
        digest = hashlib.blake2b(msgspec.json.encode(one), digest_size=12).digest()
        if digest in seen:
            report.left_out["anime that equals another in all that the form holds"] += 1
            continue
        seen.add(digest)
        yield one


def counted(found: Iterator[T], report: ExportReport, total: int, progress: Progress) -> Iterator[T]:
    """Yield things, and show how many there were."""
    for one in found:
        report.written += 1
        if report.written % 100 == 0:
            progress("Writing the catalogue", report.written, max(total, report.written))
        yield one
