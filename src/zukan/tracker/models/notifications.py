"""What people are told."""

from django.conf import settings
from django.db import models

from zukan.accounts.models import NotificationType, unix_now
from zukan.catalogue.fields import JsonListField
from zukan.catalogue.models import Character, Media, Staff
from zukan.catalogue.models.choices import member_check
from zukan.forum.models import Comment, Thread
from zukan.tracker.models.activities import Activity


class Notification(models.Model):
    """One thing that a user is told. Which columns are set follows from its type."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", db_index=False
    )
    type = models.CharField(max_length=27, choices=NotificationType.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    media = models.ForeignKey(Media, on_delete=models.CASCADE, null=True, related_name="notifications")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, null=True, related_name="notifications")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, null=True, related_name="notifications")
    episode = models.PositiveIntegerField(null=True)
    reason = models.TextField(null=True)  # of a change, a merge, a deletion
    title = models.TextField(null=True)  # of a work that is no more, or was submitted
    titles = JsonListField(default=list)  # of works that became another
    status = models.TextField(null=True)  # of a submission
    notes = models.TextField(null=True)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [member_check("type", NotificationType, "notification_type_known")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notifications_newest"),
            models.Index(fields=["user", "type", "-id"], name="notifications_by_type"),
        ]
