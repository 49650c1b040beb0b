"""The parts of names under which they stand in the index, where those are not simply words."""

import re
from collections.abc import Sequence

from zukan.search.spelling import HIRAGANA

# Han, kana, Hangul and Thai: their words are not set apart, or not reliably.
UNPARTED = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e01-\u0e5b\U00020000-\U0002ffff々〆"
KATAKANA = re.compile("[ァ-ヶ]+")
RUN = re.compile(f"[{UNPARTED}]+")
HAS_UNPARTED = re.compile(f"[{UNPARTED}]")


def in_hiragana(folds: Sequence[str]) -> list[str]:
    """Return folded names with katakana as hiragana: they are compared alike."""
    return KATAKANA.sub(lambda run: run[0].translate(HIRAGANA), "\n".join(folds)).split("\n")


def runs(folds: str) -> str:
    """Return what of folded names is written without setting words apart. tantivy cuts it into pairs of letters."""
    return "" if folds.isascii() else " ".join(RUN.findall(folds))


def pairs(folded: str) -> list[str]:
    """Return the pairs of neighbouring letters of such runs, or the letter of one that has no neighbour."""
    found = runs(in_hiragana([folded])[0]).split()
    return [run[at : at + 2] for run in found for at in range(max(1, len(run) - 1))]


def words(spelling: str) -> list[str]:
    """Return the words of a spelling that are set apart."""
    every = spelling.split()
    return every if spelling.isascii() else [word for word in every if not HAS_UNPARTED.search(word)]
