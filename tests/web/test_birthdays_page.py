"""`/birthdays`: who was born on a day of the year."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.people import CHARACTER_PATH, STAFF_PATH
from zukan.catalogue.models import Character, Staff

pytestmark = pytest.mark.usefixtures("people")


def paths(section: Element) -> list[str]:
    return [link.attributes["href"] for link in section.all("a", "person-line")]


def test_day_shows_who_was_born_on_it(read: ReadPage) -> None:
    page = read("/birthdays?day=3-11")
    assert page.one("h1").text == "Born on 11 March"
    assert paths(page.section("characters")) == [CHARACTER_PATH]  # nobody who appears only in works for adults
    assert "Kami no Chouchin" in page.section("characters").text
    assert paths(page.section("staff")) == [STAFF_PATH]
    assert "1985" in page.section("staff").text


def test_other_day_shows_neither_and_says_so(read: ReadPage) -> None:
    page = read("/birthdays?day=3-12")
    assert "No character is known to have been born on this day" in page.text
    assert "Nobody is known to have been born on this day" in page.text


def test_days_before_show_who_comes(read: ReadPage) -> None:
    coming = read("/birthdays?day=3-8").section("coming")
    assert [day.text for day in coming.all("h3")] == ["11 March"]
    assert paths(coming) == [CHARACTER_PATH, STAFF_PATH]
    assert not read("/birthdays?day=3-11").all("section", aria_labelledby="coming")


@pytest.mark.parametrize("day", ["", "2-30", "13-1", "x", "3", "-1-1", "3-11-1", "³-1"])
def test_without_a_day_of_the_year_it_is_today(read: ReadPage, day: str) -> None:
    today = datetime.now(UTC)
    Character.objects.create(id=800, name_full="Today", birthday=today.month * 100 + today.day, date_of_birth=101)
    page = read(f"/birthdays?day={day}")
    assert paths(page.section("characters")) == ["/character/800"]
    assert "Today" in page.one("p", "heading__line").text


def test_leap_day_is_a_day(read: ReadPage) -> None:
    Staff.objects.create(id=800, name_full="Leap", birthday=229, date_of_birth=20000229)
    assert paths(read("/birthdays?day=2-29").section("staff")) == ["/staff/800"]


def test_year_is_walked_day_by_day_and_month_by_month(read: ReadPage) -> None:
    calendar = read("/birthdays?day=12-31").one("nav", "calendar")
    assert calendar.one("a", rel="prev").attributes["href"] == "/birthdays?day=12-30"
    assert calendar.one("a", rel="next").attributes["href"] == "/birthdays?day=1-1"
    assert len(calendar.one("ul", "calendar__months").all("a")) == 12
    assert len(calendar.one("ul", "calendar__days").all("a")) == 31


def test_a_day_of_many_is_pages_the_best_liked_first(read: ReadPage) -> None:
    for number in range(800, 860):
        Character.objects.create(id=number, name_full=f"C{number}", birthday=601, date_of_birth=601, favourites=number)
    first, second = (paths(read(f"/birthdays?day=6-1&page={number}").section("characters")) for number in (1, 2))
    assert (len(first), len(second)) == (48, 12)
    assert first[0] == "/character/859"
    assert not set(first) & set(second)


@pytest.mark.parametrize("path", ["/birthdays", "/birthdays?day=3-8", "/birthdays?day=3-11&page=2&people=3"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1
