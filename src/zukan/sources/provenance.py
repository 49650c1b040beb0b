"""Where what the catalogue says of an entity comes from, group of fields by group, found in its records on demand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from zukan.sources.claims import Claims
from zukan.sources.models import ImportRun, Source, SourceRecord
from zukan.sources.precedence import HERE, PRECEDENCE, Testimony, group_of, rank, verdict

GROUP_ORDER = {group: place for place, group in enumerate(PRECEDENCE)}


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says of one field."""

    field: str
    value: Any  # None for a list whose elements are united
    amount: int  # elements of a list; 1 for a plain value
    observed_at: int  # Unix seconds; 0: not known
    is_believed: bool  # it is what the catalogue shows, or a part of it


@dataclass(frozen=True, slots=True)
class Voice:
    """What one record says of a group of fields."""

    source: str
    key: str
    said: tuple[Said, ...]
    run: ImportRun | None  # that last changed the record
    is_gone: bool  # its source does not have it any more
    is_edit: bool  # a person of this site said it

    @property
    def name(self) -> str:
        """What decisions call the record."""
        return f"{self.source}/{self.key}"

    @property
    def is_believed(self) -> bool:
        """Whether any of it is believed."""
        return any(one.is_believed for one in self.said)

    @property
    def observed_at(self) -> int:
        """When the latest of it was said."""
        return max(one.observed_at for one in self.said)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields, and all that speak of it, the most believed first."""

    name: str
    voices: tuple[Voice, ...]


def provenance(kind: str, entity_id: int) -> list[Group]:
    """Return who says what of an entity, in the order of `PRECEDENCE`; nothing when nobody speaks of it."""
    records = list(SourceRecord.objects.filter(kind=kind, entity_id=entity_id).order_by("source", "key"))
    claims: dict[int, Claims] = {one.pk: msgspec.json.decode(bytes(one.claims)) for one in records}
    runs = ImportRun.objects.in_bulk([one.last_run for one in records if one.last_run is not None])
    complete = dict(Source.objects.filter(complete_at__isnull=False).values_list("name", "complete_at"))
    believed = winners(records, claims)
    groups: dict[str, list[Voice]] = defaultdict(list)
    for one in records:
        by_group: dict[str, list[Said]] = defaultdict(list)
        for said in statements(claims[one.pk], {field for field, pk in believed.items() if pk == one.pk}):
            by_group[group_of(said.field)].append(said)
        is_gone = one.observed_at < (complete.get(one.source) or 0)
        for group, found in by_group.items():
            run = runs.get(one.last_run or 0)
            groups[group].append(Voice(one.source, one.key, tuple(found), run, is_gone, one.source == HERE))
    ordered = sorted(groups, key=lambda group: (GROUP_ORDER.get(group, len(GROUP_ORDER)), group))
    return [Group(name, tuple(most_believed_first(groups[name]))) for name in ordered]


def winners(records: Iterable[SourceRecord], claims: dict[int, Claims]) -> dict[str, int]:
    """Return field -> the record whose word on it is believed, for fields that are one claim."""
    result = {}
    fields = {name for said in claims.values() for name, claim in said.items() if isinstance(claim, list)}
    for field in fields:
        won = verdict((Testimony(one.source, claims[one.pk]) for one in records), field)
        saying = (one for one in records if field in claims[one.pk] and won is not None and one.source == won.source)
        latest = max(
            saying, key=lambda one: (claims[one.pk][field][0], claims[one.pk][field][1] == won.value if won else 0)
        )
        result[field] = latest.pk
    return result


def statements(claims: Claims, believed: set[str]) -> Iterator[Said]:
    """Yield what a record says, field by field. believed: its fields that win; elements of lists are all united."""
    for field, claim in sorted(claims.items()):
        if isinstance(claim, list):
            amount = len(claim[1]) if isinstance(claim[1], list) else 1
            yield Said(field, claim[1], amount, claim[0], field in believed)
        else:
            yield Said(field, None, len(claim), latest(claim), is_believed=True)


def latest(claims: Claims) -> int:
    """Return the time of the latest claim in a keyed list."""
    times = (claim[0] if isinstance(claim, list) else latest(claim) for claim in claims.values())
    return max(times, default=0)


def most_believed_first(voices: Iterable[Voice]) -> list[Voice]:
    """Sort what records say of one group."""
    return sorted(voices, key=lambda one: (not one.is_believed, rank(one.source, one.said[0].field), one.name))
