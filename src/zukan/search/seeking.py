"""Looking for something in the index of a kind: exactly, and more loosely when that finds little."""

from collections.abc import Iterator

from tantivy import Query

from zukan.search.asking import Question
from zukan.search.ranking import NEAR, Ranked, best_first, exactly, nearly
from zukan.search.shelf import Shelf

LITTLE = 5  # found exactly: look for what is near too
CANDIDATES = 100  # of each loose query
CLOSE = 0.8 * NEAR  # a score that makes looser queries needless
SLIP, TWO_SLIPS, START_SLIP = 3, 4, 4  # letters from which a whole name may have one or two wrong, its beginning one


def seek(shelf: Shelf, question: Question, limit: int) -> list[Ranked]:
    """Return what is found, best first."""
    found = exact_hits(shelf, question, limit)
    if len(found) < min(LITTLE, limit):
        here = {one.id for one in found}
        found += [one._replace(is_near=True) for one in near_hits(shelf, question) if one.id not in here]
    return found[:limit]


def exact_hits(shelf: Shelf, question: Question, limit: int) -> list[Ranked]:
    places = dict.fromkeys(shelf.places(question.equal(), limit, popular_first=True))
    places |= dict.fromkeys(shelf.places(question.beginning(), limit, popular_first=True))
    containing = question.containing()
    if containing is not None:
        places |= dict.fromkeys(shelf.places(containing, limit, popular_first=True))
    return exactly(question, map(shelf.record, places))


def near_hits(shelf: Shelf, question: Question) -> list[Ranked]:
    seen: dict[int, None] = {}
    ranked: list[Ranked] = []
    for query, popular_first in loose_queries(question):
        places = [place for place in shelf.places(query, CANDIDATES, popular_first) if place not in seen]
        seen |= dict.fromkeys(places)
        ranked += nearly(question, [shelf.record(place) for place in places])
    return best_first(ranked)


def loose_queries(question: Question) -> Iterator[tuple[Query, bool]]:
    length = len(question.whole)
    if length >= SLIP:
        yield question.nearly_equal(2 if length >= TWO_SLIPS else 1), True
    if length >= START_SLIP:
        yield question.nearly_beginning(), True
    for query, popular_first in (
        (question.nearly_containing(), True),
        (question.sharing(), False),
        (question.nearly_sharing(), False),
    ):
        if query is not None:
            yield query, popular_first
