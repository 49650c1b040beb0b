"""Threads, and comments as trees."""

from zukan.forum.models import DIGITS_OF_A_STEP, Category, Comment, Thread
from zukan.graph.dialect import Kind
from zukan.graph.shape import (
    Address,
    Column,
    Condition,
    Either,
    Filter,
    Many,
    One,
    Order,
    Shape,
    Source,
    Tree,
    Worded,
)
from zukan.graph.shapes import media, users
from zukan.graph.shapes.columns import both_ways, column, columns, described
from zukan.graph.shapes.comparing import compared
from zukan.graph.shapes.ties import is_liked, is_watched, likes_of

CATEGORY: Shape = Shape("ThreadCategory", columns(Category, "id name"), "forum_category {a}")
CATEGORIES: Source = Source(
    "forum_threadcategory {e}",
    "{e}.thread_id={p}.id",
    (Order("{e}.category_id"),),
    lambda: CATEGORY,
    key="{e}.category_id",
    paged=False,
    tie="{e}.category_id",
)
WORKS: Source = Source(
    "forum_threadmedia {e}",
    "{e}.thread_id={p}.id",
    (Order("{e}.media_id"),),
    lambda: media.MEDIA,
    key="{e}.media_id",
    paged=False,
    tie="{e}.media_id",
)
THREAD: Shape = Shape(
    "Thread",
    {
        **columns(Thread, "id title isLocked isSticky viewCount likeCount replyCount replyCommentId repliedAt"),
        **columns(Thread, "createdAt updatedAt"),
        "body": described("{a}.body", "{a}.body_html"),
        "userId": Column("coalesce({a}.user_id,0)", Kind.INT, null=False),
        "replyUserId": column(Thread, "reply_user"),
        "isSubscribed": is_watched("THREAD"),
        "isLiked": is_liked("THREAD"),
        "user": One(lambda: users.USER, "{a}.user_id"),
        "replyUser": One(lambda: users.USER, "{a}.reply_user_id"),
        "likes": likes_of("THREAD"),
        "siteUrl": Address("'/forum/thread/'||{a}.id"),
        "categories": Many(lambda: CATEGORIES),
        "mediaCategories": Many(lambda: WORKS),
    },
    "forum_thread {a}",
)

STICKY = {"IS_STICKY": Order("{e}.is_sticky", descending=True)}
FOUND = "{e}.id in (select w.thread_id from forum_threadword w where w.word>=:word and w.word<:end)"
ALSO = "exists(select 1 from forum_threadword w where w.thread_id={e}.id and w.word>=:word and w.word<:end)"
THREAD_FILTERS: dict[str, Condition] = {
    **compared("id", "id", "bigint", ("", "_in")),
    **compared("userId", "user_id", "bigint", ("",)),
    **compared("replyUserId", "reply_user_id", "bigint", ("",)),
    "subscribed": Either(
        "{e}.id in (select t.target_id from tracker_subscription t where t.user_id=:viewer and t.kind='THREAD')", ""
    ),
    "categoryId": Filter(
        "{e}.id in (select t.thread_id from forum_threadcategory t where t.category_id=:value)", "int"
    ),
    "mediaCategoryId": Filter("{e}.id in (select t.thread_id from forum_threadmedia t where t.media_id=:value)", "int"),
    "search": Worded(FOUND, ALSO),
}
THREADS: Source = Source(
    "forum_thread {e}",
    "",
    (Order("{e}.id"),),
    lambda: THREAD,
    sorts={
        **both_ways(Thread, "{e}", ID="id", TITLE="title", CREATED_AT="created_at", UPDATED_AT="updated_at"),
        **both_ways(Thread, "{e}", REPLIED_AT="replied_at", REPLY_COUNT="reply_count", VIEW_COUNT="view_count"),
        **STICKY,
    },
    filters=THREAD_FILTERS,
)

REPLY_HOLDS = """{ id userId threadId comment likeCount isLiked isLocked siteUrl createdAt updatedAt
  user { id name avatar { large medium } donatorTier donatorBadge moderatorRoles }
  likes { id name avatar { large medium } } }"""
COMMENT: Shape = Shape(
    "ThreadComment",
    {
        **columns(Comment, "id likeCount isLocked createdAt updatedAt"),
        "userId": column(Comment, "user"),
        "threadId": column(Comment, "thread"),
        "comment": described("{a}.text", "{a}.text_html"),
        "isLiked": is_liked("THREAD_COMMENT"),
        "siteUrl": Address("'/forum/thread/'||{a}.thread_id||'/comment/'||{a}.id"),
        "thread": One(lambda: THREAD, "{a}.thread_id"),
        "user": One(lambda: users.USER, "{a}.user_id"),
        "likes": likes_of("THREAD_COMMENT"),
        "childComments": Tree(
            lambda: COMMENT,
            # "0" comes right after "/": what begins with a path and goes on lies between the two.
            "forum_comment {e} where {e}.thread_id={a}.thread_id and {e}.path>{a}.path||'/' and {e}.path<{a}.path||'0'",
            REPLY_HOLDS,
            "childComments",
        ),
    },
    "forum_comment {a}",
)
COMMENT_SORTS = both_ways(Comment, "{e}", ID="id")
COMMENTS: Source = Source(
    "forum_comment {e}",
    "",
    (Order("{e}.id"),),
    lambda: COMMENT,
    sorts=COMMENT_SORTS,
    filters={
        **compared("id", "id", "bigint", ("",)),
        **compared("userId", "user_id", "bigint", ("",)),
        "threadId": Filter("{e}.thread_id=:value and {e}.depth=0", "bigint"),
    },
)
TOP = f"(select cast(substr(c.path,1,{DIGITS_OF_A_STEP}) as int) from forum_comment c where c.id=:value)"
TREES: Source = Source(
    "forum_comment {e}",
    "",
    (Order("{e}.id"),),
    lambda: COMMENT,
    sorts=COMMENT_SORTS,
    filters={**COMMENTS.filters, "id": Filter(f"{{e}}.id={TOP}", "bigint")},
)
