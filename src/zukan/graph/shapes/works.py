"""The lists that hang on a title: related works, studios, reviews, recommendations, broadcasts, trends."""

from dataclasses import replace

from zukan.catalogue.models import AiringSchedule, MediaStudio, MediaTrend, Studio
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.shape import (
    Address,
    Chosen,
    Column,
    Connection,
    Constant,
    Either,
    Filter,
    Flag,
    LongIndex,
    One,
    Order,
    Search,
    Shape,
    Source,
    Viewed,
)
from zukan.graph.shapes import extension, media, users
from zukan.graph.shapes.columns import both_ways, column, columns, described, version
from zukan.graph.shapes.comparing import compared
from zukan.graph.shapes.edges import MEDIA_EDGE_BLANK
from zukan.graph.shapes.filters import MEDIA_FILTERS, MEDIA_SEARCH, MEDIA_SORTS, NARROWING, id_filters
from zukan.graph.shapes.paths import path_of
from zukan.graph.shapes.viewers import is_favourite, on_list
from zukan.reviews.models import Recommendation, Review

RELATION_SINCE = {"SOURCE": 2, "COMPILATION": 2, "CONTAINS": 2, "SAME_UNIVERSE": 3}
RELATION_BEFORE = {"SOURCE": "ADAPTATION", "COMPILATION": "OTHER", "CONTAINS": "OTHER", "SAME_UNIVERSE": "OTHER"}


def relation_type(arguments: Arguments) -> str:
    """Return a relation type that the caller's version has."""
    known = version(arguments)
    older = [f"when '{name}' then '{RELATION_BEFORE[name]}'" for name, since in RELATION_SINCE.items() if known < since]
    return f"case {{a}}.relation_type {' '.join(older)} else {{a}}.relation_type end" if older else "{a}.relation_type"


MEDIA_LIST: Source = Source(
    "catalogue_media {e}",
    "",
    (Order("{e}.id"),),
    lambda: media.MEDIA,
    sorts={
        name: Order(order.sql.replace("{n}", "{e}"), order.descending, order.null)
        for name, order in MEDIA_SORTS.items()
    },
    filters=MEDIA_FILTERS,
    search=MEDIA_SEARCH,
    long_index=LongIndex("type", "{e}.popularity", NARROWING),
)

RELATIONS: Source = Source(
    "catalogue_mediarelation {e}",
    "{e}.media_id={p}.id",
    (),
    lambda: media.MEDIA,
    edge=Shape(
        "MediaEdge",
        {
            **MEDIA_EDGE_BLANK,
            "node": One(lambda: media.MEDIA, "{a}.related_id"),
            "relationType": Chosen(Kind.ENUM, relation_type),
            "zukan": extension.RELATION,
        },
        "catalogue_mediarelation {a}",
    ),
    node="{e}.related_id",
    paged=False,
)

STUDIO: Shape = Shape(
    "Studio",
    {
        **columns(Studio, "id name isAnimationStudio favourites"),
        "media": Connection(lambda: STUDIO_MEDIA),
        "siteUrl": Address("'/studio/'||{a}.id"),
        "path": path_of("studio"),
        "isFavourite": is_favourite("studio"),
        "zukan": extension.STUDIO,
    },
    "catalogue_studio {a}",
)
STUDIOS: Source = Source(
    "catalogue_mediastudio {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.is_main", descending=True),),
    lambda: STUDIO,
    edge=Shape(
        "StudioEdge",
        {
            **columns(MediaStudio, "id isMain"),
            "node": One(lambda: STUDIO, "{a}.studio_id"),
            "favouriteOrder": Constant(),
        },
        "catalogue_mediastudio {a}",
    ),
    node="{e}.studio_id",
    node_rows="join catalogue_studio {n} on {n}.id={e}.studio_id",
    sorts=both_ways(Studio, "{n}", ID="id", NAME="name", FAVOURITES="favourites"),
    filters={"isMain": Flag("{e}.is_main")},
    paged=False,
)
STUDIO_LIST: Source = Source(
    "catalogue_studio {e}",
    "",
    (Order("{e}.id"),),
    lambda: STUDIO,
    sorts=both_ways(Studio, "{e}", ID="id", NAME="name", FAVOURITES="favourites"),
    filters=id_filters("studio"),
    search=Search(
        "studio",
        "select n.id,case when n.name=:capital then 0 else 1 end"
        " from catalogue_studio n where n.name>=:capital and n.name<:capitalend",
    ),
    renown="{e}.favourites",
)
STUDIO_MEDIA: Source = Source(
    "catalogue_mediastudio {e}",
    "{e}.studio_id={p}.id",
    (Order("{e}.media_id"),),
    lambda: media.MEDIA,
    edge=Shape(
        "MediaEdge",
        {**MEDIA_EDGE_BLANK, "isMainStudio": column(MediaStudio, "is_main")},
        "catalogue_mediastudio {a}",
    ),
    node="{e}.media_id",
    node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
    sorts=MEDIA_SORTS,
    filters={"isMain": Flag("{e}.is_main"), "onList": on_list("{n}.id"), "isAdult": Flag("{n}.is_adult")},
)

REVIEW_VOTE = (
    "coalesce((select case when v.is_up then 'UP_VOTE' else 'DOWN_VOTE' end from reviews_reviewvote v"
    " where v.user_id=:viewer and v.review_id={a}.id),'NO_VOTE')"
)
RECOMMENDATION_VOTE = (
    "coalesce((select case when v.is_up then 'RATE_UP' else 'RATE_DOWN' end from reviews_recommendationvote v"
    " where v.user_id=:viewer and v.recommendation_id={a}.id),'NO_RATING')"
)
REVIEW: Shape = Shape(
    "Review",
    {
        **columns(Review, "id summary rating ratingAmount score createdAt updatedAt site url isSample"),
        "userId": Column("coalesce({a}.author_id,0)", Kind.INT, null=False),
        "mediaId": column(Review, "media"),
        "mediaType": Column("(select m.type from catalogue_media m where m.id={a}.media_id)", Kind.ENUM),
        "body": described("{a}.body", "{a}.body_html"),
        "userRating": Viewed(REVIEW_VOTE, Kind.ENUM, '"NO_VOTE"'),
        "private": column(Review, "is_private"),
        "siteUrl": Address("'/review/'||{a}.id"),
        "media": One(lambda: media.MEDIA, "{a}.media_id"),
        "user": One(lambda: users.USER, "{a}.author_id"),
        "authorName": Column(
            "coalesce((select u.username from accounts_user u where u.id={a}.author_id),{a}.author_name)", Kind.TEXT
        ),
        "zukan": extension.REVIEW,
    },
    "reviews_review {a}",
)
REVIEWS: Source = Source(
    "reviews_review {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.id"),),
    lambda: REVIEW,
    sorts=both_ways(
        Review, "{e}", ID="id", SCORE="score", RATING="rating", CREATED_AT="created_at", UPDATED_AT="updated_at"
    ),
    filters={"fromElsewhere": Filter("({e}.source_key is not null)=:value", "boolean")},
    where="(not {e}.is_private or {e}.author_id=:viewer)",
)
REVIEW_LIST: Source = replace(
    REVIEWS,
    parent="",
    filters={
        "id": Filter("{e}.id=:value", "int"),
        "mediaId": Filter("{e}.media_id=:value", "int"),
        "userId": Filter("{e}.author_id=:value", "bigint"),
        "mediaType": Filter(
            "exists(select 1 from catalogue_media m where m.id={e}.media_id and m.type=:value)", "text"
        ),
    },
)

RECOMMENDATION: Shape = Shape(
    "Recommendation",
    {
        **columns(Recommendation, "id rating"),
        "userRating": Viewed(RECOMMENDATION_VOTE, Kind.ENUM, '"NO_RATING"'),
        "user": One(lambda: users.USER, "{a}.author_id"),
        "media": One(lambda: media.MEDIA, "{a}.media_id"),
        "mediaRecommendation": One(lambda: media.MEDIA, "{a}.recommended_id"),
        "zukan": extension.RECOMMENDATION,
    },
    "reviews_recommendation {a}",
)
RECOMMENDATIONS: Source = Source(
    "reviews_recommendation {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.preference", descending=True), Order("{e}.rating", descending=True)),
    lambda: RECOMMENDATION,
    sorts=both_ways(Recommendation, "{e}", ID="id", RATING="rating"),
)
RECOMMENDATION_LIST: Source = replace(
    RECOMMENDATIONS,
    parent="",
    order=(Order("{e}.id"),),
    filters={
        "id": Filter("{e}.id=:value", "bigint"),
        "mediaId": Filter("{e}.media_id=:value", "int"),
        "mediaRecommendationId": Filter("{e}.recommended_id=:value", "int"),
        "userId": Filter("{e}.author_id=:value", "bigint"),
        "rating": Filter("{e}.rating=:value", "int"),
        "rating_greater": Filter("{e}.rating>:value", "int"),
        "rating_lesser": Filter("{e}.rating<:value", "int"),
        "onList": on_list("{e}.media_id"),
    },
)

AIRINGS: Source = Source(
    "catalogue_airingschedule {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.airing_at"),),
    lambda: media.AIRING,
    edge=Shape(
        "AiringScheduleEdge",
        {"id": column(AiringSchedule, "id"), "node": One(lambda: media.AIRING, "{a}.id")},
        "catalogue_airingschedule {a}",
    ),
    filters={"notYetAired": Filter("({e}.airing_at>:now)=:value", "boolean")},
)
TREND_SORTS = {
    **both_ways(MediaTrend, "{e}", ID="id", MEDIA_ID="media_id", DATE="date", SCORE="average_score"),
    **both_ways(MediaTrend, "{e}", POPULARITY="popularity", TRENDING="trending", EPISODE="episode"),
}
TRENDS: Source = Source(
    "catalogue_mediatrend {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.id"),),
    lambda: media.TREND,
    sorts=TREND_SORTS,
    filters={"releasing": Flag("{e}.releasing")},
)

IDS = ("", "_not", "_in", "_not_in")
NUMBERS = ("", "_not", "_greater", "_lesser")
AIRING_LIST: Source = Source(
    "catalogue_airingschedule {e}",
    "",
    (Order("{e}.id"),),
    lambda: media.AIRING,
    sorts=both_ways(AiringSchedule, "{e}", ID="id", MEDIA_ID="media_id", TIME="airing_at", EPISODE="episode"),
    filters={
        **compared("id", "id", "int", IDS),
        **compared("mediaId", "media_id", "int", IDS),
        **compared("episode", "episode", "int", (*IDS, "_greater", "_lesser")),
        **compared("airingAt", "airing_at", "bigint", ("", "_greater", "_lesser")),
        # Two conditions, not one compared with the argument: an index finds what is to come.
        "notYetAired": Either("{e}.airing_at>:now", "{e}.airing_at<=:now"),
    },
)
TREND_LIST: Source = Source(
    "catalogue_mediatrend {e}",
    "",
    (Order("{e}.id"),),
    lambda: media.TREND,
    sorts=TREND_SORTS,
    filters={
        **compared("mediaId", "media_id", "int", IDS),
        **compared("date", "date", "bigint", ("", "_greater", "_lesser")),
        **compared("trending", "trending", "int", NUMBERS),
        **compared("averageScore", "average_score", "int", NUMBERS),
        **compared("popularity", "popularity", "int", NUMBERS),
        **compared("episode", "episode", "int", NUMBERS),
        "releasing": Flag("{e}.releasing"),
    },
)
