"""The fields of Query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Filter, Many, Order, Shape, ShapeOf, Source, SourceOf
from zukan.graph.shapes import (
    activities,
    entries,
    forum,
    labels,
    media,
    notifications,
    people,
    seasons,
    site,
    ties,
    users,
    works,
)
from zukan.graph.shapes.collection import Collected
from zukan.graph.shapes.facets import Faceted
from zukan.graph.sql import Bind


@dataclass(frozen=True, slots=True)
class First:
    """The first row of a source, which has to exist."""

    source: SourceOf


@dataclass(frozen=True, slots=True)
class PageOf:
    """One of several lists, with the page's own arguments."""

    lists: Mapping[str, SourceOf]


@dataclass(frozen=True, slots=True)
class All:
    """Every row of a source that has no pages, up to so many."""

    source: SourceOf
    most: int = 5_000


@dataclass(frozen=True, slots=True)
class AllTexts:
    """A list of strings: a query that gives one column `x`, ordered."""

    rows: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """The root Markdown: its argument as HTML, without the database."""


@dataclass(frozen=True, slots=True)
class Own:
    """A row of the viewer's, by its key over `:viewer`; refused without one."""

    shape: Shape
    key: str = ":viewer"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row that a query of ours finds; null without one."""

    shape: Shape
    key: str
    binds: Callable[[Arguments], Mapping[str, Bind]] = lambda _: {}


def all_of(table: str, shape: ShapeOf, of_type: str) -> Many:
    """Return a list of all rows of a table, to be read from id to id. of_type: the condition that `type` adds."""
    filters = {"after": Filter("{e}.id>:value", "int"), "type": Filter(of_type, "text")}
    source = Source(f"{table} {{e}}", "", (Order("{e}.id"),), shape, filters=filters)
    return Many(lambda: source)


def hangs_on(rows: str) -> str:
    """Return the condition that a thing hangs on a work of a type. rows: FROM and WHERE of what ties `{e}` to `m`."""
    return f"exists(select 1 from catalogue_media m join {rows} and m.type=:value)"


VOICED = (
    "catalogue_mediacharacter c on c.media_id=m.id join catalogue_voicerole v on v.appearance_id=c.id"
    " where v.staff_id={e}.id"
)
CREDITED = hangs_on("catalogue_mediastaff c on c.media_id=m.id where c.staff_id={e}.id")
CATALOGUE: Shape = Shape(
    "Catalogue",
    {
        "anime": Column("(select count(*) from catalogue_media where type='ANIME')", Kind.INT, null=False),
        "manga": Column("(select count(*) from catalogue_media where type='MANGA')", Kind.INT, null=False),
        "updatedAt": Column("(select max(updated_at) from catalogue_media)", Kind.INT),
        "trendsUntil": Column("(select max(date) from catalogue_mediatrend)", Kind.INT),
        "seasons": Many(lambda: seasons.ARCHIVE),
        "media": all_of("catalogue_media", lambda: media.MEDIA, "{e}.type=:value"),
        "characters": all_of(
            "catalogue_character",
            lambda: people.CHARACTER,
            hangs_on("catalogue_mediacharacter c on c.media_id=m.id where c.character_id={e}.id"),
        ),
        "staff": all_of("catalogue_staff", lambda: people.STAFF, f"({CREDITED} or {hangs_on(VOICED)})"),
        "studios": all_of(
            "catalogue_studio",
            lambda: works.STUDIO,
            hangs_on("catalogue_mediastudio c on c.media_id=m.id where c.studio_id={e}.id"),
        ),
        "tags": all_of(
            "catalogue_mediatag",
            lambda: labels.MEDIA_TAG,
            hangs_on("catalogue_mediatagrank c on c.media_id=m.id where c.tag_id={e}.id"),
        ),
        "genres": Many(lambda: labels.GENRES),
    },
    "(select 1 id) {a}",
)

GENRE_KEY = "(select g.id from catalogue_genre g where g.slug=:slug and g.slug<>'' order by g.id limit 1)"
TAG_KEY = "coalesce((select r.new_id from catalogue_redirect r where r.entity='tag' and r.old_id=:id),:id)"


def genre_binds(arguments: Arguments) -> dict[str, Bind]:
    """Return the wanted genre."""
    return {"slug": Bind(arguments.reader("slug"), "text")}


def tag_binds(arguments: Arguments) -> dict[str, Bind]:
    """Return the wanted tag."""
    return {"id": Bind(arguments.reader("id"), "int")}


ROOTS: dict[str, First | PageOf | All | AllTexts | Own | Keyed | Faceted | Collected | Rendered] = {
    "Media": First(lambda: works.MEDIA_LIST),
    "Character": First(lambda: people.CHARACTER_LIST),
    "Staff": First(lambda: people.STAFF_LIST),
    "Studio": First(lambda: works.STUDIO_LIST),
    "Page": PageOf(
        {
            "media": lambda: works.MEDIA_LIST,
            "characters": lambda: people.CHARACTER_LIST,
            "staff": lambda: people.STAFF_LIST,
            "studios": lambda: works.STUDIO_LIST,
            "airingSchedules": lambda: works.AIRING_LIST,
            "mediaTrends": lambda: works.TREND_LIST,
            "users": lambda: users.USERS,
            "reviews": lambda: works.REVIEW_LIST,
            "recommendations": lambda: works.RECOMMENDATION_LIST,
            "mediaList": lambda: entries.ENTRIES,
            "notifications": lambda: notifications.NOTIFICATIONS,
            "activities": lambda: activities.ACTIVITIES,
            "activityReplies": lambda: activities.REPLY_LIST,
            "threads": lambda: forum.THREADS,
            "threadComments": lambda: forum.COMMENTS,
            "likes": lambda: ties.LIKES,
            "followers": lambda: users.FOLLOWERS,
            "following": lambda: users.FOLLOWING,
        }
    ),
    "MediaList": First(lambda: entries.ENTRIES),
    "MediaListCollection": Collected(),
    "AiringSchedule": First(lambda: works.AIRING_LIST),
    "MediaTrend": First(lambda: works.TREND_LIST),
    "Review": First(lambda: works.REVIEW_LIST),
    "Recommendation": First(lambda: works.RECOMMENDATION_LIST),
    "User": First(lambda: users.USERS),
    "Viewer": Own(users.USER),
    "Notification": First(lambda: notifications.NOTIFICATIONS),
    "Activity": First(lambda: activities.ACTIVITIES),
    "ActivityReply": First(lambda: activities.REPLY_LIST),
    "Thread": First(lambda: forum.THREADS),
    "ThreadComment": All(lambda: forum.TREES, most=50),
    "Like": First(lambda: ties.LIKES),
    "AniChartUser": Own(site.CHART_USER),
    "SiteStatistics": Keyed(site.STATISTICS, "1"),
    "ExternalLinkSourceCollection": All(lambda: site.LINK_SOURCES),
    "Markdown": Rendered(),
    "Follower": First(lambda: users.FOLLOWERS),
    "Following": First(lambda: users.FOLLOWING),
    "GenreCollection": AllTexts(labels.GENRE_NAMES),
    "MediaTagCollection": All(lambda: labels.MEDIA_TAGS),
    "Genre": Keyed(labels.GENRE, GENRE_KEY, genre_binds),
    "Tag": Keyed(labels.TAG, TAG_KEY, tag_binds),
    "SeasonChart": Keyed(seasons.SEASON_CHART, seasons.SEASON_KEY, seasons.season_binds),
    "Catalogue": Keyed(CATALOGUE, "1"),
    "MediaFacets": Faceted(),
}
