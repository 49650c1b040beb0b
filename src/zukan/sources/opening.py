"""Files as they come: plain, gzip or zstd; one JSON value, or one a line."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec
import zstandard

from zukan.sources.errors import SourceError, UnknownFormatError

PEEK = 65_536
PACKED_AT_ONCE = 4_096  # bytes; zstd packs blanks to a ten-thousandth, so a piece is at most some dozens of MB
LONGEST_VALUE = 512 * 2**20  # bytes of one JSON value: what is longer was made to fill the memory
ESCAPED_CONTROL = re.compile(rb"\\u00[01]|\\[bf]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
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


class ZstdFile(io.RawIOBase):
    """A zstd file, read unpacked. Unlike the library's own reader it notices a file that is cut off.

    Raises EOFError for that.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw
        self.frame = self.next_frame()
        self.unpacked = b""
        self.taken = 0  # of what is unpacked

    def next_frame(self) -> "zstandard.ZstdDecompressionObj":
        """Return what unpacks one frame; its window is at most 128 MB."""
        return zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while self.taken == len(self.unpacked):
            packed = (self.frame.unused_data if self.frame.eof else b"") or self.raw.read(PACKED_AT_ONCE)
            if not packed:
                if self.frame.eof:
                    return 0
                raise EOFError
            if self.frame.eof:
                self.frame = self.next_frame()
            self.unpacked, self.taken = self.frame.decompress(packed), 0
        part = memoryview(self.unpacked)[self.taken : self.taken + len(buffer)]
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)


class Document(NamedTuple):
    """One JSON value of a file."""

    where: str  # "record 3": the third line; "": the file is one value
    value: Any


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading, unpacked. Raises SourceError when it cannot be read to its end."""
    try:
        with path.open("rb") as raw:
            magic = raw.read(4)
            raw.seek(0)
            if magic[:2] == b"\x1f\x8b":
                with gzip.open(raw) as unpacked:
                    yield io.BufferedReader(unpacked)
            elif magic == b"\x28\xb5\x2f\xfd":
                yield io.BufferedReader(ZstdFile(raw), PEEK)
            else:
                yield raw
    except EOFError as error:
        raise SourceError(f"{path}: the file is cut off: its packed content ends too early.") from error
    except (gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
        raise SourceError(f"{path}: the file is damaged: it cannot be unpacked ({error}).") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error}).") from error


def beginning(path: Path) -> bytes:
    """Return the first bytes of a file, unpacked."""
    with opened(path) as file:
        return file.read(PEEK)


def documents(path: Path) -> Iterator[Document]:
    """Yield the JSON values of a file: its lines when its first line is a value by itself, else the whole.

    Raises SourceError that names the record.
    """
    with opened(path) as file:
        first = next(lines(path, file), b"")
        if parses(first):
            yield from numbered_lines(path, first, file)
        else:
            rest = file.read(LONGEST_VALUE - len(first) + 1)
            yield Document("", decoded(path, "", bounded(path, first + rest)))


def lines(path: Path, file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file. Raises SourceError for one that is longer than any JSON value may be."""
    while line := file.readline(LONGEST_VALUE + 1):
        yield bounded(path, line)


def bounded(path: Path, text: bytes) -> bytes:
    """Return the text of a JSON value. Raises SourceError when it is too long."""
    if len(text) > LONGEST_VALUE:
        raise broken(path, "", f"one value in it is longer than {LONGEST_VALUE // 2**20} MB")
    return text


def parses(line: bytes) -> bool:
    """Return whether a line is a whole JSON value."""
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def numbered_lines(path: Path, first: bytes, file: BinaryIO) -> Iterator[Document]:
    """Yield the values of a file with one a line."""
    following = lines(path, file)
    second = next(following, b"")
    if not second:
        yield Document("", decoded(path, "", first))
        return
    for number, line in enumerate(chain((first, second), following), 1):
        if line.strip():
            yield Document(f"record {number}", decoded(path, f"record {number}", line))


def decoded(path: Path, where: str, text: bytes) -> Any:
    """Return a JSON value. Raises SourceError when it is not JSON, or holds what no database keeps."""
    if b"\\u0000" in text or b"\x00" in text:
        raise broken(path, where, "it holds a NUL character")
    try:
        value = msgspec.json.decode(text)
        return without_control_characters(value) if ESCAPED_CONTROL.search(text) else value
    except UnicodeDecodeError as error:
        raise broken(path, where, f"it is not UTF-8 ({error.reason})") from error
    except msgspec.DecodeError as error:
        raise broken(path, where, f"it is not whole JSON ({error})") from error
    except RecursionError as error:
        raise broken(path, where, "it is nested too deep") from error


def without_control_characters(value: Any) -> Any:
    """Return a JSON value whose texts hold no control characters but tabs and line breaks."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [without_control_characters(item) for item in value]
    if isinstance(value, dict):
        return {name: without_control_characters(item) for name, item in value.items()}
    return value


def broken(path: Path, where: str, problem: str) -> SourceError:
    """Return the error for one record of a file."""
    place = f"{path}, {where}" if where else str(path)
    return SourceError(f"{place}: {problem}. Nothing was imported.")


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


def unknown(path: Path, seems: str) -> UnknownFormatError:
    """Return the refusal of a file."""
    return UnknownFormatError(f"{path}: this seems to be {seems}. It cannot be imported. Nothing was imported.")
