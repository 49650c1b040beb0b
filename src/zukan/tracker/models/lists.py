"""People's lists. Every key and index leads with the user: one person's rows lie together, wherever they lie."""

from django.conf import settings
from django.db import models

from zukan.accounts.models import unix_now
from zukan.catalogue.fields import JsonListField, NameField
from zukan.catalogue.models import Media
from zukan.catalogue.models.choices import MediaListStatus, MediaType, member_check, range_check


class ListEntry(models.Model):
    """One work on one person's lists: a status, how far they are, what they think of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_entries", db_index=False
    )
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="list_entries", db_index=False)
    type = models.CharField(max_length=5, choices=MediaType.choices)  # the work's: a list is read without its works
    status = models.CharField(max_length=9, choices=MediaListStatus.choices)
    score = models.PositiveSmallIntegerField(default=0)  # 0-100; 0: no score, counted in no mean
    progress = models.PositiveIntegerField(default=0)  # episodes or chapters
    progress_volumes = models.PositiveIntegerField(null=True)  # null for anime
    repeat = models.PositiveSmallIntegerField(default=0)  # how often it was seen or read again
    priority = models.PositiveSmallIntegerField(default=0)
    is_private = models.BooleanField(default=False)  # seen by its owner only
    is_hidden = models.BooleanField(default=False)  # from the lists of statuses: only custom lists show it
    notes = models.TextField(null=True)
    advanced_scores = JsonListField(default=list)  # 0-100 each, in the order of the owner's categories
    started_at = models.PositiveIntegerField(null=True)  # YYYYMMDD, 00 for an unknown part
    completed_at = models.PositiveIntegerField(null=True)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds
    updated_at = models.BigIntegerField(default=unix_now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "media"], name="list_entry_once"),
            member_check("type", MediaType, "list_entry_type_known"),
            member_check("status", MediaListStatus, "list_entry_status_known"),
            range_check("score", 0, 100, "list_entry_score_0_100"),
            range_check("repeat", 0, 1000, "list_entry_repeat_0_1000"),
            range_check("priority", 0, 255, "list_entry_priority_0_255"),
        ]
        indexes = [
            models.Index(fields=["user", "type", "status", "-updated_at", "id"], name="entries_by_status"),
            models.Index(fields=["user", "type", "-updated_at", "id"], name="entries_by_updated"),
            models.Index(fields=["media", "id"], name="entries_of_media"),  # who has a work
            models.Index(fields=["media", "-updated_at", "id"], name="entries_of_media_by_updated"),
            models.Index(fields=["media", "-score", "id"], name="entries_of_media_by_score"),
        ]


class CustomList(models.Model):
    """A list that a person made up."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="custom_lists", db_index=False
    )
    type = models.CharField(max_length=5, choices=MediaType.choices)
    name = NameField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "type", "name"], name="custom_list_once"),
            member_check("type", MediaType, "custom_list_type_known"),
        ]
        indexes = [models.Index(fields=["user", "type", "position", "id"], name="custom_lists_in_order")]


class CustomListEntry(models.Model):
    """An entry that stands on a custom list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    entry = models.ForeignKey(ListEntry, on_delete=models.CASCADE, related_name="custom_lists", db_index=False)
    custom_list = models.ForeignKey(CustomList, on_delete=models.CASCADE, related_name="entries", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "entry", "custom_list"], name="custom_list_entry_once"),
        ]
        indexes = [
            models.Index(fields=["entry"], name="custom_lists_of_entry"),  # when an entry goes
            models.Index(fields=["custom_list"], name="entries_of_custom_list"),
        ]
