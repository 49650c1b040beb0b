"""What people did with their lists, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zukan.accounts.models import unix_now
from zukan.catalogue.models import Media
from zukan.catalogue.models.choices import member_check


class ActivityKind(models.TextChoices):
    TEXT = "TEXT", "Text"
    ANIME_LIST = "ANIME_LIST", "Change of an anime list"
    MANGA_LIST = "MANGA_LIST", "Change of a manga list"
    MESSAGE = "MESSAGE", "Message"


class Activity(models.Model):
    """One line of a person's feed. Of a message, that person is who receives it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="activities", db_index=False
    )
    kind = models.CharField(max_length=10, choices=ActivityKind.choices)
    messenger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    media = models.ForeignKey(Media, on_delete=models.CASCADE, null=True, related_name="activities", db_index=False)
    status = models.TextField(null=True)  # of a list: "watched episode"
    progress = models.TextField(null=True)  # of a list: "3", "3 - 5"
    text = models.TextField(null=True)  # markdown
    text_html = models.TextField(null=True)  # the same, rendered and sanitised
    is_private = models.BooleanField(default=False)  # seen by the two people of a message only
    is_locked = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)
    reply_count = models.PositiveIntegerField(default=0)
    like_count = models.PositiveIntegerField(default=0)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [
            member_check("kind", ActivityKind, "activity_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["ANIME_LIST", "MANGA_LIST"]) | Q(media__isnull=False),
                name="list_activity_of_work",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-id"], name="activities_by_user"),
            models.Index(fields=["user", "-is_pinned", "-id"], name="activities_pinned_first"),
            models.Index(fields=["media", "-id"], name="activities_of_media"),
            models.Index(fields=["kind", "-id"], name="activities_by_kind"),
            models.Index(fields=["created_at", "id"], name="activities_by_created"),
            models.Index(fields=["-id"], condition=Q(reply_count__gt=0), name="activities_replied"),
            models.Index(
                fields=["-id"], condition=Q(reply_count__gt=0) | Q(kind="TEXT"), name="activities_replied_or_text"
            ),
        ]


class ActivityReply(models.Model):
    """An answer to an activity."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="replies", db_index=False)
    text = models.TextField()  # markdown
    text_html = models.TextField()  # the same, rendered and sanitised
    like_count = models.PositiveIntegerField(default=0)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        indexes = [models.Index(fields=["activity", "id"], name="replies_of_activity")]
