"""Variables as real clients send them: more lenient than a strict server, with errors that name the variable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    OperationDefinitionNode,
    Undefined,
    type_from_ast,
    value_from_ast,
)

from zukan.graph.errors import QueryError
from zukan.graph.schema import schema

LARGEST_LIST = 10_000
INT_RANGE = range(-(2**31), 2**31)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that an operation declares."""

    name: str
    type: GraphQLInputType
    default: object  # None: none


def declared_variables(operation: OperationDefinitionNode) -> list[Variable]:
    """Return the variables of a validated operation."""
    variables = []
    for node in operation.variable_definitions or ():
        type_ = type_from_ast(schema(), node.type)
        assert type_ is not None  # noqa: S101  # validated
        default = value_from_ast(node.default_value, type_) if node.default_value else None  # type: ignore[arg-type]
        variables.append(Variable(node.variable.name.value, type_, None if default is Undefined else default))  # type: ignore[arg-type]  # validated: an input type
    return variables


def coerce_variables(variables: list[Variable], given: Mapping[str, object]) -> dict[str, object]:
    """Return a value or None for each declared variable; undeclared ones are ignored. Raises QueryError."""
    return {
        variable.name: coerce(variable.type, given.get(variable.name, variable.default), variable.name)
        for variable in variables
    }


def coerce(type_: GraphQLInputType, value: object, name: str) -> object:
    """Return a value as its type has it. Raises QueryError that names the variable."""
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            raise QueryError(f'Variable "${name}" of required type "{type_}" was not provided.')
        return coerce(type_.of_type, value, name)
    if value is None:
        return None
    if isinstance(type_, GraphQLList):
        return coerce_list(type_, value if isinstance(value, list | tuple) else [value], name)
    if isinstance(type_, GraphQLEnumType):
        if not isinstance(value, str) or value not in type_.values:
            raise refusal(name, value, f'Expected type "{type_.name}".')
        return value
    assert isinstance(type_, GraphQLScalarType)  # noqa: S101  # the schema has no input objects here
    return coerce_scalar(type_, value, name)


def coerce_list(type_: GraphQLList[GraphQLInputType], values: Sequence[object], name: str) -> tuple[object, ...]:
    """Return a list without its nulls."""
    if len(values) > LARGEST_LIST:
        raise refusal(name, f"a list of {len(values)}", f"A list may hold {LARGEST_LIST} values.")
    return tuple(coerce(type_.of_type, value, name) for value in values if value is not None)


def coerce_scalar(type_: GraphQLScalarType, value: object, name: str) -> object:
    """Return a scalar: numeric strings are numbers."""
    try:
        match type_.name:
            case "Int":
                return whole_number(value)
            case "Float" if isinstance(value, int | float | str):
                return float(value)
            case "String":
                return sound_text(value)
            case "Boolean" if value in (True, False, "true", "false"):
                return value in (True, "true")
            case "Int" | "Float" | "String" | "Boolean":
                raise ValueError
            case _:
                return type_.parse_value(value)
    except (ValueError, GraphQLError):
        raise refusal(name, value, f'Expected type "{type_.name}".') from None


def whole_number(value: object) -> int:
    """Return a 32-bit integer. Raises ValueError."""
    if not isinstance(value, int | str) and not (isinstance(value, float) and value.is_integer()):
        raise ValueError
    number = int(value)
    if number not in INT_RANGE:
        raise ValueError
    return number


def sound_text(value: object) -> str:
    """Return text that both databases take. Raises ValueError for NUL and lone surrogates."""
    text = str(value) if isinstance(value, str | int | float) else None
    if text is None or "\0" in text:
        raise ValueError
    text.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return text


def refusal(name: str, value: object, why: str) -> QueryError:
    """Return the error about one variable's value."""
    shown = str(value)[:80].encode(errors="replace").decode()
    return QueryError(f'Variable "${name}" got invalid value "{shown}"; {why}')
