"""What is looked for, as queries of the index: from what was meant exactly to what may have been meant."""

import re
from dataclasses import dataclass
from functools import cached_property

from tantivy import Occur, Query

from zukan.search.shelf import SCHEMA
from zukan.search.spelling import folded, spelt, whole
from zukan.search.terms import pairs, words

LONGEST = 200  # letters that are looked at
MOST_WORDS = 24
WORD_SLIP, WORD_TWO_SLIPS = 4, 8  # letters from which a word may have one, or two, wrong
WHOLE_SLIP, WHOLE_TWO_SLIPS, START_SLIP = 3, 6, 4


@dataclass(frozen=True)
class Question:
    """Words that somebody looks for, in the one spelling."""

    spelling: str
    written: str  # the same with seasons as they were written, perhaps a word that is not typed to its end
    pairs: tuple[str, ...]

    @cached_property
    def whole(self) -> str:
        return whole([self.spelling])[0]

    @cached_property
    def whole_written(self) -> str:
        return whole([self.written])[0]

    @cached_property
    def words(self) -> list[str]:
        return words(self.spelling)[:MOST_WORDS]

    def equal(self) -> Query:
        return Query.term_query(SCHEMA, "whole", self.whole, "basic")

    def beginning(self) -> Query:
        """Names that begin so."""
        starts = [starting("whole", text) for text in dict.fromkeys((self.whole, self.whole_written))]
        return any_of(starts)

    def containing(self) -> Query | None:
        """Entities with all the words, in any order; the last one may go on."""
        parts = [term("words", word) for word in self.words[:-1]]
        parts += [starting("words", word) for word in self.words[-1:]]
        parts += [term("words", pair) for pair in self.pairs]
        return all_of(parts)

    def nearly_equal(self, slips: int) -> Query:
        return fuzzy("whole", self.whole, slips)

    def nearly_beginning(self) -> Query:
        return fuzzy("whole", self.whole, 1, prefix=True)

    def nearly_containing(self) -> Query | None:
        """As `containing`, with slips in the words."""
        parts = [fuzzy("words", word, slips_in(word)) for word in self.words[:-1]]
        parts += [fuzzy("words", word, slips_in(word), prefix=len(word) > WORD_SLIP) for word in self.words[-1:]]
        parts += [any_of([term("words", pair) for pair in self.pairs])] if self.pairs else []
        return all_of(parts)

    def sharing(self) -> Query | None:
        """Entities with some of the words; rare words count more."""
        parts = [term("words", word) for word in (*self.words, *self.pairs)]
        return any_of(parts) if parts else None

    def nearly_sharing(self) -> Query | None:
        parts = [fuzzy("words", word, min(1, slips_in(word))) for word in self.words if len(word) >= WORD_SLIP]
        return any_of(parts) if parts else None


def question(text: str) -> Question | None:
    """Return what is looked for, None for nothing. A plus sign is a blank."""
    text = " ".join(text[:LONGEST].replace("+", " ").split())
    if not text:
        return None
    ways = spelt([text])[0]
    grams = pairs(folded([text])[0])
    two = [pair for pair in grams if len(pair) == 2] or grams
    return Question(ways[0], ways[-1], tuple(dict.fromkeys(two[:MOST_WORDS])))


def slips_in(word: str) -> int:
    return 0 if len(word) < WORD_SLIP else 1 if len(word) < WORD_TWO_SLIPS else 2


def term(field: str, text: str) -> Query:
    return Query.term_query(SCHEMA, field, text, "basic")


def starting(field: str, text: str) -> Query:
    return Query.regex_query(SCHEMA, field, re.escape(text) + ".*")


def fuzzy(field: str, text: str, slips: int, prefix: bool = False) -> Query:
    if slips == 0:
        return starting(field, text) if prefix else term(field, text)
    return Query.fuzzy_term_query(SCHEMA, field, text, slips, True, prefix)


def all_of(parts: list[Query]) -> Query | None:
    return Query.boolean_query([(Occur.Must, part) for part in parts]) if parts else None


def any_of(parts: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, part) for part in parts])
