"""Looking for something in the index of a kind: exactly, and more loosely when that finds little."""

from collections.abc import Iterable

from tantivy import Query

from zukan.search.asking import Question
from zukan.search.ranking import BEGINNING, NEAR, SPELT_EQUAL, Ranked, best_first, exactly, sharing_words, with_slips
from zukan.search.shelf import Record, Shelf

LITTLE = 5  # found exactly: look for what is near too
SLIPPED, SHARING = 60, 40  # candidates of loose queries
CLOSE = 0.8 * NEAR  # a score that makes looser queries needless
SLIP, START_SLIP, LONG = 3, 4, 8  # letters from which a whole name, or its beginning, may have a slip; many letters


def seek(shelf: Shelf, question: Question, limit: int) -> list[Ranked]:
    """Return what is found, best first."""
    enough = min(LITTLE, limit)
    found = exact_hits(shelf, question, limit)
    sure = bool(found) and is_sure(question, found[0])
    if len(found) < enough:
        for looser in question.relaxed():
            found = joined(found, [one._replace(is_near=True) for one in exact_hits(shelf, looser, limit)])
    if len(found) < enough:
        found = joined(found, loose_hits(shelf, question, sure))
    return found[:limit]


def loose_hits(shelf: Shelf, question: Question, sure: bool) -> list[Ranked]:
    """Return what comes near, best first. sure: what is meant is found, so that no slips are looked for."""
    near = [] if sure else slipped_hits(shelf, question)
    if near and near[0].score >= CLOSE:
        return near
    return best_first([*near, *sharing_hits(shelf, question)])


def joined(first: list[Ranked], then: list[Ranked]) -> list[Ranked]:
    """Return both without what comes again."""
    every: dict[int, Ranked] = {}
    for one in (*first, *then):
        every.setdefault(one.id, one)
    return list(every.values())


def is_sure(question: Question, first: Ranked) -> bool:
    """Whether the best of the exact hits leaves little doubt: it is a whole name, popular, or begins with much."""
    return first.score >= SPELT_EQUAL or (first.score >= BEGINNING and len(question.whole) >= LONG)


def exact_hits(shelf: Shelf, question: Question, limit: int) -> list[Ranked]:
    places = dict.fromkeys(shelf.places(question.equal(), limit, popular_first=True))
    places |= dict.fromkeys(shelf.places(question.beginning(), limit, popular_first=True))
    containing = question.containing()
    if containing is not None:
        places |= dict.fromkeys(shelf.places(containing, limit, popular_first=True))
    return exactly(question, map(shelf.record, places))


def slipped_hits(shelf: Shelf, question: Question) -> list[Ranked]:
    """Return what is like the question but for a slip or two."""
    length = len(question.whole)
    if length < SLIP:
        return []
    if length >= LONG:  # few names are alike, and a whole one is its own beginning
        for query in (question.nearly_beginning(), question.nearly_equal(2)):
            if found := near_hits(shelf, question, [query]):
                return found
        return []
    queries = [question.nearly_equal(1)]
    if length >= START_SLIP:
        queries += [question.nearly_beginning(), question.nearly_equal(2)]
    return near_hits(shelf, question, queries)


def near_hits(shelf: Shelf, question: Question, queries: Iterable[Query]) -> list[Ranked]:
    places = (shelf.places(query, SLIPPED, popular_first=True) for query in queries)
    return with_slips(question, records(shelf, places))


def sharing_hits(shelf: Shelf, question: Question) -> list[Ranked]:
    query = question.sharing(shelf.knows)
    return sharing_words(question, records(shelf, [shelf.places(query, SHARING, popular_first=False)])) if query else []


def records(shelf: Shelf, places: Iterable[Iterable[int]]) -> list[Record]:
    return [shelf.record(place) for place in dict.fromkeys(place for some in places for place in some)]
