"""`/character/<id>/<slug>`: a character, the works it appears in, and who voices it."""

from django.http import Http404, HttpRequest, HttpResponse

from zukan.graph.site import read_page
from zukan.web.pages.character.arrangement import facts_of, summary_of, voices_of
from zukan.web.pages.listing import BY_DATE, ROLES, TYPES, Wishes, by_year, own_address
from zukan.web.pages.rendering import query_beside, render_page

QUERY = query_beside(__file__)
MENUS = {"sort": BY_DATE, "type": TYPES, "role": ROLES}


def character_page(request: HttpRequest, character_id: int, slug: str = "") -> HttpResponse:
    """Show a character. Any address of it but its own leads to its own for good."""
    wishes = Wishes(request.GET, MENUS, kept=("voices",))
    character = read_page(QUERY, {"id": character_id, **wishes.variables()})["character"]
    if character is None:
        raise Http404(f"There is no character {character_id}")
    if elsewhere := own_address(request, character["path"]):
        return elsewhere
    edges = character["media"]["edges"]
    voices = voices_of(edges, request.GET.get("voices", ""))
    return render_page(
        request,
        "character/page.html",
        character=character,
        facts=facts_of(character),
        summary=summary_of(character),
        voices=voices,
        wishes=wishes,
        years=by_year(edges, wishes),
    )
