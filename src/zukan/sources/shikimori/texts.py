"""Small readings of the dump's cells: arrays, dates, marked text. Cells are text or null."""

import csv
import re
from typing import Any

import msgspec

from zukan.sources.mapped_tables.dates import fuzzy_date

Row = dict[str, Any]
BREAK = re.compile(r"\[br\]|\r\n?")
SOURCE = re.compile(r"\[source\][^\[\]\n]{0,500}\[/source\]")
SPOILER_OPEN = re.compile(r"\[spoiler(?:_\w+)?(?:=[^\[\]\n]{0,300})?\]")
SPOILER_CLOSE = re.compile(r"\[/spoiler(?:_\w+)?\]")
KEPT_MARK = re.compile(r"\[(/?)([bius])\]")
OTHER_MARK = re.compile(
    r"\[/?(?:anime|manga|ranobe|character|person|url|quote|list|right|center|size|color|div|span|hr|poster|image)"
    r"(?:=[^\[\]\n]{0,300})?\]"
)


class PartialDate(msgspec.Struct):
    """A date of which parts may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def cell(row: Row, name: str) -> str | None:
    """Return a cell's text, None for an empty one and for a column that is not there. Raises ValueError."""
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"expected a text - at `{name}`")
    return (value or "").strip() or None


def number(row: Row, name: str) -> int | None:
    """Return a cell's number, None for an empty one. Raises ValueError that names the column."""
    text = cell(row, name)
    if text is None:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise ValueError(f'"{text[:20]}" is no number - at `{name}`')
    return int(text)


def amount(row: Row, name: str) -> int | None:
    """Return a cell's number, None for zero, which stands for what is not known."""
    return number(row, name) or None


def identity(row: Row, name: str) -> str:
    """Return a number that names a row of this or of another table. Raises ValueError where there is none."""
    found = number(row, name)
    if found is None:
        raise ValueError(f"there is no number - at `{name}`")
    return str(found)


def array(text: str | None) -> list[str]:
    """Return the elements of an array as PostgreSQL writes it: `{Music,"Key Animation"}`. Raises ValueError."""
    if not text or text in {"{}", "[]"}:
        return []
    if not (text.startswith("{") and text.endswith("}")):
        raise ValueError(f'"{text[:40]}" is no array')
    try:
        parts = next(csv.reader([text[1:-1]], escapechar="\\", doublequote=False), [])
    except csv.Error as error:
        raise ValueError(f'"{text[:40]}" is no array ({error})') from error
    return [part for part in parts if part.strip()]


def day(row: Row, name: str) -> int | None:
    """Return the FuzzyDate of a column: of `name`, whose parts may be missing, else of `name`_computed.

    The computed one has 1 January where only the year is known.
    """
    parts = msgspec.json.decode(cell(row, name) or "{}", type=PartialDate)
    if parts.year or parts.month or parts.day:
        return (parts.year or 0) * 10000 + (parts.month or 0) * 100 + (parts.day or 0)
    computed = fuzzy_date(cell(row, f"{name}_computed") or "0001")
    found = computed // 10000 * 10000 if computed % 10000 == 101 else computed
    return found if found > 10000 else None


def plain(text: str | None) -> str | None:
    """Return a marked text as light HTML, its spoilers as AniList marks them, None for an empty one."""
    marked = SOURCE.sub("", BREAK.sub("\n", text or "").replace("\n\n\n", "\n\n"))
    marked = SPOILER_CLOSE.sub("!~", SPOILER_OPEN.sub("~!", marked))
    return OTHER_MARK.sub("", KEPT_MARK.sub(r"<\1\2>", marked)).strip() or None
