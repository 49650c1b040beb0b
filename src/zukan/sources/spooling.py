"""Claims on their way from the files to the database.

All files are read to their end before anything is written, so that a broken one costs nothing. What was read is folded
together and laid down in a temporary file, so that memory does not grow with the files.
"""

import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import BinaryIO, cast

import msgspec

from zukan.sources.claims import Claims, claims_of, fold
from zukan.sources.merge import Entry
from zukan.sources.records import KIND_OF_RECORD, AnyRecord

THINGS_IN_MEMORY = 8_000
BYTES_IN_MEMORY = 32 * 2**20
LENGTH_BYTES = 4


class Spool:
    """Folded claims, first put in, then read once in the order of their coming."""

    def __init__(self) -> None:
        self.file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=BYTES_IN_MEMORY))  # noqa: SIM115  # closed by __exit__
        self.held: dict[tuple[str, str, str], Claims] = {}
        self.laid_down = 0
        self.encoder = msgspec.msgpack.Encoder()

    def __len__(self) -> int:
        return self.laid_down + len(self.held)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    def put(self, record: AnyRecord) -> None:
        """Fold a record in."""
        key = (record.source, KIND_OF_RECORD[type(record)], record.key)
        held = self.held.get(key)
        if held is None:
            if len(self.held) >= THINGS_IN_MEMORY:
                self.lay_down()
            self.held[key] = claims_of(record)
        else:
            fold(held, claims_of(record))

    def lay_down(self) -> None:
        """Write what is in memory to the file."""
        for (source, kind, key), claims in self.held.items():
            packed = self.encoder.encode((source, kind, key, claims))
            self.file.write(len(packed).to_bytes(LENGTH_BYTES, "big"))
            self.file.write(packed)
        self.laid_down += len(self.held)
        self.held.clear()

    def entries(self) -> Iterator[Entry]:
        """Yield all that was put in; what was put in far apart may come in several pieces."""
        self.lay_down()
        self.file.seek(0)
        while length := self.file.read(LENGTH_BYTES):
            source, kind, key, claims = msgspec.msgpack.decode(self.file.read(int.from_bytes(length, "big")))
            yield Entry(source, kind, key, claims)


def batches(entries: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    """Yield entries in batches, no two of one thing in a batch."""
    batch: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        key = (entry.source, entry.kind, entry.key)
        if key in batch:
            fold(batch[key].claims, entry.claims)
        else:
            batch[key] = entry
        if len(batch) == size:
            yield list(batch.values())
            batch = {}
    if batch:
        yield list(batch.values())
