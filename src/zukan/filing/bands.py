"""Ranges as addresses write them, `70-90`, `1000-`, `-5`, `12`, and those that readers choose by one click."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from zukan.filing.models import Facet

LARGEST = 2**31 - 2  # a number and the next one fit GraphQL's Int


class Range(NamedTuple):
    """Numbers from `low` to `high`, both of them included; None: no bound."""

    low: int | None
    high: int | None

    def holds(self, number: int) -> bool:
        """Tell whether a number lies in the range."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        if self.low is not None and self.low == self.high:
            return str(self.low)
        return "-".join("" if bound is None else str(bound) for bound in self)


def read_range(text: str) -> Range | None:
    """Return the range that a text writes; None when it writes none or one that holds nothing."""
    found = re.fullmatch(r"([0-9]{0,9})(-?)([0-9]{0,9})", text.strip())
    if not found or not (found[1] or found[3]):
        return None
    low = int(found[1]) if found[1] else None
    high = int(found[3]) if found[3] else (None if found[2] else low)
    return None if low is not None and high is not None and low > high else Range(low, high)


def ranges(text: str) -> tuple[Range, ...]:
    """Return the ranges that some words write."""
    return tuple(found for found in map(read_range, text.split()) if found)


ROUND = " ".join(f"{digit}{'0' * zeros}-" for zeros in range(7) for digit in (1, 2, 3, 5))
BANDS: Mapping[Facet, tuple[Range, ...]] = {
    Facet.SCORE_BAND: ranges("90- 80- 70- 60-"),
    Facet.POPULARITY: ranges(ROUND),
    Facet.POPULARITY_BAND: ranges("100000- 10000- 1000- 100-"),
    Facet.EPISODES_BAND: ranges("1 2-13 14-26 27-52 53-"),
    Facet.LENGTH_BAND: ranges("-5 6-15 16-30 31-60 61-"),
}
