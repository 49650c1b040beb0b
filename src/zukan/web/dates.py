"""Dates and times as pages write them. A FuzzyDate is `{year, month, day}`, any of which may be null."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from zukan.catalogue.models import MediaSeason

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
FuzzyDate = Mapping[str, int | None]


def date_words(fuzzy: FuzzyDate | None) -> str:
    """Return `11 January 2024`, `January 2024`, `2024`, `11 January`, or nothing."""
    if not fuzzy:
        return ""
    month = fuzzy.get("month")
    parts = (fuzzy.get("day") if month else None, MONTHS[month - 1] if month else None, fuzzy.get("year"))
    return " ".join(str(part) for part in parts if part)


def date_machine(fuzzy: FuzzyDate | None) -> str:
    """Return what `<time datetime>` takes, as exact as the date is: `2024-01-11`, `2024-01`, `2024`, or nothing."""
    if not fuzzy or not fuzzy.get("year"):
        return ""
    text = f"{fuzzy['year']:04}"
    for part in ("month", "day"):
        number = fuzzy.get(part)
        if not number:
            break
        text += f"-{number:02}"
    return text


def moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def moment_machine(seconds: int) -> str:
    return moment(seconds).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_words(seconds: int) -> str:
    """Return `14 March 2026, 16:25 UTC`."""
    time = moment(seconds)
    return f"{time.day} {MONTHS[time.month - 1]} {time.year}, {time:%H:%M} UTC"


def day_words(seconds: int) -> str:
    time = moment(seconds)
    return f"{time.day} {MONTHS[time.month - 1]} {time.year}"


def wait_words(seconds: int) -> str:
    """Return how long something is off: `2 days 3 hours`, `3 hours 5 minutes`, `less than a minute`."""
    days, rest = divmod(max(seconds, 0), 86_400)
    hours, rest = divmod(rest, 3_600)
    counted = [(days, "day"), (hours, "hour"), (rest // 60, "minute")]
    shown = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in counted if number][:2]
    return " ".join(shown) or "less than a minute"


def length_words(minutes: int) -> str:
    """Return `23 min`, `1 h`, `1 h 55 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(text for number, text in ((hours, f"{hours} h"), (rest, f"{rest} min")) if number)


def season_of(day: date) -> tuple[MediaSeason, int]:
    """Return the season that holds a day: winter begins in January."""
    return list(MediaSeason)[(day.month - 1) // 3], day.year


def tomorrow_number(today: date) -> int:
    """Return tomorrow as FuzzyDateInt: what starts before it has started."""
    tomorrow = today + timedelta(days=1)
    return tomorrow.year * 10_000 + tomorrow.month * 100 + tomorrow.day
