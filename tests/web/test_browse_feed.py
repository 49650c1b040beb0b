"""`/anime.atom`: a shelf as a feed."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.web.html import read_html
from tests.web.works import ATTACK, add_work
from zukan.catalogue.models import Studio
from zukan.filing.writing import file_works

ATOM = "{http://www.w3.org/2005/Atom}"

pytestmark = pytest.mark.usefixtures("works")


@pytest.fixture(autouse=True)
def filed(works: None) -> None:
    file_works()


def feed_at(client: Client, path: str) -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314  # our own


def texts(feed: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in feed.findall(path.replace("/", f"/{ATOM}").replace("./", "./", 1))]


def test_feed_is_of_the_same_shelf_the_newest_first(client: Client) -> None:
    add_work(300, ("Drama",), title_romaji="Older", start_date=20010101)
    add_work(301, ("Drama",), title_romaji="Newer", start_date=20240500, updated_at=1_700_000_000)
    feed = feed_at(client, "/anime.atom?genre=Drama&sort=title&page=3&view=table")
    assert texts(feed, "./entry/title") == ["Newer", "Older", "Ink and Rain"]
    assert texts(feed, "./title") == ["Drama anime, newest first · Zukan"]
    assert texts(feed, "./entry/updated")[0] == "2023-11-14T22:13:20+00:00"


def test_feed_has_what_atom_requires(client: Client) -> None:
    """RFC 4287: id, title and updated of the feed and of each entry, an author, absolute addresses."""
    feed = feed_at(client, "/anime.atom?adult=1")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) > 5
    for element in (feed, *entries):
        assert len(element.findall(f"{ATOM}id")) == len(element.findall(f"{ATOM}title")) == 1
        assert len(element.findall(f"{ATOM}updated")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Zukan"
    ids = texts(feed, "./entry/id")
    assert len(set(ids)) == len(ids)
    addresses = [*ids, *(link.attrib["href"] for link in feed.iter(f"{ATOM}link"))]
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    own = [link.attrib["href"] for link in feed.findall(f"{ATOM}link") if link.attrib["rel"] == "self"]
    assert len(own) == 1
    assert own[0].endswith("/anime.atom?adult=1")


def test_feed_leaves_adult_titles_out_unless_asked(client: Client) -> None:
    assert "Paper Walls" not in texts(feed_at(client, "/anime.atom"), "./entry/title")
    assert "Paper Walls" in texts(feed_at(client, "/anime.atom?adult=1"), "./entry/title")


def test_feed_names_a_studio(client: Client) -> None:
    assert Studio.objects.get(pk=1).name == "Studio Andon"
    feed = feed_at(client, "/anime.atom?studio=1")
    assert texts(feed, "./title") == ["Anime, by Studio Andon, newest first · Zukan"]
    assert texts(feed, "./entry/title") == ["Kami no Chouchin"]
    assert texts(feed, "./entry/summary") == ["TV · 3 October 2021. A lantern maker & her last apprentice."]


def test_hostile_text_stays_text(client: Client) -> None:
    feed = feed_at(client, f"/anime.atom?genre=Genre+{ATTACK.replace('>', '%3E').replace('<', '%3C')}")
    assert any(ATTACK in title for title in texts(feed, "./entry/title"))


def test_empty_shelf_is_an_empty_feed(client: Client) -> None:
    assert feed_at(client, "/anime.atom?tag=None").findall(f"{ATOM}entry") == []


def test_page_tells_of_its_feed(client: Client) -> None:
    page = read_html(client.get("/anime?genre=Drama&sort=score&view=list").text)
    assert page.one("link", rel="alternate").attributes["href"] == "/anime.atom?genre=Drama"
