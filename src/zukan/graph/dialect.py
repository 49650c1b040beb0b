"""The two databases. Everything that differs between them stands here, and nothing else asks which one it is."""

import json
from abc import ABC, abstractmethod
from enum import Enum

from zukan.graph.sql import Bind, Sql, join, quote, sql


class Kind(Enum):
    """How a column's value is written into JSON."""

    INT = "int"
    TEXT = "text"
    ENUM = "enum"  # text that needs no escaping: a constraint holds its members
    BOOL = "bool"
    FLOAT = "float"
    JSON = "json"  # JSON already


class Dialect(ABC):
    """Writes the same plan for one database."""

    name: str
    snapshot: str  # what begins a transaction in which all reads see the database as it was at the first of them

    @abstractmethod
    def scalar(self, kind: Kind, expression: str, null: bool) -> str:
        """Return a text expression, never null, of a value as JSON."""

    @abstractmethod
    def placeholder(self, position: int, type_: str) -> str:
        """Return the mark of the value at a position, counted from 1."""

    def value(self, value: object) -> object:
        """Return a value as the driver takes it."""
        return list(value) if isinstance(value, tuple) else value

    @abstractmethod
    def gather(self, element: Sql, rows: Sql, alias: str = "p") -> Sql:
        """Return an expression: the JSON list of `element` for each of the ordered, limited `rows`."""

    @abstractmethod
    def strung(self, piece: str, rows: Sql) -> Sql:
        """Return an expression: a text of each of some ordered rows `p`, one after the other."""

    @abstractmethod
    def joined(self, expression: str, once: bool = False) -> str:
        """Return an aggregate: the numbers of a group's rows with commas between them."""

    @abstractmethod
    def elements(self, expression: str) -> str:
        """Return a FROM item: the texts `value` of a JSON list and their places `key`, from 0."""

    @abstractmethod
    def row(self, hoisted: list[Sql], rows: str, key: str, body: Sql, wanted: Sql) -> Sql:
        """Return an expression: `body` of the row whose `key` is `wanted`; null without one.

        hoisted: the statement's common table expressions so far; one may be appended.
        """

    @abstractmethod
    def order(self, expression: str, descending: bool, null: bool) -> str:
        """Return a term of ORDER BY in which null is the lowest value."""

    @abstractmethod
    def member(self, expression: str, values: Bind) -> Sql:
        """Return the condition that an expression is among a bound list."""

    @abstractmethod
    def ranked(self, ids: Bind) -> Sql:
        """Return a query: `id` and `rank`, from 0 up or from 1 up, of a bound list of ids."""

    def text_list(self, rows: Sql) -> Sql:
        """Return an expression: the JSON list of the texts `x` of some ordered rows."""
        return self.gather(sql(self.scalar(Kind.TEXT, "p.x", False)), rows)

    def concatenate(self, pieces: list[Sql]) -> Sql:
        """Return the pieces one after the other. In groups: `||` nests a thousand deep at most."""
        if len(pieces) <= 60:
            return join("||", pieces)
        groups = [pieces[start : start + 60] for start in range(0, len(pieces), 60)]
        return self.concatenate([sql("(", join("||", group), ")") for group in groups])


class Sqlite(Dialect):
    """SQLite 3.40 and later."""

    name = "sqlite"
    snapshot = "begin deferred"

    def scalar(self, kind: Kind, expression: str, null: bool) -> str:
        match kind:
            case Kind.TEXT:
                return f"json_quote({expression})"
            case Kind.ENUM:
                written = f"""'"'||{expression}||'"'"""
            case Kind.BOOL:
                return f"case {expression} when 1 then 'true' when 0 then 'false' else 'null' end"
            case _:
                written = f"({expression})"
        return f"ifnull({written},'null')" if null else written

    def placeholder(self, position: int, type_: str) -> str:
        return "?"

    def value(self, value: object) -> object:
        return json.dumps(value) if isinstance(value, tuple) else value

    def gather(self, element: Sql, rows: Sql, alias: str = "p") -> Sql:
        return sql("(select '['||ifnull(group_concat(", element, "),'')||']' from (", rows, f") {alias})")

    def strung(self, piece: str, rows: Sql) -> Sql:
        return sql(f"(select ifnull(group_concat({piece},''),'') from (", rows, ") p)")

    def joined(self, expression: str, once: bool = False) -> str:
        return f"group_concat({'distinct ' if once else ''}{expression})"

    def elements(self, expression: str) -> str:
        return f"json_each({expression})"

    def row(self, hoisted: list[Sql], rows: str, key: str, body: Sql, wanted: Sql) -> Sql:
        # Its parser overflows on nested subselects, so each object stands beside the others. NOT MATERIALIZED lets
        # the planner put it back where it is used; without, an object used twice is computed for the whole table.
        name = f"h{len(hoisted)}"
        hoisted.append(sql(f"{name} as not materialized (select {key} k,", body, f" j from {rows})"))
        return sql(f"(select {name}.j from {name} where {name}.k=", wanted, ")")

    def order(self, expression: str, descending: bool, null: bool) -> str:
        return f"{expression} desc" if descending else expression

    def member(self, expression: str, values: Bind) -> Sql:
        return sql(f"{expression} in (select value from json_each(", values, "))")

    def ranked(self, ids: Bind) -> Sql:
        return sql("select value id,key rank from json_each(", ids, ")")


class Postgresql(Dialect):
    """PostgreSQL 14 and later."""

    name = "postgresql"
    snapshot = "begin isolation level repeatable read read only"

    def scalar(self, kind: Kind, expression: str, null: bool) -> str:
        match kind:
            case Kind.TEXT:
                written = f"to_json({expression})::text"
            case Kind.ENUM:
                written = f"""'"'||{expression}||'"'"""
            case Kind.FLOAT:
                written = f"({expression})::float8::text"  # a numeric would show all its zeros
            case _:
                written = f"({expression})::text"
        return f"coalesce({written},'null')" if null else written

    def placeholder(self, position: int, type_: str) -> str:
        return f"${position}::{type_}"

    def gather(self, element: Sql, rows: Sql, alias: str = "p") -> Sql:
        return sql("(select '['||coalesce(string_agg(", element, ",','),'')||']' from (", rows, f") {alias})")

    def strung(self, piece: str, rows: Sql) -> Sql:
        return sql(f"(select coalesce(string_agg({piece},''),'') from (", rows, ") p)")

    def joined(self, expression: str, once: bool = False) -> str:
        return f"string_agg({'distinct ' if once else ''}({expression})::text,',')"

    def elements(self, expression: str) -> str:
        rows = f"json_array_elements_text({expression}) with ordinality u(value,place)"
        return f"lateral (select u.value,u.place-1 as key from {rows})"

    def row(self, hoisted: list[Sql], rows: str, key: str, body: Sql, wanted: Sql) -> Sql:
        return sql("(select ", body, f" from {rows} where {key}=", wanted, ")")  # nested: CTEs double planning time

    def order(self, expression: str, descending: bool, null: bool) -> str:
        direction = " desc" if descending else ""
        nulls = (" nulls last" if descending else " nulls first") if null else ""
        return expression + direction + nulls

    def member(self, expression: str, values: Bind) -> Sql:
        return sql(f"{expression}=any(", values, ")")

    def ranked(self, ids: Bind) -> Sql:
        return sql("select u.id,u.rank from unnest(", ids, ") with ordinality u(id,rank)")


DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": Postgresql()}


def finish(statement: Sql, dialect: Dialect) -> tuple[str, tuple[Bind, ...]]:
    """Return a statement's text with its placeholders, and its values in their order."""
    text: list[str] = []
    binds: list[Bind] = []
    for part in statement.parts:
        if isinstance(part, Bind):
            binds.append(part)
            text.append(dialect.placeholder(len(binds), part.type))
        else:
            text.append(part)
    return "".join(text), tuple(binds)


def literal(text: str) -> Sql:
    """Return constant text of the answer."""
    return sql(quote(text))
