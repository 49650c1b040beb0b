"""Everything links to everything: a work leads to all that hangs together with it, and nothing to a dead end."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.html import Element, read_html
from tests.web.people import CHARACTER_PATH, GENRE_PATH, STAFF_PATH, STUDIO_PATH, TAG_PATH
from tests.web.works import RICH_PATH

pytestmark = pytest.mark.usefixtures("people")

REACHED = ["/character/", "/staff/", "/studio/", "/genre/", "/tag/", "/anime/", "/manga/", "/birthdays"]
MOST = 400  # pages that a walk may see


def links(page: Element) -> set[str]:
    """Return the addresses of this site to which the content of a page leads."""
    found = (urlsplit(link.attributes["href"]) for link in page.one("main").all("a"))
    return {f"{url.path}?{url.query}" if url.query else url.path for url in found if not url.netloc and url.path}


def test_a_works_cast_staff_studios_genres_and_tags_lead_to_their_pages(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert CHARACTER_PATH in links_of(page, "cast")
    assert {STAFF_PATH, "/staff/2"} <= links_of(read(f"{RICH_PATH}?voices=English"), "cast") | links_of(page, "cast")
    assert {"/staff/3", STAFF_PATH} <= links_of(page, "staff")
    assert {STUDIO_PATH, "/studio/1", "/studio/2"} <= links_of(page, "more")
    assert TAG_PATH in links_of(page, "tags")
    assert {GENRE_PATH, "/genre/romance"} <= {
        link.attributes["href"] for link in page.one("header", "frontispiece").all("a")
    }


def links_of(page: Element, section: str) -> set[str]:
    return {link.attributes["href"] for link in page.section(section).all("a")}


def test_no_link_of_any_page_that_is_reached_from_a_work_is_dead(client: Client) -> None:
    seen: dict[str, int] = {}
    met: set[str] = set()
    waiting = [RICH_PATH]
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        response = client.get(path)
        seen[path] = response.status_code
        if response["Content-Type"].startswith("text/html") and response.status_code == 200:
            found = links(read_html(response.text))
            met |= found
            waiting += sorted(link for link in found if link not in seen and link not in waiting and "?" not in link)
    assert {path: status for path, status in seen.items() if status != 200} == {}
    assert [kind for kind in REACHED if not any(path.startswith(kind) for path in met)] == []
