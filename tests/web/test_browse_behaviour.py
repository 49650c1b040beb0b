"""Picking from shelves in a browser: by mouse, by keyboard alone, on a phone, without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.works import add_work
from zukan.filing.writing import file_works

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shelves")]

OpenPage = Callable[..., Any]


@pytest.fixture
def shelves(works: None) -> None:
    """Enough works for several pages."""
    for number in range(200, 330):
        genres = ("Action", "Sci-Fi") if number % 2 else ("Action",)
        add_work(number, genres, title_romaji=f"Ripple {number}", format="TV", season_year=2010, popularity=number)
    file_works()


def heading(page: Any) -> Any:
    return page.locator("h1")


def test_picking_shows_the_shelf_at_once_under_its_own_address(open_page: OpenPage) -> None:
    page = open_page("/anime")
    page.locator("#facet-genre label", has_text=re.compile("^Sci-Fi")).click()
    expect(heading(page)).to_have_text("Sci-Fi anime")
    expect(page.locator("#shelf-count")).to_have_text("65 titles")
    expect(page).to_have_url(re.compile(r"/anime\?genre=Sci-Fi$"))
    expect(page).to_have_title("Sci-Fi anime · Zukan")
    page.locator(".chip").click()
    expect(heading(page)).to_have_text("Anime")
    page.go_back()
    expect(heading(page)).to_have_text("Sci-Fi anime")


def test_what_is_unfolded_and_focused_stays_so(open_page: OpenPage) -> None:
    page = open_page("/anime")
    page.locator("#facet-status summary").click()
    box = page.locator("#facet-status input").first
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("status="))
    expect(page.locator("#facet-status input:checked")).to_have_count(1)
    assert page.evaluate("document.querySelector('#facet-status').open")
    assert page.evaluate("document.activeElement.name") == "status"


def test_keyboard_alone_leaves_out_a_genre(open_page: OpenPage) -> None:
    page = open_page("/anime")
    page.locator("#pick-sort").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "-Sci-Fi":
            break
    page.keyboard.press("Space")
    expect(heading(page)).to_have_text("Anime without Sci-Fi")


def test_numbers_are_taken_as_they_are_left(open_page: OpenPage) -> None:
    page = open_page("/anime")
    page.locator("#pick-year-from").fill("2010")
    page.locator("#pick-year-to").fill("2015")
    page.keyboard.press("Tab")
    expect(heading(page)).to_have_text("Anime, 2010–2015")
    expect(page).to_have_url(re.compile(r"year=2010-2015$"))


def test_scrolling_brings_the_next_page_once(open_page: OpenPage) -> None:
    page = open_page("/anime?genre=Action")
    expect(page.locator(".card")).to_have_count(48)
    for expected in (96, 132):
        page.locator("#more").scroll_into_view_if_needed()
        expect(page.locator(".card")).to_have_count(expected)
    titles = page.locator(".card__title").all_inner_texts()
    assert len(set(titles)) == len(titles) == 132
    expect(page.locator("#more a")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"genre=Action$"))


def test_without_javascript_the_form_and_the_pages_are_real(open_page: OpenPage) -> None:
    page = open_page("/anime", javascript=False)
    page.locator("#facet-genre label", has_text=re.compile("^Action")).click()
    page.locator("#pick-year-from").fill("2010")
    page.locator(".rail__go button").click()
    expect(page).to_have_url(re.compile(r"/anime\?genre=Action&year=2010-$"))
    expect(heading(page)).to_have_text("Action anime, from 2010")
    page.locator("a[rel=next]").click()
    expect(page.locator(".browse__count")).to_have_text("130 titles, page 2")
    page.locator("a[rel=prev]").click()
    expect(page.locator(".browse__count")).to_have_text("130 titles")


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_filters_are_a_sheet(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/anime", width=390, height=844, javascript=javascript)
    sheet = page.locator("#filters")
    expect(sheet).to_be_hidden()
    page.locator(".browse__open").click()
    expect(sheet).to_be_visible()
    page.locator("#facet-genre label", has_text=re.compile("^Sci-Fi")).click()
    if javascript:
        expect(page.locator(".rail__close")).to_have_text("Show 65 titles")
        page.locator(".rail__close").click()
    else:
        page.locator(".rail__go button").click()
    expect(sheet).to_be_hidden()
    expect(heading(page)).to_have_text("Sci-Fi anime")
