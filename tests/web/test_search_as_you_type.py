"""Search forms suggest while one types: by mouse, by keyboard alone, aloud, and not at all without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.test_accessibility import complaints

OpenPage = Callable[..., Any]
FIELD, LIST = "#masthead-search", "#masthead-search-suggestions"

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def index(works: None, build_index: Callable[[], object]) -> None:
    build_index()


def typed(page: Any, words: str, field: str = FIELD) -> Any:
    """Type words and return the suggestions, when they are there."""
    page.locator(field).focus()
    page.keyboard.type(words)
    page.locator(f"{field}-suggestions a").first.wait_for()
    return page.locator(f"{field}-suggestions a")


def active(page: Any) -> str:
    """Return the text of the option that a screen reader is told of."""
    return str(
        page.evaluate(
            """(() => { const field = document.activeElement;
            const option = document.getElementById(field.getAttribute("aria-activedescendant"));
            return option ? option.innerText.split("\\n")[0] : "" })()"""
        )
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_suggestions_stand_below_the_field_within_the_screen(open_page: OpenPage, width: int, dark: bool) -> None:
    page = open_page("/about", width=width, dark=dark)
    options = typed(page, "lanterns")
    box, field = page.locator(LIST).bounding_box(), page.locator(FIELD).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= field["y"] + field["height"] - 1
    assert "Kami no Chouchin" in options.first.inner_text()
    page.keyboard.press("ArrowDown")
    assert complaints(page) == []


@pytest.mark.parametrize("path", ["/", "/about", "/no/such/page", "/search", "/components"])
def test_every_page_suggests(open_page: OpenPage, path: str) -> None:
    assert "Kami no Chouchin" in typed(open_page(path), "lantern").first.inner_text()


@pytest.mark.parametrize("words", ["ink and", "imk adn rain", "墨と雨"])
def test_mouse_opens_what_was_meant(open_page: OpenPage, words: str) -> None:
    page = open_page("/about")
    typed(page, words).first.click()
    page.wait_for_url("**/anime/104/ink-and-rain")


def test_keyboard_alone_finds_and_opens(open_page: OpenPage) -> None:
    page = open_page("/about")
    page.keyboard.press("/")
    page.keyboard.type("paper")
    page.locator(f"{LIST} a").first.wait_for()
    names = [name.split("\n")[0] for name in page.locator(f"{LIST} a").all_inner_texts()]
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active(page) == ""  # the field itself
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/anime/**")


def test_enter_without_a_choice_searches(open_page: OpenPage) -> None:
    page = open_page("/about")
    typed(page, "lantern")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=lantern")


def test_last_suggestion_searches_too(open_page: OpenPage) -> None:
    page = open_page("/about")
    typed(page, "lantern").last.click()
    page.wait_for_url("**/search?q=lantern")


def test_escape_closes_and_keeps_the_words_and_an_arrow_opens_again(open_page: OpenPage) -> None:
    page = open_page("/about")
    typed(page, "lantern")
    page.keyboard.press("Escape")
    assert not page.locator(LIST).is_visible()
    assert page.locator(FIELD).input_value() == "lantern"
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    assert page.locator(LIST).is_visible()


def test_leaving_the_form_closes(open_page: OpenPage) -> None:
    page = open_page("/about")
    typed(page, "lantern")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.locator(LIST).is_visible()


def test_emptied_field_closes(open_page: OpenPage) -> None:
    page = open_page("/about")
    typed(page, "ink")
    page.locator(FIELD).fill("")
    page.locator(LIST).wait_for(state="hidden")


def test_screen_reader_hears_how_many(open_page: OpenPage) -> None:
    page = open_page("/about")
    field = page.locator(FIELD)
    assert (field.get_attribute("role"), field.get_attribute("aria-controls")) == ("combobox", LIST[1:])
    typed(page, "ink and rain")
    assert field.get_attribute("aria-expanded") == "true"
    status = page.locator(".masthead [role=status]")
    assert status.inner_text() == "1 suggestion"
    field.fill("qqqqzzzz")
    page.get_by_text("No suggestions").wait_for(state="attached")
    assert page.locator(f"{LIST} a").count() == 1  # the way to all results


def test_late_answer_never_replaces_a_newer_one(open_page: OpenPage) -> None:
    page = open_page("/about")

    held: list[Any] = []

    def hold(route: Any) -> None:
        if "q=paper" in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/suggest*", hold)
    page.locator(FIELD).focus()
    page.keyboard.type("paper")
    page.wait_for_timeout(400)
    assert len(held) == 1
    page.locator(FIELD).fill("ink and rain")
    page.locator(LIST).get_by_text("Ink and Rain", exact=True).wait_for()
    held[0].fulfill(body='<a role="option" href="/about">Too late</a>', content_type="text/html")
    page.wait_for_timeout(300)
    assert page.locator(f"{LIST} a").first.inner_text().startswith("Ink and Rain")


def test_answer_to_words_that_are_no_longer_there_is_not_shown(open_page: OpenPage) -> None:
    page = open_page("/about")
    page.locator(FIELD).focus()
    page.evaluate(
        f"""document.querySelector("{FIELD}").value = "ink";
        htmx.ajax("GET", "/search/suggest?q=paper", {{ target: "{LIST}" }})"""
    )
    page.wait_for_timeout(400)
    assert page.locator(f"{LIST} a").count() == 0


def test_typing_fast_asks_once(open_page: OpenPage) -> None:
    page = open_page("/about")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
    typed(page, "lanterns")
    assert [address.partition("?")[2] for address in asked] == ["q=lanterns"]


def test_nothing_moves_when_suggestions_open(open_page: OpenPage) -> None:
    page = open_page("/about")
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    typed(page, "lantern")
    assert heading.bounding_box() == before
    assert page.evaluate("document.querySelectorAll('style, [style]').length") == 0


@pytest.mark.parametrize("width", [390, 1440])
def test_form_is_plain_without_javascript(open_page: OpenPage, width: int) -> None:
    page = open_page("/about", width=width, javascript=False)
    field = page.locator(FIELD)
    assert field.get_attribute("role") is None
    field.fill("lantern")
    field.press("Enter")
    assert page.url.endswith("/search?q=lantern")
    page.get_by_role("link", name="Kami no Chouchin").first.click()
    assert "/anime/101/" in page.url
