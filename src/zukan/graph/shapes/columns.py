"""Fields that lie on columns. Their kind and nullability come from the models, so the two cannot disagree."""

import re

from django.db import models

from zukan.catalogue.fields import JsonListField
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.shape import Chosen, Column, Field, Order


def kind_of(field: "models.Field[object, object]") -> Kind:
    """Return how a model's column is written."""
    if isinstance(field, JsonListField):
        return Kind.JSON
    if isinstance(field, models.BooleanField):
        return Kind.BOOL
    if isinstance(field, models.IntegerField | models.ForeignKey | models.AutoField):
        return Kind.INT
    return Kind.ENUM if field.choices else Kind.TEXT


def column(model: type[models.Model], name: str, alias: str = "{a}") -> Column:
    """Return the field of one column."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # a mistake of ours, found at start-up
    return Column(f"{alias}.{field.column}", kind_of(field), field.null)


def columns(model: type[models.Model], names: str, alias: str = "{a}") -> dict[str, Field]:
    """Return fields that are called as their columns are, in camelCase: `columns(Media, "id idMal type")`."""
    return {name: column(model, snake_case(name), alias) for name in names.split()}


def snake_case(name: str) -> str:
    """Return a GraphQL name as Python has it."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def both_ways(model: type[models.Model], alias: str, **sorted_by: str) -> dict[str, Order]:
    """Return the sorts `NAME` and `NAME_DESC` of columns: `both_ways(Media, "{n}", SCORE="average_score")`."""
    orders: dict[str, Order] = {}
    for name, column_name in sorted_by.items():
        field = model._meta.get_field(column_name)
        expression, null = f"{alias}.{column_name}", bool(field.null)
        orders[name] = Order(expression, null=null)
        orders[f"{name}_DESC"] = Order(expression, descending=True, null=null)
    return orders


def version(arguments: Arguments) -> int:
    """Return which members of an enum the caller knows: 1 unless it says otherwise."""
    value = arguments.value("version")
    return max(1, value) if isinstance(value, int) else 1


def described(plain: str, html: str, after: str = "") -> Chosen:
    """Return a text that is stored as it was written and rendered."""

    def choose(arguments: Arguments) -> str:
        return (html if arguments.value("asHtml") else plain) + after

    return Chosen(Kind.TEXT, choose)
