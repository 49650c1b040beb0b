"""The catalogue of components: all of them, in all states, whatever lies in the database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.conftest import ReadPage
from zukan.web.pages.components.samples import WORKS
from zukan.web.pages.components.view import EXAMPLES

COMPONENTS = Path(__file__).parents[2] / "src" / "zukan" / "web" / "components"
PAGE_ITSELF = "base"  # what stands around every page, this one too


def test_every_component_has_its_example_and_every_example_its_component() -> None:
    names = {path.stem for path in COMPONENTS.glob("*.html")} - {PAGE_ITSELF}
    assert len(names) > 15
    assert set(EXAMPLES) == names


def test_every_component_shows_a_state_at_least(read: ReadPage) -> None:
    page = read("/components")  # without the `db` fixture a statement would fail
    for name in EXAMPLES:
        states = page.section(f"component-{name}").all("figure", "state")
        assert states, name
        for state in states:
            assert len(state.all()) > 3, name  # more than its words


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_components_are_shown_on_either_ground(read: ReadPage, theme: str) -> None:
    assert read(f"/components?theme={theme}").one("html").attributes["data-theme"] == theme


def test_invented_works_have_covers_and_no_others(client: Client) -> None:
    for work in WORKS:
        assert client.get(f"/cover/{work['id']}.svg")["Content-Type"].startswith("image/svg+xml")
    assert client.get("/cover/2147483647.svg").status_code == 404


@pytest.mark.browser
@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("width", [390, 1440])
def test_every_picture_of_the_catalogue_is_there(open_page: Callable[..., Any], width: int) -> None:
    page = open_page("/components", width=width)
    page.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager' })")
    page.wait_for_load_state("networkidle")
    missing = "Array.from(document.images).filter(image => !image.naturalWidth).map(image => image.src)"
    assert page.evaluate(missing) == []
