"""Addresses of drawn artwork, and the views behind them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from zukan.graph.site import read_page
from zukan.web.artwork.colour import accent_stylesheet, dye, is_hex
from zukan.web.artwork.jacket import Jacket, draw
from zukan.web.artwork.patterns import pattern_of
from zukan.web.assets import keep_forever

# What a Jacket is made of. Documents of pages that show covers select the same.
QUERY = """
query ($id: Int) {
  Media(id: $id) {
    id type format genres title { romaji english native } startDate { year } coverImage { color }
  }
}
"""


def cover_url(media: Mapping[str, Any]) -> str:
    """Return the address of a work's drawn cover."""
    # Written out: `reverse` costs more than the rest, and a page may show two hundred.
    return f"/cover/{media['id']}.svg?v={Jacket.of(media).version}"


def colour_of(media: Mapping[str, Any]) -> str:
    colour = (media["coverImage"] or {}).get("color")
    return colour.lower() if is_hex(colour) else dye(media["id"])


def accent_url(media: Mapping[str, Any]) -> str:
    """Return the address of the style sheet that makes a work's colour the accent of its page."""
    return reverse("accent", args=[colour_of(media).removeprefix("#")])


def pattern_for(media: Mapping[str, Any]) -> str:
    return pattern_of(media["genres"] or (), media["id"])


def accent_view(request: HttpRequest, colour: str) -> HttpResponse:
    return keep_forever(HttpResponse(accent_stylesheet(f"#{colour}"), content_type="text/css; charset=utf-8"))


def cover_view(request: HttpRequest, media_id: int) -> HttpResponse:
    """Draw a cover. An address that names the drawing's version is good for ever, any other for an hour."""
    media = read_page(QUERY, {"id": media_id})["Media"]
    if media is None:
        raise Http404("There is no such title")
    jacket = Jacket.of(media)
    response = HttpResponse(draw(jacket), content_type="image/svg+xml; charset=utf-8")
    if request.GET.get("v") == jacket.version:
        return keep_forever(response)
    response["Cache-Control"] = "public, max-age=3600"
    return response
