"""In which order what was found is shown: how close a name is to what was looked for, and then how popular it is."""

from collections.abc import Iterable
from math import log10
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from zukan.search.asking import Question
from zukan.search.shelf import Record, without_blanks

EQUAL, SPELT_EQUAL, BEGINNING, CONTAINING, APART = 3.0, 2.5, 1.0, 0.8, 0.5
FULLNESS = 0.3  # what it is worth that nothing is left over
A_MAGNITUDE = 0.25  # what ten times as many people are worth
NEAR = 10.0  # what likeness is worth among what is near
WHOLE = 1.0  # what it is worth that all of a name is near, and not its beginning alone
BEGUN = 0.98
COVERED = 0.95
LEAST_LIKE = 0.5


class Ranked(NamedTuple):
    score: float
    popularity: int
    id: int
    name: str
    is_near: bool = False


def best_first(ranked: Iterable[Ranked]) -> list[Ranked]:
    return sorted(ranked, key=lambda one: (-one.score, -one.popularity, one.id))


def exactly(question: Question, records: Iterable[Record]) -> list[Ranked]:
    """Return entities that an exact query found, best first."""
    return best_first(exact(question, record) for record in records)


def exact(question: Question, record: Record) -> Ranked:
    closeness, position = exact_closeness(question, record)
    worth = A_MAGNITUDE * log10(record.popularity + 1)
    return Ranked(closeness + worth, record.popularity, record.id, record.names[position])


def exact_closeness(question: Question, record: Record) -> tuple[float, int]:
    for position, name in enumerate(record.plain):
        if name in question.plain:
            return EQUAL, position
    plain = without_blanks(record.plain)
    for names in (plain, record.wholes):
        for looked_for in question.wholes:
            if looked_for in names:
                return SPELT_EQUAL, names.index(looked_for)
    length = len(question.whole)
    beginning = [
        (len(name), at)
        for names in (plain, record.wholes)
        for at, name in enumerate(names)
        if name.startswith(question.wholes)
    ]
    if beginning:
        full, at = min(beginning)
        return BEGINNING + FULLNESS * length / full, at
    containing = [
        (len(name), at)
        for words, names in ((question.words, record.plain), (question.spelt_words, record.spellings))
        for at, name in enumerate(names)
        if contains(name, words)
    ]
    if containing:
        full, at = min(containing)
        return CONTAINING + FULLNESS * length / full, at
    return APART, 0


def contains(name: str, words: list[str]) -> bool:
    name = f" {name} "
    return all(f" {word} " in name for word in words[:-1]) and all(f" {word}" in name for word in words[-1:])


def nearly(question: Question, records: list[Record]) -> list[Ranked]:
    """Return entities of which some name is like what was looked for, best first."""
    near = [likeness(question, record) for record in records]
    return best_first(
        Ranked(NEAR * like + A_MAGNITUDE * log10(record.popularity + 1), record.popularity, record.id, record.names[at])
        for record, (like, at) in zip(records, near, strict=True)
        if like >= LEAST_LIKE
    )


def likeness(question: Question, record: Record) -> tuple[float, int]:
    looked_for, length = question.whole, len(question.whole)
    names = without_blanks(record.plain)
    _, best, at = process.extractOne(looked_for, names, scorer=OSA.normalized_similarity)
    if best >= 1 - 2.5 / length:
        best += WHOLE / NEAR
    for cut in (length - 1, length, length + 1):
        starts = [name[:cut] for name in names]
        _, like, here = process.extractOne(looked_for, starts, scorer=OSA.normalized_similarity)
        if like * BEGUN > best:
            best, at = like * BEGUN, here
    for here, name in enumerate(record.plain):
        like = covered(question.words, name.split())
        if like * COVERED > best:
            best, at = like * COVERED, here
    return best, at


def covered(looked_for: list[str], words: list[str]) -> float:
    """Return how much of the words that are looked for a name has, in any order: 0 to 1, less for what it has beside."""
    if not looked_for or not words:
        return 0.0
    total = sum(map(len, looked_for))
    found = 0.0
    for word in looked_for:
        if word in words:
            found += len(word)
        elif len(word) > 3:
            best = process.extractOne(word, words, scorer=OSA.normalized_similarity, score_cutoff=0.6)
            found += len(word) * best[1] if best else 0
    extra = max(0, sum(map(len, words)) - total) / max(total, sum(map(len, words)))
    return found / total - 0.1 * extra
