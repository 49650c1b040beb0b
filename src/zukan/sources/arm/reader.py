"""arm's list of id rows to records that carry nothing but ids."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import MediaRecord
from zukan.sources.sites import SITE_ALIASES

COLUMNS = ("mal_id", "annict_id", "syobocal_tid", "anilist_id")
RowId = Annotated[int, msgspec.Meta(ge=1, le=2**30 - 1)]


class Row(msgspec.Struct):
    """One anime's ids."""

    mal_id: RowId | None = None
    annict_id: RowId | None = None
    syobocal_tid: RowId | None = None
    anilist_id: RowId | None = None


class ArmReader(Reader):
    """Reads the list of rows."""

    NAME = "arm"
    SOURCE = "arm"
    LICENCE = "MIT"
    HOMEPAGE = "https://github.com/kawaiioverflow/arm"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        rows = head.value[:20] if isinstance(head.value, list) else []
        return bool(rows) and all(isinstance(row, dict) and row and row.keys() <= set(COLUMNS) for row in rows)

    def items(self) -> Iterator[Item]:
        return self.file.json_items("item")

    def records(self, value: Any) -> Iterator[MediaRecord]:
        row = msgspec.convert(value, Row)
        ids = {SITE_ALIASES[name]: [str(key)] for name in COLUMNS if (key := getattr(row, name)) is not None}
        if len(ids) < 2:
            self.skip("a row with a single id says nothing")
            return
        site, (key, *_) = next(iter(ids.items()))
        yield MediaRecord(
            source=self.source, key=f"{site}/{key}", observed_at=self.observed_at, ids=ids, ids_number="ANIME"
        )
