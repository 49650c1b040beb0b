"""What is done to threads."""

from django.db import transaction
from django.db.models import F

from zukan.accounts.models import User, unix_now
from zukan.catalogue.models import Media
from zukan.catalogue.names import fold_name
from zukan.catalogue.rendering import render_markdown
from zukan.forum.models import DIGITS_OF_A_STEP, Comment, Thread, ThreadCategory, ThreadMedia, ThreadWord


@transaction.atomic
def open_thread(user: User, title: str, body: str, categories: list[int], works: list[Media], now: int = 0) -> Thread:
    """Begin a thread. now: Unix seconds, of the clock unless given."""
    at = now or unix_now()
    moments = {"replied_at": at, "created_at": at, "updated_at": at}
    thread = Thread.objects.create(user=user, title=title, body=body, body_html=render_markdown(body), **moments)
    ThreadCategory.objects.bulk_create(ThreadCategory(thread=thread, category_id=category) for category in categories)
    ThreadMedia.objects.bulk_create(ThreadMedia(thread=thread, media=media) for media in works)
    words = sorted(set(fold_name(title).split()))
    ThreadWord.objects.bulk_create(ThreadWord(thread=thread, word=word) for word in words)
    return thread


@transaction.atomic
def comment(user: User, thread: Thread, text: str, parent: Comment | None = None, now: int = 0) -> Comment:
    """Add a comment to a thread, or a reply to one of its comments. now: Unix seconds, of the clock unless given."""
    at = now or unix_now()
    added = Comment.objects.create(
        user=user,
        thread=thread,
        parent=parent,
        depth=parent.depth + 1 if parent else 0,
        text=text,
        text_html=render_markdown(text),
        created_at=at,
        updated_at=at,
    )
    step = str(added.pk).zfill(DIGITS_OF_A_STEP)
    added.path = f"{parent.path}/{step}" if parent else step
    added.save(update_fields=["path"])
    last = {"reply_user": user, "reply_comment_id": added.pk, "replied_at": at}
    Thread.objects.filter(pk=thread.pk).update(reply_count=F("reply_count") + 1, **last)
    return added
