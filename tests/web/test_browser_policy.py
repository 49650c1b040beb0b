"""What pages load, and what browsers are told to refuse."""

import re

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from tests.web.works import AIRING, HOSTILE, RICH_PATH
from zukan.web.assets import stylesheet

PAGES = ["/", RICH_PATH, f"/anime/{AIRING}", f"/anime/{HOSTILE}", "/search?q=paper", "/search", "/about", "/components"]
# Element -> the attribute by which it makes a browser fetch something.
FETCHES = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "srcset", "video": "src"}
FOLLOWED = {"canonical", "next", "prev"}  # links that are not fetched

pytestmark = pytest.mark.usefixtures("works")


@pytest.mark.parametrize("path", PAGES)
def test_page_fetches_nothing_from_another_host(read: ReadPage, path: str) -> None:
    page = read(path)
    fetched = [
        element.attributes[FETCHES[element.tag]]
        for element in page
        if element.tag in FETCHES
        and FETCHES[element.tag] in element.attributes
        and element.attributes.get("rel") not in FOLLOWED
    ]
    assert len(fetched) > 3
    assert [address for address in fetched if not re.match(r"/(?!/)", address)] == []


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_script_or_style_of_its_own(read: ReadPage, path: str) -> None:
    page = read(path)
    assert page.all("style") == []
    assert [script for script in page.all("script") if script.content] == []
    assert [element.tag for element in page if "style" in element.attributes] == []
    assert [name for element in page for name in element.attributes if name.startswith("on")] == []


def test_style_sheet_fetches_nothing_from_another_host() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", stylesheet().decode())
    assert len(addresses) > 10
    assert all(address.startswith('"/static/') for address in addresses)
    assert "@import" not in stylesheet().decode()


@pytest.mark.parametrize("path", [*PAGES, "/no/such/page", "/cover/101.svg", "/accent/b5392a.css", "/robots.txt"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["font-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["frame-src"] == "https://www.youtube-nocookie.com https://geo.dailymotion.com"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_fetches_is_there(client: Client, read: ReadPage, path: str) -> None:
    page = read(path)
    addresses = {element.attributes["src"] for element in page if element.tag in {"img", "script"}}
    addresses |= {link.attributes["href"] for link in page.all("link") if link.attributes["rel"] not in FOLLOWED}
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_style_sheet_is_kept_for_good_and_an_older_one_is_gone(client: Client, read: ReadPage) -> None:
    address = read("/about").all("link", rel="stylesheet")[0].attributes["href"]
    assert "immutable" in client.get(address)["Cache-Control"]
    assert client.get("/style/000000000000.css").status_code == 404
