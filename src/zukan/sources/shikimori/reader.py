"""Shikimori's relational dump, a JSON object of tables, to records. A row adds its part to the record of its work."""

from collections.abc import Iterable, Iterator
from typing import Any

from zukan.sources.anilist.naming import named_reference
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import AnyRecord, StudioRecord, TagRecord
from zukan.sources.shikimori import people, works
from zukan.sources.shikimori.lookups import Lookups
from zukan.sources.shikimori.texts import Row, cell

TABLES = (
    *("studios", "genres_v2", "animes", "mangas", "characters", "people", "person_roles", "similar_animes"),
    *("anime_stats", "external_links", "anime_links"),
)


class ShikimoriReader(Reader):
    """Reads one table after the other, each as a stream."""

    NAME = "Shikimori dump"
    SOURCE = "shikimori"
    LICENCE = "OSL-3.0"
    HOMEPAGE = "https://github.com/shikimori/shikimori"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        if not isinstance(head.value, dict):
            return False
        tables = [name for name, rows in head.value.items() if name in TABLES and isinstance(rows, list)]
        return bool({"anime_links", "anime_stats", "animes", "person_roles"}.intersection(tables))

    def items(self) -> Iterator[Item]:
        self.lookups = Lookups(self.file)
        for table in TABLES:
            for item in self.file.json_items(f"{table}.item"):
                yield Item(f"{table}, {item.where}", (table, item.value))

    def records(self, value: Any) -> Iterable[AnyRecord]:
        table, row = value
        header = {"source": self.source, "observed_at": self.observed_at}
        return [record for record in self.row_records(table, row, header) if record is not None]

    def row_records(self, table: str, row: Row, header: dict[str, Any]) -> Iterator[AnyRecord | None]:
        """Yield the records of a table's row."""
        if table in {"animes", "mangas"}:
            if cell(row, "description_ru"):
                self.skip("a description in Russian")
            yield works.work(row, table.removesuffix("s"), self.lookups, header)
        elif table == "characters":
            yield people.character(row, header)
        elif table == "people":
            yield people.person(row, header)
        elif table == "person_roles":
            yield people.role(row, self.lookups, header)
        elif table == "similar_animes":
            yield works.similar(row, header)
        elif table == "anime_stats":
            yield works.statistics(row, header)
        elif table in {"external_links", "anime_links"}:
            yield self.link(table, row, header)
        else:
            yield self.named(table, row, header)

    def link(self, table: str, row: Row, header: dict[str, Any]) -> AnyRecord | None:
        """Return what a link adds to a work; `anime_links` leads to copies only."""
        found = works.link(row, header) if table == "external_links" else None
        if found is None:
            self.skip("a link to copies, or to an index of them")
        return found

    def named(self, table: str, row: Row, header: dict[str, Any]) -> AnyRecord | None:
        """Return a studio or a tag, which works refer to by name."""
        name = cell(row, "name")
        if table == "studios":
            return StudioRecord(**header, key=named_reference(name), name=name) if name else None
        label = works.tag_name(row)
        return TagRecord(**header, key=named_reference(label), name=label) if label else None
