"""What was found, in a reader's order: the rows of one kind, why each was found, and what is not among them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from zukan.catalogue.names import fold_name
from zukan.graph.searching import Searches
from zukan.search.finding import Found
from zukan.web.pages.listing import TYPES, Option, Wishes

Row = Mapping[str, Any]

KINDS = (
    Option("", "Works", "media"),
    Option("character", "Characters", "character"),
    Option("staff", "Staff", "staff"),
    Option("studio", "Studios", "studio"),
)


class Find(NamedTuple):
    """A row. reason: the name by which it was found, when another one is displayed. is_near: it only comes near."""

    row: Row
    reason: str
    is_near: bool


@dataclass(frozen=True, slots=True)
class Finds:
    """What is shown of a search.

    finds: of one page. counts: of each kind. types: of works of each type. adult: how many for adults are left out,
    others: how many works of the other type. is_cut: there are more, at which nobody looked.
    """

    kind: str
    finds: list[Find]
    info: Row
    counts: Mapping[str, int]
    types: Mapping[str, int]
    adult: int
    others: int
    is_cut: bool

    @property
    def exact(self) -> int:
        """How many are called so. What comes near is added to a few of them only: they stand on the first page."""
        return int(self.info["count"]) if not self.near else len(self.finds) - self.near

    @property
    def near(self) -> int:
        """How many on this page only come near."""
        return sum(find.is_near for find in self.finds)

    @property
    def elsewhere(self) -> list[Option]:
        """The other kinds of which some are called so."""
        return [option for option in KINDS if option.value != self.kind and self.counts[option.value]]

    def tabs(self, link: Callable[..., str]) -> list["Tab"]:
        """Return all kinds with how many are called so."""
        return [
            Tab(
                option.name,
                self.exact if option.value == self.kind and self.near else self.counts[option.value],
                option.value == self.kind,
                link(kind=option.key, type="", page=""),
            )
            for option in KINDS
        ]

    def choices(self, chosen: Option, link: Callable[..., str]) -> list["Tab"]:
        """Return the types of works with how many are found of each."""
        return [
            Tab(option.name, self.types[option.key], option == chosen, link(type=option.key, page=""))
            for option in TYPES
        ]


class Tab(NamedTuple):
    """A part of what was found, as a link."""

    name: str
    number: int
    is_chosen: bool
    address: str


def finds_of(answer: Row, searches: Searches, words: str, wishes: Wishes) -> Finds:
    """answer: to query.graphql with these searches."""
    kind = wishes.option("kind").value
    page, found = answer[kind], searches.found(kind, words) or []
    types = {type_: count_of(answer, type_) for type_ in ("anime", "manga") if type_ in answer}
    every = sum(types.values()) if types else page["pageInfo"]["count"]
    counts = {option.value: count_of(answer, f"all{option.value.title()}") for option in KINDS} | {kind: every}
    return Finds(
        kind=kind,
        finds=finds_among(page["rows"], found),
        info=page["pageInfo"],
        counts=counts,
        types={"": every, **types} if types else {},
        adult=0 if wishes.is_adult else count_of(answer, f"adult{kind.title()}"),
        others=every - page["pageInfo"]["count"],
        is_cut=len(found) >= searches.most,
    )


def count_of(answer: Row, root: str) -> int:
    """Return how many a root counts; 0 when it was not asked for."""
    return int(answer[root]["pageInfo"]["count"]) if root in answer else 0


def finds_among(rows: Sequence[Row], found: Sequence[Found]) -> list[Find]:
    """Return rows with why they were found."""
    names = {one.id: one for one in found}
    return [find_of(row, names.get(row["id"])) for row in rows]


def find_of(row: Row, found: Found | None) -> Find:
    """found: None where the index was not asked."""
    name = found.name if found else ""
    return Find(row, name if is_other(name, displayed(row)) else "", found is not None and found.is_near)


def displayed(row: Row) -> str:
    """Return the name under which something is shown."""
    name = row["title"]["userPreferred"] if "title" in row else row["name"]
    return str(name["full"] if isinstance(name, Mapping) else name)


def is_other(name: str, shown: str) -> bool:
    return bool(name) and fold_name(name) != fold_name(shown)
