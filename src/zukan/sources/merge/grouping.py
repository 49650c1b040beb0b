"""Which records speak of one thing, as a function of the records, of what they share, and of people's decisions.

Identifiers are followed from the surest to the least sure. One that would join what cannot be one thing (two AniList
ids, two records that one source keeps apart, what a person told apart) is not followed at all: it is a conflict, to be
listed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from zukan.sources.precedence import HERE

ONE_BY_NAME = {"studio", "tag"}  # two of one name are one; two people of one name may be two
# The surest first. Sites that number finely come before those that put several seasons under one key.
SURENESS = ("same", "anilist", "myanimelist", "kitsu", "shikimori", "*", "anidb", "name", "cast", "title")
FORCED = {"same", "anilist"}
UNASKED = {"name", "cast", "title"}  # no source says that these mean one thing: no conflict where they cannot
GUESSED = {"title"}  # found by comparing works, not told by any source
NUMBERED_HERE = ("title:", "cast:")  # identifiers made of ids that follow from the order of imports


class Known(NamedTuple):
    """A source record as far as identity goes."""

    id: int
    source: str
    key: str
    anilist_id: int | None
    stands: bool
    entity_id: int | None
    former_id: int | None
    leader: int | None
    is_resolved: bool
    is_keyed: bool

    @property
    def name(self) -> str:
        """What decisions and reports call it."""
        return f"{self.source}/{self.key}"


class Clash(NamedTuple):
    """An identifier that several things bear."""

    token: str
    records: tuple[str, ...]  # the first record of each thing


@dataclass(slots=True)
class Group:
    """Records that speak of one thing."""

    members: list[Known]
    anilist_ids: set[int] = field(default_factory=set)
    standing: dict[str, str] = field(default_factory=dict)  # source -> the key under which it keeps the thing
    names: set[str] = field(default_factory=set)

    @property
    def first(self) -> Known:
        """The record that the group is called by, whatever the order in which they came: not what was said here."""
        return min(self.members, key=lambda one: (one.source == HERE, one.source, one.key))


def group_of_one(record: Known) -> Group:
    """Return the group of a record by itself."""
    return Group(
        [record],
        {record.anilist_id} if record.anilist_id is not None else set(),
        {record.source: record.key} if record.stands else {},
        {record.name},
    )


class Grouping:
    """Groups of records on their way from many to few."""

    def __init__(self, kind: str, records: Iterable[Known], apart: Mapping[str, set[str]]) -> None:
        self.kind = kind
        self.group_of = {record.id: group_of_one(record) for record in records}
        self.apart = apart  # record name -> names of those that a person told apart from it
        self.clashes: list[Clash] = []
        self.divided: set[str] = set()  # identifiers that several things bear, whether that is a conflict or not

    def groups(self, records: Iterable[int]) -> list[Group]:
        """Return the different groups of records, in the order of their names."""
        found = {id(self.group_of[record]): self.group_of[record] for record in records}
        return sorted(found.values(), key=lambda group: min(group.names)) if len(found) > 1 else list(found.values())

    def unite(self, groups: list[Group]) -> None:
        """Make one group of several."""
        whole = max(groups, key=lambda group: len(group.members))
        for group in groups:
            if group is not whole:
                whole.members += group.members
                whole.anilist_ids |= group.anilist_ids
                whole.standing |= group.standing
                whole.names |= group.names
                self.group_of.update(dict.fromkeys((one.id for one in group.members), whole))

    def told_apart(self, groups: list[Group]) -> bool:
        """Return whether a person said that some of the groups are not the same."""
        if not self.apart:
            return False
        owner = {name: index for index, group in enumerate(groups) for name in group.names}
        return any(
            owner.get(other, index) != index
            for index, group in enumerate(groups)
            for name in group.names
            for other in self.apart.get(name, ())
        )

    def can_be_one(self, groups: list[Group]) -> bool:
        """Return whether nothing speaks against groups being one thing."""
        if len(set().union(*(group.anilist_ids for group in groups))) > 1:
            return False
        return self.kind != "media" or not kept_apart(groups)

    def follow(self, token: str, records: list[int]) -> None:
        """Unite what bears an identifier, but for what people told apart, or note why not."""
        groups = self.groups(records)
        if len(groups) < 2:
            return
        prefix = token.partition(":")[0]
        for part in self.parts(groups) if self.told_apart(groups) else [groups]:
            if len(part) > 1 and (self.can_be_one(part) or prefix in FORCED):
                self.unite(part)
            elif prefix == "name":
                self.follow_name(part)
        left = self.groups(records)
        if len(left) > 1:
            self.divided.add(token)
        if prefix not in UNASKED and any(self.is_open(*pair) for pair in combinations(left, 2)):
            self.clashes.append(Clash(token, tuple(group.first.name for group in left)))

    def is_open(self, one: Group, other: Group) -> bool:
        """Return whether nobody knows if two are one. Works that AniList tells apart may share a key elsewhere."""
        return not (one.anilist_ids and other.anilist_ids) and not self.told_apart([one, other])

    def parts(self, groups: list[Group]) -> list[list[Group]]:
        """Return groups in parts in which nobody told any apart: each is in the first part that it can be in."""
        parts: list[list[Group]] = []
        for group in groups:
            part = next((part for part in parts if not self.told_apart([*part, group])), None)
            if part is None:
                parts.append([group])
            else:
                part.append(group)
        return parts

    def follow_name(self, groups: list[Group]) -> None:
        """Unite those of one name that have no AniList id; studios and tags with the first that has one."""
        nameless = [group for group in groups if not group.anilist_ids]
        numbered = sorted((group for group in groups if group.anilist_ids), key=lambda group: min(group.anilist_ids))
        joined = [*numbered[:1], *nameless] if self.kind in ONE_BY_NAME else nameless
        if len(joined) > 1:
            self.unite(joined)


def kept_apart(groups: Iterable[Group]) -> bool:
    """Return whether one source keeps works of these groups under different keys."""
    keys: dict[str, str] = {}
    return any(keys.setdefault(source, key) != key for group in groups for source, key in group.standing.items())


def grouped(
    kind: str,
    known: Mapping[int, Known],
    tokens: Mapping[int, set[str]],
    apart: Mapping[str, set[str]],
    *,
    guessed: bool = True,
) -> Grouping:
    """Return the groups of records. tokens: record -> its identifiers. guessed: follow title matches too."""
    grouping = Grouping(kind, known.values(), apart)
    bearers: dict[str, list[int]] = defaultdict(list)
    for record, found in tokens.items():
        for token in found:
            bearers[token].append(record)
    shared = [token for token, records in bearers.items() if len(records) > 1]
    for token in sorted(shared, key=lambda token: place_of(token, bearers[token], known)):
        if guessed or token.partition(":")[0] not in GUESSED:
            grouping.follow(token, bearers[token])
    return grouping


def place_of(token: str, bearers: Iterable[int], known: Mapping[int, Known]) -> tuple[int, list[str], str]:
    """Return the sort key of an identifier. Those that no source gave hold numbers given here: their bearers count."""
    names = sorted(known[record].name for record in bearers) if token.startswith(NUMBERED_HERE) else []
    return sureness(token), names, token


def sureness(token: str) -> int:
    """Return an identifier's place: 0 is the surest."""
    prefix = token.partition(":")[0]
    return SURENESS.index(prefix) if prefix in SURENESS else SURENESS.index("*")
