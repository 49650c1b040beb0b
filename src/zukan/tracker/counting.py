"""Counting the whole site, once a day."""

from django.db import models

from zukan.accounts.models import User
from zukan.catalogue.models import Character, Media, Staff, Studio
from zukan.reviews.models import Review
from zukan.tracker.models import CountedKind, SiteCount

SECONDS_A_DAY = 86_400


def counted() -> dict[CountedKind, "models.QuerySet[models.Model]"]:
    """Return what is counted of each kind."""
    return {
        CountedKind.USERS: User.objects.filter(is_active=True),
        CountedKind.ANIME: Media.objects.filter(type="ANIME"),
        CountedKind.MANGA: Media.objects.filter(type="MANGA"),
        CountedKind.CHARACTERS: Character.objects.all(),
        CountedKind.STAFF: Staff.objects.all(),
        CountedKind.STUDIOS: Studio.objects.all(),
        CountedKind.REVIEWS: Review.objects.filter(is_private=False, is_sample=False),
    }


def count_site(now: int) -> int:
    """Write down how many there are on the day of a moment in Unix seconds. Return how many kinds were counted."""
    date = now - now % SECONDS_A_DAY
    for kind, rows in counted().items():
        count = rows.count()
        before = SiteCount.objects.filter(kind=kind, date__lt=date).order_by("-date").first()
        change = count - (before.count if before else 0)
        SiteCount.objects.update_or_create(kind=kind, date=date, defaults={"count": count, "change": change})
    return len(CountedKind)


def add_up(user: User) -> None:
    """Write down how many minutes of anime and chapters of manga a person's lists amount to."""
    minutes = chapters = 0
    for entry in user.list_entries.exclude(status="PLANNING").select_related("media"):
        whole = entry.media.episodes if entry.type == "ANIME" else entry.media.chapters
        units = entry.progress + entry.repeat * (entry.progress if whole is None else whole)
        minutes += units * (entry.media.duration or 0) if entry.type == "ANIME" else 0
        chapters += units if entry.type == "MANGA" else 0
    user.minutes_watched, user.chapters_read = minutes, chapters
    user.save(update_fields=["minutes_watched", "chapters_read"])
