"""Each example: a document, the SQL it becomes on either database, and its answer.

`ZUKAN_RECORD=1` writes .sql and .json anew; what must hold whatever is recorded stands in the other tests.
"""

import json
import os
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, execute_sync, parse

from tests.graph.conftest import NOW, ask_catalogue
from zukan.graph.coercion import coerce_variables
from zukan.graph.document import load
from zukan.graph.limits import API
from zukan.graph.plan import compile_operation
from zukan.graph.schema import schema
from zukan.graph.sql import Request

EXAMPLES = sorted(Path(__file__).parent.glob("queries/**/*.graphql"))
RECORD = bool(os.environ.get("ZUKAN_RECORD"))


def variables_of(example: Path) -> dict[str, object]:
    """Return the variables beside an example."""
    path = example.with_suffix(".variables.json")
    return json.loads(path.read_text()) if path.exists() else {}


def compared(path: Path, text: str) -> None:
    """Compare text with what is recorded, or record it."""
    if RECORD:
        path.write_text(text)
    assert path.read_text() == text


def readable(statement: str) -> str:
    """Return a statement with its hoisted objects on lines of their own."""
    return statement.replace(",h", ",\nh").replace("with h0", "with\nh0").replace(") select ", ")\nselect ") + "\n"


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_becomes_the_recorded_sql(example: Path, vendor: str) -> None:
    operation = load(example.read_text(), API).operation(None)
    assert isinstance(operation.node, OperationDefinitionNode)
    request = Request(coerce_variables(operation.variables, variables_of(example)), now=NOW)
    plan = compile_operation(operation, request, vendor, API)
    compared(example.with_suffix(f".{vendor}.sql"), readable(plan.text))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_has_the_recorded_answer_on_either_database(example: Path, catalogue: None) -> None:
    answer = ask_catalogue(example.read_text(), variables_of(example))
    compared(example.with_suffix(".json"), json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_answer_is_what_the_schema_promises(example: Path, catalogue: None) -> None:
    """graphql-core's own executor, fed with the answer, must complete it to the same: names, order, types, nulls."""
    variables = coerce_variables(load(example.read_text(), API).operation(None).variables, variables_of(example))
    answer = ask_catalogue(example.read_text(), variables)
    completed = execute_sync(
        schema(),
        parse(example.read_text()),
        root_value=answer,
        variable_values=variables,
        field_resolver=lambda object_, info, **_: object_[info.path.key],
    )
    assert completed.errors is None
    assert json.dumps(completed.data) == json.dumps(answer)
