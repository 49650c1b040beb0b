"""The first page."""

from datetime import UTC, datetime

import pytest

from tests.web.conftest import ReadPage
from tests.web.works import AIRING, add_work
from zukan.catalogue.models import Media, Season


def titles(read: ReadPage, part: str) -> list[str]:
    """Return the titles of a part of the first page, in its order."""
    section = read("/").section(part)
    found = [*section.all("h3"), *section.all("span", "slip__title"), *section.all("a", "ledger__title")]
    return [title.text for title in found]


@pytest.mark.usefixtures("works")
def test_trending_leads_with_what_trends_most(read: ReadPage) -> None:
    assert titles(read, "trending")[:2] == ["Kami no Chouchin", "Endless Kite"]


@pytest.mark.usefixtures("works")
def test_popular_newest_and_top_are_each_in_their_order(read: ReadPage) -> None:
    assert titles(read, "popular")[:2] == ["Kami no Chouchin", "Paper Lanterns 2"]
    assert titles(read, "newest")[:2] == ["Paper Lanterns 2", "Kami no Chouchin"]
    assert titles(read, "top")[0] == "Kami no Chouchin"
    assert titles(read, "manga") == ["Chouchin"]


@pytest.mark.usefixtures("works")
def test_newest_leaves_out_what_has_not_begun(read: ReadPage) -> None:
    add_work(120, title_romaji="Someday", start_date=29990101)
    assert "Someday" not in titles(read, "newest")


@pytest.mark.usefixtures("works")
def test_adult_titles_are_on_no_shelf(read: ReadPage) -> None:
    Media.objects.filter(is_adult=True).update(
        trend=999, weighted_score=9_999, popularity=9_999, season_ordinal=2021 * 4 + 3, start_date=20240101
    )
    assert "Paper Walls" not in read("/").text


@pytest.mark.usefixtures("works")
def test_older_season_is_named_with_the_date_of_the_data(read: ReadPage) -> None:
    season = read("/").section("season")
    assert season.one("h2").text == "Fall 2021"
    assert season.one("p", "section__note").text == (
        "The newest season of which this catalogue knows 20 titles or more, as of 22 July 2023"
    )
    assert [title.text for title in season.all("h3")] == ["Kami no Chouchin"]


@pytest.mark.usefixtures("works")
def test_current_season_is_called_this_season(read: ReadPage) -> None:
    today = datetime.now(UTC)
    quarter = (today.month - 1) // 3
    season = ("WINTER", "SPRING", "SUMMER", "FALL")[quarter]
    Season.objects.create(year=today.year, season=season, ordinal=today.year * 4 + quarter, anime=20)
    Media.objects.filter(pk=AIRING).update(season_ordinal=today.year * 4 + quarter)
    shown = read("/").section("season")
    assert shown.one("h2").text == "This season"
    assert f"{season.title()} {today.year}, 20 titles" in shown.text
    assert [title.text for title in shown.all("h3")] == ["Endless Kite"]


@pytest.mark.usefixtures("works")
def test_first_page_says_how_much_there_is(read: ReadPage) -> None:
    assert (
        read("/").one("p", "title-page__count").text
        == "7 anime and 1 manga on this machine, as known on 22 July 2023 ."
    )


@pytest.mark.usefixtures("db")
def test_empty_catalogue_says_how_to_fill_it(read: ReadPage) -> None:
    page = read("/")
    assert page.one("h1").text == "The pages are still blank"
    assert "zukan import PATH…" in page.text


@pytest.mark.usefixtures("db")
def test_catalogue_of_one_bare_title_is_a_page_without_empty_shelves(read: ReadPage) -> None:
    add_work(1, title_native="無題")
    page = read("/")
    assert page.one("h1").text == "An illustrated encyclopedia of anime and manga"
    assert [section.attributes["aria-labelledby"] for section in page.all("section")] == ["popular"]
