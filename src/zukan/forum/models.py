"""Threads and the comments below them."""

from django.conf import settings
from django.db import models

from zukan.accounts.models import unix_now
from zukan.catalogue.fields import NameField
from zukan.catalogue.models import Media
from zukan.catalogue.models.choices import range_check

DEEPEST_REPLY = 40
DIGITS_OF_A_STEP = 12


class Category(models.Model):
    """What a thread is about. Apps know the ids by heart."""

    id = models.IntegerField(primary_key=True)
    name = models.TextField(unique=True)


class Thread(models.Model):
    """A discussion."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads")
    title = NameField()
    body = models.TextField()  # markdown
    body_html = models.TextField()  # the same, rendered and sanitised
    is_locked = models.BooleanField(default=False)
    is_sticky = models.BooleanField(default=False)
    view_count = models.PositiveIntegerField(default=0)
    like_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    reply_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reply_comment_id = models.BigIntegerField(null=True)  # the last comment
    replied_at = models.BigIntegerField(default=unix_now)  # Unix seconds; of a thread without replies, when it began
    created_at = models.BigIntegerField(default=unix_now)
    updated_at = models.BigIntegerField(default=unix_now)

    class Meta:
        indexes = [
            models.Index(fields=["-is_sticky", "-replied_at", "id"], name="threads_sticky_first"),
            models.Index(fields=["-replied_at", "id"], name="threads_by_replied"),
            models.Index(fields=["-created_at", "id"], name="threads_by_created"),
            models.Index(fields=["-updated_at", "id"], name="threads_by_updated"),
            models.Index(fields=["-reply_count", "id"], name="threads_by_replies"),
            models.Index(fields=["-view_count", "id"], name="threads_by_views"),
            models.Index(fields=["title", "id"], name="threads_by_title"),
        ]


class ThreadCategory(models.Model):
    """A thread stands in a category."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="categories", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "category"], name="thread_category_once")]
        indexes = [models.Index(fields=["category", "thread"], name="threads_of_category")]


class ThreadMedia(models.Model):
    """A thread is about a work."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="works", db_index=False)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="threads", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "media"], name="thread_media_once")]
        indexes = [models.Index(fields=["media", "thread"], name="threads_of_media")]


class ThreadWord(models.Model):
    """A word of a thread's title, folded as names are: a thread is found by the beginnings of its words."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = NameField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "word"], name="thread_word_once")]
        indexes = [models.Index(fields=["word", "thread"], name="threads_of_word")]


class Comment(models.Model):
    """A comment on a thread, or a reply to another.

    `path` is the ids from the top comment down, so that a tree is read in order as one range of an index.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments", db_index=False)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    depth = models.PositiveSmallIntegerField(default=0)
    path = NameField(default="")
    text = models.TextField()  # markdown
    text_html = models.TextField()  # the same, rendered and sanitised
    is_locked = models.BooleanField(default=False)
    like_count = models.PositiveIntegerField(default=0)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds
    updated_at = models.BigIntegerField(default=unix_now)

    class Meta:
        constraints = [range_check("depth", 0, DEEPEST_REPLY, "comment_not_too_deep")]
        indexes = [
            models.Index(fields=["thread", "depth", "id"], name="comments_top_of_thread"),
            models.Index(fields=["thread", "path"], name="comments_as_trees"),
            models.Index(fields=["user", "id"], name="comments_by_user"),
        ]
