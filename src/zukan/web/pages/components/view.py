"""`/components`: every component in every state, of invented works.

Each file of web/components/ has one of the same name in examples/, which shows its
states with what samples.py invents.
"""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from zukan.web.artwork.jacket import Jacket, draw
from zukan.web.assets import keep_forever
from zukan.web.pages.components import samples
from zukan.web.pages.rendering import THEMES, render_page

EXAMPLES = sorted(path.stem for path in (Path(__file__).parent / "examples").glob("*.html"))


def components_page(request: HttpRequest) -> HttpResponse:
    """`?theme=dark` shows them in the dark, whatever theme the reader has chosen."""
    theme = request.GET.get("theme")
    chosen: dict[str, Any] = {"theme": theme} if theme in THEMES else {}
    return render_page(request, "components/page.html", examples=EXAMPLES, samples=samples, **chosen)


def sample_cover_view(request: HttpRequest, media_id: int) -> HttpResponse:
    """Draw the cover of an invented work."""
    media = next((work for work in samples.WORKS if work["id"] == media_id), None)
    if media is None:
        raise Http404("There is no such title")
    return keep_forever(HttpResponse(draw(Jacket.of(media)), content_type="image/svg+xml; charset=utf-8"))
