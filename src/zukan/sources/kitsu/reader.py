"""Answers of Kitsu's API, recorded or as they are, to records."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from zukan.sources.anilist.naming import named_reference
from zukan.sources.attribution import split_attribution
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.kitsu import shape
from zukan.sources.kitsu.answer import Answer, attributes, document_of
from zukan.sources.kitsu.naming import (
    ENGLISH,
    NATIVE,
    all_titles,
    day,
    first_title,
    mapped_id,
    other_names,
    romanised_title,
)
from zukan.sources.mapped_tables.dates import moment
from zukan.sources.mapped_tables.genres import GENRES
from zukan.sources.records import (
    AnyRecord,
    MediaRecord,
    Relation,
    ScoreAmount,
    StudioCredit,
    StudioRecord,
    TagRank,
    TagRecord,
)
from zukan.sources.vocabulary import FormatName, RelationName, StatusName

FORMATS: dict[str, FormatName] = {
    "TV": "TV",
    "movie": "MOVIE",
    "OVA": "OVA",
    "ONA": "ONA",
    "special": "SPECIAL",
    "music": "MUSIC",
    "novel": "NOVEL",
    "oneshot": "ONE_SHOT",
    **dict.fromkeys(("manga", "manhua", "manhwa", "doujin", "oel"), "MANGA"),
}
COUNTRIES = {"manhua": "CN", "manhwa": "KR"}
STATUSES: dict[str, StatusName] = {
    "finished": "FINISHED",
    "current": "RELEASING",
    **dict.fromkeys(("tba", "unreleased", "upcoming"), "NOT_YET_RELEASED"),
}
RELATIONS: dict[str, RelationName] = {
    "adaptation": "ADAPTATION",
    "prequel": "PREQUEL",
    "sequel": "SEQUEL",
    "side_story": "SIDE_STORY",
    "parent_story": "PARENT",
    "full_story": "PARENT",
    "summary": "SUMMARY",
    "spinoff": "SPIN_OFF",
    "alternative_version": "ALTERNATIVE",
    "alternative_setting": "ALTERNATIVE",
    "character": "CHARACTER",
    "other": "OTHER",
}
ADULT_RATING = "R18"
SCORE = re.compile(r"\d{1,3}(?:\.\d{1,9})?", re.ASCII)


class KitsuReader(Reader):
    """Reads answers one a line, or one as the whole file, each as the API gives it or in {"path", "response"}."""

    NAME = "Kitsu answers"
    SOURCE = "kitsu"
    HOMEPAGE = "https://kitsu.app"

    @classmethod
    def recognises(cls, head: Head) -> bool:
        value = head.value.get("response", head.value) if isinstance(head.value, dict) else None
        if not isinstance(value, dict) or "data" not in value:
            return False
        first = value["data"][:1] if isinstance(value["data"], list) else [value["data"]]
        if not first:  # an answer that found nothing
            return {"meta", "links"} <= value.keys()
        return (
            isinstance(first[0], dict) and {"id", "type"} <= first[0].keys() and "kitsu" in str(first[0].get("links"))
        )

    def items(self) -> Iterator[Item]:
        return self.file.json_values()

    def records(self, value: Any) -> Iterator[AnyRecord]:
        answer = Answer(document_of(value))
        for resource in answer.works():
            record = self.work(resource, attributes(resource, shape.Work))
            for mapping in answer.mappings_of(resource):
                if found := mapped_id(mapping):
                    record.ids.setdefault(found[0], []).append(found[1])
            record.relations = relations(answer, resource)
            yield from self.studios(answer, resource, record)
            yield from self.labels(answer, resource, record)
            yield record

    def work(self, resource: shape.Resource, work: shape.Work) -> MediaRecord:
        """Return a work's record without what it is linked to."""
        poster, banner = work.poster_image or shape.Picture(), work.cover_image or shape.Picture()
        description, writer = split_attribution(work.synopsis or work.description or "")
        updated = moment(work.updated_at) if work.updated_at else None
        starts = day(work.start_date, "startDate")
        if work.start_date and starts is None:
            self.skip("a date before there was anime")
        scores = score_counts(work)
        return MediaRecord(
            source=self.source,
            key=f"{resource.type}/{resource.id}",
            observed_at=updated or self.observed_at,
            ids={"kitsu": [resource.id]},
            type="ANIME" if resource.type == "anime" else "MANGA",
            title_romaji=romanised_title(work),
            title_english=first_title(work, ENGLISH),
            title_native=first_title(work, NATIVE),
            translated_titles=all_titles(work) or None,
            synonyms=other_names(work) or None,
            format=FORMATS.get(work.subtype or ""),
            country_of_origin=COUNTRIES.get(work.subtype or ""),
            status=STATUSES.get(work.status or ""),
            start_date=starts,
            end_date=day(work.end_date, "endDate"),
            episodes=work.episode_count or None,
            duration=work.episode_length or None,
            chapters=work.chapter_count or None,
            volumes=work.volume_count or None,
            description=description or None,
            description_source=writer if description else None,
            cover_extra_large=poster.large or poster.original,
            cover_large=poster.small,
            cover_medium=poster.tiny,
            banner_image=banner.large or banner.original,
            trailer_id=work.youtube_video_id or None,
            trailer_site="youtube" if work.youtube_video_id else None,
            is_adult=True if work.nsfw or work.age_rating == ADULT_RATING else None,
            age_rating=" - ".join(word for word in (work.age_rating, work.age_rating_guide) if word) or None,
            average_score=average_score(work),
            score_counts=scores or None,
            scored_by=sum(count.amount for count in scores) or None,
            popularity=work.user_count,
            favourites=work.favorites_count,
            popularity_rank=work.popularity_rank or None,
            score_rank=work.rating_rank or None,
            updated_at=updated,
        )

    def studios(self, answer: Answer, resource: shape.Resource, record: MediaRecord) -> Iterator[StudioRecord]:
        """Fill a work's companies, and yield their records."""
        productions = answer.linked(resource, "animeProductions")
        if not productions:
            return
        mains: dict[str, bool] = {}
        for production in productions:
            producer = answer.described(answer.target(production, "producer"))
            name = (attributes(producer, shape.Producer).name or "").strip() if producer else ""
            if name:
                mains[name] = mains.get(name, False) or attributes(production, shape.Role).role == "studio"
        record.studios = [StudioCredit(studio=named_reference(name), is_main=main) for name, main in mains.items()]
        for name in mains:
            yield StudioRecord(source=self.source, key=named_reference(name), observed_at=record.observed_at, name=name)

    def labels(self, answer: Answer, resource: shape.Resource, record: MediaRecord) -> Iterator[TagRecord]:
        """Sort a work's genres and categories into genres and tags, and yield the tags' records."""
        linked = [answer.linked(resource, name) for name in ("genres", "categories")]
        found = [attributes(one, shape.Label) for resources in linked for one in resources or ()]
        names = dict.fromkeys(name.strip() for label in found if (name := label.name or label.title or "").strip())
        record.genres = [name for name in names if name in GENRES] or None
        record.tags = [TagRank(tag=named_reference(name)) for name in names if name not in GENRES] or None
        adult = {label.name or label.title for label in found if label.nsfw}
        for tag in record.tags or ():
            name = tag.tag.removeprefix("~")
            yield TagRecord(
                source=self.source,
                key=tag.tag,
                observed_at=record.observed_at,
                name=name,
                is_adult=True if name in adult else None,
            )


def average_score(work: shape.Work) -> int | None:
    """Return the weighted score out of 100. Raises ValueError."""
    text = work.average_rating
    if text and not SCORE.fullmatch(text):
        raise ValueError(f'"{text[:20]}" is no score - at `averageRating`')
    return round(float(text)) if text else None


def score_counts(work: shape.Work) -> list[ScoreAmount]:
    """Return how many users gave each score: the 2 to 20 of half stars, out of 100. Raises ValueError."""
    counts = msgspec.convert(work.rating_frequencies or {}, dict[int, int], strict=False)
    return [ScoreAmount(score=rating * 5, amount=amount) for rating, amount in counts.items() if amount]


def relations(answer: Answer, resource: shape.Resource) -> list[Relation] | None:
    """Return what other works are to one, None when the answer does not tell all of it."""
    linked = answer.linked(resource, "mediaRelationships")
    if linked is None:
        return None
    found = []
    for one in linked:
        target = answer.target(one, "destination")
        if target is not None and target.type in {"anime", "manga"}:
            name = RELATIONS.get(attributes(one, shape.Role).role or "", "OTHER")
            if name == "ADAPTATION" and (resource.type, target.type) == ("anime", "manga"):
                name = "SOURCE"  # Kitsu says "adaptation" in both directions
            found.append(Relation(media=f"@kitsu:{target.type.upper()}/{target.id}", relation_type=name))
    return found or None
