"""What is reckoned of each work from the whole catalogue: its season, its weighted score, its trend.

Nothing here asks the clock or the order of imports: equal rows give equal numbers. docs/trending.md tells readers.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max

from zukan.catalogue.models import Media, MediaSeason, MediaStatistics, MediaTrend
from zukan.sources.merge.bulk import set_columns
from zukan.sources.merge.rows import FEWEST_SCORES
from zukan.sources.precedence import OTHERS, rank

COLUMNS = (
    *("season_ordinal", "carried_until", "weighted_score", "score_source", "scored_by", "popularity_source"),
    *("trend", "weekly_gain"),
)
SEASONS = {season: place for place, season in enumerate(MediaSeason.values)}
SERIES = {"TV", "TV_SHORT", "ONA"}  # what goes on from one season into the next
FOREVER = 9_999 * 4 + 3  # the ordinal of the last season there is: nobody knows when it ends
ENDING_DAYS = 14  # a series that ends so early in a season belongs to the one before

PRIOR_VOTES = 500  # how many votes the mean of all scores weighs
LISTINGS_A_VOTE = 20  # of those who list a work about one in twenty scores it, at the least

DAY = 86_400
WEEK = 7 * DAY
USUAL_DAYS = 28 * DAY  # before the week: what is usual for a work
SMALL_GAIN = 100  # users a week; below, twice as many say little
MOST = 2.0  # how much the unusual counts more, or less
FEWEST_PAIRS = 5  # works of which both numbers are known: fewer do not tell how the two compare


class Work(NamedTuple):
    """A work's columns from which others are reckoned."""

    id: int
    type: str
    format: str | None
    status: str | None
    season: str | None
    season_year: int | None
    start_date: int | None
    end_date: int | None
    average_score: int | None
    mean_score: int | None
    popularity: int
    trending: int


class Numbers(NamedTuple):
    """What a source counted of a work."""

    source: str
    average_score: int | None
    mean_score: int | None
    scored_by: int | None
    popularity: int | None


class Score(NamedTuple):
    """The score that a work shows, of 100: whose it is, and how many votes it weighs."""

    points: int
    source: str | None
    scored_by: int | None  # as its source tells
    votes: int


class Trend(NamedTuple):
    """level: what works are sorted by. weekly_gain: users who came to list it; None without daily numbers."""

    level: int
    weekly_gain: int | None


Day = tuple[int, int]  # Unix seconds of a day, users who listed the work then


@transaction.atomic
def reckon() -> None:
    """Reckon all works anew, and write what changed."""
    works = [Work(*row) for row in Media.objects.values_list(*Work._fields).order_by("id")]
    held = {row[0]: row[1:] for row in Media.objects.values_list("id", *COLUMNS).order_by()}
    told, trends = numbers_told(), trends_of(works)
    scores = {work.id: score for work in works if (score := score_of(work, told.get(work.id, ())))}
    middle = mean_of(scores.values())
    changed = {}
    for work in works:
        score = scores.get(work.id)
        weighed = (weighted(score, middle), score.source, score.scored_by) if score else (None, None, None)
        row = (*seasons_of(work), *weighed, counter_of(work, told.get(work.id, ())), *trends[work.id])
        if row != held[work.id]:
            changed[work.id] = row
    set_columns(Media, COLUMNS, changed)


def numbers_told() -> Mapping[int, list[Numbers]]:
    """Return what sources counted of each work."""
    told: dict[int, list[Numbers]] = defaultdict(list)
    for media, *numbers in MediaStatistics.objects.values_list("media_id", *Numbers._fields).order_by():
        told[media].append(Numbers(*numbers))
    return told


def seasons_of(work: Work) -> tuple[int | None, int | None]:
    """Return the ordinal of an anime's season, and of the last in which it goes on when it goes on into another."""
    began = season_of(work) if work.type == "ANIME" else None
    if began is None or work.format not in SERIES:
        return began, None
    until = last_season_of(work)
    return began, until if until is not None and until > began else None


def season_of(work: Work) -> int | None:
    """Return the ordinal of the season that a work is filed under, else of the one that holds its first day."""
    if work.season and work.season_year is not None:
        return work.season_year * 4 + SEASONS[work.season]
    return ordinal_of(work.start_date)


def ordinal_of(fuzzy: int | None) -> int | None:
    """Return the ordinal of the season that holds a FuzzyDate; None when its month is not known."""
    year, month = divmod((fuzzy or 0) // 100, 100)
    return year * 4 + (month - 1) // 3 if year and month else None


def last_season_of(work: Work) -> int | None:
    """Return the ordinal of the season in which a series ends; None when that is not known."""
    if work.end_date is None:
        return FOREVER if work.status == "RELEASING" else None
    ordinal = ordinal_of(work.end_date)
    month, day = work.end_date // 100 % 100, work.end_date % 100
    ends_at_once = ordinal is not None and month % 3 == 1 and 0 < day <= ENDING_DAYS
    return ordinal - 1 if ordinal is not None and ends_at_once else ordinal


def score_of(work: Work, told: Sequence[Numbers]) -> Score | None:
    """Return the score that a work shows: its weighted one, else its plain mean."""
    if work.average_score is not None:
        points, found = work.average_score, [one for one in told if one.average_score == work.average_score]
    elif work.mean_score is not None:
        points, found = work.mean_score, [one for one in told if one.mean_score == work.mean_score]
    else:
        return None
    whose = most_believed(found)
    return Score(points, whose and whose.source, whose and whose.scored_by, votes_of(work, whose))


def most_believed(found: Iterable[Numbers]) -> Numbers | None:
    """Return the numbers of the most believed source; of several, by name."""
    return min(found, key=lambda one: (rank(one.source, "popularity"), one.source), default=None)


def counter_of(work: Work, told: Iterable[Numbers]) -> str | None:
    """Return the source whose users a work's popularity counts."""
    whose = most_believed(one for one in told if work.popularity and one.popularity == work.popularity)
    return whose and whose.source


def votes_of(work: Work, whose: Numbers | None) -> int:
    """Return how many votes a score weighs.

    Where its source does not tell, they are guessed from the listings, cautiously. A lesser source may have scored a
    work before its first day: of such a one no more are believed than the fewest with which a score is shown at all.
    """
    if whose is not None and whose.scored_by is not None:
        return whose.scored_by
    guess = ((whose and whose.popularity) or work.popularity) // LISTINGS_A_VOTE
    is_lesser = whose is None or rank(whose.source, "average_score") > rank(OTHERS, "average_score")
    return min(guess, FEWEST_SCORES) if is_lesser else guess


def mean_of(scores: Iterable[Score]) -> int:
    """Return the mean of all scores in hundredths of a point."""
    points = [score.points for score in scores]
    return 100 * sum(points) // len(points) if points else 0


def weighted(score: Score, middle: int) -> int:
    """Return a score in hundredths of a point, drawn to the middle of all: the fewer its votes, the closer."""
    return (score.votes * score.points * 100 + PRIOR_VOTES * middle) // (score.votes + PRIOR_VOTES)


def trends_of(works: Sequence[Work]) -> dict[int, Trend]:
    """Return the trend of each work: by its daily numbers, else by the level that a source told."""
    daily = {media: trend for media, days in current_series().items() if (trend := trend_of_days(days))}
    factor = comparison(works, daily)
    return {work.id: daily.get(work.id) or Trend(round(work.trending * factor), None) for work in works}


def current_series() -> dict[int, list[Day]]:
    """Return the daily numbers of the last five weeks of all that there are, of works that have some in the last."""
    told = MediaTrend.objects.filter(popularity__isnull=False)
    newest: int | None = told.aggregate(newest=Max("date"))["newest"]
    if newest is None:
        return {}
    series: dict[int, list[Day]] = defaultdict(list)
    rows = told.filter(date__gte=newest - 2 * WEEK - USUAL_DAYS).values_list("media_id", "date", "popularity")
    for media, date, popularity in rows.order_by("media_id", "date"):
        series[media].append((date, popularity or 0))
    return {media: days for media, days in series.items() if days[-1][0] > newest - WEEK}


def trend_of_days(days: Sequence[Day]) -> Trend | None:
    """Return the trend of a work with daily numbers, first to last; None when they are of less than a week."""
    last = days[-1]
    week_ago = newest_before(days, last[0] - WEEK)
    if week_ago is None:
        return None
    before = newest_before(days, week_ago[0] - USUAL_DAYS) or days[0]
    gain = gain_a_week(week_ago, last)
    usual = gain_a_week(before, week_ago) if before < week_ago else gain
    return Trend(round(gain * unusualness(gain, usual)), round(gain))


def newest_before(days: Sequence[Day], moment: int) -> Day | None:
    """Return the newest day that is not after a moment: a day may be missing."""
    return next((day for day in reversed(days) if day[0] <= moment), None)


def gain_a_week(first: Day, last: Day) -> float:
    """Return how many users a week a work gained between two days; a loss is no gain."""
    return max(0.0, (last[1] - first[1]) * WEEK / (last[0] - first[0]))


def unusualness(gain: float, usual: float) -> float:
    """Return by how much a gain counts more or less for being unusual: the square root, within bounds."""
    return min(MOST, max(1 / MOST, math.sqrt((gain + SMALL_GAIN) / (usual + SMALL_GAIN))))


def comparison(works: Iterable[Work], daily: Mapping[int, Trend]) -> float:
    """Return what a told level is multiplied by, so that it stands where works with both numbers stand."""
    both = ((daily[work.id].level, work.trending) for work in works if work.trending and work.id in daily)
    ratios = [level / told for level, told in both]
    return median(ratios) if len(ratios) >= FEWEST_PAIRS else 1.0
