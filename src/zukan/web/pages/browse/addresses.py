"""The addresses of shelves: one combination has one address."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from zukan.web.pages.browse.choice import FIRST_SORT, FIRST_VIEW, READERS, Choice

Value = str | int


def browse_url(
    type_: str, *, sort: str = "", view: str = "", page: int = 1, **picked: Value | Sequence[Value] | None
) -> str:
    """Return the address of a shelf: `browse_url("ANIME", genre=["Sci-Fi", "-Comedy"], year="2015-2020")`.

    picked: the parameters of addresses; nothing is added for None, empty lists and what a plain address means anyway.
    """
    kept: dict[str, tuple[str, ...]] = {}
    for name in READERS:
        given = picked.pop(name, None)
        values = (given,) if isinstance(given, str | int) else tuple(given or ())
        kept[name] = tuple(str(value) for value in values if value not in ("", None))
    if picked:
        raise TypeError(f"No parameter of a shelf: {', '.join(sorted(picked))}")
    return address_of(Choice(type_, kept, sort or FIRST_SORT, view or FIRST_VIEW, page))


def address_of(choice: Choice, path: str = "") -> str:
    """Return the address of a shelf. path: of another page that reads the same parameters."""
    query = urlencode(list(pairs(choice)))
    return f"{path or '/' + choice.type.lower()}{'?' if query else ''}{query}"


def pairs(choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield the parameters of an address in their order."""
    for name in READERS:
        yield from ((name, value) for value in choice.picked.get(name, ()))
    if choice.sort != FIRST_SORT:
        yield "sort", choice.sort
    if choice.view != FIRST_VIEW:
        yield "view", choice.view
    if choice.page > 1:
        yield "page", str(choice.page)
