"""How many works would remain: counted on the card index, where each value is a string of one bit a work.

Every condition is a string; all of them together are the works that match, and all but one are those that would without
it. A count is then one operation on two strings, however many works there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zukan.filing.models import Card
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Dialect, Kind
from zukan.graph.errors import QueryError
from zukan.graph.lists import MOST_CONDITIONS, nth
from zukan.graph.shape import Among, Column, Condition, Filter, Many, Order, Shape, Source
from zukan.graph.shapes.columns import column
from zukan.graph.sql import Bind, Sql, bound, join, sql

CARDS = "filing_card"
BANDS_OF = {
    "DECADE": "YEAR",
    "SCORE_BAND": "SCORE",
    "POPULARITY_BAND": "POPULARITY",
    "EPISODES_BAND": "EPISODES",
    "LENGTH_BAND": "LENGTH",
}
TAG_AT_RANK = (
    "(select bits_at(w.number,f.every) from catalogue_mediatagrank r join filing_place w on w.media_id=r.media_id"
    " join catalogue_media m on m.id=r.media_id where m.type=f.type and r.rank>=:rank"
    " and r.tag_id in (select id from catalogue_mediatag where lower(name)=lower(:value)))"
)
POPULAR = (
    "(select bits_at(w.number,f.every) from catalogue_media m join filing_place w on w.media_id=m.id"
    " where m.type=f.type and "
)
POPULAR_FROM = f"(select v.bits from {CARDS} v where v.type=f.type and v.facet='POPULARITY' and v.number-1"


@dataclass(frozen=True, slots=True)
class AnyValue:
    """Works that carry any value of a list. column: of the card, that is compared."""

    facet: str
    argument: str
    column: str
    type: str  # PostgreSQL's type of the list


@dataclass(frozen=True, slots=True)
class Between:
    """Works whose number lies between two bounds, neither included. stem: of the arguments."""

    facet: str
    stem: str


@dataclass(frozen=True, slots=True)
class EachValue:
    """Works that carry each value of a list, or none of them: as many conditions as values."""

    facet: str
    argument: str
    negated: bool = False


Group = AnyValue | Between | EachValue
GROUPS: tuple[Group, ...] = (
    AnyValue("FORMAT", "format_in", "value", "text[]"),
    AnyValue("STATUS", "status_in", "value", "text[]"),
    AnyValue("SEASON", "season_in", "value", "text[]"),
    Between("YEAR", "year"),
    EachValue("GENRE", "genre_in"),
    EachValue("GENRE", "genre_not_in", negated=True),
    EachValue("TAG", "tag_in"),
    EachValue("TAG", "tag_not_in", negated=True),
    AnyValue("STUDIO", "studioId_in", "number", "int[]"),
    AnyValue("SOURCE", "source_in", "value", "text[]"),
    AnyValue("COUNTRY", "countryOfOrigin_in", "value", "text[]"),
    Between("SCORE", "averageScore"),
    Between("POPULARITY", "popularity"),
    Between("EPISODES", "episodes"),
    Between("LENGTH", "duration"),
    AnyValue("STREAMING", "licensedBy_in", "value", "text[]"),
    AnyValue("DUBBED", "dubLanguage_in", "value", "text[]"),
)
FACETS_ARGUMENTS = {
    *("type", "isAdult", "minimumTagRank"),
    *(group.argument for group in GROUPS if not isinstance(group, Between)),
    *(group.stem + suffix for group in GROUPS if isinstance(group, Between) for suffix in ("_greater", "_lesser")),
}


@dataclass(frozen=True, slots=True)
class Met:
    """A string of the works that meet a condition. keeps_others: a work may carry several values of the facet."""

    facet: str
    bits: Sql
    keeps_others: bool = False


@dataclass(frozen=True, slots=True)
class Faceted:
    """The root that counts; null when no work of the type is filed."""


def conditions(arguments: Arguments, dialect: Dialect) -> Iterator[Met]:
    """Yield what a field's arguments ask for, in the order of GROUPS and of the values in their lists."""
    for group in GROUPS:
        match group:
            case AnyValue(facet, argument) if arguments.given(argument):
                member = dialect.member(f"v.{group.column}", Bind(arguments.list_reader(argument), group.type))
                yield Met(facet, any_card(facet, member))
            case Between(facet, stem) if bounds := list(bounds_of(arguments, stem)):
                yield Met(facet, between(facet, bounds))
            case EachValue(facet, argument, negated) if arguments.given(argument):
                for carried in each_value(group, arguments):
                    yield Met(facet, complement(carried) if negated else carried, keeps_others=True)


def any_card(facet: str, condition: Sql) -> Sql:
    """Return the string of the works on any card of a facet that meets a condition."""
    head = f"coalesce((select bits_any(v.bits) from {CARDS} v where v.type=f.type and v.facet='{facet}' and "
    return sql(head, condition, "),f.none)")


def bounds_of(arguments: Arguments, stem: str) -> Iterator[tuple[str, Bind]]:
    for suffix, sign in (("_greater", ">"), ("_lesser", "<")):
        if arguments.given(stem + suffix):
            yield sign, Bind(arguments.reader(stem + suffix), "int")


def between(facet: str, bounds: list[tuple[str, Bind]]) -> Sql:
    """Return the string of the works whose number lies within bounds."""
    if facet == "POPULARITY":
        return popular(bounds)
    return any_card(facet, join(" and ", (sql(f"v.number{sign}", value) for sign, value in bounds)))


def popular(bounds: list[tuple[str, Bind]]) -> Sql:
    """Return the string of the works with so many users: of a card, else collected, as nearly all numbers differ."""
    met = join(" and ", (sql(f"m.popularity{sign}", value) for sign, value in bounds))
    collected = sql("coalesce(", POPULAR, met, "),f.none)")
    if [sign for sign, _ in bounds] != [">"]:
        return collected
    return sql("coalesce(", POPULAR_FROM, "=", bounds[0][1], "),", collected, ")")


def each_value(group: EachValue, arguments: Arguments) -> Iterator[Sql]:
    """Yield the string of each value's works. Raises QueryError for too many."""
    every, length = arguments.list_reader(group.argument), arguments.length(group.argument)
    if length > MOST_CONDITIONS:
        raise QueryError(f'"{group.argument}" may name {MOST_CONDITIONS} values; this names {length}.')
    is_ranked = group.facet == "TAG" and arguments.given("minimumTagRank")
    rank = Bind(arguments.reader("minimumTagRank"), "int")
    for position in range(length):
        value = Bind(nth(every, position), "text")
        if is_ranked:
            yield sql("coalesce(", bound(TAG_AT_RANK, value=value, rank=rank), ",f.none)")
        else:
            yield any_card(group.facet, sql("lower(v.value)=lower(", value, ")"))


def complement(bits: Sql) -> Sql:
    return sql("bits_without(f.every,", bits, ")")


def shared(columns: Sequence[str]) -> str:
    """Return an expression: what all strings share."""
    text = columns[0]
    for name in columns[1:]:
        text = f"bits_both({text},{name})"
    return text


@dataclass(frozen=True, slots=True)
class Counting:
    """The tables of one count and what its fields read from them. met: the strings of the conditions."""

    name: str
    met: tuple[Met, ...]

    def columns_but(self, left_out: Sequence[int] = ()) -> str:
        """Return an expression: the works that meet all conditions but some."""
        return shared(["c.safe", *(f"c.c{n}" for n in range(len(self.met)) if n not in left_out)])

    def replaced(self) -> dict[str, list[int]]:
        """Return the conditions of each facet whose own choice is replaced by another one."""
        found: dict[str, list[int]] = {}
        for number, condition in enumerate(self.met):
            if not condition.keeps_others:
                found.setdefault(condition.facet, []).append(number)
        return found

    def base(self, facet: str, row: str) -> str:
        """Return an expression: among which works the values of a facet are counted."""
        cases = [f"when '{name}' then {row}.o{name}" for name in self.replaced()]
        cases += [f"when '{band}' then {row}.o{of}" for band, of in BANDS_OF.items() if of in self.replaced()]
        return f"case {facet} {' '.join(cases)} else {row}.met end" if cases else f"{row}.met"

    def tables(self, type_: Bind, is_safe: bool) -> Iterator[Sql]:
        """Yield the common table expressions: all works of the type, the conditions, and their combinations."""
        adult = f"coalesce((select v.bits from {CARDS} v where v.type=f.type and v.facet='ADULT'),f.none)"
        yield sql(
            f"{self.name}f as materialized (select v.type as type,v.bits as every,bits_without(v.bits,v.bits) as none"
            f" from {CARDS} v where v.facet='ALL' and v.type=",
            type_,
            ")",
        )
        safe = f"bits_without(f.every,{adult})" if is_safe else "f.every"
        strings = [sql(",", condition.bits, f" as c{n}") for n, condition in enumerate(self.met)]
        head = f"{self.name}c as materialized (select f.type as type,f.every as every,{safe} as safe"
        yield sql(head, *strings, f" from {self.name}f f)")
        yield sql(self.combined())

    def combined(self) -> str:
        others = [f",{self.columns_but(left_out)} as o{facet}" for facet, left_out in self.replaced().items()]
        dropped = [f",{self.columns_but([n])} as d{n}" for n in range(len(self.met))]
        anyone = shared(["c.every", *(f"c.c{n}" for n in range(len(self.met)))])
        combined = f"select 1 as one,c.type as type,{self.columns_but()} as met,{anyone} as anyone"
        return f"{self.name} as materialized ({combined}{''.join(others)}{''.join(dropped)} from {self.name}c c)"

    def shape(self) -> Shape:
        """Return the type MediaFacets over these tables."""
        dropped = "||','||".join(f"bits_common({{a}}.d{n},{{a}}.d{n})" for n in range(len(self.met))) or "''"
        return Shape(
            "MediaFacets",
            {
                "count": Column("bits_common({a}.met,{a}.met)", Kind.INT, null=False),
                "adults": Column(
                    "bits_common({a}.anyone,{a}.anyone)-bits_common({a}.met,{a}.met)", Kind.INT, null=False
                ),
                "dropped": Column(f"'['||{dropped}||']'", Kind.JSON, null=False),
                "values": Many(self.values),
            },
            f"{self.name} {{a}}",
            "{a}.one",
        )

    def values(self) -> Source:
        """Return the values of a facet, in its own order or by what would remain."""
        among = self.base("{e}.facet", "{e}x")
        remaining = Order(f"bits_common({{e}}.bits,{among})", descending=True)
        filters: Mapping[str, Condition] = {
            "facet": Filter("{e}.facet=:value", "text"),
            "among": Filter("{e}.position<:value", "int"),
            "value_in": Among("{e}.value", "text[]"),
            "label_like": Filter("lower({e}.label) like :value escape '\\'", "text"),
        }
        return Source(
            f"{CARDS} {{e}} cross join {self.name} {{e}}x",  # SQLite's ORDER BY sees nothing of what is around it
            "{e}.type={p}.type",
            (Order("{e}.position"),),
            self.value,
            sorts={"REMAINING_DESC": remaining},
            filters=filters,
        )

    def value(self) -> Shape:
        """Return the type MediaFacetValue."""
        among = self.base("{a}.facet", "{a}x")
        return Shape(
            "MediaFacetValue",
            {
                "value": column(Card, "value"),
                "label": column(Card, "label"),
                "count": Column(f"bits_common({{a}}.bits,{among})", Kind.INT, null=False),
            },
            f"{CARDS} {{a}} cross join {self.name} {{a}}x",
        )


FACETS: Shape = Counting("", ()).shape()  # what the schema is compared with
