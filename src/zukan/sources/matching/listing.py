"""When AniDB listed a work, by the number that it gave it: for a work without a date, the nearest thing to one."""

from bisect import bisect_right
from datetime import date

# The first number that AniDB gave to works which began in a year, roughly. It adds new ones some months before they
# begin, and old ones at any time.
FIRST_NUMBERS = (
    *(700, 1700, 2700, 3700, 4600, 5400, 6150, 7000, 7770, 8540),  # 2003 to 2012
    *(9270, 9930, 10640, 11360, 12110, 13170, 14000, 14670, 15330, 16000, 17100),  # 2013 to 2023
)
FIRST_YEAR = 2003
NUMBERS_A_YEAR = 1_000


def listed_at(number: int) -> float:
    """Return when new works of about that AniDB number began, as a year with its fraction."""
    place = bisect_right(FIRST_NUMBERS, number) - 1
    if place < 0:
        return FIRST_YEAR - (FIRST_NUMBERS[0] - number) / NUMBERS_A_YEAR
    following = FIRST_NUMBERS[place + 1 :][:1] or (FIRST_NUMBERS[place] + NUMBERS_A_YEAR,)
    return FIRST_YEAR + place + (number - FIRST_NUMBERS[place]) / (following[0] - FIRST_NUMBERS[place])


def as_year(day: date) -> float:
    """Return a day as a year with its fraction."""
    return day.year + day.timetuple().tm_yday / 366
