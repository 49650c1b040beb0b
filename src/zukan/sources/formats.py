"""What a kind of file is: how it is known, how it is streamed, and what records its items give.

A reader never holds a whole file. It names the items of its file (lines, rows, elements, values of a list), and turns
one item into records. The framework streams, says where a fault is, and can leave a broken item out and go on.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Protocol

from zukan.sources.errors import BrokenFileError
from zukan.sources.records import AnyRecord

FAULTS_SHOWN = 100  # of each file; all are counted


class Head(NamedTuple):
    """What the beginning of a file tells of it.

    value: JSON as far as the first 64 KB go: a cut-off object has the keys read so far, a cut-off list its first
    items; None where the file is no JSON. columns: a table's header. root: the name of an XML document's root element.
    """

    name: str  # of the file, without folders
    start: bytes  # the first bytes, unpacked
    value: Any = None
    columns: tuple[str, ...] = ()
    root: str = ""


class Item(NamedTuple):
    """One item of a file. where: "line 7", "item 3", "record 12"; "" where the file is one value."""

    where: str
    value: Any


class SourceFile(Protocol):
    """A file as streams of items. Each stream raises SourceError with file and place for what cannot be read."""

    path: Path
    head: Head

    def json_values(self) -> Iterator[Item]:
        """Yield the JSON values: its lines when its first line is a value by itself, else the whole as one."""

    def json_items(self, prefix: str) -> Iterator[Item]:
        """Yield the items of one list inside a JSON value, without ever holding the value: "data.item", "item"."""

    def rows(self) -> Iterator[Item]:
        """Yield the rows of a table (CSV, TSV) as dictionaries by column; a missing cell is ""."""

    def elements(self, name: str) -> Iterator[Item]:
        """Yield the XML elements of a name, each complete, as xml.etree.ElementTree.Element."""

    def lines(self) -> Iterator[Item]:
        """Yield the lines as text, without their ends."""


class SourceSeen(NamedTuple):
    """What the files of a source tell of it."""

    licence: str
    homepage: str
    newest: int  # the latest observed_at of its records, Unix seconds; 0: not known
    lists_all: bool  # a file of that time holds all that the source has


@dataclass(slots=True)
class Reading:
    """How files are to be read, and what was left out of them on the way."""

    source: str | None = None  # None: each format's own
    observed_on: int | None = None  # when data without a date was observed, Unix seconds; None: not known
    skipped: Counter[str] = field(default_factory=Counter)  # "file: reason" -> how many
    mapping: Path | None = None  # what the columns of tables mean; None: the mapping beside each, or a known form
    keep_good: bool = False  # leave a broken item out and go on
    faults: list[BrokenFileError] = field(default_factory=list)  # what was left out so, the first of each file
    faulty: Counter[str] = field(default_factory=Counter)  # file -> how many were left out so
    left_out: list[str] = field(default_factory=list)  # files of folders that are no catalogue, in words
    sources: dict[str, SourceSeen] = field(default_factory=dict)  # name of a source -> what was seen of it

    def fault(self, error: BrokenFileError) -> None:
        """Raise an error, or note it where the good is to be kept."""
        if not self.keep_good:
            raise error
        name = str(error.path)
        if self.faulty[name] < FAULTS_SHOWN:
            self.faults.append(error)
        self.faulty[name] += 1

    def saw(self, source: str, seen: SourceSeen) -> None:
        """Note what a file tells of a source; of several files the newest tells."""
        before = self.sources.get(source)
        if before is None or seen.newest >= before.newest:
            self.sources[source] = seen


class Reader(ABC):
    """Reads one file of one kind. One subclass a kind, listed in `reading.READERS`."""

    NAME: ClassVar[str]  # as people call the kind: "bangumi-data"
    SOURCE: ClassVar[str]  # the name of its records' source, unless the person gives one
    LICENCE: ClassVar[str] = ""  # SPDX where there is one: "ODbL-1.0"; "": none is stated
    HOMEPAGE: ClassVar[str] = ""  # where the data comes from
    LISTS_ALL: ClassVar[bool] = False  # a file holds all that its source has: what a newer one lacks has gone there

    def __init__(self, file: SourceFile, reading: Reading) -> None:
        self.file = file
        self.reading = reading
        self.skipped: Counter[str] = Counter()  # reason -> how many, of this file
        self.source = reading.source or self.SOURCE
        self.observed_at = reading.observed_on or 0  # these three are set by a reader whose file tells them
        self.licence = self.LICENCE
        self.homepage = self.HOMEPAGE

    @classmethod
    @abstractmethod
    def recognises(cls, head: Head) -> bool:
        """Return whether a file is of this kind, by its beginning alone."""

    @abstractmethod
    def items(self) -> Iterator[Item]:
        """Yield the items of the file."""

    @abstractmethod
    def records(self, value: Any) -> Iterable[AnyRecord]:
        """Return the records of one item. Raises msgspec.ValidationError or ValueError that names the field."""

    def skip(self, reason: str, count: int = 1) -> None:
        """Count something that is left out, for the report. reason: "a row with a single id says nothing"."""
        self.skipped[reason] += count
