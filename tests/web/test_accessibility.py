"""What axe finds, and what readers need who use a keyboard, a small screen, large type or no JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.people import PATHS, STATES
from tests.web.shelves import SHELVES
from tests.web.works import ADULT, AIRING, BARE, HOSTILE, RICH_PATH, SOURCE

PAGES = [
    *("/", RICH_PATH, f"/anime/{BARE}", f"/anime/{AIRING}", f"/anime/{ADULT}", f"/anime/{HOSTILE}"),
    *("/search?q=character&kind=character", "/search?q=ren&kind=staff"),
    *(f"/manga/{SOURCE}", "/search?q=paper", "/search?q=qqqq", "/search", "/about", "/no/such/page"),
    "/components",
    *(*PATHS, *STATES, *SHELVES),
]
SIZES = {"phone": 390, "desktop": 1440}

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("people")]


def complaints(page: Any) -> list[str]:
    """Return what axe finds, with everything that is folded unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Any], path: str, size: str, dark: bool) -> None:
    page = open_page(path, width=SIZES[size], dark=dark)
    assert complaints(page) == []
    assert page.foreign_requests == []


@pytest.mark.parametrize("path", PAGES)
def test_narrow_screen_scrolls_in_one_direction(open_page: Callable[..., Any], path: str) -> None:
    page = open_page("/robots.txt", width=320)  # a screen of 1280 at 400 %
    page.route("**/*.woff2", lambda route: route.abort())  # what stands in for our face until it is there is wider
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", RICH_PATH, "/search?q=paper", "/about", *SHELVES[:3]])
def test_text_at_twice_its_size_stays_on_the_page(open_page: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_first_tab_skips_to_the_content(open_page: Callable[..., Any]) -> None:
    page = open_page(RICH_PATH)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_every_stop_of_the_keyboard_is_seen(open_page: Callable[..., Any]) -> None:
    page = open_page(RICH_PATH)
    stops = 0
    while stops < 200:
        page.keyboard.press("Tab")
        tag, outline, width = page.evaluate(
            """(() => { const element = document.activeElement, style = getComputedStyle(element);
            return [element.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth)] })()"""
        )
        if tag.startswith("<body"):  # round once
            break
        stops += 1
        assert (tag, outline, width >= 2) == (tag, "solid", True)
    assert stops > 25


@pytest.mark.parametrize("path", ["/", RICH_PATH, "/search?q=paper", SHELVES[2]])
def test_controls_are_large_enough_to_hit(open_page: Callable[..., Any], path: str) -> None:
    page = open_page(path, width=390)
    small = page.evaluate(
        """Array.from(document.querySelectorAll("button, select, input, summary, .switch a, .card__link, .slip"))
        .map(element => [element.className || element.tagName, element.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.parametrize("path", ["/", RICH_PATH, f"/anime/{BARE}", "/search?q=paper", *SHELVES[:3]])
def test_nothing_moves_while_a_page_loads(open_page: Callable[..., Any], path: str) -> None:
    page = open_page(path)
    shift = page.evaluate(
        """new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
        .observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 200) })"""
    )
    assert shift < 0.02
