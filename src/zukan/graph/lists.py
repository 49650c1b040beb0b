"""Which rows a list holds: filtered, searched, sorted, cut to a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from zukan.catalogue.names import fold_name
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Dialect
from zukan.graph.errors import QueryError
from zukan.graph.searching import spaced
from zukan.graph.shape import Among, Condition, Either, Filter, Flag, Order, Search, Source, Worded
from zukan.graph.sql import Bind, Reader, Request, Sql, bound, join, sql

DEFAULT_TAG_RANK = 18  # AniList's
MOST_CONDITIONS = 50  # of a list argument of which every member is a condition
DEEPEST_PAGE = 1_000_000  # further down no list has anything, and an offset must fit 32 bits
NOW = Bind(lambda request: request.now, "bigint")
NAME_FORMS: dict[str, Callable[[str], str]] = {"folded": fold_name, "capital": lambda text: capitalised(text)}
LAST_LETTER = (
    "\U0010ffff"  # comes after every letter: what begins with a text stands between it and it with this behind
)
MOST_WORDS = 5  # of a search by words
VIEWER = Bind(lambda request: request.viewer.id if request.viewer else 0, "bigint")
TODAY = Bind(lambda request: month_and_day(request.now), "int")


@dataclass(frozen=True, slots=True)
class Window:
    """Which page of a list, and how large; both are bound, so every page has the same plan."""

    size: Callable[[Request], int]
    page: Callable[[Request], int]

    def limit(self, more: int = 0) -> Bind:
        return Bind(lambda request: self.size(request) + more, "int")

    @property
    def offset(self) -> Bind:
        return Bind(lambda request: (self.page(request) - 1) * self.size(request), "int")

    def cut(self, more: int = 0) -> Sql:
        return sql(" limit ", self.limit(more), " offset ", self.offset)


def month_and_day(now: int) -> int:
    """Return the day of a moment in Unix seconds without its year: 311 is the eleventh of March."""
    moment = datetime.fromtimestamp(now, UTC)
    return moment.month * 100 + moment.day


def clamped(read: Reader, default: int, top: int) -> Callable[[Request], int]:
    """Return a reader of a number between 1 and `top`."""

    def number(request: Request) -> int:
        value = read(request)
        return max(1, min(value, top)) if isinstance(value, int) else default

    return number


def window_of(arguments: Arguments, default: int, cap: int) -> Window:
    """Return the page that a field's arguments ask for; what is too much is clamped."""
    per_page, limit = arguments.reader("perPage"), arguments.reader("limit")
    size = clamped(lambda request: or_default(per_page, limit(request))(request), default, cap)
    return Window(size, clamped(arguments.reader("page"), 1, DEEPEST_PAGE))


def refuse_deep(window: Window, entries: int, root: str) -> Window:
    """Return a window that raises QueryError for a page that ends beyond so many entries: AniList's rule for a Page."""

    def page(request: Request) -> int:
        number = window.page(request)
        if number > 1 and number * window.size(request) > entries:
            message = f"Page depth exceeds maximum allowed for API requests ({entries} entries)"
            raise QueryError(message, data={root: None})
        return number

    return Window(window.size, page)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a list, not yet cut to a page."""

    keys: str
    body: Sql  # FROM … WHERE …
    order: str

    def page(self, window: Window | None, unpaged: int) -> Sql:
        """Return the query of the keys `id` and `node` of one page; without a window, of the first `unpaged` rows."""
        cut = window.cut() if window else sql(f" limit {unpaged}")
        return sql(f"select {self.keys} from ", self.body, f" order by {self.order}", cut)

    def first(self) -> Sql:
        """Return an expression: the key of the first row."""
        return sql(
            "(select id from (", sql(f"select {self.keys} from ", self.body, f" order by {self.order} limit 1"), ") f)"
        )

    def count(self, window: Window | None = None) -> Sql:
        """Return an expression: how many rows there are, or with a window how many from its start, one past its end."""
        return sql("(select count(*) from (select 1 from ", self.body, *((window.cut(1),) if window else ()), ") c)")


class RowsOf:
    """Compiles the rows of a source that a field's arguments ask for. parent, alias: of the tables in the SQL."""

    def __init__(
        self, source: Source, parent: str, arguments: Arguments, dialect: Dialect, alias: str, viewer: bool = False
    ) -> None:
        self.source, self.arguments, self.dialect, self.viewer = source, arguments, dialect, viewer
        self.names = {"e": alias, "n": f"{alias}n" if source.node_rows else alias, "p": parent}
        self.searched = source.search is not None and arguments.given("search")

    def fill(self, template: str) -> str:
        return template.format(**self.names)

    def aggregate(self, template: str) -> str:
        return f"min({self.fill(template)})" if self.source.group else self.fill(template)

    def rows(self) -> Rows:
        source, conditions, order = self.source, self.conditions(), self.order()
        body = self.search(source.search) if source.search and self.searched else sql(self.fill(source.rows))
        mark = self.names["n"] + "."
        if source.node_rows and any(mark in str(part) for part in (order, *(p for c in conditions for p in c.parts))):
            body += " " + self.fill(source.node_rows)
        if conditions:
            body = sql(body, " where ", join(" and ", conditions))
        if source.group:
            body += " group by " + self.fill(source.group)
        return Rows(f"{self.aggregate(source.key)} id,{self.aggregate(source.node)} node", body, order)

    def conditions(self) -> list[Sql]:
        anchors = sorted(self.source.anchors)
        if anchors and not any(self.narrows(name) for name in anchors):
            raise QueryError(f"The list is too long to go through: give one of {', '.join(anchors)}.")
        fixed = [bound(self.fill(text), viewer=VIEWER) for text in (self.source.parent, self.source.where) if text]
        asked = (
            self.asked(name, filter_) for name, filter_ in self.source.filters.items() if self.arguments.given(name)
        )
        return [*fixed, *(condition for conditions in asked for condition in conditions)]

    def narrows(self, name: str) -> bool:
        """Tell whether an argument is given and adds a condition."""
        filter_ = self.source.filters[name]
        only_when_true = isinstance(filter_, Either) and not filter_.no
        return bool(self.arguments.value(name)) if only_when_true else self.arguments.given(name)

    def asked(self, name: str, filter_: Condition) -> list[Sql]:
        if isinstance(filter_, Flag):
            column = self.fill(filter_.sql)
            return [sql(f"{column}=true" if self.arguments.value(name) else f"not {column}")]
        if isinstance(filter_, Either):
            condition = filter_.yes if self.arguments.value(name) else filter_.no
            applies = condition and (self.viewer or not filter_.by_viewer)
            return [bound(self.fill(condition), today=TODAY, viewer=VIEWER, now=NOW)] if applies else []
        if isinstance(filter_, Worded):
            return self.worded(filter_, self.arguments.reader(name))
        if isinstance(filter_, Among):
            values = Bind(meant(self.arguments.list_reader(name), filter_.meaning), filter_.type)
            member = self.dialect.member(self.fill(filter_.sql), values)
            return [sql("not " if filter_.negated else "", member, filter_.after)]
        readers = [self.arguments.reader(name)]
        if filter_.each:
            every, length = self.arguments.list_reader(name), self.arguments.length(name)
            if length > MOST_CONDITIONS:
                raise QueryError(f'"{name}" may name {MOST_CONDITIONS} values; this names {length}.')
            readers = [nth(every, position) for position in range(length)]
        rank = Bind(or_default(self.arguments.reader("minimumTagRank"), DEFAULT_TAG_RANK), "int")
        marks = {"rank": rank, "now": NOW, "viewer": VIEWER}
        return [bound(self.fill(filter_.sql), value=Bind(read, filter_.type), **marks) for read in readers]

    def worded(self, filter_: Worded, read: Reader) -> list[Sql]:
        """Return the conditions that words add; one that is not there adds nothing, and blanks match nothing."""

        def condition(template: str, position: int) -> Sql:
            ends = {
                "word": Bind(word_of(read, position, ""), "text"),
                "end": Bind(word_of(read, position, LAST_LETTER), "text"),
            }
            return bound(self.fill(template), **ends)

        more = (condition(f"(:word is null or {filter_.more})", position) for position in range(1, MOST_WORDS))
        return [condition(filter_.first, 0), *more]

    def order(self) -> str:
        wanted = self.arguments.value("sort") if self.source.sorts else None
        names = [str(name) for name in (wanted if isinstance(wanted, list | tuple) else [wanted])]
        orders = [self.source.sorts[name] for name in names if name in self.source.sorts]
        if self.searched and (not orders or "SEARCH_MATCH" in names):
            orders = [Order("s.rank"), Order(self.source.renown, descending=True), *orders]
        orders = orders or list(self.source.order)
        terms = [self.dialect.order(self.ordered(order), order.descending, order.null) for order in orders]
        decided = any(order.sql == self.source.tie for order in orders)
        return ",".join(terms if decided else [*terms, self.aggregate(self.source.tie)])

    def ordered(self, order: Order) -> str:
        """Return what an order compares; where its index shall not be walked, in a form that none has."""
        long, expression = self.source.long_index, self.aggregate(order.sql)
        if long is None or order.sql in (long.order, self.source.tie) or not self.arguments.given(long.begins):
            return expression
        is_narrow = any(self.arguments.given(name) for name in sorted(long.narrowing))
        return f"coalesce({expression},null)" if is_narrow and not self.is_bounded(expression) else expression

    def is_bounded(self, column: str) -> bool:
        """Return whether only what lies on one side of a value of a column is wanted: its index begins there."""
        sides = (f"{column}<:", f"{column}>:")
        return any(
            isinstance(filter_, Filter) and self.fill(filter_.sql).startswith(sides) and self.arguments.given(name)
            for name, filter_ in self.source.filters.items()
        )

    def search(self, search: Search) -> Sql:
        """Return the rows that are found by name, each with `s.rank`."""
        words = self.arguments.reader("search")
        ids = Bind(lambda request: request.searches.ids(search.kind, str(words(request))), "int[]")
        bounds = {
            name + end: Bind(bound_of(search.kind, words, form, more), "text")
            for name, form in NAME_FORMS.items()
            for end, more in (("", ""), ("end", LAST_LETTER))
        }
        ranked = sql(self.dialect.ranked(ids), " union all ", bound(search.names, **bounds))
        found = sql("(select f.id,min(f.rank) rank from (", ranked, ") f group by f.id) s")
        return sql(found, self.fill(f" join {self.source.rows} on {self.source.key}=s.id"))


def meant(read: Callable[[Request], tuple[object, ...]], meaning: Mapping[str, tuple[str, ...]]) -> Reader:
    """Return a reader of a list in which some values stand for others."""
    if not meaning:
        return read
    return lambda request: tuple(one for value in read(request) for one in meaning.get(str(value), (value,)))


def word_of(read: Reader, position: int, more: str) -> Reader:
    """Return a reader of one word of a text, the longest first, with more behind it; null when there are less."""

    def word(request: Request) -> object:
        words = sorted(set(fold_name(spaced(str(read(request)))).split()), key=lambda one: (-len(one), one))
        return words[position] + more if position < len(words) else None

    return word


def nth(every: Reader, position: int) -> Reader:
    """Return a reader of one member of a list argument."""

    def member(request: Request) -> object:
        values = every(request)
        return values[position] if isinstance(values, tuple) else values

    return member


def or_default(read: Reader, default: object) -> Reader:
    """Return a reader that gives a default for null."""

    def value(request: Request) -> object:
        given = read(request)
        return default if given is None else given

    return value


def bound_of(kind: str, words: Reader, form: Callable[[str], str], more: str) -> Reader:
    """Return a reader of one end of the names that begin with some words; null when the index knows better."""

    def end(request: Request) -> object:
        text = form(spaced(str(words(request))))
        return text + more if text and request.searches.is_missing(kind, str(words(request))) else None

    return end


def capitalised(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in text.split())
