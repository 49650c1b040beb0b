"""An answer is what its operation and the schema promise: every field asked for, in its type, null where it may be."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    SelectionSetNode,
)

Selections = Sequence[SelectionSetNode | None]
PLAIN: dict[str, tuple[type, ...]] = {"Int": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,)}


def faults_of(document: DocumentNode, data: Any, schema: GraphQLSchema) -> Iterator[str]:
    """Yield what is wrong with an answer, with its place."""
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    operation = next(one for one in document.definitions if isinstance(one, OperationDefinitionNode))
    yield from Check(schema, fragments).of_object(schema.query_type, [operation.selection_set], data, "")


class Check:
    """Compares values with types."""

    def __init__(self, schema: GraphQLSchema, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.schema, self.fragments = schema, fragments

    def of_object(self, type_: Any, selections: Selections, value: Any, place: str) -> Iterator[str]:
        """Yield the faults of an object. What its type is of a union, only __typename tells: else it is guessed."""
        if not isinstance(value, dict):
            yield f"{place} is {value!r}, and not an object"
            return
        if isinstance(type_, GraphQLUnionType | GraphQLInterfaceType):
            named = self.schema.get_type(value.get("__typename", ""))
            if not isinstance(named, GraphQLObjectType):
                return
            type_ = named
        asked: dict[str, list[FieldNode]] = defaultdict(list)
        for key, node in self.fields(type_, selections):
            asked[key].append(node)
        for name in value.keys() - asked.keys():
            yield f"{place}.{name} was not asked for"
        for key, nodes in asked.items():
            field = type_.fields.get(nodes[0].name.value)
            if key not in value and not any(node.directives for node in nodes):
                yield f"{place}.{key} is missing"
            elif field is not None and key in value:
                inner = [node.selection_set for node in nodes]
                yield from self.of_value(field.type, inner, value[key], f"{place}.{key}")

    def fields(self, type_: GraphQLObjectType, selections: Selections) -> Iterator[tuple[str, FieldNode]]:
        """Yield (key, field) of what is asked of an object of a type, fragments opened."""
        for node in (node for one in selections if one for node in one.selections):
            if isinstance(node, FieldNode):
                yield (node.alias or node.name).value, node
                continue
            inner = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            condition = inner.type_condition
            if condition is None or condition.name.value == type_.name:
                yield from self.fields(type_, [inner.selection_set])

    def of_value(self, type_: Any, selections: Selections, value: Any, place: str) -> Iterator[str]:
        """Yield the faults of a value."""
        if isinstance(type_, GraphQLNonNull):
            if value is None:
                yield f"{place} is null"
                return
            type_ = type_.of_type
        if value is None:
            return
        if isinstance(type_, GraphQLList):
            if not isinstance(value, list):
                yield f"{place} is no list"
                return
            for number, one in enumerate(value):
                yield from self.of_value(type_.of_type, selections, one, f"{place}[{number}]")
        elif isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            if not fits(type_, value):
                yield f"{place} is {value!r}, and no {type_.name}"
        else:
            yield from self.of_object(type_, selections, value, place)


def fits(type_: GraphQLScalarType | GraphQLEnumType, value: Any) -> bool:
    """Return whether a value is of a scalar or an enum. JSON may be anything."""
    if isinstance(type_, GraphQLEnumType):
        return value in type_.values
    expected = PLAIN.get(type_.name)
    return expected is None or (isinstance(value, expected) and (bool in expected or not isinstance(value, bool)))
