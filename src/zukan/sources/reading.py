"""Which kind of file a path is, and its records."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from zukan.sources.anilist import reader as anilist
from zukan.sources.arm import reader as arm
from zukan.sources.bangumi_data import reader as bangumi_data
from zukan.sources.errors import SourceError
from zukan.sources.opening import beginning, broken, documents, parses, unknown, what_it_seems
from zukan.sources.records import AnyRecord
from zukan.sources.zukan import form

DocumentReader: TypeAlias = Callable[[Any, str, int | None, Counter[str]], Iterator[tuple[str, list[AnyRecord]]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of JSON file: how it is known, the name of its source, and its reader."""

    name: str
    source: str
    is_document: Callable[[Any], bool]
    read_document: DocumentReader


FORMATS = (
    Format("bangumi-data", bangumi_data.SOURCE, bangumi_data.is_document, bangumi_data.read_document),
    Format("arm", arm.SOURCE, arm.is_document, arm.read_document),
    Format("AniList-shaped", "anilist", anilist.is_document, anilist.read_document),
)


@dataclass(slots=True)
class Reading:
    """How files are to be read, and what was left out of them on the way."""

    source: str | None = None  # None: each format's own
    observed_on: int | None = None  # when data without a date was observed, Unix seconds; None: not known
    skipped: Counter[str] = field(default_factory=Counter)


def files_of(paths: list[Path]) -> list[Path]:
    """Return the files that paths mean, a folder being all its files. Raises SourceError when there are none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(inner for inner in path.rglob("*") if inner.is_file() and not inner.name.startswith("."))
        elif path.is_file():
            found.append(path)
        else:
            raise SourceError(f"{path}: there is no such file or folder.")
    if not found:
        raise SourceError("There is no file to import.")
    return found


def day_start(day: date) -> int:
    """Return a day's midnight in UTC as Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def records(path: Path, reading: Reading) -> Iterator[AnyRecord]:
    """Yield the records of a file. Raises SourceError that names the file, the record and the field."""
    head = beginning(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        raise unknown(path, what_it_seems(head))
    if is_own_form(head.split(b"\n", 1)[0]):
        yield from (record for _, record in form.read_records(path))
        return
    chosen: Format | None = None
    for document in documents(path):
        chosen = chosen or recognised(path, document.value)
        yield from document_records(path, document.where, document.value, chosen, reading)
    if chosen is None:
        raise unknown(path, "an empty file")


def is_own_form(line: bytes) -> bool:
    """Return whether a file's first line is the header of our own form."""
    return b'"zukan"' in line and parses(line) and form.is_document(msgspec.json.decode(line))


def recognised(path: Path, value: Any) -> Format:
    """Return the format of a file by its first JSON value. Raises UnknownFormatError."""
    for one in FORMATS:
        if one.is_document(value):
            return one
    keys = sorted(value)[:6] if isinstance(value, dict) else []
    listed = f" with the keys {', '.join(keys)}" if keys else ""
    raise unknown(path, f"JSON of a kind that is not known here{listed}")


def document_records(path: Path, where: str, value: Any, chosen: Format, reading: Reading) -> Iterator[AnyRecord]:
    """Yield the records of one JSON value."""
    place = where
    source = reading.source or chosen.source
    try:
        for inner, found in chosen.read_document(value, source, reading.observed_on, reading.skipped):
            place = where or inner
            yield from (form.DECODER.decode(msgspec.json.encode(record)) for record in found)  # within all limits
    except msgspec.ValidationError as error:
        raise broken(path, place, str(error)) from error
    except (TypeError, AttributeError, ValueError, RecursionError) as error:
        raise broken(path, place, f"it is not of the {chosen.name} form ({error})") from error
