"""Style sheets and modules, at addresses that change with their content, so that browsers keep them for good.

Nothing is built: component style sheets stay files of their own and are joined in memory.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)

STYLE_SHEETS = Path(__file__).parent / "static" / "css"

# The order of the cascade: the page's ground first, then what stands on it.
FIRST = ("tokens", "fonts", "ground", "text")


# htmx within the policy of security.py: it writes no style, evaluates no text and asks no other host. Pages that it has
# changed are not kept in the browser's storage; going back loads them.
HTMX_CONFIG = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "refreshOnHistoryMiss": True,
        "scrollBehavior": "auto",
    }
)


def static(path: str) -> str:
    """Return the address of a file below static/, which holds a hash of it. Raises ValueError when there is none."""
    return staticfiles_storage.url(path)


@cache
def stylesheet() -> bytes:
    """Return all component style sheets as one, with the hashed addresses of pictures and fonts."""
    rest = sorted(path.stem for path in STYLE_SHEETS.glob("*.css") if path.stem not in FIRST)
    text = "\n".join((STYLE_SHEETS / f"{name}.css").read_text() for name in (*FIRST, *rest))
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', text).encode()


@cache
def stylesheet_version() -> str:
    return hashlib.blake2b(stylesheet(), digest_size=6).hexdigest()


def keep_forever(response: Response) -> Response:
    """Tell caches that what this address gives never changes."""
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def stylesheet_view(request: HttpRequest, version: str) -> HttpResponse:
    """The style sheet. An address of an older version is gone, so that no cache keeps new text under it."""
    if version != stylesheet_version():
        raise Http404("This version of the style sheet is gone")
    return keep_forever(HttpResponse(stylesheet(), content_type="text/css; charset=utf-8"))
