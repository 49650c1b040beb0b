"""`/staff/…`: whom a person voices and what they made."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.html import Element
from tests.web.people import CHARACTER_PATH, DOE, HOSTILE_PERSON, MORI, NOBODY, STAFF_PATH, add_many_roles
from tests.web.works import RICH_PATH
from zukan.catalogue.models import Redirect

pytestmark = pytest.mark.usefixtures("people")


def characters(page: Element) -> list[str]:
    return [role.all("span", "role__name")[0].text for role in page.section("roles").all("li", "role")]


def test_page_tells_what_is_known_of_a_person(read: ReadPage) -> None:
    page = read(STAFF_PATH)
    assert page.one("h1").text == "Aoi Mori"
    facts = {fact.one("dt").text: fact.one("dd").text for fact in page.all("div", "facts__fact")}
    assert facts == {
        "Born": "11 March 1985", "Occupation": "Voice Actor", "Active": "since 2004", "Language": "Japanese",
        "Home town": "Nagoya", "Favorited by": "12 users",
    }  # fmt: skip
    assert page.section("description").one("div", "prose").text == "Sings, too."


def test_roles_stand_by_year_with_both_sides(read: ReadPage) -> None:
    section = read(STAFF_PATH).section("roles")
    assert [year.text for year in section.all("h3", "year__number")] == ["2022", "2021"]
    role = next(role for role in section.all("li", "role") if "Akari" in role.text and RICH_PATH in str(hrefs(role)))
    assert hrefs(role) == [CHARACTER_PATH, RICH_PATH]


def hrefs(element: Element) -> list[str]:
    return [link.attributes["href"] for link in element.all("a")]


def test_all_credits_in_a_work_stand_together(read: ReadPage) -> None:
    works = read(STAFF_PATH).section("credits").all("a", "slip")
    assert [work.one("span", "slip__note").text for work in works] == ["Theme Song Performance, Script"]


@pytest.mark.parametrize(
    ("choice", "found"),
    [("role=main", ["Akari", "Character 1"]), ("role=supporting", ["Akari"]), ("type=manga", []), ("sort=popular", 3)],
)
def test_roles_are_chosen_by_address(read: ReadPage, choice: str, found: list[str] | int) -> None:
    shown = characters(read(f"{STAFF_PATH}?{choice}"))
    assert (len(shown) if isinstance(found, int) else sorted(shown)) == found


def test_roles_in_works_for_adults_are_shown_when_wanted(read: ReadPage) -> None:
    assert "Grown" not in characters(read(STAFF_PATH))
    assert "Grown" in characters(read(f"{STAFF_PATH}?adult=1"))


def test_hundreds_of_roles_are_pages_of_one_statement_and_no_role_is_on_two(client: Client, read: ReadPage) -> None:
    add_many_roles(100)
    shown = []
    for number in (1, 2, 3):
        with statements() as seen:
            assert client.get(f"{STAFF_PATH}?page={number}").status_code == 200
        assert len(seen) == 1
        shown += characters(read(f"{STAFF_PATH}?page={number}"))
    assert len(shown) == 103
    assert len([name for name in shown if name.startswith("Voice")]) == len(
        {name for name in shown if name.startswith("Voice")}
    )
    pages = read(f"{STAFF_PATH}?page=2&sort=oldest").section("roles").one("nav", "pages")
    assert hrefs(pages) == ["?sort=oldest#roles", "?sort=oldest&page=3#roles"]


def test_a_person_with_works_only_has_no_empty_part_about_voices(read: ReadPage) -> None:
    page = read("/staff/3")
    assert not page.all("section", aria_labelledby="roles")
    assert len(page.section("credits").all("a", "slip")) == 1
    assert not page.all("nav", aria_label="Part")


def test_one_of_whom_nothing_is_known_says_so(read: ReadPage) -> None:
    assert "No role and no work of theirs is known" in read(f"/staff/{NOBODY}").text


def test_a_dub_actor_has_a_page_too(read: ReadPage) -> None:
    page = read(f"/staff/{DOE}")
    assert set(characters(page)) == {"Akari", "Character 1"}
    assert "as a child" in page.section("roles").text


def test_hostile_words_stay_words(client: Client) -> None:
    assert b"<script>alert" not in client.get(f"/staff/{HOSTILE_PERSON}").content


@pytest.mark.parametrize("path", [f"/staff/{MORI}", f"/staff/{MORI}/other", "/staff/700"])
def test_any_other_address_leads_to_its_own(client: Client, path: str) -> None:
    Redirect.objects.create(entity="staff", old_id=700, new_id=MORI)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, STAFF_PATH)


def test_unknown_person_is_not_found(client: Client) -> None:
    assert client.get("/staff/999999").status_code == 404


@pytest.mark.parametrize("path", [STAFF_PATH, f"{STAFF_PATH}?adult=1&works=2", f"/staff/{NOBODY}", "/staff/3"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1
