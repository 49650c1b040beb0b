"""What can be found, read from the database: entities with all their names."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from django.db import connection

A_BATCH = 5_000  # entities

Row = tuple[Any, ...]


class Entry(NamedTuple):
    """One entity. names: as they are written, the most telling first; never none, and none blank."""

    id: int
    popularity: int
    names: list[str]
    secret: int = 0  # so many of the last names give a plot away: they find the entity, and are not shown

    def shown(self) -> list[str]:
        """Return what is told of each name by which the entity is found."""
        if not self.secret:
            return self.names
        return [*self.names[: -self.secret], *(self.names[0] for _ in range(self.secret))]


def entries(kind: str) -> Iterator[list[Entry]]:
    """Yield every entity of a kind that has a name, in batches, by rising id."""
    last: int | None = None
    while True:
        after = "" if last is None else f" where id>{last:d}"
        ids = [row[0] for row in rows(f"select id from {TABLES[kind]}{after} order by id limit {A_BATCH}")]
        if not ids:
            return
        yield READERS[kind](f"between {ids[0]:d} and {ids[-1]:d}")
        last = ids[-1]


def entries_of(kind: str, ids: Collection[int]) -> list[Entry]:
    """Return those of some entities that are there and have a name."""
    return READERS[kind](f"in ({','.join(f'{one:d}' for one in ids)})") if ids else []


def rows(sql: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[Row] = cursor.fetchall()
        return found


def works(which: str) -> list[Entry]:
    names: dict[int, list[str]] = defaultdict(list)
    for media, text in rows(
        f"select media_id,text from catalogue_medianame where media_id {which} order by media_id,kind,position"
    ):
        if text.strip():
            names[media].append(text)
    popularity = rows(f"select id,popularity from catalogue_media where id {which} order by id")
    return [Entry(media, listed, names[media]) for media, listed in popularity if media in names]


def people(table: str, hidden: str = "'[]'") -> Callable[[str], list[Entry]]:
    """Return a reader of people or characters. hidden: the column of names that give a plot away."""
    columns = f"id,favourites,name_full,name_native,name_alternative,{hidden}"

    def read(which: str) -> list[Entry]:
        found = rows(f"select {columns} from {table} where id {which} order by id")
        every = (
            entry_of(pk, liked, [full, native, *listed(others)], listed(secret))
            for pk, liked, full, native, others, secret in found
        )
        return [entry for entry in every if entry.names]

    return read


def entry_of(pk: int, popularity: int, names: list[str | None], secret: list[str | None]) -> Entry:
    open_names = named(names)
    secrets = named(secret) if open_names else []
    return Entry(pk, popularity, [*open_names, *secrets], len(secrets))


def listed(stored: object) -> list[str | None]:
    """Return a list of names as the database gives it: SQLite as text."""
    names = json.loads(stored) if isinstance(stored, str) else stored
    return names if isinstance(names, list) else []


def named(names: list[str | None]) -> list[str]:
    return [name for name in names if name and name.strip()]


def single(table: str, popularity: str, name: str, where: str = "") -> Callable[[str], list[Entry]]:
    """Return a reader of what has one name."""

    def read(which: str) -> list[Entry]:
        found = rows(f"select id,{popularity},{name} from {table} where id {which}{where} order by id")
        return [Entry(pk, liked, [text]) for pk, liked, text in found if text.strip()]

    return read


TABLES = {
    "media": "catalogue_media",
    "character": "catalogue_character",
    "staff": "catalogue_staff",
    "studio": "catalogue_studio",
    "user": "accounts_user",
}
READERS: dict[str, Callable[[str], list[Entry]]] = {
    "media": works,
    "character": people("catalogue_character", "name_alternative_spoiler"),
    "staff": people("catalogue_staff"),
    "studio": single("catalogue_studio", "favourites", "name"),
    "user": single("accounts_user", "0", "username", " and is_active"),
}
KINDS = tuple(READERS)
