"""The schema as graphql-core knows it: to parse, validate and introspect, never to execute."""

from functools import cache
from pathlib import Path

from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema, ValueNode, build_schema, value_from_ast_untyped


def fuzzy_date(value: object) -> int:
    """Return a FuzzyDateInt. Raises GraphQLError for 0, which means "no date" and finds nothing."""
    number = int(value) if isinstance(value, int | str | float) and str(value).strip().isdigit() else 0
    if not 0 < number <= 99991231:
        raise GraphQLError(f'FuzzyDateInt cannot represent "{value}": it is YYYYMMDD with zeros for unknown parts.')
    return number


def country_code(value: object) -> str:
    """Return a CountryCode: two letters, quoted or bare."""
    if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha()):
        raise GraphQLError(f'CountryCode cannot represent "{value}": it is two letters such as JP.')
    return value.upper()


@cache
def schema() -> GraphQLSchema:
    """Return the schema of `schema.graphql`."""
    built = build_schema(Path(__file__).with_name("schema.graphql").read_text())
    for name, parse in {"FuzzyDateInt": fuzzy_date, "CountryCode": country_code}.items():
        scalar = built.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)  # noqa: S101  # the SDL is ours

        def parse_literal(node: ValueNode, _: object = None, parse: object = parse) -> object:
            return parse(value_from_ast_untyped(node))  # type: ignore[operator]  # bound above

        scalar.parse_value, scalar.parse_literal = parse, parse_literal  # type: ignore[method-assign, assignment]
    return built
