"""What a client is told when an operation cannot be answered."""

from collections.abc import Sequence
from dataclasses import dataclass

Location = tuple[int, int]  # line, column; both from 1


@dataclass
class QueryError(Exception):
    """An operation that is refused, with AniList's status and wording where they are known."""

    message: str
    status: int = 400
    locations: Sequence[Location] | None = ()  # None: it is not the document's fault
    data: dict[str, None] | None = None  # roots that read null beside the error; None: no data at all

    def __str__(self) -> str:
        return self.message


@dataclass
class DocumentError(Exception):
    """Several faults of one document."""

    errors: Sequence[QueryError]


def envelope(errors: Sequence[QueryError]) -> dict[str, object]:
    """Return the body that AniList sends: `errors` first, then `data`."""
    return {"errors": [told(error) for error in errors], "data": errors[0].data}


def told(error: QueryError) -> dict[str, object]:
    """Return one error as clients read it."""
    plain: dict[str, object] = {"message": error.message, "status": error.status}
    if error.locations is None:
        return plain
    return plain | {"locations": [{"line": line, "column": column} for line, column in error.locations]}
