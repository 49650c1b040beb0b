"""How a GraphQL type lies on the tables. A reader finds the SQL of a field here in one hop.

In SQL templates `{a}` is the row at hand, `{p}` the parent's row, `{e}` the row of a list's element or edge and `{n}`
that of its node. `:name` marks a value that is bound; `:viewer` is the viewer's id, 0 without one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zukan.graph.dialect import Dialect, Kind

if TYPE_CHECKING:
    from zukan.graph.arguments import Arguments


@dataclass(frozen=True, slots=True)
class Column:
    """A value as it is stored or computed from its row."""

    sql: str
    kind: Kind
    null: bool = True


@dataclass(frozen=True, slots=True)
class Timed:
    """An integer computed from the row and the request's clock, `:now`."""

    sql: str


@dataclass(frozen=True, slots=True)
class Viewed:
    """A value that depends on the viewer, `:viewer`; without one it is always the same JSON."""

    sql: str
    kind: Kind
    otherwise: str = "null"


@dataclass(frozen=True, slots=True)
class Address:
    """The site's address followed by the path that `sql` gives."""

    sql: str
    free: bool = False  # the path may hold any letters
    stored: str = ""  # SQL of a whole address, which goes before


@dataclass(frozen=True, slots=True)
class Constant:
    """The same JSON in every row."""

    json: str = "null"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of several expressions: `choose` looks at the field's arguments, so each choice is a plan of its own."""

    kind: Kind
    choose: Callable[["Arguments"], str]


@dataclass(frozen=True, slots=True)
class Preferred:
    """Text in the viewer's form. `forms`: setting -> SQL; anonymous viewers get `default`."""

    setting: str  # a member of Viewer
    forms: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A YYYYMMDD column as an object of year, month and day."""

    column: str


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of strings: a query that gives one column `x`, ordered."""

    rows: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """An object of names that are no fields, or a list of pairs when `asArray` asks for it; null when there are none.

    rows: a query of `x`, a name, and `y`, its JSON, ordered. names: of the pair's members, in the list.
    """

    rows: Callable[[Dialect], str]
    names: tuple[str, str] = ("name", "enabled")


@dataclass(frozen=True, slots=True)
class Embed:
    """An object made of the same row; null when `when` is false."""

    shape: "Shape"
    when: str = ""


@dataclass(frozen=True, slots=True)
class One:
    """An object of another row, found by its key, which may depend on the clock, `:now`."""

    shape: "ShapeOf"
    key: str


@dataclass(frozen=True, slots=True)
class OneOfViewer:
    """An object of a row that is the viewer's, found by its key over `:viewer`; null without a viewer."""

    shape: "ShapeOf"
    key: str


@dataclass(frozen=True, slots=True)
class Many:
    """A plain list."""

    source: "SourceOf"


@dataclass(frozen=True, slots=True)
class Connection:
    """A list with edges, nodes and page information."""

    source: "SourceOf"


@dataclass(frozen=True, slots=True)
class Ids:
    """A column that lists a number of all rows of a group, in the order in which they come."""

    sql: str
    once: bool = False  # the same number is named once


@dataclass(frozen=True, slots=True)
class Made:
    """What a query makes up and no table holds, such as totals: a list of objects, or one. `{p}` is the parent's row.

    columns: name -> SQL of what the object's fields read as `{a}.name`; what none of them reads is not computed.
    """

    shape: "ShapeOf"
    columns: Mapping[str, str | Ids]
    body: str  # FROM … WHERE … GROUP BY …
    order: tuple["Order", ...] = ()  # of the columns, `{a}.name`, to its end: there is no id that would break ties
    sorts: Mapping[str, "Order"] = field(default_factory=dict)
    is_list: bool = True
    always: tuple[str, ...] = ()  # columns that the order or lists below read


@dataclass(frozen=True, slots=True)
class Tree:
    """What hangs below the row at hand, as JSON in which each has its own below it. Nobody can choose its fields.

    rows: FROM … WHERE … of `{e}`, that has a `depth`, and a `path` which begins with the path of what it hangs on.
    holds: what each has, as GraphQL. member: its list of what hangs below it.
    """

    shape: "ShapeOf"
    rows: str
    holds: str
    member: str


Simple = Column | Timed | Viewed | Address | Constant | Chosen | Preferred | FuzzyDate | Texts | Pairs
Field = Simple | Embed | One | OneOfViewer | Many | Connection | Made | Tree


@dataclass(frozen=True, slots=True)
class Shape:
    """An object type and where its rows come from."""

    type: str
    fields: Mapping[str, Field]
    rows: str = ""  # FROM clause; empty for one that is only embedded
    key: str = "{a}.id"


@dataclass(frozen=True, slots=True)
class Union:
    """A union type whose members share a table: a column tells which of them a row is."""

    type: str
    column: str
    members: Mapping[str, Shape]  # by the column's value
    rows: str
    key: str = "{a}.id"


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, before its ties are broken by id."""

    sql: str
    descending: bool = False
    null: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that an argument adds; absent and null arguments add none.

    `:value` is the argument and `:rank` the lowest rank at which a title counts as carrying a tag.
    """

    sql: str
    type: str  # PostgreSQL's type of the value
    each: bool = False  # one condition for each member of a list, all of which must hold


@dataclass(frozen=True, slots=True)
class Among:
    """A condition that an argument adds: an expression is in the list, or is not."""

    sql: str
    type: str  # PostgreSQL's type of the list
    negated: bool = False
    after: str = ""  # what closes `sql`
    meaning: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of values that stand for others


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition that an argument adds: a boolean column is true, or is not.

    Written out, not bound: SQLite must not take the index of a column that is false in nearly every row.
    """

    sql: str


@dataclass(frozen=True, slots=True)
class Either:
    """A condition that an argument adds: one when it is true, another when it is false.

    `:today` is month and day, `:now` the clock.
    """

    yes: str
    no: str  # empty: none
    by_viewer: bool = False  # has a meaning for a viewer only


@dataclass(frozen=True, slots=True)
class Worded:
    """A condition that words add, each of which begins one of the row's own.

    first: the condition on the longest, which finds the rows; more: that on another. Both between `:word` and `:end`.
    """

    first: str
    more: str


Condition = Filter | Among | Flag | Either | Worded


@dataclass(frozen=True, slots=True)
class Search:
    """How the rows of a list are found by name: by the index, and while there is none by how they begin.

    kind: in the index. names: a query of `id` and `rank` of what is named between two bounds, `:folded` and
    `:foldedend` as catalogue/names.py folds them, `:capital` and `:capitalend` with a capital to each word.
    """

    kind: str
    names: str


@dataclass(frozen=True, slots=True)
class LongIndex:
    """An index of all that a list is filtered and sorted by: to read the whole of it is cheaper than many rows.

    With the argument by whose column it begins, and with one that leaves few rows, no index of an order is walked, in
    which nearly every row would be read for nothing.
    """

    begins: str
    order: str  # what it is ordered by itself
    narrowing: frozenset[str]  # arguments that leave few rows


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a list come from, shared by connections, plain lists, pages and single roots."""

    rows: str  # FROM clause over `{e}`
    parent: str  # condition that ties `{e}` to `{p}`; empty for a root
    order: tuple[Order, ...]  # unless sorted; ties go by `tie`
    shape: "ShapeOf"  # of an edge's node, or of an element
    edge: Shape | None = None
    key: str = "{e}.id"  # what an edge, or without edges a node, is looked up by
    node: str = "{e}.id"  # what a node is looked up by
    node_rows: str = ""  # joined when an order or a filter needs the node: "join … {n} on …"
    sorts: Mapping[str, Order] = field(default_factory=dict)
    filters: Mapping[str, Condition] = field(default_factory=dict)
    where: str = ""  # who may see a row
    paged: bool = True
    search: Search | None = None
    renown: str = "{n}.popularity"  # what is found equally close goes by it, the greatest first
    tie: str = "{e}.id"
    group: str = ""  # several rows that make one element
    is_own: bool = False  # the viewer's own rows: nobody has any without a token
    long_index: LongIndex | None = None
    anchors: frozenset[str] = frozenset()  # arguments of which one must be given: the table is too large to go through


ShapeOf = Callable[[], Shape | Union]  # types refer to each other in circles, so by call
SourceOf = Callable[[], Source]
