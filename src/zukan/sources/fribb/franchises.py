"""Fribb's groups of related works to records that carry the group's name."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import MediaRecord

TAKEN = "mal"  # of the file's four lists
LISTS = frozenset({"anilist", "mal", "anidb", "kitsu"})


class Group(msgspec.Struct):
    """Works that belong together."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    ids: list[Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]]


class FribbFranchisesReader(Reader):
    """Reads the one list of the four that groups the most works.

    Each list groups the same works anew, by another site's relations, and names the groups differently: taken
    together they would tear each other's groups apart.
    """

    NAME = "Fribb's franchises"
    SOURCE = "fribb-franchises"
    HOMEPAGE = "https://github.com/Fribb/anime-lists"
    LISTS_ALL = True

    @classmethod
    def recognises(cls, head: Head) -> bool:
        value = head.value
        if not isinstance(value, dict) or not value or not value.keys() <= LISTS:
            return False
        groups = next(iter(value.values()))
        return (
            isinstance(groups, list)
            and bool(groups)
            and isinstance(groups[0], dict)
            and {"name", "ids"} <= groups[0].keys()
        )

    def items(self) -> Iterator[Item]:
        return self.file.json_items(f"{TAKEN}.item")

    def records(self, value: Any) -> Iterator[MediaRecord]:
        group = msgspec.convert(value, Group)
        for number in group.ids:
            yield MediaRecord(
                source=self.source,
                key=f"myanimelist/{number}",
                observed_at=self.observed_at,
                ids={"myanimelist": [str(number)]},
                ids_number="ANIME",
                franchise=group.name,
            )
