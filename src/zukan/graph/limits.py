"""How much one operation may ask for."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one kind of caller. `name` keeps the plans of different callers apart."""

    name: str
    bytes: int  # of the document
    cost: int  # selected fields, fragments expanded at each use
    depth: int
    page: int  # most items of a Page
    nested: int  # most items of a nested connection
    entries: int  # deepest item of a Page that can be reached
    rows: int  # product of the list limits along one path
    unpaged: int = 500  # rows of a list that cannot be paged


API = Limits(
    "api",
    bytes=settings.GRAPHQL_MAX_BYTES,
    cost=settings.GRAPHQL_MAX_COST,
    depth=settings.GRAPHQL_MAX_DEPTH,
    page=50,
    nested=25,
    entries=5000,
    rows=settings.GRAPHQL_MAX_ROWS,
)
SITE = Limits("site", bytes=65_536, cost=2_000, depth=24, page=500, nested=2_000, entries=1_000_000, rows=1_000_000)
# Whole works, however much hangs on one; `zukan export` bounds itself by how many it asks for at a time.
EXPORT = Limits(
    "export", bytes=65_536, cost=2_000, depth=24, page=500, nested=10**6, entries=10**6, rows=10**30, unpaged=10**6
)
