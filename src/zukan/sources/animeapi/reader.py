"""animeApi's titles, as a table and as a JSON list, to records with a name and the ids of many sites."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.keys import record_key
from zukan.sources.records import MediaRecord, SeriesPlace
from zukan.sources.sites import SITES, site_of

# A row is named by the first of these that it has. No key of theirs stands in two rows; MyAnimeList's and AniList's do.
KEY_SITES = ("anidb", "kitsu", "anisearch", "livechart", "animeplanet", "kaize", "notify")
NEEDED = {"title", "anidb", "kaize", "silveryasha"}
# What only tells more of another column's key; kaize and nautiljon have their pages by name, not by number.
NOT_IDS = frozenset(
    {
        *("title", "kaize_id", "nautiljon_id", "themoviedb", "themoviedb_type", "themoviedb_season_id"),
        *("thetvdb_season_id", "trakt", "trakt_type", "trakt_season", "trakt_season_id", "trakt_slug"),
    }
)
LEFTOVERS = frozenset({"unknown", "javascript:;"})  # of the pages that upstream reads
IMDB_KEY = re.compile(r"tt\d+", re.ASCII)
Cell = str | int | bool | None


class AnimeApiReader(Reader):
    """Reads `animeapi.tsv` and `animeapi.json`."""

    NAME = "animeApi"
    SOURCE = "animeapi"
    LICENCE = "AGPL-3.0-only AND ODbL-1.0"
    HOMEPAGE = "https://github.com/nattadasu/animeApi"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        rows = head.value if isinstance(head.value, list) else []
        return set(head.columns) >= NEEDED or (bool(rows) and isinstance(rows[0], dict) and rows[0].keys() >= NEEDED)

    def items(self) -> Iterator[Item]:
        return self.file.json_items("item") if self.file.head.value is not None else self.file.rows()

    def records(self, value: Any) -> Iterator[MediaRecord]:
        cells = msgspec.convert(value, dict[str, Cell])
        row = {name: str(cell).strip() for name, cell in cells.items() if cell is not None and str(cell).strip()}
        if row.pop("trakt_may_invalid", "False").lower() == "true" and row.pop("trakt", ""):
            self.skip("an id of Trakt that may be wrong, as upstream says")
        ids = self.ids(row)
        site = next((site for site in KEY_SITES if site in ids), None)
        yield MediaRecord(
            source=self.source,
            key=record_key(f"{site}/{ids[site][0]}" if site else f"title/{row.get('title', '')}"),
            observed_at=self.observed_at,
            type="ANIME",
            ids=ids,
            title_romaji=row.get("title"),
            series_places=season(row),
        )

    def ids(self, row: dict[str, str]) -> dict[str, list[str]]:
        """Return site -> keys of a row."""
        ids: dict[str, list[str]] = {}
        for name, cell in row.items():
            site = site_of(name)
            if site is None or name in NOT_IDS:
                continue
            keys = imdb_keys(cell) if site.key == "imdb" else [cell]
            if keys and cell not in LEFTOVERS:
                ids[site.key] = keys
            else:
                self.skip(f'an id of {SITES[site.key].name} that says "{cell[:20]}"')
        if "themoviedb" in row:  # without a type only films are listed
            ids["themoviedb"] = [f"{row.get('themoviedb_type', 'movie')}/{row['themoviedb']}"]
        if "trakt" in row and "trakt_type" in row:
            ids["trakt"] = [f"{row['trakt_type']}/{row['trakt']}"]
        return ids


def imdb_keys(cell: str) -> list[str]:
    """Return the keys of a cell of IMDb, which may hold several."""
    return [key for key in cell.split(",") if IMDB_KEY.fullmatch(key)]


def season(row: dict[str, str]) -> list[SeriesPlace] | None:
    """Return in which season of Trakt's series a work stands."""
    if row.get("trakt_type") != "shows" or not row.keys() >= {"trakt", "trakt_season"}:
        return None
    return [SeriesPlace(site="trakt", key=f"shows/{row['trakt']}", season=row["trakt_season"])]
