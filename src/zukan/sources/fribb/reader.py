"""Fribb's id map, as the original JSON list and as a table, to records that carry nothing but ids."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.keys import record_key
from zukan.sources.records import MediaRecord, SeriesPlace
from zukan.sources.sites import site_of

# A row is named by the first of these that it has: their keys stand in one row each.
KEY_SITES = (
    "anidb",
    "myanimelist",
    "kitsu",
    "anilist",
    "anisearch",
    "livechart",
    "simkl",
    "animeplanet",
    "animenewsnetwork",
)
TABLE_COLUMNS = {"n", "anilist", "mal", "anidb", "kitsu"}
JSON_FIELDS = {"anidb_id", "kitsu_id", "livechart_id", "anime-planet_id", "anisearch_id", "notify.moe_id"}
NOT_IDS = {"type", "season", "episode_offset"}
REPEATED = "animecountdown_id"  # Simkl's number under another name
UNKNOWN = {"", "unknown"}
IMDB_KEY = re.compile(r"tt\d+", re.ASCII)
Key = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)] | Annotated[str, msgspec.Meta(max_length=400)]
Number = int | str


class FribbReader(Reader):
    """Reads `anime-list-full.json`, `anime-list-mini.json` and tables of the same rows."""

    NAME = "Fribb/anime-lists"
    SOURCE = "fribb"
    HOMEPAGE = "https://github.com/Fribb/anime-lists"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return set(head.columns) >= TABLE_COLUMNS or is_list(head.value)

    def items(self) -> Iterator[Item]:
        return (
            self.file.rows()
            if self.file.head.columns and self.file.head.value is None
            else self.file.json_items("item")
        )

    def records(self, value: Any) -> Iterator[MediaRecord]:
        is_row = "n" in value
        if isinstance(value.get("themoviedb_id"), int):
            self.skip("a TMDB number that does not tell films from series")
        ids = row_ids(value) if is_row else entry_ids(value)
        site = next((site for site in KEY_SITES if site in ids), None)
        if site is None or sum(map(len, ids.values())) < 2:
            self.skip("a row with a single id says nothing")
            return
        yield MediaRecord(
            source=self.source,
            key=record_key(f"{site}/{ids[site][0]}"),
            observed_at=self.observed_at,
            ids=ids,
            ids_number="ANIME",
            series_places=None if is_row else places(value, ids),
        )


def is_list(value: Any) -> bool:
    """Return whether a JSON value is the original list."""
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value[:20]):
        return False
    names = {name for row in value[:20] for name in row}
    return bool(names & JSON_FIELDS) and all(name.endswith("_id") or name in NOT_IDS for name in names)


def row_ids(row: dict[str, str]) -> dict[str, list[str]]:
    """Return site -> keys of a table's row, in which a bar stands between several."""
    ids: dict[str, list[str]] = {}
    for column, cell in row.items():
        site = site_of(column)
        if site is not None and cell:
            ids[site.key] = [key.replace(":", "/") if site.key == "themoviedb" else key for key in cell.split("|")]
    return ids


def entry_ids(entry: dict[str, Any]) -> dict[str, list[str]]:
    """Return site -> keys of one object of the list. Raises msgspec.ValidationError that names the field."""
    ids: dict[str, list[str]] = {}
    for name, value in entry.items():
        site = site_of(name.removesuffix("_id"))
        if site is None or name in NOT_IDS or name == REPEATED or value is None:
            continue
        keys = movie_keys(value) if site.key == "themoviedb" else plain_keys(name, value)
        if keys:
            ids.setdefault(site.key, []).extend(keys)
    return ids


def plain_keys(name: str, value: Any) -> list[str]:
    """Return the keys that a field holds, one or a list."""
    try:
        keys = msgspec.convert(value if isinstance(value, list) else [value], list[Key])
    except msgspec.ValidationError as error:
        raise msgspec.ValidationError(str(error).replace("`$[", f"`$.{name}[")) from None
    texts = [part.strip() for key in keys for part in str(key).split(",")]
    return [text for text in texts if text not in UNKNOWN and (name != "imdb_id" or IMDB_KEY.fullmatch(text))]


def movie_keys(value: Any) -> list[str]:
    """Return TMDB's keys: "tv/26209", "movie/128"; none for a bare number, as old lists have it."""
    if not isinstance(value, dict):
        return []
    kinds = msgspec.convert(value, dict[str, int | list[int]])
    return [
        f"{kind}/{number}"
        for kind, numbers in kinds.items()
        for number in (numbers if isinstance(numbers, list) else [numbers])
    ]


def places(entry: dict[str, Any], ids: dict[str, list[str]]) -> list[SeriesPlace] | None:
    """Return in which season of TheTVDB's and TMDB's series a work stands."""
    seasons = msgspec.convert(entry.get("season") or {}, dict[str, Number])
    offsets = msgspec.convert(entry.get("episode_offset") or {}, dict[str, int])
    found = []
    for name, season in seasons.items():
        site = site_of(name)
        keys = [key for key in ids.get(site.key, ()) if not key.startswith("movie/")] if site else []
        if site and len(keys) == 1:
            found.append(SeriesPlace(site=site.key, key=keys[0], season=str(season), offset=offsets.get(name)))
    return found or None
