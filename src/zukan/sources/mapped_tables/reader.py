"""Tables of any source, with a mapping file that says what their columns mean."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from zukan.sources.errors import SourceError, UnknownFormatError
from zukan.sources.formats import Head, Item, Reader, Reading, SourceFile
from zukan.sources.mapped_tables.cells import TARGETS
from zukan.sources.mapped_tables.dates import day_in_name
from zukan.sources.mapped_tables.mapping import Mapping, mapping_beside, read_mapping
from zukan.sources.mapped_tables.rows import Plan, records_of
from zukan.sources.opening import what_it_seems
from zukan.sources.records import AnyRecord
from zukan.sources.sites import SITES


class TableReader(Reader):
    """Reads a table row by row, as `--mapping` or the mapping beside it says."""

    NAME: ClassVar[str] = "table with a mapping"
    SOURCE: ClassVar[str] = "table"  # the mapping names the source

    def __init__(self, file: SourceFile, reading: Reading) -> None:
        super().__init__(file, reading)
        mapping = self.agreed_mapping()
        self.source = reading.source or mapping.source
        self.observed_at = reading.observed_on or day_in_name(file.head.name)
        cells = tuple((name, column, TARGETS[column.to]) for name, column in mapping.cells())
        self.plan = Plan(mapping, self.source, self.observed_at, cells, self.skip)
        for column in sorted(set(file.head.columns) - mapping.named()):
            self.skip(f'column "{column}": the mapping does not name it')

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return bool(head.columns)

    def items(self) -> Iterator[Item]:
        return self.file.rows()

    def records(self, value: Any) -> Iterable[AnyRecord]:
        return records_of(value, self.plan)

    def agreed_mapping(self) -> Mapping:
        """Return the mapping of this table. Raises SourceError when there is none, or when it does not fit."""
        path = self.reading.mapping or mapping_beside(self.file.path)
        if path is None:
            return self.own_mapping()
        mapping = read_mapping(path)
        check(mapping, path, self.file)
        return mapping

    def own_mapping(self) -> Mapping:
        """Return the mapping of a table that comes without one. Raises SourceError."""
        head = self.file.head
        raise UnknownFormatError(
            f"{self.file.path}: this seems to be {what_it_seems(head.start)} with the columns "
            f"{', '.join(head.columns[:12])}. Say what they mean: --mapping FILE."
        )


def check(mapping: Mapping, path: Path, file: SourceFile) -> None:
    """Raise SourceError unless a mapping's fields, sites and words are there and its columns are the table's."""
    try:
        for name, column in mapping.cells():
            if column.to not in TARGETS:
                raise SourceError(f'{path}: column "{name}": "{column.to}" is no field that a table can fill.')
    except KeyError as error:
        raise SourceError(f"{path}: there are no words {error}.") from error
    if mapping.site and mapping.site not in SITES:
        raise SourceError(f'{path}: the site "{mapping.site}" is not known.')
    missing = sorted(mapping.named() - set(file.head.columns))
    if missing:
        raise SourceError(f'{file.path}: it has no column "{missing[0]}", which {path.name} names.')
