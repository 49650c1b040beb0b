"""`/top`, `/popular` and `/trending`: works in order, numbered."""

from pathlib import Path

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.seasons import SERIES, add_ranked, add_score, add_seasons
from tests.web.works import ATTACK, add_work
from zukan.catalogue.models import Media
from zukan.sources.merge import reckoning, rows
from zukan.sources.merge.completing import recount

pytestmark = pytest.mark.django_db
RANKINGS = ["/top", "/popular", "/trending"]
METHOD = (Path(__file__).parents[2] / "docs" / "trending.md").read_text()


@pytest.fixture
def seasons(db: None) -> None:
    add_seasons()


def places(page: Element) -> list[tuple[str, str]]:
    """Return number and title of each place."""
    return [
        (line.one("span", "place__number").text, line.one("a", "place__title").text) for line in page.all("li", "place")
    ]


def test_few_votes_do_not_top_the_ranking(read: ReadPage) -> None:
    for id_, score, votes in ((1, 99, 12), (2, 88, 50_000), (3, 60, 50_000)):
        add_work(id_, title_romaji=f"Work {id_}", average_score=score, format="TV")
        add_score(id_, "myanimelist", average_score=score, scored_by=votes)
    recount()
    assert places(read("/top")) == [("1", "Work 2"), ("2", "Work 1"), ("3", "Work 3")]


def test_score_says_whose_it_is_and_how_many_gave_it(read: ReadPage) -> None:
    add_work(1, title_romaji="Told", average_score=80)
    add_score(1, "myanimelist", average_score=80, scored_by=1_234)
    add_work(2, title_romaji="Mean", mean_score=70)
    add_score(2, "leorigasaki", mean_score=70)
    add_work(3, title_romaji="Untold", average_score=60)
    recount()
    figures = [line.one("span", "place__figure").text for line in read("/top").all("li", "place")]
    assert figures == ["80 of 100 MyAnimeList, 1,234 votes", "70 of 100 AniList", "60 of 100 whose is not known"]


@pytest.mark.usefixtures("seasons")
def test_popular_says_whose_users_are_counted(read: ReadPage) -> None:
    page = read("/popular")
    assert places(page)[:2] == [("1", "Spring Tide"), ("2", "Snow Ferry")]
    assert page.all("li", "place")[1].one("span", "place__figure").text == "900 on AniList"


@pytest.mark.usefixtures("seasons")
def test_trending_shows_the_gain_its_curve_and_the_day(read: ReadPage) -> None:
    Media.objects.filter(pk=SERIES + 1).update(trending=3)
    recount()
    page = read("/trending")
    assert places(page) == [("1", "Snow Ferry"), ("2", "Brief Frost")]
    first, second = page.all("li", "place")
    assert "+70 in a week" in first.text
    assert len(first.all("polyline")) == 1
    assert "level 3, from what a source told" in second.text
    assert "as of 20 March 2024" in page.text


@pytest.mark.usefixtures("seasons")
@pytest.mark.parametrize("path", RANKINGS)
def test_titles_for_adults_are_left_out_and_that_is_said(read: ReadPage, path: str) -> None:
    page = read(path)
    assert "Winter Walls" not in page.text
    assert "Titles for adults are left out." in page.text


@pytest.mark.usefixtures("seasons")
@pytest.mark.parametrize(
    ("query", "heading", "shown"),
    [
        ("?year=2025", "Popular anime of 2025", ["Winter Again"]),
        ("?format=movie", "Popular Movie anime", ["Winter MOVIE"]),
        ("?type=manga", "Popular manga", []),
        ("?type=manga&format=tv", "Popular manga", []),
        ("?year=2024&format=tv_short", "Popular TV short anime of 2024", []),
        ("?year=1999&format=tv", "Popular TV anime of 1999", ["Endless Voyage"]),
    ],
)
def test_ranking_is_of_what_is_chosen(read: ReadPage, query: str, heading: str, shown: list[str]) -> None:
    page = read(f"/popular{query}")
    assert page.one("h1").text == heading
    assert [title for _, title in places(page)] == shown


def test_manga_have_rankings_of_their_own(read: ReadPage) -> None:
    add_work(1, type="MANGA", format="NOVEL", title_romaji="Paper", popularity=5)
    add_work(2, title_romaji="Film", popularity=9)
    recount()
    assert places(read("/popular?type=manga")) == [("1", "Paper")]
    assert places(read("/popular?type=manga&format=novel")) == [("1", "Paper")]


def test_pages_are_numbered_through_and_end_after_a_thousand_places(read: ReadPage) -> None:
    ids = add_ranked(1_060)
    recount()
    first, second, last = (read(f"/popular?page={page}") for page in (1, 2, 20))
    assert len(places(first)) == 50
    assert places(second)[0] == ("51", f"Work {ids[50]}")
    assert [link.attributes["rel"] for link in second.one("nav", "pages").all("a")] == ["prev", "next"]
    assert places(last)[-1] == ("1000", f"Work {ids[999]}")
    assert [link.attributes["rel"] for link in last.one("nav", "pages").all("a")] == ["prev"]
    assert places(read("/popular?page=21")) == places(last)


def test_works_of_equal_numbers_keep_one_order_over_the_pages(read: ReadPage) -> None:
    ids = add_ranked(120)
    Media.objects.update(popularity=7)
    recount()
    found = [title for page in (1, 2, 3) for _, title in places(read(f"/popular?page={page}"))]
    assert found == [f"Work {id_}" for id_ in ids]


def test_ranking_ends_with_the_last_work_that_has_what_it_ranks_by(read: ReadPage) -> None:
    add_ranked(60)
    Media.objects.filter(pk__gte=10_003).update(popularity=0)
    recount()
    page = read("/popular")
    assert len(places(page)) == 3
    assert not page.all("nav", "pages")
    assert "The ranking ends before this page." in read("/popular?page=2").text


@pytest.mark.parametrize("path", RANKINGS)
def test_empty_ranking_says_why(read: ReadPage, path: str) -> None:
    assert "Nothing is ranked here" in read(path).text


@pytest.mark.usefixtures("seasons")
@pytest.mark.parametrize("path", RANKINGS)
@pytest.mark.parametrize("query", ["", "?type=manga&format=manga&year=2020&page=3"])
def test_ranking_is_one_statement(client: Client, path: str, query: str) -> None:
    with statements() as seen:
        assert client.get(path + query).status_code == 200
    assert len(seen) == 1


@pytest.mark.parametrize(
    "query", [{"year": ATTACK}, {"type": ATTACK}, {"page": "-1"}, {"page": "٣"}, {"year": "99999"}]
)
def test_nonsense_is_not_chosen(client: Client, query: dict[str, str]) -> None:
    answer = client.get("/top", query)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("path", RANKINGS)
def test_method_is_one_link_away(read: ReadPage, path: str) -> None:
    assert "/trending/method" in [link.attributes["href"] for link in read(path).all("a")]
    page = read("/trending/method")
    assert page.one("h1").text == "How titles are ranked"
    assert "weighted = (votes × score + 500 × mean) ÷ (votes + 500)" in page.text


def test_method_tells_the_numbers_that_are_reckoned_with() -> None:
    for told in (
        f"(votes × score + {reckoning.PRIOR_VOTES} × mean) ÷ (votes + {reckoning.PRIOR_VOTES})",
        f"one vote is counted for every {reckoning.LISTINGS_A_VOTE} users",
        f"at the most {rows.FEWEST_SCORES}, since",
        f"in its last {reckoning.WEEK // reckoning.DAY} days",
        f"in the {reckoning.USUAL_DAYS // reckoning.DAY} days before",
        f"√((gain + {reckoning.SMALL_GAIN}) ÷ (usual + {reckoning.SMALL_GAIN}))",
        f"when at least {reckoning.FEWEST_PAIRS} have both",
        f"first\n{reckoning.ENDING_DAYS} days",
    ):
        assert told in METHOD
    assert reckoning.MOST == 2  # "the root between ½ and 2"
