"""From a document's text to the plan of one of its operations, and the plans that are kept."""

import threading

from graphql import FieldNode, OperationType

from zukan.graph.arguments import Arguments, Inputs, looked
from zukan.graph.collecting import collection
from zukan.graph.compile import Compiler, Plan, Root, compile_statement
from zukan.graph.dialect import DIALECTS, literal
from zukan.graph.document import WITHOUT_DATABASE, Operation
from zukan.graph.errors import QueryError
from zukan.graph.limits import Limits
from zukan.graph.lists import refuse_deep, window_of
from zukan.graph.shapes.collection import Collected
from zukan.graph.shapes.facets import Counting, Faceted, conditions
from zukan.graph.shapes.roots import ROOTS, All, AllTexts, First, Keyed, Own, PageOf, Rendered
from zukan.graph.sql import Bind, Request, Sql, bound, sql

MOST_PLANS = 128  # of one operation
MOST_OF_ALL = 5_000  # entries of a root that cannot be paged
LOCK = threading.Lock()


def plan_of(operation: Operation, request: Request, vendor: str, limits: Limits) -> Plan:
    """Return the plan for a request, compiled when none fits. Raises QueryError."""
    key = plan_key(operation, request, vendor, limits)
    with LOCK:
        if plan := operation.plans.get(key):
            operation.plans.move_to_end(key)
            return plan
    plan = compile_operation(operation, request, vendor, limits)
    with LOCK:
        operation.looks += [look for look in plan.looks if look not in operation.looks]
        operation.plans[plan_key(operation, request, vendor, limits)] = plan
        if len(operation.plans) > MOST_PLANS:
            operation.plans.popitem(last=False)
    return plan


def plan_key(operation: Operation, request: Request, vendor: str, limits: Limits) -> tuple[object, ...]:
    """Return what decides a plan among those of its operation."""
    seen = (looked(request.variables, look) for look in operation.looks)
    return (vendor, limits.name, request.viewer is not None, *seen)


def compile_operation(operation: Operation, request: Request, vendor: str, limits: Limits) -> Plan:
    """Compile an operation for requests whose variables look like this one's. Raises QueryError."""
    if operation.node.operation is not OperationType.QUERY:
        raise QueryError("This server answers queries; mutations are not served here yet.")
    inputs = Inputs(request.variables)
    compiler = Compiler(operation, inputs, DIALECTS[vendor], limits, viewer=request.viewer is not None)
    selected = compiler.selector.collect("Query", [operation.node.selection_set])
    asked = [(key, nodes) for key, nodes in selected.items() if nodes[0].name.value not in WITHOUT_DATABASE]
    roots = tuple(Root(key, nodes[0].name.value, position(nodes[0])) for key, nodes in asked)
    columns = []
    for found, (_, nodes) in zip(roots, asked, strict=True):
        compiler.root = found
        columns.append(root(compiler, nodes))
    text, binds = compile_statement(compiler, columns)
    return Plan(text, binds, roots, tuple(compiler.paths), tuple(inputs.looks))


def position(node: FieldNode) -> tuple[int, int]:
    """Return the line and column of a field."""
    assert node.loc is not None  # noqa: S101  # documents are parsed with locations
    place = node.loc.start_token
    return place.line, place.column


def root(compiler: Compiler, nodes: list[FieldNode]) -> Sql:
    """Return the column of one field of Query."""
    name = nodes[0].name.value
    if name == "__typename":
        return literal('"Query"')
    match ROOTS[name]:
        case First(source_of):
            source = source_of()
            rows = compiler.rows_of(source, compiler.arguments(nodes)).rows()
            return compiler.row(source.shape(), nodes, rows.first())
        case PageOf() as found:
            return page(compiler, nodes, found)
        case All(source_of, most):
            source = source_of()
            listed = compiler.rows_of(source, compiler.arguments(nodes)).rows()
            return compiler.gather(source.shape(), nodes, listed.page(None, most), None, "p.id")
        case AllTexts(texts):
            return compiler.dialect.text_list(sql(f"{texts} limit {MOST_OF_ALL}"))
        case Keyed(shape, key, binds):
            return compiler.row(shape, nodes, bound(key, **binds(compiler.arguments(nodes))))
        case Own(shape, key):
            return compiler.row(shape, nodes, bound(key, viewer=compiler.known_viewer()))
        case Faceted():
            return facets(compiler, nodes)
        case Collected():
            return collection(compiler, nodes)
        case Rendered():
            return literal("null")  # answered without the database


def page(compiler: Compiler, nodes: list[FieldNode], root_: PageOf) -> Sql:
    """Return the column of a Page: one list and where the page lies in it."""
    selected = compiler.selector.below("Page", nodes)
    lists = [below for below in selected.values() if below[0].name.value in root_.lists]
    if len(lists) > 1:
        raise QueryError("A Page holds one list; ask for the other in a Page of its own, under an alias.")
    limits = compiler.limits
    wanted = window_of(compiler.arguments(nodes), min(50, limits.page), limits.page)
    window = refuse_deep(wanted, limits.entries, nodes[0].alias.value if nodes[0].alias else "Page")
    source = root_.lists[lists[0][0].name.value]() if lists else None

    def member(below: list[FieldNode]) -> Sql:
        name = below[0].name.value
        if name == "__typename":
            return literal('"Page"')
        if source is None:
            return literal("null")
        arguments: Arguments = compiler.arguments(lists[0])
        rows = compiler.rows_of(source, arguments).rows()
        if name == "pageInfo":
            return compiler.page_info(rows, window, below)
        return compiler.gather(source.shape(), below, rows.page(window, limits.unpaged), window, "p.node")

    return compiler.members([(key, member(below)) for key, below in selected.items()])


def facets(compiler: Compiler, nodes: list[FieldNode]) -> Sql:
    """Return the column of a MediaFacets: its conditions are computed once, in tables before the statement."""
    arguments = compiler.arguments(nodes)
    counting = Counting(compiler.alias(), tuple(conditions(arguments, compiler.dialect)))
    is_safe = arguments.value("isAdult") is False
    compiler.hoisted += counting.tables(Bind(arguments.reader("type"), "text"), is_safe)
    return compiler.row(counting.shape(), nodes, sql("1"))
