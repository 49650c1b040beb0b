"""Anime-Lists' mapping to records that say where a work's episodes stand on other sites."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element  # a name only: the file's streams read

from zukan.sources.anilist.naming import named_reference
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import AnyRecord, MediaRecord, SeriesPlace, StudioRecord, StudioWork

NUMBER = re.compile(r"\d{1,9}", re.ASCII)
WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
IMDB_KEY = re.compile(r"tt\d{1,12}", re.ASCII)
PAIR = re.compile(r"\d{1,5}-\d{1,5}(?:\+\d{1,5})*", re.ASCII)
LONGEST_RANGE = 10_000  # episodes
ADULT = "hentai"  # stands in place of TheTVDB's number, as "movie" or "OVA" do


class AnimeListsReader(Reader):
    """Reads `anime-list-master.xml`, `anime-list.xml` and `anime-list-full.xml`."""

    NAME = "Anime-Lists"
    SOURCE = "anime-lists"
    HOMEPAGE = "https://github.com/Anime-Lists/anime-lists"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return head.root == "anime-list"

    def items(self) -> Iterator[Item]:
        return self.file.elements("anime")

    def records(self, value: Any) -> Iterator[AnyRecord]:
        anime: Element = value
        key = number(anime, "anidbid")
        if key is None:
            raise ValueError("there is no number - at `anidbid`")
        studios = [name.strip() for name in texts(anime, "supplemental-info/studio") if name.strip()]
        for name in studios:
            yield StudioRecord(source=self.source, key=named_reference(name), observed_at=self.observed_at, name=name)
        yield MediaRecord(
            source=self.source,
            key=f"anidb/{key}",
            observed_at=self.observed_at,
            type="ANIME",
            ids={"anidb": [key], **other_ids(anime)},
            title_romaji=next((name.strip() for name in texts(anime, "name") if name.strip()), None),
            is_adult=True if anime.get("tvdbid", "").lower() == ADULT else None,
            studio_credits=[StudioWork(studio=named_reference(name), is_main=True) for name in studios] or None,
            series_places=places(anime) or None,
        )
        self.count_unread(anime)

    def count_unread(self, anime: Element) -> None:
        """Count what has no place in the catalogue."""
        if anime.find("before") is not None:
            self.skip("a place of specials between the episodes, for players")
        for element in anime.iterfind("supplemental-info/*"):
            if element.tag != "studio":
                self.skip(f"supplemental information ({element.tag})")


def texts(anime: Element, path: str) -> list[str]:
    """Return the texts of the elements under a path."""
    return [element.text or "" for element in anime.iterfind(path)]


def number(element: Element, attribute: str) -> str | None:
    """Return a number that an attribute holds, None for "" and for a word. Leading zeros go."""
    text = (element.get(attribute) or "").strip()
    return str(int(text)) if NUMBER.fullmatch(text) else None


def other_ids(anime: Element) -> dict[str, list[str]]:
    """Return what TheTVDB, TMDB and IMDb call a work or its series."""
    series, films = number(anime, "tmdbtv"), re.split(r"[,\s]+", anime.get("tmdbid") or "")
    tmdb = [f"tv/{series}"] if series else []
    tmdb += [f"movie/{film}" for film in films if NUMBER.fullmatch(film)]
    tvdb = number(anime, "tvdbid")
    imdb = [key for key in re.split(r"[,\s]+", anime.get("imdbid") or "") if IMDB_KEY.fullmatch(key)]
    found = {"thetvdb": [tvdb] if tvdb else [], "themoviedb": tmdb, "imdb": imdb}
    return {site: keys for site, keys in found.items() if keys}


def places(anime: Element) -> list[SeriesPlace]:
    """Return in which seasons of TheTVDB's and TMDB's series a work's episodes stand."""
    found: list[SeriesPlace] = []
    tvdb, tmdb = number(anime, "tvdbid"), number(anime, "tmdbtv")
    if tvdb:
        found += series_places(anime, "thetvdb", tvdb, ("defaulttvdbseason", "episodeoffset", "tvdbseason"))
    if tmdb:
        found += series_places(anime, "themoviedb", f"tv/{tmdb}", ("tmdbseason", "tmdboffset", "tmdbseason"))
    return found


def series_places(anime: Element, site: str, key: str, names: tuple[str, str, str]) -> Iterator[SeriesPlace]:
    """Yield a series' seasons with what stands in them.

    names: of the attributes with the season of the whole work, with its offset, and with a mapping's season.
    """
    usual = anime.get(names[0]) or ""
    seasons: dict[str, list[str]] = {usual: []}
    for mapping in anime.iterfind("mapping-list/mapping"):
        season = mapping.get(names[2])
        if season is not None:
            seasons.setdefault(season, []).extend(single_episodes(mapping))
    for season, episodes in seasons.items():
        offset = whole(anime, names[1]) if season == usual else None
        yield SeriesPlace(
            site=site, key=key, season=season, offset=offset, episodes=";".join(dict.fromkeys(episodes)) or None
        )


def single_episodes(mapping: Element) -> Iterator[str]:
    """Yield the episodes of one mapping, "1-5": the work's number, the site's.

    "S1-5" is the work's first special; "1-5+" goes on in step to the last there is.
    Raises ValueError that names the attribute.
    """
    special = "S" if mapping.get("anidbseason") == "0" else ""
    first, last, offset = whole(mapping, "start"), whole(mapping, "end"), whole(mapping, "offset") or 0
    if first is not None and last is not None:
        if last - first > LONGEST_RANGE:
            raise ValueError(f"the range {first}-{last} is too long - at `mapping.end`")
        first = max(first, -offset)  # there is no episode before the first
        yield from (f"{special}{episode}-{episode + offset}" for episode in range(first, last + 1))
    elif offset:
        yield f"{special}{first or 1}-{(first or 1) + offset}+"
    for pair in (mapping.text or "").split(";"):
        if pair.strip():
            if not PAIR.fullmatch(pair.strip()):
                raise ValueError(f'"{pair.strip()[:20]}" is no pair of episodes - at `mapping`')
            yield special + pair.strip()


def whole(element: Element, attribute: str) -> int | None:
    """Return the number of an attribute, None for "". Raises ValueError that names the attribute."""
    text = (element.get(attribute) or "").strip()
    if not text:
        return None
    if not WHOLE.fullmatch(text):
        raise ValueError(f'"{text[:20]}" is no number - at `{attribute}`')
    return int(text)
