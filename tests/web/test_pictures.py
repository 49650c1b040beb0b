"""Pages show the pictures that lie here, ask for those that do not, and never send a reader to another host."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

from tests.pictures.conftest import drawn
from tests.web.conftest import ReadPage
from tests.web.works import ADULT, ATTACK, LIKED, RICH, RICH_PATH
from zukan.catalogue.models import Character, Media
from zukan.graph.shapes.pictures import address_of
from zukan.graph.site import read_page
from zukan.jobs.queue import queue
from zukan.pictures.developing import develop
from zukan.pictures.files import path_of, write_file
from zukan.pictures.models import Picture, PictureKind, WantedPicture
from zukan.pictures.wishes import keep

COVER = "https://pictures.example/101.jpg"
BANNER = "https://pictures.example/101-wide.jpg"
PORTRAIT = "https://pictures.example/spike.jpg"


@pytest.fixture(autouse=True)
def media_root(works: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    Character.objects.filter(id=1).update(image_large=PORTRAIT)
    Media.objects.filter(id=ADULT).update(cover_large="https://pictures.example/adult.jpg")


def fetched(url: str, kind: PictureKind = PictureKind.COVER, width: int = 460, colour: str = "#2040a0") -> Picture:
    """Put a picture here as if it had been fetched."""
    developed = develop(drawn(width, 650 if kind != PictureKind.BANNER else 400, colour=colour), kind)
    for name, content in developed.files.items():
        write_file(path_of(name), content)
    wanted = WantedPicture.objects.create(url=url, kind=kind, host="pictures.example", wanted_at=1, due_at=1)
    keep(wanted, developed, 2)
    return Picture.objects.get(url=url)


def told() -> list[tuple[str, str]]:
    """Return what the views asked for."""
    tasks = [queue.deserialize_task(data) for data in queue.storage.enqueued_items()]
    return [tuple(wish) for task in tasks for wish in task.args[0]]


def test_first_view_asks_for_what_is_not_here_and_shows_drawn_covers(read: ReadPage) -> None:
    page = read(RICH_PATH)
    assert page.all("img")[0].attributes["src"].startswith("/cover/101.svg?v=")
    assert told() == [(BANNER, "BANNER"), (COVER, "COVER"), (PORTRAIT, "PORTRAIT")]


def test_cover_that_is_here_is_shown_in_both_formats_and_all_sizes(read: ReadPage, client: Client) -> None:
    name = fetched(COVER).name
    picture = read(RICH_PATH).all("picture")[0]
    source, image = picture.all("source")[0].attributes, picture.all("img")[0].attributes
    assert source["type"] == "image/avif"
    assert source["srcset"] == ", ".join(f"/picture/{name}-{width}.avif {width}w" for width in (112, 184, 276, 460))
    assert image["srcset"] == ", ".join(f"/picture/{name}-{width}.webp {width}w" for width in (112, 184, 276, 460))
    assert source["sizes"] == image["sizes"] == "(max-width: 47rem) 9.5rem, 16.5rem"
    assert (image["alt"], image["width"], image["height"]) == ("", "264", "373")
    for address in [image["src"], *(part.split()[0] for part in f"{source['srcset']}, {image['srcset']}".split(", "))]:
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response["Content-Type"] == f"image/{address.rpartition('.')[2]}"
        assert "immutable" in response["Cache-Control"]
        assert "Content-Encoding" not in response
        assert response["X-Content-Type-Options"] == "nosniff"
        response.close()


def test_banner_and_portraits_that_are_here_are_shown(read: ReadPage) -> None:
    banner, portrait = fetched(BANNER, PictureKind.BANNER, 1900), fetched(PORTRAIT, PictureKind.PORTRAIT, 230)
    page = read(RICH_PATH)
    sources = [image.attributes["src"] for image in page.all("img")]
    assert f"/picture/{banner.name}-1900.webp" in sources
    assert f"/picture/{portrait.name}-230.webp" in sources
    assert len(page.all("span", class_="part__initial")) == 13
    assert told() == [(COVER, "COVER")]


@pytest.mark.parametrize("is_here", [True, False])
@pytest.mark.parametrize("path", ["/", RICH_PATH, f"/anime/{ADULT}", "/search?q=paper&adult=1"])
def test_no_page_names_the_host_of_a_picture(client: Client, path: str, is_here: bool) -> None:
    if is_here:
        fetched(COVER)
    assert "pictures.example" not in client.get(path, follow=True).text


def test_views_of_a_page_tell_the_queue_once_and_the_database_nothing(client: Client) -> None:
    for _ in range(50):
        client.get(RICH_PATH)
    assert queue.storage.queue_size() == 1
    assert not WantedPicture.objects.exists()


def test_titles_for_adults_keep_their_drawn_covers_unless_the_owner_wants_all(
    read: ReadPage, settings: LazySettings
) -> None:
    adult = "https://pictures.example/adult.jpg"
    fetched(adult)
    for choice, is_shown in (("safe", False), ("all", True), ("off", False)):
        settings.PICTURES = choice
        sources = [image.attributes["src"] for image in read(f"/anime/{ADULT}").all("img")]
        assert any(source.startswith("/picture/") for source in sources) is is_shown
    Picture.objects.all().delete()
    settings.PICTURES = "safe"
    read(f"/anime/{ADULT}")
    assert adult not in dict(told())


def test_switched_off_nothing_is_asked_for_and_nothing_shown(read: ReadPage, settings: LazySettings) -> None:
    settings.PICTURES = "off"
    fetched(COVER)
    assert read(RICH_PATH).all("img")[0].attributes["src"].startswith("/cover/101.svg")
    assert told() == []


def test_colour_of_a_picture_is_the_works_where_no_source_gives_one(read: ReadPage) -> None:
    Media.objects.filter(id=LIKED).update(cover_medium="https://pictures.example/104.jpg")
    fetched("https://pictures.example/104.jpg", colour="#2040a0")
    fetched(COVER, colour="#2040a0")
    colours = "query ($id: Int) { Media(id: $id) { coverImage { color } } }"
    assert read_page(colours, {"id": LIKED})["Media"]["coverImage"]["color"] == "#2040a0"
    assert read_page(colours, {"id": RICH})["Media"]["coverImage"]["color"] == "#f1d06b"
    assert read(f"/anime/{LIKED}").one("link", href="/accent/2040a0.css")


def test_api_gives_the_addresses_of_sources_and_of_this_site(client: Client) -> None:
    fields = "coverImage { extraLarge large medium picture { url name width height widths } } bannerImage"
    ask = f"query ($id: Int) {{ Media(id: $id) {{ {fields} bannerPicture {{ url }} }} }}"
    before = read_page(ask, {"id": RICH})["Media"]
    assert before["coverImage"] == {"extraLarge": COVER, "large": COVER, "medium": COVER, "picture": None}
    assert (before["bannerImage"], before["bannerPicture"]) == (BANNER, None)
    picture = fetched(COVER)
    after = read_page(ask, {"id": RICH})["Media"]["coverImage"]
    assert after["large"] == COVER
    assert after["picture"] == {
        "url": f"http://127.0.0.1:8000/picture/{picture.name}-460.webp",
        "name": picture.name,
        "width": 460,
        "height": 650,
        "widths": [112, 184, 276, 460],
    }


@pytest.mark.parametrize(
    "path",
    [
        "/picture/x.webp",
        "/picture/..%2F..%2Fsecret-key",
        f"/picture/{'a' * 32}-112.svg",
        f"/picture/{'a' * 32}-112.webp",
    ],
)
def test_address_of_no_picture_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_hostile_address_of_a_picture_reaches_no_page(client: Client) -> None:
    Media.objects.filter(id=RICH).update(cover_large=f"https://evil.example/{ATTACK}", banner_image=ATTACK)
    assert "evil.example/" not in client.get(RICH_PATH).text


def test_api_gives_addresses_of_this_site_where_the_owner_says_so(settings: LazySettings) -> None:
    picture = fetched(COVER)
    settings.API_PICTURES, settings.SITE_URL = "local", "https://zukan.example"
    remote = "coalesce({a}.cover_large,{a}.cover_medium)"
    column = address_of(remote, remote).sql.format(a="m")
    Media.objects.filter(id=LIKED).update(cover_large="https://pictures.example/104.jpg")
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from catalogue_media m where id in ({RICH},{LIKED}) order by id")  # noqa: S608
        here, elsewhere = (address for (address,) in cursor.fetchall())
    assert here == f"https://zukan.example/picture/{picture.name}-460.webp"
    assert elsewhere == "https://pictures.example/104.jpg"


@pytest.mark.html_checker
def test_page_with_pictures_is_valid(client: Client, check_html: Callable[[str], list[str]]) -> None:
    for url, kind in ((COVER, PictureKind.COVER), (BANNER, PictureKind.BANNER), (PORTRAIT, PictureKind.PORTRAIT)):
        fetched(url, kind, 1900 if kind == PictureKind.BANNER else 460)
    for path in (RICH_PATH, "/", "/search?q=paper"):
        page = client.get(path).text
        assert "/picture/" in page
        assert check_html(page) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_browser_loads_the_better_format_from_here(open_page: Callable[..., Any]) -> None:
    name = fetched(COVER).name
    page = open_page(RICH_PATH, width=390)
    cover = page.locator(".frontispiece .cover img")
    assert cover.evaluate("image => image.decode().then(() => image.currentSrc)").endswith(f"/{name}-184.avif")
    assert page.foreign_requests == []
