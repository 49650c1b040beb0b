"""What can be found, read from the database: entities with all their names."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from django.db import connection

A_BATCH = 5_000  # entities

Row = tuple[Any, ...]


class Entry(NamedTuple):
    """One entity. names: as they are written, the most telling first; never none."""

    id: int
    popularity: int
    names: list[str]


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
        names[media].append(text)
    popularity = rows(f"select id,popularity from catalogue_media where id {which} order by id")
    return [Entry(media, listed, names[media]) for media, listed in popularity if media in names]


def people(table: str, more: str = "") -> Callable[[str], list[Entry]]:
    """Return a reader of people or characters. more: a further column that holds a list of names."""
    columns = ",".join(filter(None, ("id,favourites,name_full,name_native,name_alternative", more)))

    def read(which: str) -> list[Entry]:
        found = rows(f"select {columns} from {table} where id {which} order by id")
        every = (
            Entry(pk, liked, named([full, native, *(name for each in lists for name in listed(each))]))
            for pk, liked, full, native, *lists in found
        )
        return [entry for entry in every if entry.names]

    return read


def listed(stored: object) -> list[str]:
    """Return a list of names as the database gives it: SQLite as text."""
    names = json.loads(stored) if isinstance(stored, str) else stored
    return names if isinstance(names, list) else []


def named(names: list[str | None]) -> list[str]:
    return [name for name in names if name and name.strip()]


def single(table: str, popularity: str, name: str, where: str = "") -> Callable[[str], list[Entry]]:
    """Return a reader of what has one name."""

    def read(which: str) -> list[Entry]:
        found = rows(f"select id,{popularity},{name} from {table} where id {which}{where} order by id")
        return [Entry(pk, liked, [text]) for pk, liked, text in found if text]

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
