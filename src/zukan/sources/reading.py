"""Which kind of file a path is, and its records."""

import re
from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from zukan.sources.anidb.reader import AniDbReader
from zukan.sources.anilist.reader import AniListReader
from zukan.sources.anilist_chinese.reader import AniListChineseReader
from zukan.sources.anime_lists.reader import AnimeListsReader
from zukan.sources.anime_offline_database.reader import AnimeOfflineDatabaseReader, DeadEntriesReader
from zukan.sources.anime_relations.reader import AnimeRelationsReader
from zukan.sources.animeapi.reader import AnimeApiReader
from zukan.sources.arm.reader import ArmReader
from zukan.sources.bangumi.reader import BangumiReader
from zukan.sources.bangumi_data.reader import BangumiDataReader
from zukan.sources.errors import BrokenFileError, SourceError, UnknownFormatError
from zukan.sources.files import StreamedFile
from zukan.sources.formats import Head, Reader, Reading, SourceSeen
from zukan.sources.fribb.franchises import FribbFranchisesReader
from zukan.sources.fribb.reader import FribbReader
from zukan.sources.json_streams import CONTROL
from zukan.sources.kitsu.reader import KitsuReader
from zukan.sources.leorigasaki.daily import LeorigasakiAiringReader, LeorigasakiDailyReader
from zukan.sources.leorigasaki.reader import LeorigasakiReader
from zukan.sources.mapped_tables.mapping import MAPPING_SUFFIX
from zukan.sources.mapped_tables.reader import TableReader
from zukan.sources.myanimelist.reader import MyAnimeListReader
from zukan.sources.opening import what_it_seems
from zukan.sources.records import AnyRecord
from zukan.sources.shikimori.reader import ShikimoriReader
from zukan.sources.titles_multilingual.reader import TitlesMultilingualReader
from zukan.sources.zukan.form import ZukanReader

# The first that recognises a file reads it: those that look for more come first.
READERS: tuple[type[Reader], ...] = (
    ZukanReader,
    DeadEntriesReader,
    AnimeOfflineDatabaseReader,
    BangumiDataReader,
    ArmReader,
    FribbReader,
    FribbFranchisesReader,
    AnimeApiReader,
    AnimeListsReader,
    AniDbReader,
    AnimeRelationsReader,
    BangumiReader,
    ShikimoriReader,
    KitsuReader,
    AniListChineseReader,
    TitlesMultilingualReader,
    AniListReader,
    LeorigasakiReader,
    LeorigasakiDailyReader,
    LeorigasakiAiringReader,
    MyAnimeListReader,
    TableReader,  # any table, with a mapping: the last
)
VALID: "msgspec.json.Decoder[AnyRecord]" = msgspec.json.Decoder(AnyRecord)


class Found(NamedTuple):
    """A file to be read. is_named: by the person, who wants it read; not only as a part of a folder."""

    path: Path
    is_named: bool


def files_of(paths: list[Path]) -> list[Found]:
    """Return the files that paths mean, a folder being all its files. Raises SourceError when there are none."""
    found: list[Found] = []
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file() and not is_beside(inner))
            found += [Found(inner, is_named=False) for inner in sorted(inside)]
        elif path.is_file():
            found.append(Found(path, is_named=True))
        else:
            raise SourceError(f"{path}: there is no such file or folder.")
    if not found:
        raise SourceError("There is no file to import.")
    return found


def is_beside(path: Path) -> bool:
    """Return whether a file of a folder is no catalogue: a hidden one, or what the columns of a table mean."""
    return path.name.startswith(".") or path.name.endswith(MAPPING_SUFFIX)


def day_start(day: date) -> int:
    """Return a day's midnight in UTC as Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def reader_of(path: Path, reading: Reading) -> Reader:
    """Return what reads a file. Raises UnknownFormatError, and SourceError for one that cannot be opened."""
    file = StreamedFile(path, reading)
    for reader in READERS:
        if reader.recognises(file.head):
            return reader(file, reading)
    raise UnknownFormatError(f"{path}: this seems to be {seeming(file.head)}. It cannot be imported.")


def seeming(head: Head) -> str:
    """Return in words what an unknown file seems to be."""
    if head.value is None:
        return what_it_seems(head.start)
    keys = sorted(head.value)[:6] if isinstance(head.value, dict) else []
    listed = f" with the keys {', '.join(keys)}" if keys else ""
    return f"JSON of a kind that is not known here{listed}"


def records(path: Path, reading: Reading, *, is_named: bool = True) -> Iterator[AnyRecord]:
    """Yield the records of a file.

    is_named: an unknown file is refused; else it is left out and noted.
    Raises SourceError that names the file, the record and the field; with `reading.keep_good` broken items are noted
    and what is good is yielded.
    """
    try:
        yield from read(reader_of(path, reading))
    except UnknownFormatError as error:
        if is_named:
            raise
        reading.left_out.append(str(error))
    except BrokenFileError as error:
        reading.fault(error)


def read(reader: Reader) -> Iterator[AnyRecord]:
    """Yield the records of a reader's items. Raises SourceError where the stream cannot go on."""
    path, reading = reader.file.path, reader.reading
    newest: dict[str, int] = {}
    is_read_to_its_end = False
    try:
        for item in reader.items():
            try:
                found = validated(reader.records(item.value))
            except FAULTS_OF_AN_ITEM as error:
                reading.fault(BrokenFileError(path, item.where, in_words(error, reader)))
                continue
            for record in found:
                newest[record.source] = max(record.observed_at, newest.get(record.source, 0))
                yield record
        is_read_to_its_end = True
    except FAULTS_OF_AN_ITEM as error:  # in what stands before the items
        raise BrokenFileError(path, "", in_words(error, reader)) from error
    finally:
        for reason, count in reader.skipped.items():
            reading.skipped[f"{path.name}: {reason}"] += count
        is_whole = is_read_to_its_end and not reading.faulty[str(path)]
        for source, at in newest.items():
            is_own = source == reader.source
            lists_all = reader.LISTS_ALL and is_whole  # what a broken item told of is not gone
            seen = (reader.licence, reader.homepage, at, lists_all) if is_own else ("", "", at, False)
            reading.saw(source, SourceSeen(*seen))


LONGEST_MONTHS = (31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # the first: a month that is not known
ESCAPED_CONTROL = re.compile(rb"\\u00[01]|\\[bf]")  # in JSON; a backslash of the text's own may look like one
DATES = ("start_date", "end_date", "date_of_birth", "date_of_death")
FAULTS_OF_AN_ITEM = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


def validated(found: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return records that are within all limits. Raises msgspec.ValidationError."""
    return [valid(record) for record in found]


def valid(record: AnyRecord) -> AnyRecord:
    """Return a record that is within all limits. Raises msgspec.ValidationError that names the field."""
    text = msgspec.json.encode(record)
    if ESCAPED_CONTROL.search(text):  # one look at the whole: a pattern for each of its texts takes as long as all else
        check_texts(msgspec.to_builtins(record), "$")
    checked = VALID.decode(text)
    check_dates(checked)
    return checked


def check_texts(value: Any, place: str) -> None:
    """Raise msgspec.ValidationError for a text with control characters. What tells rows apart is joined with one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            check_texts(name, place)
            check_texts(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for inner in value:
            check_texts(inner, f"{place}[...]")
    elif isinstance(value, str) and CONTROL.search(value):
        raise msgspec.ValidationError(f"It holds a control character - at `{place}`")


def check_dates(record: AnyRecord) -> None:
    """Raise msgspec.ValidationError for a date that does not exist."""
    for name in DATES:
        check_date(getattr(record, name, None), name)
    for episode in getattr(record, "episode_rows", None) or ():
        check_date(episode.aired, "episode_rows[...].aired")


def check_date(date: int | None, field: str) -> None:
    """Raise msgspec.ValidationError for a FuzzyDate that is in no calendar."""
    if date is not None and not is_possible(date):
        raise msgspec.ValidationError(f"There is no such day as {date:08} - at `$.{field}`")


def is_possible(date: int) -> bool:
    """Return whether a FuzzyDate is, or may be, a day: what is not known of it is zero."""
    year, month, day = date // 10_000, date // 100 % 100, date % 100
    if month == 2 and year and not isleap(year):
        return day <= 28
    return month <= 12 and day <= LONGEST_MONTHS[month]


def in_words(error: Exception, reader: Reader) -> str:
    """Return what is wrong with an item."""
    if isinstance(error, msgspec.ValidationError):
        return str(error)
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    return f"it is not of the {reader.NAME} form ({error})"
