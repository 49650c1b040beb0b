"""An operation's text, bounded, parsed and validated once for all its requests."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    validate,
)

from zukan.graph.arguments import Look
from zukan.graph.coercion import Variable, declared_variables
from zukan.graph.errors import DocumentError, QueryError
from zukan.graph.limits import Limits
from zukan.graph.schema import schema

if TYPE_CHECKING:
    from zukan.graph.compile import Plan

INTROSPECTION = {"__schema", "__type"}
WITHOUT_DATABASE = INTROSPECTION | {"Markdown"}  # roots that need no statement
MOST_BYTES_KEPT = 2**21
LARGEST = 10**9  # a cost that is not counted further


@dataclass(slots=True)
class Operation:
    """One operation of a document."""

    node: OperationDefinitionNode
    variables: list[Variable]
    fragments: Mapping[str, FragmentDefinitionNode]
    looks: list[Look] = field(default_factory=list)  # at which variables its plans differ, as found so far
    plans: "OrderedDict[Hashable, Plan]" = field(default_factory=OrderedDict)  # those most recently used


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
    document = DOCUMENTS.get(text, limits)
    if document is None:
        document = _load(text, limits)
        DOCUMENTS.keep(text, limits, document)
    return document


class Documents:
    """The documents most recently used, with their plans. Safe to share between threads.

    Bounded by the bytes of their texts: what is kept of a text takes up to 300 times as much.
    """

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[str, str], Document] = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()

    def get(self, text: str, limits: Limits) -> Document | None:
        with self.lock:
            if document := self.kept.get((limits.name, text)):
                self.kept.move_to_end((limits.name, text))
            return document

    def keep(self, text: str, limits: Limits, document: Document) -> None:
        with self.lock:
            if (limits.name, text) not in self.kept:
                self.kept[limits.name, text] = document
                self.bytes += len(text)
            while self.bytes > MOST_BYTES_KEPT:
                (_, oldest), _ = self.kept.popitem(last=False)
                self.bytes -= len(oldest)


DOCUMENTS = Documents()


def _load(text: str, limits: Limits) -> Document:
    node = _parse(text, limits)
    fragments = {d.name.value: d for d in node.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in node.definitions if isinstance(d, OperationDefinitionNode)]
    try:
        measure = Measure(fragments)
        for definition in (*operations, *fragments.values()):  # what is never run is validated all the same
            measure.check(definition.selection_set, limits)
        _validate(node)
    except RecursionError:
        raise too_deep(limits) from None
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
        raise too_deep(limits) from None


def too_deep(limits: Limits) -> QueryError:
    """Return the error about nesting that even reading cannot follow."""
    return QueryError(f"The query nests deeper than {limits.depth} levels.")


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
        self.around: list[str] = []  # the fragments that are being weighed, outermost first

    def check(self, selections: SelectionSetNode, limits: Limits) -> None:
        """Raise QueryError when an operation or a fragment is over a bound."""
        cost, depth = self.weigh(selections)
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
        if name in self.around:
            raise QueryError(f'Cannot spread fragment "{name}" within itself.')
        if name not in self.weighed:
            self.around.append(name)
            fragment = self.fragments.get(name)
            self.weighed[name] = self.weigh(fragment.selection_set if fragment else None)
            self.around.pop()
        return self.weighed[name]
