"""`/search/suggest?q=`: what somebody may mean who is still typing, as a part of a page."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from zukan.graph.searching import Searches
from zukan.graph.site import read_page
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


def meant(words: str) -> dict[str, list[dict[str, Any]]]:
    """Return works, characters and staff whom words may mean."""
    if not words:
        return {"works": [], "characters": [], "staff": []}
    found = read_page(QUERY, {"search": words}, searches=Searches(MOST, near={"media"}))
    return {
        "works": found["works"]["media"],
        "characters": found["characters"]["characters"],
        "staff": found["staff"]["staff"],
    }
