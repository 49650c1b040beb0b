"""The index of one kind of entity, on disk: tantivy finds candidates, a file beside it says what their names are.

shelf/                       one kind
  meta.json, *.idx, …        tantivy's: for each entity its words, its whole names, its popularity, its place in …
  records                    … this file, to which is only ever added: the names in the spelling that is compared
"""

import mmap
import os
import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self
from zlib import crc32

import tantivy
from tantivy import Document, Index, Query

from zukan.search.entries import Entry
from zukan.search.spelling import Spellings, folded, spelt
from zukan.search.terms import in_hiragana, runs

HEADER = struct.Struct("<qIIII")  # id, popularity, mark of the entry, how many names, and bytes of all their forms
MOST_POPULAR = 2**32 - 1
WRITER_BYTES = 200_000_000  # what tantivy may gather before it writes
SMALL_WRITER_BYTES = 15_000_000  # the least that it takes


def schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    build.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("pairs", tokenizer_name="pairs", index_option="basic")
    build.add_text_field("whole", tokenizer_name="whitespace", index_option="basic")
    build.add_integer_field("entity", indexed=True)
    build.add_unsigned_field("popularity", fast=True)
    build.add_unsigned_field("place", fast=True)
    return build.build()


PAIRS = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2, False)).build()
SCHEMA = schema()


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a found entity: its names in five forms, position for position."""

    id: int
    popularity: int
    mark: int  # of the entry that it was made of
    wholes: list[str]  # in the one spelling, without blanks
    plain_wholes: list[str]  # without case, accents, punctuation and blanks
    plain: list[str]  # without case, accents and punctuation
    spellings: list[str]  # in the one spelling
    names: list[str]  # as they are written, and shown


class Shelf:
    """An index to read. It shows what was there when it was opened or last renewed."""

    def __init__(self, folder: Path) -> None:
        self.index = opened(folder)
        self.index.config_reader("manual")
        self.path = folder / "records"
        self.renew()

    def renew(self) -> None:
        """See what was committed meanwhile."""
        with self.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            records: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self.index.reload()
        searcher = self.index.searcher()
        self.records = records  # first: another thread may look up in it what the new searcher finds
        self.searcher = searcher

    def __len__(self) -> int:
        return self.searcher.num_docs

    def places(self, query: Query, limit: int, popular_first: bool) -> list[int]:
        """Return where the records of entities that a query finds stand."""
        if popular_first:
            hits = self.searcher.search(query, limit, count=False, order_by_field="popularity").hits
        else:
            hits = self.searcher.search(query, limit, count=False).hits
        return self.searcher.fast_field_values("place", [address for _, address in hits])  # type: ignore[return-value]

    def knows(self, word: str) -> bool:
        """Whether a word is part of any name."""
        return self.searcher.doc_freq("words", word) > 0

    def record(self, place: int) -> Record:
        entity, popularity, mark, count, size = HEADER.unpack_from(self.records, place)
        start = place + HEADER.size
        lines = self.records[start : start + size].decode().split("\n")
        return Record(entity, popularity, mark, *(lines[at : at + count] for at in range(0, 5 * count, count)))

    def marks(self) -> dict[int, int]:
        """Return the mark of the entry of which each entity that is here was made."""
        places = self.places(Query.all_query(), max(len(self), 1), popular_first=False)
        heads = (HEADER.unpack_from(self.records, place) for place in places)
        return {entity: mark for entity, _, mark, *_ in heads}


class ShelfWriter:
    """Adds to an index, or makes a new one. One at a time."""

    def __init__(self, folder: Path, large: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.index = opened(folder) if Index.exists(str(folder)) else made(folder)
        self.writer = self.index.writer(WRITER_BYTES if large else SMALL_WRITER_BYTES, 1)
        self.file = (folder / "records").open("ab")
        self.place = self.file.tell()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.writer.wait_merging_threads()
        self.file.close()

    def add(self, entries: Sequence[Entry]) -> None:
        """Add entities that are not there."""
        if not entries:
            return
        names = [name.replace("\n", " ") for entry in entries for name in entry.names]
        shown = [name.replace("\n", " ") for entry in entries for name in entry.shown()]
        folds = folded(names)
        spellings, unparted = spelt(folds, names), in_hiragana(folds)
        written, at, end_of_folds = [], 0, 0
        for entry in entries:
            first, end_of_folds = end_of_folds, end_of_folds + len(entry.names)
            end = bisect_left(spellings.owners, end_of_folds, at)
            written.append(self.put(entry, forms(shown, spellings, at, end), unparted[first:end_of_folds]))
            at = end
        self.file.write(b"".join(written))

    def put(self, entry: Entry, forms: "Forms", unparted: list[str]) -> bytes:
        """Give an entity to tantivy. Returns its record."""
        popularity = min(entry.popularity, MOST_POPULAR)
        document = Document()
        document.add_text("whole", " ".join({*forms.wholes, *forms.plain_wholes}))
        document.add_text("words", f"{' '.join(forms.plain)} {' '.join(forms.spellings)}")
        if unparted:
            document.add_text("pairs", runs(" ".join(unparted)))
        document.add_integer("entity", entry.id)
        document.add_unsigned("popularity", popularity)
        document.add_unsigned("place", self.place)
        self.writer.add_document(document)
        lines = "\n".join([line for form in forms for line in form]).encode()
        self.place += HEADER.size + len(lines)
        return HEADER.pack(entry.id, popularity, mark_of(entry), len(forms.names), len(lines)) + lines

    def remove(self, ids: Iterable[int]) -> None:
        for entity in ids:
            self.writer.delete_documents_by_term("entity", entity)

    def commit(self) -> None:
        """Let readers see it, when they look again. Records first: none may be missing."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.writer.commit()


def mark_of(entry: Entry) -> int:
    """Return a number that tells whether an entry is the one that is here."""
    return crc32(
        "\n".join((str(entry.popularity), *entry.names, *entry.shown()[len(entry.names) - entry.secret :])).encode()
    )


class Forms(NamedTuple):
    """The names of an entity that are spelt differently, position for position."""

    wholes: list[str]
    plain_wholes: list[str]
    plain: list[str]
    spellings: list[str]
    names: list[str]


def forms(shown: Sequence[str], all_of: Spellings, start: int, end: int) -> Forms:
    """Return the names of one of several entities in all forms; of names that are spelt alike the first.

    shown: of all of them, what is told of each name.
    """
    plain = all_of.plain[start:end]
    every = Forms(
        all_of.wholes[start:end],
        all_of.plain_wholes[start:end],
        plain,
        all_of.ones[start:end],
        [shown[owner] for owner in all_of.owners[start:end]],
    )
    if len({*plain}) == len(plain):
        return every
    kept = {name: at for at, name in reversed([*enumerate(plain)])}.values()
    return Forms(*([form[at] for at in kept] for form in every))


def made(folder: Path) -> Index:
    index = Index(SCHEMA, path=str(folder))
    index.register_tokenizer("pairs", PAIRS)
    return index


def opened(folder: Path) -> Index:
    """Raises ValueError when there is none, or it cannot be read."""
    index = Index.open(str(folder))
    index.register_tokenizer("pairs", PAIRS)
    return index
