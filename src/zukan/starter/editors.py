"""Our own words and facts: the text files below `texts/`, read into plain structures and told as records."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from zukan.sources import records

FOLDER = Path(__file__).parent / "texts"
SOURCE = "editors"
PROVISIONAL_SOURCE = "editors-provisional"  # not "editors", whom nobody outranks: it yields to every other claim
AUTHOR = "Zukan editors"
WRITTEN_AT = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
VOICE_LANGUAGE = "Japanese"


class Synopsis(msgspec.Struct, frozen=True):
    """What a work is about, in our words."""

    id: int  # AniList's, of the work
    title: str  # for whoever reads the file
    body: str  # plain paragraphs


class SampleReview(msgspec.Struct, frozen=True):
    """A review that shows the layout."""

    id: int
    media: int
    author: str
    score: int  # 0-100
    summary: str
    date: str  # ISO 8601
    body: str  # markdown


class Named(msgspec.Struct, frozen=True):
    """A character, a person or a studio; id is AniList's, None when it is not known."""

    name: str
    id: int | None = None


class Pair(msgspec.Struct, frozen=True):
    """A character and who voices it."""

    character: Named
    role: str | None = None
    voice_actor: Named | None = None


class Provisional(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is believed of a work until a source says more."""

    id: int
    genres: list[str]
    title_romaji: str | None = None


class MediaFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the editors know of one work."""

    id: int
    start_date: int  # FuzzyDate
    end_date: int  # FuzzyDate
    episodes: int
    duration: int  # minutes
    average_score: int
    favourites: int
    trending: int
    hashtag: str
    studio: Named
    similar: list[int]  # AniList's ids, best first
    provisional: list[Provisional]
    cast: list[Pair]


def split_header(text: str) -> tuple[dict[str, object], str]:
    """Return the TOML between the first two `+++` lines, and the rest with its line breaks inside paragraphs undone."""
    _, header, body = text.split("+++\n", 2)
    paragraphs = [" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n")]
    return tomllib.loads(header), "\n\n".join(paragraphs)


def markdown_files(folder: str) -> list[Path]:
    """Return the folder's Markdown files by number."""
    return sorted((FOLDER / folder).glob("*.md"), key=lambda path: int(path.stem))


def synopses() -> Iterator[Synopsis]:
    """Yield the synopses by id."""
    for path in markdown_files("synopses"):
        header, body = split_header(path.read_text(encoding="utf-8"))
        yield msgspec.convert({**header, "body": body}, Synopsis)


def sample_reviews() -> Iterator[SampleReview]:
    """Yield the sample reviews by number."""
    for path in markdown_files("reviews"):
        header, body = split_header(path.read_text(encoding="utf-8"))
        yield msgspec.convert({**header, "date": str(header["date"]), "body": body}, SampleReview)


def metallic_rouge() -> MediaFacts:
    """Return the facts about Metallic Rouge that no shippable source holds."""
    return msgspec.convert(tomllib.loads((FOLDER / "metallic-rouge.toml").read_text(encoding="utf-8")), MediaFacts)


def reference(named: Named) -> str:
    """Return how a record points to somebody: by AniList's id, else by name."""
    return f"~{named.name}" if named.id is None else str(named.id)


def media_record(anilist_id: int) -> records.MediaRecord:
    """Return an empty record of a work that AniList knows."""
    key = str(anilist_id)
    return records.MediaRecord(source=SOURCE, key=key, observed_at=WRITTEN_AT, ids={"anilist": [key]})


def described(synopsis: Synopsis) -> records.MediaRecord:
    """Return a synopsis as a record."""
    return msgspec.structs.replace(media_record(synopsis.id), description=synopsis.body, description_source=AUTHOR)


def reviewed(review: SampleReview) -> records.MediaRecord:
    """Return a sample review as a record of its work."""
    written_at = int(datetime.fromisoformat(review.date).replace(tzinfo=UTC).timestamp())
    text = records.ReviewText(
        key=f"sample-{review.id}",
        author_name=review.author,
        score=review.score,
        summary=review.summary,
        body=review.body,
        is_sample=True,
        created_at=written_at,
        updated_at=written_at,
    )
    return msgspec.structs.replace(media_record(review.media), reviews=[text])


def cast_edge(position: int, pair: Pair) -> records.CastEdge:
    """Return a character's appearance; `position` is its place on the page, from 1."""
    voice_actor = pair.voice_actor
    voices = [records.Voice(staff=reference(voice_actor), language=VOICE_LANGUAGE, position=1)] if voice_actor else None
    edge = records.CastEdge(character=reference(pair.character), position=position, voices=voices)
    return msgspec.convert({**msgspec.to_builtins(edge), "role": pair.role}, records.CastEdge)


def preferred(similar: list[int]) -> list[records.Recommended]:
    """Return the works, best first, as recommendations that come before all others."""
    return [
        records.Recommended(media=str(media), preference=len(similar) - place) for place, media in enumerate(similar)
    ]


def stated(facts: MediaFacts) -> records.MediaRecord:
    """Return the facts about a work as a record."""
    return msgspec.structs.replace(
        media_record(facts.id),
        start_date=facts.start_date,
        end_date=facts.end_date,
        episodes=facts.episodes,
        duration=facts.duration,
        average_score=facts.average_score,
        favourites=facts.favourites,
        trending=facts.trending,
        hashtag=facts.hashtag,
        studio_credits=[records.StudioWork(studio=reference(facts.studio), is_main=True)],
        recommendations=preferred(facts.similar),
        characters=[cast_edge(place, pair) for place, pair in enumerate(facts.cast, start=1)],
    )


def provided(facts: Provisional) -> records.MediaRecord:
    """Return provisional facts as a record, older than any other."""
    key = str(facts.id)
    return records.MediaRecord(
        source=PROVISIONAL_SOURCE,
        key=key,
        ids={"anilist": [key]},
        genres=facts.genres,
        title_romaji=facts.title_romaji,
    )


def people_of(facts: MediaFacts) -> Iterator[records.CharacterRecord | records.StaffRecord | records.StudioRecord]:
    """Yield who and what a work's facts name, each once."""
    characters = dict.fromkeys(pair.character for pair in facts.cast)
    voice_actors = dict.fromkeys(pair.voice_actor for pair in facts.cast if pair.voice_actor)
    yield records.StudioRecord(
        source=SOURCE,
        key=reference(facts.studio),
        observed_at=WRITTEN_AT,
        ids=own_id(facts.studio),
        name=facts.studio.name,
    )
    for one in characters:
        yield records.CharacterRecord(
            source=SOURCE, key=reference(one), observed_at=WRITTEN_AT, ids=own_id(one), name_full=one.name
        )
    for one in voice_actors:
        yield records.StaffRecord(
            source=SOURCE,
            key=reference(one),
            observed_at=WRITTEN_AT,
            ids=own_id(one),
            name_full=one.name,
            language=VOICE_LANGUAGE,
        )


def own_id(named: Named) -> dict[str, list[str]]:
    """Return AniList's id of somebody as the ids of a record, where it is known."""
    return {} if named.id is None else {"anilist": [str(named.id)]}


def editors_records() -> Iterator[records.AnyRecord]:
    """Yield all that the editors say. Several records may speak of one work."""
    facts = metallic_rouge()
    yield from map(described, synopses())
    yield from map(reviewed, sample_reviews())
    yield stated(facts)
    yield from map(provided, facts.provisional)
    yield from people_of(facts)
