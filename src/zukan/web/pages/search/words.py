"""What a reader looks for, from the address."""

from django.http import QueryDict

LONGEST = 200  # letters of a search that are looked at


def words_of(query: QueryDict) -> str:
    return " ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST]
