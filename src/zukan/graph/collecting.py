"""MediaListCollection becomes SQL: groups of entries, and why there are none."""

from graphql import FieldNode

from zukan.graph.arguments import Arguments
from zukan.graph.compile import REFUSED, Compiler
from zukan.graph.dialect import literal
from zukan.graph.errors import QueryError
from zukan.graph.lists import VIEWER
from zukan.graph.shapes.collection import GROUP, Collecting, chunk_of
from zukan.graph.shapes.entries import COLLECTED
from zukan.graph.shapes.users import USER
from zukan.graph.sql import Bind, Sql, bound, quote, sql


def collection(compiler: Compiler, nodes: list[FieldNode]) -> Sql:
    """Return the column of a MediaListCollection: its JSON, or why there is none."""
    arguments = compiler.arguments(nodes)
    if not arguments.given("type"):
        raise QueryError("A MediaListCollection has a type: give ANIME or MANGA.")
    collecting = Collecting(compiler.alias(), chunk_of(arguments), not arguments.value("forceSingleCompletedList"))
    of = compiler.rows_of(COLLECTED, arguments)
    rows = of.rows()
    compiler.hoisted += collecting.tables(rows.body, rows.order, of.names["e"])
    owner = compiler.alias()
    members = compiler.selector.below("MediaListCollection", nodes)
    body = compiler.members([(key, collected(compiler, collecting, below, owner)) for key, below in members.items()])
    named = "select o.id from accounts_user o where o.name_key=lower(:name)"
    found = bound(f"{owner}.id=coalesce(:id,({named}))", **owner_binds(arguments))
    hidden = bound(f"{owner}.is_private and {owner}.id<>:viewer", viewer=VIEWER)
    told = sql("case when ", hidden, f" then {quote(REFUSED + 'Private User')} else ", body, " end")
    there = sql("(select ", told, f" from accounts_user {owner} where {owner}.is_active and ", found, ")")
    return sql("coalesce(", there, f",{quote(REFUSED + 'User not found')})")


def owner_binds(arguments: Arguments) -> dict[str, Bind]:
    """Return whose list is wanted."""
    id_, name = arguments.reader("userId"), arguments.reader("userName")
    return {
        "id": Bind(id_, "bigint"),
        "name": Bind(lambda request: None if id_(request) is not None else name(request), "text"),
    }


def collected(compiler: Compiler, collecting: Collecting, nodes: list[FieldNode], owner: str) -> Sql:
    """Return an expression: one field of a MediaListCollection."""
    match nodes[0].name.value:
        case "user":
            return compiler.or_null(compiler.row(USER, nodes, sql(f"{owner}.id")))
        case "hasNextChunk":
            return collecting.has_more
        case "lists":
            group = compiler.alias()
            return compiler.dialect.gather(grouped(compiler, collecting, nodes, group), collecting.groups(None), group)
        case "__typename":
            return literal('"MediaListCollection"')
        case name:
            group = compiler.alias()
            groups = collecting.groups(int(name == "customLists"))
            return compiler.dialect.gather(listed(compiler, collecting, nodes, group), groups, group)


def grouped(compiler: Compiler, collecting: Collecting, nodes: list[FieldNode], group: str) -> Sql:
    """Return an expression: one MediaListGroup."""

    def member(below: list[FieldNode]) -> Sql:
        if below[0].name.value == "entries":
            return listed(compiler, collecting, below, group)
        return compiler.member(GROUP, below, group)

    return compiler.members([(key, member(below)) for key, below in compiler.selector.below(GROUP.type, nodes).items()])


def listed(compiler: Compiler, collecting: Collecting, nodes: list[FieldNode], group: str) -> Sql:
    """Return an expression: the entries of a group."""
    return compiler.gather(COLLECTED.shape(), nodes, collecting.entries(group), collecting.shown, "p.id")
