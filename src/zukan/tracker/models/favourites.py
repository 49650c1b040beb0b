"""What people love, in an order of their own."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from zukan.accounts.models import unix_now
from zukan.catalogue.models import Character, Media, Staff, Studio
from zukan.catalogue.models.choices import member_check


class FavouriteKind(models.TextChoices):
    ANIME = "ANIME", "Anime"
    MANGA = "MANGA", "Manga"
    CHARACTER = "CHARACTER", "Character"
    STAFF = "STAFF", "Staff"
    STUDIO = "STUDIO", "Studio"


TARGET_OF_KIND = {"ANIME": "media", "MANGA": "media", "CHARACTER": "character", "STAFF": "staff", "STUDIO": "studio"}


def favoured(model: type[models.Model]) -> Any:
    """Return the column of one kind of favourites; all others are null in its row."""
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, related_name="favoured_by")


def holds_what_its_kind_says() -> Q:
    """Return the condition that a row has the target of its kind and no other."""
    rule = Q()
    for kind, target in TARGET_OF_KIND.items():
        others = {f"{other}__isnull": other != target for other in set(TARGET_OF_KIND.values())}
        rule |= Q(kind=kind, **dict(sorted(others.items())))
    return rule


class Favourite(models.Model):
    """One thing that a person marked with a heart."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites", db_index=False
    )
    kind = models.CharField(max_length=9, choices=FavouriteKind.choices)
    media = favoured(Media)
    character = favoured(Character)
    staff = favoured(Staff)
    studio = favoured(Studio)
    position = models.PositiveIntegerField(default=0)  # from 1; the user's own order
    created_at = models.BigIntegerField(default=unix_now)  # Unix seconds

    class Meta:
        constraints = [
            member_check("kind", FavouriteKind, "favourite_kind_known"),
            models.CheckConstraint(condition=holds_what_its_kind_says(), name="favourite_is_of_its_kind"),
            models.UniqueConstraint(fields=["user", "media"], name="favourite_media_once"),
            models.UniqueConstraint(fields=["user", "character"], name="favourite_character_once"),
            models.UniqueConstraint(fields=["user", "staff"], name="favourite_staff_once"),
            models.UniqueConstraint(fields=["user", "studio"], name="favourite_studio_once"),
        ]
        indexes = [models.Index(fields=["user", "kind", "position", "id"], name="favourites_in_order")]
