"""The works that pages show, and a way to read a page."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.html import Element, read_html
from tests.web.people import add_people
from tests.web.works import add_works

ReadPage = Callable[..., Element]


@pytest.fixture
def works(db: None) -> None:
    """One work of which much is known, and others each with a state of its own."""
    add_works()


@pytest.fixture
def read(client: Client) -> ReadPage:
    """Return `read(path)`: the page at a path, its redirects followed, as elements. Fails when tags do not nest."""

    def read(path: str, status: int = 200) -> Element:
        response = client.get(path, follow=True)
        assert response.status_code == status
        return read_html(response.content.decode())

    return read


@pytest.fixture
def people(works: None) -> None:
    """People, studios, genres and tags around these works."""
    add_people()
