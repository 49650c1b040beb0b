"""One spelling for all the ways to write a name: what is searched and what is looked for both pass here.

Japanese syllables and every romanisation of them come out in one, Kunrei's with short vowels: "Shōjo", "Shoujo",
"syoozyo" and "しょうじょ" are all "syozyo". It is for comparing only, and what it does to English does no harm there.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
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
KANA_RUN = re.compile("[ぁ-ヿ]+")
DOUBLED = re.compile(r"\^([a-z])")
LATIN = (
    *(("tsu", "tu"), ("cch", "tch"), ("shi", "si"), ("chi", "ti"), ("ji", "zi"), ("fu", "hu"), ("dzu", "zu")),
    *((f"sh{vowel}", f"sy{vowel}") for vowel in "aueo"),
    *((f"ch{vowel}", f"ty{vowel}") for vowel in "aueo"),
    *((f"jy{vowel}", f"zy{vowel}") for vowel in "auo"),
    *((f"j{vowel}", f"zy{vowel}") for vowel in "aueo"),
    *(("mb", "nb"), ("mp", "np"), ("mm", "nm"), (" wo ", " o "), (" wo\n", " o\n")),
)
LONG = ("aa", "a"), ("ii", "i"), ("uu", "u"), ("ee", "e"), ("ou", "o"), ("oo", "o")


Change = Callable[[Sequence[str]], list[str]]


class Spellings(NamedTuple):
    """Names as they are compared, one beside the other; a name that counts seasons stands there more than once."""

    owners: list[int]  # which of the names each is of
    plain: list[str]  # without case, accents and punctuation
    ones: list[str]  # in the one spelling
    plain_wholes: list[str]  # the same two without blanks: "Steins;Gate", "Steins Gate" and "steinsgate" are one
    wholes: list[str]


def spelt(folds: Sequence[str], names: Sequence[str]) -> Spellings:
    """Return the spellings of names: with seasons as bare numbers first, then as they are written.

    folds: what `folded` makes of them; one at least. A name of punctuation alone is spelt as it is written.
    """
    ways = [counted(name) for name in romanised(folds)]
    owners = [at for at, several in enumerate(ways) for _ in several]
    plain = [way or as_written(names[at]) for at, several in enumerate(ways) for way in several]
    ones = short_vowels(plain)
    return Spellings(
        owners, plain, ones, without_blanks(plain), shortened("\n".join(ones).replace(" ", "")).split("\n")
    )


def without_blanks(names: Sequence[str]) -> list[str]:
    return "\n".join(names).replace(" ", "").split("\n")


def as_written(name: str) -> str:
    return " ".join(name.lower().split())


def folded(names: Sequence[str]) -> list[str]:
    """Return names without case, width, accents and punctuation. Many at once: each step is one call for all.

    names: without line breaks.
    """
    return by_script(names, folded_plain, folded_other)


def by_script(names: Sequence[str], plain: Change, other: Change) -> list[str]:
    """Return names changed, those of ASCII apart: Python reads such text several times as quickly."""
    ascii_at = [at for at, name in enumerate(names) if name.isascii()]
    if len(ascii_at) == len(names):
        return plain(names)
    if not ascii_at:
        return other(names)
    result = [""] * len(names)
    other_at = [at for at, name in enumerate(names) if not name.isascii()]
    for change, places in ((plain, ascii_at), (other, other_at)):
        for at, name in zip(places, change([names[at] for at in places]), strict=True):
            result[at] = name
    return result


def folded_plain(lines: Sequence[str]) -> list[str]:
    text = "\n".join(lines).lower().replace("&", " and ").replace("@", "a").replace("'", "").replace("`", "")
    return stripped(NOT_PLAIN.sub(" ", text))


def folded_other(lines: Sequence[str]) -> list[str]:
    text = unicodedata.normalize("NFKD", "\n".join(lines)).casefold().translate(FOLDING)
    return stripped(unicodedata.normalize("NFC", text))


BLANKS = re.compile(r" *\n *")
SEVERAL = re.compile(r"  +")


def stripped(text: str) -> list[str]:
    """Return the lines of a text, with single blanks between words and none around."""
    return BLANKS.sub("\n", SEVERAL.sub(" ", text)).strip(" ").split("\n")


def romanised(names: Sequence[str]) -> Sequence[str]:
    """Return folded names with Japanese syllables in Latin letters."""
    text = "\n".join(names)
    return KANA_RUN.sub(latin, text).split("\n") if KANA_RUN.search(text) else names


def latin(run: re.Match[str]) -> str:
    """Return a run of kana in Latin letters."""
    text = run[0].translate(ROMANISED)
    if "~" in text:
        for apart, joined in JOINED:
            text = text.replace(apart, joined)
        text = text.replace("~", "")
    return DOUBLED.sub(r"\1\1", text).replace("^", "") if "^" in text else text


def short_vowels(names: Sequence[str]) -> list[str]:
    """Return romanised names in the one spelling."""
    return by_script(names, one_spelling, one_spelling)


def one_spelling(names: Sequence[str]) -> list[str]:
    text = "\n".join(names) + "\n"
    for variant, one in LATIN:
        text = text.replace(variant, one)
    return shortened(text).split("\n")[:-1]


def shortened(text: str) -> str:
    """Return a text with its long vowels short."""
    for long, short in LONG:
        while long in text:
            text = text.replace(long, short)
    return text
