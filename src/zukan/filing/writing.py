"""From the catalogue to its cards."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice

from django.db import transaction
from django.db.models import Max

from zukan.catalogue.models import (
    EpisodeAudio,
    Media,
    MediaExternalLink,
    MediaFormat,
    MediaGenre,
    MediaSeason,
    MediaSource,
    MediaStatus,
    MediaStudio,
    MediaTagRank,
    MediaType,
    VoiceRole,
)
from zukan.filing.bands import BANDS
from zukan.filing.bits import bits_of, width_for
from zukan.filing.models import Card, Facet, Place

CARDS_A_QUERY = 200
LEAST_RANK = 18  # at which a title carries a tag: AniList's default. A rank that is not known counts as this one
OWN_LANGUAGE = {"KR": "Korean", "CN": "Chinese", "TW": "Chinese"}  # of a country; elsewhere Japanese
CLOSED = {
    Facet.FORMAT: MediaFormat.values,
    Facet.STATUS: MediaStatus.values,
    Facet.SEASON: MediaSeason.values,
    Facet.SOURCE: MediaSource.values,
}
BAND_OF = {
    Facet.SCORE: Facet.SCORE_BAND,
    Facet.EPISODES: Facet.EPISODES_BAND,
    Facet.LENGTH: Facet.LENGTH_BAND,
}
BY_NUMBER = {Facet.SCORE, Facet.EPISODES, Facet.LENGTH}
NEWEST_FIRST = {Facet.YEAR, Facet.DECADE}

Value = tuple[Facet, str, str]  # facet, value, label


@dataclass(slots=True)
class Drawer:
    """The cards of one type while they are written: values and the numbers of their works."""

    numbers: dict[int, int]  # media id -> place
    cards: dict[Value, list[int]] = field(default_factory=lambda: defaultdict(list))

    def put(self, media: int, facet: Facet, value: object, label: object = None) -> None:
        """Note that a work carries a value, unless there is none or the work is of another type."""
        if value is not None and (place := self.numbers.get(media)) is not None:
            text = str(value)
            self.cards[facet, text, text if label is None else str(label)].append(place)


@transaction.atomic
def file_works() -> int:
    """Bring all cards up to date with the catalogue. Return how many were written."""
    return sum(file_type(type_) for type_ in MediaType.values)


def file_type(type_: str) -> int:
    """Bring the cards of one type up to date. Return how many were written."""
    drawer = Drawer(give_places(type_))
    put_columns(drawer, type_)
    put_lists(drawer)
    return write(type_, list(cards(type_, drawer)))


def give_places(type_: str) -> dict[int, int]:
    """Return the place of each work of a type; new works get the next ones."""
    places = dict(Place.objects.filter(media__type=type_).values_list("media_id", "number"))
    top = Place.objects.filter(media__type=type_).aggregate(top=Max("number"))["top"]
    missing = Media.objects.filter(type=type_).exclude(pk__in=Place.objects.values("media_id")).order_by("pk")
    new = list(enumerate(missing.values_list("pk", flat=True), 0 if top is None else top + 1))
    Place.objects.bulk_create((Place(media_id=media, number=number) for number, media in new), 1_000)
    return {**places, **{media: number for number, media in new}}


def put_columns(drawer: Drawer, type_: str) -> None:
    """Note what stands in the rows of the works themselves."""
    columns = ("pk", "is_adult", "format", "status", "season", "season_year", "start_date", "source")
    more = ("country_of_origin", "average_score", "popularity", "episodes", "duration")
    for row in Media.objects.filter(type=type_).values_list(*columns, *more).iterator():
        put_row(drawer, dict(zip((*columns, *more), row, strict=True)))


def put_row(drawer: Drawer, row: Mapping[str, object]) -> None:
    """Note what stands in the row of a work."""
    media = int(str(row["pk"]))
    drawer.put(media, Facet.ALL, "")
    drawer.put(media, Facet.ADULT, 1 if row["is_adult"] else None)
    plain = {Facet.FORMAT: "format", Facet.STATUS: "status", Facet.SEASON: "season", Facet.SOURCE: "source"}
    for facet, name in {**plain, Facet.COUNTRY: "country_of_origin"}.items():
        drawer.put(media, facet, row[name])
    if year := year_of(row["season_year"], row["start_date"]):
        drawer.put(media, Facet.YEAR, year)
        drawer.put(media, Facet.DECADE, f"{year // 10 * 10}-{year // 10 * 10 + 9}")
    for facet, name in ((Facet.SCORE, "average_score"), (Facet.EPISODES, "episodes"), (Facet.LENGTH, "duration")):
        put_number(drawer, media, facet, row[name])
    for facet in (Facet.POPULARITY, Facet.POPULARITY_BAND):
        put_bands(drawer, media, facet, int(str(row["popularity"])))


def year_of(season_year: object, start_date: object) -> int | None:
    """Return the year of a work's season, else of its start."""
    return int(str(season_year)) if season_year else int(str(start_date or 0)) // 10_000 or None


def put_number(drawer: Drawer, media: int, facet: Facet, number: object) -> None:
    """Note a number and the bands that it lies in."""
    if number is not None:
        drawer.put(media, facet, number)
        put_bands(drawer, media, BAND_OF[facet], int(str(number)))


def put_bands(drawer: Drawer, media: int, facet: Facet, number: int) -> None:
    for band in BANDS[facet]:
        if band.holds(number):
            drawer.put(media, facet, band)


def put_lists(drawer: Drawer) -> None:
    """Note what hangs on the works in tables of its own."""
    for media, genre in MediaGenre.objects.values_list("media_id", "genre__name"):
        drawer.put(media, Facet.GENRE, genre)
    for media, tag, rank in MediaTagRank.objects.values_list("media_id", "tag__name", "rank"):
        drawer.put(media, Facet.TAG, tag if rank is None or rank >= LEAST_RANK else None)
    for media, studio, name in MediaStudio.objects.values_list("media_id", "studio_id", "studio__name").distinct():
        drawer.put(media, Facet.STUDIO, studio, name)
    streaming = MediaExternalLink.objects.filter(type="STREAMING")
    for media, site in streaming.values_list("media_id", "site").distinct().order_by():
        drawer.put(media, Facet.STREAMING, site)
    for media, language in dubs():
        drawer.put(media, Facet.DUBBED, language)


def dubs() -> set[tuple[int, str]]:
    """Return the works and the languages, other than their own, in which they are voiced."""
    voices = VoiceRole.objects.exclude(language=None).values_list(
        "appearance__media_id", "language", "appearance__media__country_of_origin"
    )
    audio = EpisodeAudio.objects.values_list("episode__media_id", "language", "episode__media__country_of_origin")
    return {
        (media, language)
        for rows in (voices, audio)
        for media, language, country in rows
        if language and language != OWN_LANGUAGE.get(country or "", "Japanese")
    }


def cards(type_: str, drawer: Drawer) -> Iterator[Card]:
    """Yield the cards of a type in their order."""
    width = width_for(max(drawer.numbers.values(), default=0) + 1)
    order: dict[Facet, int] = defaultdict(int)
    for (facet, value, label), places in sorted(drawer.cards.items(), key=lambda card: reading_order(*card)):
        number = int(value.split("-")[0]) if value.split("-")[0].isdecimal() else None
        said = {"label": label, "number": number, "position": order[facet], "bits": bits_of(places, width)}
        order[facet] += 1
        yield Card(type=type_, facet=facet, value=value, digest=digest_of(said), **said)


def reading_order(key: Value, places: list[int]) -> tuple[object, ...]:
    """Return what cards are ordered by: closed lists as they stand, years the newest first, the rest by size."""
    facet, value, label = key
    if facet in CLOSED:
        return facet, CLOSED[facet].index(value)
    if facet in NEWEST_FIRST:
        return facet, -int(value[:4])
    if facet in BY_NUMBER:
        return facet, int(value)
    if facet in BANDS:
        return facet, [str(band) for band in BANDS[facet]].index(value)
    return facet, -len(places), label


def digest_of(said: Mapping[str, object]) -> str:
    """Return a digest of what a card says."""
    return blake2b(repr(sorted(said.items())).encode(), digest_size=16).hexdigest()


def write(type_: str, wanted: list[Card]) -> int:
    """Write the cards that changed and remove those of which nothing is left. Return how many were written."""
    standing = {(facet, value): (pk, digest) for facet, value, pk, digest in known_cards(type_)}
    kept = {(card.facet, card.value) for card in wanted}
    Card.objects.filter(pk__in=[pk for key, (pk, _) in standing.items() if key not in kept]).delete()
    changed = [card for card in wanted if standing.get((card.facet, card.value), (0, ""))[1] != card.digest]
    for batch in batches(changed):
        Card.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["type", "facet", "value"],
            update_fields=["label", "number", "position", "bits", "digest"],
        )
    return len(changed)


def known_cards(type_: str) -> Iterable[tuple[str, str, int, str]]:
    """Return facet, value, id and digest of the cards that stand."""
    return Card.objects.filter(type=type_).values_list("facet", "value", "pk", "digest")


def batches(changed: list[Card]) -> Iterator[list[Card]]:
    """Yield cards in batches that a query takes."""
    rest = iter(changed)
    while batch := list(islice(rest, CARDS_A_QUERY)):
        yield batch
