"""In which order what was found is shown: how close a name is to what was looked for, and then how popular it is."""

from collections.abc import Iterable
from math import log10
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from zukan.search.asking import Question
from zukan.search.shelf import Record

EQUAL, BEGINNING, CONTAINING, APART = 3.0, 1.0, 0.8, 0.5
A_MAGNITUDE = 0.25  # what ten times as many people are worth
LEAST_LIKE = 0.5


class Ranked(NamedTuple):
    score: float
    popularity: int
    id: int
    name: str


def exactly(question: Question, records: Iterable[Record]) -> list[Ranked]:
    """Return entities that an exact query found, best first."""
    return best_first(exact(question, record) for record in records)


def best_first(ranked: Iterable[Ranked]) -> list[Ranked]:
    return sorted(ranked, key=lambda one: (-one.score, -one.popularity, one.id))


def exact(question: Question, record: Record) -> Ranked:
    closeness, position = exact_closeness(question, record)
    worth = A_MAGNITUDE * log10(record.popularity + 1)
    return Ranked(closeness + worth, record.popularity, record.id, record.names[position])


def exact_closeness(question: Question, record: Record) -> tuple[float, int]:
    wholes, looked_for = record.wholes, question.whole
    if looked_for in wholes:
        return EQUAL, wholes.index(looked_for)
    starts = (looked_for, question.whole_written)
    beginning = [(len(name), at) for at, name in enumerate(wholes) if name.startswith(starts)]
    if beginning:
        length, at = min(beginning)
        return BEGINNING + 0.3 * len(looked_for) / length, at
    wanted = [f" {word} " for word in question.words[:-1]] + [f" {word}" for word in question.words[-1:]]
    containing = [
        (len(name), at) for at, name in enumerate(record.spellings) if all(word in f" {name} " for word in wanted)
    ]
    if containing:
        length, at = min(containing)
        return CONTAINING + 0.3 * len(question.spelling) / length, at
    return APART, 0


def nearly(question: Question, records: list[Record]) -> list[Ranked]:
    """Return entities of which some name is like what was looked for, best first."""
    near = [likeness(question, record) for record in records]
    return best_first(
        Ranked(10 * like + A_MAGNITUDE * log10(record.popularity + 1), record.popularity, record.id, record.names[at])
        for record, (like, at) in zip(records, near, strict=True)
        if like >= LEAST_LIKE
    )


def likeness(question: Question, record: Record) -> tuple[float, int]:
    looked_for, length = question.whole, len(question.whole)
    found = process.extractOne(looked_for, record.wholes, scorer=OSA.normalized_similarity)
    best, at = found[1], found[2]
    starts = [name[:length] for name in record.wholes]
    found = process.extractOne(looked_for, starts, scorer=OSA.normalized_similarity)
    if found[1] * 0.97 > best:
        best, at = found[1] * 0.97, found[2]
    found = process.extractOne(question.spelling, record.spellings, scorer=fuzz.token_set_ratio)
    if found[1] * 0.0095 > best:
        best, at = found[1] * 0.0095, found[2]
    found = process.extractOne(question.spelling, record.spellings, scorer=fuzz.token_sort_ratio)
    if found[1] * 0.0098 > best:
        best, at = found[1] * 0.0098, found[2]
    return best, at
