"""Who likes and who watches what was written."""

from zukan.graph.dialect import Kind
from zukan.graph.shape import Condition, Filter, Many, Order, Source, Viewed
from zukan.graph.shapes import users

LIKE_FILTERS: dict[str, Condition] = {
    "likeableId": Filter("{e}.target_id=:value", "bigint"),
    "type": Filter("{e}.kind=:value", "text"),
}


def likes(parent: str, filters: dict[str, Condition] | None = None, paged: bool = True) -> Source:
    """Return the people who like something. parent: the condition that ties `{e}` to it."""
    return Source(
        "tracker_like {e}",
        parent,
        (Order("{e}.user_id"),),
        lambda: users.USER,
        key="{e}.user_id",
        node="{e}.user_id",
        filters=filters or {},
        tie="{e}.user_id",
        anchors=frozenset({"likeableId"} if filters else ()),
        paged=paged,
    )


LIKES: Source = likes("", LIKE_FILTERS)


def likes_of(kind: str) -> Many:
    """Return the field of the people who like the row at hand."""
    source = likes(f"{{e}}.kind='{kind}' and {{e}}.target_id={{p}}.id", paged=False)
    return Many(lambda: source)


def is_liked(kind: str) -> Viewed:
    """Return whether the viewer likes the row at hand."""
    mine = f"tracker_like t where t.user_id=:viewer and t.kind='{kind}' and t.target_id={{a}}.id"
    return Viewed(f"exists(select 1 from {mine})", Kind.BOOL, "false")


def is_watched(kind: str) -> Viewed:
    """Return whether the viewer is told of replies to the row at hand."""
    mine = f"tracker_subscription t where t.user_id=:viewer and t.kind='{kind}' and t.target_id={{a}}.id"
    return Viewed(f"exists(select 1 from {mine})", Kind.BOOL, "false")
