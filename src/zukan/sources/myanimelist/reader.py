"""Tables from MyAnimeList: the known forms, each with its mapping in `mappings/`."""

from functools import cache
from pathlib import Path

import msgspec

from zukan.sources.formats import Head
from zukan.sources.mapped_tables.mapping import Mapping, read_mapping
from zukan.sources.mapped_tables.reader import TableReader

FOLDER = Path(__file__).parent


@cache
def known_mappings() -> tuple[Mapping, ...]:
    """Return the mappings of the known forms, with MyAnimeList's words in ours."""
    words = msgspec.json.decode((FOLDER / "words.json").read_bytes(), type=dict[str, dict[str, str]])
    paths = sorted((FOLDER / "mappings").glob("*.json"))
    return tuple(msgspec.structs.replace(read_mapping(path), words=words) for path in paths)


def fitting(head: Head) -> Mapping | None:
    """Return the mapping whose columns a table has, the one that uses most of them; None for an unknown table."""
    columns = set(head.columns)
    fit = [mapping for mapping in known_mappings() if mapping.named() <= columns]
    return max(fit, key=lambda mapping: len(mapping.named()), default=None)


class MyAnimeListReader(TableReader):
    """Reads a table of a known form. A mapping that a person gives stands before ours."""

    NAME = "MyAnimeList table"
    SOURCE = "myanimelist"
    HOMEPAGE = "https://myanimelist.net"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return fitting(head) is not None

    def own_mapping(self) -> Mapping:
        return fitting(self.file.head) or super().own_mapping()
