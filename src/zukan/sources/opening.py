"""Files as they come: plain, gzip or zstd; and how it is said that one cannot be used."""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import zstandard

from zukan.sources.errors import BrokenFileError, SourceError

PEEK = 65_536
PACKED_AT_ONCE = 4_096  # bytes; zstd packs blanks to a ten-thousandth, so a piece is at most some dozens of MB
LONGEST_ITEM = 32 * 2**20  # bytes of one line, element or JSON value: what is longer was made to fill the memory
STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"PAR1", "a Parquet file"),
)


class Frame(Protocol):
    """What unpacks one packed stream; a file may hold several, one behind the other."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def gzip_frame() -> Frame:
    """Return what unpacks one gzip stream, its checksum included."""
    return zlib.decompressobj(wbits=31)


def zstd_frame() -> Frame:
    """Return what unpacks one zstd frame; its window is at most 128 MB."""
    return zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()


class Unpacked(io.RawIOBase):
    """A packed file, read unpacked. Where it is cut off or damaged it ends, and `problem` says so.

    So whoever reads it gets all that came before the fault.
    """

    def __init__(self, raw: BinaryIO, new_frame: Callable[[], Frame]) -> None:
        self.raw = raw
        self.new_frame = new_frame
        self.frame = new_frame()
        self.unpacked = b""
        self.taken = 0  # of what is unpacked
        self.problem = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while self.taken == len(self.unpacked):
            if self.problem or not self.unpack_more():
                return 0
        part = memoryview(self.unpacked)[self.taken : self.taken + len(buffer)]
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)

    def unpack_more(self) -> bool:
        """Unpack the next piece. Return whether there was one."""
        packed = (self.frame.unused_data if self.frame.eof else b"") or self.raw.read(PACKED_AT_ONCE)
        if self.frame.eof:
            packed = packed.lstrip(b"\0")  # what tapes and downloads pad files with
            if packed:
                self.frame = self.new_frame()
        elif not packed:
            self.problem = "the file is cut off: its packed content ends too early"
        if packed:
            try:
                self.unpacked, self.taken = self.frame.decompress(packed), 0
            except (zlib.error, zstandard.ZstdError) as error:
                self.problem = f"the file is damaged: it cannot be unpacked ({error})"
        return bool(packed)


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file for reading, unpacked. Raises SourceError, at its end, when it could not be read to its end."""
    try:
        with path.open("rb") as raw:
            magic = raw.read(4)
            raw.seek(0)
            packing = zstd_frame if magic == b"\x28\xb5\x2f\xfd" else gzip_frame if magic[:2] == b"\x1f\x8b" else None
            if packing is None:
                yield raw
                return
            unpacked = Unpacked(raw, packing)
            try:
                yield io.BufferedReader(unpacked, PEEK)
            except SourceError as error:
                if unpacked.problem:  # what was found wrong with the content follows from that
                    raise BrokenFileError(path, "", unpacked.problem) from error
                raise
            if unpacked.problem:
                raise BrokenFileError(path, "", unpacked.problem)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}).") from error


def beginning(path: Path) -> bytes:
    """Return the first bytes of a file, unpacked, as many as are whole."""
    try:
        with opened(path) as file:
            start = file.read(PEEK)
    except BrokenFileError:
        if not start:
            raise
    return start


def what_it_seems(head: bytes) -> str:
    """Return in words what a file that is no JSON seems to be."""
    stranger = next((name for magic, name in STRANGERS if head.startswith(magic)), None)
    if stranger:
        return stranger
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        return "an empty file"
    lowered = text[:2000].lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if b"<myanimelist" in lowered:
        return "a MyAnimeList list export; it belongs to a person's list, not to the catalogue"
    if lowered.startswith(b"<"):
        return "an XML file"
    if b"\x00" in head:
        return "a binary file"
    line = text.split(b"\n", 1)[0]
    if line.count(b",") >= 2 or line.count(b";") >= 2:
        return "a CSV table"
    return "a table with tabs" if line.count(b"\t") >= 2 else "plain text"
