"""`/staff/<id>/<slug>`: a person, the characters they voice and the works they had a hand in."""

from django.http import Http404, HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.pages.listing import BY_DATE, ROLES, TYPES, Wishes, by_year, own_address
from zukan.web.pages.rendering import query_beside, render_page
from zukan.web.pages.staff.arrangement import credits_of, facts_of, summary_of

QUERY = query_beside(__file__)
MENUS = {"sort": BY_DATE, "type": TYPES, "role": ROLES}


def staff_page(request: HttpRequest, staff_id: int, slug: str = "") -> HttpResponse:
    """Show a person. Any address of theirs but their own leads to their own for good."""
    wishes = Wishes(request.GET, MENUS, pages=("page", "works"))
    person = read_page(QUERY, {"id": staff_id, **wishes.variables()})["person"]
    if person is None:
        raise Http404(f"There is no person {staff_id}")
    if elsewhere := own_address(request, person["path"]):
        return elsewhere
    return render_page(
        request,
        "staff/page.html",
        person=person,
        facts=facts_of(person),
        summary=summary_of(person),
        wishes=wishes,
        roles=by_year(person["characterMedia"]["edges"], wishes),
        credits=by_year(credits_of(person["staffMedia"]["edges"]), wishes),
    )
