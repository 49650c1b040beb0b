"""`/search?q=`: titles in any of their spellings."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from zukan.graph.site import read_page
from zukan.web.pages.rendering import query_beside, query_link, render_page

QUERY = query_beside(__file__)
LONGEST = 200  # letters of a search that are looked at
LAST_PAGE = 200
TYPES = ("ANIME", "MANGA")


def search_page(request: HttpRequest) -> HttpResponse:
    """Without words there is nothing to ask the database."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    choice: dict[str, Any] = {"type": chosen_type(request.GET), "adult": request.GET.get("adult") == "1"}
    found = find(words, choice, page_number(request.GET)) if words else None
    return render_page(request, "search/page.html", words=words, found=found, link=search_link(words, choice), **choice)


def find(words: str, choice: dict[str, Any], page: int) -> dict[str, Any]:
    variables = {"search": words, "page": page}
    if choice["type"]:
        variables["type"] = choice["type"]
    if not choice["adult"]:
        variables["isAdult"] = False
    found: dict[str, Any] = read_page(QUERY, variables)["found"]
    return found


def chosen_type(query: QueryDict) -> str | None:
    wanted = query.get("type", "").upper()
    return wanted if wanted in TYPES else None


def page_number(query: QueryDict) -> int:
    """Return the page that is asked for; the first when that is no page."""
    text = query.get("page", "")
    number = int(text) if text.isdecimal() and len(text) < 6 else 1
    return min(max(number, 1), LAST_PAGE)


def search_link(words: str, choice: dict[str, Any]) -> Callable[..., str]:
    """Return what writes addresses of the same search with something changed: `link(page=2)`."""
    return query_link(q=words, type=(choice["type"] or "").lower(), adult="1" if choice["adult"] else "")
