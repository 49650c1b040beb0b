"""What the search index finds for one operation: asked once for the same words, however often they stand in it."""

from collections.abc import Container

from zukan.search.finding import Found, find

MOST_FOUND = 1_000  # of one search; filters and pages cut what is found
KINDS = frozenset({"media", "character", "staff", "studio", "user"})


class Searches:
    """The searches of one operation, and what they found.

    most: of one search. near: the kinds of which names that only come near are wanted too.
    """

    def __init__(self, most: int = MOST_FOUND, near: Container[str] = KINDS) -> None:
        self.most, self.near = most, near
        self.answers: dict[tuple[str, str], list[Found] | None] = {}

    def found(self, kind: str, words: str) -> list[Found] | None:
        """Return what is called so, best first; None while there is no index. Blanks find nothing."""
        asked = (kind, spaced(words))
        if asked not in self.answers:
            self.answers[asked] = self.find(*asked) if asked[1] else []
        return self.answers[asked]

    def find(self, kind: str, words: str) -> list[Found] | None:
        answer = find(kind, words, self.most)
        return answer if answer is None or kind in self.near else [found for found in answer if not found.is_near]

    def ids(self, kind: str, words: str) -> tuple[int, ...]:
        return tuple(found.id for found in self.found(kind, words) or ())

    def is_missing(self, kind: str, words: str) -> bool:
        """Whether the index has nothing to say, so that the names themselves are compared."""
        return self.found(kind, words) is None


def spaced(words: str) -> str:
    """Return words without needless blanks. Some clients send plus signs for blanks."""
    return " ".join(words.replace("+", " ").split())
