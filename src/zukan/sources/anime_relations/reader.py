"""anime-relations' rules to records that say whose episodes are whose."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from zukan.sources.formats import Head, Item, Reader, Reading, SourceFile
from zukan.sources.mapped_tables.dates import moment
from zukan.sources.records import EpisodeRedirect, MediaRecord

SITES = ("myanimelist", "kitsu", "anilist")  # in the order of a rule's ids
KEY_SITES = ("anilist", "myanimelist", "kitsu")
ID = r"(\d{1,9}|[?~])"
EPISODES = r"(\d{1,6})(?:-(\d{1,6}|\?))?"
RULE = re.compile(rf"- {ID}\|{ID}\|{ID}:{EPISODES} -> {ID}\|{ID}\|{ID}:{EPISODES}(!?)", re.ASCII)
MODIFIED = re.compile(rb"^- last_modified: *(\d{4}-\d\d-\d\d)", re.MULTILINE)


class Work(NamedTuple):
    """A work as a rule names it, and some of its episodes. last: 0 stands for the last there is."""

    ids: dict[str, list[str]]
    first: int
    last: int

    @property
    def key(self) -> str:
        """The key of the work's record."""
        site = next(site for site in KEY_SITES if site in self.ids)
        return f"{site}/{self.ids[site][0]}"


class AnimeRelationsReader(Reader):
    """Reads `anime-relations.txt`."""

    NAME = "anime-relations"
    SOURCE = "anime-relations"
    LICENCE = "CC0-1.0"
    HOMEPAGE = "https://github.com/erengy/anime-relations"
    LISTS_ALL = True

    def __init__(self, file: SourceFile, reading: Reading) -> None:
        super().__init__(file, reading)
        found = MODIFIED.search(file.head.start)
        self.observed_at = moment(found[1].decode()) if found else self.observed_at

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return head.value is None and bool(re.search(rb"^::(?:meta|rules)\s*$", head.start, re.MULTILINE))

    def items(self) -> Iterator[Item]:
        section = ""
        for item in self.file.lines():
            text = item.value.strip()
            if text.startswith("::"):
                section = text
            elif section == "::rules" and text and not text.startswith("#"):
                yield Item(item.where, text)

    def records(self, value: Any) -> Iterator[MediaRecord]:
        found = RULE.fullmatch(value)
        if found is None:
            raise ValueError(f'the rule "{value[:80]}" is not of the form "- 1|2|3:4-5 -> 6|7|8:9-10"')
        whose = found.group(1, 2, 3)
        source = work(whose, whose, found[4], found[5])
        target = work(found.group(6, 7, 8), whose, found[9], found[10])
        yield self.record(source, redirect(source, target))
        yield self.record(target, redirect(source, target) if found[11] else None)

    def record(self, one: Work, said: EpisodeRedirect | None) -> MediaRecord:
        """Return a work's record."""
        return MediaRecord(
            source=self.source,
            key=one.key,
            observed_at=self.observed_at,
            ids=one.ids,
            ids_number="ANIME",
            episode_redirects=[said] if said else None,
        )


def work(ids: tuple[str, ...], source_ids: tuple[str, ...], first: str, last: str | None) -> Work:
    """Return what one side of a rule names: "?" is not known, "~" repeats the source's. Raises ValueError."""
    meant = [source if text == "~" else text for text, source in zip(ids, source_ids, strict=True)]
    known = {site: [text] for site, text in zip(SITES, meant, strict=True) if text.isdecimal()}
    if not known:
        raise ValueError("a rule names no work")
    ends = int(first) if last is None else 0 if last == "?" else int(last)
    if 0 < ends < int(first):
        raise ValueError(f"the episodes {first}-{last} end before they begin")
    return Work(known, int(first), ends)


def redirect(source: Work, target: Work) -> EpisodeRedirect:
    """Return that a work's episodes are another's."""
    return EpisodeRedirect(
        first=source.first,
        last=source.last,
        media=target.key,
        media_first=target.first,
        media_last=target.last,
    )
