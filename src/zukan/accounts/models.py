"""People who sign in, what they chose, and the tokens their apps carry."""

import hashlib
import hmac
import json
import secrets
import time
from base64 import urlsafe_b64encode

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from zukan.catalogue.fields import JsonListField, NameField
from zukan.catalogue.models.choices import MediaListStatus, member_check

MINUTES_UNTIL_ANOTHER_ACTIVITY = 720


class TitleLanguage(models.TextChoices):
    ROMAJI = "ROMAJI", "Romaji"
    ENGLISH = "ENGLISH", "English"
    NATIVE = "NATIVE", "Native"
    ROMAJI_STYLISED = "ROMAJI_STYLISED", "Romaji, stylised"
    ENGLISH_STYLISED = "ENGLISH_STYLISED", "English, stylised"
    NATIVE_STYLISED = "NATIVE_STYLISED", "Native, stylised"


class StaffNameLanguage(models.TextChoices):
    ROMAJI_WESTERN = "ROMAJI_WESTERN", "Romaji, western order"
    ROMAJI = "ROMAJI", "Romaji"
    NATIVE = "NATIVE", "Native"


class ScoreFormat(models.TextChoices):
    POINT_100 = "POINT_100", "Up to 100"
    POINT_10_DECIMAL = "POINT_10_DECIMAL", "Up to 10.0"
    POINT_10 = "POINT_10", "Up to 10"
    POINT_5 = "POINT_5", "Up to 5 stars"
    POINT_3 = "POINT_3", "Up to 3 smileys"


class RowOrder(models.TextChoices):
    SCORE = "score", "Score"
    TITLE = "title", "Title"
    UPDATED_AT = "updatedAt", "Last updated"
    ID = "id", "Last added"


class NotificationType(models.TextChoices):
    """What a user is told of, with AniList's spelling."""

    ACTIVITY_MESSAGE = "ACTIVITY_MESSAGE", "A message"
    ACTIVITY_REPLY = "ACTIVITY_REPLY", "A reply to an activity"
    FOLLOWING = "FOLLOWING", "A follower"
    ACTIVITY_MENTION = "ACTIVITY_MENTION", "A mention in an activity"
    THREAD_COMMENT_MENTION = "THREAD_COMMENT_MENTION", "A mention in a comment"
    THREAD_SUBSCRIBED = "THREAD_SUBSCRIBED", "A comment in a thread that is watched"
    THREAD_COMMENT_REPLY = "THREAD_COMMENT_REPLY", "A reply to a comment"
    AIRING = "AIRING", "An episode"
    ACTIVITY_LIKE = "ACTIVITY_LIKE", "A like of an activity"
    ACTIVITY_REPLY_LIKE = "ACTIVITY_REPLY_LIKE", "A like of a reply"
    THREAD_LIKE = "THREAD_LIKE", "A like of a thread"
    THREAD_COMMENT_LIKE = "THREAD_COMMENT_LIKE", "A like of a comment"
    ACTIVITY_REPLY_SUBSCRIBED = "ACTIVITY_REPLY_SUBSCRIBED", "A reply to an activity that is watched"
    RELATED_MEDIA_ADDITION = "RELATED_MEDIA_ADDITION", "A new work related to one on the lists"
    MEDIA_DATA_CHANGE = "MEDIA_DATA_CHANGE", "A change that matters to lists"
    MEDIA_MERGE = "MEDIA_MERGE", "Works that became one"
    MEDIA_DELETION = "MEDIA_DELETION", "A work that is no more"
    MEDIA_SUBMISSION_UPDATE = "MEDIA_SUBMISSION_UPDATE", "News of a submitted work"
    STAFF_SUBMISSION_UPDATE = "STAFF_SUBMISSION_UPDATE", "News of a submitted person"
    CHARACTER_SUBMISSION_UPDATE = "CHARACTER_SUBMISSION_UPDATE", "News of a submitted character"


class ModeratorRole(models.TextChoices):
    """What a user looks after; a user has a list of them."""

    ADMIN = "ADMIN", "Administrator"
    LEAD_DEVELOPER = "LEAD_DEVELOPER", "Lead developer"
    DEVELOPER = "DEVELOPER", "Developer"
    LEAD_COMMUNITY = "LEAD_COMMUNITY", "Lead community moderator"
    COMMUNITY = "COMMUNITY", "Community moderator"


def unix_now() -> int:
    """Return the time in Unix seconds."""
    return int(time.time())


def anime_sections() -> list[str]:
    """Return the order in which a new user's anime lists are shown."""
    return ["Watching", "Rewatching", "Completed", "Paused", "Dropped", "Planning"]


def manga_sections() -> list[str]:
    """Return the order in which a new user's manga lists are shown."""
    return ["Reading", "Rereading", "Completed", "Paused", "Dropped", "Planning"]


def scoring_categories() -> list[str]:
    """Return what a new user may score one by one."""
    return ["Story", "Characters", "Visuals", "Audio", "Enjoyment"]


class User(AbstractUser):
    """A person with an account here."""

    name_key = models.GeneratedField(expression=Lower("username"), output_field=NameField(), db_persist=True)
    avatar = models.TextField(null=True)  # the address of a picture; null: the site's own
    banner = models.TextField(null=True)
    about = models.TextField(null=True)  # markdown
    about_html = models.TextField(null=True)  # the same, rendered and sanitised
    is_private = models.BooleanField(default=False)  # lists, statistics, favourites and activity are theirs alone
    is_demo = models.BooleanField(default=False)  # made by `zukan demo-user`, which takes it away again
    created_at = models.BigIntegerField(null=True, default=unix_now)  # Unix seconds; null: long ago
    updated_at = models.BigIntegerField(null=True, default=unix_now)
    moderator_roles = JsonListField(null=True)  # members of ModeratorRole
    unread_notifications = models.PositiveIntegerField(default=0)
    minutes_watched = models.PositiveBigIntegerField(default=0)  # by their lists; sorts users
    chapters_read = models.PositiveBigIntegerField(default=0)

    title_language = models.CharField(max_length=16, choices=TitleLanguage.choices, default=TitleLanguage.ROMAJI)
    staff_name_language = models.CharField(
        max_length=14, choices=StaffNameLanguage.choices, default=StaffNameLanguage.ROMAJI_WESTERN
    )
    shows_adult = models.BooleanField(default=False)  # for apps to read: the API filters by what it is asked
    profile_color = models.TextField(default="blue")
    timezone = models.TextField(null=True)  # "09:00", "-03:30"
    activity_merge_minutes = models.PositiveIntegerField(default=MINUTES_UNTIL_ANOTHER_ACTIVITY)  # 0: never
    wants_airings = models.BooleanField(default=True)
    restricts_messages = models.BooleanField(default=False)  # to people they follow
    score_format = models.CharField(max_length=16, choices=ScoreFormat.choices, default=ScoreFormat.POINT_10)
    row_order = models.CharField(max_length=9, choices=RowOrder.choices, default=RowOrder.SCORE)
    anime_section_order = JsonListField(default=anime_sections)
    anime_split_completed = models.BooleanField(default=False)  # one list of completed works for each format
    anime_scoring = JsonListField(default=scoring_categories)  # categories of advanced scores
    anime_scoring_enabled = models.BooleanField(default=False)
    manga_section_order = JsonListField(default=manga_sections)
    manga_split_completed = models.BooleanField(default=False)
    manga_scoring = JsonListField(default=scoring_categories)
    manga_scoring_enabled = models.BooleanField(default=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            member_check("title_language", TitleLanguage, "user_title_language_known"),
            member_check("staff_name_language", StaffNameLanguage, "user_staff_name_language_known"),
            member_check("score_format", ScoreFormat, "user_score_format_known"),
            member_check("row_order", RowOrder, "user_row_order_known"),
            models.UniqueConstraint(fields=["name_key"], name="user_name_once"),
        ]
        indexes = [
            models.Index(fields=["-minutes_watched", "id"], name="users_by_minutes_watched"),
            models.Index(fields=["-chapters_read", "id"], name="users_by_chapters_read"),
        ]


class NotificationOption(models.Model):
    """Whether a user wants one kind of notification. Without a row: yes."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notification_options", db_index=False)
    type = models.CharField(max_length=27, choices=NotificationType.choices)
    is_enabled = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "type"], name="notification_option_once"),
            member_check("type", NotificationType, "notification_option_known"),
        ]


class ListActivityOption(models.Model):
    """Whether changes to one status of a user's lists make no activity. Without a row: they do."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="list_activity_options", db_index=False)
    status = models.CharField(max_length=9, choices=MediaListStatus.choices)
    is_disabled = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "status"], name="list_activity_option_once"),
            member_check("status", MediaListStatus, "list_activity_option_known"),
        ]


class PreviousName(models.Model):
    """What a user was called."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="previous_names", db_index=False)
    name = models.TextField()
    created_at = models.BigIntegerField()  # Unix seconds
    updated_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at", "id"], name="previous_names_by_user")]


def token_digest(token: str) -> str:
    """Return what is stored of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def base64_json(value: dict[str, object]) -> str:
    """Return an object as a part of a JSON Web Token."""
    return urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()


def web_token(user_id: int, expires_at: int) -> str:
    """Return a new JSON Web Token, RFC 7519: clients read whose it is and when it ends without asking."""
    now = unix_now()
    claims = {"aud": "", "jti": secrets.token_hex(32), "iat": now, "nbf": now, "exp": expires_at, "sub": str(user_id)}
    signed = f"{base64_json({'typ': 'JWT', 'alg': 'HS256'})}.{base64_json({**claims, 'scopes': []})}"
    signature = hmac.digest(settings.SECRET_KEY.encode(), signed.encode(), "sha256")
    return f"{signed}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


class AccessToken(models.Model):
    """A bearer token of the API."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_tokens")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.BigIntegerField()  # Unix seconds

    @classmethod
    def issue(cls, user: User, expires_at: int) -> str:
        """Store a new token for a user and return its text, which is kept nowhere."""
        token = web_token(user.pk, expires_at)
        cls.objects.create(user=user, digest=token_digest(token), expires_at=expires_at)
        return token
