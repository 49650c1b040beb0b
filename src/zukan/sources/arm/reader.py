"""arm's list of id rows to records that carry nothing but ids."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.records import AnyRecord, MediaRecord
from zukan.sources.sites import SITE_ALIASES

SOURCE = "arm"
COLUMNS = ("mal_id", "annict_id", "syobocal_tid", "anilist_id")
RowId = Annotated[int, msgspec.Meta(ge=1, le=2**30 - 1)]


class Row(msgspec.Struct):
    """One anime's ids."""

    mal_id: RowId | None = None
    annict_id: RowId | None = None
    syobocal_tid: RowId | None = None
    anilist_id: RowId | None = None


def is_document(document: Any) -> bool:
    """Return whether a JSON value is arm's list."""
    if not isinstance(document, list) or not document:
        return False
    return all(isinstance(row, dict) and row and row.keys() <= set(COLUMNS) for row in document[:20])


def read_document(
    document: Any, source: str, observed_on: int | None, skipped: Counter[str]
) -> Iterator[tuple[str, list[AnyRecord]]]:
    """Yield (where in the document, records) for each row."""
    for index, row in enumerate(msgspec.convert(document, list[Row])):
        ids = {SITE_ALIASES[name]: [str(key)] for name in COLUMNS if (key := getattr(row, name)) is not None}
        if len(ids) < 2:
            skipped["a row with a single id says nothing"] += 1
            continue
        site, (key, *_) = next(iter(ids.items()))
        record = MediaRecord(
            source=source, key=f"{site}/{key}", observed_at=observed_on or 0, ids=ids, ids_number="ANIME"
        )
        yield f"item {index + 1}", [record]
