"""AniDB's dump of titles to records that carry names."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element  # a name only: the file's streams read

from zukan.sources.formats import Head, Item, Reader, Reading, SourceFile
from zukan.sources.records import MediaRecord, TranslatedTitle

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# AniDB's own codes -> BCP 47.
LANGUAGES = {
    "x-jat": "ja-Latn",
    "x-zht": "zh-Latn",
    "x-kot": "ko-Latn",
    "x-tht": "th-Latn",
    "x-unk": "und",
    "x-other": "und",
    "zh-x-yue": "yue",
    "zh-x-nan": "nan",
    "zh-nan": "nan",
    "es-LA": "es-419",
    "es-CA": "ca",
    "es-GA": "gl",
    "es-PV": "eu",
    "al": "sq",
    "bd": "bn",
}
# The main title's language tells which official title is the native one.
NATIVE = {
    "x-jat": ("ja",),
    "x-zht": ("zh-Hans", "zh", "zh-Hant", "ja"),
    "x-kot": ("ko", "ja"),
    "x-tht": ("th", "ja"),
}
LATIN = frozenset({*NATIVE, "en", "x-unk", "x-other"})
CREATED = re.compile(rb"<!-- Created: (\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4})")


class Title(NamedTuple):
    """A title as the dump has it. language: AniDB's code; type: main, official, syn, short, kana or card."""

    language: str
    type: str
    text: str


class AniDbReader(Reader):
    """Reads `anime-titles.xml`."""

    NAME = "AniDB titles"
    SOURCE = "anidb"
    HOMEPAGE = "https://wiki.anidb.net/API#Anime_Titles"
    LISTS_ALL = True

    def __init__(self, file: SourceFile, reading: Reading) -> None:
        super().__init__(file, reading)
        self.observed_at = created_at(file.head.start) or self.observed_at

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return head.root == "animetitles"

    def items(self) -> Iterator[Item]:
        return self.file.elements("anime")

    def records(self, value: Any) -> Iterator[MediaRecord]:
        key = number_of(value)
        titles = list(titles_of(value))
        main = next((title for title in titles if title.type == "main"), None)
        official = {title.language: title.text for title in titles if title.type == "official"}
        native = native_title(main, official)
        yield MediaRecord(
            source=self.source,
            key=f"anidb/{key}",
            observed_at=self.observed_at,
            ids={"anidb": [key]},
            type="ANIME",
            title_romaji=main.text if main and main.language in LATIN else None,
            title_native=native,
            title_english=official.get("en"),
            translated_titles=translated(titles),
            synonyms=[title.text for title in titles if title.type in {"short", "kana", "card"}],
        )


def created_at(start: bytes) -> int | None:
    """Return the moment that the dump's first comment tells, None where it has none."""
    found = CREATED.search(start)
    if found is None:
        return None
    at = datetime.strptime(found[1].decode(), "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    return int(at.timestamp())


def number_of(anime: Element) -> str:
    """Return an anime's number. Raises ValueError."""
    number = anime.get("aid", "")
    if not number.isascii() or not number.isdecimal():
        raise ValueError(f'the number "{number[:20]}" is none - at `aid`')
    return number


def titles_of(anime: Element) -> Iterator[Title]:
    """Yield the titles of an anime that hold something."""
    for title in anime.iter("title"):
        if title.text and title.text.strip():
            yield Title(title.get(LANGUAGE, ""), title.get("type", ""), title.text.strip())


def native_title(main: Title | None, official: dict[str, str]) -> str | None:
    """Return the title in the work's own language and script."""
    if main is not None and main.language not in LATIN:
        return main.text
    wanted = NATIVE.get(main.language if main else "", ("ja",))
    return next((official[language] for language in wanted if language in official), None)


def translated(titles: list[Title]) -> list[TranslatedTitle]:
    """Return all titles with a language: the main one and the official ones first, then other names people use."""
    order = ("main", "official", "syn")
    ordered = sorted((title for title in titles if title.type in order), key=lambda title: order.index(title.type))
    return [TranslatedTitle(language=LANGUAGES.get(one.language, one.language), text=one.text) for one in ordered]
