"""An operation's text, bounded, parsed and validated once for all its requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    validate,
)

from zukan.graph.arguments import Look
from zukan.graph.coercion import Variable, declared_variables
from zukan.graph.errors import DocumentError, QueryError
from zukan.graph.limits import API, SITE, Limits
from zukan.graph.schema import schema

INTROSPECTION = {"__schema", "__type"}
LARGEST = 10**9  # what a fragment that contains itself costs: validation will refuse it by name


@dataclass(slots=True, eq=False)  # the same object, the same text: plans are kept by it
class Operation:
    """One operation of a document."""

    node: OperationDefinitionNode
    variables: list[Variable]
    fragments: Mapping[str, FragmentDefinitionNode]
    looks: list[Look] = field(default_factory=list)  # at which variables its plans differ, as found so far


@dataclass(slots=True)
class Document:
    """A validated document."""

    node: DocumentNode
    operations: dict[str, Operation]

    def operation(self, name: str | None) -> Operation:
        """Return the operation to run. Raises QueryError when the name does not tell which."""
        if name:
            if name not in self.operations:
                raise QueryError(f'Unknown operation named "{name}".')
            return self.operations[name]
        if len(self.operations) != 1:
            raise QueryError("Must provide operation name if query contains multiple operations.")
        return next(iter(self.operations.values()))


def load(text: str, limits: Limits) -> Document:
    """Return the document of a text. Raises QueryError or DocumentError before any work that grows with its badness."""
    if len(text.encode(errors="replace")) > limits.bytes:
        raise QueryError(f"The query is larger than {limits.bytes} bytes.")
    return _load(text, limits.name)


@lru_cache(maxsize=2_000)
def _load(text: str, limits_name: str) -> Document:
    limits = {API.name: API, SITE.name: SITE}[limits_name]
    node = _parse(text, limits)
    fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in node.definitions if isinstance(d, OperationDefinitionNode)]
    measure = Measure(fragments)
    for operation in operations:
        measure.check(operation, limits)
    _validate(node)
    return Document(
        node,
        {
            operation.name.value if operation.name else "": Operation(
                operation, declared_variables(operation), fragments
            )
            for operation in operations
        },
    )


def _parse(text: str, limits: Limits) -> DocumentNode:
    try:
        return parse(text, max_tokens=limits.bytes // 4)
    except GraphQLSyntaxError as error:
        raise DocumentError([refused(error)]) from None
    except RecursionError:
        raise QueryError(f"The query nests deeper than {limits.depth} levels.") from None


def _validate(node: DocumentNode) -> None:
    errors = validate(schema(), node, max_errors=20)
    if errors:
        raise DocumentError([refused(error) for error in errors])


def refused(error: GraphQLError) -> QueryError:
    """Return graphql-core's error in graphql-php's wording: double quotes around names."""
    locations = [(location.line, location.column) for location in error.locations or ()]
    return QueryError(error.message.replace("'", '"'), locations=locations)


class Measure:
    """Cost and depth of selections, each fragment weighed once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.weighed: dict[str, tuple[int, int]] = {}

    def check(self, operation: OperationDefinitionNode, limits: Limits) -> None:
        """Raise QueryError when an operation is over a bound."""
        if operation.operation is not OperationType.QUERY:
            return
        cost, depth = self.weigh(operation.selection_set)
        if cost > limits.cost:
            shown = cost if cost < LARGEST else "more"
            raise QueryError(f"Max query complexity should be {limits.cost} but got {shown}.")
        if depth > limits.depth:
            raise QueryError(f"Max query depth should be {limits.depth} but got {depth}.")

    def weigh(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """Return (fields, levels). How deep introspection goes is validation's to bound."""
        cost = depth = 0
        for node in selections.selections if selections else ():
            added, below = self._weigh_one(node)
            cost, depth = min(cost + added, LARGEST), max(depth, below)
        return cost, depth

    def _weigh_one(self, node: object) -> tuple[int, int]:
        if isinstance(node, FieldNode):
            cost, depth = self.weigh(node.selection_set)
            return cost + 1, 1 if node.name.value in INTROSPECTION else depth + 1
        if isinstance(node, InlineFragmentNode):
            return self.weigh(node.selection_set)
        return self._weigh_fragment(node.name.value) if isinstance(node, FragmentSpreadNode) else (0, 0)

    def _weigh_fragment(self, name: str) -> tuple[int, int]:
        if name not in self.weighed:
            self.weighed[name] = (LARGEST, 0)  # while it is being weighed: it contains itself
            fragment = self.fragments.get(name)
            self.weighed[name] = self.weigh(fragment.selection_set if fragment else None)
        return self.weighed[name]
