"""What ties people to each other and to what others wrote."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zukan.accounts.models import unix_now
from zukan.catalogue.models.choices import member_check


class LikeableKind(models.TextChoices):
    """What can be liked, and of which replies can be followed."""

    THREAD = "THREAD", "Thread"
    THREAD_COMMENT = "THREAD_COMMENT", "Comment"
    ACTIVITY = "ACTIVITY", "Activity"
    ACTIVITY_REPLY = "ACTIVITY_REPLY", "Reply"


class Follow(models.Model):
    """`user` sees what `followed` does."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~Q(user=F("followed")), name="follow_another"),
        ]
        indexes = [models.Index(fields=["followed", "user"], name="followers")]


class Block(models.Model):
    """`user` wants to hear nothing of `blocked`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "blocked"], name="block_once")]


class Like(models.Model):
    """A person likes something that was written. The counter stands in the row of what is liked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=14, choices=LikeableKind.choices)
    target_id = models.BigIntegerField()  # the id of a row of that kind
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "target_id"], name="like_once"),
            member_check("kind", LikeableKind, "like_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "target_id", "user"], name="likes_of_target")]


class Subscription(models.Model):
    """A person is told of replies to an activity or a thread."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=14, choices=LikeableKind.choices)
    target_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "target_id"], name="subscription_once"),
            member_check("kind", LikeableKind, "subscription_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "target_id", "user"], name="subscribers_of_target")]
