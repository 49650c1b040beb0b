"""One spelling for all the ways to write a name: what is searched and what is looked for both pass here.

Japanese syllables and every romanisation of them come out in one, Kunrei's with short vowels: "Shōjo", "Shoujo",
"syoozyo" and "しょうじょ" are all "syozyo". It is for comparing only, and what it does to English does no harm there.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zukan.catalogue.names import Folding
from zukan.search.numbering import counted

LETTERS = {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "×": " x ", "✕": " x "}
LEFT_OUT = "'’‘ʼ′`´"  # within words
FOLDING = Folding()
FOLDING.update({ord(letter): plain for letter, plain in LETTERS.items()})
FOLDING.update({ord(mark): "" for mark in LEFT_OUT} | {ord("\n"): "\n", ord("&"): " and ", ord("@"): "a"})
NOT_PLAIN = re.compile(r"[^0-9a-z\n]+")

SYLLABLES = {
    "": "あa いi うu えe おo", "k": "かa きi くu けe こo", "s": "さa しi すu せe そo", "t": "たa ちi つu てe とo",
    "n": "なa にi ぬu ねe のo", "h": "はa ひi ふu へe ほo", "m": "まa みi むu めe もo", "y": "やa ゆu よo",
    "r": "らa りi るu れe ろo", "w": "わa ゐi ゑe", "g": "がa ぎi ぐu げe ごo", "z": "ざa じi ずu ぜe ぞo ぢi づu",
    "d": "だa でe どo", "b": "ばa びi ぶu べe ぼo", "p": "ぱa ぴi ぷu ぺe ぽo", "v": "ゔu",
}  # fmt: skip
SMALL = {"ぁ": "~a", "ぃ": "~i", "ぅ": "~u", "ぇ": "~e", "ぉ": "~o", "ゃ": "~ya", "ゅ": "~yu", "ょ": "~yo", "ゎ": "~wa"}
KANA = {"ん": "n", "を": "o", "っ": "^", "ー": "", "ゝ": "", **SMALL}
KANA |= {pair[0]: row + pair[1] for row, pairs in SYLLABLES.items() for pair in pairs.split()}
HIRAGANA = {code: chr(code - 0x60) for code in range(ord("ァ"), ord("ヶ") + 1)}
ROMANISED = {ord(kana): latin for kana, latin in KANA.items()}
ROMANISED |= {code + 0x60: ROMANISED[code] for code in range(ord("ぁ"), ord("ゔ") + 1) if code in ROMANISED}
JOINED = (  # a syllable and a small vowel behind it
    *(("hu~", "f"), ("te~i", "ti"), ("de~i", "di"), ("to~u", "tu"), ("do~u", "du"), ("vu~", "v"), ("tu~", "ts")),
    *(("te~y", "ty"), ("de~y", "dy"), ("u~i", "wi"), ("u~e", "we"), ("u~o", "wo"), ("i~y", "y"), ("i~e", "ye")),
)
DOUBLED = re.compile(r"\^([a-z])")
LATIN = (
    *(("tsu", "tu"), ("cch", "tch"), ("shi", "si"), ("chi", "ti"), ("ji", "zi"), ("fu", "hu"), ("dzu", "zu")),
    *((f"sh{vowel}", f"sy{vowel}") for vowel in "aueo"),
    *((f"ch{vowel}", f"ty{vowel}") for vowel in "aueo"),
    *((f"jy{vowel}", f"zy{vowel}") for vowel in "auo"),
    *((f"j{vowel}", f"zy{vowel}") for vowel in "aueo"),
    *(("mb", "nb"), ("mp", "np"), ("mm", "nm"), (" wo ", " o "), (" wo\n", " o\n")),
)
LONG = re.compile(r"aa+|ii+|uu+|ee+|o[ou]+")


class Spelling(NamedTuple):
    """A name as it is compared. plain: without case, accents and punctuation. one: in the one spelling."""

    plain: str
    one: str


def spelt(names: Sequence[str]) -> list[list[Spelling]]:
    """Return the spellings of each name: with seasons as bare numbers, then as it is written where that differs.

    A name of punctuation alone is spelt as it is written.
    """
    ways = [counted(name) for name in romanised(folded(names))]
    found = iter(short_vowels([way for several in ways for way in several]))
    spellings = [[Spelling(way, next(found)) for way in several] for several in ways]
    return [
        [one for one in some if one.plain] or [Spelling(as_written(name), as_written(name))]
        for some, name in zip(spellings, names, strict=True)
    ]


def whole(spellings: Iterable[str]) -> list[str]:
    """Return names in the one spelling without blanks: "Steins;Gate", "Steins Gate" and "steinsgate" are one."""
    return LONG.sub(shortened, "\n".join(spellings).replace(" ", "")).split("\n")


def as_written(name: str) -> str:
    return " ".join(name.lower().split())


def folded(names: Sequence[str]) -> list[str]:
    """Return names without case, width, accents and punctuation. Many at once: each step is one call for all."""
    lines = [
        " ".join(name.split()) if "\n" in name or "\r" in name or not name.isprintable() else name for name in names
    ]
    plain = iter(folded_plain([line for line in lines if line.isascii()]))
    other = iter(folded_other([line for line in lines if not line.isascii()]))
    return [next(plain) if line.isascii() else next(other) for line in lines]


def folded_plain(lines: list[str]) -> list[str]:
    text = "\n".join(lines).lower().replace("&", " and ").replace("@", "a").replace("'", "").replace("`", "")
    return stripped(NOT_PLAIN.sub(" ", text))


def folded_other(lines: list[str]) -> list[str]:
    text = unicodedata.normalize("NFKD", "\n".join(lines)).casefold().translate(FOLDING)
    return stripped(unicodedata.normalize("NFC", text))


def stripped(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def romanised(names: list[str]) -> list[str]:
    """Return folded names with Japanese syllables in Latin letters."""
    text = "\n".join(names)
    if text.isascii():
        return names
    text = text.translate(ROMANISED)
    for apart, joined in JOINED:
        text = text.replace(apart, joined)
    return DOUBLED.sub(r"\1\1", text.replace("~", "")).replace("^", "").split("\n")


def short_vowels(names: list[str]) -> list[str]:
    """Return romanised names in the one spelling."""
    text = "\n".join(names) + "\n"
    for variant, one in LATIN:
        text = text.replace(variant, one)
    return LONG.sub(shortened, text).split("\n")[:-1]


def shortened(found: re.Match[str]) -> str:
    return found[0][0]
