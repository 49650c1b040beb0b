"""`/birthdays?day=6-26`: who was born on a day of the year, and in the week after it."""

from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.pages.birthdays.arrangement import Day, coming_days, months_around
from zukan.web.pages.listing import Wishes
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
LEAP_YEAR = 2024  # one that has every day
DAYS_AHEAD = 7


def birthdays_page(request: HttpRequest) -> HttpResponse:
    """Show a day; the one that is now in UTC without a wish for one."""
    today = datetime.now(UTC).date()
    wishes = Wishes(request.GET, {}, pages=("page", "people"), kept=("day",))
    shown = day_asked(request.GET.get("day", "")) or date(LEAP_YEAR, today.month, today.day)
    week = [Day.of(shown + timedelta(days=ahead)) for ahead in range(1, DAYS_AHEAD)]
    variables = {"today": [Day.of(shown).number], "week": [day.number for day in week]}
    found = read_page(QUERY, {**variables, **{name: wishes.page(name) for name in wishes.pages}})
    return render_page(
        request,
        "birthdays/page.html",
        day=Day.of(shown),
        is_today=(shown.month, shown.day) == (today.month, today.day),
        before=Day.of(shown - timedelta(days=1)),
        after=week[0],
        months=months_around(shown),
        coming=coming_days(week, found["comingCharacters"]["characters"], found["comingStaff"]["staff"]),
        link=wishes.link(),
        **{kind: found[kind] for kind in ("characters", "staff")},
    )


def day_asked(text: str) -> date | None:
    """Return the day that an address names as `6-26`; None for one that no year has."""
    month, _, day = text.partition("-")
    try:
        return date(LEAP_YEAR, int(month), int(day))
    except ValueError:
        return None
