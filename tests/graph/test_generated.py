"""Operations that nobody would write: whatever is valid is answered, and the answer is what the schema promises."""

import json
from random import Random

import pytest
from graphql import (
    GraphQLInputType,
    GraphQLObjectType,
    execute_sync,
    get_named_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from tests.graph.conftest import Ask
from zukan.graph.document import load
from zukan.graph.errors import DocumentError
from zukan.graph.limits import API
from zukan.graph.schema import schema

ROUNDS, OPERATIONS = 8, 60
LITERALS = {
    "Int": ["1", "5", "0", "-1", "30002", "2147483647", "18"],
    "String": ['"Action"', '"Space"', '"bebop"', '"%"', '"\\\\_"', '""', '"無名"'],
    "Boolean": ["true", "false"],
    "FuzzyDateInt": ["20200101", "19980000"],
    "CountryCode": ["JP", '"CN"'],
}


class Writer:
    """Writes operations from a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311  # not a secret

    def operation(self) -> str:
        media = schema().type_map["Media"]
        assert isinstance(media, GraphQLObjectType)
        if self.chance.random() < 0.5:
            return f"{{ Media(id: {self.chance.choice([1, 5, 30002, 2**30])}) {{ id {self.selection(media, 3)} }} }}"
        page = schema().type_map["Page"]
        assert isinstance(page, GraphQLObjectType)
        arguments = self.arguments(page.fields["media"].args, 0.06)
        info = "pageInfo { total hasNextPage lastPage count }"
        return f"{{ Page(perPage: 3) {{ {info} media{arguments} {{ id {self.selection(media, 2)} }} }} }}"

    def arguments(self, known: dict, likely: float) -> str:  # type: ignore[type-arg]  # of graphql-core
        written = [f"{name}: {self.literal(a.type)}" for name, a in known.items() if self.chance.random() < likely]
        return f"({', '.join(written)})" if written else ""

    def literal(self, type_: GraphQLInputType) -> str:
        if is_non_null_type(type_):
            return self.literal(type_.of_type)
        if is_list_type(type_):
            return "[" + ", ".join(self.literal(type_.of_type) for _ in range(self.chance.randint(0, 3))) + "]"
        return self.chance.choice(list(type_.values) if is_enum_type(type_) else LITERALS[str(type_)])

    def selection(self, type_: GraphQLObjectType, depth: int) -> str:
        fields = self.chance.sample(sorted(type_.fields.items()), min(7, len(type_.fields)))
        written = []
        for name, field in fields:
            inner = get_named_type(field.type)
            alias = f"a{self.chance.randint(0, 10**6)}: " if self.chance.random() < 0.3 else ""
            if is_leaf_type(inner):
                written.append(alias + name + self.arguments(field.args, 0.5))
            elif depth:
                assert isinstance(inner, GraphQLObjectType)
                below = self.selection(inner, depth - 1)
                written.append(f"{alias}{name}{self.arguments(field.args, 0.3)} {{ __typename {below} }}")
        return " ".join(written)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_what_is_valid_is_answered_as_the_schema_promises(ask: Ask, round_: int) -> None:
    answered = 0
    for number in range(OPERATIONS):
        document = Writer(round_ * OPERATIONS + number).operation()
        try:
            node = load(document, API).node
        except DocumentError:
            continue  # one alias for two things, now and then
        answer = ask(document)
        completed = execute_sync(
            schema(), node, root_value=answer, field_resolver=lambda object_, info, **_: object_[info.path.key]
        )
        assert completed.errors is None, document
        assert json.dumps(completed.data) == json.dumps(answer), document
        answered += 1
    assert answered > OPERATIONS * 0.9
