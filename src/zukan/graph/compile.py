"""An operation becomes one SQL statement that returns JSON text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from graphql import FieldNode, OperationDefinitionNode, SelectionSetNode, parse

from zukan.graph.arguments import Arguments, Inputs, Look
from zukan.graph.dialect import Dialect, Kind, finish, literal
from zukan.graph.document import Operation
from zukan.graph.errors import QueryError
from zukan.graph.limits import Limits
from zukan.graph.lists import NOW, VIEWER, Rows, RowsOf, Window, window_of
from zukan.graph.selection import Selected, Selector
from zukan.graph.shape import (
    Address,
    Chosen,
    Column,
    Connection,
    Constant,
    Embed,
    Field,
    FuzzyDate,
    Ids,
    Made,
    Many,
    One,
    OneOfViewer,
    Pairs,
    Preferred,
    Shape,
    Source,
    Texts,
    Timed,
    Tree,
    Union,
    Viewed,
)
from zukan.graph.sql import Bind, Request, Sql, bound, quote, sql

UNPAGED = Window(size=lambda _: 4, page=lambda _: 1)  # what a list that cannot be paged holds on the average
DEEPEST_TREE = 50
REFUSED = "!"  # what begins a root's column that says why there is nothing, where no JSON begins so
SITE_URL = Bind(lambda request: request.site_url, "text")


@dataclass(frozen=True, slots=True)
class Root:
    """One field of the answer, and whether its absence is an error."""

    key: str
    name: str
    location: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled operation: a statement with one text column for each root, in order."""

    text: str  # empty: nothing to ask the database
    binds: tuple[Bind, ...]
    roots: tuple[Root, ...]
    paths: tuple[tuple[Window, ...], ...]  # windows of lists that nest, outermost first
    looks: tuple[Look, ...]  # the variables that decided the text

    def check_rows(self, request: Request, limits: Limits) -> None:
        """Raise QueryError when the lists along one path could multiply to too many rows."""
        for path in self.paths:
            product = 1
            for window in path:
                product *= window.size(request)
            if product > limits.rows:
                raise QueryError(
                    f"The nested lists could hold {product} items, {limits.rows} at most: ask for smaller pages."
                )


class Compiler:
    """Compiles the selections of one operation."""

    def __init__(self, operation: Operation, inputs: Inputs, dialect: Dialect, limits: Limits, viewer: bool) -> None:
        self.dialect, self.limits, self.viewer, self.inputs = dialect, limits, viewer, inputs
        self.selector = Selector(operation.fragments, inputs)
        self.hoisted: list[Sql] = []
        self.aliases = 0
        self.windows: tuple[Window, ...] = ()  # of the lists around the field at hand
        self.paths: list[tuple[Window, ...]] = []
        self.root = Root("", "", (0, 0))  # the field of Query at hand

    def known_viewer(self) -> Bind:
        """Return the viewer's id. Raises QueryError without one."""
        if not self.viewer:
            raise QueryError("Unauthorized.", 401, [self.root.location], {self.root.key: None})
        return VIEWER

    def alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases}"

    def arguments(self, nodes: list[FieldNode]) -> Arguments:
        return Arguments(nodes[0], self.inputs)  # equal in all places that ask for the key: validation sees to it

    def members(self, members: list[tuple[str, Sql]]) -> Sql:
        """Return an expression: a JSON object of the members."""
        pieces: list[Sql] = []
        for position, (key, value) in enumerate(members):
            pieces += (literal(("," if position else "{") + f'"{key}":'), value)
        return self.dialect.concatenate([*pieces, literal("}")]) if members else literal("{}")

    def body(self, shape: Shape | Union, nodes: list[FieldNode], alias: str) -> Sql:
        """Return an expression: what some places ask of the row at `alias`, as a JSON object."""
        if isinstance(shape, Shape):
            return self.object(shape, self.selector.below(shape.type, nodes), alias)
        members = ((value, self.body(member, nodes, alias)) for value, member in shape.members.items())
        cases = [sql(f" when {quote(value)} then ", body) for value, body in members]
        return sql(f"case {shape.column.format(a=alias)}", *cases, " end")

    def object(self, shape: Shape, selected: Selected, alias: str) -> Sql:
        """Return an expression: the JSON object of the row at `alias`."""
        return self.members([(key, self.member(shape, nodes, alias)) for key, nodes in selected.items()])

    def member(self, shape: Shape, nodes: list[FieldNode], alias: str) -> Sql:
        name = nodes[0].name.value
        if name == "__typename":
            return literal(f'"{shape.type}"')
        return self.field(shape.fields[name], nodes, alias)

    def field(self, field: Field, nodes: list[FieldNode], alias: str) -> Sql:
        """Return an expression, never null: a field's value as JSON."""
        match field:
            case Column():
                return sql(self.dialect.scalar(field.kind, field.sql.format(a=alias), field.null))
            case Constant():
                return literal(field.json)
            case Chosen():
                chosen = field.choose(self.arguments(nodes))
                return sql(self.dialect.scalar(field.kind, chosen.format(a=alias), True))
            case Viewed():
                return self.viewed(field, alias)
            case Timed():
                return sql("cast(", bound(field.sql.format(a=alias), now=NOW), " as text)")
            case Address():
                return self.address(field, alias)
            case Preferred():
                return self.preferred(field, alias)
            case FuzzyDate():
                return self.fuzzy_date(field.column.format(a=alias), nodes)
            case Texts():
                return self.dialect.text_list(sql(field.rows.format(a=alias)))
            case Pairs():
                return self.pairs(field, nodes, alias)
            case Embed():
                return self.embed(field, nodes, alias)
            case One():
                key = bound(field.key.format(a=alias), now=NOW)
                return self.or_null(self.row(field.shape(), nodes, key))
            case OneOfViewer():
                if not self.viewer:
                    return literal("null")
                return self.or_null(self.row(field.shape(), nodes, bound(field.key.format(a=alias), viewer=VIEWER)))
            case Made():
                return self.made(field, nodes, alias)
            case Tree():
                return self.tree(field, alias)
            case Many():
                return self.many(field.source(), nodes, alias)
            case Connection():
                return self.connection(field.source(), nodes, alias)

    def or_null(self, expression: Sql) -> Sql:
        return sql("coalesce(", expression, ",'null')")

    def preferred(self, field: Preferred, alias: str) -> Sql:
        if not self.viewer:
            return sql(self.dialect.scalar(Kind.TEXT, field.default.format(a=alias), True))
        setting = Bind(lambda request: getattr(request.viewer, field.setting), "text")
        forms = " ".join(f"when '{name}' then {form}" for name, form in field.forms.items())
        case = sql("case ", setting, f" {forms} else {field.default} end".format(a=alias))
        before, after = self.dialect.scalar(Kind.TEXT, "\0", True).split("\0")
        return sql(before, case, after)

    def fuzzy_date(self, column: str, nodes: list[FieldNode]) -> Sql:
        parts = {"year": f"nullif({column}/10000,0)", "month": f"nullif({column}/100%100,0)"}
        parts["day"] = f"nullif({column}%100,0)"
        fields: dict[str, Field] = {name: Column(part, Kind.INT) for name, part in parts.items()}
        return self.object(Shape("FuzzyDate", fields), self.selector.below("FuzzyDate", nodes), "")

    def embed(self, field: Embed, nodes: list[FieldNode], alias: str) -> Sql:
        body = self.object(field.shape, self.selector.below(field.shape.type, nodes), alias)
        return sql(f"case when {field.when.format(a=alias)} then ", body, " else 'null' end") if field.when else body

    def address(self, field: Address, alias: str) -> Sql:
        path = field.sql.format(a=alias)
        if not field.free and not field.stored:
            return sql("""'"'||""", SITE_URL, f"||{path}||'\"'")
        before, after = self.dialect.scalar(Kind.TEXT, "\0", False).split("\0")
        address = sql(SITE_URL, f"||{path}")
        if field.stored:
            address = sql(f"coalesce({field.stored.format(a=alias)},", address, ")")
        return sql(before, address, after)

    def pairs(self, field: Pairs, nodes: list[FieldNode], alias: str) -> Sql:
        rows, name = sql(field.rows(self.dialect).format(a=alias)), self.dialect.scalar(Kind.TEXT, "p.x", False)
        if self.arguments(nodes).value("asArray"):
            first, second = field.names
            pair = f"""'{{"{first}":'||{name}||',"{second}":'||p.y||'}}'"""
            return self.or_null(sql("nullif(", self.dialect.gather(sql(pair), rows), ",'[]')"))
        listed = sql("select ", self.dialect.gather(sql(f"{name}||':'||p.y"), rows), " l")
        return self.or_null(
            sql("(select case when l<>'[]' then '{'||substr(l,2,length(l)-2)||'}' end from (", listed, ") o)")
        )

    def viewed(self, field: Viewed, alias: str) -> Sql:
        if not self.viewer:
            return literal(field.otherwise)
        before, after = self.dialect.scalar(field.kind, "\0", True).split("\0")
        return sql(before, "(", bound(field.sql.format(a=alias), viewer=VIEWER), ")", after)

    def made(self, field: Made, nodes: list[FieldNode], alias: str) -> Sql:
        """Return an expression: what a query makes up, with those of its columns that are read."""
        name = self.alias()
        window = window_of(self.arguments(nodes), self.limits.unpaged, self.limits.unpaged) if field.is_list else None
        element = (
            self.inside(window, lambda: self.body(field.shape(), nodes, name))
            if window
            else (self.body(field.shape(), nodes, name))
        )
        order = self.order_of(field, nodes, name)
        text = "".join(part for part in element.parts if isinstance(part, str)) + order
        read = {*re.findall(rf"\b{name}\.(\w+)", text), *field.always}
        columns = [
            f"{self.aggregate(column).format(p=alias)} {key}" for key, column in field.columns.items() if key in read
        ]
        if not field.is_list:
            columns.append("count(*) made")  # one row, whatever is read, and of nothing too
        made = sql(f"select {','.join(columns)} from ", bound(field.body.format(p=alias), viewer=VIEWER, now=NOW))
        if window is None:
            return sql("(select ", element, " from (", made, f") {name})")
        rows = sql("select * from (", made, f") {name} order by {order}", window.cut())
        return self.dialect.gather(element, rows, name)

    def tree(self, field: Tree, alias: str) -> Sql:
        """Return an expression: what hangs below a row, written in one go from the top down.

        Each row opens its object and the list below it; the last of a branch closes all that ends with it.
        """
        shape, name, row = field.shape(), self.alias(), self.alias()
        assert isinstance(shape, Shape)  # noqa: S101  # no union is a tree
        body = self.object(shape, self.selector.collect(shape.type, [held(field.holds)]), row)
        found = self.dialect.row(self.hoisted, shape.rows.format(a=row), shape.key.format(a=row), body, sql("tree.id"))
        rows = field.rows.format(a=alias, e=name)
        cut = (
            f"(select {name}.id,{name}.depth,{name}.path from {rows} order by {name}.path limit {self.limits.unpaged})"
        )
        near = "lag(tree.depth) over (order by tree.path) before,lead(tree.depth) over (order by tree.path) after"
        pieces = sql(f"select tree.depth,tree.path,{near},", found, f" j from {cut} tree order by tree.path")
        ends = f"p.depth-coalesce(p.after,{alias}.depth+1)+1"
        closing = f"case when {ends}>0 then substr('{']}' * DEEPEST_TREE}',1,2*({ends})) else '' end"
        opening = f"substr(p.j,1,length(p.j)-1)||',\"{field.member}\":['"
        piece = f"case when p.before>=p.depth then ',' else '' end||{opening}||{closing}"
        return sql("'['||", self.dialect.strung(piece, pieces), "||']'")

    def aggregate(self, column: str | Ids) -> str:
        """Return the SQL of a column that a query makes up."""
        return f"'['||{self.dialect.joined(column.sql, column.once)}||']'" if isinstance(column, Ids) else column

    def order_of(self, field: Made, nodes: list[FieldNode], name: str) -> str:
        """Return what a list that a query makes up is sorted by."""
        wanted = self.arguments(nodes).value("sort") if field.sorts else None
        names = wanted if isinstance(wanted, list | tuple) else [wanted]
        orders = [*(field.sorts[str(one)] for one in names if one in field.sorts), *field.order]
        return ",".join(self.dialect.order(one.sql.format(a=name), one.descending, one.null) for one in orders)

    def row(self, shape: Shape | Union, nodes: list[FieldNode], key: Sql) -> Sql:
        """Return an expression: the JSON object of the row with a key; null without one."""
        alias = self.alias()
        body = self.body(shape, nodes, alias)
        rows, column = shape.rows.format(a=alias), shape.key.format(a=alias)
        return self.dialect.row(self.hoisted, rows, column, body, key)

    def rows(self, source: Source, nodes: list[FieldNode], alias: str) -> Rows:
        return self.rows_of(source, self.arguments(nodes), alias).rows()

    def rows_of(self, source: Source, arguments: Arguments, parent: str = "") -> RowsOf:
        """Return the rows of a source. parent: the alias of the row that they hang on, if they do."""
        if source.is_own:
            self.known_viewer()
        return RowsOf(source, parent, arguments, self.dialect, self.alias(), self.viewer)

    def window(self, source: Source, nodes: list[FieldNode]) -> Window | None:
        cap = self.limits.nested
        return window_of(self.arguments(nodes), min(25, cap), cap) if source.paged else None

    def inside(self, window: Window | None, write: Callable[[], Sql]) -> Sql:
        """Write what stands in a list, and remember how lists nest."""
        around = self.windows
        self.windows = (*around, window or UNPAGED)
        if len(self.windows) > 1:
            self.paths.append(self.windows)
        written = write()
        self.windows = around
        return written

    def gather(self, shape: Shape | Union, nodes: list[FieldNode], page: Sql, window: Window | None, key: str) -> Sql:
        element = self.inside(window, lambda: self.row(shape, nodes, sql(key)))
        return self.dialect.gather(element, page)

    def many(self, source: Source, nodes: list[FieldNode], alias: str) -> Sql:
        window = self.window(source, nodes)
        return self.gather(
            source.shape(), nodes, self.rows(source, nodes, alias).page(window, self.limits.unpaged), window, "p.id"
        )

    def connection(self, source: Source, nodes: list[FieldNode], alias: str) -> Sql:
        window = self.window(source, nodes)
        shape = source.shape()
        assert isinstance(shape, Shape)  # noqa: S101  # no union has a connection
        type_ = shape.type + "Connection"

        def part(nodes_of_part: list[FieldNode]) -> Sql:
            rows = self.rows(source, nodes, alias)
            match nodes_of_part[0].name.value:
                case "edges":
                    edge = source.edge or node_edge(shape)
                    return self.gather(edge, nodes_of_part, rows.page(window, self.limits.unpaged), window, "p.id")
                case "nodes":
                    return self.gather(shape, nodes_of_part, rows.page(window, self.limits.unpaged), window, "p.node")
                case "pageInfo":
                    return self.page_info(rows, window, nodes_of_part)
                case _:
                    return literal(f'"{type_}"')

        return self.members([(key, part(below)) for key, below in self.selector.below(type_, nodes).items()])

    def page_info(self, rows: Rows, window: Window | None, nodes: list[FieldNode]) -> Sql:
        """Return an expression: where a page lies, by AniList's rule. Only `count` counts rows."""
        selected = self.selector.below("PageInfo", nodes)
        if not window:
            return literal("null")
        alias = self.alias()
        more, total = f"{alias}.n>{alias}.size", f"{alias}.skipped+{alias}.n"
        columns = {
            "total": f"case when {more} then 5000 else {total} end",
            "perPage": f"{alias}.size",
            "currentPage": f"{alias}.skipped/{alias}.size+1",
            "lastPage": f"case when {more} then 4999/{alias}.size+1 else {alias}.skipped/{alias}.size+1 end",
            "count": f"{alias}.counted",
        }
        fields: dict[str, Field] = {name: Column(column, Kind.INT, null=False) for name, column in columns.items()}
        fields["hasNextPage"] = Column(f"case when {more} then 'true' else 'false' end", Kind.JSON, null=False)
        counted = any(below[0].name.value == "count" for below in selected.values())
        numbers = sql("select ", rows.count(window), " n,", window.limit(), " size,", window.offset, " skipped")
        numbers = sql(numbers, ",", rows.count(), " counted") if counted else numbers
        return sql(
            "(select ", self.object(Shape("PageInfo", fields), selected, alias), " from (", numbers, f") {alias})"
        )


@cache
def held(selection: str) -> SelectionSetNode:
    """Return a selection of ours as the places of a document have theirs."""
    (operation,) = parse(selection).definitions
    assert isinstance(operation, OperationDefinitionNode)  # noqa: S101  # ours
    return operation.selection_set


def node_edge(shape: Shape) -> Shape:
    """Return the edge of a connection whose edges hold nothing but their node."""
    return Shape(shape.type + "Edge", {"node": One(lambda: shape, shape.key)}, shape.rows, shape.key)


def compile_statement(compiler: Compiler, columns: list[Sql]) -> tuple[str, tuple[Bind, ...]]:
    """Return the statement of all roots: one column each."""
    if not columns:
        return "", ()
    statement = sql(
        "select ", sql(*(part for n, column in enumerate(columns) for part in (("," if n else ""), column, f" r{n}")))
    )
    if compiler.hoisted:
        with_ = sql(*(part for n, table in enumerate(compiler.hoisted) for part in (("," if n else "with "), table)))
        statement = sql(with_, " ", statement)
    return finish(statement, compiler.dialect)
