"""Reading and writing Zukan's own form: JSON Lines, first a header `{"zukan": 1, …}`, then one record a line."""

import gzip
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from zukan.sources.claims import folded, records_of
from zukan.sources.opening import broken, lines, opened
from zukan.sources.records import KIND_OF_RECORD, AnyRecord
from zukan.sources.sites import is_licensed_link

VERSION = 1
DECODER = msgspec.json.Decoder(AnyRecord)


def is_document(document: Any) -> bool:
    """Return whether a JSON value is the header of a file in this form."""
    return isinstance(document, dict) and type(document.get("zukan")) is int


def read_records(path: Path) -> Iterator[tuple[str, AnyRecord]]:
    """Yield (where in the file, record). Raises SourceError that names the record and the field."""
    with opened(path) as file:
        following = lines(path, file)
        header = msgspec.json.decode(next(following))
        if header["zukan"] > VERSION:
            raise broken(path, "record 1", f"it is of version {header['zukan']}; this Zukan reads up to {VERSION}")
        for number, line in enumerate(following, 2):
            where = f"record {number}"
            if b"\\u0000" in line:
                raise broken(path, where, "it holds a NUL character")
            try:
                record = DECODER.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                raise broken(path, where, str(error)) from error
            yield where, without_unlicensed_links(record)


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
