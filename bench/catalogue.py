"""A made-up catalogue of any size, the same each time, with one title in it that has the same of everything."""

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction

from zukan.catalogue.models import (
    Character,
    Episode,
    Genre,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaGenre,
    MediaName,
    MediaRelation,
    MediaStaff,
    MediaStudio,
    MediaTag,
    MediaTagRank,
    ScoreCount,
    Staff,
    StatusCount,
    Studio,
    VoiceRole,
)
from zukan.catalogue.names import fold_name
from zukan.reviews.models import Recommendation, Review

T = TypeVar("T", bound=models.Model)
MEASURED = 1  # the title that is measured: as large in a small catalogue as in a big one
CAST, STAFF, TAGS, EPISODES, LINKS, RELATED, REVIEWS = 25, 20, 30, 13, 12, 6, 5
USUAL_CAST = 6
SYLLABLES = [c + v for c in ("k", "s", "t", "n", "m", "r", "y", "sh", "g", "b") for v in "aiueo"]


def words(chance: random.Random, count: int) -> str:
    """Return a made-up name."""
    return " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))).title() for _ in range(count))


def write(rows: Iterable[T]) -> None:
    """Insert rows of one model, some thousand at a time."""
    remaining = iter(rows)
    while some := list(islice(remaining, 5_000)):
        type(some[0])._default_manager.bulk_create(some)


@transaction.atomic
def fill(titles: int) -> None:
    """Fill an empty database with titles, three characters and half a person for each of them."""
    chance = random.Random(1)  # noqa: S311  # a catalogue, not a secret
    people, characters = titles // 2, titles * 3
    write(Genre(id=number, name=f"Genre {number:02}") for number in range(19))
    write(MediaTag(id=number, name=f"Tag {number}", category="Theme") for number in range(400))
    write(Studio(id=number, name=words(chance, 2)) for number in range(titles // 20 + 1))
    write(media(number, chance) for number in range(1, titles + 1))
    write(names(titles, chance))
    write(Character(id=number, name_full=words(chance, 2), favourites=number) for number in range(1, characters + 1))
    write(Staff(id=number, name_full=words(chance, 2), language="Japanese") for number in range(1, people + 1))
    write(appearances(titles, characters, chance))
    write(voices(titles, people, chance))
    for rows in (genres, tags, studios, staff):
        write(rows(titles, people, chance))
    measured(titles)


def media(number: int, chance: random.Random) -> Media:
    return Media(
        id=number, type="ANIME", format=chance.choice(["TV", "MOVIE", "OVA"]), status="FINISHED",
        title_romaji=words(chance, 3), title_english=words(chance, 3), season="FALL",
        season_year=1960 + number % 65,
        start_date=(1960 + number % 65) * 10_000 + 1, episodes=12, duration=24, popularity=chance.randint(0, 400_000),
        average_score=chance.randint(30, 90), updated_at=number, description="Words. " * 60,
        description_html="<p>" + "Words. " * 60 + "</p>", cover_color="#e45da1",
    )  # fmt: skip


def names(titles: int, chance: random.Random) -> Iterator[MediaName]:
    for number in range(1, titles + 1):
        for position in range(3):
            text = words(chance, 3)
            yield MediaName(
                media_id=number, kind="SYNONYM", position=position, text=f"{text} {number}", folded=fold_name(text)
            )


def cast_size(number: int) -> int:
    return CAST if number == MEASURED else USUAL_CAST


def appearances(titles: int, characters: int, chance: random.Random) -> Iterator[MediaCharacter]:
    for number in range(1, titles + 1):
        for position, character in enumerate(chance.sample(range(1, characters + 1), cast_size(number))):
            yield MediaCharacter(
                id=number * 100 + position, media_id=number, character_id=character, role="MAIN", position=position
            )


def voices(titles: int, people: int, chance: random.Random) -> Iterator[VoiceRole]:
    for number in range(1, titles + 1):
        for position in range(cast_size(number)):
            for language in ("Japanese", "English"):
                yield VoiceRole(
                    appearance_id=number * 100 + position,
                    staff_id=chance.randint(1, people),
                    language=language,
                    position=0,
                )


def genres(titles: int, _: int, chance: random.Random) -> Iterator[models.Model]:
    for number in range(1, titles + 1):
        for genre in chance.sample(range(19), 3):
            yield MediaGenre(media_id=number, genre_id=genre)


def tags(titles: int, _: int, chance: random.Random) -> Iterator[models.Model]:
    for number in range(1, titles + 1):
        for tag in chance.sample(range(400), TAGS if number == MEASURED else 8):
            yield MediaTagRank(media_id=number, tag_id=tag, rank=chance.randint(10, 99))


def studios(titles: int, _: int, chance: random.Random) -> Iterator[models.Model]:
    for number in range(1, titles + 1):
        yield MediaStudio(id=number, media_id=number, studio_id=chance.randint(0, titles // 20), is_main=True)


def staff(titles: int, people: int, chance: random.Random) -> Iterator[models.Model]:
    for number in range(1, titles + 1):
        for position in range(STAFF if number == MEASURED else 3):
            yield MediaStaff(
                id=number * 100 + position,
                media_id=number,
                staff_id=chance.randint(1, people),
                role=f"Role {position}",
                position=position,
            )


def measured(titles: int) -> None:
    """Give the measured title what a well-known one has."""
    others = range(2, titles + 1, max(1, titles // 40))
    write(
        Episode(media_id=MEASURED, number=number, title_english=f"Episode {number}", aired=20240111)
        for number in range(1, EPISODES + 1)
    )
    write(
        MediaExternalLink(
            id=number,
            media_id=MEASURED,
            url=f"https://video.example/{number}",
            site="Video",
            type="STREAMING",
            position=number,
        )
        for number in range(LINKS)
    )
    write(
        MediaRelation(id=number, media_id=MEASURED, related_id=other, relation_type="SEQUEL")
        for number, other in enumerate(others[:RELATED])
    )
    write(
        Recommendation(id=number, media_id=MEASURED, recommended_id=other, rating=number)
        for number, other in enumerate(others[:10])
    )
    write(
        Review(
            id=number,
            media_id=MEASURED,
            score=70,
            summary="Good",
            body_html="<p>" + "Words. " * 400 + "</p>",
            created_at=1,
            updated_at=1,
        )
        for number in range(REVIEWS)
    )
    write(ScoreCount(media_id=MEASURED, score=score, amount=score) for score in range(10, 101, 10))
    write(StatusCount(media_id=MEASURED, status=status, amount=5) for status in ("CURRENT", "COMPLETED"))


def settle() -> None:
    """Let the database count its rows, as an import does at its end."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
