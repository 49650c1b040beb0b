"""A page is one statement and nothing more."""

import pytest
from django.test import Client

from tests.statements import statements
from tests.web.works import ADULT, AIRING, BARE, HOSTILE, RICH_PATH
from zukan.catalogue.models import Media

pytestmark = pytest.mark.usefixtures("works")


def path_of(id_: int) -> str:
    work = Media.objects.get(pk=id_)
    return f"/{work.type.lower()}/{id_}" + (f"/{work.slug}" if work.slug else "")


def count_statements(client: Client, path: str, status: int = 200) -> int:
    with statements() as seen:
        assert client.get(path).status_code == status
    return len(seen)


@pytest.mark.parametrize("id_", [BARE, AIRING, ADULT, HOSTILE])
def test_media_page_in_any_state_is_one_statement(client: Client, id_: int) -> None:
    assert count_statements(client, path_of(id_)) == 1


@pytest.mark.parametrize("path", [RICH_PATH, f"{RICH_PATH}?voices=English&dub=German", "/", "/search?q=paper"])
def test_page_is_one_statement(client: Client, path: str) -> None:
    assert count_statements(client, path) == 1


@pytest.mark.parametrize("path", [f"/cover/{BARE}.svg", "/cover/101.svg?v=0"])
def test_cover_is_one_statement(client: Client, path: str) -> None:
    assert count_statements(client, path) == 1


def test_unknown_title_is_one_statement(client: Client) -> None:
    assert count_statements(client, "/anime/999999", 404) == 1


@pytest.mark.parametrize(
    "path", ["/about", "/components", "/search", "/robots.txt", "/site.webmanifest", "/accent/b5392a.css"]
)
def test_page_without_facts_is_no_statement(client: Client, path: str) -> None:
    assert count_statements(client, path) == 0
