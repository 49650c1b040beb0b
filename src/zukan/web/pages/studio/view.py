"""`/studio/<id>/<slug>`: a company, the works it made and those it took part in."""

from django.http import Http404, HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.pages.listing import BY_DATE, Wishes, by_year, own_address
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
MENUS = {"sort": BY_DATE}


def studio_page(request: HttpRequest, studio_id: int, slug: str = "") -> HttpResponse:
    """Show a studio. Any address of it but its own leads to its own for good."""
    wishes = Wishes(request.GET, MENUS, pages=("page", "others"))
    studio = read_page(QUERY, {"id": studio_id, **wishes.variables()})["studio"]
    if studio is None:
        raise Http404(f"There is no studio {studio_id}")
    if elsewhere := own_address(request, studio["path"]):
        return elsewhere
    return render_page(
        request,
        "studio/page.html",
        studio=studio,
        wishes=wishes,
        main=by_year(studio["main"]["edges"], wishes),
        other=by_year(studio["other"]["edges"], wishes),
    )
