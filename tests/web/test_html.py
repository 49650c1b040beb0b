"""Pages are valid HTML."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.works import ADULT, AIRING, BARE, HOSTILE, RICH_PATH, SOURCE

PAGES = [
    *("/", RICH_PATH, f"{RICH_PATH}?dub=German&voices=English", f"/anime/{BARE}", f"/anime/{AIRING}"),
    *(f"/anime/{ADULT}", f"/anime/{HOSTILE}", f"/manga/{SOURCE}"),
    *("/search?q=paper&adult=1", "/search?q=qqqq", "/search", "/about", "/no/such/page"),
]

pytestmark = [pytest.mark.html_checker, pytest.mark.django_db]


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize("path", PAGES)
def test_page_is_valid(client: Client, check_html: Callable[[str], list[str]], path: str) -> None:
    assert check_html(client.get(path, follow=True).text) == []


def test_blank_first_page_is_valid(client: Client, check_html: Callable[[str], list[str]]) -> None:
    assert check_html(client.get("/").text) == []
