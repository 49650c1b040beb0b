"""AniList-shaped JSON Lines: a header, then one answer a line, as this server's API gives it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

import zukan
from zukan.catalogue.models import Character, Media, MediaTag, Staff, Studio
from zukan.export.licences import licences
from zukan.export.pages import Part, things
from zukan.graph.run import Database
from zukan.sources.anilist.extension import HEADER, VERSION

DOCUMENT = "anilist.graphql"
# The root under which a thing stands in its line, and where the thing goes. Works last: they point to the others.
PARTS = {
    b'{"data":{"MediaTagCollection":[%b]}}': Part(DOCUMENT, "Tags", 200),
    b'{"data":{"Studio":%b}}': Part(DOCUMENT, "Studios", 200),
    b'{"data":{"Character":%b}}': Part(DOCUMENT, "Characters", 200),
    b'{"data":{"Staff":%b}}': Part(DOCUMENT, "Staff", 200),
    b'{"data":{"Media":%b}}': Part(DOCUMENT, "Works", 50),
}


def header(media_type: str | None) -> dict[str, Any]:
    """Return what the first line says."""
    return {
        HEADER: VERSION,
        "generator": f"Zukan {zukan.__version__}",
        "date": datetime.fromtimestamp(int(time.time()), UTC).isoformat(),
        "licences": licences(),
        "counts": counts(media_type),
    }


def counts(media_type: str | None) -> dict[str, int]:
    """Return how much there is."""
    works = {name: Media.objects.filter(type=name.upper()).count() for name in ("anime", "manga")}
    if media_type is not None:
        return {media_type.lower(): works[media_type.lower()]}
    others = {"characters": Character, "staff": Staff, "studios": Studio, "tags": MediaTag}
    return works | {name: model._default_manager.count() for name, model in others.items()}


def lines(database: Database, media_type: str | None) -> Iterator[bytes]:
    """Yield the lines of the file. media_type: "ANIME", "MANGA", None: both."""
    yield msgspec.json.encode(header(media_type))
    for line, part in PARTS.items():
        for thing in things(database, part, media_type):
            yield line % bytes(thing)
