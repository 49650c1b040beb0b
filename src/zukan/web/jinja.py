"""The template engine: what every template may call. Text is escaped unless the database says it is safe HTML."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from jinja2 import Environment, StrictUndefined

from zukan.web import charts, dates, wording
from zukan.web.artwork.views import accent_url, cover_url, pattern_for
from zukan.web.assets import HTMX_CONFIG, static, stylesheet_version
from zukan.web.parts import parts_around
from zukan.web.pictures import banner_of, cover_of, portrait_of


def environment(**options: Any) -> Environment:
    """Return Jinja as Django asks for it, strict: a misspelt name is a fault, not an empty place."""
    chosen = {**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    made = Environment(**chosen)  # noqa: S701  # the line above switches it on
    made.globals.update(
        static=static,
        url=lambda name, *arguments: reverse(name, args=arguments),
        stylesheet_url=lambda: reverse("stylesheet", args=[stylesheet_version()]),
        cover_url=cover_url,
        banner_of=banner_of,
        cover_of=cover_of,
        portrait_of=portrait_of,
        accent_url=accent_url,
        pattern_for=pattern_for,
        site_url=settings.SITE_URL,
        htmx_config=HTMX_CONFIG,
        parts_around=parts_around,
        web_address=iri_to_uri,  # a source may give letters that an address has to escape
    )
    for module, names in (
        (dates, ("date_words", "date_machine", "day_words", "moment_words", "moment_machine", "wait_words")),
        (dates, ("length_words",)),
        (charts, ("curve", "share")),
        (
            wording,
            (
                "label",
                "source_name",
                "language_tag",
                "name_language",
                "spoken_tag",
                "title_language",
                "region_words",
                "few_regions",
                "host",
                "plural",
                "category_words",
                "genre_path",
            ),
        ),
    ):
        made.globals.update({name: getattr(module, name) for name in names})
    return made
