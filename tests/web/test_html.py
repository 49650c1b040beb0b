"""Pages are valid HTML, and their outline is in order."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.people import PATHS, STATES
from tests.web.shelves import SHELVES
from tests.web.works import ADULT, AIRING, BARE, HOSTILE, RICH_PATH, SOURCE

PAGES = [
    *("/", RICH_PATH, f"{RICH_PATH}?dub=German&voices=English", f"/anime/{BARE}", f"/anime/{AIRING}"),
    *(f"/anime/{ADULT}", f"/anime/{HOSTILE}", f"/manga/{SOURCE}"),
    *("/search?q=paper&adult=1", "/search?q=qqqq", "/search", "/about"),
    *("/search?q=character&kind=character", "/search?q=ren&kind=staff", "/search?q=s&kind=studio"),
    *(*PATHS, *STATES, *SHELVES),
    *("/components", "/no/such/page"),
]


@pytest.mark.html_checker
@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("path", PAGES)
def test_page_is_valid(client: Client, check_html: Callable[[str], list[str]], path: str) -> None:
    assert check_html(client.get(path, follow=True).text) == []


@pytest.mark.html_checker
@pytest.mark.django_db
def test_blank_first_page_is_valid(client: Client, check_html: Callable[[str], list[str]]) -> None:
    assert check_html(client.get("/").text) == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("path", PAGES[:-1])
def test_headings_are_in_order_under_one_first(read: ReadPage, path: str) -> None:
    levels = [int(element.tag[1]) for element in read(path) if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("path", PAGES[:-1])
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(read: ReadPage, path: str) -> None:
    page = read(path)
    ids = [element.attributes["id"] for element in page if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = {link.attributes["href"].partition("#")[2] for link in page.all("a") if "#" in link.attributes["href"]}
    assert targets - {"credits", "api"} <= set(ids)  # those two are on the about page
