"""`/genres`: every genre and every tag."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.artwork.patterns import pattern_of
from zukan.web.pages.genre.arrangement import gloss_of
from zukan.web.pages.listing import Wishes
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
ONLY_FOR_ADULTS = "Hentai"  # the one genre that no other title has

Row = Mapping[str, Any]


def genres_page(request: HttpRequest) -> HttpResponse:
    """Show all genres, and all tags by their categories. Those for adults are left out, unless wanted."""
    wishes = Wishes(request.GET, {})
    shown = read_page(QUERY)
    return render_page(
        request,
        "genres/page.html",
        genres=[
            {**genre, "gloss": gloss_of(genre["name"]), "pattern": pattern_of([genre["name"]], 0)}
            for genre in shown["catalogue"]["genres"]
            if genre["path"] and (wishes.is_adult or genre["name"] != ONLY_FOR_ADULTS)
        ],
        categories=categories_of([tag for tag in shown["tags"] if is_shown(tag, wishes.is_adult)]),
        wishes=wishes,
    )


def is_shown(tag: Row, is_adult: bool) -> bool:
    """Tell whether a tag is listed: one that a title carries; one for adults where they are wanted."""
    return is_adult or not (tag["isAdult"] or tag["anime"] + tag["manga"] == 0)


def categories_of(tags: Sequence[Row]) -> list[tuple[str | None, list[Row]]]:
    """Return tags by category, in alphabetical order; those without one last."""
    ordered = sorted(tags, key=lambda tag: (tag["category"] is None, tag["category"] or ""))  # keeps tags in order
    return [(category, list(some)) for category, some in groupby(ordered, key=lambda tag: tag["category"])]
