"""The schema, the shapes and the models say the same."""

from dataclasses import replace

from zukan.graph.agreement import Agreement
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column
from zukan.graph.shapes.media import MEDIA, MEDIA_TITLE


def test_nothing_disagrees() -> None:
    assert list(Agreement().disagreements()) == []


def test_a_field_without_entry_is_named() -> None:
    short = replace(MEDIA_TITLE, fields={name: field for name, field in MEDIA_TITLE.fields.items() if name != "native"})
    assert list(Agreement().shape(short)) == ["MediaTitle.native is in one of schema and shapes only."]


def test_a_nullable_column_behind_a_required_field_is_named() -> None:
    loose = replace(MEDIA, fields={**MEDIA.fields, "id": Column("{a}.id", Kind.INT, null=True)})
    assert "Media.id is declared non-null, its column is not." in list(Agreement().shape(loose))


def test_a_kind_that_does_not_fit_is_named() -> None:
    wrong = replace(MEDIA_TITLE, fields={**MEDIA_TITLE.fields, "english": Column("{a}.id", Kind.INT)})
    assert list(Agreement().shape(wrong)) == ["MediaTitle.english is declared String and written as int."]
