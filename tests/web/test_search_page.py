"""Finding titles."""

from urllib.parse import quote

import pytest

from tests.web.conftest import ReadPage
from tests.web.works import add_work

pytestmark = pytest.mark.usefixtures("works")


def found(read: ReadPage, query: str) -> list[str]:
    return [title.text for title in read(f"/search?{query}").all("h2", "find__title")]


@pytest.mark.parametrize(
    "words",
    ["Kami no Chouchin", "kami no", "paper lanterns", "LAMPIONS DE PAPIER", "紙の提灯", "提灯", "ورق", "lantern"],
)
def test_title_is_found_by_any_of_its_spellings(read: ReadPage, words: str) -> None:
    assert "Kami no Chouchin" in found(read, f"q={quote(words)}")


def test_result_shows_every_form_and_fact(read: ReadPage) -> None:
    first = read("/search?q=Kami+no+Chouchin").all("li", "find")[0]
    assert first.one("h2").one("a").attributes["href"] == "/anime/101/paper-lanterns"
    assert "紙の提灯 Paper Lanterns" in first.text
    assert "TV · 2021 · 28 episodes · 59 of 100" in first.text
    assert "Lampions de papier ورق" in first.text


def test_search_keeps_to_a_kind(read: ReadPage) -> None:
    assert set(found(read, "q=chouchin")) == {"Kami no Chouchin", "Chouchin"}
    assert found(read, "q=chouchin&type=manga") == ["Chouchin"]
    assert found(read, "q=chouchin&type=nonsense") == found(read, "q=chouchin")


def test_adult_titles_are_shown_on_request_only(read: ReadPage) -> None:
    assert found(read, "q=paper+walls") == []
    assert found(read, "q=paper+walls&adult=1") == ["Paper Walls"]


def test_pages_follow_each_other(read: ReadPage) -> None:
    for number in range(200, 230):
        add_work(number, title_romaji=f"Ripple {number}")
    first = read("/search?q=ripple&type=anime")
    assert first.one("p", "search-head__count").text == "30 titles"
    assert len(first.all("li", "find")) == 24
    assert first.one("a", rel="next").attributes["href"] == "?q=ripple&type=anime&page=2"
    second = read("/search?q=ripple&type=anime&page=2")
    assert second.one("ol", "finds").attributes["start"] == "25"
    assert len(second.all("li", "find")) == 6
    assert second.all("a", rel="next") == []
    assert second.one("a", rel="prev").attributes["href"] == "?q=ripple&type=anime&page=1"


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999", "٣"])
def test_page_that_is_none_is_answered(read: ReadPage, page: str) -> None:
    read(f"/search?q=paper&page={page}")


def test_nothing_found_says_what_to_try(read: ReadPage) -> None:
    page = read("/search?q=qqqq")
    assert page.one("p", "empty__sentence").text == "No title here is spelled like that."
    assert page.one("p", "search-head__count").text == "None found"


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "q=%00"])
def test_search_without_words_explains_itself(read: ReadPage, query: str) -> None:
    page = read(f"/search?{query}")
    assert page.one("h1").text == "Find a title"
    assert page.all("li", "find") == []


def test_words_come_back_as_text(read: ReadPage) -> None:
    page = read("/search?q=%3Cb%3E%22x")
    assert page.one("q").text == '<b>"x'
    assert page.one("input", id="masthead-search").attributes["value"] == '<b>"x'


def test_endless_words_are_cut(read: ReadPage) -> None:
    page = read(f"/search?q={'x' * 5000}")
    assert page.one("q").text == "x" * 200
