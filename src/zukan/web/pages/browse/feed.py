"""`/anime.atom`, `/manga.atom`: a shelf as a feed, the newest works first, with the same parameters as its page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags

from zukan.graph.site import read_page
from zukan.web.dates import date_words
from zukan.web.pages.browse.addresses import address_of
from zukan.web.pages.browse.choice import Choice, read_choice
from zukan.web.pages.browse.naming import heading
from zukan.web.pages.browse.rail import studio_names
from zukan.web.pages.rendering import query_named
from zukan.web.wording import label

QUERY = query_named(__file__, "feed")
ENTRIES = 50
LONGEST_SUMMARY = 500

Row = Mapping[str, Any]


def browse_feed(type_: str) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of the feeds of a type's shelves."""

    def view(request: HttpRequest) -> HttpResponse:
        choice = replace(read_choice(type_, request.GET), sort="newest", view="grid", page=1)
        answer = read_page(QUERY, {**choice.variables(), "perPage": ENTRIES})
        feed = feed_of(choice, answer)
        return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

    return view


def feed_of(choice: Choice, answer: Row) -> Atom1Feed:
    """Return the feed of a shelf. answer: of the document beside."""
    plain = replace(choice, sort="popular")
    feed = Atom1Feed(
        title=f"{heading(choice, studio_names(answer['facets'] or {'chosenStudios': []}))} · Zukan",
        link=site_url(address_of(choice)),
        description="",
        subtitle="The newest works of a shelf",
        author_name="Zukan",
        feed_url=site_url(address_of(plain, f"/{choice.type.lower()}.atom")),
        language="en",
    )
    known = answer["catalogue"]["updatedAt"] or 0
    for media in answer["found"]["media"]:
        add_entry(feed, media, known)
    return feed


def add_entry(feed: Atom1Feed, media: Row, known: int) -> None:
    """Add a work. known: when the catalogue was last changed, for works of which that is not known."""
    feed.add_item(
        title=media["title"]["userPreferred"] or f"{label('type', media['type'])} {media['id']}",
        link=site_url(media["path"]),
        description=summary(media),
        unique_id=site_url(f"/{media['type'].lower()}/{media['id']}"),  # its path ends in a title, which may change
        pubdate=None,
        updateddate=datetime.fromtimestamp(media["updatedAt"] or known, UTC),
        categories=media["genres"],
    )


def summary(media: Row) -> str:
    """Return format, first day and the start of the description in one text."""
    facts = [label("format", media["format"]) or label("type", media["type"]), date_words(media["startDate"])]
    plain = strip_tags((media["descriptionHtml"] or "").replace("<", " <"))
    text = " ".join(unescape(plain).split())
    shown = text if len(text) <= LONGEST_SUMMARY else text[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"
    return " · ".join(fact for fact in facts if fact) + (f". {shown}" if shown else "")


def site_url(path: str) -> str:
    return settings.SITE_URL + path
