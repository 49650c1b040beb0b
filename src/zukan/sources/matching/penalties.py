"""What speaks against two works being one, as penalties with names and weights.

Nothing is known to speak against a pair whose penalties come to 0. More evidence against a pair never lowers its total.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from zukan.sources.matching.dates import date_penalty
from zukan.sources.matching.formats import format_penalties
from zukan.sources.matching.profile import Profile
from zukan.sources.matching.title_penalties import number_penalties, title_penalties
from zukan.sources.matching.weights import WEIGHTS

Found: TypeAlias = Iterator[tuple[str, float]]  # name, weight
SHORT = 7  # letters
LEAST = 0.00005  # what rounds to nothing


class Named(NamedTuple):
    """One thing that speaks against a pair."""

    name: str
    weight: float


class Penalty(NamedTuple):
    """All that speaks against a pair."""

    total: float
    named: tuple[Named, ...]


def compare(one: Profile, other: Profile, enough: float = math.inf) -> Penalty:
    """Return what speaks against two works being one. The same whichever comes first.

    enough: a total beyond which the rest is left out.
    """
    total, named = 0.0, []
    for name, weight in all_penalties(one, other):
        if weight >= LEAST:
            named.append(Named(name, round(weight, 4)))
            total += named[-1].weight
            if total > enough:
                break
    return Penalty(round(total, 4), tuple(named))


def all_penalties(one: Profile, other: Profile) -> Found:
    """Yield all penalties, those that cost least to find first."""
    for name in (*fact_penalties(one, other), *format_penalties(one, other)):
        yield name, WEIGHTS[name]
    yield from number_penalties(one, other)
    yield from title_penalties(one, other)


def fact_penalties(one: Profile, other: Profile) -> Iterator[str]:
    """Yield the names of the penalties for all that is not a title or a format."""
    when = date_penalty(one, other)
    if when:
        yield when
    if when in ("date not known", "listed later") and min(one.length, other.length) <= SHORT:
        yield "short title"
    if apart(one.episodes, other.episodes):
        yield "episodes differ"
    if apart(one.countries, other.countries):
        yield "country differs"
    if apart(one.adult, other.adult):
        yield "one is for adults"
    if one.type and other.type and one.type != other.type:
        yield "type differs"
    if conflict(one, other):
        yield "ids disagree"


def apart(ones: frozenset[object], others: frozenset[object]) -> bool:
    """Return whether both works say something, and none of it is the same."""
    return bool(ones) and bool(others) and ones.isdisjoint(others)


def conflict(one: Profile, other: Profile) -> bool:
    """Return whether a site whose keys mean one work each knows both works, as two."""
    theirs = other.keys_by_site
    return any(site in theirs and keys.isdisjoint(theirs[site]) for site, keys in one.keys_by_site.items())
