"""Paths of the site's pages."""

from zukan.graph.dialect import Kind
from zukan.graph.shape import Column


def path_of(page: str, alias: str = "{a}") -> Column:
    """Return the field of a thing's path: `/staff/95269/yuki-kaji`. page: its first part. alias: of its row."""
    slug = f"case when {alias}.slug='' then '' else '/'||{alias}.slug end"
    return Column(f"'/{page}/'||{alias}.id||{slug}", Kind.TEXT, null=False)
