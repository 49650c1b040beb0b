"""Numbers about works that a source counted."""

from django.db import models

from zukan.catalogue.models.choices import (
    MediaFormat,
    MediaListStatus,
    MediaRankType,
    MediaSeason,
    member_check,
)
from zukan.catalogue.models.media import Media


class MediaRank(models.Model):
    """A work's place among its format, of all time, a year or a season."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="rankings")
    rank = models.PositiveIntegerField()
    type = models.CharField(max_length=7, choices=MediaRankType.choices)
    format = models.CharField(max_length=8, choices=MediaFormat.choices)
    year = models.PositiveSmallIntegerField(null=True)
    season = models.CharField(max_length=6, choices=MediaSeason.choices, null=True)
    all_time = models.BooleanField(default=False)
    context = models.TextField()  # "highest rated all time"

    class Meta:
        constraints = [
            member_check("type", MediaRankType, "rank_type_known"),
            member_check("format", MediaFormat, "rank_format_known"),
            member_check("season", MediaSeason, "rank_season_known"),
        ]


class ScoreCount(models.Model):
    """How many users gave a score."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="score_counts", db_index=False)
    score = models.PositiveSmallIntegerField()  # 10, 20 … 100
    amount = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "score"], name="score_once_a_media")]


class StatusCount(models.Model):
    """How many users have a work in a list status."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="status_counts", db_index=False)
    status = models.CharField(max_length=9, choices=MediaListStatus.choices)
    amount = models.PositiveIntegerField()

    class Meta:
        constraints = [
            member_check("status", MediaListStatus, "status_count_known"),
            models.UniqueConstraint(fields=["media", "status"], name="status_once_a_media"),
        ]


class MediaStatistics(models.Model):
    """The numbers that one source counted of a work. Those that pages show stand in `Media` itself."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="statistics", db_index=False)
    source = models.CharField(max_length=40)  # a name of sources.Source
    average_score = models.PositiveSmallIntegerField(null=True)  # 0-100
    mean_score = models.PositiveSmallIntegerField(null=True)  # 0-100
    scored_by = models.PositiveIntegerField(null=True)
    popularity = models.PositiveIntegerField(null=True)
    favourites = models.PositiveIntegerField(null=True)
    score_rank = models.PositiveIntegerField(null=True)  # place by score among all that the source has
    popularity_rank = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "source"], name="statistics_once_a_source")]


class MediaTrend(models.Model):
    """A work's numbers on one day."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="trends", db_index=False)
    date = models.BigIntegerField()  # Unix seconds of the day's midnight, UTC
    trending = models.PositiveIntegerField(default=0)
    average_score = models.PositiveSmallIntegerField(null=True)
    popularity = models.PositiveIntegerField(null=True)
    in_progress = models.PositiveIntegerField(null=True)
    episode = models.PositiveIntegerField(null=True)
    releasing = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "date"], name="trend_once_a_day")]
        indexes = [models.Index(fields=["date", "media"], name="trends_by_date")]
