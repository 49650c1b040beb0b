"""What a title says, apart from how it is written.

"Shingeki no Kyojin 2nd Season", "Shingeki no Kyojin II" and "Shingeki no Kyojin Season 2" are one title: the words
"shingeki no kyojin" with the number 2. Titles are read once, when a profile is made, and compared many times.
"""

import re
import unicodedata
from functools import lru_cache, partial
from typing import NamedTuple

from zukan.catalogue.names import fold_name

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
KANA_ORDINALS = ("ファースト", "セカンド", "サード")
ROMAN = ("ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
LONE_ROMAN = {word: str(number) for number, word in enumerate(ROMAN, 2) if word != "v"} | {"sansei": "3", "nisei": "2"}
PINYIN = ("yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi")
CHINESE_DIGITS = "一二三四五六七八九十"
CHINESE = {digit: str(number) for number, digit in enumerate(CHINESE_DIGITS, 1)} | {"壱": "1", "弐": "2", "参": "3"}
NUMBER = r"(\d{1,2}|[一二三四五六七八九十壱弐参])"
MARKS_NOT_LETTERS = str.maketrans(
    {
        "×": "x",
        "✕": "x",
        "✖": "x",
        "Χ": "x",
        "χ": "x",
        "х": "x",
        "`": "'",
        "’": "'",
        "&": " and ",
        "＆": " and ",
        "@": "a",
    }
)

# What names a season or a part, in the order in which it is looked for. The group is the number.
SEASON = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![a-z0-9])(\d{1,2})(?:st|nd|rd|th) ?(?:season|series|シーズン|シリーズ|期)",
        rf"({'|'.join(KANA_ORDINALS)}) ?(?:シーズン|シリーズ)",
        rf"\b({'|'.join(ORDINALS)}) (?:season|series)\b",
        r"\b(?:season|series|saison|temporada|シーズン|シリーズ) ?(\d{1,2})\b",
        r"\bs(\d{1,2})\b",
        r"\bdai (\d{1,2}) (?:ki|shiriizu|series|season|bu|shou)\b",
        rf"\bdi (\d{{1,2}}|{'|'.join(PINYIN)}) (?:ji|bu)\b",
        rf"第{NUMBER} ?(?:期|季|シリーズ|シーズン|部|작|기)",
        r"(\d{1,2}) ?(?:期|기)(?!\w)",
        r"(?:시즌|сезон) ?(\d{1,2})\b",
    )
)
PART = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:part|cour|partie|パート) ?(\d{1,2})\b",
        r"\b(\d{1,2})(?:st|nd|rd|th) (?:part|cour|クール)",
        rf"\b({'|'.join(ORDINALS)}) (?:part|cour)\b",
        rf"第{NUMBER} ?クール",
        r"\b(?:zenpen|jouhen)\b()|(?:前編|前篇|上巻|上篇|上編)()",
        r"\b(?:kouhen|gekan)\b()|(?:後編|後篇|下巻|下篇|下編)()",
    )
)
FIRST_HALF, SECOND_HALF = PART[-2:]
OF_FORMAT = re.compile(r"\b(movie|ova|oad|special|eiga|劇場版) ?(\d{1,2})\b")
FINAL = re.compile(r"\b(?:the )?final season\b|\b完結編\b|ファイナルシーズン|最终季")
YEAR = re.compile(r"[(\[（]((?:19|20)\d\d)(?: ([^)\]）]*))?[)\]）]")
FORMAT_WORDS = {
    "MOVIE": re.compile(
        r"\b(?:the movie|gekijou ?ban|gekijoban|movies?|eiga|film|motion picture)\b|劇場版|剧场版|映画|电影|극장판"
    ),
    "OVA": re.compile(r"\b(?:ova|oad|original video animation)s?\b"),
    "SPECIAL": re.compile(r"\b(?:tv )?(?:specials?|tokubetsu ?hen|sp)\b|スペシャル|特別編|特别篇|特別篇"),
    "ONA": re.compile(r"\bona\b"),
    "TV": re.compile(r"\btv(?: series| animation| anime)?\b|tvアニメ|tvシリーズ|テレビ"),
}
LETTERS = re.compile(r"[a-z0-9]+")
# Without any of these a title has no number and no word of format, and the patterns above need not be tried.
NUMBER_HINT = re.compile(r"\d|season|series|part|cour|zenpen|kouhen|jouhen|gekan|\bdi\b|[第期季期部編篇巻シ기시с]")
FORMAT_HINT = re.compile(
    r"movie|gekijou|eiga|film|motion|ova|oad|original|special|tokubetsu|sp|ona|tv|animation|[劇剧映电극ス特ビ]"
)
THE_ANIMATION = re.compile(r"(?<=\w) the animation\b")
EXTRA = re.compile(
    r"\b(?:pilot|recaps?|picture dramas?|mini anime|pvs?|cms?|episode 0|shorts|soushuu ?hen|digest|manner movie|making"
    r"|butai aisatsu|shin anime|shinsaku anime|zoku hen|yokoku|mini|omake)\b"
    r"|ピクチャードラマ|ミニアニメ|総集編|パイロット|舞台挨拶|新アニメ|新作|続編|予告|ミニ$"
)
MIDDLE = re.compile(r" (?<=\w )(?<!movie )(?<!ova )(?<!special )([2-9])(?=(?: ?[:~]| -) )")
LAST_NUMBER = re.compile(r"(?<=.) ?(?<!\d)([1-9]\d?)$")
ENDING = re.compile(r"[^\w\s()\[\]{}<>「」『』【】〈〉《》\"“”~〜.。,、…・:;/-]*$")
KANA = str.maketrans({chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)})
READING = re.compile(
    r"[(\[（［〈【<][\u3040-\u30ff\s・]+[)\]）］〉】>]"
)  # kana in brackets: how to read what stands before

# Ways of writing one Japanese sound in Latin letters. The longest first; what stands for it is not for reading.
SOUNDS = (
    *(
        ("tsu", "tu"),
        ("shi", "si"),
        ("chi", "ti"),
        ("sh", "sy"),
        ("ch", "ty"),
        ("ji", "zi"),
        ("j", "zy"),
        ("zyy", "zy"),
    ),
    *(("syy", "sy"), ("tyy", "ty"), ("fu", "hu"), ("dzu", "zu"), ("du", "zu"), ("di", "zi"), ("ou", "o"), ("oo", "o")),
    *(("oh", "o"), ("uu", "u"), ("ee", "e"), ("aa", "a"), ("ii", "i"), ("l", "r"), ("mb", "nb"), ("mp", "np")),
)
PARTICLES = {"wo": "o", "he": "e", "ha": "wa"}


class Title(NamedTuple):
    """A title, read."""

    plain: str  # as written but for width and case; what tells "K-On!" from "K-On!!"
    folded: str
    words: str  # without season, part, year and words of format
    sounds: str  # the words without blanks and ways of romanisation
    numbers: tuple[str, ...]  # all numbers in it but 1, sorted: season "2", part "p2", "final"; others as they stand
    first: bool  # it says that it is a first season or part
    year: int | None  # "(2011)"
    formats: frozenset[str]  # "MOVIE" for one that says "The Movie"
    within: frozenset[str]  # those of them whose words have others before and after them: "Doraemon Movie 19: ..."
    script: str  # "latin", "kana" for one without other letters, "other"
    ending: str  # marks at the end: what tells "K-On!" from "K-On!!"


@lru_cache(maxsize=1 << 13)
def read_title(text: str) -> Title:
    """Return what a title says."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(MARKS_NOT_LETTERS).split())
    year = YEAR.search(plain)
    folded = folded_title(MIDDLE.sub(r" season \1 ", YEAR.sub(r" \2 ", plain) if year else plain))
    rest, numbers = without_numbers(folded)
    rest, formats, within = without_formats(rest) if FORMAT_HINT.search(rest) else (rest, set(), set())
    rest, last = without_last_number(rest)
    numbers |= last
    words = " ".join(rest.split()) or folded
    return Title(
        plain=plain,
        folded=folded,
        words=words,
        sounds=sounds_of(words),
        numbers=tuple(sorted(numbers - {"1", "p1", "f1"})),
        first=not numbers.isdisjoint({"1", "p1"}),
        year=int(year[1]) if year else None,
        formats=frozenset(
            formats | ({"EXTRA"} if EXTRA.search(folded) else set()) | ({"MUSIC"} if "(music)" in plain else set())
        ),
        within=frozenset(within),
        script=script_of(words),
        ending="" if plain[-1:].isalnum() else plain[len(ENDING.sub("", plain)) :],
    )


def folded_title(plain: str) -> str:
    """Return a title in lower case folded. Most are plain ASCII, which needs no look at each letter."""
    return " ".join(LETTERS.findall(plain)) if plain.isascii() else fold_name(plain)


def without_numbers(folded: str) -> tuple[str, set[str]]:
    """Return a folded title without what names its season and part, and their numbers."""
    first, *words = folded.split() or [""]
    numbers = {LONE_ROMAN[word] for word in words if word in LONE_ROMAN}
    rest = " ".join([first, *(word for word in words if word not in LONE_ROMAN)]) if numbers else folded
    if not NUMBER_HINT.search(rest):
        return rest, numbers
    rest = OF_FORMAT.sub(lambda found: found[1] + taken(numbers, "f", found[2]), rest)
    for pattern in SEASON:
        rest = pattern.sub(lambda found: taken(numbers, "", found[1]), rest)
    for pattern in PART:
        half = "1" if pattern is FIRST_HALF else "2" if pattern is SECOND_HALF else ""
        rest = pattern.sub(partial(taken_part, numbers, half), rest)
    if FINAL.search(rest):
        rest = FINAL.sub(" ", rest)
        numbers.add("final")
    return rest, numbers


def taken_part(numbers: set[str], half: str, found: re.Match[str]) -> str:
    """The same for a part; half: its number where the word says it, "" where a number does."""
    return taken(numbers, f"p{half}", found[1] or "")


def taken(numbers: set[str], prefix: str, number: str) -> str:
    """Note the number that was found, and return what is left of it in the title."""
    number = CHINESE.get(number, number)
    for words in (ORDINALS, KANA_ORDINALS, PINYIN):
        if number in words:
            number = str(words.index(number) + 1)
    numbers.add(prefix + (number.lstrip("0") or number[:1]))
    return " "


def without_formats(rest: str) -> tuple[str, set[str], set[str]]:
    """Return a title without the words that name a format, those formats, and those of them named within the title.

    What would leave nothing stays.
    """
    formats, within = set(), set()
    rest = THE_ANIMATION.sub(" ", rest).strip()
    for name, pattern in FORMAT_WORDS.items():
        found = pattern.search(rest)
        if found and (shorter := pattern.sub(" ", rest)).strip():
            if found.start() and rest[found.end() :].strip():
                within.add(name)
            rest = shorter.strip()
            formats.add(name)
    return rest, formats, within


def without_last_number(rest: str) -> tuple[str, set[str]]:
    """Return a title without the number at its end: it is mostly a season's."""
    rest = rest.strip()
    if rest.endswith(" v"):
        rest = f"{rest[:-1]}5"
    found = LAST_NUMBER.search(rest) if rest[-1:].isdecimal() else None
    if found is None:
        return rest, set()
    return rest[: found.start()], {found[1].lstrip("0") or "0"}


def sounds_of(words: str) -> str:
    """Return words as one string in which the ways to romanise Japanese are one."""
    sounds = "".join(PARTICLES.get(word, word) for word in words.split()).translate(KANA)
    if sounds.isascii():
        for written, meant in SOUNDS:
            sounds = sounds.replace(written, meant)
    return sounds


def without_reading(text: str) -> str | None:
    """Return a title without kana in brackets, which tell how to read it; None when there are none."""
    if not READING.search(text):
        return None
    shorter = " ".join(READING.sub(" ", text).split())
    return shorter if fold_name(shorter) and shorter != " ".join(text.split()) else None


def script_of(words: str) -> str:
    """Return which letters a title is in: titles in different ones cannot be compared letter by letter."""
    if words.isascii():
        return "latin"
    letters = [letter for letter in words if letter.isalpha() and letter > "\u02ff"]
    if not letters:
        return "latin"
    return "kana" if all("\u3040" <= letter <= "\u30ff" for letter in letters) else "other"
