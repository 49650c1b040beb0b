"""What the small modules do, and that pages do without them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.works import AIRING, RICH_PATH

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("works")]


def test_theme_switch_changes_this_page_and_the_next(open_page: Callable[..., Any]) -> None:
    page = open_page("/about")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Theme").select_option("dark")
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/search")
    assert page.evaluate(ground) == dark
    assert page.get_by_label("Theme").input_value() == "dark"
    page.get_by_label("Theme").select_option("auto")
    page.goto("/about")
    assert page.evaluate(ground) == light


def test_slash_leads_to_the_search_but_can_be_written(open_page: Callable[..., Any]) -> None:
    page = open_page("/about")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "masthead-search"
    page.keyboard.type("a/b")
    assert page.locator("#masthead-search").input_value() == "a/b"


def test_trailer_is_loaded_on_a_click_and_not_before(open_page: Callable[..., Any]) -> None:
    page = open_page(RICH_PATH)
    assert page.foreign_requests == []
    page.get_by_role("link", name="Play the trailer").click()
    page.wait_for_selector("iframe")
    assert page.locator("iframe").get_attribute("title") == "Trailer of Kami no Chouchin"
    page.wait_for_timeout(200)
    assert page.foreign_requests[0].startswith("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
    assert all("youtube-nocookie.com" in address for address in page.foreign_requests)


def test_countdown_is_kept_true(open_page: Callable[..., Any]) -> None:
    page = open_page(f"/anime/{AIRING}")
    assert page.locator("[data-countdown]").inner_text() == "2 days 3 hours"
    page.clock.install()
    page.reload()
    page.evaluate("document.querySelector('[data-countdown]').dataset.countdown = Date.now() / 1000 + 150")
    page.clock.run_for(30_000)
    assert page.locator("[data-countdown]").inner_text() == "2 minutes"
    page.clock.run_for(120_000)
    assert page.locator("[data-countdown]").inner_text() == "less than a minute"


def test_pages_do_without_javascript(open_page: Callable[..., Any]) -> None:
    page = open_page(RICH_PATH, javascript=False)
    assert not page.get_by_label("Theme").is_visible()
    page.locator("#masthead-search").fill("ink and rain")
    page.locator("#masthead-search").press("Enter")
    page.get_by_role("link", name="Ink and Rain").click()
    assert page.url.endswith("/anime/104/ink-and-rain")
    page.goto(RICH_PATH)
    page.get_by_text("All 14 characters").click()
    assert page.get_by_text("Character 14").is_visible()
    page.get_by_role("navigation", name="Language of the voices").get_by_role("link", name="English").click()
    assert page.get_by_text("Jane Doe").is_visible()
    assert (
        page.get_by_role("link", name="Play the trailer").get_attribute("href").startswith("https://www.youtube.com/")
    )


def test_no_page_complains_to_the_console(open_page: Callable[..., Any]) -> None:
    page = open_page("/about")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/", RICH_PATH, "/search?q=paper", f"/anime/{AIRING}"):
        page.goto(path)
        page.wait_for_timeout(100)
    assert complaints == []
