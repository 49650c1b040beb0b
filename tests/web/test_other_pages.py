"""About, missing, broken, and the small files."""

import json
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from tests.web.conftest import ReadPage
from zukan.starter.credits import CREDITS
from zukan.web.pages.home import view as home


@pytest.mark.usefixtures("db")
def test_about_credits_every_source_with_licence_and_change(read: ReadPage) -> None:
    page = read("/about")
    shown = page.all("div", "credits__one")
    assert len(shown) == len(CREDITS)
    for credit, one in zip(CREDITS, shown, strict=True):
        assert credit.name in one.text
        assert credit.changed in one.text
        assert credit.licence_url in [link.attributes["href"] for link in one.all("a")]


@pytest.mark.usefixtures("db")
def test_about_says_whose_it_is_not(read: ReadPage) -> None:
    assert "not affiliated with AniList or MyAnimeList" in read("/about").text


def test_missing_page_offers_a_search_and_asks_no_database(client: Client) -> None:
    response = client.get("/no/such/page")  # without the `db` fixture a statement would fail
    assert response.status_code == 404
    assert b'name="q"' in response.content


def test_fault_is_a_page_of_its_own_and_its_cause_is_logged(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise DatabaseError("the disk is gone")

    monkeypatch.setattr(home, "read_page", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert b"This page came out wrong" in response.content
    assert "default-src 'none'" in response["Content-Security-Policy"]
    causes = [record.exc_info[1] for record in caplog.records if record.exc_info]
    assert [str(cause) for cause in causes] == ["the disk is gone"]


def test_form_of_another_site_gets_a_page_of_ours() -> None:
    response = Client(enforce_csrf_checks=True).post("/search", {"q": "x"})
    assert response.status_code == 403
    assert b"This request was refused" in response.content


def test_another_hosts_name_gets_a_page_of_ours_and_no_traceback(caplog: pytest.LogCaptureFixture) -> None:
    response = Client(raise_request_exception=False).get("/", headers={"host": "other.example"})
    assert response.status_code == 400
    assert b"ZUKAN_ALLOWED_HOSTS" in response.content
    assert "Traceback" not in caplog.text


def test_robots_are_kept_from_searches(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /search" in response.text


def test_manifest_names_the_site_and_an_icon_that_is_there(client: Client) -> None:
    response = client.get("/site.webmanifest")
    manifest: dict[str, Any] = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "Zukan"
    assert client.get(manifest["icons"][0]["src"]).status_code == 200


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", None), ('"><b>', None)])
def test_theme_is_kept_in_a_cookie(client: Client, cookie: str, theme: str | None) -> None:
    client.cookies["theme"] = cookie
    response = client.get("/about")
    written = f'<html lang="en" data-theme="{theme}">' if theme else '<html lang="en">'
    assert written in response.text
    assert "Cookie" in response["Vary"]
