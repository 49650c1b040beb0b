"""Claims on their way from the files to the database.

All files are read to their end before anything is written, so that a broken one costs nothing. What was read is folded
together and laid down in a temporary file, so that memory does not grow with the files.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO, cast

import msgspec

from zukan.sources.claims import Claims, canonical, claims_of, fold
from zukan.sources.errors import SourceError
from zukan.sources.merge.identity import split_by_anilist_id
from zukan.sources.merge.keeping import Entry
from zukan.sources.records import KIND_OF_RECORD, AnyRecord

THINGS_IN_MEMORY = 4_000
BYTES_IN_MEMORY = 32 * 2**20
LENGTH_BYTES = 4
BYTES_A_BATCH = 4 * 2**20  # of claims: decoded they take several times as much


class Spool:
    """Folded claims, first put in, then read once in the order of their coming."""

    def __init__(self) -> None:
        self.file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=BYTES_IN_MEMORY))  # noqa: SIM115  # closed by __exit__
        self.held: dict[tuple[str, str, str], tuple[int, Claims]] = {}
        self.laid_down = 0
        self.encoder = msgspec.msgpack.Encoder()
        self.decoder = msgspec.msgpack.Decoder(Entry)

    def __len__(self) -> int:
        return self.laid_down + len(self.held)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # on a full disk the last of it cannot be written: nobody wants it any more
            self.file.close()

    def put(self, record: AnyRecord) -> None:
        """Fold a record in, each by itself before that: what it means may not hang on what else its file says."""
        kind = KIND_OF_RECORD[type(record)]
        for key, claims in split_by_anilist_id(kind, record.key, claims_of(record)):
            self.fold_in((record.source, kind, key), record.observed_at, claims)

    def fold_in(self, key: tuple[str, str, str], observed_at: int, claims: Claims) -> None:
        """Fold claims into those of one (source, kind, key)."""
        if key in self.held:
            seen, held = self.held[key]
            fold(held, claims)
            self.held[key] = (max(seen, observed_at), held)
        else:
            if len(self.held) >= THINGS_IN_MEMORY:
                self.lay_down()
            self.held[key] = (observed_at, claims)

    def lay_down(self) -> None:
        """Write what is in memory to the file. Raises SourceError when there is no room for it."""
        try:
            self.write_held()
            self.file.flush()
        except OSError as error:
            told = f"There is no room for temporary files in {tempfile.gettempdir()}: {error.strerror}."
            raise SourceError(f"{told} Make room, or name another folder in TMPDIR.", permanent=False) from error

    def write_held(self) -> None:
        """Write what is in memory."""
        for (source, kind, key), (seen, claims) in self.held.items():
            packed = self.encoder.encode(Entry(source, kind, key, seen, canonical(claims)))
            self.file.write(len(packed).to_bytes(LENGTH_BYTES, "big"))
            self.file.write(packed)
        self.laid_down += len(self.held)
        self.held.clear()

    def entries(self) -> Iterator[Entry]:
        """Yield all that was put in; what was put in far apart may come in several pieces."""
        self.lay_down()
        self.file.seek(0)
        while length := self.file.read(LENGTH_BYTES):
            yield self.decoder.decode(self.file.read(int.from_bytes(length, "big")))


def batches(entries: Iterable[Entry], most: int) -> Iterator[list[Entry]]:
    """Yield entries in batches, no two of one thing in a batch. most: how many; large ones are fewer."""
    batch: dict[tuple[str, str, str], Entry] = {}
    size = 0
    for entry in entries:
        key = (entry.source, entry.kind, entry.key)
        batch[key] = joined(batch[key], entry) if key in batch else entry
        size += len(entry.claims)
        if len(batch) == most or size >= BYTES_A_BATCH:
            yield list(batch.values())
            batch, size = {}, 0
    if batch:
        yield list(batch.values())


def joined(first: Entry, second: Entry) -> Entry:
    """Return two entries of one thing as one."""
    claims = msgspec.json.decode(first.claims)
    fold(claims, msgspec.json.decode(second.claims))
    seen = max(first.observed_at, second.observed_at)
    return first._replace(observed_at=seen, claims=canonical(claims))
