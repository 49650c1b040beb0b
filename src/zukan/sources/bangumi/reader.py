"""Bangumi's subjects to records."""

from collections.abc import Iterator
from typing import Any

import msgspec

from zukan.sources.bangumi import people, shape
from zukan.sources.bangumi.texts import day, plain
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import (
    AnyRecord,
    EpisodeText,
    MediaRecord,
    ScoreAmount,
    StatusAmount,
    TranslatedTitle,
)
from zukan.sources.vocabulary import ListStatusName

ANIME = 2
COUNTED_EPISODE = 0
STATUSES: dict[str, ListStatusName] = {
    "wish": "PLANNING",
    "collect": "COMPLETED",
    "doing": "CURRENT",
    "on_hold": "PAUSED",
    "dropped": "DROPPED",
}


class BangumiReader(Reader):
    """Reads subjects as Bangumi's API gives them, one a line."""

    NAME = "Bangumi"
    SOURCE = "bangumi"
    HOMEPAGE = "https://bangumi.tv"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return isinstance(head.value, dict) and {"id", "type", "name", "name_cn"} <= head.value.keys()

    def items(self) -> Iterator[Item]:
        return self.file.json_values()

    def records(self, value: Any) -> Iterator[AnyRecord]:
        subject = msgspec.convert(value, shape.Subject)
        if subject.type != ANIME:
            self.skip("a subject that is no anime")
            return
        if subject.summary.strip():
            self.skip("a description that is not in English")
        record = self.work(subject)
        yield from people.add_people(subject, record)
        yield record

    def work(self, subject: shape.Subject) -> MediaRecord:
        """Return a work's record without its cast and staff."""
        rating = subject.rating or shape.Rating()
        counts = status_counts(subject.collection or shape.Collection())
        images = subject.images or shape.Images()
        return MediaRecord(
            source=self.source,
            key=f"subject/{subject.id}",
            observed_at=self.observed_at,
            ids={"bangumi": [str(subject.id)]},
            type="ANIME",
            title_native=plain(subject.name),
            translated_titles=translated(subject),
            start_date=day(subject.air_date, "air_date"),
            episodes=(subject.eps if isinstance(subject.eps, int) else subject.eps_count) or None,
            episode_rows=list(self.episodes(subject)) or None,
            mean_score=round(rating.score * 10) if rating.score else None,
            scored_by=rating.total or None,
            score_counts=score_counts(rating) or None,
            score_rank=subject.rank or None,
            popularity=sum(count.amount for count in counts) or None,
            status_counts=counts or None,
            cover_extra_large=images.large,
            cover_large=images.medium,
            is_adult=True if subject.nsfw else None,
        )

    def episodes(self, subject: shape.Subject) -> Iterator[EpisodeText]:
        """Yield a subject's episodes that have a number of their own."""
        for episode in subject.eps if isinstance(subject.eps, list) else ():
            if episode.type != COUNTED_EPISODE or not episode.sort.is_integer():
                self.skip("a special among the episodes")
            else:
                yield EpisodeText(
                    number=int(episode.sort),
                    title_native=plain(episode.name),
                    aired=day(episode.airdate, "eps.airdate"),
                )


def translated(subject: shape.Subject) -> list[TranslatedTitle] | None:
    """Return the Chinese title where it is not the title anyhow."""
    chinese = plain(subject.name_cn)
    return [TranslatedTitle(language="zh-Hans", text=chinese)] if chinese and subject.name_cn != subject.name else None


def score_counts(rating: shape.Rating) -> list[ScoreAmount]:
    """Return how many users gave each score, out of 100."""
    return [ScoreAmount(score=int(score) * 10, amount=amount) for score, amount in rating.count.items() if amount]


def status_counts(collection: shape.Collection) -> list[StatusAmount]:
    """Return how many users have a work in each list status."""
    amounts = ((status, getattr(collection, name)) for name, status in STATUSES.items())
    return [StatusAmount(status=status, amount=amount) for status, amount in amounts if amount]
