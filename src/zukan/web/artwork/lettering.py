"""Setting a title in type: how wide it runs, where its lines break, which size fits.

Fonts are the reader's, so widths are estimates, in em, on the generous side.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

NARROW, WIDE = frozenset("iljtfrI.,:;'!|()[]`·- "), frozenset("mwMWQOGD@%&—…")
NOT_FIRST = frozenset("、。，．・：；？！ー」』）】〉》〜～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々!?,.:;)")
NATIVE_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of type and the size they are set in."""

    size: int
    lines: tuple[str, ...]


def is_native_script(text: str) -> bool:
    """Whether a text has Japanese, Chinese or Korean letters."""
    return bool(NATIVE_SCRIPT.search(text))


def letter_width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in NARROW:
        return 0.34
    if letter in WIDE:
        return 0.96
    return 0.76 if letter.isupper() else 0.58


def text_width(text: str) -> float:
    return sum(letter_width(letter) for letter in text)


def pieces(text: str) -> list[str]:
    """Cut a text where a line may break: after blanks and hyphens, and around most letters of wide scripts."""
    cut: list[str] = []
    for word in re.findall(r"\S+\s*", text):
        for piece in re.findall(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^\u2e80-\uffef]+", word):
            if cut and piece[0] in NOT_FIRST and not cut[-1].endswith(" "):
                cut[-1] += piece
            else:
                cut.append(piece)
    return cut


def break_lines(text: str, most: float) -> list[str]:
    """Fill lines of at most `most` em, one piece after the other. A piece that is wider stands alone."""
    lines: list[str] = []
    for piece in pieces(text):
        if lines and text_width(lines[-1] + piece.rstrip()) <= most:
            lines[-1] += piece
        else:
            lines.append(piece)
    return [line.strip() for line in lines]


def balanced(text: str, most: float) -> list[str]:
    """Break into as few lines as `most` em allow, then narrow them as far as their number stays the same."""
    lines = break_lines(text, most)
    for narrower in (0.6, 0.7, 0.8, 0.9):
        candidate = break_lines(text, most * narrower)
        if len(candidate) == len(lines) and fits(candidate, most * narrower):
            return candidate
    return lines


def fits(lines: Iterable[str], most: float) -> bool:
    return all(text_width(line) <= most for line in lines)


def cut_short(line: str, most: float) -> str:
    """Take letters off the end until an ellipsis fits."""
    while line and text_width(line + "…") > most:
        line = line[:-1]
    return line.rstrip() + "…"


def set_type(text: str, sizes: Iterable[int], room: float, most_lines: Callable[[int], int]) -> Setting:
    """Return the largest setting that fits a measure of `room` units; the smallest is cut short where it must be."""
    setting = Setting(0, ())
    for size in sizes:
        most, allowed = room / size, most_lines(size)
        lines = balanced(text, most)
        setting = Setting(size, tuple(lines))
        if len(lines) <= allowed and fits(lines, most):
            return setting
    kept = [line if text_width(line) <= most else cut_short(line, most) for line in lines[:allowed]]
    if len(lines) > allowed:
        kept[-1] = cut_short(kept[-1], most)
    return Setting(setting.size, tuple(kept))
