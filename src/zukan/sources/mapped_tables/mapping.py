"""What a table's columns mean: a JSON file that names columns and the fields of works they go to. See README.md."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec

from zukan.sources.errors import SourceError
from zukan.sources.vocabulary import MediaTypeName

MAPPING_SUFFIX = ".mapping.json"
TABLE_SUFFIXES = (".gz", ".zst", ".csv", ".tsv", ".txt")  # in the order in which they are taken off
LONGEST_MAPPING = 1_000_000  # bytes


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a column's cells."""

    to: str  # a name of cells.TARGETS
    separator: str = ""  # between the parts of a list
    values: dict[str, str] = msgspec.field(default_factory=dict)  # text -> what it stands for; "*": all other texts
    words: str = ""  # the name of `values` that several columns share
    empty: frozenset[str] = frozenset()  # texts that say nothing, as "" does
    times: int = 1  # numbers are taken so often: 10 for scores out of 10
    form: str = ""  # of dates, as strptime has it: "%d.%m.%Y"; "": the forms that cannot be mistaken
    padded: Literal["", "unreleased", "always"] = ""  # where dates carry a 01 for an unknown day or month
    breaks: str = ""  # what stands between the paragraphs of a text
    cut: bool = False  # some of an episode's texts were cut at brackets: one with half a pair is left out


SourceName: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
Columns: TypeAlias = str | Column | list[str | Column] | None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a table is, and what its columns mean."""

    source: SourceName
    key: str  # the column with the source's own id of a work
    columns: dict[str, Columns]  # None: known, and left out on purpose
    site: str = ""  # the site whose ids the key column holds; "": none
    type: MediaTypeName = "ANIME"
    makes_works: bool = True  # False: the table only adds to works that other tables or sources tell of
    observed: str = ""  # the column with the day on which a row was current
    entities: bool = False  # texts are written in HTML's way: "Tom &amp; Jerry"
    words: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)  # `values` by name

    def cells(self) -> Iterator[tuple[str, Column]]:
        """Yield each column's name with one thing that becomes of it. Raises KeyError for words that are not there."""
        for name, columns in self.columns.items():
            for one in columns if isinstance(columns, list) else [columns]:
                if isinstance(one, str):
                    yield name, Column(to=one)
                elif one is not None:
                    values = self.words[one.words] if one.words else one.values
                    yield name, msgspec.structs.replace(one, values=values)

    def named(self) -> set[str]:
        """Return all columns that the mapping names."""
        return {self.key, *self.columns, *([self.observed] if self.observed else [])}


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a file. Raises SourceError that names the file and the place in it."""
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_MAPPING + 1)
        if len(text) > LONGEST_MAPPING:
            raise SourceError(f"{path}: a mapping is not that long.")
        return msgspec.json.decode(text, type=Mapping)
    except OSError as error:
        raise SourceError(f"{path}: it cannot be read ({error.strerror}).") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"{path}: it is not a mapping ({error}).") from error


def mapping_beside(table: Path) -> Path | None:
    """Return the mapping that stands beside a table, `titles.mapping.json` for `titles.csv.gz`; None without one."""
    name = table.name
    for suffix in TABLE_SUFFIXES:
        name = name.removesuffix(suffix)
    beside = table.with_name(name + MAPPING_SUFFIX)
    return beside if beside.is_file() else None
