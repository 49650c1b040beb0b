"""How far apart two works began."""

from datetime import date

from zukan.sources.matching.listing import as_year
from zukan.sources.matching.profile import Profile
from zukan.sources.matching.weights import WEIGHTS

SAME_DAYS = 8  # a first screening, a broadcast after midnight, another time zone
SAME_WEEKS = 45
SAME_MONTHS = 200
SAME_LISTING = 1.25  # years between when a work began and when AniDB listed it
LONG_BEFORE = 2.0


def date_penalty(one: Profile, other: Profile) -> str:
    """Return the name of the penalty for when two works began, "" for none. A year in a title stands for a date."""
    mine = one.started or frozenset(year * 10_000 for year in one.title_years)
    theirs = other.started or frozenset(year * 10_000 for year in other.title_years)
    if not mine or not theirs:
        return listing_penalty(one.listed, theirs) if theirs else listing_penalty(other.listed, mine)
    return min((between(a, b) for a in mine for b in theirs), key=lambda name: (WEIGHTS.get(name, 0), name))


def listing_penalty(listed: frozenset[float], started: frozenset[int]) -> str:
    """Return the name of the penalty for a work without a date, by when it was listed and the other began."""
    years = [as_year(day_of(date)) - at for date in started for at in listed]
    if not years:
        return "date not known"
    if min(years) > LONG_BEFORE:
        return "listed long before it began"
    return "listed when it began" if any(abs(far) <= SAME_LISTING for far in years) else "listed later"


def between(one: int, other: int) -> str:
    """Return the name of the penalty for two FuzzyDates, "" for none."""
    years = abs(one // 10_000 - other // 10_000)
    if not (one // 100 % 100 and other // 100 % 100):
        return ("month not known", "year off by one")[years] if years < 2 else "year differs"
    days = abs((day_of(one) - day_of(other)).days)
    if days <= SAME_DAYS:
        return ""
    if days <= SAME_WEEKS:
        return "weeks apart"
    if days <= SAME_MONTHS:
        return "months apart"
    return "year off by one" if years < 2 else "year differs"


def day_of(fuzzy: int) -> date:
    """Return the day of a FuzzyDate: the middle of the month, or of the year, that is all that is known."""
    year = max(1, fuzzy // 10_000)
    try:
        return date(year, fuzzy // 100 % 100, fuzzy % 100 or 15)
    except ValueError:
        return date(year, 7, 1)
