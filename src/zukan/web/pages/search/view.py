"""`/search?q=&kind=`: works, characters, staff and studios by any of their names."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from zukan.graph.searching import Searches
from zukan.graph.site import read_page
from zukan.web.pages.listing import TYPES, Wishes
from zukan.web.pages.rendering import query_beside, query_link, render_page
from zukan.web.pages.search.finds import KINDS, Finds, finds_of
from zukan.web.pages.search.words import words_of

QUERY = query_beside(__file__)
MOST = 120  # of a kind that are looked at: five pages
MOST_BEFORE_CHOICE = 500  # the same when one type of them is chosen
MENUS = {"kind": KINDS, "type": TYPES}


def search_page(request: HttpRequest) -> HttpResponse:
    """Without words there is nothing to ask the database."""
    words, wishes = words_of(request.GET), Wishes(request.GET, MENUS)
    finds = find(words, wishes) if words else None
    link = link_of(words, wishes)
    return render_page(request, "search/page.html", words=words, wishes=wishes, finds=finds, link=link)


def find(words: str, wishes: Wishes) -> Finds:
    """Names that only come near are wanted of the kind that is shown; of the others they would only seem to be hits."""
    kind = wishes.option("kind").value
    most = MOST_BEFORE_CHOICE if wishes.option("type").value else MOST
    searches = Searches(most, near={kind})
    answer = read_page(QUERY, {"search": words, **variables_of(wishes)}, searches=searches)
    return finds_of(answer, searches, words, wishes)


def link_of(words: str, wishes: Wishes) -> Callable[..., str]:
    """Return what writes addresses of the same search with something changed: `link(page=2)`."""
    chosen = {menu: wishes.option(menu).key for menu in MENUS}
    return query_link(q=words, **chosen, adult="1" if wishes.is_adult else "")


def variables_of(wishes: Wishes) -> dict[str, Any]:
    """Return the document's variables. Only the rows of one kind are asked for; the type is one of works alone."""
    variables = wishes.variables()
    kind = variables.pop("kind")
    return variables | {f"of{option.value.title()}": option.value == kind for option in KINDS}
