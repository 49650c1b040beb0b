"""AniList-shaped documents, whatever wraps them, to records."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import msgspec

from zukan.sources.anilist import extension, shape
from zukan.sources.anilist.evidence import GraphQLSyntaxProblem, Json, Request
from zukan.sources.anilist.facts import airing, present, review_text, trend
from zukan.sources.anilist.mapping import Answer
from zukan.sources.formats import Head, Item, Reader
from zukan.sources.records import AnyRecord

T = TypeVar("T")
PAGE_LISTS = (
    *("media", "characters", "staff", "studios", "airingSchedules", "mediaTrends", "reviews", "recommendations"),
    "mediaList",
)
ROOTS = frozenset(
    {
        *("Media", "Page", "Character", "Staff", "Studio", "MediaListCollection", "MediaTagCollection", "MediaList"),
        *("AiringSchedule", "MediaTrend", "Review", "Recommendation"),
    }
)
ALIASED_PAGE = re.compile(r"page\d*", re.IGNORECASE)


def is_document(document: Any) -> bool:
    """Return whether a JSON value looks like something of AniList's."""
    if isinstance(document, list):
        return bool(document) and all(is_document(item) for item in document[:3])
    if not isinstance(document, dict):
        return False
    inner = unwrapped(document)
    return bool(ROOTS & inner.keys()) or is_bare_media(inner) or "errors" in inner or is_exchange(document)


def is_exchange(document: Json) -> bool:
    """Return whether this is a recorded request with its answer."""
    return isinstance(document.get("request"), dict) and "response" in document


def is_bare_media(document: Json) -> bool:
    """Return whether this is a work by itself, as data sets hold them."""
    return isinstance(document.get("id"), int) and isinstance(document.get("title"), dict)


def unwrapped(document: Json) -> Json:
    """Return what is inside `response` and `data`."""
    for wrapper in ("response", "data"):
        inner = document.get(wrapper)
        if isinstance(inner, dict):
            document = inner
    return document


class AniListReader(Reader):
    """Reads answers: one, a list of them, or one a line. An export of Zukan's begins with a line about itself."""

    NAME = "AniList-shaped"
    SOURCE = "anilist"
    HOMEPAGE = "https://anilist.co"
    written_at: int | None = None  # when an export was made, Unix seconds

    @classmethod
    def recognises(cls, head: Head) -> bool:
        return is_document(head.value) or is_header(head.value)

    def items(self) -> Iterator[Item]:
        if isinstance(self.file.head.value, list):
            return self.file.json_items("item")
        return self.file.json_values()

    def records(self, value: Any) -> list[AnyRecord]:
        if not isinstance(value, dict):
            raise msgspec.ValidationError(f"Expected `object`, got `{type(value).__name__}`")
        if is_header(value):
            self.take_header(extension.header_of(value))
            return []
        told_at = exchange_time(value) or self.written_at
        return read_answer(value, Answer(self.source, told_at, self.observed_at, self.skipped))

    def take_header(self, header: extension.Header) -> None:
        """Take the rest of the file for what an export's first line says it is."""
        self.source = self.reading.source or extension.SOURCE
        self.written_at = header.written_at
        self.licence, self.homepage = header.licence, ""


def is_header(value: Any) -> bool:
    """Return whether this is the first line of an export of Zukan's."""
    return isinstance(value, dict) and extension.HEADER in value


def read_answer(document: Json, answer: Answer) -> list[AnyRecord]:
    """Return the records of one answer. Raises msgspec.ValidationError that names the field."""
    if problem := refusal(document):
        answer.skipped[problem] += 1
        return []
    for root, value in roots(document, answer.skipped):
        read_root(answer, root, value)
    return answer.records


def refusal(document: Json) -> str | None:
    """Return why an answer holds nothing: "an error answer (404)"; None when it does."""
    body = document.get("response", document)
    status = document.get("status")
    if isinstance(body, dict) and body.get("errors"):
        first = body["errors"][0] if isinstance(body["errors"], list) else {}
        status = first.get("status", status) if isinstance(first, dict) else status
        return f"an error answer ({status or 'no status'})"
    if is_exchange(document) and isinstance(status, int) and status >= 400:
        return f"an error answer ({status})"
    return None


def exchange_time(document: Json) -> int | None:
    """Return when an answer was given, as its recording says, in Unix seconds."""
    captured, headers = document.get("captured_at"), document.get("headers")
    date = next((value for name, value in headers.items() if name.lower() == "date"), None) if headers else None
    try:
        if isinstance(captured, str):
            moment = datetime.fromisoformat(captured.replace("Z", "+00:00"))
        elif isinstance(date, str):
            moment = parsedate_to_datetime(date)
        else:
            return None
    except ValueError as error:
        raise msgspec.ValidationError(f"{error} - at `$.captured_at` or `$.headers.date`") from error
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def roots(document: Json, skipped: Counter[str]) -> Iterator[tuple[str, Any]]:
    """Yield (root field, value) of an answer, explained by its request where there is one."""
    inner = unwrapped(document)
    if is_exchange(document) and (request := parsed_request(document["request"], skipped)):
        yield from request.roots(inner)
    elif is_bare_media(inner):
        yield "Media", inner
    else:
        yield from (("Page" if ALIASED_PAGE.fullmatch(name) else name, value) for name, value in inner.items())


def parsed_request(request: Json, skipped: Counter[str]) -> Request | None:
    """Return a recorded request, None when it is not GraphQL."""
    query, variables = request.get("query"), request.get("variables")
    if not isinstance(query, str):
        return None
    try:
        return Request(query, variables if isinstance(variables, dict) else {}, request.get("operationName"))
    except (GraphQLSyntaxProblem, IndexError):
        skipped["a request that cannot be read; its answer was read without it"] += 1
        return None


def read_root(answer: Answer, root: str, value: Any) -> None:
    """Record what stands under one root field."""
    if value is None:
        return
    if root == "Page" and isinstance(value, dict):
        for name, items in value.items():
            if name in PAGE_LISTS:
                read_list(answer, name, items)
            elif name != "pageInfo":
                answer.skipped[f"not of the catalogue: {name}"] += 1
    elif root == "MediaListCollection":
        for group in present(converted(value, shape.ListCollectionShape, root).lists):
            for entry in present(group.entries):
                answer.media(entry.media)
    elif root == "MediaTagCollection":
        for tag in converted(value, list[shape.TagShape], root):
            answer.tag(tag)
    elif root in ROOTS:
        read_list(answer, LIST_OF_ROOT[root], [value], root)
    else:
        answer.skipped[f"not of the catalogue: {root}"] += 1


LIST_OF_ROOT = {
    "Media": "media",
    "Character": "characters",
    "Staff": "staff",
    "Studio": "studios",
    "AiringSchedule": "airingSchedules",
    "MediaTrend": "mediaTrends",
    "Review": "reviews",
    "Recommendation": "recommendations",
    "MediaList": "mediaList",
}


def converted(value: Any, expected: type[T], path: str) -> T:
    """Return a value as its shape. Raises msgspec.ValidationError with the whole path."""
    try:
        return msgspec.convert(value, expected)
    except msgspec.ValidationError as error:
        text = str(error)
        raise msgspec.ValidationError(
            text.replace("`$", f"`$.{path}") if "`$" in text else f"{text} - at `$.{path}`"
        ) from None


def read_list(answer: Answer, name: str, items: Any, root: str | None = None) -> None:
    """Record one list of a page, or a single root's value as a list of one."""
    path = root or f"Page.{name}"
    if name == "media":
        for media in present(converted(items, list[shape.MediaShape | None], path)):
            answer.media(media)
    elif name == "characters":
        for character in present(converted(items, list[shape.CharacterShape | None], path)):
            answer.character(character)
    elif name == "staff":
        for person in present(converted(items, list[shape.StaffShape | None], path)):
            answer.person(person)
    elif name == "studios":
        for studio in present(converted(items, list[shape.StudioShape | None], path)):
            answer.studio(studio)
    elif name == "mediaList":
        for entry in present(converted(items, list[shape.ListEntryShape | None], path)):
            answer.media(entry.media)
    else:
        read_children(answer, name, items, path)


def read_children(answer: Answer, name: str, items: Any, path: str) -> None:
    """Record what hangs on works and was asked for by itself."""
    if name == "airingSchedules":
        for one in present(converted(items, list[shape.AiringShape | None], path)):
            if (media := work_of(answer, one.media, one.media_id)) and one.episode is not None:
                answer.about(media, airing_schedule=[airing(one)])
    elif name == "mediaTrends":
        for day in present(converted(items, list[shape.TrendShape | None], path)):
            if (media := work_of(answer, day.media, day.media_id)) and day.date is not None:
                answer.about(media, trends=[trend(day)])
    elif name == "reviews":
        for review in present(converted(items, list[shape.ReviewShape | None], path)):
            if (media := work_of(answer, review.media, review.media_id)) and (text := review_text(review)):
                answer.about(media, reviews=[text])
    else:
        for pair in present(converted(items, list[shape.RecommendationShape | None], path)):
            if (media := work_of(answer, pair.media, None)) and (recommended := answer.recommended(pair)):
                answer.about(media, recommendations=[recommended])


def work_of(answer: Answer, media: shape.MediaShape | None, media_id: int | None) -> shape.MediaShape | None:
    """Record the work that a child belongs to and return it, None when it has no id."""
    work = media or shape.MediaShape()
    if work.id is None:
        work = msgspec.structs.replace(work, id=media_id)
    return work if answer.media(work) else None
