"""The object of titles by MyAnimeList's ids to records."""

from collections.abc import Iterator
from typing import Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import AnyRecord, MediaRecord


class Titles(msgspec.Struct, forbid_unknown_fields=True):
    """One work's titles."""

    romaji: str | None
    english: str | None
    native: str | None
    synonyms: list[str]


class TitlesMultilingualReader(Reader):
    """Reads the object as one value: it names its works by its keys, and is small."""

    NAME = "titles by MyAnimeList's ids"
    SOURCE = "titles-multilingual"
    HOMEPAGE = "https://github.com/pathasek/anime-list-web"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        if not isinstance(head.value, dict) or not head.value:
            return False
        key, titles = next(iter(head.value.items()))
        return key.isdecimal() and isinstance(titles, dict) and titles.keys() <= set(Titles.__struct_fields__)

    def items(self) -> Iterator[Item]:
        return self.file.json_values()

    def records(self, value: Any) -> list[AnyRecord]:
        return [self.work(key, titles) for key, titles in msgspec.convert(value, dict[str, Titles]).items()]

    def work(self, key: str, titles: Titles) -> MediaRecord:
        """Return the record of one work."""
        return MediaRecord(
            source=self.source,
            key=key,
            observed_at=self.observed_at,
            type="ANIME",
            ids={"myanimelist": [key]},
            title_romaji=titles.romaji or None,
            title_english=titles.english or None,
            title_native=titles.native or None,
            synonyms=[title.strip() for title in titles.synonyms if title.strip()],
        )
