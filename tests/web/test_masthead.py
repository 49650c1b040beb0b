"""The head of every page leads to all parts of the site."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import ReadPage
from zukan.web.parts import Part, parts_around


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", []),
        ("/about", []),
        ("/anime", [("Anime", "page")]),
        ("/anime/101/paper-lanterns", [("Anime", "true")]),
        ("/manga/103", [("Manga", "true")]),
        ("/anime/season", [("Seasons", "page")]),
        ("/anime/season/2024/winter", [("Seasons", "true")]),
        ("/popular", [("Top", "true")]),
        ("/tag/12/mecha", [("Genres", "true")]),
        ("/topic", []),
    ],
)
def test_page_lies_in_one_part_at_most(path: str, current: list[tuple[str, str]]) -> None:
    assert [(part.name, part.current) for part in parts_around(path) if part.current] == current


def test_every_part_is_linked_from_a_page_that_is_missing(read: ReadPage) -> None:
    nav = read("/no/such/page", status=404).one("nav", aria_label="Site")
    assert [link.attributes["href"] for link in nav.all("a")] == [part.address for part in parts_around("/")]


@pytest.mark.usefixtures("works")
@pytest.mark.parametrize("part", parts_around("/"))
def test_every_part_is_there(read: ReadPage, part: Part) -> None:
    page = read(part.address)
    current = [link.text for link in page.one("nav", aria_label="Site").all("a") if "aria-current" in link.attributes]
    assert current == [part.name]


@pytest.mark.browser
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("width", [320, 390, 800, 1440])
def test_parts_are_large_enough_to_hit_and_within_the_screen(open_page: Callable[..., Any], width: int) -> None:
    links = open_page("/about", width=width).locator(".site-links a")
    boxes = [links.nth(place).bounding_box() for place in range(links.count())]
    assert len(boxes) >= 6
    assert all(box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
