"""`/about`: what this is, whose facts it holds, how programs read it."""

from django.http import HttpRequest, HttpResponse

from zukan.starter.credits import CREDITS
from zukan.web.artwork.patterns import PATTERN_OF_GENRE
from zukan.web.pages.rendering import render_page


def about_page(request: HttpRequest) -> HttpResponse:
    genres: dict[str, list[str]] = {}
    for genre, pattern in PATTERN_OF_GENRE.items():
        genres.setdefault(pattern, []).append(genre)
    return render_page(request, "about/page.html", credits=CREDITS, genres_of_pattern=genres)
