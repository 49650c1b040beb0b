"""Sets of works as strings of bits, and the SQL functions that compute with them.

`bits_both`, `bits_without`, `bits_common` (how many), and the aggregates `bits_any` and `bits_at(number, like)` are
called the same on both databases: PostgreSQL's are made by a migration of the operators that it has, SQLite's are
given to each connection here. All strings of a type are of one length.
"""

import sqlite3
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field

STEP = 128  # bytes: strings grow by a thousand works at a time, so that most new works change no other card


class BitsField(AnyField):
    """Bytes of which bit n % 8 of byte n / 8 is number n. PostgreSQL keeps its own strings of bits."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bit varying" if connection.vendor == "postgresql" else "blob"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if connection.vendor != "postgresql" or value is None:
            return value
        digits = bin(int.from_bytes(value, "little"))[2:].zfill(len(value) * 8)
        return digits[::-1]

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        if not isinstance(value, str):
            return value
        return int(value[::-1], 2).to_bytes(len(value) // 8, "little")


def width_for(works: int) -> int:
    """Return how many bytes hold a bit for each of so many works."""
    return (works // (8 * STEP) + 1) * STEP


def bits_of(numbers: list[int], width: int) -> bytes:
    """Return the string of some numbers."""
    string = bytearray(width)
    for number in numbers:
        string[number >> 3] |= 1 << (number & 7)
    return bytes(string)


def on_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Give a new connection of Django's the functions."""
    if connection.vendor == "sqlite":
        teach(connection.connection)


def teach(raw: sqlite3.Connection) -> None:
    """Give a SQLite connection the functions."""
    common = Common()
    raw.create_function("bits_both", 2, both, deterministic=True)
    raw.create_function("bits_without", 2, without, deterministic=True)
    raw.create_function("bits_common", 2, common, deterministic=True)
    raw.create_aggregate("bits_any", 1, AnyOf)  # type: ignore[arg-type]  # the stubs want any arguments
    raw.create_aggregate("bits_at", 2, At)  # type: ignore[arg-type]


@lru_cache(maxsize=1_000)
def number_of(bits: bytes) -> int:
    """Return a string as a number. To find it again is cheaper than to read it."""
    return int.from_bytes(bits, "little")


def both(one: bytes | None, other: bytes | None) -> bytes | None:
    if one is None or other is None:
        return None
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")


def without(one: bytes | None, other: bytes | None) -> bytes | None:
    if one is None or other is None:
        return None
    return (int.from_bytes(one, "little") & ~int.from_bytes(other, "little")).to_bytes(len(one), "little")


class Common:
    """Counts what two strings share. The second is most often that of the call before, and is then not read again."""

    def __init__(self) -> None:
        self.text, self.number = b"", 0

    def __call__(self, one: bytes | None, other: bytes | None) -> int | None:
        if one is None or other is None:
            return None
        if other != self.text:
            self.text, self.number = other, int.from_bytes(other, "little")
        return (number_of(one) & self.number).bit_count()


class AnyOf:
    """What at least one string of a group has; null for no strings."""

    def __init__(self) -> None:
        self.number, self.width = 0, -1

    def step(self, bits: bytes | None) -> None:
        if bits is not None:
            self.number, self.width = self.number | int.from_bytes(bits, "little"), len(bits)

    def finalize(self) -> bytes | None:
        return None if self.width < 0 else self.number.to_bytes(self.width, "little")


class At:
    """The string, as long as another, of the numbers of a group; null for none."""

    def __init__(self) -> None:
        self.string: bytearray | None = None

    def step(self, number: int, like: bytes) -> None:
        if self.string is None:
            self.string = bytearray(len(like))
        if number >> 3 < len(self.string):
            self.string[number >> 3] |= 1 << (number & 7)

    def finalize(self) -> bytes | None:
        return None if self.string is None else bytes(self.string)
