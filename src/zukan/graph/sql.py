"""SQL text with its values in place. Placeholders are numbered last, so that a dropped fragment leaves no gap."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from zukan.graph.searching import Searches


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever a bearer token belongs to."""

    id: int
    title_language: str
    staff_name_language: str


@dataclass(frozen=True, slots=True)
class Request:
    """What one execution of a plan may depend on."""

    variables: Mapping[str, object] = field(default_factory=dict)
    viewer: Viewer | None = None
    now: int = 0  # Unix seconds
    site_url: str = ""  # without a final slash
    searches: Searches = field(default_factory=Searches)


Reader = Callable[[Request], object]


@dataclass(frozen=True, slots=True)
class Bind:
    """A value that is read from the request when the statement runs. `type` is PostgreSQL's name of its type."""

    read: Reader
    type: str


@dataclass(frozen=True, slots=True)
class Sql:
    """Text and values in the order in which they stand. No user data in text."""

    parts: tuple[str | Bind, ...]

    def __add__(self, other: "str | Sql") -> "Sql":
        return sql(self, other)


def sql(*parts: "str | Bind | Sql") -> Sql:
    """Return the parts as one piece."""
    flat: list[str | Bind] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Sql) else (part,))
    return Sql(tuple(flat))


def join(separator: str, pieces: Iterable[Sql]) -> Sql:
    """Return the pieces with a separator between them."""
    flat: list[str | Bind | Sql] = []
    for piece in pieces:
        flat += (separator, piece) if flat else (piece,)
    return sql(*flat)


def constant(value: object) -> Reader:
    """Return a reader of a value that is the same in every request."""
    return lambda _: value


def quote(text: str) -> str:
    """Return text of ours (never a user's) as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def bound(template: str, **values: Bind) -> Sql:
    """Return a template with values in place of its `:name` marks."""
    pieces = re.split(r":([a-z]+)", template)
    return sql(*(values[piece] if index % 2 else piece for index, piece in enumerate(pieces)))
