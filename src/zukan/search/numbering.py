"""Seasons and parts as people count them: "Season 2", "2nd Season", "II", "S2", "第2期" all become "2"."""

import re

MOST = 30  # seasons and parts that are counted
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13}
LAST_ROMAN = {"i": 1, "v": 5, "x": 10}  # words of their own as well, so that they are counted only at the end
ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
CARDINAL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
HAN = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
SEASON_WORDS = frozenset(
    {"season", "seasons", "saison", "staffel", "temporada", "stagione", "sezon", "sezona", "seizoen", "sesong", "sizun"}
    | {"сезон", "시즌", "الموسم", "mua", "musim"}
)
PART_WORDS = frozenset({"part", "cour", "kur", "teil", "parte", "partie", "часть"})
ORDINALS = {
    f"{number}{ending}": number
    for number in range(1, MOST + 1)
    for ending in ("st", "nd", "rd", "th", "a", "ª", "º", "er", "e", "eme")
    if ending in {"st", "nd", "rd", "th"} or number > 1
}
SHORT = {f"{word}{number}": number for number in range(1, MOST + 1) for word in ("s", "season", "s0", "sizun")}
NUMBERS = {str(number): number for number in range(1, MOST + 1)} | {f"0{number}": number for number in range(1, 10)}
HINTS = SEASON_WORDS | PART_WORDS | ORDINALS.keys() | SHORT.keys() | ROMAN.keys() | LAST_ROMAN.keys()
HAN_SEASON = re.compile(r"第 ?(\d{1,2}|[一二三四五六七八九十]) ?[期季기]|제?(\d{1,2}) ?[期季기]")
HAN_PART = re.compile(r"第 ?(\d{1,2}|[一二三四五六七八九十]) ?部|部 ?第 ?(\d{1,2})")
YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
EPISODE = re.compile(r"\b(s\d{1,2}) ?e\d{1,4}\b")


def counted(name: str) -> tuple[str, ...]:
    """Return how a folded name is compared: with its seasons as bare numbers first, then as it is written.

    The first season is left out. What counts nothing comes back alone.
    """
    plain = name
    if not name.isascii() and any(sign in name for sign in "期季기部"):
        name = HAN_SEASON.sub(lambda found: season_sign(found[1] or found[2]), name)
        name = HAN_PART.sub(lambda found: f" part {number_of_sign(found[1] or found[2])} ", name)
    words = name.split()
    if HINTS.isdisjoint(words):
        return (plain,) if name == plain else (" ".join(words) or plain, plain)
    short = " ".join(bare(words)) or plain
    if words[-1] in LAST_ROMAN and len(words) > 1:
        return plain, " ".join([*bare(words[:-1]), str(LAST_ROMAN[words[-1]])])
    return (plain,) if short == plain else (short, plain)


def without_episode(name: str) -> str:
    """Return a folded name with a season as files are named, "s02e05", without its episode."""
    return EPISODE.sub(r"\1", name)


def season_sign(sign: str) -> str:
    number = number_of_sign(sign)
    return " " if number == 1 else f" {number} "


def number_of_sign(sign: str) -> int:
    return HAN.get(sign) or int(sign)


def bare(words: list[str]) -> list[str]:
    """Return words with seasons as numbers alone."""
    result: list[str] = []
    position = 0
    while position < len(words):
        taken, put = season_at(words, position, result)
        result += put
        position += taken
    return result


def season_at(words: list[str], at: int, before: list[str]) -> tuple[int, list[str]]:
    """Return how many words are read from a place on, and what they become. before: what is written already."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in SHORT:
        return 1, season(SHORT[word])
    if word in SEASON_WORDS | PART_WORDS and (number := number_after(following)):
        return 2, season(number) if word in SEASON_WORDS else ["part", str(number)]
    if following in SEASON_WORDS | PART_WORDS and (number := number_before(word)):
        return 2, season(number) if following in SEASON_WORDS else ["part", str(number)]
    if word in ORDINALS and before:
        return 1, [str(ORDINALS[word])]
    if word in ROMAN and before:
        return 1, [str(ROMAN[word])]
    return 1, [word]


def season(number: int) -> list[str]:
    return [] if number == 1 else [str(number)]


def number_after(word: str) -> int | None:
    """Return what a word after "season" counts."""
    return NUMBERS.get(word) or ROMAN.get(word) or LAST_ROMAN.get(word) or CARDINAL_WORDS.get(word)


def number_before(word: str) -> int | None:
    """Return what a word before "season" counts."""
    return ORDINALS.get(word) or ORDINAL_WORDS.get(word) or ROMAN.get(word) or NUMBERS.get(word)


def relaxed(name: str) -> list[str]:
    """Return a folded name without its year, and without that and its season: what to look for when it is not found.

    Other sites count seasons otherwise, and tell works of one name apart by their years.
    """
    words = name.split()
    yearless = [word for at, word in enumerate(words) if not (at and YEAR.fullmatch(word))]
    timeless: list[str] = []
    position = 0
    while position < len(yearless):
        taken, put = season_at(yearless, position, timeless)
        counts = taken > 1 or put != [yearless[position]]
        timeless += [] if counts else put
        position += taken
    ways = dict.fromkeys((" ".join(yearless), " ".join(timeless)))
    return [way for way in ways if way and way != name]
