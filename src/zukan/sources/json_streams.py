"""JSON that is read piece by piece: a list inside a value of any size, item by item.

The standard library's decoder reads each value; what is around them, lists and objects on the way to the wanted ones,
is walked through here. (ijson keeps the whole path of names for each level it is in: 20,000 open brackets cost it a
gigabyte, so it cannot be given a stranger's file.)
"""

import codecs
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple

import msgspec

from zukan.sources.opening import LONGEST_ITEM

CHUNK = 65_536
MOST_VALUES = 1_500_000  # in one item; counted by the marks between them
COUNTED_FROM = 2**20  # characters: a shorter item cannot hold so many that it matters
BEHIND_A_NUMBER = 3  # characters that tell that it has ended: in "1e+5" what is before any of the marks is a number
BLANKS = re.compile(r"[ \t\r\n]*")
ESCAPED_CONTROL = re.compile(r"\\u00[01]|\\[bf]|\\u[dD][89a-fA-F]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
TOO_LONG = f"one value in it is longer than {LONGEST_ITEM // 2**20} MB"
TOO_MANY = f"one value in it consists of more than {MOST_VALUES:,} values"
MARKS = (",", "[", "{")


class BrokenJsonError(ValueError):
    """A text is no JSON: nothing behind this can be read."""


class Broken(NamedTuple):
    """Stands for a value that is JSON and yet cannot be taken; what follows it can."""

    problem: str


def refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python would take."""
    raise BrokenJsonError(f"it is not whole JSON ({name} is no number)")


def finite(text: str) -> float:
    """Return a number. Raises BrokenJsonError for one that no float holds."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise BrokenJsonError(f"it is not whole JSON ({text[:20]} is out of range)")
    return number


DECODER = json.JSONDecoder(parse_constant=refuse_constant, parse_float=finite)


class Cursor:
    """A place in a JSON text that is read on as far as is needed. Every method raises BrokenJsonError."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.decode = codecs.getincrementaldecoder("utf-8-sig")("strict").decode
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> bool:
        """Take in as much again as is waiting to be understood. Return False at the end of the file."""
        waiting = self.text[self.at :]
        if len(waiting) > LONGEST_ITEM:
            raise BrokenJsonError(TOO_LONG)
        if len(waiting) > COUNTED_FROM and sum(map(waiting.count, MARKS)) > MOST_VALUES:
            raise BrokenJsonError(TOO_MANY)
        if self.ended:
            return False
        read = self.file.read(max(CHUNK, len(waiting)))
        self.ended = not read
        try:
            text = self.decode(read, final=self.ended)
        except UnicodeDecodeError as error:
            raise BrokenJsonError(f"it is not UTF-8 ({error.reason})") from None
        if read:
            self.text, self.at = waiting + text, 0
        return not self.ended

    def peek(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            found = BLANKS.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def expect(self, wanted: str) -> str:
        """Step over one of the wanted characters and return it."""
        found = self.peek()
        if not found or found not in wanted:
            raise BrokenJsonError("it is not whole JSON (it ends too early)" if not found else misplaced(found))
        self.at += 1
        return found

    def value(self) -> Any:
        """Return the value that begins here, cleaned, or Broken."""
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if not self.more():
                    raise BrokenJsonError(f"it is not whole JSON ({error.msg})") from None
            except RecursionError:
                raise BrokenJsonError("it is nested too deep") from None
            except BrokenJsonError:
                raise
            except ValueError:  # an integer of thousands of digits
                raise BrokenJsonError("it is not whole JSON (a number in it is too long)") from None
            else:
                if end + BEHIND_A_NUMBER <= len(self.text) or not self.more():
                    text, self.at = self.text[self.at : end], end
                    return cleaned(value, text)

    def elements(self) -> Iterator[None]:
        """Step through a list; before the next step the element must have been read."""
        self.expect("[")
        if self.peek() == "]":
            self.at += 1
            return
        yield
        while self.expect(",]") == ",":
            yield

    def members(self) -> Iterator[str]:
        """Step through an object, giving the names; before the next step the value must have been read."""
        self.expect("{")
        if self.peek() == "}":
            self.at += 1
            return
        yield self.name()
        while self.expect(",}") == ",":
            yield self.name()

    def name(self) -> str:
        """Return the name of an object's member and step to its value."""
        if (found := self.peek()) != '"':
            raise BrokenJsonError(misplaced(found) if found else "it is not whole JSON (it ends too early)")
        name = self.value()
        self.expect(":")
        return name if isinstance(name, str) else ""

    def skip(self) -> None:
        """Step over a value, holding no more than an item of its lists."""
        if self.peek() == "[":
            for _ in self.elements():
                self.value()
        elif self.peek() == "{":
            for _ in self.members():
                self.skip() if self.peek() == "[" else self.value()
        else:
            self.value()

    def walk(self, path: tuple[str, ...]) -> Iterator[Any]:
        """Yield the values under a path of names, "item" being each element of a list."""
        if not path:
            yield self.value()
        elif path[0] == "item" and self.peek() == "[":
            for _ in self.elements():
                yield from self.walk(path[1:])
        elif self.peek() == "{":
            for name in self.members():
                if name == path[0]:
                    yield from self.walk(path[1:])
                else:
                    self.skip()
        else:
            self.skip()

    def finish(self) -> None:
        """Make sure that nothing follows."""
        if found := self.peek():
            raise BrokenJsonError(misplaced(found))


DEEPEST_LOOK = 8  # levels of a file's beginning that are looked into


def so_far(start: bytes) -> Any:
    """Return the first JSON value of a text, as much of it as is there; None when it begins with none."""
    if start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] not in (b"{", b"["):
        return None
    cursor = Cursor(BytesIO(start.decode(errors="ignore").encode()))  # a character may be cut in two
    return partial(cursor, DEEPEST_LOOK)


def partial(cursor: Cursor, depth: int) -> Any:
    """Return the value that begins here, as much of it as is there."""
    opening = cursor.peek()
    found: Any = {"{": {}, "[": []}.get(opening)
    try:
        if opening == "{" and depth:
            for name in cursor.members():
                found[name] = None
                found[name] = partial(cursor, depth - 1)
        elif opening == "[" and depth:
            for _ in cursor.elements():
                found.append(partial(cursor, depth - 1))
        else:
            return cursor.value()
    except BrokenJsonError:
        cursor.text = cursor.text[: cursor.at]  # nothing behind this can be understood
    return found


def misplaced(character: str) -> str:
    """Return in words that a character stands where none such can."""
    return f"it is not whole JSON (there is a {character!r} that cannot be there)"


def cleaned(value: Any, text: str) -> Any:
    """Return a value without control characters but tabs and line breaks; Broken where it holds what is no text.

    text: its JSON, which tells soon whether there is anything to do.
    """
    if "\\" not in text or not ESCAPED_CONTROL.search(text):
        return value
    try:
        return without_control_characters(value)
    except UnicodeEncodeError:
        return Broken("it holds half a character (an unpaired surrogate)")
    except ValueError as error:
        return Broken(str(error))


def without_control_characters(value: Any) -> Any:
    """Return a JSON value whose texts hold no control characters but tabs and line breaks.

    Raises ValueError for what no database keeps, UnicodeEncodeError for a text that is none.
    """
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise ValueError("it holds a NUL character")
        return CONTROL.sub("", value)
    if isinstance(value, list):
        return [without_control_characters(item) for item in value]
    if isinstance(value, dict):
        return {without_control_characters(name): without_control_characters(item) for name, item in value.items()}
    return value


def decoded(text: bytes) -> Any:
    """Return a JSON value that is all in memory, or Broken."""
    if len(text) > COUNTED_FROM and sum(text.count(mark.encode()) for mark in MARKS) > MOST_VALUES:
        return Broken(TOO_MANY)
    try:
        value = msgspec.json.decode(text)
        return cleaned(value, text.decode()) if b"\\" in text else value
    except UnicodeDecodeError as error:
        return Broken(f"it is not UTF-8 ({error.reason})")
    except msgspec.DecodeError as error:
        return Broken("it holds a NUL character" if b"\x00" in text else f"it is not whole JSON ({error})")
    except RecursionError:
        return Broken("it is nested too deep")


def is_whole(line: bytes) -> bool:
    """Return whether a line is a JSON value by itself; its values are not made: they may be millions."""
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    except RecursionError:
        return True  # what it is will be said when it is read
    return True
