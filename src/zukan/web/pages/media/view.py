"""`/anime/<id>/<slug>` and `/manga/<id>/<slug>`: all that is known of one work."""

from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from zukan.graph.site import read_page
from zukan.web.pages.media import arrangement
from zukan.web.pages.media.episodes import episodes_of
from zukan.web.pages.media.trailer import trailer_of
from zukan.web.pages.rendering import query_beside, query_link, render_page

QUERY = query_beside(__file__)


def media_page(request: HttpRequest, media_id: int, slug: str = "") -> HttpResponse:
    """Show a work. Any address of it but its own, by kind or slug, leads to its own for good."""
    media = read_page(QUERY, {"id": media_id})["media"]
    if media is None:
        raise Http404(f"There is no title {media_id}")
    if request.path != unquote(media["path"]):
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(media["path"] + (f"?{query}" if query else ""))
    return render_page(request, "media/page.html", media=media, **arranged(media, request))


def arranged(media: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows in another order than the database gives it."""
    voices, dub = request.GET.get("voices", ""), request.GET.get("dub", "")
    tags, spoilers = arrangement.split_spoilers(media)
    return {
        "summary": arrangement.description_for_machines(media),
        "facts": arrangement.facts_of(media),
        "cast": arrangement.cast_of(media, voices),
        "episodes": episodes_of(media, dub),
        "link": query_link(voices=voices, dub=dub),
        "links": arrangement.links_of(media),
        "related": arrangement.related_of(media),
        "score": arrangement.score_of(media),
        "similar": arrangement.similar_of(media),
        "statuses": arrangement.statuses_of(media),
        "listed_days": arrangement.days_of(media, "popularity"),
        "score_days": arrangement.days_of(media, "averageScore"),
        "main_studios": arrangement.studios_of(media, is_main=True),
        "other_studios": arrangement.studios_of(media, is_main=False),
        "tags": tags,
        "spoilers": spoilers,
        "trailer": trailer_of(media),
    }
