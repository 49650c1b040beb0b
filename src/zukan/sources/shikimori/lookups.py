"""What must be known of some tables before the rows of others can be read. Held in memory, with a bound."""

from collections import defaultdict
from collections.abc import Iterator

from zukan.sources.formats import SourceFile
from zukan.sources.shikimori.texts import Row, array, cell, identity

MOST_ROWS = 200_000  # of one table

LANGUAGES = {"Brazilian": "Portuguese"}  # as AniList calls it


class Lookups:
    """What the tables say, by number.

    genres: rows; studios: names; related: rows by the key of the work, "anime/1"; voices: of a character, each a
    person's number and a language.
    """

    def __init__(self, file: SourceFile) -> None:
        self.genres = {identity(row, "id"): row for row in rows(file, "genres_v2")}
        self.studios = {identity(row, "id"): cell(row, "name") for row in rows(file, "studios")}
        self.related: dict[str, list[Row]] = defaultdict(list)
        for table, kind in (("related_animes", "anime"), ("related_mangas", "manga")):
            for row in rows(file, table):
                self.related[f"{kind}/{identity(row, 'source_id')}"].append(row)
        self.voices: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows(file, "person_roles", ("character_id", "person_id")):
            for language in array(cell(row, "roles")):
                voice = (identity(row, "person_id"), LANGUAGES.get(language, language))
                self.voices[identity(row, "character_id")].append(voice)


def rows(file: SourceFile, table: str, filled: tuple[str, ...] = ()) -> Iterator[Row]:
    """Yield a table's rows in which some columns are filled. Raises ValueError when there are too many."""
    found = 0
    for item in file.json_items(f"{table}.item"):
        if all(item.value.get(name) for name in filled):
            found += 1
            if found > MOST_ROWS:
                raise ValueError(f"the table {table} has more than {MOST_ROWS:,} rows")
            yield item.value
