"""The table of works: its columns by `mapping.json`, and the people that its cells name."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from zukan.sources.anilist.naming import named_reference
from zukan.sources.formats import Head
from zukan.sources.keys import record_key
from zukan.sources.mapped_tables.mapping import Mapping, read_mapping
from zukan.sources.mapped_tables.reader import TableReader
from zukan.sources.mapped_tables.rows import records_of
from zukan.sources.records import AnyRecord, CastEdge, CharacterRecord, MediaRecord, StaffCredit, StaffRecord


@cache
def mapping_of_works() -> Mapping:
    """Return the mapping of the table of works."""
    return read_mapping(Path(__file__).parent / "mapping.json")


class LeorigasakiReader(TableReader):
    """Reads the table of works."""

    NAME = "LeoRigasaki's table of works"
    SOURCE = "leorigasaki"
    HOMEPAGE = "https://github.com/LeoRigasaki/Anime-dataset"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return mapping_of_works().named() <= set(head.columns)

    def own_mapping(self) -> Mapping:
        return mapping_of_works()

    def records(self, value: Any) -> Iterable[AnyRecord]:
        work, *others = records_of(value, self.plan)
        if isinstance(work, MediaRecord):  # it always is: the first is the work
            yield from self.cast(work, value["main_characters"])
            yield from self.staff(work, value["main_staff"])
        yield work
        yield from others

    def cast(self, work: MediaRecord, cell: str) -> Iterator[AnyRecord]:
        """Give a work its characters, and yield their records. The cell holds the first few, in the site's order.

        Each is known by work and name: there are many that are called Alice.
        """
        names = (part.strip() for part in cell.split(";"))
        name_of = {record_key(f"c/{work.key}/{name}"): name for name in names if name}
        work.characters = [CastEdge(character=key, position=place) for place, key in enumerate(name_of)] or None
        for key, name in name_of.items():
            yield CharacterRecord(source=self.source, key=key, observed_at=work.observed_at, name_full=name)

    def staff(self, work: MediaRecord, cell: str) -> Iterator[AnyRecord]:
        """Give a work its staff, and yield their records."""
        credited: dict[tuple[str, str], StaffCredit] = {}
        for place, text in enumerate(outside_brackets(cell)):
            name, role = credit(text)
            if not role:
                self.skip('column "main_staff": a name without a role')
                continue
            key = named_reference(name)
            credited.setdefault((key, role), StaffCredit(staff=key, role=role, position=place))
            yield StaffRecord(source=self.source, key=key, observed_at=work.observed_at, name_full=name)
        work.staff = list(credited.values()) or None


def outside_brackets(cell: str) -> list[str]:
    """Return the parts of "A (Director);B (Producer (English; UK))": a semicolon in brackets parts nothing."""
    parts, depth = [""], 0
    for piece in cell.split(";"):
        parts[-1] += f";{piece}" if depth else piece
        depth += piece.count("(") - piece.count(")")
        if depth <= 0:
            parts.append("")
            depth = 0
    return [part.strip() for part in parts if part.strip()]


def credit(text: str) -> tuple[str, str]:
    """Return name and role of "Shinji Aramaki (Director)"; the role is "" where there is none."""
    name, bracket, role = text.partition(" (")
    return " ".join(name.split()), " ".join(role.removesuffix(")").split()) if bracket else ""
