"""What is looked for, as queries of the index: from what was meant exactly to what may have been meant."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tantivy import Occur, Query

from zukan.search.numbering import relaxed, without_episode
from zukan.search.shelf import SCHEMA
from zukan.search.spelling import folded, spelt
from zukan.search.terms import HAS_UNPARTED, pairs, words

LONGEST = 120  # letters that are looked at
MOST_WORDS = 20
WORD_SLIP, WORD_TWO_SLIPS = 4, 9  # letters from which a word may have one, or two, wrong
UNKNOWN_WORD = 6.0  # what a word with slips counts, beside rare words that are right


@dataclass(frozen=True)
class Question:
    """Words that somebody looks for, as `spelling.Spelling` has them."""

    plain: tuple[str, ...]  # with seasons as bare numbers, and as they are written
    spellings: tuple[str, ...]  # the same, in the one spelling
    wholes: tuple[str, ...]  # all of them without blanks
    pairs: tuple[str, ...]  # of neighbouring letters, where words are not set apart
    parted: tuple[str, ...]  # the words that are

    @property
    def whole(self) -> str:
        """What is compared when slips are looked for."""
        return self.wholes[0]

    @cached_property
    def words(self) -> list[str]:
        return words(self.plain[0])[:MOST_WORDS]

    @cached_property
    def spelt_words(self) -> list[str]:
        return words(self.spellings[0])[:MOST_WORDS]

    def relaxed(self) -> Iterator["Question"]:
        """Yield what to look for as well when this is hardly found."""
        for text in relaxed(self.plain[-1]):
            looser = question(text)
            if looser is not None:
                yield looser

    def equal(self) -> Query:
        return any_of([term("whole", text) for text in self.wholes])

    def beginning(self) -> Query:
        """Names that begin so."""
        return starting("whole", self.wholes)

    def containing(self) -> Query | None:
        """Entities with all the words, in any order; the last one may go on."""
        every = list(zip(self.words, self.spelt_words, strict=True))
        parts = [any_of([term("words", word) for word in {*ways}]) for ways in every[:-1]]
        parts += [starting("words", {*ways}) for ways in every[-1:]]
        if not self.pairs:
            return all_of(parts) if parts else None
        in_pairs = [term("words", word) for word in self.parted] + [term("pairs", pair) for pair in self.pairs]
        if HAS_UNPARTED.search(self.plain[0]):
            return all_of(in_pairs)
        return any_of([all_of(parts), all_of(in_pairs)])  # kana alone are words as well, in Latin letters

    def nearly_equal(self, slips: int) -> Query:
        return fuzzy("whole", self.whole, slips)

    def nearly_beginning(self) -> Query:
        return fuzzy("whole", self.whole, 1, prefix=True)

    def sharing(self, is_known: Callable[[str], bool]) -> Query | None:
        """Entities with some of the words, the rarer the better. A word that is not known may have slips in it."""
        parts = [term("pairs", pair) for pair in self.pairs]
        for word in dict.fromkeys((*self.words, *self.spelt_words)):
            if is_known(word):
                parts.append(term("words", word))
            elif word in self.words and len(word) >= WORD_SLIP:
                parts.append(Query.boost_query(fuzzy("words", word, slips_in(word)), UNKNOWN_WORD))
        return any_of(parts) if parts else None


def question(text: str) -> Question | None:
    """Return what is looked for, None for nothing. A plus sign is a blank."""
    text = text[:LONGEST].encode(errors="replace").decode()  # half a pair of surrogates is no letter
    text = " ".join(text.replace("+", " ").split())
    if not text:
        return None
    folds = [without_episode(fold) for fold in folded([text])]
    ways = spelt(folds, [text])
    wholes = dict.fromkeys((*ways.plain_wholes, *ways.wholes))
    grams = tuple(dict.fromkeys(pairs(folds[0])))[:MOST_WORDS]
    return Question(tuple(ways.plain), tuple(ways.ones), tuple(wholes), grams, tuple(words(folds[0])))


def slips_in(word: str) -> int:
    return 1 if len(word) < WORD_TWO_SLIPS else 2


def term(field: str, text: str) -> Query:
    return Query.term_query(SCHEMA, field, text, "basic")


def starting(field: str, texts: Iterable[str]) -> Query:
    """Terms that begin in one of some ways. Without slips this is several times as quick as a regular expression."""
    return any_of([fuzzy(field, text, 0, prefix=True) for text in texts])


def fuzzy(field: str, text: str, slips: int, prefix: bool = False) -> Query:
    """Terms, or their beginnings, with some letters wrong, missing, too much or in turned order."""
    return Query.fuzzy_term_query(SCHEMA, field, text, slips, True, prefix)


def all_of(parts: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def any_of(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])
