"""One combination of filters has one address and one name."""

from typing import Any

import pytest
from django.http import QueryDict

from zukan.web.pages.browse.addresses import address_of, browse_url
from zukan.web.pages.browse.choice import Choice, is_form, read_choice
from zukan.web.pages.browse.naming import chip, heading

STUDIOS = {"14": "Sunrise"}


def choice_of(query: str, type_: str = "ANIME") -> Choice:
    return read_choice(type_, QueryDict(query))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "Anime"),
        ("sort=score", "Anime, best first"),
        ("genre=Sci-Fi&format=TV&year=2015-2020&sort=score", "Sci-Fi TV, 2015–2020, best first"),
        ("format=TV", "TV series"),
        ("format=TV&format=MOVIE", "TV and movies"),
        ("genre=Action&genre=Drama&genre=-Comedy", "Action and Drama anime without Comedy"),
        ("genre=-Comedy&tag=-Gore", "Anime without Comedy or Gore"),
        ("tag=Mecha&tag=Space&rank=60", "Anime with Mecha and Space, tags at 60 percent and up"),
        ("season=WINTER&year=2015", "Anime, winter 2015"),
        ("season=WINTER&season=SPRING", "Anime, winter or spring"),
        ("year=2015-", "Anime, from 2015"),
        ("year=-1990", "Anime, until 1990"),
        ("status=NOT_YET_RELEASED", "Announced anime"),
        ("status=FINISHED&format=OVA", "Finished OVAs"),
        ("studio=14&sort=newest", "Anime, by Sunrise, newest first"),
        ("studio=99", "Anime, by studio 99"),
        ("source=LIGHT_NOVEL", "Anime, from light novels"),
        ("country=KR", "Anime, made in South Korea"),
        ("score=70-90", "Anime, scored 70–90"),
        ("score=80-", "Anime, scored 80 and up"),
        ("popularity=1000-", "Anime, listed by 1,000 and more"),
        ("episodes=1", "Anime, 1 episode"),
        ("episodes=1-13", "Anime, 1–13 episodes"),
        ("length=-30", "Anime, up to 30 minutes"),
        ("streaming=Crunchyroll&dubbed=English", "Anime, on Crunchyroll, dubbed in English"),
        ("adult=1", "Anime, adult titles too"),
    ],
)
def test_shelf_names_itself(query: str, name: str) -> None:
    assert heading(choice_of(query), STUDIOS) == name


def test_shelf_of_manga_names_itself() -> None:
    assert heading(choice_of("", "MANGA")) == "Manga"
    assert heading(choice_of("format=NOVEL&sort=title", "MANGA")) == "Light novels, by title"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({}, "/anime"),
        ({"sort": "popular", "view": "grid", "page": 1}, "/anime"),
        ({"genre": "Sci-Fi"}, "/anime?genre=Sci-Fi"),
        ({"year": "2015-2020", "genre": ["Sci-Fi", "-Comedy"]}, "/anime?genre=Sci-Fi&genre=-Comedy&year=2015-2020"),
        ({"studio": 14, "sort": "score", "page": 3}, "/anime?studio=14&sort=score&page=3"),
        ({"tag": "Boys' Love & more", "format": None, "status": []}, "/anime?tag=Boys%27+Love+%26+more"),
        ({"view": "table", "adult": 1}, "/anime?adult=1&view=table"),
    ],
)
def test_address_is_written_in_one_way(given: dict[str, Any], address: str) -> None:
    assert browse_url("ANIME", **given) == address


def test_address_with_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        browse_url("ANIME", colour="red")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("format=tv&genre=Action&genre=Action", "genre=Action&format=TV"),
        ("year_from=2015&year_to=2020&score_from=&genre=", "year=2015-2020"),
        ("year_from=2015&year_to=2015", "year=2015"),
        ("episodes_to=13", "episodes=-13"),
        ("year=2020-2015&score=x&popularity=-&episodes=1e3", ""),
        ("format=NONSENSE&status=FINISHED&season=%00", "status=FINISHED"),
        ("genre=Action&genre=-Action", "genre=Action"),
        ("genre=-&tag=%20%20", ""),
        ("adult=yes&sort=nonsense&view=cinema&page=0", ""),
        ("page=99999999999&rank=900", "rank=100"),
        ("studio=14&studio=x&studio=-1", "studio=14"),
        ("tag=a%00b%ED%A0%80", "tag=a+b%EF%BF%BD%EF%BF%BD%EF%BF%BD"),
        ("score=60-&score=80-", "score=80-"),
        ("unknown=1&utm_source=x", ""),
    ],
)
def test_what_is_written_badly_is_not_picked(written: str, canonical: str) -> None:
    assert address_of(choice_of(written)).partition("?")[2] == canonical


def test_no_address_picks_endless_values() -> None:
    many = "&".join(f"tag=tag{number}" for number in range(500))
    assert len(choice_of(many).values("tag")) == 20
    assert choice_of(f"tag={'x' * 5000}").values("tag") == ("x" * 100,)


def test_addresses_are_read_as_they_are_written() -> None:
    query = (
        "genre=Sci-Fi&genre=-Comedy&tag=Space&rank=40&format=TV&year=2015-2020&studio=14&score=70-&sort=score&page=2"
    )
    assert address_of(choice_of(query)) == f"/anime?{query}"


@pytest.mark.parametrize(
    ("query", "is_one"), [("year_from=", True), ("genre=", True), ("genre=Action", False), ("", False)]
)
def test_form_is_told_from_an_address(query: str, is_one: bool) -> None:
    assert is_form(QueryDict(query)) is is_one


@pytest.mark.parametrize(
    ("parameter", "value", "words"),
    [
        ("genre", "-Comedy", "without Comedy"),
        ("format", "TV_SHORT", "TV short"),
        ("year", "2015-2020", "2015–2020"),
        ("season", "FALL", "Fall"),
        ("source", "WEB_NOVEL", "from web novels"),
        ("studio", "14", "by Sunrise"),
        ("country", "JP", "made in Japan"),
        ("popularity", "-10", "listed by 10 and fewer"),
        ("adult", "1", "adult titles too"),
        ("rank", "60", "tags at 60 percent and up"),
    ],
)
def test_picked_value_has_words_of_its_own(parameter: str, value: str, words: str) -> None:
    assert chip(parameter, value, STUDIOS) == words


def test_picking_replaces_the_facet_but_adds_genres() -> None:
    shelf = choice_of("genre=Action&format=TV&page=7")
    assert address_of(shelf.adding("genre", "Drama")) == "/anime?genre=Action&genre=Drama&format=TV"
    assert address_of(shelf.adding("genre", "-Action")) == "/anime?genre=-Action&format=TV"
    assert address_of(shelf.adding("format", "OVA")) == "/anime?genre=Action&format=OVA"
    assert address_of(shelf.without("genre", "Action")) == "/anime?format=TV"
    assert address_of(shelf.cleared()) == "/anime"
