"""`/search/suggest?q=`: what somebody may mean who is still typing, as a part of a page."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zukan.graph.searching import Searches
from zukan.graph.site import read_page
from zukan.web.pages.search.finds import finds_among
from zukan.web.pages.search.words import words_of

QUERY = Path(__file__).with_name("suggest.graphql").read_text()
MOST = 30  # of a kind that are looked at: titles for adults among them are left out
KEPT_SECONDS = 60  # by the browser, for who goes back a letter


def suggestions(request: HttpRequest) -> HttpResponse:
    """Show a few works, and people who are called just so. Nothing is shown without words.

    Pictures that are lacking are not asked for: what passes by while somebody types was not looked at.
    """
    words = words_of(request.GET)
    response = HttpResponse(render_to_string("search/suggestions.html", {"words": words, **meant(words)}))
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    return response


def meant(words: str) -> dict[str, list[Any]]:
    """Return works, characters and staff whom words may mean; works that only come near apart."""
    if not words:
        return {}
    searches = Searches(MOST, near={"media"})
    answer = read_page(QUERY, {"search": words}, searches=searches)
    works = finds_among(answer["works"]["media"], searches.found("media", words) or [])
    return {
        "works": [find for find in works if not find.is_near],
        "near": [find for find in works if find.is_near],
        "characters": answer["characters"]["characters"],
        "staff": answer["staff"]["staff"],
    }
