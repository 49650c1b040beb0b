"""One statement an operation, whatever it asks, and one that the databases can take."""

from pathlib import Path

import pytest
from django.db import connection
from graphql import OperationDefinitionNode, get_introspection_query, parse

from tests.graph.conftest import NOW, Ask, ask_catalogue
from tests.graph.test_examples import EXAMPLES, variables_of
from tests.statements import statements
from zukan.graph.coercion import coerce_variables
from zukan.graph.document import Operation, load
from zukan.graph.limits import API, SITE
from zukan.graph.plan import compile_operation
from zukan.graph.run import DjangoDatabase, run
from zukan.graph.sql import Request


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_one_statement(example: Path, catalogue: None) -> None:
    with statements() as seen:
        ask_catalogue(example.read_text(), variables_of(example))
    assert len(seen) == 1


def test_introspection_is_no_statement(ask: Ask) -> None:
    with statements() as seen:
        answer = ask('{ __schema { queryType { name } } __type(name: "Media") { fields { name } } }')
    assert seen == []
    assert answer["__schema"]["queryType"]["name"] == "Query"


def test_the_whole_schema_can_be_asked_for(ask: Ask) -> None:
    """With the query that tools send, which is deeper than data may be asked for."""
    answer = ask(get_introspection_query(input_value_deprecation=True, directive_is_repeatable=True))
    assert {"Media", "Page", "FuzzyDateInt"} <= {type_["name"] for type_ in answer["__schema"]["types"]}


def test_introspection_in_a_fragment_is_answered(ask: Ask) -> None:
    assert ask('{ ...f } fragment f on Query { __type(name: "Media") { name } Media(id: 1) { id } }') == {
        "Media": {"id": 1},
        "__type": {"name": "Media"},
    }


def test_introspection_stands_beside_data(ask: Ask) -> None:
    answer = ask('query Q($n: String = "Page") { t: __type(name: $n) { name } Media(id: 1) { id } __typename }')
    assert answer == {"t": {"name": "Page"}, "Media": {"id": 1}, "__typename": "Query"}


@pytest.mark.sqlite
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_sqlite_computes_no_object_for_the_whole_table(example: Path, catalogue: None) -> None:
    operation = load(example.read_text(), API).operation(None)
    request = Request(coerce_variables(operation.variables, variables_of(example)), now=NOW)
    plan = compile_operation(operation, request, "sqlite", API)
    with connection.cursor() as cursor:
        cursor.connection.row_factory = None
        steps = cursor.connection.execute("explain query plan " + plan.text, [None] * len(plan.binds)).fetchall()
    assert steps
    assert not [step for step in steps if "MATERIALIZE h" in step[3]]


def nested(levels: int) -> str:
    """Return a document in which connections nest."""
    inside = "id"
    for level in range(levels):
        inside = (
            f"id characters(perPage: 1) {{ nodes {{ id media(perPage: 1) {{ nodes {{ {inside} }} }} }} }}"
            if level % 2
            else (f"id staff(perPage: 1) {{ nodes {{ id staffMedia(perPage: 1) {{ nodes {{ {inside} }} }} }} }}")
        )
    return f"{{ Media(id: 1) {{ {inside} }} }}"


def test_fourteen_nested_connections_prepare(catalogue: None) -> None:
    document = nested(7)
    assert document.count("nodes") == 14
    (node,) = parse(document).definitions  # load() would refuse its depth
    assert isinstance(node, OperationDefinitionNode)
    request = Request({}, now=NOW)
    plan = compile_operation(Operation(node, [], {}), request, connection.vendor, SITE)
    assert run(plan, request, DjangoDatabase(connection), SITE)[0]


def test_a_hundred_and_eighty_aliases_are_one_object(ask: Ask) -> None:
    answer = ask("{ Media(id: 1) { " + " ".join(f"a{n}: popularity" for n in range(180)) + " } }")
    assert len(answer["Media"]) == 180
    assert set(answer["Media"].values()) == {390_000}
