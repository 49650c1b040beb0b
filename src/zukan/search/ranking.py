"""In which order what was found is shown: how close a name is to what was looked for, and then how popular it is."""

from collections.abc import Iterable, Sequence
from math import log10
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from zukan.search.asking import WORD_SLIP, Question
from zukan.search.shelf import Record
from zukan.search.terms import HAS_UNPARTED

EQUAL, SPELT_EQUAL, BEGINNING, CONTAINING, APART = 3.0, 2.5, 1.0, 0.8, 0.5
FULLNESS = 0.3  # what it is worth that nothing is left over
A_MAGNITUDE = 0.25  # what ten times as many people are worth
NEAR = 10.0  # what likeness is worth among what is near
WHOLE = 1.6  # what it is worth that all of a name is near, and not its beginning alone
BEGUN = 0.98
COVERED = 0.95
EXTRA = 0.1  # what is lost when a name has much beside what is looked for
LEAST_LIKE = 0.65
SHARING_NAMES = 30  # that are looked at closely

Owner = tuple[int, int]


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
    return Ranked(closeness + magnitude(record), record.popularity, record.id, record.names[position])


def exact_closeness(question: Question, record: Record) -> tuple[float, int]:
    """Return how close the closest name is, and which it is."""
    for at, name in enumerate(record.plain):
        if name in question.plain:
            return EQUAL, at
    wholes = [(name, at) for names in (record.plain_wholes, record.wholes) for at, name in enumerate(names)]
    for name, at in wholes:
        if name in question.wholes:
            return SPELT_EQUAL, at
    beginning = [(len(name), at) for name, at in wholes if name.startswith(question.wholes)]
    if beginning:
        return fullest(BEGINNING, question, beginning)
    containing = [
        (len(name), at)
        for words, names in ((question.plain[0], record.plain), (question.spellings[0], record.spellings))
        for at, name in enumerate(names)
        if contains(name, words)
    ]
    return fullest(CONTAINING, question, containing) if containing else (APART, 0)


def fullest(step: float, question: Question, names: list[tuple[int, int]]) -> tuple[float, int]:
    """Return the closeness of the shortest name, of which the question makes up most. names: length and position."""
    length, at = min(names)
    return step + FULLNESS * len(question.whole) / length, at


def contains(name: str, looked_for: str) -> bool:
    """Whether a name has all words, the last of which may go on; what is written without blanks may stand anywhere."""
    name, words = f" {name} ", looked_for.split()
    return all(
        (word if HAS_UNPARTED.search(word) else f" {word} " if at < len(words) else f" {word}") in name
        for at, word in enumerate(words, 1)
    )


def with_slips(question: Question, records: Sequence[Record]) -> list[Ranked]:
    """Return entities of which a whole name, or its beginning, has few slips, best first."""
    names, owners = flat(records, [record.plain_wholes for record in records])
    looked_for, length = question.whole, len(question.whole)
    best = Likeness(len(records))
    for _, slips, at in process.extract(looked_for, names, scorer=OSA.distance, score_cutoff=2, limit=None):
        best.take(owners[at], 1 - slips / length + WHOLE / NEAR)
    for cut in (length - 1, length, length + 1):
        starts = [name[:cut] for name in names]
        for _, slips, at in process.extract(looked_for, starts, scorer=OSA.distance, score_cutoff=1, limit=None):
            best.take(owners[at], (1 - slips / length) * BEGUN)
    return best.ranked(records)


def sharing_words(question: Question, records: Sequence[Record]) -> list[Ranked]:
    """Return entities with words that were looked for, those with the most of them first."""
    names, owners = flat(records, [record.plain for record in records])
    looked_for, words = question.plain[0], question.words
    best = Likeness(len(records))
    for name, like, at in process.extract(looked_for, names, scorer=fuzz.token_set_ratio, limit=SHARING_NAMES):
        best.take(
            owners[at],
            max(covered(words, name.split()), COVERED * like / 100 * len(name) / max(len(name), len(looked_for)))
            * COVERED,
        )
    for _, like, at in process.extract(looked_for, names, scorer=fuzz.ratio, limit=SHARING_NAMES):
        best.take(owners[at], like / 100 * COVERED)
    return best.ranked(records)


def flat(records: Sequence[Record], names: Sequence[list[str]]) -> tuple[list[str], list[Owner]]:
    """Return all names in one list, and beside it whose each is: positions of the record and of the name in it."""
    owners = [(record, at) for record, some in enumerate(names) for at in range(len(some))]
    return [name for some in names for name in some], owners


class Likeness:
    """The likest name of each of some records."""

    def __init__(self, size: int) -> None:
        self.best: list[tuple[float, int]] = [(0.0, 0)] * size  # how like, and which of the names

    def take(self, owner: Owner, like: float) -> None:
        record, name = owner
        if like > self.best[record][0]:
            self.best[record] = (like, name)

    def ranked(self, records: Sequence[Record]) -> list[Ranked]:
        return best_first(
            Ranked(NEAR * like + magnitude(record), record.popularity, record.id, record.names[at], is_near=True)
            for record, (like, at) in zip(records, self.best, strict=True)
            if like >= LEAST_LIKE
        )


def magnitude(record: Record) -> float:
    return A_MAGNITUDE * log10(record.popularity + 1)


def covered(looked_for: list[str], words: list[str]) -> float:
    """Return how much of what is looked for is among words, in any order, 0 to 1; less when they have more beside."""
    if not looked_for or not words:
        return 0.0
    total, all_words = sum(map(len, looked_for)), sum(map(len, words))
    found = 0.0
    for word in looked_for:
        if word in words:
            found += len(word)
        elif len(word) >= WORD_SLIP:
            best = process.extractOne(word, words, scorer=OSA.normalized_similarity, score_cutoff=0.6)
            found += len(word) * best[1] if best else 0
    return found / total - EXTRA * max(0, all_words - total) / max(total, all_words)
