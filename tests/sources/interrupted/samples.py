"""Two folders of files in which much meets: what is there before, and what the import that is interrupted brings.

The second gives works that are there an id of AniList's, so that they are re-keyed; names some of which no id joins;
casts whose characters are there under the numbers of another source; and a newer list that some works are gone from.
"""

import csv
import json
from pathlib import Path
from typing import Any
from zlib import crc32

from bench.offline_database import HEADER, entries

Json = dict[str, Any]
WORKS = 150
FIRST_ANILIST_ID = 700_000
PAGE = "https://myanimelist.net/anime/"
META = {"tmdb": {"title": "TMDB", "urlTemplate": "https://www.themoviedb.org/{{id}}", "type": "info"}}


def write_samples(folder: Path) -> tuple[Path, Path]:
    """Write both folders. Return them."""
    works = list(entries(WORKS))
    numbered = {number: work for work in works if (number := mal_id(work))}
    cast = list(numbered)[:30]
    before, after = folder / "before", folder / "after"
    for one in (before, after):
        one.mkdir()
    write_list(before / "list.jsonl", works, "2026-01-31")
    (before / "dump.json").write_text(json.dumps(dump({number: numbered[number] for number in cast})))
    write_list(after / "list.jsonl", works[20:], "2026-02-28")
    write_table(after / "table.csv", {number: numbered[number] for number in list(numbered)[::3]})
    answers = [answered(number, numbered[number]) for number in cast]
    (after / "answers.jsonl").write_text("".join(json.dumps(one) + "\n" for one in answers))
    (after / "titles.json").write_text(json.dumps({"siteMeta": META, "items": list(map(titled, works[::4]))}))
    ids = [{"mal_id": number, "anilist_id": anilist_id(number, work)} for number, work in numbered.items()]
    (after / "ids.json").write_text(json.dumps(ids[::2]))
    return before, after


def mal_id(work: Json) -> int | None:
    """Return the number of a work's page on MyAnimeList."""
    return next((int(page.removeprefix(PAGE)) for page in work["sources"] if page.startswith(PAGE)), None)


def anilist_id(number: int, work: Json) -> int:
    """Return a work's id on AniList: a new one where its pages do not tell."""
    page = "https://anilist.co/anime/"
    known = (int(one.removeprefix(page)) for one in work["sources"] if one.startswith(page))
    return next(known, FIRST_ANILIST_ID + number)


def write_list(path: Path, works: list[Json], day: str) -> None:
    """Write a file in the form of anime-offline-database."""
    path.write_text("".join(json.dumps(one) + "\n" for one in ({**HEADER, "lastUpdate": day}, *works)))


def write_table(path: Path, works: dict[int, Json]) -> None:
    """Write a table of MyAnimeList's works."""
    rows = [
        {
            "animeId": number,
            "titulo": work["title"],
            "genero": "Drama",
            "tipo": "TV",
            "episodios": work["episodes"],
            "rating": "7.25",
            "usuarios": "3400",
        }
        for number, work in works.items()
    ]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def dump(works: dict[int, Json]) -> Json:
    """Return a dump of Shikimori's: each work with two characters and one of its staff."""
    roles = [
        {"anime_id": str(number), "manga_id": None, "character_id": character, "person_id": person, "roles": role}
        for number in works
        for character, person, role in (
            (f"{number}1", None, "{Main}"),
            (f"{number}2", None, "{Supporting}"),
            (None, str(number), "{Music}"),
        )
    ]
    names = [(f"{number}{place}", f"Figure {number} {word}") for number in works for place, word in SUFFIXES]
    return {
        "animes": [
            {"id": str(number), "mal_id": str(number), "name": work["title"], "kind": "tv"}
            for number, work in works.items()
        ],
        "characters": [{"id": key, "mal_id": key, "name": name, "fullname": name} for key, name in names],
        "people": [{"id": str(number), "mal_id": str(number), "name": f"Person {number} Sato"} for number in works],
        "person_roles": roles,
    }


SUFFIXES = ((1, "Akari"), (2, "Minato"))


def answered(number: int, work: Json) -> Json:
    """Return an answer of AniList's: a work with the characters that the dump has under numbers of its own."""
    cast = [
        {"role": "MAIN", "node": {"id": number * 10 + place, "name": {"full": f"Figure {number} {word}"}}}
        for place, word in SUFFIXES
    ]
    known = {"id": anilist_id(number, work), "idMal": number, "type": "ANIME", "title": {"romaji": work["title"]}}
    return {"data": {"Media": {**known, "characters": {"edges": cast}, "tags": [{"id": 1, "name": "Ships"}]}}}


def titled(work: Json) -> Json:
    """Return an item of bangumi-data with no id that any other file knows."""
    year = work["animeSeason"].get("year", 2000)
    return {
        "title": work["title"],
        "titleTranslate": {"en": work["synonyms"][:2]},
        "type": "tv",
        "lang": "ja",
        "officialSite": "",
        "begin": f"{year}-04-05T15:00:00.000Z",
        "end": "",
        "comment": "",
        "sites": [{"site": "tmdb", "id": f"tv/{crc32(work['title'].encode())}"}],
    }
