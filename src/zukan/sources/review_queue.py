"""What needs a person's look: works that are perhaps one, and things that ids both join and keep apart.

Each question is about two records, by which two entities are called. The answer is a decision of `actions.decide`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from zukan.catalogue.models import ExternalId
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources import actions
from zukan.sources.actions import ActionError
from zukan.sources.merge.bulk import rows_where
from zukan.sources.merge.identity import MODEL_OF_KIND
from zukan.sources.models import Conflict, Decision, ImportRun, SourceRecord, TitleMatch

ANSWERS = {"accept": Decision.Verdict.SAME, "reject": Decision.Verdict.DISMISSED, "never": Decision.Verdict.DIFFERENT}
SHOWN_OF_A_WORK = (
    *("title_romaji", "title_english", "title_native", "type", "format", "start_date", "season_year", "episodes"),
)


class Pair(NamedTuple):
    """Two records that may be of one thing. id: "12" of a title match, "c5-1" of a conflict's first pair."""

    id: str
    kind: str
    first: str
    second: str
    why: tuple[tuple[str, float], ...]  # names of penalties and their weights; the id that both bear, with 0
    total: float


@dataclass(frozen=True, slots=True)
class Side:
    """What the catalogue knows of one of two."""

    name: str  # of the record
    entity_id: int | None
    sources: tuple[str, ...]
    facts: dict[str, Any]  # columns that are known, by their names with blanks
    ids: tuple[str, ...]  # "anidb 5"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two things are one."""

    pair: Pair
    first: Side
    second: Side


def open_pairs() -> list[Pair]:
    """Return all that waits for a look, what is nearest to being one first."""
    columns = ("id", "total", "penalties", "first__source", "first__key", "second__source", "second__key")
    matches = TitleMatch.objects.filter(is_accepted=False).order_by("total", "id").values_list(*columns)
    pairs = [
        Pair(str(pk), "media", f"{source}/{key}", f"{other}/{second}", penalties_of(told), total)
        for pk, total, told, source, key, other, second in matches
    ]
    return pairs + list(conflicting_pairs())


def penalties_of(told: Iterable[list[Any]]) -> tuple[tuple[str, float], ...]:
    """Return penalties as they are kept, the greatest first."""
    return tuple(sorted(((str(name), float(weight)) for name, weight in told), key=lambda one: (-one[1], one[0])))


def conflicting_pairs() -> Iterator[Pair]:
    """Yield the pairs of conflicts that nobody has decided; works that AniList tells apart are in no question."""
    decided = {
        (kind, frozenset((first, second)))
        for kind, first, second in Decision.objects.values_list("kind", "first", "second")
    }
    conflicts = list(Conflict.objects.order_by("id"))
    numbered = numbered_records(conflicts)
    for conflict in conflicts:
        for place, (first, second) in enumerate(combinations(sorted(conflict.records), 2), 1):
            both = (conflict.kind, first) in numbered and (conflict.kind, second) in numbered
            if not both and (conflict.kind, frozenset((first, second))) not in decided:
                why = ((conflict.token, 0.0),)
                yield Pair(f"c{conflict.pk}-{place}", conflict.kind, first, second, why, 0.0)


def numbered_records(conflicts: Iterable[Conflict]) -> set[tuple[str, str]]:
    """Return (kind, name) of the records in conflicts whose entity has an id of AniList's."""
    names: dict[str, set[str]] = defaultdict(set)
    for conflict in conflicts:
        names[conflict.kind].update(conflict.records)
    found = set()
    for kind, wanted in names.items():
        for name, entity in entities_of(kind, wanted).items():
            if entity is not None and entity < FIRST_LOCAL_ID:
                found.add((kind, name))
    return found


def entities_of(kind: str, names: Iterable[str]) -> dict[str, int | None]:
    """Return the entities of records by their names."""
    wanted = set(names)
    keys = {name.partition("/")[2] for name in wanted}
    rows = rows_where(SourceRecord, ("source", "key", "entity_id"), "key", keys, {"kind": kind})
    return {f"{source}/{key}": entity for source, key, entity in rows if f"{source}/{key}" in wanted}


def pair_of(question: str) -> Pair:
    """Return an open pair by its id. Raises ActionError."""
    found = next((pair for pair in open_pairs() if pair.id == question), None)
    if found is None:
        raise ActionError(f"Nothing waits for a look under {question}.")
    return found


def answer(pair: Pair, verdict: str, made_by: str = "") -> ImportRun:
    """Decide about a pair. verdict: a key of `ANSWERS`. Raises ActionError."""
    return actions.decide(pair.kind, pair.first, pair.second, ANSWERS[verdict], made_by)


def questions(pairs: Iterable[Pair]) -> list[Question]:
    """Return pairs with what is known of both sides, in a fixed number of queries for each kind."""
    listed = list(pairs)
    sides: dict[tuple[str, str], Side] = {}
    for kind in {pair.kind for pair in listed}:
        names = {name for pair in listed if pair.kind == kind for name in (pair.first, pair.second)}
        sides |= {(kind, side.name): side for side in sides_of(kind, names)}
    return [Question(pair, sides[pair.kind, pair.first], sides[pair.kind, pair.second]) for pair in listed]


def sides_of(kind: str, names: set[str]) -> Iterator[Side]:
    """Yield what is known of the entities of records."""
    entity_of = entities_of(kind, names)
    entities = {entity for entity in entity_of.values() if entity is not None}
    rows = {row["id"]: row for row in MODEL_OF_KIND[kind]._default_manager.filter(pk__in=entities).values()}
    sources: dict[int, set[str]] = defaultdict(set)
    for entity, source in rows_where(SourceRecord, ("entity_id", "source"), "entity_id", entities, {"kind": kind}):
        sources[entity].add(source)
    ids: dict[int, list[str]] = defaultdict(list)
    if kind == "media":
        for media, site, key in rows_where(ExternalId, ("media_id", "site", "key"), "media_id", entities):
            ids[media].append(f"{site} {key}")
    for name in names:
        entity = entity_of.get(name)
        known = facts_of(kind, rows.get(entity or 0, {}))
        yield Side(name, entity, tuple(sorted(sources[entity or 0])), known, tuple(sorted(ids[entity or 0])))


def facts_of(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns by which two entities can be told apart."""
    shown = SHOWN_OF_A_WORK if kind == "media" else ("name", "name_full", "name_native")
    return {name.replace("_", " "): row[name] for name in shown if row.get(name) is not None}
