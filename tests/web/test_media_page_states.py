"""Pages of works of which little is known, or which need care."""

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.works import ADULT, AIRING, BARE, HOSTILE, RICH, SOURCE
from zukan.catalogue.models import Character, Episode, Media, Staff

pytestmark = pytest.mark.usefixtures("works")


def test_bare_title_has_a_designed_blank_for_each_part(read: ReadPage) -> None:
    page = read(f"/anime/{BARE}")
    assert page.one("h1").text == "無題"
    assert page.one("h1").one("span").attributes["lang"] == "ja"
    blanks = {
        part: page.section(part).one("p", "empty__sentence").text
        for part in ("description", "cast", "episodes", "related", "reviews", "score", "trailer", "similar")
    }
    assert blanks == {
        "description": "Nobody has described this title here yet.",
        "cast": "The cast is not known.",
        "episodes": "How many episodes there are is not known.",
        "related": "It stands alone: no related work is known.",
        "reviews": "No one has reviewed it here yet.",
        "score": "Too few have scored it.",
        "trailer": "No trailer is known.",
        "similar": "Nothing similar has been recommended yet.",
    }


def test_bare_title_claims_nothing(read: ReadPage) -> None:
    page = read(f"/anime/{BARE}")
    assert page.one("dl", "facts").text == "Format Anime"
    assert page.section("episodes").one("span", "dub__none").text == "No dub known"
    assert "not known" not in page.one("dl", "facts").text
    assert page.all("section", aria_labelledby="tags") == []


def test_number_of_episodes_is_said_without_their_titles(read: ReadPage) -> None:
    Media.objects.filter(pk=BARE).update(episodes=1)
    assert "1 episode; their titles" in read(f"/anime/{BARE}").section("episodes").text


def test_name_that_is_known_in_one_script_alone_stands_once(read: ReadPage) -> None:
    Character.objects.update(name_full="谢怜", name_native="谢怜")
    Staff.objects.update(name_full="姜广涛", name_native="姜广涛")
    cast = read(f"/anime/{RICH}").section("cast").all("li", "part")
    assert [cast[0].text.count(name) for name in ("谢怜", "姜广涛")] == [1, 1]
    assert {part.text.count("谢怜") for part in cast} == {1}


def test_airing_title_counts_down(read: ReadPage) -> None:
    page = read(f"/anime/{AIRING}")
    wait = page.one("time", "airing__wait")
    assert wait.text == "2 days 3 hours"
    assert wait.attributes["datetime"].endswith("Z")
    assert page.one("p", "airing").text.startswith("Episode 1071 airs in")


def test_links_to_single_episodes_are_in_order_and_safe(read: ReadPage) -> None:
    lines = read(f"/anime/{AIRING}").section("episodes").all("li", "episode")
    assert [line.text for line in lines] == [
        "Episode 9 Down watch : Episode 9 - Down",
        "Episode 10 Up Streamhaus : Episode 10 - Up",
        "The whole film Streamhaus : The whole film",
    ]
    links = [link.attributes["href"] for line in lines for link in line.all("a")]
    assert links == ["https://watch.example/9", "https://watch.example/10", "https://watch.example/film"]


def test_link_to_an_episode_stands_beside_what_is_known_of_it(read: ReadPage) -> None:
    Episode.objects.create(media_id=AIRING, number=9, title_native="降", aired=20240105)
    first = read(f"/anime/{AIRING}").section("episodes").all("li", "episode")[0]
    assert first.text == "Episode 9 Down 降 watch : Episode 9 - Down 5 January 2024"


def test_adult_title_is_marked_and_kept_from_search_engines(read: ReadPage) -> None:
    page = read(f"/anime/{ADULT}")
    assert page.one("span", "mark").text == "Adults only"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert page.one("meta", name="rating").attributes["content"] == "adult"
    assert read(f"/anime/{RICH}").all("meta", name="rating") == []


def test_manga_has_chapters_and_no_episodes(read: ReadPage) -> None:
    page = read(f"/manga/{SOURCE}")
    facts = {fact.one("dt").text: fact.one("dd").text for fact in page.all("div", "facts__fact")}
    assert facts == {"Format": "Manga", "Chapters": "80", "Volumes": "9"}
    assert page.all("section", aria_labelledby="episodes") == []
    assert page.section("similar").one("h2").text == "Similar manga you may like"


@pytest.mark.parametrize("address", ["/anime/999999", "/manga/999999/x", "/anime/99999999999", "/anime/2147483648"])
def test_unknown_title_offers_a_search(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert b'id="letter-search"' in response.content


def hostile_page(read: ReadPage) -> Element:
    return read(f"/anime/{HOSTILE}")


def test_hostile_text_stays_text(read: ReadPage) -> None:
    page = hostile_page(read)
    assert [script for script in page.all("script") if "src" not in script.attributes] == []
    assert all(image.attributes["src"].startswith("/") for image in page.all("img"))
    assert [name for element in page for name in element.attributes if name.startswith("on")] == []
    assert "<script>alert(1)</script>" in page.one("h1").text
    assert page.section("cast").text.count("<script>") >= 3


def test_hostile_colour_and_trailer_are_left_out(read: ReadPage) -> None:
    page = hostile_page(read)
    accents = [sheet.attributes["href"] for sheet in page.all("link", rel="stylesheet")]
    assert accents[1].startswith("/accent/")
    assert len(accents[1]) == len("/accent/123456.css")
    assert page.section("trailer").all("a") == []


def test_link_with_a_script_is_left_out(read: ReadPage) -> None:
    page = read(f"/anime/{RICH}")
    assert not any(link.attributes.get("href", "").startswith("javascript:") for link in page.all("a"))
    assert "Trap" not in page.section("links").text
