"""Answers in AniList's shape about invented works."""

from typing import Any

Json = dict[str, Any]


def media(id: int = 900001, **fields: Any) -> Json:  # noqa: A002  # the schema's word
    """Return a work as an answer holds it."""
    return {"id": id, "type": "ANIME", "title": {"romaji": f"Work {id}"}, **fields}


def answer(**roots: Any) -> Json:
    """Return an answer without a request."""
    return {"data": roots}


def exchange(query: str, data: Json, variables: Json | None = None, at: str = "2026-05-07T10:00:00Z") -> Json:
    """Return a recorded exchange."""
    request = {"query": query, "variables": variables}
    return {"name": "sample", "captured_at": at, "request": request, "status": 200, "response": {"data": data}}


def edges(*nodes: Json) -> Json:
    """Return a connection."""
    return {"edges": list(nodes)}
