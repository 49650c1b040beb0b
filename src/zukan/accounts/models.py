"""People who sign in, and the tokens their apps carry."""

import hashlib
import secrets

from django.contrib.auth.models import AbstractUser
from django.db import models

from zukan.catalogue.models.choices import member_check


class TitleLanguage(models.TextChoices):
    ROMAJI = "ROMAJI", "Romaji"
    ENGLISH = "ENGLISH", "English"
    NATIVE = "NATIVE", "Native"


class StaffNameLanguage(models.TextChoices):
    ROMAJI_WESTERN = "ROMAJI_WESTERN", "Romaji, western order"
    ROMAJI = "ROMAJI", "Romaji"
    NATIVE = "NATIVE", "Native"


class User(AbstractUser):
    """A person with an account here."""

    title_language = models.CharField(max_length=7, choices=TitleLanguage.choices, default=TitleLanguage.ROMAJI)
    staff_name_language = models.CharField(
        max_length=14, choices=StaffNameLanguage.choices, default=StaffNameLanguage.ROMAJI_WESTERN
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            member_check("title_language", TitleLanguage, "user_title_language_known"),
            member_check("staff_name_language", StaffNameLanguage, "user_staff_name_language_known"),
        ]


def token_digest(token: str) -> str:
    """Return what is stored of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class AccessToken(models.Model):
    """A bearer token of the API."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="access_tokens")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.BigIntegerField()  # Unix seconds

    @classmethod
    def issue(cls, user: User, expires_at: int) -> str:
        """Store a new token for a user and return its text, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        cls.objects.create(user=user, digest=token_digest(token), expires_at=expires_at)
        return token
