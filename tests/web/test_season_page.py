"""`/anime/season/<year>/<season>`: what began in a season, by format, and what goes on from earlier ones."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.seasons import ADULT, SERIES, add_ranked, add_score, add_seasons
from tests.web.works import ATTACK, add_work
from zukan.catalogue.models import Media
from zukan.sources.merge.completing import recount

WINTER = "/anime/season/2024/winter"


@pytest.fixture(autouse=True)
def seasons(db: None) -> None:
    add_seasons()


def titles(section: Element) -> list[str]:
    return [heading.text for heading in section.all("h3")]


def groups(page: Element) -> list[str]:
    return [heading.text for heading in page.all("h2")]


def test_works_stand_by_format_and_carried_over_ones_last(read: ReadPage) -> None:
    page = read(WINTER)
    assert page.one("h1").text == "Winter 2024"
    assert groups(page) == [
        *("TV", "TV shorts", "Films", "ONA", "OVA", "Specials", "Music"),
        *("Format not known", "Carried over"),
    ]
    assert titles(page.section("tv")) == ["Snow Ferry"]
    assert titles(page.section("unknown")) == ["Winter Riddle"]


def test_series_that_goes_on_is_marked_with_the_season_it_began_in(read: ReadPage) -> None:
    carried = read(WINTER).section("carried")
    assert titles(carried) == ["Endless Voyage"]
    assert "Carried over since Fall 1999" in carried.text


def test_card_says_studio_source_episodes_next_broadcast_and_score(read: ReadPage) -> None:
    shown = read(WINTER).section("tv")
    assert "Manga · 12 episodes · 24 min" in shown.text
    assert "Episode 8 in 3 days 4 hours" in shown.text
    assert "81 of 100" in shown.text
    assert "Action, Drama" in shown.text
    (studio,) = [link for link in shown.all("a") if link.text == "Studio Kanjiki"]
    assert studio.attributes["href"] == "/studio/301/studio-kanjiki"


def test_titles_for_adults_are_left_out_and_that_is_said(read: ReadPage) -> None:
    page = read(WINTER)
    assert Media.objects.get(pk=ADULT).title_romaji not in page.text
    assert "8 anime began in it; 1 series goes on from earlier ones. Titles for adults are left out." in page.text


def test_head_counts_no_part_for_the_whole(read: ReadPage) -> None:
    assert "8 anime began in it. Titles for adults" in read(f"{WINTER}?genre=Action").text
    assert "1 series goes on" in read(f"{WINTER}?format=carried").text


def test_neighbours_are_the_nearest_seasons_with_anime(read: ReadPage) -> None:
    links = {link.attributes["rel"]: link for link in read(WINTER).all("a") if "rel" in link.attributes}
    assert links["prev"].attributes["href"] == "/anime/season/2023/fall"
    assert links["next"].attributes["href"] == "/anime/season/2024/spring"
    last = read("/anime/season/2025/winter")
    assert [link.attributes["rel"] for link in last.all("a") if "rel" in link.attributes] == ["prev"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("format=tv", ["TV"]),
        ("format=ova", ["OVA"]),
        ("format=unknown", ["Format not known"]),
        ("format=carried", ["Carried over"]),
        ("genre=Action", ["TV"]),
        ("genre=action&format=carried", []),
        ("source=original", ["TV shorts"]),
        ("source=light-novel", []),
        ("format=nonsense&source=nonsense&sort=nonsense", None),
    ],
)
def test_choice_leaves_the_rest_out(read: ReadPage, query: str, shown: list[str] | None) -> None:
    page = read(f"{WINTER}?{query}")
    assert groups(page) == (groups(read(WINTER)) if shown is None else shown)
    if shown == []:
        assert "No title of Winter 2024 is like that." in page.text


@pytest.mark.parametrize(
    ("sort", "first"),
    [("", "Zebra"), ("title", "Apple"), ("score", "Middle"), ("first-day", "Apple"), ("trending", "Middle")],
)
def test_order_is_as_chosen(read: ReadPage, sort: str, first: str) -> None:
    Media.objects.all().delete()
    season = {"format": "TV", "season": "WINTER", "season_year": 2024}
    add_work(1, title_romaji="Zebra", popularity=3, start_date=20240103, average_score=50, **season)
    add_work(2, title_romaji="Apple", popularity=2, start_date=20240101, average_score=60, **season)
    add_work(3, title_romaji="Middle", popularity=1, start_date=20240102, average_score=90, trending=5, **season)
    for id_, score in ((1, 50), (2, 60), (3, 90)):
        add_score(id_, "kitsu", average_score=score, scored_by=1_000)
    recount()
    assert titles(read(f"{WINTER}?sort={sort}").section("tv"))[0] == first


def test_links_change_one_choice_and_keep_the_others(read: ReadPage) -> None:
    page = read(f"{WINTER}?sort=score&genre=Action")
    hrefs = {link.text: link.attributes["href"] for link in page.all("a")}
    assert hrefs["Films"] == "?sort=score&format=movie&genre=Action"
    assert hrefs["Drama"] == "?sort=score&genre=Drama"
    assert hrefs["Any"] == "?sort=score&genre=Action"  # the last of that name: of sources
    current = [link.text for link in page.all("a") if link.attributes.get("aria-current") == "true"]
    assert {"Score", "All", "Action"} <= set(current)


def test_group_shows_its_first_works_and_leads_to_all(read: ReadPage) -> None:
    add_ranked(20, format="OVA", start_date=20240201)
    recount()
    shelf = read(WINTER).section("ova")
    assert len(titles(shelf)) == 8
    assert shelf.one("p", "more").one("a").attributes["href"] == "?format=ova"
    assert len(titles(read(f"{WINTER}?format=ova").section("ova"))) == 21


@pytest.mark.parametrize("query", ["", "?format=tv", "?format=carried", "?sort=score&genre=Action&source=manga"])
@pytest.mark.parametrize("path", [WINTER, "/anime/season/2050/fall"])
def test_chart_is_one_statement(client: Client, path: str, query: str) -> None:
    with statements() as seen:
        assert client.get(path + query).status_code == 200
    assert len(seen) == 1


def test_chart_is_the_same_number_of_statements_however_many_works(client: Client) -> None:
    add_ranked(60, start_date=20240201)
    recount()
    with statements() as seen:
        client.get(WINTER)
    assert len(seen) == 1


def test_season_of_which_nothing_is_known_says_so_and_leads_on(read: ReadPage, client: Client) -> None:
    page = read("/anime/season/2050/fall")
    assert "No anime of Fall 2050 is known here." in page.text
    assert "/anime/season/2025/winter" in [link.attributes["href"] for link in page.all("a")]
    assert '<meta name="robots" content="noindex">' in client.get("/anime/season/2050/fall").text


@pytest.mark.parametrize("path", ["2024/autumn", "2024/WINTER", "1899/winter", "2100/winter", "20240/winter"])
def test_what_is_no_season_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/anime/season/{path}").status_code == 404


@pytest.mark.parametrize("query", [{"genre": ATTACK}, {"sort": ATTACK}, {"source": ATTACK}, {"genre": "\0"}])
def test_hostile_choice_stays_text(client: Client, query: dict[str, str]) -> None:
    answer = client.get(WINTER, query)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text


def test_work_is_found_by_its_first_day_where_no_season_is_told(read: ReadPage) -> None:
    Media.objects.filter(pk=SERIES).update(season=None, season_year=None)
    recount()
    assert titles(read(WINTER).section("tv")) == ["Snow Ferry"]
