"""What `bench.search` looks for: names that people use, and what becomes of titles under hasty fingers.

Everything drawn is drawn with one seed from what is loaded, so that a run can be repeated.
"""

import csv
import os
import random
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from zukan.catalogue.names import fold_name

DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
SEED = 20250203
DRAWN = 500  # titles of a drawn set
KNOWN_NEGATIVE = 82.0  # a name that is none of a work here, and yet so like one that finding that is no mistake
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SCRIPTS = {
    "Han": "一-鿿",
    "kana": "ぁ-ヿ",
    "Hangul": "가-힣",
    "Cyrillic": "Ѐ-ӿ",
    "Arabic": "؀-ۿ",
    "Thai": "ก-๛",
    "Hebrew": "א-ת",
}


class Wanted(NamedTuple):
    """What is asked, and the work that is meant."""

    text: str
    media: int


class Name(NamedTuple):
    media: int
    kind: str
    text: str
    folded: str
    popularity: int


@dataclass(frozen=True, slots=True)
class Set:
    """A set of questions. target: of recall@5; None: it is only reported."""

    name: str
    questions: list[Wanted]
    target: float | None
    exact: bool = False  # answered without looking for slips: has the shorter time


def loaded_names(database: Path) -> list[Name]:
    """Return all names of works, the most popular works first."""
    sql = """select n.media_id,n.kind,n.text,n.folded,m.popularity from catalogue_medianame n
             join catalogue_media m on m.id=n.media_id order by m.popularity desc,m.id,n.kind,n.position"""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as session:
        return [Name(*row) for row in session.execute(sql)]


def sets(names: list[Name]) -> list[Set]:
    """Return all sets, in the order of the report."""
    titles = [name for name in names if name.kind in {"ROMAJI", "ENGLISH"} and is_latin(name.text)]
    popular = [name for name in titles if name.kind == "ROMAJI"]
    return [
        *alternative_names(names),
        Set("one typo", slipped(titles, 1), 0.99),
        Set("two typos", slipped(titles, 2), 0.97),
        Set("first 3 to 6 letters", list(beginnings(popular[:250])), 0.95, exact=True),
        Set("half a title, one typo", halves(popular[:1_000]), 0.90),
        Set("two words of a title", two_words(popular[:1_000]), 0.95, exact=True),
        Set("seven scripts", list(in_scripts(names)), 0.98, exact=True),
        Set("romanisations", romanised(popular), 0.98, exact=True),
    ]


def is_latin(text: str) -> bool:
    return text.isascii() and sum(letter.isalpha() for letter in text) >= 5


def alternative_names(names: list[Name]) -> Iterator[Set]:
    """Yield the names that other services and people use: those that are loaded, first seasons, later seasons."""
    known: dict[int, set[str]] = {}
    for name in names:
        known.setdefault(name.media, set()).add(name.folded)
    rows = [(query, season, int(media)) for query, season, media in file_rows() if media and int(media) in known]
    first = [row for row in rows if season_of(row[1]) == 1]
    loaded = [row for row in first if fold_name(row[0]) in known[row[2]]]
    later = [row for row in rows if season_of(row[1]) > 1]
    for title, some, target in (
        ("other names, loaded", loaded, 0.995),
        ("other names, season 1", first, 0.95),
        ("other names, later seasons", later, 0.85),
    ):
        yield Set(title, [Wanted(asked(query, season), media) for query, season, media in some], target)


def negatives(names: list[Name]) -> list[str]:
    """Return names of what is no work here, and unlike the names of all that are."""
    every = list({name.folded for name in names})
    asked = {fold_name(query): query for query, _, media in file_rows() if not media and fold_name(query)}
    return [
        query
        for folded, query in asked.items()
        if process.extractOne(folded, every, scorer=fuzz.ratio, score_cutoff=KNOWN_NEGATIVE) is None
    ]


def file_rows() -> list[tuple[str, str, str]]:
    """Return (query, season, id) of each row, once."""
    with (DATA / "filenames" / "alternative_titles_to_anilist.tsv").open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [(row["query"].removeprefix("lookup:v2:"), row["season"], row["anilist_id"]) for row in found]
    return list(dict.fromkeys(rows))


def season_of(mark: str) -> int:
    """Return the season of a mark such as "S2:E13+"; without one it is the first."""
    found = re.match(r"S(\d+)", mark)
    return int(found[1]) if found else 1


def asked(query: str, season: str) -> str:
    return f"{query} {season}".strip()


def drawn(names: list[Name], number: int, salt: str) -> tuple[random.Random, list[Name]]:
    """Return names drawn at random with what drew them, for further chance."""
    chance = random.Random(f"{SEED} {salt}")  # noqa: S311  # a draw that can be repeated
    return chance, chance.sample(names, min(number, len(names)))


def slipped(titles: list[Name], slips: int) -> list[Wanted]:
    chance, chosen = drawn(titles, DRAWN, f"slips {slips}")
    return [Wanted(with_slips(name.text, slips, chance), name.media) for name in chosen]


def with_slips(text: str, slips: int, chance: random.Random) -> str:
    for _ in range(slips):
        places = [at for at, letter in enumerate(text) if letter.isalpha()]
        text = chance.choice(SLIPS)(text, chance.choice(places), chance)
    return text


def neighbour(text: str, at: int, chance: random.Random) -> str:
    for row in KEYBOARD:
        if (place := row.find(text[at].lower())) >= 0:
            letter = chance.choice([row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)])
            return text[:at] + letter + text[at + 1 :]
    return text


def transposed(text: str, at: int, _: random.Random) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def dropped(text: str, at: int, _: random.Random) -> str:
    return text[:at] + text[at + 1 :]


def doubled(text: str, at: int, _: random.Random) -> str:
    return text[: at + 1] + text[at:]


SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (neighbour, transposed, dropped, doubled)


def beginnings(titles: list[Name]) -> Iterator[Wanted]:
    for name in titles:
        letters = [at for at, letter in enumerate(name.text) if letter.isalnum()]
        for length in range(3, 7):
            if length <= len(letters):
                yield Wanted(name.text[: letters[length - 1] + 1], name.media)


def halves(titles: list[Name]) -> list[Wanted]:
    chance, chosen = drawn(titles, DRAWN, "halves")
    return [Wanted(with_slips(name.text[: len(name.text) // 2], 1, chance), name.media) for name in chosen]


def two_words(titles: list[Name]) -> list[Wanted]:
    several = [name for name in titles if len(set(name.folded.split())) >= 2]
    chance, chosen = drawn(several, DRAWN, "two words")
    return [Wanted(" ".join(chance.sample(sorted(set(n.folded.split())), 2)), n.media) for n in chosen]


def in_scripts(names: list[Name]) -> Iterator[Wanted]:
    for script, letters in SCRIPTS.items():
        only = re.compile(f"[{letters}\\W\\d]{{3,}}")
        some = [name for name in names if only.fullmatch(name.text) and len(name.folded.replace(" ", "")) >= 3]
        yield from (Wanted(name.text, name.media) for name in drawn(some, DRAWN // len(SCRIPTS), script)[1])


ROMANISATIONS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("ou", lambda text: text.replace("ou", "ō")),
    ("ou", lambda text: text.replace("ou", "o")),
    ("uu", lambda text: text.replace("uu", "u")),
    ("uu", lambda text: text.replace("uu", "ū")),
    (" wo ", lambda text: text.replace(" wo ", " o ")),
    ("tsu", lambda text: text.replace("tsu", "tu")),
    ("shi", lambda text: text.replace("shi", "si")),
    ("chi", lambda text: text.replace("chi", "ti")),
    ("fu", lambda text: text.replace("fu", "hu")),
    ("ji", lambda text: text.replace("ji", "zi")),
    ("sh", lambda text: re.sub("sh(?=[auo])", "sy", text)),
    ("j", lambda text: re.sub("j(?=[auo])", "zy", text)),
    ("", str.upper),
    (" ", lambda text: text.replace(" ", "+")),
    (" ", lambda text: text.replace(" ", "")),
    ("", lambda text: "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)),
)


def romanised(titles: list[Name]) -> list[Wanted]:
    """Return titles written otherwise: each way as often."""
    found: list[Wanted] = []
    for at, (mark, way) in enumerate(ROMANISATIONS):
        some = [name for name in titles if mark in name.text]
        chosen = drawn(some, DRAWN // len(ROMANISATIONS), f"romanisation {at}")[1]
        found += [Wanted(way(name.text), name.media) for name in chosen]
    return found


def number_of(questions: Iterable[Set]) -> int:
    return sum(len(one.questions) for one in questions)
