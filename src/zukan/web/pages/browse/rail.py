"""The filters beside a shelf: for each facet its values, how many works each would leave, and what is picked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from zukan.filing.bands import read_range
from zukan.web.pages.browse.addresses import address_of
from zukan.web.pages.browse.choice import RANGES, SIGNED, Choice
from zukan.web.pages.browse.naming import chip, range_words
from zukan.web.wording import REGIONS, label

Row = Mapping[str, Any]
Wording = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value. count: works that it would leave; None: it is left out. picked: as it is written, if it is."""

    choice: Choice
    parameter: str
    value: str
    name: str
    count: int | None
    picked: str
    is_left_out: bool

    @property
    def is_picked(self) -> bool:
        return bool(self.picked) and not self.is_left_out

    @property
    def address(self) -> str:
        """Return the address of the shelf with it, or without where it is picked."""
        if self.picked:
            return address_of(self.choice.without(self.parameter, self.picked))
        return address_of(self.choice.adding(self.parameter, self.value))


@dataclass(frozen=True, slots=True)
class Section:
    """One facet. kind: checks, signed (with and without), band (one of several ranges, or two numbers)."""

    parameter: str
    name: str
    kind: str
    options: Sequence[Option]
    picked: int  # how many values are
    every: str = ""  # the address of the page of all values
    low: str = ""
    high: str = ""
    unit: str = ""
    is_open: bool = False


class Chip(NamedTuple):
    """Something picked, and the address of the shelf without it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Something picked, without which an empty shelf would hold so many works."""

    words: str
    address: str
    count: int


def labelled(kind: str) -> Wording:
    return lambda row: label(kind, row["value"])


def plain(row: Row) -> str:
    return str(row["label"])


def country_name(row: Row) -> str:
    found = str(REGIONS.get(row["value"], row["value"]))
    return found[:1].upper() + found[1:]


def decade(row: Row) -> str:
    return f"{row['value'][:4]}s"


def band(unit: str = "") -> Wording:
    """Return the wording of ranges: `80 and up`, `2–13`, `up to 5 min`."""
    forms = (f"{{}}{unit}", f"{{}}{unit} and more", f"up to {{}}{unit}")
    return lambda row: range_words(read_range(row["value"]), *forms)


class Plan(NamedTuple):
    """How a facet is shown. is_open: unless the screen is narrow."""

    parameter: str
    name: str
    kind: str
    wording: Wording
    is_open: bool = False
    unit: str = ""


PLANS = (
    Plan("genre", "Genre", "signed", plain, is_open=True),
    Plan("tag", "Tag", "signed", plain),
    Plan("format", "Format", "checks", labelled("format"), is_open=True),
    Plan("year", "Year", "band", decade, is_open=True),
    Plan("season", "Season", "checks", labelled("season")),
    Plan("status", "Status", "checks", labelled("status")),
    Plan("score", "Score", "band", band(), unit="of 100"),
    Plan("popularity", "Popularity", "band", band(), unit="users"),
    Plan("episodes", "Episodes", "band", band()),
    Plan("length", "Length", "band", band(" min"), unit="minutes an episode"),
    Plan("studio", "Studio", "checks", plain),
    Plan("source", "Made from", "checks", labelled("source")),
    Plan("country", "Country", "checks", country_name),
    Plan("streaming", "Streaming on", "checks", plain),
    Plan("dubbed", "Dubbed in", "checks", plain),
)
LONG = {"tag", "studio", "streaming"}  # a part of their values is shown, and all of them on a page of their own


def sections(choice: Choice, facets: Row) -> list[Section]:
    """Return the facets that have a value to offer or to take back. facets: the MediaFacets of the document."""
    found = (section(plan, choice, facets) for plan in PLANS)
    return [one for one in found if one.options or one.picked]


def section(plan: Plan, choice: Choice, facets: Row) -> Section:
    picked = choice.picked.get(plan.parameter, ())
    ends = choice.range(plan.parameter) if plan.parameter in RANGES else None
    low, high = ("", "") if ends is None else ("" if bound is None else str(bound) for bound in ends)
    return Section(
        plan.parameter,
        plan.name,
        plan.kind,
        [*options(plan, choice, rows_of(plan.parameter, facets))],
        len(picked),
        every_address(choice, plan.parameter) if plan.parameter in LONG else "",
        low,
        high,
        plan.unit,
        plan.is_open or bool(picked),
    )


def rows_of(parameter: str, facets: Row) -> list[Row]:
    """Return the values that are offered, and picked studios that are not among them."""
    rows = list(facets[parameter])
    shown = {row["value"] for row in rows}
    return rows + [row for row in facets["chosenStudios"] if parameter == "studio" and row["value"] not in shown]


def options(plan: Plan, choice: Choice, rows: Iterable[Row]) -> Iterator[Option]:
    """Yield the values that leave something or are picked, then picked ones that are not offered."""
    picked = {value.lower(): value for value in choice.picked.get(plan.parameter, ())}
    for row in rows:
        value = picked.pop(row["value"].lower(), None)
        left_out = picked.pop(f"-{row['value'].lower()}", None) if plan.parameter in SIGNED else None
        if row["count"] or value or left_out:
            yield option(plan, choice, row, value, left_out)
    if plan.kind != "band":
        for value in picked.values():
            bare = value[1:] if plan.parameter in SIGNED and value.startswith("-") else value
            row = {"value": bare, "label": bare, "count": None}
            yield option(plan, choice, row, value if bare == value else None, value if bare != value else None)


def option(plan: Plan, choice: Choice, row: Row, value: str | None, left_out: str | None) -> Option:
    """Return one value. value, left_out: as it is picked."""
    count, name = None if left_out else row["count"], plan.wording(row)
    return Option(choice, plan.parameter, row["value"], name, count, value or left_out or "", bool(left_out))


def every_address(choice: Choice, parameter: str) -> str:
    """Return the address of the page of all values of a facet, for what is picked."""
    return address_of(choice.with_only(parameter, *choice.picked.get(parameter, ())), every_path(choice, parameter))


def every_path(choice: Choice, parameter: str) -> str:
    return f"/{choice.type.lower()}/by/{parameter}"


def studio_names(facets: Row) -> dict[str, str]:
    """Return the names of the picked studios."""
    return {row["value"]: row["label"] for row in facets["chosenStudios"]}


def chips(choice: Choice, studios: Mapping[str, str]) -> list[Chip]:
    """Return all that is picked, each with the way to take it back."""
    return [
        Chip(chip(parameter, value, studios), address_of(choice.without(parameter, value)))
        for parameter, values in choice.picked.items()
        for value in values
    ]


def drops(choice: Choice, dropped: Sequence[int], studios: Mapping[str, str]) -> list[Drop]:
    """Return what to take back so that an empty shelf fills, what leaves most first. dropped: empty without cards."""
    found = [
        Drop(
            " or ".join(chip(parameter, value, studios) for value in values),
            address_without(choice, parameter, values),
            n,
        )
        for (parameter, values), n in zip(choice.conditions(), dropped, strict=bool(dropped))
        if n
    ]
    return sorted(found, key=lambda drop: -drop.count)


def address_without(choice: Choice, parameter: str, values: Sequence[str]) -> str:
    for value in values:
        choice = choice.without(parameter, value)
    return address_of(choice)
