"""What people did with their lists, and what they said."""

from zukan.graph.shape import (
    Address,
    Among,
    Condition,
    Either,
    Field,
    Filter,
    Many,
    One,
    Order,
    Shape,
    Source,
    Union,
)
from zukan.graph.shapes import media, users
from zukan.graph.shapes.columns import column, columns, described
from zukan.graph.shapes.comparing import compared
from zukan.graph.shapes.ties import is_liked, is_watched, likes_of
from zukan.graph.shapes.viewers import IS_FOLLOWED, visible
from zukan.tracker.models import Activity, ActivityReply

BOTH_LISTS = {"MEDIA_LIST": ("ANIME_LIST", "MANGA_LIST")}


def visible_activity(row: str) -> str:
    """Return the condition that an activity may be seen: a private message by the two people of it. row: its alias."""
    return (
        f"({row}.user_id=:viewer or {row}.messenger_id=:viewer"
        f" or (not {row}.is_private and {visible(f'{row}.user_id')}))"
    )


REPLY: Shape = Shape(
    "ActivityReply",
    {
        **columns(ActivityReply, "id likeCount createdAt"),
        "userId": column(ActivityReply, "user"),
        "activityId": column(ActivityReply, "activity"),
        "text": described("{a}.text", "{a}.text_html"),
        "isLiked": is_liked("ACTIVITY_REPLY"),
        "user": One(lambda: users.USER, "{a}.user_id"),
        "likes": likes_of("ACTIVITY_REPLY"),
    },
    "tracker_activityreply {a}",
)
REPLIES: Source = Source(
    "tracker_activityreply {e}", "{e}.activity_id={p}.id", (Order("{e}.id"),), lambda: REPLY, paged=False
)
REPLY_LIST: Source = Source(
    "tracker_activityreply {e}",
    "",
    (Order("{e}.id"),),
    lambda: REPLY,
    filters={
        "id": Filter("{e}.id=:value", "bigint"),
        "activityId": Filter("{e}.activity_id=:value", "bigint"),
    },
    where=f"exists(select 1 from tracker_activity y where y.id={{e}}.activity_id and {visible_activity('y')})",
)

EVERY: dict[str, Field] = {
    **columns(Activity, "id replyCount isLocked isPinned likeCount createdAt"),
    "type": column(Activity, "kind"),
    "siteUrl": Address("'/activity/'||{a}.id"),
    "isSubscribed": is_watched("ACTIVITY"),
    "isLiked": is_liked("ACTIVITY"),
    "replies": Many(lambda: REPLIES),
    "likes": likes_of("ACTIVITY"),
}
OWNED: dict[str, Field] = {
    "userId": column(Activity, "user"),
    "user": One(lambda: users.USER, "{a}.user_id"),
}
TEXT: Shape = Shape("TextActivity", {**EVERY, **OWNED, "text": described("{a}.text", "{a}.text_html")})
LIST: Shape = Shape(
    "ListActivity",
    {**EVERY, **OWNED, **columns(Activity, "status progress"), "media": One(lambda: media.MEDIA, "{a}.media_id")},
)
MESSAGE: Shape = Shape(
    "MessageActivity",
    {
        **EVERY,
        "recipientId": column(Activity, "user"),
        "messengerId": column(Activity, "messenger"),
        "message": described("{a}.text", "{a}.text_html"),
        "isPrivate": column(Activity, "is_private"),
        "recipient": One(lambda: users.USER, "{a}.user_id"),
        "messenger": One(lambda: users.USER, "{a}.messenger_id"),
    },
    "tracker_activity {a}",
)
ACTIVITY: Union = Union(
    "ActivityUnion",
    "case {a}.kind when 'TEXT' then 'TEXT' when 'MESSAGE' then 'MESSAGE' else 'LIST' end",
    {"TEXT": TEXT, "LIST": LIST, "MESSAGE": MESSAGE},
    "tracker_activity {a}",
)

ENUM_SUFFIXES = ("", "_not", "_in", "_not_in")
ACTIVITY_FILTERS: dict[str, Condition] = {
    **compared("id", "id", "bigint", ENUM_SUFFIXES),
    **compared("userId", "user_id", "bigint", ENUM_SUFFIXES),
    **compared("messengerId", "messenger_id", "bigint", ENUM_SUFFIXES),
    **compared("mediaId", "media_id", "int", ENUM_SUFFIXES),
    **compared("createdAt", "created_at", "bigint", ("", "_greater", "_lesser")),
    **{
        f"type{suffix}": Among("{e}.kind", "text[]", negated="not" in suffix, meaning=BOTH_LISTS)
        for suffix in ENUM_SUFFIXES
    },
    "isFollowing": Either(IS_FOLLOWED, ""),
    "hasReplies": Either("{e}.reply_count>0", ""),
    "hasRepliesOrTypeText": Either("({e}.reply_count>0 or {e}.kind='TEXT')", ""),
}
ACTIVITIES: Source = Source(
    "tracker_activity {e}",
    "",
    (Order("{e}.id"),),
    lambda: ACTIVITY,
    sorts={
        "ID": Order("{e}.id"),
        "ID_DESC": Order("{e}.id", descending=True),
        "PINNED": Order("{e}.is_pinned", descending=True),
    },
    filters=ACTIVITY_FILTERS,
    where=visible_activity("{e}"),
)
