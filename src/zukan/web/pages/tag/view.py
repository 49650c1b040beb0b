"""`/tag/<id>/<slug>`: the works that carry a tag, and the tags and genres that go with it."""

from django.http import Http404, HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.pages.genre.arrangement import related_shown
from zukan.web.pages.listing import BY_RENOWN, TYPES, Wishes, own_address
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
MENUS = {"sort": BY_RENOWN, "type": TYPES}


def tag_page(request: HttpRequest, tag_id: int, slug: str = "") -> HttpResponse:
    """Show a tag. Any address of it but its own leads to its own for good."""
    wishes = Wishes(request.GET, MENUS)
    tag = read_page(QUERY, {"id": tag_id, **wishes.variables()})["tag"]
    if tag is None:
        raise Http404(f"There is no tag {tag_id}")
    if elsewhere := own_address(request, tag["path"]):
        return elsewhere
    return render_page(
        request,
        "tag/page.html",
        tag=tag,
        related=[row for row in tag["related"] if related_shown(row["tag"], wishes.is_adult or tag["isAdult"])],
        wishes=wishes,
    )
