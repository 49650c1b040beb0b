"""Made-up files of any size in the form of anime-offline-database: whole JSON or JSON Lines, plain or zstd.

`python -m bench.offline_database 40000 FILE.jsonl.zst` writes one. The same size and seed give the same bytes. What
real files look like is followed: about ten synonyms, six pages and eight tags an entry; half of the entries are known
to AniList; the entries of a franchise name one another's pages.
"""

import argparse
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import msgspec
import zstandard

from bench.invented_titles import (
    MINI,
    MOVIE,
    NATIVE,
    OVA,
    ROMAJI,
    SEASON,
    SPECIAL,
    invented_name,
    invented_title,
    other_spellings,
    suffixed,
)

Json = dict[str, Any]
HEADER: Json = {
    "$schema": "https://raw.githubusercontent.com/manami-project/anime-offline-database/refs/tags/2026-05/"
    "anime-offline-database.schema.json",
    "license": {
        "name": "Open Data Commons Open Database License (ODbL) v1.0 + Database Contents License (DbCL) v1.0",
        "url": "https://github.com/manami-project/anime-offline-database/blob/2026-05/LICENSE",
    },
    "repository": "https://github.com/manami-project/anime-offline-database",
    "scoreRange": {"minInclusive": 1.0, "maxInclusive": 10.0},
    "lastUpdate": "2026-01-31",
}
# Site -> (its page of the entry of number {number} and name {slug}, the share of entries that it knows).
# The numbers lie above those that real works have, so that a file can be read into a catalogue with real ones.
PAGES = {
    "anidb": ("https://anidb.net/anime/{number}", 0.45),
    "anilist": ("https://anilist.co/anime/{number}", 0.5),
    "anime-planet": ("https://anime-planet.com/anime/{slug}", 0.7),
    "animecountdown": ("https://animecountdown.com/{number}", 0.55),
    "animenewsnetwork": ("https://animenewsnetwork.com/encyclopedia/anime.php?id={number}", 0.3),
    "anisearch": ("https://anisearch.com/anime/{number}", 0.6),
    "kitsu": ("https://kitsu.app/anime/{number}", 0.6),
    "livechart": ("https://livechart.me/anime/{number}", 0.45),
    "myanimelist": ("https://myanimelist.net/anime/{number}", 0.8),
    "notify": ("https://notify.moe/anime/{code}", 0.4),
    "simkl": ("https://simkl.com/anime/{number}", 0.55),
}
FIRST_NUMBER = 300_000
TYPES = {"TV": 30, "MOVIE": 17, "OVA": 14, "ONA": 22, "SPECIAL": 15, "UNKNOWN": 2}
STATUSES = {"FINISHED": 960, "ONGOING": 15, "UPCOMING": 20, "UNKNOWN": 5}
FRANCHISE_SIZES = {1: 62, 2: 14, 3: 8, 4: 5, 6: 5, 9: 3, 14: 2, 25: 1}
SEASONS = ("WINTER", "SPRING", "SUMMER", "FALL")
EPISODES = {"TV": (12, 13, 24, 25, 26, 50), "ONA": (1, 6, 10, 12, 15), "OVA": (1, 2, 3, 4), "SPECIAL": (1, 1, 2, 5)}
MINUTES = {"TV": (24, 24, 23, 12), "MOVIE": (60, 90, 105, 120), "OVA": (25, 30, 45), "ONA": (3, 5, 12, 24)}
TAGS = tuple(
    f"{first} {second}".strip()
    for first in ("", "school", "urban", "dark", "slapstick", "historical", "parallel", "idol", "space", "rural")
    for second in (
        *("action", "comedy", "drama", "fantasy", "romance", "mystery", "music", "slice of life", "magic", "mecha"),
        *(
            "sports",
            "horror",
            "adventure",
            "science fiction",
            "time travel",
            "friendship",
            "cooking",
            "war",
            "politics",
        ),
    )
)
SUFFIXES = {"TV": SEASON, "MOVIE": MOVIE, "OVA": OVA, "SPECIAL": SPECIAL, "ONA": MINI, "UNKNOWN": SPECIAL}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a franchise before its relations are known."""

    forms: tuple[str, ...]  # its title, one form a language
    type: str
    year: int
    pages: list[str]


def entries(count: int, seed: int = 1) -> Iterator[Json]:
    """Yield entries, a franchise at a time. The first n of a longer file are those of a shorter one."""
    return islice(endless_entries(seed), count)


def endless_entries(seed: int) -> Iterator[Json]:
    """Yield entries for ever, numbered throughout."""
    chance = random.Random(seed)  # noqa: S311  # a catalogue, not a secret
    companies = [f"{one[ROMAJI]} {kind}".lower() for one in (invented_name(chance) for _ in range(300))
                 for kind in ("animation", "pictures", "works")]  # fmt: skip
    number = FIRST_NUMBER
    while True:
        series = franchise(chance, number)
        number += len(series)
        for place, entry in enumerate(series):
            yield described(entry, related(series, place), companies, chance)


def franchise(chance: random.Random, number: int) -> list[Entry]:
    """Return the entries of a series, of its further seasons and of what hangs on them, numbered from `number`."""
    title = invented_title(chance)
    year, season = min(2027, 1960 + int(68 * chance.random() ** 0.5)), 1
    result = []
    for place in range(drawn(chance, FRANCHISE_SIZES)):
        type_ = drawn(chance, TYPES)
        season += place > 0 and type_ == "TV"
        forms = entry_title(title, type_, season, place)
        result.append(Entry(forms, type_, min(2027, year + place), pages(chance, number + place, forms)))
    return result


def entry_title(title: tuple[str, ...], type_: str, season: int, place: int) -> tuple[str, ...]:
    """Return an entry's title; a franchise's later films have a number, as its seasons have."""
    if not place:
        return title
    forms = suffixed(title, SUFFIXES[type_], season)
    return forms if type_ == "TV" or place < 3 else tuple(f"{form} {place}" for form in forms)


def drawn(chance: random.Random, weights: dict[Any, int]) -> Any:
    """Return one of the keys, as often as its weight says."""
    return chance.choices(tuple(weights), tuple(weights.values()))[0]


def pages(chance: random.Random, number: int, forms: tuple[str, ...]) -> list[str]:
    """Return an entry's pages on other sites: one at least, sorted."""
    slug = "-".join("".join(c for c in forms[ROMAJI].lower() if c.isalnum() or c == " ").split())
    values = {"number": number, "slug": f"{slug}-{number}", "code": f"x{number:09d}"}
    known = [page for page, share in PAGES.values() if chance.random() < share] or [PAGES["myanimelist"][0]]
    return sorted(page.format(**values) for page in known)


def related(series: list[Entry], place: int) -> list[Entry]:
    """Return an entry's relations: to and from the first of its series, and to the one before and the one behind."""
    return [other for at, other in enumerate(series) if at != place and (0 in {at, place} or abs(at - place) == 1)]


def described(entry: Entry, others: list[Entry], companies: list[str], chance: random.Random) -> Json:
    """Return an entry as the form has it."""
    picture = f"https://pictures.example/{chance.getrandbits(48):012x}"
    result: Json = {
        "sources": entry.pages,
        "title": entry.forms[NATIVE if chance.random() < 0.02 else ROMAJI],
        "type": entry.type,
        "episodes": chance.choice(EPISODES.get(entry.type, (1,))),
        "status": status(entry.year, chance),
        "animeSeason": anime_season(entry.year, chance),
        "picture": f"{picture}.jpg",
        "thumbnail": f"{picture}t.jpg",
    }
    if chance.random() < 0.9:
        minutes = chance.choice(MINUTES.get(entry.type, (24,)))
        result["duration"] = {"value": minutes * 60, "unit": "SECONDS"}
    if chance.random() < 0.6:
        mean = round(chance.triangular(2, 9.5, 6.7), 4)
        result["score"] = {"arithmeticGeometricMean": mean - 0.01, "arithmeticMean": mean, "median": round(mean, 1)}
    spellings = other_spellings(entry.forms)
    result["synonyms"] = sorted(chance.sample(spellings, min(len(spellings), int(chance.triangular(0, 25, 6)))))
    result["studios"] = sorted(chance.sample(companies, drawn(chance, {0: 25, 1: 65, 2: 10})))
    result["producers"] = sorted(chance.sample(companies, drawn(chance, {0: 35, 1: 25, 2: 15, 3: 10, 5: 10, 8: 5})))
    result["relatedAnime"] = sorted(page for other in others for page in other.pages)
    result["tags"] = sorted(chance.sample(TAGS, min(60, int(chance.expovariate(1 / 8.5)))))
    return result


def status(year: int, chance: random.Random) -> str:
    """Return where an entry's release stands."""
    return "FINISHED" if year < 2024 else str(drawn(chance, STATUSES)) if year < 2027 else "UPCOMING"


def anime_season(year: int, chance: random.Random) -> Json:
    """Return when an entry was first shown: the season or the year may not be known."""
    if chance.random() < 0.02:
        return {"season": "UNDEFINED"}
    return {"season": "UNDEFINED" if chance.random() < 0.15 else chance.choice(SEASONS), "year": year}


class SupportsWrite(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int: ...


@contextmanager
def written(path: Path) -> Iterator[SupportsWrite]:
    """Open a file for writing; one whose name ends in `.zst` is packed."""
    with path.open("wb") as file:
        if path.suffix != ".zst":
            yield file
            return
        with zstandard.ZstdCompressor(level=3).stream_writer(file) as packing:
            yield packing


def write_file(path: Path, count: int, seed: int = 1) -> None:
    """Write a file in the form that its name tells: `.jsonl` or `.json`, either with `.zst` behind it."""
    as_lines = ".jsonl" in path.suffixes
    with written(path) as file:
        start = msgspec.json.encode(HEADER)
        file.write(start + b"\n" if as_lines else start[:-1] + b',"data":[')
        for place, entry in enumerate(entries(count, seed)):
            text = msgspec.json.encode(entry)
            file.write(text + b"\n" if as_lines else (b",\n" if place else b"\n") + text)
        if not as_lines:
            file.write(b"\n]}\n")


def main() -> None:
    """Write one file."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int, help="how many entries")
    parser.add_argument("path", type=Path, help="ends in .json, .jsonl, .json.zst or .jsonl.zst")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_file(given.path, given.count, given.seed)


if __name__ == "__main__":
    main()
