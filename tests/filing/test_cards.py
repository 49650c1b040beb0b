"""Cards follow the catalogue, and only those that changed are written."""

import pytest

from tests.web.works import add_work
from zukan.catalogue.models import Media
from zukan.filing.bands import BANDS, Range, read_range
from zukan.filing.bits import STEP, bits_of, width_for
from zukan.filing.models import Card, Facet, Place
from zukan.filing.writing import file_works


def works_on(facet: Facet, value: str, type_: str = "ANIME") -> set[int]:
    """Return the works on a card."""
    number = int.from_bytes(Card.objects.get(type=type_, facet=facet, value=value).bits, "little")
    places = Place.objects.filter(media__type=type_).values_list("media_id", "number")
    return {media for media, place in places if number >> place & 1}


@pytest.mark.django_db
def test_cards_follow_what_becomes_of_works() -> None:
    add_work(1, ("Action",), title_romaji="One", format="TV", season_year=2015, start_date=20141228)
    add_work(2, ("Action", "Drama"), title_romaji="Two", format="TV", start_date=20160000, is_adult=True)
    add_work(3, type="MANGA", title_romaji="Three", format="MANGA")
    file_works()
    assert works_on(Facet.ALL, "") == {1, 2}
    assert works_on(Facet.GENRE, "Action") == {1, 2}
    assert works_on(Facet.YEAR, "2015") == {1}
    assert works_on(Facet.DECADE, "2010-2019") == {1, 2}
    assert works_on(Facet.ADULT, "1") == {2}
    assert works_on(Facet.FORMAT, "MANGA", "MANGA") == {3}
    Media.objects.filter(pk=1).update(format="MOVIE")
    Media.objects.filter(pk=2).delete()
    add_work(4, ("Action",), title_romaji="Four", format="MOVIE")
    file_works()
    assert works_on(Facet.FORMAT, "MOVIE") == {1, 4}
    assert works_on(Facet.GENRE, "Action") == {1, 4}
    assert not Card.objects.filter(facet__in=[Facet.ADULT, Facet.YEAR], value__in=["1", "2016"]).exists()


@pytest.mark.django_db
def test_what_stayed_the_same_is_not_written_again() -> None:
    for number in range(1, 20):
        add_work(number, ("Action", "Drama"), title_romaji=f"Work {number}", format="TV", popularity=number)
    assert file_works() == Card.objects.count() > 5
    assert file_works() == 0
    Media.objects.filter(pk=3).update(status="FINISHED")
    assert file_works() == 1


@pytest.mark.django_db
def test_a_work_keeps_its_place_as_long_as_it_is_here() -> None:
    for number in (5, 6, 7):
        add_work(number, title_romaji=f"Work {number}")
    file_works()
    before = dict(Place.objects.values_list("media_id", "number"))
    Media.objects.filter(pk=5).delete()
    add_work(1, title_romaji="Older by id")
    file_works()
    after = dict(Place.objects.values_list("media_id", "number"))
    assert after == {6: before[6], 7: before[7], 1: 3}


def test_strings_grow_by_steps() -> None:
    assert width_for(1) == width_for(8 * STEP - 1) == STEP
    assert width_for(8 * STEP) == 2 * STEP
    assert bits_of([0, 9], 2) == b"\x01\x02"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("70-90", Range(70, 90)),
        ("70-", Range(70, None)),
        ("-5", Range(None, 5)),
        ("12", Range(12, 12)),
        (" 3 ", Range(3, 3)),
        ("", None),
        ("-", None),
        ("9-3", None),
        ("1-2-3", None),
        ("1e3", None),
        ("٣", None),
        ("1234567890", None),
    ],
)
def test_ranges_are_read_as_addresses_write_them(text: str, found: Range | None) -> None:
    assert read_range(text) == found
    if found:
        assert read_range(str(found)) == found


def test_bands_of_one_click_read_back() -> None:
    assert all(read_range(str(band)) == band for bands in BANDS.values() for band in bands)
