"""Which records speak of the same thing.

A record that gives AniList's id speaks of that thing. Any other is recognised by what it shares with others: a key on a
site whose keys mean one work each, or, for things that a source only names, the name. The answer depends on the
set of records alone, not on the order in which they came.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models

from zukan.catalogue.models import Character, Media, MediaTag, Staff, Studio
from zukan.catalogue.names import fold_name
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.claims import KEY_SEPARATOR, Claims
from zukan.sources.models import Identifier, SourceRecord
from zukan.sources.sites import SITES
from zukan.sources.vocabulary import LONGEST_NAME

MODEL_OF_KIND: dict[str, type[models.Model]] = {
    "media": Media,
    "character": Character,
    "staff": Staff,
    "studio": Studio,
    "tag": MediaTag,
}
NAME_OF_KIND = {"character": "name_full", "staff": "name_full", "studio": "name", "tag": "name"}
ONE_BY_NAME = {"studio", "tag"}  # two of one name are one; two people of one name may be two
NUMBERED_ALIKE = {"anilist", "bangumi"}  # anime and manga share one numbering


class Known(NamedTuple):
    """A source record as far as identity goes."""

    id: int
    source: str
    key: str
    anilist_id: int | None
    stands: bool
    entity_id: int | None


def anilist_id_of(claims: Claims) -> int | None:
    """Return the AniList id that a record gives, None when it gives none."""
    prefix = f"anilist{KEY_SEPARATOR}"
    keys = [joined.removeprefix(prefix) for joined in claims.get("ids", ()) if joined.startswith(prefix)]
    numbers = [int(key) for key in keys if key.isdecimal() and 0 < int(key) < FIRST_LOCAL_ID]
    return min(numbers, default=None)


def stands(kind: str, claims: Claims) -> bool:
    """Return whether a record says enough to make an entity of: a work's type, anything else's name."""
    field = "type" if kind == "media" else NAME_OF_KIND[kind]
    return field in claims and bool(claims[field][1].strip())


def tokens_of(kind: str, key: str, claims: Claims) -> set[str]:
    """Return all by which a record can be recognised."""
    own = anilist_id_of(claims)
    tokens = set() if own is None else {f"anilist:{own}"}
    if kind == "media":
        return tokens | site_tokens(claims)
    name = key[1:] if key.startswith("~") else claims.get(NAME_OF_KIND[kind], (0, ""))[1] if own is not None else ""
    if name:
        tokens.add(f"name:{(fold_name(name) or name)[:LONGEST_NAME]}")
    return tokens


def site_tokens(claims: Claims) -> set[str]:
    """Return a work's keys on sites whose keys mean one work each."""
    numbering = next((claims[field][1] for field in ("type", "ids_number") if field in claims), None)
    tokens = set()
    for joined in claims.get("ids", ()):
        site, key = joined.split(KEY_SEPARATOR, 1)
        if site == "anilist" or site not in SITES or not SITES[site].identifies:
            continue
        if site in NUMBERED_ALIKE:
            tokens.add(f"{site}:{key}")
        elif numbering:
            tokens.add(f"{site}:{numbering}/{key}")
    return tokens


def resolve(kind: str, record_ids: Iterable[int]) -> tuple[list[Known], dict[int, int | None]]:
    """Return all records that some given ones may speak together with, and the entity of each: None for not yet.

    A fixed number of queries for each step from record to record; the steps end after one or two.
    """
    known, tokens = neighbourhood(kind, set(record_ids))
    groups = grouped(kind, known, tokens)
    return list(known.values()), entities(kind, known, groups)


def neighbourhood(kind: str, record_ids: set[int]) -> tuple[dict[int, Known], dict[int, set[str]]]:
    """Return the records that share identifiers with given ones, through others too, and the identifiers of each."""
    known: dict[int, Known] = {}
    tokens: dict[int, set[str]] = defaultdict(set)
    asked: set[str] = set()
    unseen = record_ids
    while unseen:
        fields = ("id", "source", "key", "anilist_id", "stands", "entity_id")
        known |= {row[0]: Known(*row) for row in SourceRecord.objects.filter(pk__in=unseen).values_list(*fields)}
        for record, token in Identifier.objects.filter(record__in=unseen).values_list("record_id", "token"):
            tokens[record].add(token)
        asking = {token for record in unseen for token in tokens[record]} - asked
        asked |= asking
        sharing = Identifier.objects.filter(kind=kind, token__in=asking).values_list("record_id", flat=True)
        unseen = set(sharing) - known.keys() if asking else set()
    return known, tokens


def grouped(kind: str, known: dict[int, Known], tokens: dict[int, set[str]]) -> dict[str, list[int]]:
    """Return the records of each thing, by a name of the group: "anilist:1", or "local:" and its first record."""
    bearers: dict[str, set[int]] = defaultdict(set)  # token -> AniList ids of the records that bear it
    seekers: dict[str, list[int]] = defaultdict(list)  # token -> records without an AniList id
    for record in sorted(known):
        own = known[record].anilist_id
        for token in tokens[record]:
            if own is None:
                seekers[token].append(record)
            else:
                bearers[token].add(own)
    leaders = united(seekers.values())
    candidates: dict[int, set[int]] = defaultdict(set)
    for token, records in seekers.items():
        candidates[leader(leaders, records[0])] |= bearers.get(token, set())
    groups: dict[str, list[int]] = defaultdict(list)
    for record in sorted(known):
        own = known[record].anilist_id
        if own is None:
            first = leader(leaders, record)
            own = chosen(kind, candidates[first])
        groups[f"anilist:{own}" if own is not None else f"local:{first}"].append(record)
    return groups


def chosen(kind: str, candidates: set[int]) -> int | None:
    """Return which of several AniList ids a record without one means. Two people of one name: neither."""
    if len(candidates) > 1 and kind not in ONE_BY_NAME and kind != "media":
        return None
    return min(candidates, default=None)


def united(sets: Iterable[list[int]]) -> dict[int, int]:
    """Return a union-find forest over records that share a set: record -> a smaller one, up to the first."""
    parents: dict[int, int] = {}
    for records in sets:
        for record in records[1:]:
            first, other = sorted((leader(parents, records[0]), leader(parents, record)))
            if first != other:
                parents[other] = first
    return parents


def leader(parents: dict[int, int], record: int) -> int:
    """Return the first record of a union-find group."""
    while record in parents:
        record = parents[record]
    return record


def entities(kind: str, known: dict[int, Known], groups: dict[str, list[int]]) -> dict[int, int | None]:
    """Return the entity of each record: AniList's id, else the group's own from 2**30 up, None while nothing stands."""
    result: dict[int, int | None] = {}
    taken: set[int] = set()
    following: int | None = None
    for name, members in groups.items():
        if not any(known[record].stands for record in members):
            result |= dict.fromkeys(members)
            continue
        site, _, number = name.partition(":")
        entity = int(number)
        if site == "local":
            held = {known[record].entity_id or 0 for record in members} - taken
            local = min((one for one in held if one >= FIRST_LOCAL_ID), default=None)
            if local is None:
                following = local = next_entity_id(kind) if following is None else following + 1
            entity = local
            taken.add(entity)
        result |= dict.fromkeys(members, entity)
    return result


def next_entity_id(kind: str) -> int:
    """Return the first id that neither a row nor a record of a kind uses."""
    rows = MODEL_OF_KIND[kind]._default_manager.aggregate(top=models.Max("pk"))["top"] or 0
    records = SourceRecord.objects.filter(kind=kind).aggregate(top=models.Max("entity_id"))["top"] or 0
    return max(rows + 1, records + 1, FIRST_LOCAL_ID)
