"""A file as streams of items, whatever it is packed with: what `formats.SourceFile` promises."""

import codecs
import csv
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import BinaryIO

from zukan.sources import json_streams, tables, xml_streams
from zukan.sources.errors import BrokenFileError
from zukan.sources.formats import Head, Item, Reading
from zukan.sources.json_streams import CONTROL, Broken, BrokenJsonError, Cursor, decoded, is_whole
from zukan.sources.opening import LONGEST_ITEM, beginning, opened


class StreamedFile:
    """A file that exists. A broken item that is not the end of the stream goes to `reading`, which decides."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path = path
        self.reading = reading
        self.head = head_of(path)

    def broken(self, where: str, problem: str) -> BrokenFileError:
        """Return the error for one place of the file."""
        return BrokenFileError(self.path, where, problem)

    def json_values(self) -> Iterator[Item]:
        with opened(self.path) as file:
            following = self.byte_lines(file)
            first = next(following, b"")
            second = next(following, b"") if is_whole(first) else None
            if second:
                yield from self.values_of_lines(chain((first, second), following))
                return
            value = decoded(first if second is not None else self.bounded(first + file.read(LONGEST_ITEM)))
            if isinstance(value, Broken):
                raise self.broken("", value.problem)
            yield Item("", value)

    def values_of_lines(self, lines: Iterator[bytes]) -> Iterator[Item]:
        """Yield the values of a file with one a line."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            value = decoded(line)
            if isinstance(value, Broken):
                self.reading.fault(self.broken(f"record {number}", value.problem))
            else:
                yield Item(f"record {number}", value)

    def json_items(self, prefix: str) -> Iterator[Item]:
        path = tuple(prefix.split("."))
        number = 0
        with opened(self.path) as file:
            cursor = Cursor(file)
            try:
                for number, value in enumerate(cursor.walk(path), 1):
                    where = f"item {number}" if "item" in path else ""
                    if isinstance(value, Broken):
                        self.reading.fault(self.broken(where, value.problem))
                    else:
                        yield Item(where, value)
                cursor.finish()
            except BrokenJsonError as error:
                raise self.broken(f"item {number + 1}" if "item" in path else "", str(error)) from None

    def rows(self) -> Iterator[Item]:
        separator = tables.delimiter_of(self.first_line()) or ","
        places: list[str] = []  # of the lines that a row is made of
        reader = csv.reader(self.noted_lines(places), delimiter=separator)
        try:
            names = [name.strip() for name in next(reader, ())]  # as the head has them
        except csv.Error as error:
            raise self.broken("line 1", f"it is no header of a table ({error})") from None
        while True:
            places.clear()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self.reading.fault(self.broken(places[0], f"it is no row of a table ({error})"))
                continue
            if cells is None:
                return
            if len(cells) > len(names):
                self.reading.fault(self.broken(places[0], "it has more cells than the header has names"))
            elif cells:
                yield Item(places[0], dict(zip_longest(names, cells, fillvalue="")))

    def noted_lines(self, places: list[str]) -> Iterator[str]:
        """Yield the lines with their ends, and add the place of each that is not empty to `places`."""
        for where, text in self.text_lines():
            if text.strip("\r\n"):
                places.append(where)
            yield text

    def first_line(self) -> str:
        """Return the first line as far as the head goes."""
        return self.head.start.split(b"\n", 1)[0].decode("utf-8-sig", "replace")

    def elements(self, name: str) -> Iterator[Item]:
        number = 0
        with opened(self.path) as file:
            try:
                for number, element in enumerate(xml_streams.elements(file, name), 1):
                    yield Item(f"element {number}", element)
            except xml_streams.BrokenXmlError as error:
                raise self.broken(f"element {number + 1}", str(error)) from None

    def lines(self) -> Iterator[Item]:
        return (Item(where, text.rstrip("\r\n")) for where, text in self.text_lines())

    def text_lines(self) -> Iterator[Item]:
        """Yield the lines with their ends."""
        with opened(self.path) as file:
            for number, line in enumerate(self.byte_lines(file), 1):
                where = f"line {number}"
                try:
                    text = line.decode()
                except UnicodeDecodeError as error:
                    self.reading.fault(self.broken(where, f"it is not UTF-8 ({error.reason})"))
                    continue
                if "\0" in text:
                    self.reading.fault(self.broken(where, "it holds a NUL character"))
                    continue
                yield Item(where, text if text.isprintable() else CONTROL.sub("", text))

    def byte_lines(self, file: BinaryIO) -> Iterator[bytes]:
        """Yield the lines of an opened file."""
        line = file.readline(LONGEST_ITEM + 1).removeprefix(codecs.BOM_UTF8)
        while line:
            yield self.bounded(line)
            line = file.readline(LONGEST_ITEM + 1)

    def bounded(self, text: bytes) -> bytes:
        """Return a line, or a value. Raises SourceError when it is too long."""
        if len(text) > LONGEST_ITEM:
            raise self.broken("", json_streams.TOO_LONG)
        return text


def head_of(path: Path) -> Head:
    """Return what the beginning of a file tells."""
    start = beginning(path)
    return Head(
        path.name,
        start,
        json_streams.so_far(start),
        tables.header_of(start.split(b"\n", 1)[0].decode("utf-8-sig", "replace")),
        xml_streams.root_of(start),
    )
