"""Works that no id joins, but whose names, years, formats and lengths do.

Every group of records that ids show to be one work is compared with all groups that share a form of a name with it. The
answer is a function of all records: it is found anew whenever a work's records changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import connection, transaction
from django.db.models import F

from zukan.sources.claims import claims_reader
from zukan.sources.matching.blocking import MOST_BEARERS, title_keys
from zukan.sources.matching.deciding import Decided, decide
from zukan.sources.matching.profile import COMPARED, Profile, profile_of_group
from zukan.sources.merge.bulk import delete_where, insert, rows_where, set_columns
from zukan.sources.merge.resolving import is_outdated
from zukan.sources.models import Decision, Identifier, OutdatedEntity, SourceRecord, TitleKey, TitleMatch

GROUPS_AT_ONCE = 2_000
GROUPS_A_BATCH = 1_000
ROWS_AT_ONCE = 10_000
Pair: TypeAlias = tuple[int, int]  # leaders of two groups, the lesser first


@dataclass(slots=True)
class TitleMatches:
    """What comparing titles came to: each (kind, subject, detail) for the report."""

    accepted: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    review: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)


def match_titles() -> TitleMatches:
    """Compare works anew if anything about them changed. Records that this joins or parts are then to be resolved."""
    if not is_outdated("titles"):
        return TitleMatches()
    if several_sources():
        write_title_keys()
    with transaction.atomic():
        found = store(decided_pairs())
        OutdatedEntity.objects.filter(kind="titles").delete()
    return found


def several_sources() -> bool:
    """Return whether works come from more than one source: of one source's works no two are one."""
    standing = SourceRecord.objects.filter(kind="media", stands=True)
    return standing.order_by().values_list("source", flat=True).distinct()[:2].count() > 1


def write_title_keys() -> None:
    """Write the title keys of groups of which a record is new, changed or gone. Their first records bear them."""
    first = SourceRecord.objects.filter(kind="media", leader=F("id"), entity_id__isnull=False)
    leaders = list(first.filter(is_keyed=False).order_by("id").values_list("id", flat=True))
    for start in range(0, len(leaders), GROUPS_A_BATCH):
        with transaction.atomic():
            groups = groups_of(leaders[start : start + GROUPS_A_BATCH])
            delete_where(TitleKey, "record_id", [record for group in groups.values() for record in group.records])
            insert(TitleKey, ("record", "key"), keys_of(groups))
            set_columns(SourceRecord, ("is_keyed",), dict.fromkeys(groups, (True,)))


def keys_of(groups: Mapping[int, "ComparedGroup"]) -> Iterator[tuple[int, int]]:
    """Yield (first record of a group, title key)."""
    for leader, group in groups.items():
        for key in title_keys(group.profile, group.standing):
            yield leader, key


def decided_pairs() -> Iterator[Decided]:
    """Yield what is decided about all pairs of groups, by the ids of their first records."""
    opinions = Opinions()
    for pairs in bunches(candidates()):
        leaders = sorted({leader for pair in pairs for leader in pair})
        groups = groups_of(leaders)
        by_name = {group.name: leader for leader, group in groups.items()}
        profiles = {group.name: group.profile for group in groups.values()}
        named = [(groups[one].name, groups[other].name) for one, other in pairs if one in groups and other in groups]
        for decided in decide(profiles, named):
            first, second = groups[by_name[decided.first]], groups[by_name[decided.second]]
            if not opinions.overrule(decided, first.names, second.names):
                yield decided


def candidates() -> set[Pair]:
    """Return the pairs of groups that share a title key, without those that AniList's ids tell apart."""
    numbered = {
        leader
        for (leader,) in SourceRecord.objects.filter(kind="media", anilist_id__isnull=False).values_list("leader")
    }
    pairs: set[Pair] = set()
    bearers: set[int] = set()
    last = None
    for key, leader in keys_and_leaders():
        if key != last:
            pairs |= pairs_of(bearers, numbered)
            bearers, last = set(), key
        bearers.add(leader)
    return pairs | pairs_of(bearers, numbered)


def keys_and_leaders() -> Iterator[tuple[int, int]]:
    """Yield (title key, leader of a group that bears it), by key. There are some ten a work."""
    rows = TitleKey.objects.filter(record__leader__isnull=False).order_by("key").values_list("key", "record__leader")
    with connection.chunked_cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        while part := cursor.fetchmany(ROWS_AT_ONCE):
            yield from part


def pairs_of(bearers: set[int], numbered: set[int | None]) -> set[Pair]:
    """Return the pairs among groups that share a key; a key of too many says nothing."""
    if not 2 <= len(bearers) <= MOST_BEARERS:
        return set()
    ordered = sorted(bearers)
    return {
        (one, other)
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 :]
        if one not in numbered or other not in numbered
    }


def bunches(pairs: set[Pair]) -> Iterator[list[Pair]]:
    """Yield pairs in bunches that share no group with each other, so that each can be decided by itself."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        neighbours[one].add(other)
        neighbours[other].add(one)
    seen: set[int] = set()
    bunch: set[int] = set()
    for start in sorted(neighbours):
        if start not in seen:
            bunch |= reached(start, neighbours)
            seen |= bunch
        if len(bunch) >= GROUPS_AT_ONCE:
            yield within(bunch, neighbours)
            bunch = set()
    if bunch:
        yield within(bunch, neighbours)


def within(bunch: set[int], neighbours: dict[int, set[int]]) -> list[Pair]:
    """Return the pairs of a bunch of groups."""
    return [(one, other) for one in sorted(bunch) for other in sorted(neighbours[one]) if one < other]


def reached(start: int, neighbours: dict[int, set[int]]) -> set[int]:
    """Return all groups that hang together with one."""
    found, waiting = {start}, [start]
    while waiting:
        following = neighbours[waiting.pop()] - found
        found |= following
        waiting += following
    return found


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """A group as it is compared. names, records: of all that are in it; standing: how many its profile is made of."""

    name: str
    names: frozenset[str]
    records: tuple[int, ...]
    standing: int
    profile: Profile


def groups_of(leaders: list[int]) -> dict[int, ComparedGroup]:
    """Return groups by the ids of their first records."""
    entities = {entity for _, entity in rows_where(SourceRecord, ("id", "entity_id"), "id", leaders)}
    columns = ("leader", "id", "source", "key", "stands", "claims")
    members: dict[int, list[Any]] = defaultdict(list)
    wanted = set(leaders)
    for row in rows_where(SourceRecord, columns, "entity_id", entities, {"kind": "media"}):
        if row[0] in wanted:
            members[row[0]].append(row)
    return {leader: compared(leader, sorted(rows, key=lambda row: row[2:4])) for leader, rows in members.items()}


def compared(leader: int, rows: list[Any]) -> ComparedGroup:
    """Return a group from its records. Rows of mere ids say nothing that ids have not said already."""
    names = {pk: f"{source}/{key}" for _, pk, source, key, _, _ in rows}
    standing = [(source, claims_reader(COMPARED).decode(claims)) for _, _, source, _, stands, claims in rows if stands]
    return ComparedGroup(
        names[leader], frozenset(names.values()), tuple(names), len(standing), profile_of_group(standing)
    )


class Opinions:
    """What people decided about works that look alike."""

    def __init__(self) -> None:
        decisions = Decision.objects.filter(kind="media").exclude(verdict=Decision.Verdict.SAME)
        self.about = {frozenset((one.first, one.second)): one for one in decisions}

    def overrule(self, decided: Decided, first: frozenset[str], second: frozenset[str]) -> bool:
        """Return whether a person said that two groups are not one, or need no look as long as no more is known."""
        found = [one for pair, one in self.about.items() if pair & first and pair & second]
        return any(
            one.verdict == Decision.Verdict.DIFFERENT or decided.total >= (one.total or 0) - 1e-9 for one in found
        )


def store(decided: Iterable[Decided]) -> TitleMatches:
    """Keep the matches found, and give the records of accepted ones an identifier in common."""
    held = {
        (f"{row[1]}/{row[2]}", f"{row[3]}/{row[4]}"): row
        for row in TitleMatch.objects.values_list(
            *("id", "first__source", "first__key", "second__source", "second__key"),
            *("total", "is_accepted", "first_id", "second_id"),
        )
    }
    wanted = {(one.first, one.second): one for one in decided if one.verdict != "rejected"}
    stale = [row for pair, row in held.items() if pair not in wanted or differs(row, wanted[pair])]
    new = {pair: one for pair, one in wanted.items() if pair not in held or differs(held[pair], one)}
    ids = ids_of({name for pair in new for name in pair})
    forget(stale)
    insert(
        TitleMatch,
        ("first", "second", "total", "penalties", "is_accepted"),
        (
            (
                ids[one.first],
                ids[one.second],
                one.total,
                [list(each) for each in one.penalties],
                one.verdict == "accepted",
            )
            for one in new.values()
        ),
    )
    accepted = [(ids[one.first], ids[one.second]) for one in new.values() if one.verdict == "accepted"]
    tokens = [(record, "media", f"title:{first}-{second}") for first, second in accepted for record in (first, second)]
    insert(Identifier, ("record", "kind", "token"), tokens)
    unsettle([record for pair in accepted for record in pair])
    return reported(new.values(), {pair for pair, row in held.items() if row[6]})


def differs(row: tuple[Any, ...], decided: Decided) -> bool:
    """Return whether a match that is kept has another outcome now."""
    return abs(row[5] - decided.total) > 1e-9 or bool(row[6]) != (decided.verdict == "accepted")


def forget(stale: list[tuple[Any, ...]]) -> None:
    """Remove matches that no longer hold, with the identifiers that they gave."""
    delete_where(TitleMatch, "pk", [row[0] for row in stale])
    accepted = [row for row in stale if row[6]]
    delete_where(Identifier, "token", [f"title:{row[7]}-{row[8]}" for row in accepted], {"kind": "media"})
    unsettle([record for row in accepted for record in row[7:9]])


def unsettle(records: list[int]) -> None:
    """Let records be resolved anew."""
    set_columns(SourceRecord, ("is_resolved",), dict.fromkeys(records, (False,)))


def ids_of(names: set[str]) -> dict[str, int]:
    """Return the ids of works' records by their names."""
    keys = {name.split("/", 1)[1] for name in names}
    rows = rows_where(SourceRecord, ("id", "source", "key"), "key", keys, {"kind": "media"})
    return {f"{source}/{key}": pk for pk, source, key in rows}


def reported(new: Iterable[Decided], before: set[tuple[str, str]]) -> TitleMatches:
    """Return what is new for the report. before: the pairs that were accepted already."""
    found = TitleMatches()
    for one in new:
        detail = {"total": round(one.total, 3), "penalties": [list(each) for each in one.penalties], "why": one.why}
        entry = ("media", f"{one.first} = {one.second}", detail)
        if one.verdict == "review":
            found.review.append(entry)
        elif (one.first, one.second) not in before:
            found.accepted.append(entry)
    return found
