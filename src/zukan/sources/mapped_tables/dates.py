"""Dates as tables write them, to FuzzyDates: YYYYMMDD with 00 for an unknown month or day."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:[T ]\d\d:.*)?", re.ASCII)
DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
ENGLISH = re.compile(r"(?P<month>[A-Z][a-z]{2})[a-z]*\.?(?: (?P<day>\d\d?))?,? (?P<year>\d{4})", re.ASCII)
IN_A_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?)(?![\d])", re.ASCII)


@lru_cache(20_000)
def fuzzy_date(text: str, form: str = "") -> int:
    """Return the FuzzyDate of "2023-09-29", "2023-09", "2023", "20230929", "Sep 29, 2023", "Sep 2023" or of a form.

    form: as strptime has it. Raises ValueError for anything else and for a day that there never was.
    """
    if form:
        at = datetime.strptime(text, form)  # noqa: DTZ007  # a day is meant, not a moment
        return at.year * 10000 + ("%m" in form or "%b" in form) * at.month * 100 + ("%d" in form) * at.day
    found = NUMBERS.fullmatch(text) or DIGITS.fullmatch(text) or ENGLISH.fullmatch(text)
    if found is None:
        raise ValueError(f'"{text[:40]}" is not a date')
    year, month, day = int(found["year"]), month_number(found["month"]), int(found["day"] or 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f'there is no day "{text[:40]}"') from error
    return year * 10000 + month * 100 + day


def month_number(text: str | None) -> int:
    """Return a month's number, of a number or a name; 0 for none. Raises ValueError for another word."""
    if not text:
        return 0
    if not text.isdigit() and text.lower() not in MONTHS:
        raise ValueError(f'"{text}" is not a month')
    return int(text) if text.isdigit() else MONTHS.index(text.lower()) + 1


def span(text: str, form: str = "") -> tuple[int | None, int | None]:
    """Return first and last day of "Sep 29, 2023 to Mar 22, 2024", "2011", "Apr 2004 to ?"; None for unknown ones."""
    first, _, last = text.partition(" to ")
    days = [fuzzy_date(day.strip(), form) if day.strip() not in {"", "?"} else None for day in (first, last)]
    return days[0], days[1]


def moment(text: str, form: str = "") -> int:
    """Return Unix seconds of a day's beginning, or of a moment with a zone. Raises ValueError."""
    if "T" in text and not form:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return int(at.timestamp() if at.tzinfo else at.replace(tzinfo=UTC).timestamp())
    return day_moment(fuzzy_date(text, form))


def day_moment(day: int) -> int:
    """Return midnight, UTC, of a FuzzyDate's first possible day as Unix seconds; 0 before 1970."""
    at = datetime(day // 10000, day // 100 % 100 or 1, day % 100 or 1, tzinfo=UTC)
    return max(int(at.timestamp()), 0)


def day_in_name(name: str) -> int:
    """Return the moment that a file's name tells, the first possible one: "titles_2026-07.csv"; 0 without one."""
    found = IN_A_NAME.findall(name)
    with suppress(ValueError):  # "2026-13": digits that mean something else
        return day_moment(fuzzy_date(found[-1])) if found else 0
    return 0
