"""Small files that programs ask for at fixed addresses."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from zukan.web.assets import static

ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /graphql\n"


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its home screen."""
    icon = {"src": static("seal.svg"), "type": "image/svg+xml", "sizes": "any"}
    content = {
        "name": "Zukan",
        "description": "An illustrated encyclopedia of anime and manga",
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f8f4ea",
        "theme_color": "#b5392a",
        "icons": [icon],
    }
    return JsonResponse(content, content_type="application/manifest+json")
