"""`/anime`, `/manga`: works, picked by anything known of them. `/anime/by/studio`: all values of a facet."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from zukan.graph.site import read_page
from zukan.web.pages.browse.addresses import address_of
from zukan.web.pages.browse.choice import SORTS, VIEWS, Choice, is_form, read_choice
from zukan.web.pages.browse.naming import ORDERS, heading
from zukan.web.pages.browse.rail import LONG, PLANS, chips, drops, every_address, options, sections, studio_names
from zukan.web.pages.rendering import query_beside, query_named, render_page

QUERY = query_beside(__file__)
EVERY_QUERY = query_named(__file__, "every")
EVERY_PAGE = 300  # values of a facet on a page of their own
NOTHING: dict[str, Any] = {
    "count": 0,
    "adults": 0,
    "dropped": [],
    "chosenStudios": [],
    **{plan.parameter: [] for plan in PLANS},
}
PAGES_BY_THEMSELVES = 4  # so many more come by scrolling; then the reader asks, so that the foot of the page is reached


def browse_page(type_: str) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of a type's shelves."""

    def view(request: HttpRequest) -> HttpResponse:
        choice = read_choice(type_, request.GET)
        if is_form(request.GET) and "HX-Request" not in request.headers:
            return HttpResponseRedirect(address_of(choice))
        if request.headers.get("HX-Target") == "more":
            return more_works(request, choice)
        return shelf(request, choice)

    return view


def more_works(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Answer what a scrolling reader asks for: the next works and the way on, without the filters."""
    found = read_page(QUERY, {**choice.variables(), "facets": False})["found"]
    return varied(render_page(request, "browse/more.html", **shown_works(choice, found)))


def shelf(request: HttpRequest, choice: Choice) -> HttpResponse:
    answer = read_page(QUERY, {**choice.variables(), "facets": True})
    found, facets = answer["found"], answer["facets"] or NOTHING
    if choice.page > 1 and not found["media"]:
        return HttpResponseRedirect(address_of(replace(choice, page=1)))
    studios, shown = studio_names(facets), sections(choice, facets)
    response = render_page(
        request,
        "browse/page.html",
        **shown_works(choice, found),
        heading=heading(choice, studios),
        facets=facets,
        sections=shown,
        unseen=unseen(choice, {one.parameter for one in shown}),
        chips=chips(choice, studios),
        drops=[] if found["media"] else drops(choice, facets["dropped"], studios),
        cleared=address_of(choice.cleared()),
        adult_address=address_of(choice.with_only("adult") if choice.is_adult else choice.with_only("adult", "1")),
        feed=address_of(replace(choice, page=1, sort="popular", view="grid"), f"/{choice.type.lower()}.atom"),
        sorts=[(sort, ORDERS[sort]) for sort in SORTS],
    )
    response["HX-Push-Url"] = address_of(choice)
    return varied(response)


def unseen(choice: Choice, shown: set[str]) -> list[tuple[str, str]]:
    """Return what is picked of facets that are not shown, so that the form keeps it."""
    seen = shown | {"adult"} | ({"rank"} if "tag" in shown else set())
    return [(name, value) for name, values in choice.picked.items() if name not in seen for value in values]


def varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def shown_works(choice: Choice, found: dict[str, Any]) -> dict[str, Any]:
    """Return what shows one page of works and the way to the others."""
    return {
        "choice": choice,
        "works": found["media"],
        "before": address_of(replace(choice, page=choice.page - 1)) if choice.page > 1 else "",
        "after": address_of(replace(choice, page=choice.page + 1)) if found["pageInfo"]["hasNextPage"] else "",
        "is_by_itself": choice.page % (PAGES_BY_THEMSELVES + 1) != 0,
        "views": [(view, address_of(replace(choice, view=view, page=1))) for view in VIEWS],
        "start": (choice.page - 1) * VIEWS[choice.view] + 1,
    }


def every_value_page(request: HttpRequest, type_: str, parameter: str) -> HttpResponse:
    """All values of a facet that has many, or those whose name holds some letters, by how many works they leave."""
    if parameter not in LONG:
        raise Http404("There is no such list")
    choice = replace(read_choice(type_, request.GET), page=1)
    letters = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:60]
    plan = next(plan for plan in PLANS if plan.parameter == parameter)
    facets = every_value(choice, parameter, letters)
    return render_page(
        request,
        "browse/every.html",
        choice=choice,
        plan=plan,
        heading=heading(choice, studio_names(facets)),
        facets=facets,
        letters=letters,
        options=[option for option in options(plan, choice, facets.get("values", ())) if option.count],
        kept=[(name, value) for name, values in choice.picked.items() for value in values],
        shelf=address_of(choice),
        here=every_address(choice, parameter),
        most=EVERY_PAGE,
    )


def every_value(choice: Choice, parameter: str, letters: str) -> dict[str, Any]:
    """Return the values of a facet whose names hold some letters, what leaves most first."""
    asked = {**choice.variables(), "facet": parameter.upper(), "label": pattern(letters), "perPage": EVERY_PAGE}
    found: dict[str, Any] = read_page(EVERY_QUERY, asked)["facets"] or NOTHING
    return found


def pattern(letters: str) -> str | None:
    """Return letters as a LIKE pattern; None for none."""
    escaped = letters.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%" if letters else None
