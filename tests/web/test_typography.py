"""Names in every script are set in a face for it, at any size, and nothing moves for those who want no motion."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.works import RICH, RICH_PATH
from zukan.catalogue.models import MediaName
from zukan.web.wording import name_language, title_language

OpenPage = Callable[..., Any]
FACES = {  # language -> a face of one of the systems
    "zh-Hans": "Songti SC",
    "zh-Hant": "Songti TC",
    "ko": "AppleMyungjo",
    "ru": "Palatino Linotype",
    "ar": "Amiri",
    "th": "Noto Serif Thai",
}

pytestmark = pytest.mark.usefixtures("works")


def opened(open_page: OpenPage, path: str, width: int = 1440) -> Any:
    """Open a page that has to be in order."""
    page = open_page(path, width=width)
    assert not page.title().startswith("Something broke")
    return page


@pytest.mark.parametrize(
    ("name", "country", "language"),
    [
        ("Бумажные фонари", "JP", "ru"),
        ("فوانيس ورقية", "JP", "ar"),
        ("โคมกระดาษ", "JP", "th"),
        ("종이 등불", "JP", "ko"),
        ("ちょうちん", "CN", "ja"),
        ("紙燈籠", "TW", "zh-Hant"),
        ("Paper Lanterns", "KR", "ko-Latn"),
    ],
)
def test_language_of_a_name_is_that_of_its_letters(name: str, country: str, language: str) -> None:
    assert title_language(name, country) == language


@pytest.mark.parametrize(("told", "language"), [("pl", "pl"), ("und", "ja-Latn"), (None, "ja-Latn")])
def test_language_of_a_name_is_its_source_s_word_first(told: str | None, language: str) -> None:
    assert name_language({"text": "Papierowe lampiony", "language": told}, "JP") == language


def test_names_carry_their_language_on_the_page_of_a_work(read: ReadPage) -> None:
    MediaName.objects.filter(media=RICH, text="Lampions de papier").update(language="fr")
    names = {one.text: one.attributes["lang"] for one in read(RICH_PATH).all("span", "aliases__one")}
    assert names == {"Lampions de papier": "fr", "ورق": "ar"}


def test_no_page_names_a_language_that_is_none(client: Client) -> None:
    for path in (RICH_PATH, "/search?q=paper", "/components", "/"):
        assert b'lang=""' not in client.get(path).content


@pytest.mark.browser
def test_each_script_has_faces_of_its_own(open_page: OpenPage) -> None:
    page = opened(open_page, "/components")
    family = "getComputedStyle(document.getElementById('tongue-%s')).fontFamily"
    first = {tongue: page.evaluate(family % tongue).split(",")[0].strip('"') for tongue in FACES}
    assert first == FACES
    latin = "getComputedStyle(document.querySelector('[lang=ja-Latn]')).fontFamily"
    assert page.evaluate(latin).startswith('"EB Garamond"')


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/search?q=paper&adult=1", "/components", "/about", RICH_PATH])
@pytest.mark.parametrize("width", [720, 640, 320], ids=["1440 at 200 %", "1280 at 200 %", "1280 at 400 %"])
def test_enlarged_page_scrolls_in_one_direction(open_page: OpenPage, path: str, width: int) -> None:
    page = opened(open_page, path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/components", "/search?q=paper"])
def test_text_of_twice_the_size_stays_on_the_page(open_page: OpenPage, path: str) -> None:
    page = opened(open_page, path, 1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.browser
def test_nothing_moves_for_those_who_want_no_motion(open_page: OpenPage) -> None:
    page = opened(open_page, "/components")  # open_page asks for reduced motion
    moving = """Array.from(document.querySelectorAll("*")).filter(element => ["", "::before", "::after"].some(part => {
        const style = getComputedStyle(element, part);
        return style.transitionDuration !== "0s" || style.animationName !== "none" }))
        .map(element => element.className || element.tagName)"""
    assert page.evaluate(moving) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) != []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "path", ["/about", "/search?q=paper&adult=1", "/search?q=character&kind=character", "/components"]
)
def test_nothing_shifts_while_a_page_loads_and_is_read(open_page: OpenPage, path: str, width: int) -> None:
    page = opened(open_page, path, width)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(
        """new Promise(done => { let sum = 0;
        new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value })
        .observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 300) })"""
    )
    assert shift < 0.02
