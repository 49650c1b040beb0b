"""`/top`, `/popular`, `/trending`: works in order, numbered. `/trending/method`: how that order comes about."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from markdown_it import MarkdownIt

import zukan
from zukan.graph.site import read_page
from zukan.web.charts import Point
from zukan.web.pages.rankings.choosing import FORMATS, LAST_PAGE, PLACES_A_PAGE, RANKINGS, Choice, Ranking
from zukan.web.pages.rendering import query_beside, query_link, render_page

QUERY = query_beside(__file__)
METHOD = Path(zukan.__file__).parents[2] / "docs" / "trending.md"
YEARS_SHOWN = 8

Row = Mapping[str, Any]


def ranking_page(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one page of a ranking, up to the last work that has what it ranks by."""
    ranking, choice = RANKINGS[kind], Choice.of(request.GET)
    days = kind == "trending"
    shown = read_page(QUERY, {"sort": [ranking.sort], "days": days, **choice.variables()})
    works = [media for media in shown["found"]["media"] if figure(media, ranking)]
    is_full = len(works) == PLACES_A_PAGE and shown["found"]["pageInfo"]["hasNextPage"]
    link = query_link(**choice.kept())
    years = sorted({season["year"] for season in shown["catalogue"]["seasons"]}, reverse=True)
    return render_page(
        request,
        "rankings/page.html",
        kind=kind,
        ranking=ranking,
        rankings=RANKINGS,
        choice=choice,
        formats=FORMATS[choice.type],
        link=link,
        chosen=link().removesuffix("?"),
        own=link(page=choice.page if choice.page > 1 else "").removesuffix("?"),
        works=works,
        first=(choice.page - 1) * PLACES_A_PAGE + 1,
        has_more=is_full and choice.page < LAST_PAGE,
        years=years[:YEARS_SHOWN],
        earlier=years[YEARS_SHOWN:],
        until=shown["catalogue"]["trendsUntil"],
        days_of=days_of,
    )


def figure(media: Row, ranking: Ranking) -> int:
    """Return what a work is ranked by."""
    value = media["standing"][ranking.figure] if ranking.figure in media["standing"] else media[ranking.figure]
    return value or 0


def days_of(media: Row) -> list[Point]:
    """Return the daily numbers of a work as points of a curve, first to last."""
    days = reversed(media["trends"]["nodes"])
    return [(day["date"], day["popularity"]) for day in days if day["popularity"] is not None]


@cache
def method_html() -> str:
    """Return docs/trending.md without its heading, which the page has. Raises FileNotFoundError."""
    _, _, text = METHOD.read_text().partition("\n")
    return str(MarkdownIt("commonmark").render(text))


def method_page(request: HttpRequest) -> HttpResponse:
    """Say how works are ranked."""
    try:
        return render_page(request, "rankings/method.html", method=method_html())
    except FileNotFoundError:  # a copy without its documentation
        raise Http404("The method is not part of this copy") from None
