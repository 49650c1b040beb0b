"""`/`: what is going on, what is liked, what is new."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.dates import season_of, tomorrow_number
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)


def home_page(request: HttpRequest) -> HttpResponse:
    today = datetime.now(UTC).date()
    shown = read_page(QUERY, {"tomorrow": tomorrow_number(today)})
    if not shown["catalogue"]["anime"] and not shown["catalogue"]["manga"]:
        return render_page(request, "home/empty.html")
    season = shown["season"]
    is_current = bool(season) and (season["season"], season["year"]) == season_of(today)
    return render_page(request, "home/page.html", is_current_season=is_current, **shown)
