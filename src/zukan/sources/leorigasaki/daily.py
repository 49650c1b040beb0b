"""The tables of numbers day by day and of announced broadcasts."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Annotated, Any

import msgspec

from zukan.sources.formats import Head, Item, Reader
from zukan.sources.mapped_tables.dates import moment
from zukan.sources.records import Airing, AnyRecord, MediaRecord, StatusAmount, Trend
from zukan.sources.vocabulary import Amount, Moment, Score, StatusName

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
    """Reads the numbers. The rows of a work follow each other, the newest last: that one gives its present state."""

    NAME = "LeoRigasaki's daily numbers"
    SOURCE = "leorigasaki"
    HOMEPAGE = "https://github.com/LeoRigasaki/Anime-dataset"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return is_table_of(head.columns, DayRow)

    def items(self) -> Iterator[Item]:
        following: Iterable[Item | None] = chain(self.file.rows(), [None])
        for item, after in pairwise(following):
            if item is not None:
                is_last = after is None or after.value["anime_id"] != item.value["anime_id"]
                yield Item(item.where, (item.value, is_last))

    def records(self, value: Any) -> list[AnyRecord]:
        cells, is_last = value
        row = msgspec.convert(stated(cells), DayRow, strict=False)
        day = moment(row.day)
        trend = Trend(
            date=day,
            average_score=row.average_score,
            popularity=row.popularity,
            in_progress=row.watching,
            releasing=row.status == "RELEASING",
        )
        record = known_work(row.anime_id, self.source, day)
        record.trends = [trend]
        if is_last:
            tell_state(record, row)
        return [record]


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
