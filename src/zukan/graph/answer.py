"""One operation, from text and variables to the answer's bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from graphql import OperationDefinitionNode, SelectionSetNode, execute_sync
from graphql.language import DocumentNode

from zukan.catalogue.rendering import render_markdown
from zukan.graph.arguments import Arguments, Inputs
from zukan.graph.coercion import coerce_variables
from zukan.graph.compile import REFUSED
from zukan.graph.document import INTROSPECTION, Operation, load
from zukan.graph.errors import QueryError
from zukan.graph.limits import Limits
from zukan.graph.plan import plan_of
from zukan.graph.run import Database, run
from zukan.graph.schema import schema
from zukan.graph.searching import Searches
from zukan.graph.selection import Selector
from zukan.graph.shapes.roots import ROOTS, First
from zukan.graph.sql import Request, Viewer

MOST_INTROSPECTED = 4  # each may be answered with the whole schema


@dataclass(frozen=True, slots=True)
class Query:
    """What a caller sent."""

    text: str
    variables: Mapping[str, object]
    operation_name: str | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, when, and how much they may ask for."""

    limits: Limits
    now: int  # Unix seconds
    site_url: str
    viewer: Viewer | None = None
    searches: Searches | None = None  # None: as the API searches


def answer(query: Query, caller: Caller, database: Database) -> bytes:
    """Return the body of a successful answer. Raises QueryError or DocumentError, also when a root is not found."""
    operation = load(query.text, caller.limits).operation(query.operation_name)
    variables = coerce_variables(operation.variables, query.variables)
    request = Request(variables, caller.viewer, caller.now, caller.site_url, caller.searches or Searches())
    plan = plan_of(operation, request, database.vendor, caller.limits)
    columns = run(plan, request, database, caller.limits)
    members = {root.key: column for root, column in zip(plan.roots, columns, strict=True)}
    for root in plan.roots:
        if reason := refusal(root.name, members[root.key]):
            nothing = dict.fromkeys(other.key for other in plan.roots)
            raise QueryError(reason, 404, [root.location], nothing)
    return b'{"data":' + written(operation, variables, members) + b"}"


def refusal(root: str, column: str | bytes | None) -> str:
    """Return why there is nothing to tell of a root; empty when there is."""
    if column is None:
        return "Not Found." if isinstance(ROOTS.get(root), First) else ""
    start = column[:1]
    if start not in (REFUSED, REFUSED.encode()):
        return ""
    return column[1:] if isinstance(column, str) else column[1:].decode()


def written(operation: Operation, variables: Mapping[str, object], members: Mapping[str, str | bytes | None]) -> bytes:
    """Return the members as one JSON object, with what introspection asks for in its place."""
    introspected = introspect(operation, variables) | rendered(operation, variables)
    parts = [f'"{key}":'.encode() + as_bytes(column) for key, column in members.items()]
    parts += [f'"{key}":'.encode() + msgspec.json.encode(value) for key, value in introspected.items()]
    return b"{" + b",".join(parts) + b"}"


def as_bytes(column: str | bytes | None) -> bytes:
    """Return a root's JSON."""
    return b"null" if column is None else column.encode() if isinstance(column, str) else column


def rendered(operation: Operation, variables: Mapping[str, object]) -> dict[str, object]:
    """Return what an operation asks to be rendered."""
    selector = Selector(operation.fragments, Inputs(variables))
    selected = selector.collect("Query", [operation.node.selection_set])
    result: dict[str, object] = {}
    for key, nodes in selected.items():
        if nodes[0].name.value == "Markdown":
            text = str(Arguments(nodes[0], selector.inputs).value("markdown"))
            values = {"html": render_markdown(text), "__typename": "ParsedMarkdown"}
            members = selector.below("ParsedMarkdown", nodes)
            result[key] = {name: values[below[0].name.value] for name, below in members.items()}
    return result


def introspect(operation: Operation, variables: Mapping[str, object]) -> dict[str, object]:
    """Return what an operation asks of the schema itself: graphql-core answers that, without the database."""
    node = operation.node
    selected = Selector(operation.fragments, Inputs(variables)).collect("Query", [node.selection_set])
    asked = [place for places in selected.values() for place in places if place.name.value in INTROSPECTION]
    if not asked:
        return {}
    if len(asked) > MOST_INTROSPECTED:
        raise QueryError(
            f"An operation may ask {MOST_INTROSPECTED} times about the schema; this one asks {len(asked)}."
        )
    only = OperationDefinitionNode(
        operation=node.operation,
        name=node.name,
        variable_definitions=node.variable_definitions,
        directives=(),
        selection_set=SelectionSetNode(selections=tuple(asked)),
    )
    document = DocumentNode(definitions=(only, *operation.fragments.values()))
    result = execute_sync(schema(), document, variable_values=dict(variables))
    if result.errors:
        raise QueryError(result.errors[0].message)
    return dict(result.data or {})
