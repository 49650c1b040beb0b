"""Charts, archive and rankings are valid, and usable by everyone: axe, small screens, large type, the keyboard."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.seasons import SERIES, add_seasons
from tests.web.test_accessibility import SIZES, complaints

WINTER = "/anime/season/2024/winter"
PAGES = [
    *(WINTER, f"{WINTER}?sort=title&genre=Action&source=manga", f"{WINTER}?format=carried", f"{WINTER}?genre=None"),
    *("/anime/season", "/anime/season/2024", "/anime/season/2050", "/anime/season/2050/fall"),
    *("/top", "/popular?year=2024&format=tv", "/trending", "/top?type=manga", "/popular?page=9", "/trending/method"),
    f"/anime/{SERIES}/snow-ferry",
]
WIDE = [WINTER, "/anime/season", "/top", "/trending", f"/anime/{SERIES}/snow-ferry"]


@pytest.fixture(autouse=True)
def seasons(db: None) -> None:
    add_seasons()


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Any], path: str, size: str, dark: bool) -> None:
    page = open_page(path, width=SIZES[size], dark=dark)
    assert complaints(page) == []
    assert page.foreign_requests == []


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_narrow_screen_scrolls_in_one_direction(open_page: Callable[..., Any], path: str) -> None:
    assert open_page(path, width=320).evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
@pytest.mark.parametrize("path", WIDE)
def test_text_at_twice_its_size_stays_on_the_page(open_page: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


@pytest.mark.browser
@pytest.mark.parametrize("path", WIDE)
def test_controls_are_large_enough_to_hit(open_page: Callable[..., Any], path: str) -> None:
    small = open_page(path, width=390).evaluate(
        """Array.from(document.querySelectorAll("summary, .switch a, .more a, .archive a, nav[aria-label] > a"))
        .map(element => [element.textContent, element.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("path", WIDE)
def test_nothing_moves_while_a_page_loads(open_page: Callable[..., Any], path: str) -> None:
    shift = open_page(path).evaluate(
        """new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
        .observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 200) })"""
    )
    assert shift < 0.02


@pytest.mark.browser
def test_season_is_walked_by_keyboard_and_without_javascript(open_page: Callable[..., Any]) -> None:
    page = open_page(WINTER, javascript=False)
    page.locator("nav[aria-label='Other seasons'] a[rel=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2024/spring")
    page.locator("summary", has_text="Genre and source").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Action", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**genre=Action")
    assert page.locator(".entry h3").all_text_contents() == ["Spring Tide"]


@pytest.mark.html_checker
@pytest.mark.parametrize("path", PAGES)
def test_page_is_valid(client: Client, check_html: Callable[[str], list[str]], path: str) -> None:
    assert check_html(client.get(path, follow=True).text) == []


@pytest.mark.parametrize("path", PAGES)
def test_headings_are_in_order_under_one_first(read: ReadPage, path: str) -> None:
    levels = [int(element.tag[1]) for element in read(path) if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique(read: ReadPage, path: str) -> None:
    ids = [element.attributes["id"] for element in read(path) if "id" in element.attributes]
    assert len(ids) == len(set(ids))
