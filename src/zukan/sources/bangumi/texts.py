"""Small readings of Bangumi's values."""

import html
from typing import Any

from zukan.sources.json_streams import CONTROL
from zukan.sources.mapped_tables.dates import fuzzy_date

UNKNOWN = "-99"  # of a month or a day
NEVER = 2099  # the year of what is announced without a date


def plain(text: str) -> str | None:
    """Return a text without HTML's way of writing signs, None for an empty one."""
    return CONTROL.sub("", html.unescape(text)).strip() or None


def day(text: str, field: str) -> int | None:
    """Return the FuzzyDate of "2008-04-06", "2008-4-6", "2008" or "2008-99-99"; None for "", "0000-00-00" and "2099".

    Raises ValueError that names the field.
    """
    if not text or text.startswith("0000"):
        return None
    try:
        found = fuzzy_date(text.replace(UNKNOWN, ""))
    except ValueError as error:
        raise ValueError(f"{error} - at `{field}`") from error
    return None if found // 10000 >= NEVER else found


def texts(fact: Any) -> list[str]:
    """Return the texts of a fact of `info`: of a text, a list, or names by kind."""
    if isinstance(fact, dict):
        return [text for value in fact.values() for text in texts(value)]
    if isinstance(fact, list):
        return [text for value in fact for text in texts(value)]
    found = plain(fact) if isinstance(fact, str) else None
    return [found] if found else []
