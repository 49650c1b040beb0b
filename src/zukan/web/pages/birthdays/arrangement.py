"""The days of the year, and who was born on them. Plain values in, plain values out."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from django.urls import reverse

from zukan.web.dates import MONTHS

Row = Mapping[str, Any]


class Day(NamedTuple):
    """A day of the year, whatever the year."""

    month: int
    day: int

    @classmethod
    def of(cls, moment: date) -> Self:
        return cls(moment.month, moment.day)

    @property
    def number(self) -> int:
        """Return the day as the catalogue keeps it: 626."""
        return self.month * 100 + self.day

    @property
    def words(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"

    @property
    def address(self) -> str:
        return f"{reverse('birthdays')}?day={self.month}-{self.day}"


@dataclass(frozen=True, slots=True)
class Coming:
    """Who has a birthday on a day that is to come."""

    day: Day
    characters: list[Row]
    staff: list[Row]


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its days; those of the month that is shown only, so that the rest stays one link."""

    name: str
    first: Day
    days: list[Day]


def months_around(shown: date) -> list[Month]:
    """Return the twelve months."""
    length = monthrange(shown.year, shown.month)[1]
    return [
        Month(
            name,
            Day(number, 1),
            [Day(number, day) for day in range(1, length + 1)] if number == shown.month else [],
        )
        for number, name in enumerate(MONTHS, start=1)
    ]


def coming_days(days: Sequence[Day], characters: Sequence[Row], staff: Sequence[Row]) -> list[Coming]:
    """Return the days on which somebody was born, with whom."""
    found = (
        Coming(day, [row for row in characters if born_on(row, day)], [row for row in staff if born_on(row, day)])
        for day in days
    )
    return [coming for coming in found if coming.characters or coming.staff]


def born_on(row: Row, day: Day) -> bool:
    born = row["dateOfBirth"]
    return (born["month"], born["day"]) == day
