"""Reading and writing Zukan's own form: JSON Lines, first a header `{"zukan": 1, …}`, then one record a line."""

import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from zukan.sources.claims import folded, records_of
from zukan.sources.errors import BrokenFileError
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import KIND_OF_RECORD, AnyRecord
from zukan.sources.sites import is_licensed_link

VERSION = 1


class ZukanReader(Reader):
    """Reads the form, whatever sources its records name."""

    NAME = "Zukan's own form"
    SOURCE = "zukan"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return isinstance(head.value, dict) and type(head.value.get("zukan")) is int

    def items(self) -> Iterator[Item]:
        lines = self.file.json_values()
        version = next(lines).value["zukan"]
        if version > VERSION:
            problem = f"it is of version {version}; this Zukan reads up to {VERSION}"
            raise BrokenFileError(self.file.path, "record 1", problem)
        yield from lines

    def records(self, value: Any) -> Iterator[AnyRecord]:
        yield without_unlicensed_links(msgspec.convert(value, AnyRecord))


def without_unlicensed_links(record: AnyRecord) -> AnyRecord:
    """Return a record without links that may not be shown: a file in our form may come from anywhere."""
    for name in ("external_links", "streaming_episodes"):
        links = getattr(record, name, None)
        if links:
            setattr(record, name, [link for link in links if is_licensed_link(link.url)])
    return record


def condensed(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """Return the same claims in the fewest records: one for each source, thing and time, in a fixed order."""
    return [
        record
        for (source, kind, key), claims in sorted(folded(records).items())
        for record in records_of(source, kind, key, claims)
    ]


def write_records(path: Path, records: Iterable[AnyRecord], header: dict[str, Any] | None = None) -> int:
    """Write records to a file; its name tells whether it is packed (`.gz`, `.zst`). Return how many lines of records.

    The same claims give the same bytes, whatever their order.
    """
    lines = [msgspec.json.encode({**(header or {}), "zukan": VERSION}, order="sorted")]
    ordered = sorted(condensed(records), key=lambda one: (KIND_OF_RECORD[type(one)], one.source, one.key))
    lines += [msgspec.json.encode(record) for record in ordered]
    path.write_bytes(packed(b"\n".join(lines) + b"\n", path.suffix))
    return len(ordered)


def packed(content: bytes, suffix: str) -> bytes:
    """Return content packed as a file name's suffix says, the same bytes each time."""
    if suffix == ".zst":
        return zstandard.ZstdCompressor(level=19, write_content_size=True).compress(content)
    if suffix == ".gz":
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as file:
            file.write(content)
        return buffer.getvalue()
    return content
