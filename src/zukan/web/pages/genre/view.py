"""`/genre/<slug>`: the works of a genre, and the tags that they often carry."""

from django.http import Http404, HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.artwork.patterns import pattern_of
from zukan.web.pages.genre.arrangement import gloss_of, related_shown
from zukan.web.pages.listing import BY_RENOWN, TYPES, Wishes
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
MENUS = {"sort": BY_RENOWN, "type": TYPES}


def genre_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a genre."""
    wishes = Wishes(request.GET, MENUS)
    genre = read_page(QUERY, {"slug": slug, **wishes.variables()})["genre"]
    if genre is None:
        raise Http404(f"There is no genre {slug}")
    return render_page(
        request,
        "genre/page.html",
        genre=genre,
        gloss=gloss_of(genre["name"]),
        pattern=pattern_of([genre["name"]], 0),
        tags=[row for row in genre["tags"] if related_shown(row["tag"], wishes.is_adult)],
        wishes=wishes,
    )
