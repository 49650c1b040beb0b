"""`/genre/…`, `/tag/…`, `/genres`: which works have a label, and which labels go together."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.people import CARNAL, GENRE_PATH, LIGHT, SECRET, TAG_PATH, add_many_roles
from zukan.catalogue.models import Genre, MediaTag, Redirect

pytestmark = pytest.mark.usefixtures("people")


def titles(page: Element) -> list[str]:
    return [title.text for title in page.section("works").all("h3", "card__title")]


def labels(section: Element) -> list[tuple[str, str]]:
    return [(link.text, link.attributes["href"]) for link in section.all("a", "label__name")]


def test_genre_shows_its_works_the_most_popular_first(read: ReadPage) -> None:
    page = read(GENRE_PATH)
    assert page.one("h1").text == "Slice of Life"
    assert page.one("p", "heading__line").text == "2 anime and 1 manga"
    assert titles(page) == ["Kami no Chouchin", "Paper Lanterns 2", "Chouchin"]
    assert labels(page.section("tags")) == [("Light", TAG_PATH)]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("type=manga", ["Chouchin"]),
        ("sort=newest", ["Paper Lanterns 2", "Kami no Chouchin", "Chouchin"]),
        ("page=2", []),
    ],
)
def test_works_of_a_genre_are_chosen_by_address(read: ReadPage, choice: str, found: list[str]) -> None:
    assert titles(read(f"{GENRE_PATH}?{choice}")) == found


def test_genre_for_adults_shows_nothing_unless_wanted(read: ReadPage) -> None:
    assert titles(read("/genre/hentai")) == []
    assert titles(read("/genre/hentai?adult=1")) == ["Paper Walls"]


@pytest.mark.parametrize("path", ["/genre/none", "/genre/Slice-of-Life", "/genre/", "/tag/999999"])
def test_what_is_no_label_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_tag_says_what_it_means_and_shows_works_that_carry_it(read: ReadPage) -> None:
    page = read(TAG_PATH)
    assert page.one("p", "heading__line").text == "Theme: Sci-Fi, Mecha · 2 anime and 1 manga"
    assert page.one("p", "prose").text == "Something shines."
    assert titles(page) == ["Kami no Chouchin", "Paper Lanterns 2", "Chouchin"]  # not what hardly carries it


def test_tag_leads_to_tags_and_genres_that_go_with_it_but_to_none_for_adults(read: ReadPage) -> None:
    page = read(TAG_PATH)
    assert labels(page.section("related")) == [("Secret", f"/tag/{SECRET}")]
    assert labels(page.section("genres")) == [("Slice of Life", GENRE_PATH)]
    assert ("Carnal", f"/tag/{CARNAL}") in labels(read(f"{TAG_PATH}?adult=1").section("related"))


def test_tag_that_tells_the_plot_or_is_for_adults_says_so(read: ReadPage) -> None:
    assert read(f"/tag/{SECRET}").one("p", "heading__marks").text == "Gives the plot away"
    page = read(f"/tag/{CARNAL}")
    assert page.one("p", "heading__marks").text == "Adults only"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


@pytest.mark.parametrize("path", [f"/tag/{LIGHT}", f"/tag/{LIGHT}/dark", "/tag/700"])
def test_any_other_address_of_a_tag_leads_to_its_own(client: Client, path: str) -> None:
    Redirect.objects.create(entity="tag", old_id=700, new_id=LIGHT)
    assert client.get(path)["Location"] == TAG_PATH


def test_many_works_are_pages_and_none_is_on_two(read: ReadPage) -> None:
    add_many_roles(80)
    shown = [titles(read(f"{TAG_PATH}?page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in shown] == [36, 36, 11]
    assert len({title for page in shown for title in page}) == 83


def test_overview_has_every_genre_and_every_tag_that_a_title_carries(read: ReadPage) -> None:
    page = read("/genres")
    genres = {link.attributes["href"]: link.text for link in page.section("genres").all("a", "cloth")}
    assert "2 anime, 1 manga" in genres[GENRE_PATH]
    assert "/genre/hentai" not in genres
    tags = dict(labels(page.section("tags")))
    assert tags["Light"] == TAG_PATH
    assert "Carnal" not in tags
    assert "Theme: Sci-Fi, Mecha" in [name.text for name in page.section("tags").all("h3")]
    everything = read("/genres?adult=1")
    assert "Carnal" in dict(labels(everything.section("tags")))
    assert "/genre/hentai" in [link.attributes["href"] for link in everything.section("genres").all("a", "cloth")]


def test_overview_without_labels_says_so(read: ReadPage) -> None:
    Genre.objects.all().delete()
    MediaTag.objects.all().delete()
    page = read("/genres")
    assert "No genre is known here yet" in page.text
    assert "No tag is known here yet" in page.text


@pytest.mark.parametrize("path", [GENRE_PATH, f"{GENRE_PATH}?sort=score&type=anime&adult=1", TAG_PATH, "/genres"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1
