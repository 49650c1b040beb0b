"""What people say of a work, and what they would watch next."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zukan.catalogue.models import Media
from zukan.catalogue.models.choices import range_check
from zukan.catalogue.ordering import NullsLowIndex


class Review(models.Model):
    """A review by a user of this site, or one written elsewhere, then with its author's name and a link."""

    id = models.IntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    author_name = models.TextField(null=True)  # elsewhere's author, or "Zukan editors"
    site = models.TextField(null=True)  # "AniList"; null: written here
    url = models.TextField(null=True)  # the original; null: written here
    source_key = models.TextField(null=True, unique=True)  # its source's name of it: "anilist/5805"; null: written here
    score = models.PositiveSmallIntegerField(null=True)  # 0-100
    summary = models.TextField(null=True)  # one line
    body = models.TextField(null=True)  # markdown
    body_html = models.TextField(null=True)  # the same, rendered and sanitised
    rating = models.PositiveIntegerField(default=0)  # votes for it
    rating_amount = models.PositiveIntegerField(default=0)  # all votes
    is_private = models.BooleanField(default=False)  # a draft, seen by its author only
    is_sample = models.BooleanField(default=False)  # shows the layout; removed by `zukan remove-samples`
    created_at = models.BigIntegerField()  # Unix seconds
    updated_at = models.BigIntegerField()

    class Meta:
        constraints = [range_check("score", 0, 100, "review_score_0_100")]
        indexes = [
            models.Index(fields=["media", "-rating", "id"], name="reviews_by_media"),
            models.Index(fields=["-created_at", "id"], name="reviews_by_created"),
            models.Index(fields=["-updated_at", "id"], name="reviews_by_updated"),
            models.Index(fields=["-rating", "id"], name="reviews_by_rating"),
            NullsLowIndex(fields=["-score", "id"], name="reviews_by_score"),
        ]


class ReviewVote(models.Model):
    """Whether a person found a review good. The counters stand in the review."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    is_up = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "review"], name="review_vote_once")]


class Recommendation(models.Model):
    """Who likes `media` may like `recommended`. The pair is directed."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="recommendations", db_index=False)
    recommended = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="recommended_by")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)  # null: a source's
    rating = models.IntegerField(default=0)  # votes for it less votes against
    preference = models.PositiveSmallIntegerField(default=0)  # the editors' picks, the greatest first; 0: by votes

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "recommended"], name="recommendation_once"),
            models.CheckConstraint(condition=~Q(media=F("recommended")), name="recommendation_of_another"),
        ]
        indexes = [
            models.Index(fields=["media", "-rating", "id"], name="recommendations_by_media"),
            models.Index(fields=["media", "-preference", "-rating", "id"], name="recommendations_preferred"),
            models.Index(fields=["-rating", "id"], name="recommendations_by_rating"),
        ]


class RecommendationVote(models.Model):
    """Whether a person agrees with a recommendation. The sum stands in the recommendation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="votes")
    is_up = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "recommendation"], name="recommendation_vote_once")]
