"""The tables of numbers day by day and of announced broadcasts."""

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from zukan.sources.errors import BrokenFileError
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.mapped_tables.dates import moment
from zukan.sources.records import Airing, AnyRecord, MediaRecord, StatusAmount, Trend
from zukan.sources.vocabulary import Amount, Moment, Score, StatusName

MOST_DAYS = 500  # of a work in one record: a table that tells of one work alone must not fill the memory
AniListId = Annotated[int, msgspec.Meta(ge=1, le=2**30 - 1)]


class DayRow(msgspec.Struct):
    """A work's numbers on one day."""

    anime_id: AniListId
    day: str  # "20260822"
    popularity: Amount
    favourites: Amount
    watching: Amount
    completed: Amount
    on_hold: Amount
    dropped: Amount
    plan_to_watch: Amount
    status: StatusName | None = None
    episodes: Amount | None = None
    average_score: Score | None = None
    mean_score: Score | None = None


class AiringRow(msgspec.Struct):
    """An announced broadcast."""

    anime_id: AniListId
    episode: Amount
    airing_at: Moment
    last_seen_day: str


def is_table_of(columns: tuple[str, ...], row: type[msgspec.Struct]) -> bool:
    """Return whether a table has the columns of a row."""
    return set(row.__struct_fields__) <= set(columns)


def stated(row: dict[str, str]) -> dict[str, str]:
    """Return a row without its empty cells."""
    return {name: text for name, text in row.items() if text}


class LeorigasakiDailyReader(Reader):
    """Reads the numbers. The rows of a work follow each other, the newest last: that one gives its present state.

    They make one record together: there are some hundred times as many rows as works.
    """

    NAME = "LeoRigasaki's daily numbers"
    SOURCE = "leorigasaki"
    HOMEPAGE = "https://github.com/LeoRigasaki/Anime-dataset"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return is_table_of(head.columns, DayRow)

    def items(self) -> Iterator[Item]:
        """Yield the rows of each work together, each still with its place, and whether its newest is among them."""
        held: list[Item] = []
        for item in self.file.rows():
            is_another = bool(held) and held[0].value["anime_id"] != item.value["anime_id"]
            if is_another or len(held) == MOST_DAYS:
                yield Item(held[0].where, (held, is_another))
                held = []
            held.append(item)
        if held:
            yield Item(held[0].where, (held, True))

    def records(self, value: Any) -> list[AnyRecord]:
        items, has_newest = value
        days = [day for day in map(self.day, items) if day is not None]
        if not days:
            return []
        at, newest = days[-1]
        record = known_work(newest.anime_id, self.source, at)
        record.trends = [trend(*day) for day in days]
        if has_newest:
            tell_state(record, newest)
        return [record]

    def day(self, item: Item) -> tuple[int, DayRow] | None:
        """Return a row with its day's midnight. A broken one is a fault by itself, not all that its work has."""
        try:
            row = msgspec.convert(stated(item.value), DayRow, strict=False)
            return moment(row.day), row
        except ValueError as error:
            self.reading.fault(BrokenFileError(self.file.path, item.where, str(error)))
            return None


def trend(day: int, row: DayRow) -> Trend:
    """Return a work's numbers on a day, Unix seconds."""
    return Trend(
        date=day,
        average_score=row.average_score,
        popularity=row.popularity,
        in_progress=row.watching,
        releasing=row.status == "RELEASING",
    )


def known_work(anilist_id: int, source: str, observed_at: int) -> MediaRecord:
    """Return a record that adds to a work and makes none."""
    key = str(anilist_id)
    return MediaRecord(source=source, key=key, observed_at=observed_at, ids={"anilist": [key]}, ids_number="ANIME")


def tell_state(record: MediaRecord, row: DayRow) -> None:
    """Give a record a work's state on a day."""
    record.status, record.episodes = row.status, row.episodes
    record.average_score, record.mean_score = row.average_score, row.mean_score
    record.popularity, record.favourites = row.popularity, row.favourites
    record.status_counts = [
        StatusAmount(status="CURRENT", amount=row.watching),
        StatusAmount(status="COMPLETED", amount=row.completed),
        StatusAmount(status="PAUSED", amount=row.on_hold),
        StatusAmount(status="DROPPED", amount=row.dropped),
        StatusAmount(status="PLANNING", amount=row.plan_to_watch),
    ]


class LeorigasakiAiringReader(Reader):
    """Reads the announced broadcasts."""

    NAME = "LeoRigasaki's announced broadcasts"
    SOURCE = "leorigasaki"
    HOMEPAGE = "https://github.com/LeoRigasaki/Anime-dataset"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return is_table_of(head.columns, AiringRow)

    def items(self) -> Iterator[Item]:
        return self.file.rows()

    def records(self, value: Any) -> list[AnyRecord]:
        row = msgspec.convert(stated(value), AiringRow, strict=False)
        record = known_work(row.anime_id, self.source, moment(row.last_seen_day))
        record.airing_schedule = [Airing(episode=row.episode, airing_at=row.airing_at)]
        return [record]
