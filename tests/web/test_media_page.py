"""The page of a work of which much is known."""

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.works import ADULT, RICH, RICH_PATH
from zukan.catalogue.models import MediaTrend, Redirect
from zukan.reviews.models import Recommendation

pytestmark = pytest.mark.usefixtures("works")


def test_titles_stand_in_their_languages(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert page.one("h1").text == "Kami no Chouchin"
    assert page.one("h1").one("span").attributes["lang"] == "ja-Latn"
    assert page.one("p", "frontispiece__native").text == "紙の提灯"
    assert page.one("p", "frontispiece__native").attributes["lang"] == "ja"
    assert page.one("p", "frontispiece__other").text == "Paper Lanterns"


def test_facts_are_named_and_formatted(read: ReadPage) -> None:
    facts = {fact.one("dt").text: fact.one("dd").text for fact in read(RICH_PATH).all("div", "facts__fact")}
    assert facts == {
        "Status": "Finished",
        "Format": "TV",
        "Episodes": "28",
        "Length": "24 min",
        "Season": "Fall 2021",
        "Source": "Manga",
        "Studio": "Studio Andon",
        "Premiere": "3 October 2021",
        "End": "26 December 2021",
    }


def test_dates_are_for_machines_too(read: ReadPage) -> None:
    times = {time.text: time.attributes["datetime"] for time in read(RICH_PATH).one("dl", "facts").all("time")}
    assert times == {"3 October 2021": "2021-10-03", "26 December 2021": "2021-12-26"}


def test_description_keeps_its_markup_and_names_its_source(read: ReadPage) -> None:
    description = read(RICH_PATH).section("description")
    assert description.one("div", "prose").one("i").text == "last"
    assert description.one("p", "credit").text == "Source: Zukan editors"
    assert [each.text for each in description.all("bdi")] == ["Lampions de papier", "ورق"]


def test_twelve_of_the_cast_are_shown_and_the_rest_is_one_click_away(read: ReadPage) -> None:
    cast = read(RICH_PATH).section("cast")
    shown, folded = cast.all("ul", "bill")
    assert (len(shown.all("li", "part")), len(folded.all("li", "part"))) == (12, 2)
    assert cast.one("summary").text == "All 14 characters"


def test_cast_speaks_the_original_language_first(read: ReadPage) -> None:
    cast = read(RICH_PATH).section("cast")
    first = cast.all("li", "part")[0]
    assert [name.text for name in first.all("span", "part__name")] == ["Character 1", "Aoi Mori"]
    assert [link.text for link in cast.one("nav").all("a", aria_current="true")] == ["Japanese"]


def test_cast_speaks_the_language_that_a_reader_chooses(read: ReadPage) -> None:
    cast = read(f"{RICH_PATH}?voices=English").section("cast")
    first = cast.all("li", "part")[0]
    assert [name.text for name in first.all("span", "part__name")] == ["Character 1", "Jane Doe"]
    assert "young Sentai" in first.text
    assert {link.text: link.attributes["href"] for link in cast.one("nav").all("a")} == {
        "English": "?voices=English#cast",
        "Japanese": "?voices=Japanese#cast",
    }


def test_choice_of_voices_and_choice_of_dub_keep_each_other(read: ReadPage) -> None:
    page = read(f"{RICH_PATH}?voices=English&dub=German")
    voices, dubs = page.section("cast").one("nav"), page.section("episodes").one("nav")
    assert voices.all("a")[1].attributes["href"] == "?voices=Japanese&dub=German#cast"
    assert [link.attributes["href"] for link in dubs.all("a")] == [
        "?voices=English#episodes",
        "?voices=English&dub=English#episodes",
        "?voices=English&dub=German#episodes",
    ]


def test_language_that_nobody_speaks_changes_nothing(read: ReadPage) -> None:
    assert "Aoi Mori" in read(f"{RICH_PATH}?voices=Klingon").section("cast").text


def test_episodes_have_titles_dates_and_marks(read: ReadPage) -> None:
    shown, folded = read(RICH_PATH).section("episodes").all("ol", "episodes")
    first, second = shown.all("li")[:2]
    assert first.text == "Episode 1 Title not known 3 October 2021"
    assert second.text == "Episode 2 The Wick 芯 Filler"
    assert (len(shown.all("li")), len(folded.all("li"))) == (26, 2)


def test_dubs_are_those_of_the_cast_and_of_imported_audio(read: ReadPage) -> None:
    switch = read(RICH_PATH).section("episodes").one("nav")
    assert [link.text for link in switch.all("a")] == ["Japanese, the original", "English", "German"]
    assert switch.one(aria_current="true").text == "Japanese, the original"


def test_dub_says_which_service_carries_an_episode(read: ReadPage) -> None:
    episodes = read(f"{RICH_PATH}?dub=German").section("episodes")
    assert "In German on Streamhaus" in episodes.text
    assert [mark.text for mark in episodes.all("span", "mark--accent")] == ["German on Streamhaus"]


def test_dub_known_from_the_cast_alone_claims_no_service(read: ReadPage) -> None:
    episodes = read(f"{RICH_PATH}?dub=English").section("episodes")
    assert "Voice actors in English are known" in episodes.text
    assert episodes.all("span", "mark--accent") == []


def test_dub_that_is_not_known_cannot_be_chosen(read: ReadPage) -> None:
    episodes = read(f"{RICH_PATH}?dub=French").section("episodes")
    assert episodes.one("nav").one(aria_current="true").text == "Japanese, the original"


def test_licensed_services_stand_with_the_episodes_and_name_their_regions(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert [link.text for link in page.section("episodes").all("a", "service")] == ["Streamhaus in Hong Kong, Macau"]
    assert [link.text for link in page.section("links").all("li")] == ["Official Site paper.example, Japanese"]


def test_related_works_are_grouped_by_relation(read: ReadPage) -> None:
    related = read(RICH_PATH).section("related")
    assert related.one("h2").text == "Related to Kami no Chouchin"
    assert [heading.text for heading in related.all("h3")] == ["Source", "Sequel"]
    assert [link.attributes["href"] for link in related.all("a")] == [
        "/manga/103/chouchin",
        "/anime/102/paper-lanterns-2",
    ]


def test_reviews_show_author_score_summary_body_and_original(read: ReadPage) -> None:
    written, sample = sorted(read(RICH_PATH).all("article", "review"), key=lambda review: "Sample" in review.text)
    assert written.one("p", "review__score").text == "Score 70 /100"
    assert written.one("h3").text == "Warm and slow"
    assert "by reader1 , on AniList" in written.text
    assert "3 of 4 votes for it" in written.text
    assert written.one("details").one("em").text == "glows"
    assert written.one("a").attributes["href"] == "https://anilist.co/review/1"
    assert sample.one("span", "mark").text == "Sample"
    assert sample.all("p", "review__score") == []


def test_similar_works_show_kind_first_genre_and_title_and_hide_adult_ones(read: ReadPage) -> None:
    assert Recommendation.objects.filter(media_id=RICH, recommended_id=ADULT).exists()
    similar = read(RICH_PATH).section("similar")
    assert [card.text for card in similar.all("article")] == ["Ink and Rain Anime · Drama"]


def test_score_is_stars_a_number_and_a_chart_with_its_text(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert page.one("svg", "stars").attributes["aria-label"] == "2.95 out of 5 stars"
    score = page.section("score")
    assert "2.95 out of 5 59 of 100" in score.text
    bars = score.all("rect", "distribution__bar")
    assert [bar.attributes["height"] for bar in bars] == ["2", "2", "2", "2", "52", "102", "2", "2", "2", "27"]
    people = score.one("tbody").all("td")
    assert [cell.text for cell in people] == ["0", "0", "0", "0", "20", "40", "0", "0", "0", "10"]


def test_rankings_say_of_when(read: ReadPage) -> None:
    assert read(RICH_PATH).one("ul", "rankings").text == "#48 highest rated fall 2021, TV"


def test_trailer_is_a_link_until_it_is_asked_for(read: ReadPage) -> None:
    trailer = read(RICH_PATH).section("trailer")
    link = trailer.one("a")
    assert link.attributes["href"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert link.attributes["data-embed"] == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    assert trailer.all("iframe") == []


def test_more_info_has_the_numbers(read: ReadPage) -> None:
    rows = {row.one("dt").text: row.one("dd").text for row in read(RICH_PATH).section("more").all("div")}
    assert rows == {
        "Ended in": "26 December 2021",
        "Main studio": "Studio Andon",
        "With": "Wax Works",
        "Trending level": "7",
        "Favorited by": "56 users",
        "Listed by": "1,234 users",
        "Hashtag": "#紙の提灯",
        "Facts of": "22 July 2023",
    }


def test_numbers_show_where_the_work_stands_on_lists(read: ReadPage) -> None:
    numbers = read(RICH_PATH).section("numbers")
    assert [row.text for row in numbers.one("ul", "chart__key").all("li")] == ["Completed 321 100 %"]
    assert numbers.all("polyline") == []


def test_numbers_of_days_are_drawn_and_told(read: ReadPage) -> None:
    for day, users, score in ((1, 900, 58), (2, 1_100, None), (3, 1_234, 59)):
        MediaTrend.objects.create(media_id=RICH, date=day * 86_400, popularity=users, average_score=score)
    told = [caption.text for caption in read(RICH_PATH).section("numbers").all("figcaption", "chart__caption")]
    assert told == [
        "Users who list it: 900 on 2 January 1970 to 1,234 on 4 January 1970, 900 at the least and 1,234 at the most",
        "Score of 100: 58 on 2 January 1970 to 59 on 4 January 1970, 58 at the least and 59 at the most",
    ]


def test_score_says_whose_it_is(read: ReadPage) -> None:
    assert "On AniList." in read(RICH_PATH).section("score").text


def test_season_leads_to_its_chart(read: ReadPage) -> None:
    (link,) = [link for link in read(RICH_PATH).all("a") if link.text == "Fall 2021"]
    assert link.attributes["href"] == "/anime/season/2021/fall"


def test_tags_that_spoil_are_folded(read: ReadPage) -> None:
    tags = read(RICH_PATH).section("tags")
    folded = tags.one("details")
    assert [tag.text for tag in folded.all("li")] == ["Ghosts 88 percent", "Tragedy 87 percent"]
    assert [tag.text for tag in tags.all("li") if tag not in folded.all("li")] == ["Crafts 89 percent"]
    assert folded.one("summary").text == "Show 2 tags that may spoil it"
    assert "open" not in folded.attributes


def test_staff_is_shown(read: ReadPage) -> None:
    assert read(RICH_PATH).section("staff").text.endswith("Director Ren Sato")


def test_page_has_its_own_accent_and_address(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert "/accent/f1d06b.css" in [link.attributes["href"] for link in page.all("link", rel="stylesheet")]
    assert page.one("link", rel="canonical").attributes["href"] == f"http://127.0.0.1:8000{RICH_PATH}"
    assert "28 episodes" in page.one("meta", name="description").attributes["content"]


@pytest.mark.parametrize(
    "address",
    ["/anime/101", "/anime/101/", "/anime/101/wrong", "/anime/101/a/b", "/manga/101", "/manga/101/paper-lanterns"],
)
def test_any_other_address_of_a_work_leads_to_its_own(client: Client, address: str) -> None:
    response = client.get(address, {"voices": "English"})
    assert response.status_code == 301
    assert response["Location"] == f"{RICH_PATH}?voices=English"


def test_an_id_that_became_another_leads_to_its_page(client: Client) -> None:
    Redirect.objects.create(entity="media", old_id=2**30 + 7, new_id=RICH)
    response = client.get(f"/anime/{2**30 + 7}/old-name?voices=English")
    assert response.status_code == 301
    assert response["Location"] == f"{RICH_PATH}?voices=English"
