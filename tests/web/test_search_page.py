"""Finding works, characters, staff and studios by their names."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.works import LIKED, add_work
from zukan.catalogue.models import Character, MediaCharacter, Staff, Studio
from zukan.graph import searching
from zukan.search.finding import Found
from zukan.web.pages.search import view

Index = Callable[[], object]


@pytest.fixture(autouse=True)
def index(works: None, build_index: Index) -> Index:
    """The index of what the pages show; called again it follows what a test has added."""
    Studio.objects.create(id=50, name="Lantern Works")
    build_index()
    return build_index


def found(read: ReadPage, query: str) -> list[str]:
    return [title.text for title in read(f"/search?{query}").all("h2", "find__title")]


def tabs(page: Element, name: str = "Kind") -> dict[str, str]:
    """Return the names of tabs with their counts."""
    links = page.one("nav", aria_label=name).all("a")
    return {link.text.rpartition(" ")[0]: link.text.rpartition(" ")[2] for link in links}


def hints(page: Element) -> str:
    return " ".join(hint.text for hint in page.all("p", "search-hint"))


@pytest.mark.parametrize(
    "words",
    [
        *("Kami no Chouchin", "kami no", "paper lanterns", "LAMPIONS DE PAPIER", "紙の提灯", "提灯", "ورق", "lantern"),
        *("paper lantrens", "kami no chochin", "lanterns paper", "paper+lanterns"),
    ],
)
def test_title_is_found_by_any_of_its_spellings(read: ReadPage, words: str) -> None:
    assert "Kami no Chouchin" in found(read, f"q={quote(words)}")


def test_result_shows_every_form_and_fact(read: ReadPage) -> None:
    first = read("/search?q=Kami+no+Chouchin").all("article", "find")[0]
    assert first.one("h2").one("a").attributes["href"] == "/anime/101/paper-lanterns"
    assert "紙の提灯 Paper Lanterns" in first.text
    assert "TV · 2021 · 28 episodes · 59 of 100" in first.text
    assert "Lampions de papier ورق" in first.text


def test_name_by_which_it_was_found_is_told_when_another_is_displayed(read: ReadPage) -> None:
    by_another = read("/search?q=lampions+de+papier").all("article", "find")[0]
    assert by_another.one("p", "find__reason").text == "Found as Lampions de papier"
    by_its_own = read("/search?q=kami+no+CHOUCHIN").all("article", "find")[0]
    assert by_its_own.all("p", "find__reason") == []


def test_search_keeps_to_a_type_and_says_what_it_leaves_out(read: ReadPage) -> None:
    assert set(found(read, "q=chouchin")) == {"Kami no Chouchin", "Chouchin"}
    page = read("/search?q=chouchin&type=manga")
    assert [title.text for title in page.all("h2", "find__title")] == ["Chouchin"]
    assert "1 work of the other type is left out. Show all" in hints(page)
    assert tabs(page, "Type") == {"All": "2", "Anime": "1", "Manga": "1"}
    assert found(read, "q=chouchin&type=nonsense") == found(read, "q=chouchin")


def test_adult_titles_are_counted_and_shown_on_request_only(read: ReadPage) -> None:
    page = read("/search?q=paper+walls")
    assert "Paper Walls" not in [title.text for title in page.all("h2", "find__title")]
    assert "1 title for adults is left out. Show it too" in hints(page)
    assert page.one("a", rel="nofollow").attributes["href"] == "?q=paper+walls&adult=1"
    shown = read("/search?q=paper+walls&adult=1")
    assert shown.all("h2", "find__title")[0].text == "Paper Walls"
    assert "for adults is left out" not in hints(shown)
    assert "Leave them out" in hints(shown)


def test_nothing_is_said_of_adults_where_nothing_is_left_out(read: ReadPage) -> None:
    assert "adults" not in hints(read("/search?q=ink+and+rain"))


def test_tabs_count_each_kind_and_lead_there(read: ReadPage) -> None:
    Character.objects.create(id=70, name_full="Lantern Boy")
    page = read("/search?q=lantern")
    assert tabs(page)["Studios"] == "1"
    assert int(tabs(page)["Works"]) >= 2
    (studios,) = [link for link in page.one("nav", aria_label="Kind").all("a") if "Studios" in link.text]
    assert studios.attributes["href"] == "?q=lantern&kind=studio"
    assert found(read, "q=lantern&kind=studio") == ["Lantern Works"]


def test_character_is_found_with_where_it_appears(read: ReadPage, index: Index) -> None:
    spark = Character.objects.create(
        id=70, name_full="Hibana Kagari", name_native="篝火花", name_alternative=["The Spark"]
    )
    MediaCharacter.objects.create(id=70, media_id=LIKED, character=spark, role="MAIN", position=0)
    index()
    page = read("/search?q=the+spark&kind=character")
    first = page.all("article", "find")[0]
    assert first.one("h2").text == "Hibana Kagari"
    assert first.one("p", "find__reason").text == "Found as The Spark"
    assert "篝火花" in first.text
    assert "In Ink and Rain" in first.text
    assert tabs(page)["Characters"] == "1"


def test_staff_are_found_by_their_native_names(read: ReadPage) -> None:
    assert found(read, f"q={quote('森葵')}&kind=staff") == ["Aoi Mori"]


def test_characters_who_appear_only_in_titles_for_adults_are_left_out(read: ReadPage, index: Index) -> None:
    hidden = Character.objects.create(id=70, name_full="Shoji Okugata")
    MediaCharacter.objects.create(id=70, media_id=107, character=hidden, position=0)
    index()
    page = read("/search?q=shoji+okugata&kind=character")
    assert page.all("h2", "find__title") == []
    assert "1 character for adults is left out" in hints(page)
    assert found(read, "q=shoji+okugata&kind=character&adult=1") == ["Shoji Okugata"]


def test_pages_follow_each_other(read: ReadPage, index: Index) -> None:
    for number in range(200, 230):
        add_work(number, title_romaji=f"Ripple {number}")
    index()
    first = read("/search?q=ripple&type=anime")
    assert first.one("p", "search-head__count").text == "30 works"
    assert len(first.all("article", "find")) == 24
    assert first.one("a", rel="next").attributes["href"] == "?q=ripple&type=anime&page=2"
    second = read("/search?q=ripple&type=anime&page=2")
    assert second.one("ol", "finds").attributes["start"] == "25"
    assert len(second.all("article", "find")) == 6
    assert second.all("a", rel="next") == []
    assert second.one("a", rel="prev").attributes["href"] == "?q=ripple&type=anime"


def test_more_than_anybody_looks_through_is_said_to_be_more(read: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "MOST", 2)
    assert read("/search?q=paper").one("p", "search-head__count").text == "1 work and more"  # the other is for adults


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999", "٣"])
@pytest.mark.parametrize("kind", ["", "character", "staff", "studio", "nonsense"])
def test_page_or_kind_that_is_none_is_answered(read: ReadPage, page: str, kind: str) -> None:
    read(f"/search?q=paper&kind={kind}&page={page}")


def test_nothing_found_leads_on(read: ReadPage) -> None:
    page = read("/search?q=qqqqzzzz")
    assert page.one("p", "empty__sentence").text == "Nothing here is spelled like that."
    assert page.one("p", "search-head__count").text == "None found"
    assert {"/anime", "/manga", "/genres"} <= {link.attributes["href"] for link in page.one("main").all("a")}


def test_nothing_of_a_kind_leads_to_the_kinds_that_have_some(read: ReadPage) -> None:
    page = read("/search?q=lantern+works&kind=character")
    assert "1 among the studios" in hints(page)


def test_what_only_comes_near_is_called_so_and_not_counted(read: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "find", lambda *_: [Found(LIKED, "Inc and Rain", is_near=True)])
    page = read("/search?q=sink+in+rain")
    assert page.one("p", "search-head__count").text == "Nothing is called just so. These come near."
    assert page.one("p", "find__reason").text == "Comes near Inc and Rain"
    assert set(tabs(page).values()) == {"0"}


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "q=%00"])
def test_search_without_words_explains_itself(read: ReadPage, query: str) -> None:
    page = read(f"/search?{query}")
    assert page.one("h1").text == "Find a title or a person"
    assert page.all("article", "find") == []


def test_words_come_back_as_text(read: ReadPage) -> None:
    page = read("/search?q=%3Cb%3E%22x")
    assert page.all("q")[0].text == '<b>"x'
    assert page.one("input", id="masthead-search").attributes["value"] == '<b>"x'


def test_endless_words_are_cut(read: ReadPage) -> None:
    page = read(f"/search?q={'x' * 5000}")
    assert page.all("q")[0].text == "x" * 200


@pytest.mark.parametrize("kind", ["", "character", "staff", "studio"])
@pytest.mark.parametrize("words", ["paper", "qqqqzzzz", "character"])
def test_page_is_one_statement(client: Client, kind: str, words: str) -> None:
    with statements() as seen:
        assert client.get(f"/search?q={words}&kind={kind}").status_code == 200
    assert len(seen) == 1


def test_suggestions_are_a_part_of_a_page_in_one_statement(client: Client) -> None:
    with statements() as seen:
        response = client.get("/search/suggest?q=lantern")
    assert len(seen) == 1
    assert b"<html" not in response.content
    assert response["Cache-Control"] == "private, max-age=60"


def suggested(read: ReadPage, words: str) -> list[str]:
    return [name.text for name in read(f"/search/suggest?q={quote(words)}").all("span", "suggestion__name")]


def test_suggestions_show_cover_year_and_format(read: ReadPage) -> None:
    first = read("/search/suggest?q=kami+no").all("a", "suggestion")[0]
    assert first.text == "Kami no Chouchin TV · 2021"
    assert first.attributes["href"] == "/anime/101/paper-lanterns"
    assert (first.one("img").attributes["width"], first.attributes["role"]) == ("40", "option")


def test_suggestion_tells_the_name_that_was_meant_when_another_is_displayed(read: ReadPage) -> None:
    first = read("/search/suggest?q=paper+lanterns").all("a", "suggestion")[0]
    assert first.text == "Kami no Chouchin TV · 2021 · Paper Lanterns"


def test_people_who_are_called_so_come_before_works_that_only_come_near(
    read: ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"media": [Found(LIKED, "Ink and Rain", is_near=True)], "staff": [Found(3, "Ren Sato")]}
    monkeypatch.setattr(searching, "find", lambda kind, *_: answers.get(kind, []))
    assert suggested(read, "ren sato") == ["Ren Sato", "Ink and Rain"]


def test_suggestions_name_people_and_leave_adults_out(read: ReadPage) -> None:
    Staff.objects.filter(id=3).update(primary_occupations=["Director"])
    assert suggested(read, "ren sato") == ["Ren Sato"]
    assert "Paper Walls" not in suggested(read, "paper")


def test_last_suggestion_leads_to_all_results(read: ReadPage) -> None:
    last = read("/search/suggest?q=a%26b").all("a")[-1]
    assert last.attributes["href"] == "/search?q=a%26b"


@pytest.mark.parametrize("query", ["", "?q=", "?q=+"])
def test_no_words_suggest_nothing_and_ask_nothing(client: Client, query: str) -> None:
    with statements() as seen:
        assert client.get(f"/search/suggest{query}").content.strip() == b""
    assert seen == []
