"""What depends on who asks. The rules of who may see what people keep here stand here only."""

from zukan.graph.dialect import Kind
from zukan.graph.shape import Either, Viewed

IS_FOLLOWED = "{e}.user_id in (select f.followed_id from tracker_follow f where f.user_id=:viewer)"


def visible(owner: str) -> str:
    """Return the condition that what a person keeps may be seen: nobody but themselves sees a private person's.

    owner: SQL of that person's id.
    """
    return f"({owner}=:viewer or not exists(select 1 from accounts_user w where w.id={owner} and w.is_private))"


def visible_entry(row: str) -> str:
    """Return the condition that an entry of a list may be seen: a private one by its owner only. row: its alias."""
    return f"({row}.user_id=:viewer or not {row}.is_private) and {visible(f'{row}.user_id')}"


def is_favourite(target: str) -> Viewed:
    """Return whether the viewer loves the row at hand. target: the column that would hold it."""
    loved = f"tracker_favourite f where f.user_id=:viewer and f.{target}_id={{a}}.id"
    return Viewed(f"exists(select 1 from {loved})", Kind.BOOL, "false")


def on_list(media: str) -> Either:
    """Return the filter by whether a work is on the viewer's lists. media: SQL of its id."""
    mine = f"{media} in (select v.media_id from tracker_listentry v where v.user_id=:viewer)"
    return Either(mine, f"not {mine}", by_viewer=True)
