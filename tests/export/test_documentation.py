"""docs/export.md says what an export holds."""

import re
from pathlib import Path

import pytest
from graphql import GraphQLObjectType

from zukan.export.anilist import header
from zukan.export.exporting import FORMS
from zukan.graph.schema import schema

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text()
EXTENSIONS = [type_ for name, type_ in schema().type_map.items() if name.endswith("Extension")]


@pytest.mark.parametrize("type_", EXTENSIONS, ids=str)
def test_every_field_that_stands_under_zukan_is_documented(type_: GraphQLObjectType) -> None:
    assert [name for name in type_.fields if f"`{name}`" not in PAGE] == []


@pytest.mark.django_db
def test_every_field_of_the_first_line_is_documented() -> None:
    assert [name for name in header(None) if f"| `{name}` |" not in PAGE] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_chapter_that_names_its_endings(form: str) -> None:
    chapter = re.split(r"^## ", PAGE, flags=re.M)
    (found,) = [text for text in chapter if text.startswith(f"Form `{form}`")]
    assert all(f"`{ending}`" in found for ending in FORMS[form])
