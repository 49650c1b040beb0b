"""`/anime/season` and `/anime/season/<year>`: the archive of seasons."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.conftest import ReadPage
from tests.web.seasons import add_seasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def seasons(db: None) -> None:
    add_seasons()


@pytest.mark.usefixtures("seasons")
def test_year_shows_its_seasons_with_their_numbers(read: ReadPage) -> None:
    page = read("/anime/season/2024")
    assert page.one("h1").text == "2024"
    assert [heading.text for heading in page.all("h2")] == ["Winter", "Spring"]
    assert "9 anime began in it" in page.text
    assert [title.text for title in page.section("spring").all("h3")] == ["Spring Tide"]
    hrefs = [link.attributes["href"] for link in page.all("a")]
    assert {"/anime/season/2024/spring", "/anime/season/2023", "/anime/season/2025"} <= set(hrefs)


@pytest.mark.usefixtures("seasons")
def test_year_leads_to_no_year_without_anime(read: ReadPage) -> None:
    hrefs = [link.attributes["href"] for link in read("/anime/season/2025").all("a")]
    assert "/anime/season/2024" in hrefs
    assert "/anime/season/2026" not in hrefs


@pytest.mark.usefixtures("seasons")
def test_archive_counts_each_season_the_newest_year_first(read: ReadPage) -> None:
    rows = [
        [cell.text for cell in row.all("th") + row.all("td")]
        for row in read("/anime/season").section("archive").all("tr")
    ]
    assert rows[0] == ["Year", "Winter", "Spring", "Summer", "Fall", "All"]
    assert rows[1] == ["2025", "Winter 2025: 1", "–", "–", "–", "1"]
    assert rows[2] == ["2024", "Winter 2024: 8", "Spring 2024: 1", "–", "–", "9"]
    assert rows[-1] == ["1999", "–", "–", "–", "Fall 1999: 1", "1"]


@pytest.mark.usefixtures("seasons")
def test_archive_draws_every_year_also_those_without_anime(read: ReadPage) -> None:
    table = read("/anime/season").section("years").one("table")
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in table.all("tr")]
    assert len(rows) == 1 + 2025 - 1999 + 1
    assert ["2010", "0"] in rows
    assert ["2024", "9"] in rows


@pytest.mark.usefixtures("seasons")
def test_archive_leads_to_the_season_of_today(read: ReadPage, monkeypatch: pytest.MonkeyPatch) -> None:
    count = read("/anime/season").one("p", "season-head__count")
    assert count.one("a").attributes["href"].startswith("/anime/season/20")


@pytest.mark.usefixtures("seasons")
@pytest.mark.parametrize("path", ["/anime/season", "/anime/season/2024", "/anime/season/2050"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    with statements() as seen:
        assert client.get(path).status_code == 200
    assert len(seen) == 1


def test_empty_catalogue_has_an_archive_that_says_so(read: ReadPage) -> None:
    assert "No season has anime here yet." in read("/anime/season").text


@pytest.mark.parametrize("year", [1950, 2050])
def test_year_of_which_nothing_is_known_says_so(read: ReadPage, year: int) -> None:
    assert f"No anime of {year} is known here." in read(f"/anime/season/{year}").text


@pytest.mark.parametrize("year", ["1899", "2100", "202", "20244"])
def test_what_is_no_year_is_not_found(client: Client, year: str) -> None:
    assert client.get(f"/anime/season/{year}").status_code == 404
