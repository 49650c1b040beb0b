"""`/studio/…`: what a company made, and what it took part in."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.people import BUSY, IDLE, STUDIO_PATH, add_many_roles
from zukan.catalogue.models import Redirect

pytestmark = pytest.mark.usefixtures("people")


def titles(section: Element) -> list[str]:
    return [title.text for title in section.all("span", "slip__title")]


def test_works_it_made_and_works_it_took_part_in_stand_apart_by_year(read: ReadPage) -> None:
    page = read(STUDIO_PATH)
    assert page.one("h1").text == "Hasu"
    assert page.one("p", "heading__line").text == "Animation studio · 4 titles · favorited by 7 users"
    assert titles(page.section("main")) == ["Paper Lanterns 2", "Kami no Chouchin"]
    assert [year.text for year in page.section("main").all("h3")] == ["2022", "2021"]
    assert titles(page.section("other")) == ["Chouchin"]


def test_order_is_chosen_by_address(read: ReadPage) -> None:
    assert titles(read(f"{STUDIO_PATH}?sort=oldest").section("main")) == ["Kami no Chouchin", "Paper Lanterns 2"]
    assert titles(read(f"{STUDIO_PATH}?sort=score").section("main"))[0] == "Kami no Chouchin"


def test_works_for_adults_are_shown_when_wanted(read: ReadPage) -> None:
    assert "Paper Walls" in titles(read(f"{STUDIO_PATH}?adult=1").section("main"))


def test_many_works_are_pages(read: ReadPage) -> None:
    add_many_roles(60)
    first, second = read(STUDIO_PATH).section("main"), read(f"{STUDIO_PATH}?page=2").section("main")
    assert (len(titles(first)), len(titles(second))) == (48, 14)
    assert not set(titles(first)) & set(titles(second))
    assert first.one("a", rel="next").attributes["href"] == "?page=2#main"


def test_a_studio_without_works_says_so(read: ReadPage) -> None:
    assert "No title of this studio is shown here" in read(f"/studio/{IDLE}").text


@pytest.mark.parametrize("path", [f"/studio/{BUSY}", "/studio/700/x"])
def test_any_other_address_leads_to_its_own(client: Client, path: str) -> None:
    Redirect.objects.create(entity="studio", old_id=700, new_id=BUSY)
    assert client.get(path)["Location"] == STUDIO_PATH


def test_unknown_studio_is_not_found(client: Client) -> None:
    assert client.get("/studio/999999").status_code == 404


@pytest.mark.parametrize("path", [STUDIO_PATH, f"{STUDIO_PATH}?sort=popular&adult=1&others=2", f"/studio/{IDLE}"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1
