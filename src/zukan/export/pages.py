"""The catalogue, thing by thing, as the read path writes it: some at a time, all of them as they are at one moment."""

import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings

from zukan.export.errors import ExportError
from zukan.graph.answer import Caller, Query, answer
from zukan.graph.errors import QueryError
from zukan.graph.limits import EXPORT
from zukan.graph.run import Database

FOLDER = Path(__file__).parent


class Part(NamedTuple):
    """An operation of a document beside this file, which finds things of one kind in id order."""

    document: str
    operation: str
    at_once: int  # as many as the database may put together in the time that a statement has


class Found(msgspec.Struct):
    found: list[msgspec.Raw]


class Roots(msgspec.Struct, rename="pascal"):
    catalogue: Found


class Body(msgspec.Struct):
    data: Roots


class Numbered(msgspec.Struct):
    id: int


BODY = msgspec.json.Decoder(Body)
NUMBERED = msgspec.json.Decoder(Numbered)


@cache
def document_text(name: str) -> str:
    """Return the text of a document beside this file."""
    return (FOLDER / name).read_text(encoding="utf-8")


def things(database: Database, part: Part, media_type: str | None) -> Iterator[msgspec.Raw]:
    """Yield the JSON of each thing. media_type: only of such works, None: of all. Raises ExportError."""
    after = 0
    while found := page(database, part, {"after": after, "most": part.at_once, "type": media_type}):
        yield from found
        after = NUMBERED.decode(found[-1]).id


def page(database: Database, part: Part, variables: dict[str, object]) -> list[msgspec.Raw]:
    """Return the things behind an id."""
    caller = Caller(EXPORT, int(time.time()), settings.SITE_URL)
    query = Query(document_text(part.document), {**variables, "all": EXPORT.nested}, part.operation)
    try:
        return BODY.decode(answer(query, caller, database)).data.catalogue.found
    except QueryError as error:
        raise ExportError(f"The catalogue cannot be read: {error} See ZUKAN_STATEMENT_SECONDS.") from error
