"""Lists of works on the pages of people, studios, genres and tags: what a reader may choose, and works by years."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpResponsePermanentRedirect, QueryDict
from django.http.request import HttpRequest

from zukan.web.pages.rendering import query_link

Row = Mapping[str, Any]

LAST_PAGE = 2_000
LONGEST_WORD = 40
ADULT = "adult"  # the choice that shows titles for adults too: nothing or "1"


class Option(NamedTuple):
    """One of a closed list of choices. key: as it stands in the address, empty for what needs not be said."""

    key: str
    name: str
    value: Any  # as the document takes it; None: not given


NEWEST = Option("", "Newest", ["START_DATE_DESC", "POPULARITY_DESC", "ID"])
OLDEST = Option("oldest", "Oldest", ["START_DATE_KNOWN", "POPULARITY_DESC", "ID"])
POPULAR = Option("popular", "Most popular", ["POPULARITY_DESC", "ID"])
BEST = Option("score", "Best", ["WEIGHTED_SCORE_DESC", "POPULARITY_DESC", "ID"])
BY_DATE = (NEWEST, POPULAR, BEST, OLDEST)
BY_RENOWN = (
    POPULAR._replace(key=""),
    BEST,
    NEWEST._replace(key="newest"),
    OLDEST,
)
TYPES = (Option("", "All", None), Option("anime", "Anime", "ANIME"), Option("manga", "Manga", "MANGA"))
ROLES = (
    Option("", "All roles", None),
    Option("main", "Main", "MAIN"),
    Option("supporting", "Supporting", "SUPPORTING"),
    Option("background", "Background", "BACKGROUND"),
)


class Shown(NamedTuple):
    """An option as a link: whether it is chosen, and the address that chooses it."""

    name: str
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader chose by the address of a page. menus: name of a choice -> its options, the first by default."""

    query: QueryDict
    menus: Mapping[str, Sequence[Option]]
    pages: Sequence[str] = ("page",)  # the names of the numbers of pages
    kept: Sequence[str] = ()  # the names of words that stay as they are

    def option(self, menu: str) -> Option:
        """Return the chosen option; the first when what is asked for is none."""
        options = self.menus[menu]
        return next((option for option in options if option.key == self.query.get(menu, "")), options[0])

    def page(self, name: str = "page") -> int:
        """Return the page that is asked for; the first when that is none."""
        text = self.query.get(name, "")
        number = int(text) if text.isdecimal() and len(text) < 6 else 1
        return min(max(number, 1), LAST_PAGE)

    @property
    def is_adult(self) -> bool:
        return self.query.get(ADULT) == "1"

    @property
    def is_by_year(self) -> bool:
        return self.option("sort").name in {NEWEST.name, OLDEST.name}

    def variables(self) -> dict[str, object]:
        """Return the document's variables; what is not chosen is left out. Titles for adults are, unless wanted."""
        chosen = {menu: self.option(menu).value for menu in self.menus}
        numbers: dict[str, object] = {name: self.page(name) for name in self.pages}
        given = {menu: value for menu, value in chosen.items() if value is not None}
        return numbers | given | ({} if self.is_adult else {"isAdult": False})

    def link(self) -> Callable[..., str]:
        """Return what writes the address of the same page with something changed: `link(page=2)`."""
        kept = {menu: self.option(menu).key for menu in self.menus}
        numbers = {name: str(self.page(name)) for name in self.pages if self.page(name) > 1}
        words = {name: self.query.get(name, "")[:LONGEST_WORD] for name in self.kept}
        return query_link(**words, **kept, **numbers, **{ADULT: "1" if self.is_adult else ""})

    @property
    def first_pages(self) -> dict[str, str]:
        """Return what a link changes that leads to the first pages."""
        return dict.fromkeys(self.pages, "")

    @property
    def adult_address(self) -> str:
        """Return the address of the same page with titles for adults, or without when they are shown."""
        return self.link()(**{**self.first_pages, ADULT: "" if self.is_adult else "1"})

    def menu(self, name: str) -> list[Shown]:
        """Return a choice as links; each leads to first pages."""
        link, chosen = self.link(), self.option(name)
        return [
            Shown(option.name, option == chosen, link(**{**self.first_pages, name: option.key}))
            for option in self.menus[name]
        ]


@dataclass(frozen=True, slots=True)
class Year:
    """Some rows of one year. number: None where it is not known, or where rows are not in the order of their years."""

    number: int | None
    rows: list[Row]


def year_of(edge: Row) -> int | None:
    started: int | None = (edge["node"]["startDate"] or {}).get("year")
    return started


def by_year(edges: Sequence[Row], wishes: Wishes) -> list[Year]:
    """Return rows by the years of their works, as far as they are in that order; all together otherwise."""
    if not wishes.is_by_year:
        return [Year(None, list(edges))] if edges else []
    return [Year(number, list(rows)) for number, rows in groupby(edges, key=year_of)]


def own_address(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect | None:
    """Return the way to a thing's own address when it was asked for by another: an old id, no slug or an old one."""
    if request.path == path:
        return None
    query = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))
