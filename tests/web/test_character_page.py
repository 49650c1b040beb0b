"""`/character/…`: who it is, where it appears, who voices it."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.people import AKARI, CHARACTER_PATH, GROWN, STRANGE, UNSEEN
from tests.web.works import RICH_PATH, SEQUEL
from zukan.catalogue.models import Redirect, Staff, VoiceRole

pytestmark = pytest.mark.usefixtures("people")


def roles(page: Element) -> list[str]:
    return [role.text for role in page.all("li", "role")]


def years(page: Element) -> list[str]:
    return [year.text for year in page.all("h3", "year__number")]


def test_page_names_the_character_in_all_forms_and_tells_what_is_known(read: ReadPage) -> None:
    page = read(CHARACTER_PATH)
    assert page.one("h1").text == "Akari"
    assert page.one("p", "person__native").attributes["lang"] == "ja"
    facts = {fact.one("dt").text: fact.one("dd").text for fact in page.all("div", "facts__fact")}
    assert facts == {
        "Born": "11 March", "Age": "17", "Gender": "Female", "Favorited by": "34 users", "Appears in": "3 titles",
    }  # fmt: skip
    assert "Little Flame" in page.one("header", "person").text
    assert page.section("description").all("div", "prose")[0].text == "Keeps the lamps."


def test_names_that_give_the_plot_away_are_folded(read: ReadPage) -> None:
    page = read(CHARACTER_PATH)
    assert "The Ninth Lantern" in page.section("description").one("details").text
    assert "The Ninth Lantern" not in page.one("header", "person").text


def test_works_stand_by_year_with_their_part_and_voice_and_lead_to_both(read: ReadPage) -> None:
    page = read(CHARACTER_PATH)
    assert years(page) == ["2022", "2021", "Year not known"]
    first = page.all("li", "role")[1]
    assert [link.attributes["href"] for link in first.all("a")] == [RICH_PATH, "/staff/1/aoi-mori"]
    assert "Main" in first.text
    assert "Aoi Mori" in first.text


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("sort=oldest", ["2021", "2022", "Year not known"]),
        ("type=manga", ["Year not known"]),
        ("role=supporting", ["2022"]),
    ],
)
def test_order_kind_and_part_are_chosen_by_address(read: ReadPage, choice: str, found: list[str]) -> None:
    assert years(read(f"{CHARACTER_PATH}?{choice}")) == found


def test_by_popularity_years_are_not_named(read: ReadPage) -> None:
    page = read(f"{CHARACTER_PATH}?sort=popular")
    assert years(page) == []
    assert [text.split()[0] for text in roles(page)] == ["Kami", "Paper", "Chouchin"]


def test_choices_keep_one_another_and_mark_what_is_chosen(read: ReadPage) -> None:
    page = read(f"{CHARACTER_PATH}?sort=oldest&voices=English")
    order = page.one("nav", aria_label="Order")
    assert [link.text for link in order.all("a", aria_current="true")] == ["Oldest"]
    kinds = [link.attributes["href"] for link in page.one("nav", aria_label="Kind").all("a")]
    assert kinds[1] == "?voices=English&sort=oldest&type=anime#appearances"


def test_voices_of_another_language_are_chosen_by_address(read: ReadPage) -> None:
    page = read(f"{CHARACTER_PATH}?voices=English")
    assert [link.text for link in page.one("nav", aria_label="Language of the voices").all("a")] == [
        "Japanese",
        "English",
    ]
    assert "Jane Doe" in roles(page)[1]
    assert "as a child" in roles(page)[1]
    assert "Aoi Mori" not in " ".join(roles(page))


def test_a_choice_that_is_none_is_the_first(read: ReadPage) -> None:
    assert years(read(f"{CHARACTER_PATH}?sort=%22%3E&type=x&role=MAIN&page=-1&voices=%3Cb%3E")) == years(
        read(CHARACTER_PATH)
    )


def test_no_appearance_of_a_kind_says_so(read: ReadPage) -> None:
    page = read(f"{CHARACTER_PATH}?role=background")
    assert "No appearance is like that" in page.section("appearances").text


def test_one_of_no_work_is_a_page_all_the_same(read: ReadPage) -> None:
    page = read(f"/character/{UNSEEN}")
    assert "No title with this character is known" in page.text
    assert "Nobody has described this character" in page.text
    assert page.one("div", "person__portrait").text == "見"


def test_one_of_works_for_adults_is_kept_from_robots_and_its_works_from_sight(read: ReadPage) -> None:
    page = read(f"/character/{GROWN}")
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert roles(page) == []
    assert len(roles(read(f"/character/{GROWN}?adult=1"))) == 1
    assert not read(CHARACTER_PATH).all("meta", name="robots")


def test_hostile_words_stay_words(client: Client) -> None:
    assert b"<script>alert" not in client.get(f"/character/{STRANGE}").content


@pytest.mark.parametrize(
    "path", [f"/character/{AKARI}", f"/character/{AKARI}/", f"/character/{AKARI}/other", "/character/700"]
)
def test_any_other_address_leads_to_its_own_with_the_choice(client: Client, path: str) -> None:
    Redirect.objects.create(entity="character", old_id=700, new_id=AKARI)
    response = client.get(f"{path}?sort=oldest")
    assert (response.status_code, response["Location"]) == (301, f"{CHARACTER_PATH}?sort=oldest")


def test_unknown_character_is_not_found(client: Client) -> None:
    assert client.get("/character/999999").status_code == 404


@pytest.mark.parametrize("choice", ["", "?sort=score&type=anime&role=main&adult=1&voices=English&page=2"])
@pytest.mark.parametrize("path", [CHARACTER_PATH, f"/character/{UNSEEN}", f"/character/{GROWN}"])
def test_page_is_one_statement(client: Client, path: str, choice: str) -> None:
    with statements() as seen:
        assert client.get(path + choice).status_code == 200
    assert len(seen) == 1


def test_machines_learn_its_name_and_address(read: ReadPage) -> None:
    page = read(f"{CHARACTER_PATH}?sort=oldest")
    assert page.one("link", rel="canonical").attributes["href"].endswith(CHARACTER_PATH)
    assert page.one("meta", property="og:title").attributes["content"] == "Akari"
    assert "3 titles" in page.one("meta", name="description").attributes["content"]


def test_a_voice_of_no_known_language_is_shown_with_any(read: ReadPage) -> None:
    person = Staff.objects.create(id=700, name_full="Wanderer")
    VoiceRole.objects.create(appearance_id=SEQUEL + 400, staff=person, position=5)
    assert "Wanderer" in " ".join(roles(read(CHARACTER_PATH)))
