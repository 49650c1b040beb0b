"""How much there was, day by day."""

from django.db import models

from zukan.catalogue.models.choices import member_check


class CountedKind(models.TextChoices):
    USERS = "USERS", "Users"
    ANIME = "ANIME", "Anime"
    MANGA = "MANGA", "Manga"
    CHARACTERS = "CHARACTERS", "Characters"
    STAFF = "STAFF", "Staff"
    STUDIOS = "STUDIOS", "Studios"
    REVIEWS = "REVIEWS", "Reviews"


class SiteCount(models.Model):
    """How many there were of a kind at the end of a day, or so far on the last one."""

    kind = models.CharField(max_length=10, choices=CountedKind.choices)
    date = models.BigIntegerField()  # Unix seconds of the day's beginning
    count = models.PositiveIntegerField()
    change = models.IntegerField()  # since the counted day before

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "date"], name="site_count_once"),
            member_check("kind", CountedKind, "site_count_kind_known"),
        ]
