"""The page that the project was created from: everything that it shows is on ours, with the right facts.

Its sentences are others' and are not shown here; its description and reviews are replaced by our own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.web.conftest import ReadPage
from tests.web.html import Element
from zukan.sources.formats import Reading
from zukan.sources.importing import import_records
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, MediaRecord
from zukan.starter.build import STARTER_FILE
from zukan.starter.choosing import sites_ids
from zukan.starter.editors import metallic_rouge

METALLIC_ROUGE = 162985

pytestmark = [pytest.mark.real_files, pytest.mark.django_db]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load what the starter catalogue says of the work and of those that resemble it, and all people."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_records(about_the_work(list(records(STARTER_FILE, Reading()))), "starter")
        yield
        transaction.set_rollback(True)


def about_the_work(records: list[AnyRecord]) -> list[AnyRecord]:
    wanted = {("anilist", str(work)) for work in (METALLIC_ROUGE, *metallic_rouge().similar)}
    works = [record for record in records if isinstance(record, MediaRecord)]
    keys = {(one.source, one.key) for one in works if sites_ids(one) & wanted or one.source == "anilist-offline-db"}
    return [one for one in records if not isinstance(one, MediaRecord) or (one.source, one.key) in keys]


@pytest.fixture
def page(loaded: None, read: ReadPage) -> Element:
    return read(f"/anime/{METALLIC_ROUGE}")


@pytest.fixture
def seed(test_data: Path) -> list[str]:
    """Return the lines of the page that the project was created from."""
    return (test_data / "seed" / "metallic-rouge-page.txt").read_text(encoding="utf-8").splitlines()


def after(seed: list[str], heading: str) -> str:
    return seed[seed.index(heading) + 1]


def between(seed: list[str], start: str, end: str) -> list[str]:
    first = seed.index(start) + 1
    return seed[first : seed.index(end, first)]


def in_our_order(american: str) -> str:
    """Return `4 April 2024` for `April 4, 2024`."""
    return re.sub(r"([A-Z][a-z]+) (\d+), (\d+)", r"\2 \1 \3", american)


def facts(page: Element) -> dict[str, str]:
    return {fact.one("dt").text: fact.one("dd").text for fact in page.all("div", "facts__fact")}


def test_title_and_facts(page: Element, seed: list[str]) -> None:
    shown = facts(page)
    assert page.one("h1").text.upper() == seed[0]
    assert (shown["Status"], after(seed, "STATUS")) == ("Finished", "COMPLETE")
    assert shown["Episodes"] == after(seed, "EPISODES")
    assert shown["Length"] == after(seed, "LENGTH")
    assert shown["End"] == in_our_order(after(seed, "RELEASE"))
    assert shown["Premiere"] == "11 January 2024"


def test_every_part_of_the_page_is_there(page: Element, seed: list[str]) -> None:
    ours = {heading.text.upper() for heading in page.all("h2")}
    parts = ["DESCRIPTION", "CAST", "EPISODES", "RELATED TO METALLIC ROUGE", "REVIEWS", "SCORE", "TRAILER", "MORE INFO"]
    assert set(parts) <= set(seed)
    assert set(parts) <= ours
    assert "SIMILAR ANIME YOU MAY LIKE" in ours


def test_cast_begins_with_the_pairs_of_the_page(page: Element, seed: list[str]) -> None:
    lines = between(seed, "CAST", "EPISODES")
    parts = page.section("cast").all("li", "part")
    pairs = [name.text for part in parts for name in part.all("span", "part__name")]
    assert len(lines) == 50
    assert pairs[:50] == lines
    assert len(parts) == 31
    assert [part.one("span", "part__unvoiced").text for part in parts[25:]] == ["not known"] * 6


def test_description_has_a_source_and_is_not_the_pages(page: Element, seed: list[str]) -> None:
    description = page.section("description")
    assert description.one("p", "credit").text == "Source: Zukan editors"
    assert len(description.one("div", "prose").text.split()) > 60
    assert after(seed, "DESCRIPTION")[:40] not in description.text


def test_episodes_have_dates_and_a_switch_that_knows_no_dub(page: Element) -> None:
    episodes = page.section("episodes")
    dates = [time.attributes["datetime"] for time in episodes.all("time")]
    assert (len(dates), dates[0], dates[-1]) == (13, "2024-01-11", "2024-04-04")
    assert episodes.one("div", "dub").text == "Dubbed No dub known"
    assert episodes.all("a", "service")


def test_related_and_trailer_are_blank_on_purpose(page: Element) -> None:
    for part in ("related", "trailer"):
        assert page.section(part).one("div", "empty").one("p", "empty__sentence").text


def test_reviews_have_author_score_summary_and_text(page: Element) -> None:
    reviews = page.section("reviews").all("article", "review")
    assert len(reviews) == 3
    for review in reviews:
        assert re.fullmatch(r"Score \d+ /100", review.one("p", "review__score").text)
        assert "by Zukan editors" in review.text
        assert review.one("span", "mark").text == "Sample"
        assert review.one("h3").text
        assert len(review.one("details").one("div", "prose").text.split()) >= 150


def test_similar_titles_begin_with_those_of_the_page(page: Element, seed: list[str]) -> None:
    lines = between(seed, "SIMILAR ANIMES YOU MAY LIKE", "SCORE")
    cards = page.section("similar").all("article")[: len(lines)]
    ours = [f"- {card.one('p').text.replace('Anime · ', 'ANIME ')}{card.one('h3').text}" for card in cards]
    assert len(lines) == 4
    assert ours == lines


def test_score_is_that_of_the_page(page: Element, seed: list[str]) -> None:
    stars = re.search(r"\((.*)/5\)", after(seed, "SCORE"))
    assert stars is not None
    assert page.one("p", "score").one("span", "score__stars").text == stars[1]


def test_more_info_is_that_of_the_page(page: Element, seed: list[str]) -> None:
    rows = {row.one("dt").text: row.one("dd").text for row in page.section("more").all("div")}
    text = " ".join(seed[seed.index("MORE INFO") :])
    assert f"Ended in{rows['Ended in']}" in in_our_order(text)
    assert re.search(f"Main Studio ?{rows['Main studio']}", text)
    assert re.search(f"Trending Level ?{rows['Trending level']}", text)
    assert re.search(f"Favorited by ?{rows['Favorited by']}", text, re.IGNORECASE)
    assert re.search(f"Hashtag ?{rows['Hashtag']}", text)
