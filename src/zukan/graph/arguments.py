"""A field's arguments while its operation is compiled.

Whatever compiling looks at decides the SQL text, so it is recorded: the record is the plan's key. What it only binds
does not.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from graphql import (
    DirectiveNode,
    FieldNode,
    ListValueNode,
    NullValueNode,
    StringValueNode,
    ValueNode,
    VariableNode,
    value_from_ast_untyped,
)

from zukan.graph.errors import QueryError
from zukan.graph.sql import Reader, Request, constant

Look = tuple[str, Literal["given", "length", "value"]]


def looked(variables: Mapping[str, object], look: Look) -> object:
    """Return what a look at a variable sees."""
    name, how = look
    value = variables.get(name)
    match how:
        case "given":
            return value is not None
        case "length":
            return len(value) if isinstance(value, tuple) else int(value is not None)
        case _:
            return value


class Inputs:
    """The variables that a plan is compiled for, and which of them it looked at."""

    def __init__(self, variables: Mapping[str, object]) -> None:
        self.variables = variables
        self.looks: dict[Look, None] = {}

    def look(self, look: Look) -> object:
        self.looks[look] = None
        return looked(self.variables, look)


class Arguments:
    """The arguments of one field or directive. Absent and null ones are not given."""

    def __init__(self, node: FieldNode | DirectiveNode, inputs: Inputs) -> None:
        self.nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
        self.inputs = inputs

    def given(self, name: str) -> bool:
        """Tell whether an argument has a value."""
        node = self.nodes.get(name)
        if isinstance(node, VariableNode):
            return bool(self.inputs.look((node.name.value, "given")))
        return node is not None and not isinstance(node, NullValueNode)

    def value(self, name: str) -> object:
        """Return an argument's value, None if it is not given. The SQL text may depend on it."""
        return self._value(self.nodes.get(name))

    def _value(self, node: ValueNode | None) -> object:
        if isinstance(node, VariableNode):
            return self.inputs.look((node.name.value, "value"))
        if isinstance(node, ListValueNode):
            return [self._value(member) for member in node.values]
        return None if node is None else value_from_ast_untyped(node)

    def length(self, name: str) -> int:
        """Return how many values a list argument holds; one value is a list of one."""
        node = self.nodes[name]
        if isinstance(node, VariableNode):
            length = self.inputs.look((node.name.value, "length"))
            return length if isinstance(length, int) else 0
        return len(node.values) if isinstance(node, ListValueNode) else 1

    def reader(self, name: str) -> Reader:
        """Return a reader of an argument's value in any request that has the same plan."""
        return value_reader(self.nodes.get(name))

    def list_reader(self, name: str) -> Callable[[Request], tuple[object, ...]]:
        """Return a reader of a list argument as a tuple."""
        read = self.reader(name)

        def as_tuple(request: Request) -> tuple[object, ...]:
            value = read(request)
            return tuple(value) if isinstance(value, list | tuple) else (value,)

        return as_tuple


def value_reader(node: ValueNode | None) -> Reader:
    """Return a reader of a literal, a variable or a list of both. Raises QueryError for text with NUL."""
    if node is None:
        return constant(None)
    if isinstance(node, VariableNode):
        name = node.name.value
        return lambda request: request.variables.get(name)
    if isinstance(node, ListValueNode):
        members = [value_reader(member) for member in node.values]
        return lambda request: tuple(member(request) for member in members)
    if isinstance(node, StringValueNode) and "\0" in node.value:
        raise QueryError("A string holds the character NUL, which no text has.")
    return constant(value_from_ast_untyped(node))
