"""The list of Chinese titles to records."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.anilist_chinese.script import chinese_script
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import AnyRecord, MediaRecord, TranslatedTitle


class Entry(msgspec.Struct):
    """One work's titles."""

    id: Annotated[int, msgspec.Meta(ge=1, le=2**30 - 1)]
    title: str
    synonyms: list[str]


class AniListChineseReader(Reader):
    """Reads the list entry by entry."""

    NAME = "anilist-chinese"
    SOURCE = "anilist-chinese"
    LICENCE = "MIT"
    HOMEPAGE = "https://github.com/soruly/anilist-chinese"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        first = head.value[0] if isinstance(head.value, list) and head.value else None
        return isinstance(first, dict) and first.keys() == set(Entry.__struct_fields__)

    def items(self) -> Iterator[Item]:
        return self.file.json_items("item")

    def records(self, value: Any) -> list[AnyRecord]:
        entry = msgspec.convert(value, Entry)
        texts = dict.fromkeys(text.strip() for text in (entry.title, *entry.synonyms) if text.strip())
        scripts = {text: chinese_script(text) for text in texts}
        translated = [TranslatedTitle(language=script, text=text) for text, script in scripts.items() if script]
        others = [text for text, script in scripts.items() if not script]
        if not texts:
            self.skip("a work without a title")
            return []
        record = MediaRecord(source=self.source, key=str(entry.id), observed_at=self.observed_at, ids_number="ANIME")
        record.ids = {"anilist": [record.key]}
        record.translated_titles, record.synonyms = translated or None, others or None
        return [record]
