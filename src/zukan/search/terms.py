"""The terms under which a name stands in the index: its words, and pairs of letters where words are not set apart."""

import re

from zukan.search.spelling import HIRAGANA

# Han, kana, Hangul and Thai: their words are not set apart, or not reliably.
UNPARTED = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e01-\u0e5b\U00020000-\U0002ffff々〆"
RUN = re.compile(f"[{UNPARTED}]+")
HAS_UNPARTED = re.compile(f"[{UNPARTED}]")


def pairs(folded: str) -> list[str]:
    """Return the letters and pairs of neighbouring letters of the runs of a folded name that are not parted."""
    if folded.isascii():
        return []
    found: list[str] = []
    for run in RUN.findall(folded.translate(HIRAGANA)):
        found += run
        found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


def words(spelling: str) -> list[str]:
    """Return the words of a spelling that are set apart."""
    every = spelling.split()
    return every if spelling.isascii() else [word for word in every if not HAS_UNPARTED.search(word)]
