"""What a reader has picked: read from an address, written to it again, and asked of the graph."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from zukan.catalogue.models import MediaFormat, MediaSeason, MediaSource, MediaStatus
from zukan.filing.bands import Range, read_range

MOST_VALUES = 20  # of one parameter
LONGEST = 100  # letters of a name
LAST_PAGE = 2_000
VIEWS = {"grid": 48, "list": 24, "table": 60}  # works a page
SORTS: Mapping[str, tuple[str, ...]] = {
    "popular": ("POPULARITY_DESC", "ID"),
    "score": ("WEIGHTED_SCORE_DESC",),
    "trending": ("TRENDING_DESC", "POPULARITY_DESC"),
    "newest": ("START_DATE_DESC",),
    "oldest": ("START_DATE_KNOWN",),
    "title": ("TITLE",),
    "favourites": ("FAVOURITES_DESC",),
    "updated": ("UPDATED_AT_DESC",),
}
FIRST_SORT, FIRST_VIEW = "popular", "grid"
ENDS = ("from", "to")  # a range in two fields of a form: `year_from`, `year_to`

Reader = Callable[[str], str | None]
Picked = Mapping[str, tuple[str, ...]]


def member(*names: str) -> Reader:
    """Return a reader of a member of a closed list, in whatever case."""
    return lambda text: text.upper() if text.upper() in names else None


def name(text: str) -> str | None:
    """Return the name of an open list, spaces put in order; a sign before it means all but these."""
    words = " ".join(re.sub(r"[\0\ud800-\udfff]", " ", text).split())[:LONGEST]
    return words if words.strip("-") else None


def number(text: str) -> str | None:
    """Return an id or a rank."""
    return str(int(text)) if re.fullmatch("[0-9]{1,9}", text) else None


def rank(text: str) -> str | None:
    return str(min(int(text), 100)) if number(text) else None


def span(text: str) -> str | None:
    """Return a range of numbers."""
    found = read_range(text)
    return str(found) if found else None


def country(text: str) -> str | None:
    return text.upper() if re.fullmatch("[A-Za-z]{2}", text) else None


READERS: Mapping[str, Reader] = {  # in the order of addresses
    "genre": name,
    "tag": name,
    "rank": rank,
    "format": member(*MediaFormat.values),
    "status": member(*MediaStatus.values),
    "season": member(*MediaSeason.values),
    "year": span,
    "studio": number,
    "source": member(*MediaSource.values),
    "country": country,
    "score": span,
    "popularity": span,
    "episodes": span,
    "length": span,
    "streaming": name,
    "dubbed": name,
    "adult": lambda text: "1" if text == "1" else None,
}
SIGNED = {"genre", "tag"}  # a value after a minus is left out
RANGES = {  # parameter -> stem of the arguments
    "year": "year",
    "score": "averageScore",
    "popularity": "popularity",
    "episodes": "episodes",
    "length": "duration",
}
LISTS = {
    "format": "format_in",
    "status": "status_in",
    "season": "season_in",
    "studio": "studioId_in",
    "source": "source_in",
    "country": "countryOfOrigin_in",
    "streaming": "licensedBy_in",
    "dubbed": "dubLanguage_in",
}
ONCE = {"rank", "adult", *RANGES}  # of several values the last one stands
# As the graph orders the conditions of MediaFacets: so `dropped` is read.
CONDITIONS = (
    *("format", "status", "season", "year", "genre", "-genre", "tag", "-tag", "studio", "source", "country"),
    *("score", "popularity", "episodes", "length", "streaming", "dubbed"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One shelf. picked: parameter -> values as addresses write them, without repetition."""

    type: str  # ANIME, MANGA
    picked: Picked = field(default_factory=dict)
    sort: str = FIRST_SORT
    view: str = FIRST_VIEW
    page: int = 1

    def values(self, parameter: str) -> tuple[str, ...]:
        """Return what is picked of a parameter; for one with signs, of those without a minus."""
        return tuple(value for value in self.picked.get(parameter, ()) if not is_left_out(parameter, value))

    def left_out(self, parameter: str) -> tuple[str, ...]:
        """Return what is excluded by a parameter, without the minus."""
        return tuple(value[1:] for value in self.picked.get(parameter, ()) if is_left_out(parameter, value))

    def range(self, parameter: str) -> Range | None:
        values = self.picked.get(parameter)
        return read_range(values[0]) if values else None

    @property
    def is_adult(self) -> bool:
        return "adult" in self.picked

    def with_only(self, parameter: str, *values: str) -> "Choice":
        """Return the shelf with these values of a parameter and no others, from its first page."""
        rest = {name: kept for name, kept in self.picked.items() if name != parameter}
        picked = {**rest, parameter: values} if values else rest
        return replace(self, picked={name: picked[name] for name in READERS if name in picked}, page=1)

    def without(self, parameter: str, value: str) -> "Choice":
        """Return the shelf without one value."""
        return self.with_only(parameter, *(kept for kept in self.picked.get(parameter, ()) if kept != value))

    def adding(self, parameter: str, value: str) -> "Choice":
        """Return the shelf with a value: besides the others of genres and tags, else in their place."""
        before = self.picked.get(parameter, ()) if parameter in SIGNED else ()
        opposite = value[1:] if value.startswith("-") else f"-{value}"
        return self.with_only(parameter, *dict.fromkeys((*(kept for kept in before if kept != opposite), value)))

    def cleared(self) -> "Choice":
        """Return all works of the type, sorted and shown in the same way."""
        return replace(self, picked={}, page=1)

    def conditions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield parameters with the values that make one condition, in the order of `dropped`."""
        for place in CONDITIONS:
            parameter = place.removeprefix("-")
            if parameter in SIGNED:
                wanted = self.left_out(parameter) if place != parameter else self.values(parameter)
                yield from ((parameter, (f"-{value}" if place != parameter else value,)) for value in wanted)
            elif parameter in self.picked:
                yield parameter, self.picked[parameter]

    def variables(self) -> dict[str, Any]:
        """Return the variables of the page's document."""
        asked: dict[str, Any] = {"type": self.type, "sort": SORTS[self.sort], "page": self.page}
        asked |= {"perPage": VIEWS[self.view], "list": self.view == "list", "table": self.view == "table"}
        asked |= {"minimumTagRank": int(self.picked["rank"][0])} if "rank" in self.picked else {}
        asked |= {} if self.is_adult else {"isAdult": False}
        return asked | dict(self.lists()) | dict(self.bounds()) | {"studios": self.values("studio")}

    def lists(self) -> Iterator[tuple[str, Sequence[object]]]:
        """Yield the arguments that are lists of values; none for nothing picked."""
        for parameter, argument in LISTS.items():
            if values := self.values(parameter):
                yield argument, [int(value) for value in values] if parameter == "studio" else values
        for parameter in SIGNED:
            for argument, values in (("in", self.values(parameter)), ("not_in", self.left_out(parameter))):
                if values:
                    yield f"{parameter}_{argument}", values

    def bounds(self) -> Iterator[tuple[str, int]]:
        for parameter, stem in RANGES.items():
            if found := self.range(parameter):
                if found.low is not None:
                    yield f"{stem}_greater", found.low - 1
                if found.high is not None:
                    yield f"{stem}_lesser", found.high + 1


def is_left_out(parameter: str, value: str) -> bool:
    return parameter in SIGNED and value.startswith("-")


def read_choice(type_: str, query: QueryDict) -> Choice:
    """Return what an address picks; what it does not write well is not picked."""
    found = {name: read_values(name, query.getlist(name) + form_range(name, query)) for name in READERS}
    picked = {name: values for name, values in found.items() if values}
    sort, view = query.get("sort", ""), query.get("view", "")
    return Choice(
        type_,
        picked,
        sort if sort in SORTS else FIRST_SORT,
        view if view in VIEWS else FIRST_VIEW,
        page_number(query.get("page", "")),
    )


def read_values(parameter: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a parameter as addresses write them."""
    read = (READERS[parameter](text.strip()) for text in texts[:MOST_VALUES])
    values = tuple(dict.fromkeys(value for value in read if value))
    if parameter in SIGNED:
        values = tuple(value for value in values if value.lstrip("-") == value or value[1:] not in values)
    return values[-1:] if parameter in ONCE else values


def form_range(parameter: str, query: QueryDict) -> list[str]:
    """Return the range that the two fields of a form give."""
    low, high = (query.get(f"{parameter}_{end}", "").strip() for end in ENDS)
    return [f"{low}-{high}"] if parameter in RANGES and (low or high) else []


def is_form(query: QueryDict) -> bool:
    """Tell whether an address is as a form writes it: with fields of its own, and empty ones."""
    own = {f"{parameter}_{end}" for parameter in RANGES for end in ENDS}
    return any(name in own or not all(query.getlist(name)) for name in query)


def page_number(text: str) -> int:
    """Return the page that is asked for; the first when that is no page."""
    found = int(text) if re.fullmatch("[0-9]{1,6}", text) else 1
    return min(max(found, 1), LAST_PAGE)
