"""What MediaFacets counts is what Page.media finds, whatever is asked."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from django.db import connection

from tests.statements import statements
from tests.web.works import add_work
from zukan.catalogue.models import (
    Character,
    Episode,
    EpisodeAudio,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaStudio,
    MediaTag,
    MediaTagRank,
    Staff,
    Studio,
    VoiceRole,
)
from zukan.filing.writing import file_works
from zukan.graph.site import read_page

FORMATS = ("TV", "MOVIE", None)
STATUSES = ("FINISHED", "RELEASING")
GENRES = (("Action",), ("Action", "Sci-Fi"), ("Drama",), ())
WORKS = 48

# Argument, as MediaFacets and Page.media both take it.
FILTERS = [
    "format_in: [TV]",
    "format_in: [TV, MOVIE]",
    "status_in: [FINISHED]",
    "season_in: [WINTER, FALL]",
    "year_greater: 2004, year_lesser: 2012",
    'genre_in: ["action"]',
    'genre_in: ["Action", "Sci-Fi"]',
    'genre_not_in: ["Drama"]',
    'tag_in: ["Space"]',
    'tag_not_in: ["Space", "Robots"]',
    'tag_in: ["Space"], minimumTagRank: 50',
    "studioId_in: [1]",
    "studioId_in: [1, 99]",
    "source_in: [MANGA]",
    "countryOfOrigin_in: [JP, KR]",
    "averageScore_greater: 59",
    "averageScore_greater: 50, averageScore_lesser: 75",
    "popularity_greater: 99",
    "popularity_greater: 123",
    "popularity_lesser: 300",
    "episodes_lesser: 13",
    "duration_greater: 23",
    'licensedBy_in: ["Streamhaus"]',
    'dubLanguage_in: ["English"]',
    'dubLanguage_in: ["German", "English"]',
]


@pytest.fixture
def filed(db: None) -> None:
    """Works that differ in all that they are picked by, and their cards."""
    for number, name in ((1, "Andon"), (2, "Wax Works"), (3, "100%_")):
        Studio.objects.create(id=number, name=name)
    tags = [MediaTag.objects.create(id=number, name=name) for number, name in ((1, "Space"), (2, "Robots"))]
    actor = Staff.objects.create(id=1, name_full="Jane Doe")
    character = Character.objects.create(id=1, name_full="Aoi")
    for number in range(1, WORKS + 1):
        add_filed_work(number, tags, actor, character)
    add_work(900, ("Action",), type="MANGA", title_romaji="Ink", format="MANGA", start_date=20010000)
    file_works()


def add_filed_work(number: int, tags: list[MediaTag], actor: Staff, character: Character) -> None:
    """Add a work whose every column follows from its number, each in a rhythm of its own."""
    work = add_work(
        number,
        GENRES[number % 4],
        title_romaji=f"Work {number}",
        format=FORMATS[number % 3],
        status=STATUSES[number % 2],
        season=("WINTER", "FALL", None)[number % 3],
        season_year=2000 + number % 15 if number % 3 else None,
        start_date=(1999 + number % 15) * 10_000 if number % 5 else None,
        source=("MANGA", None)[number % 2],
        country_of_origin=("JP", "KR", None)[number % 3],
        average_score=number * 2 if number % 4 else None,
        popularity=number * 17,
        episodes=number if number % 2 else None,
        duration=number if number % 7 else None,
        is_adult=number % 11 == 0,
    )
    MediaStudio.objects.create(id=number * 2, media=work, studio_id=1 + number % 3, is_main=True)
    MediaStudio.objects.create(id=number * 2 + 1, media=work, studio_id=1 + number % 2, is_main=False)
    if number % 2:
        MediaTagRank.objects.create(media=work, tag=tags[0], rank=(None, 10, 40, 70)[number % 4])
    if number % 3 == 0:
        MediaTagRank.objects.create(media=work, tag=tags[1], rank=90)
        MediaExternalLink.objects.create(
            id=number, media=work, site="Streamhaus", url="https://s.example", type="STREAMING", position=0
        )
    add_voices(number, work, actor, character)


def add_voices(number: int, work: Media, actor: Staff, character: Character) -> None:
    """Some are dubbed by a voice, some by an episode's audio; Japanese is a dub of what is Korean only."""
    if number % 4 == 0:
        part = MediaCharacter.objects.create(id=number, media=work, character=character, position=0)
        for position, language in enumerate(("Japanese", "English")[: 1 + number % 8 // 4]):
            VoiceRole.objects.create(appearance=part, staff=actor, language=language, position=position)
    if number % 9 == 0:
        episode = Episode.objects.create(media=work, number=1)
        EpisodeAudio.objects.create(episode=episode, language="German", site="Streamhaus")


def found(arguments: str) -> set[int]:
    """Return what the list finds."""
    answer = read_page(f"{{ Page(perPage: 200) {{ media(type: ANIME, {arguments}) {{ id }} }} }}")
    return {media["id"] for media in answer["Page"]["media"]}


def facets(arguments: str, selection: str = "count adults dropped") -> dict[str, Any]:
    counted: dict[str, Any] = read_page(f"{{ f: MediaFacets(type: ANIME, {arguments}) {{ {selection} }} }}")["f"]
    return counted


def compatible_pairs() -> Iterator[str]:
    for one, other in combinations(FILTERS, 2):
        names = [part.split(":")[0].strip() for part in (*one.split(", "), *other.split(", ")) if ":" in part]
        if len(names) == len(set(names)):
            yield f"{one}, {other}"


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("arguments", FILTERS)
def test_count_of_one_filter_is_what_the_list_finds(arguments: str) -> None:
    everything = found(arguments)
    safe = found(f"{arguments}, isAdult: false")
    assert 0 < len(everything) < WORKS
    assert facets(arguments) == {"count": len(everything), "adults": 0, "dropped": facets(arguments)["dropped"]}
    counted = facets(f"{arguments}, isAdult: false")
    assert (counted["count"], counted["adults"]) == (len(safe), len(everything) - len(safe))


@pytest.mark.usefixtures("filed")
def test_counts_of_two_filters_are_what_the_list_finds() -> None:
    pairs = list(compatible_pairs())
    assert len(pairs) > 200
    for arguments in pairs:
        assert facets(arguments)["count"] == len(found(arguments)), arguments


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("chosen", "facet", "argument"),
    [
        ('format_in: [MOVIE], genre_in: ["Action"]', "FORMAT", "format_in: [{value}]"),
        ("format_in: [MOVIE]", "STATUS", "status_in: [{value}]"),
        ("studioId_in: [2], status_in: [FINISHED]", "STUDIO", "studioId_in: [{value}]"),
        ('licensedBy_in: ["Streamhaus"], format_in: [TV]', "STREAMING", 'licensedBy_in: ["{value}"]'),
        ('dubLanguage_in: ["German"]', "DUBBED", 'dubLanguage_in: ["{value}"]'),
        ("source_in: [MANGA]", "SOURCE", "source_in: [{value}]"),
        ("countryOfOrigin_in: [KR]", "COUNTRY", "countryOfOrigin_in: [{value}]"),
        ("season_in: [FALL]", "SEASON", "season_in: [{value}]"),
    ],
)
def test_value_counts_what_would_remain_in_the_place_of_its_facet(chosen: str, facet: str, argument: str) -> None:
    values = facets(chosen, f"values(facet: {facet}, perPage: 50) {{ value count }}")["values"]
    own = argument.split(":")[0]
    others = ", ".join(part for part in chosen.replace("], ", "]|").split("|") if not part.startswith(own))
    assert values
    for value in values:
        replaced = ", ".join(part for part in (others, argument.format(value=value["value"])) if part)
        assert value["count"] == len(found(replaced)), value


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("facet", ["GENRE", "TAG"])
def test_genre_counts_what_would_remain_besides_the_others(facet: str) -> None:
    stem = facet.lower()
    chosen = 'genre_in: ["Action"], status_in: [RELEASING]'
    values = facets(chosen, f"values(facet: {facet}) {{ value count }}")["values"]
    assert len(values) > 1
    for value in values:
        wanted = f'{chosen}, tag_in: ["{value["value"]}"]'
        if stem == "genre":
            wanted = f'genre_in: ["Action", "{value["value"]}"], status_in: [RELEASING]'
        assert value["count"] == len(found(wanted)), value


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("facet", "stem"),
    [
        ("DECADE", "year"),
        ("SCORE_BAND", "averageScore"),
        ("POPULARITY_BAND", "popularity"),
        ("EPISODES_BAND", "episodes"),
        ("LENGTH_BAND", "duration"),
    ],
)
def test_band_counts_the_works_of_its_range(facet: str, stem: str) -> None:
    values = facets(
        f'{stem}_greater: 1, {stem}_lesser: 3, genre_in: ["Action"]', f"values(facet: {facet}) {{ value count }}"
    )["values"]
    assert values
    for value in values:
        low, _, high = value["value"].partition("-")
        bounds = [f"{stem}_greater: {int(low) - 1}"] if low else []
        bounds += [f"{stem}_lesser: {int(high or low) + 1}"] if high or value["value"] == low else []
        assert value["count"] == len(found(f'{", ".join(bounds)}, genre_in: ["Action"]')), value


@pytest.mark.usefixtures("filed")
def test_dropped_counts_what_would_remain_without_each_condition() -> None:
    parts = [
        "format_in: [TV, MOVIE]",
        "year_greater: 2003, year_lesser: 2012",
        'genre_in: ["Action", "Sci-Fi"]',
        'tag_not_in: ["Robots"]',
    ]
    without = [
        ", ".join(parts[1:]),
        ", ".join((parts[0], *parts[2:])),
        ", ".join((*parts[:2], 'genre_in: ["Sci-Fi"]', parts[3])),
        ", ".join((*parts[:2], 'genre_in: ["Action"]', parts[3])),
        ", ".join(parts[:3]),
    ]
    assert facets(", ".join(parts))["dropped"] == [len(found(arguments)) for arguments in without]


@pytest.mark.usefixtures("filed")
def test_long_facets_are_bounded_sorted_and_searched() -> None:
    def values(arguments: str) -> list[str]:
        answer = facets('genre_in: ["Drama"]', f"values(facet: STUDIO, {arguments}) {{ label count }}")["values"]
        return [value["label"] for value in answer]

    assert len(values("perPage: 2")) == 2
    assert len(values("among: 1, perPage: 50")) == 1
    assert values('label_like: "%wax%"') == ["Wax Works"]
    assert values('label_like: "%100\\\\%\\\\_%"') == ["100%_"]
    assert values('value_in: ["2", "3"]') == ["Wax Works", "100%_"]
    counts = facets('genre_in: ["Drama"]', "values(facet: STUDIO, sort: [REMAINING_DESC]) { count }")["values"]
    assert counts == sorted(counts, key=lambda value: -value["count"])


@pytest.mark.usefixtures("filed")
def test_types_are_counted_apart() -> None:
    answer = read_page("{ f: MediaFacets(type: MANGA) { count values(facet: FORMAT) { value count } } }")["f"]
    assert answer == {"count": 1, "values": [{"value": "MANGA", "count": 1}]}


@pytest.mark.django_db
def test_nothing_filed_is_null() -> None:
    assert read_page("{ f: MediaFacets(type: ANIME) { count } }") == {"f": None}


@pytest.mark.usefixtures("filed")
def test_list_and_counts_are_one_statement() -> None:
    filters = 'genre_in: ["Action"], genre_not_in: ["Drama"], year_greater: 2000, isAdult: false'
    with statements() as seen:
        read_page(
            f"{{ a: MediaFacets(type: ANIME, {filters}) {{ count values(facet: TAG) {{ count }} }}"
            f" b: MediaFacets(type: MANGA) {{ count dropped }} Page {{ media(type: ANIME, {filters}) {{ id }} }} }}"
        )
    assert len(seen) == 1


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize("argument", ["genre_in", "tag_in", "tag_not_in", "licensedBy_in", "dubLanguage_in"])
def test_text_that_looks_like_sql_is_only_text(argument: str) -> None:
    document = f"query($t: [String]) {{ f: MediaFacets(type: ANIME, {argument}: $t) {{ count }} }}"
    hostile = ["x'); drop table filing_card; --", '"]', "%", "\\"]
    for text in hostile:
        assert read_page(document, {"t": [text]})["f"]["count"] == (WORKS if "not" in argument else 0)
    assert connection.introspection.table_names().count("filing_card") == 1
