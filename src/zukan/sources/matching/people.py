"""Whether two characters or people of one work are the same, by name.

Names alone tell nothing across works; within one work they do. Two are the same when a name of one has the same words
as a name of the other, in any order and romanisation, or the same native name. A name of one word is not enough for
that ("Tanaka" may be any of a family) unless it is all that is known as the full name, and two who both have a
native name, and not the same, are two whatever else they share.
"""

from collections.abc import Iterable
from typing import NamedTuple

from zukan.catalogue.names import fold_name

SOUNDS = (("ou", "o"), ("oo", "o"), ("oh", "o"), ("uu", "u"), ("wo", "o"), ("aa", "a"), ("ii", "i"), ("ee", "e"))
APOSTROPHES = str.maketrans("", "", "'’`´ʼ")  # "Shin'ichi" and "Shinichi"


class PersonNames(NamedTuple):
    """The names of a character or a person."""

    full: str | None = None
    native: str | None = None
    alternative: tuple[str, ...] = ()


def person_keys(full: str | None, native: str | None, alternative: Iterable[str] = ()) -> frozenset[str]:
    """Return the keys of a person's names: two of one work may be the same when they share one."""
    keys = {name_key(full or ""), native_key(native or "")}
    keys |= {name_key(name) for name in alternative if " " in name.strip() or not name.isascii()}
    return frozenset(keys - {""})


def name_key(name: str) -> str:
    """Return a name as it is compared: its words sorted, so that the order of names does not matter."""
    words = fold_name(name.translate(APOSTROPHES)).split()
    return " ".join(sorted(map(sounds_of, words)))


def sounds_of(word: str) -> str:
    """Return a word without the lengths of its vowels, which are romanised in many ways or not at all."""
    if word.isascii():
        for written, meant in SOUNDS:
            word = word.replace(written, meant)
    return word


def native_key(name: str) -> str:
    """Return a native name as it is compared: without blanks and middle dots."""
    return fold_name(name).replace(" ", "")


def same_person(one: PersonNames, other: PersonNames) -> bool:
    """Return whether two characters, or two people, of one work are the same."""
    mine, theirs = native_key(one.native or ""), native_key(other.native or "")
    if mine and theirs:
        return mine == theirs
    return not person_keys(*one).isdisjoint(person_keys(*other))
