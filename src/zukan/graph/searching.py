"""What the search index finds for one operation: asked once for the same words, however often they stand in it."""

from zukan.search.finding import Found, find

MOST_FOUND = 1_000  # of one search; filters and pages cut what is found


class Searches:
    """The searches of one operation, and what they found."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], list[Found] | None] = {}

    def found(self, kind: str, words: str) -> list[Found] | None:
        """Return what is called so, best first; None while there is no index. Blanks find nothing."""
        asked = (kind, spaced(words))
        if asked not in self.answers:
            self.answers[asked] = find(kind, asked[1], MOST_FOUND) if asked[1] else []
        return self.answers[asked]

    def ids(self, kind: str, words: str) -> tuple[int, ...]:
        return tuple(found.id for found in self.found(kind, words) or ())

    def is_missing(self, kind: str, words: str) -> bool:
        """Whether the index has nothing to say, so that the names themselves are compared."""
        return self.found(kind, words) is None


def spaced(words: str) -> str:
    """Return words without needless blanks. Some clients send plus signs for blanks."""
    return " ".join(words.replace("+", " ").split())
