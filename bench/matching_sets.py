"""The sets of works that `bench.matching` compares, read by the readers that imports use."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zukan.catalogue.names import fold_name
from zukan.sources.matching.profile import Profile, profile_of
from zukan.sources.reading import Reading, records
from zukan.sources.records import MediaRecord

KEYED = ("anidb", "anilist")  # the sites from which the maps lead to MyAnimeList
Maps = dict[tuple[str, str], set[str]]  # (site, key) -> "myanimelist/1"


@dataclass(slots=True)
class Works:
    """A set of works by key, which names its source."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)  # folded
    names: dict[str, str] = field(default_factory=dict)
    truth: dict[str, set[str]] = field(default_factory=dict)  # keys of the right set


def media_of(path: Path) -> Iterator[MediaRecord]:
    """Yield the works of a file."""
    return (record for record in records(path, Reading()) if isinstance(record, MediaRecord))


def read_maps(paths: list[Path]) -> Maps:
    """Return what the id maps say together."""
    maps: Maps = defaultdict(set)
    for path in paths:
        for record in media_of(path):
            works = {f"myanimelist/{key}" for key in record.ids.get("myanimelist", [])}
            for site in KEYED:
                for key in record.ids.get(site, []):
                    maps[site, key] |= works
    return maps


def read_works(path: Path, maps: Maps) -> Works:
    """Return the works of a file without their ids, but for AniDB's own; the first of those that have one key."""
    works = Works()
    for record in media_of(path):
        key = key_of(record, works)
        if key is None:
            continue
        works.truth[key] = true_works(record, maps)
        works.titles[key] = {fold_name(title) for title in titles_of(record)} - {""}
        works.names[key] = record.title_romaji or record.title_native or record.title_english or ""
        record.ids = {"anidb": record.ids["anidb"]} if record.source == "anidb" else {}
        works.profiles[key] = profile_of(record)
    return works


def key_of(record: MediaRecord, works: Works) -> str | None:
    """Return the key of a record in its set, None for another row of a work that is there."""
    site = {"bangumi-data": None, "leorigasaki": "anilist"}.get(record.source, record.source)
    if site is None:
        return f"{record.source}/{record.key}/{len(works.profiles)}"  # its entries have no keys of their own
    key = f"{record.source}/{record.ids[site][0]}"
    return None if key in works.profiles else key


def true_works(record: MediaRecord, maps: Maps) -> set[str]:
    """Return the keys of the right set that truth gives to a work."""
    found = {f"myanimelist/{key}" for key in record.ids.get("myanimelist", [])}
    if record.source == "leorigasaki":
        found = set()  # the maps alone: its own id is what is hidden
    for site in KEYED:
        for key in record.ids.get(site, []):
            found |= maps.get((site, key), set())
    return found


def titles_of(record: MediaRecord) -> Iterator[str]:
    """Yield all titles of a record."""
    yield from (title for title in (record.title_romaji, record.title_native, record.title_english) if title)
    yield from record.synonyms or []
    yield from (title.text for title in record.translated_titles or [])
