"""From a page's data to its HTML: what all pages share."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from zukan.web.pictures import wanting_what_is_lacking

THEMES = ("light", "dark")


def query_beside(view: str) -> str:
    """Return the GraphQL document that lies beside a view: `query_beside(__file__)`."""
    return query_named(view, "query")


def query_named(view: str, name: str) -> str:
    """Return one of several GraphQL documents that lie beside a view."""
    return Path(view).with_name(f"{name}.graphql").read_text()


def render_page(request: HttpRequest, template: str, status: int = 200, **shown: object) -> HttpResponse:
    """Render a page's template. The theme comes from a cookie, so that no page flashes in the wrong one."""
    theme = request.COOKIES.get("theme")
    common = {"path": request.path, "theme": theme if theme in THEMES else "auto"}
    with wanting_what_is_lacking():
        html = render_to_string(template, {**common, **shown})
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ["Cookie"])
    return response


def query_link(**kept: str) -> Callable[..., str]:
    """Return what writes the address of the same page with something changed; empty values are left out."""

    def link(**changed: object) -> str:
        return "?" + urlencode({name: value for name, value in {**kept, **changed}.items() if value})

    return link
