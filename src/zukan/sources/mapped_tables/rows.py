"""A table's row to records."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from zukan.sources.anilist.naming import named_reference
from zukan.sources.json_streams import CONTROL
from zukan.sources.mapped_tables.cells import Facts, Read, UnknownValueError, plain_key, worded
from zukan.sources.mapped_tables.dates import moment
from zukan.sources.mapped_tables.mapping import Column, Mapping
from zukan.sources.records import AnyRecord, Broadcast, EpisodeText, MediaRecord, StudioCredit, StudioRecord, TagRecord

JAPAN_IS_AHEAD = 9  # hours
EPOCH = date(1970, 1, 1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LISTS = frozenset({"labels", "genres", "tags", "synonyms", "studios", "main_studios"})  # worded part by part


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of a table are read."""

    mapping: Mapping
    source: str
    observed_at: int  # when a row that does not tell it was current
    cells: tuple[tuple[str, Column, Read], ...]  # (column, what becomes of it, by which reading)
    skip: Callable[[str], None]


def records_of(row: dict[str, str], plan: Plan) -> Iterator[AnyRecord]:
    """Yield the records of a row: its work, and the companies and tags it names. Raises ValueError with the column."""
    mapping, source = plan.mapping, plan.source
    key = plain_key(cell(row, mapping.key, mapping))
    if not key:
        raise ValueError(f'column "{mapping.key}": it is empty, and it is the key')
    facts = facts_of(row, plan)
    at = observed(row, mapping) or plan.observed_at
    companies, tags = facts.get("companies", {}), facts.get("tags", ())
    yield MediaRecord(source=source, key=key, observed_at=at, **settled(facts, key, mapping))
    for name in companies:
        yield StudioRecord(source=source, key=named_reference(name), observed_at=at, name=name)
    for carried in tags:
        yield TagRecord(source=source, key=carried.tag, observed_at=at, name=carried.tag[1:])


def cell(row: dict[str, str], name: str, mapping: Mapping) -> str:
    """Return a cell's text."""
    text = row.get(name) or ""
    return (CONTROL.sub("", html.unescape(text)) if mapping.entities and "&" in text else text).strip()


def observed(row: dict[str, str], mapping: Mapping) -> int | None:
    """Return when a row was current, None where the table does not tell."""
    text = cell(row, mapping.observed, mapping) if mapping.observed else ""
    try:
        return moment(text) if text else None
    except ValueError as error:
        raise ValueError(f'column "{mapping.observed}": {error}') from error


def facts_of(row: dict[str, str], plan: Plan) -> Facts:
    """Return what the cells of a row say. Raises ValueError that names the column."""
    facts: Facts = {}
    for name, column, read in plan.cells:
        text = cell(row, name, plan.mapping)
        if text and column.to not in LISTS:
            text = worded(text, column)
        if not text:
            continue
        try:
            read(facts, text, column)
        except UnknownValueError as error:
            plan.skip(f'column "{name}": {error}')
        except ValueError as error:  # msgspec's errors are such
            raise ValueError(f'column "{name}": {error}') from error
    return facts


def settled(facts: Facts, key: str, mapping: Mapping) -> dict[str, Any]:
    """Return the fields of a work's record: what follows from several cells together is put in."""
    ids = facts.pop("ids", {})
    if mapping.site:
        ids = {**ids, mapping.site: [key, *ids.get(mapping.site, ())]}
    without_padding(facts)
    date_season(facts)
    facts["broadcast"] = weekly_slot(facts)
    facts["studios"] = studio_credits(facts.pop("companies", {}))
    facts["episode_rows"] = episode(facts.pop("episode", {}))
    facts["type" if mapping.makes_works else "ids_number"] = mapping.type
    return {name: value for name, value in {**facts, "ids": ids}.items() if value is not None}


def without_padding(facts: Facts) -> None:
    """Take the months and days out of dates that stand there for want of a known one."""
    padded = facts.pop("padded", "")
    for field in ("start_date", "end_date"):
        day = facts.get(field, 0)
        if padded == "always" and day % 10000 == 101:
            facts[field] = day // 10000 * 10000
        elif padded and day % 100 == 1 and facts.get("status") == "NOT_YET_RELEASED":
            facts[field] = day // 100 * 100


def date_season(facts: Facts) -> None:
    """Give a season without a year that of the first broadcast; winter begins in December."""
    start = facts.get("start_date")
    if start and "season" in facts and "season_year" not in facts:
        facts["season_year"] = start // 10000 + (facts["season"] == "WINTER" and start // 100 % 100 == 12)


def weekly_slot(facts: Facts) -> Broadcast | None:
    """Return a work's weekly slot; None unless first and last day are known and fall on the slot's day of the week."""
    weekday = facts.pop("slot_day", "").lower().removesuffix("s")
    hour, _, minute = facts.pop("slot_time", "").partition(":")
    begin, end = exact(facts.get("start_date")), exact(facts.get("end_date"))
    if weekday not in WEEKDAYS or not (hour.isdecimal() and minute.isdecimal()) or begin is None or end is None:
        return None
    moments = [at_time(day, int(hour), int(minute)) for day in (begin, end)]
    falls_there = all(day.weekday() == WEEKDAYS.index(weekday) for day in (begin, end))
    if not falls_there or begin > end or min(moments) < 0:
        return None
    return Broadcast(begin=moments[0], end=moments[1], period_days=7)


def exact(day: int | None) -> date | None:
    """Return a FuzzyDate as a date, None when a part of it is unknown."""
    return date(day // 10000, day // 100 % 100, day % 100) if day and day % 100 else None


def at_time(day: date, hour: int, minute: int) -> int:
    """Return a time of a day in Japan as Unix seconds; 25:30 is half past one of the next day."""
    return (day - EPOCH).days * 86400 + (hour - JAPAN_IS_AHEAD) * 3600 + minute * 60


def studio_credits(companies: dict[str, bool]) -> list[StudioCredit] | None:
    """Return the companies' parts in a work. companies: name -> whether it is a main studio."""
    parts = [StudioCredit(studio=named_reference(name), is_main=is_main) for name, is_main in companies.items()]
    return parts or None


def episode(told: dict[str, Any]) -> list[EpisodeText] | None:
    """Return the episode that a row tells of. Raises ValueError when it has no number."""
    if not told:
        return None
    if "number" not in told:
        raise ValueError("the row tells of an episode and not of which")
    return [msgspec.convert(told, EpisodeText)]
