"""A work and what it is filed under."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from zukan.catalogue.fields import NameField
from zukan.catalogue.models.choices import (
    MediaFormat,
    MediaNameKind,
    MediaSeason,
    MediaSource,
    MediaStatus,
    MediaType,
    member_check,
    range_check,
)
from zukan.catalogue.ordering import ascending_index, descending_index


class Genre(models.Model):
    """One of the short closed list: Action, Drama, …"""

    name = NameField(unique=True)
    slug = NameField(default="", db_index=True)  # names.slug_of(its name): its page's address
    anime = models.PositiveIntegerField(default=0)  # recounted after each import; those for adults left out
    manga = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.name)


class MediaTag(models.Model):
    """A finer label than a genre, carried by works with a rank."""

    id = models.IntegerField(primary_key=True)
    name = NameField(unique=True)
    slug = NameField(default="")  # names.slug_of(its name): the last part of its page's address
    description = models.TextField(null=True)
    category = NameField(null=True, db_index=True)
    is_general_spoiler = models.BooleanField(default=False)
    is_adult = models.BooleanField(default=False)
    anime = models.PositiveIntegerField(default=0)  # as of a genre
    manga = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.name)


class Studio(models.Model):
    """A company credited with a work: an animation studio, a producer, a licensor."""

    id = models.IntegerField(primary_key=True)
    name = NameField(db_index=True)
    slug = NameField(default="")  # names.slug_of(its name): the last part of its page's address
    is_animation_studio = models.BooleanField(default=False)
    favourites = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [descending_index("studio", "favourites")]

    def __str__(self) -> str:
        return str(self.name)


TITLE_FORMS = ("romaji", "english", "native")  # the first that a work has is shown to strangers
BROWSED = (  # what lists of titles are filtered and sorted by
    *("is_adult", "weighted_score", "average_score", "start_date", "season_year", "season", "format", "status"),
    *("source", "country_of_origin", "episodes", "duration", "favourites", "trend", "updated_at"),
)


class Media(models.Model):
    """One work: a TV season, a film, a manga run. A franchise is many Media.

    Dates are FuzzyDate integers: YYYYMMDD, 00 for an unknown month or day; null when nothing is known.
    """

    id = models.IntegerField(primary_key=True)
    id_mal = models.IntegerField(null=True)  # MyAnimeList's; anime and manga are numbered apart there
    type = models.CharField(max_length=5, choices=MediaType.choices)
    title_romaji = NameField(null=True)
    title_english = NameField(null=True)
    title_native = NameField(null=True)
    slug = NameField(default="")  # names.slug_of(its title): the last part of its page's address
    format = models.CharField(max_length=8, choices=MediaFormat.choices, null=True)
    status = models.CharField(max_length=16, choices=MediaStatus.choices, null=True)
    source = models.CharField(max_length=18, choices=MediaSource.choices, null=True)
    season = models.CharField(max_length=6, choices=MediaSeason.choices, null=True)
    season_year = models.PositiveSmallIntegerField(null=True)
    start_date = models.IntegerField(null=True)
    end_date = models.IntegerField(null=True)
    episodes = models.PositiveIntegerField(null=True)
    duration = models.PositiveIntegerField(null=True)  # minutes an episode
    chapters = models.PositiveIntegerField(null=True)
    volumes = models.PositiveIntegerField(null=True)
    country_of_origin = models.CharField(max_length=2, null=True)  # ISO 3166-1: JP, KR, CN, TW
    description = models.TextField(null=True)  # light HTML or newlines, without its "(Source: …)"
    description_html = models.TextField(null=True)  # the same, rendered and sanitised
    description_source = models.TextField(null=True)  # who wrote it: "Crunchyroll"
    cover_extra_large = models.TextField(null=True)
    cover_large = models.TextField(null=True)
    cover_medium = models.TextField(null=True)
    cover_color = models.CharField(max_length=7, null=True)  # "#e45da1"
    banner_image = models.TextField(null=True)
    trailer_id = models.TextField(null=True)
    trailer_site = models.TextField(null=True)  # "youtube", "dailymotion"
    trailer_thumbnail = models.TextField(null=True)
    hashtag = models.TextField(null=True)
    franchise = NameField(null=True, db_index=True)  # the group of works that belong together
    is_adult = models.BooleanField(default=False)
    is_licensed = models.BooleanField(null=True)
    is_locked = models.BooleanField(null=True)
    average_score = models.PositiveSmallIntegerField(null=True)  # 0-100, weighted; null: too few scores
    mean_score = models.PositiveSmallIntegerField(null=True)  # 0-100, plain
    popularity = models.PositiveIntegerField(default=0)  # users who list it
    favourites = models.PositiveIntegerField(default=0)  # users who favour it
    trending = models.PositiveIntegerField(default=0)  # recent list activity, as its source tells
    updated_at = models.BigIntegerField(null=True)  # Unix seconds; when its source last changed it
    # Reckoned anew for all works after each import: sources/merge/reckoning.py.
    season_ordinal = models.PositiveIntegerField(null=True)  # of its season, else of the one its first day lies in
    carried_until = models.PositiveIntegerField(null=True)  # of the last season in which an earlier series is on
    weighted_score = models.PositiveSmallIntegerField(null=True)  # 0-10000: the score drawn to the mean of all
    score_source = models.CharField(max_length=40, null=True)  # whose score it is: a name of sources.Source
    scored_by = models.PositiveIntegerField(null=True)  # how many gave it, as that source tells
    popularity_source = models.CharField(max_length=40, null=True)  # whose users `popularity` counts
    trend = models.PositiveIntegerField(default=0)  # by its daily numbers, else by `trending`
    weekly_gain = models.PositiveIntegerField(null=True)  # users who came to list it; null: no daily numbers
    genres = models.ManyToManyField(Genre, through="MediaGenre", related_name="media")
    tags = models.ManyToManyField(MediaTag, through="MediaTagRank", related_name="media")
    studios = models.ManyToManyField(Studio, through="MediaStudio", related_name="media")

    class Meta:
        verbose_name_plural = "media"
        constraints = [
            member_check("type", MediaType, "media_type_known"),
            member_check("format", MediaFormat, "media_format_known"),
            member_check("status", MediaStatus, "media_status_known"),
            member_check("source", MediaSource, "media_source_known"),
            member_check("season", MediaSeason, "media_season_known"),
            range_check("average_score", 0, 100, "media_average_score_0_100"),
            range_check("mean_score", 0, 100, "media_mean_score_0_100"),
            range_check("start_date", 0, 99991231, "media_start_date_fuzzy"),
            range_check("end_date", 0, 99991231, "media_end_date_fuzzy"),
        ]
        indexes = [
            models.Index(fields=["id_mal", "type"], name="media_by_id_mal"),
            models.Index(fields=["season_year", "season", "-popularity", "id"], name="media_by_season"),
            models.Index(fields=["season", "-popularity", "id"], name="media_by_season_of_any_year"),
            # Long, so that whatever is browsed by is found in whatever order without reading a row.
            models.Index(fields=["type", "-popularity", "id", *BROWSED], name="media_by_type_popular_browsed"),
            *(
                models.Index(fields=[column, "-popularity", "id"], name=f"media_by_{column}_popular")
                for column in ("format", "status", "source", "is_adult", "is_licensed")
            ),
            models.Index(fields=["country_of_origin", "-popularity", "id"], name="media_by_country_popular"),
            models.Index(fields=["season_ordinal", "-popularity", "id"], name="media_by_season_ordinal"),
            # Of the few that go on alone: by the size of an index a planner knows how few they are.
            models.Index(
                fields=["carried_until", "season_ordinal", "is_adult", "id"],
                condition=Q(carried_until__isnull=False),
                name="media_carried_over",
            ),
            models.Index(Coalesce(*(f"title_{form}" for form in TITLE_FORMS)), "id", name="media_by_any_title"),
            *(ascending_index("media", f"title_{language}") for language in ("romaji", "english", "native")),
            *(
                descending_index("media", column)
                for column in (
                    *("average_score", "weighted_score", "popularity", "favourites", "trend", "updated_at"),
                    *("start_date", "end_date", "episodes", "duration", "chapters", "volumes"),
                )
            ),
        ]

    def __str__(self) -> str:
        return str(self.title_romaji or self.title_english or self.title_native or f"Media {self.pk}")


class MediaName(models.Model):
    """Every name of a work, the three titles among them, folded for finding it."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="names", db_index=False)
    kind = models.CharField(max_length=7, choices=MediaNameKind.choices)
    language = models.CharField(max_length=12, null=True)  # BCP 47: "zh-Hans"; null: not known
    position = models.PositiveIntegerField()  # in the order that the source gives
    text = NameField()
    folded = NameField()  # names.fold_name(text)

    class Meta:
        constraints = [
            member_check("kind", MediaNameKind, "name_kind_known"),
            models.UniqueConstraint(fields=["media", "kind", "text"], name="one_name_a_kind"),
        ]
        indexes = [
            models.Index(fields=["folded", "media"], name="name_by_folded"),
            models.Index(fields=["media", "kind", "position"], name="name_by_media"),
        ]


class MediaGenre(models.Model):
    """A work is of a genre."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, db_index=False)
    genre = models.ForeignKey(Genre, on_delete=models.CASCADE, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "genre"], name="genre_once_a_media")]
        indexes = [models.Index(fields=["genre", "media"], name="media_by_genre")]


class MediaTagRank(models.Model):
    """A work carries a tag, to a degree."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, db_index=False)
    tag = models.ForeignKey(MediaTag, on_delete=models.CASCADE, db_index=False)
    rank = models.PositiveSmallIntegerField(null=True)  # 0-100
    is_media_spoiler = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "tag"], name="tag_once_a_media"),
            range_check("rank", 0, 100, "tag_rank_0_100"),
        ]
        indexes = [models.Index(fields=["tag", "rank", "media"], name="media_by_tag")]


class GenreTag(models.Model):
    """A tag is often carried by works of a genre. Found anew after imports, by tallies.py."""

    genre = models.ForeignKey(Genre, on_delete=models.CASCADE, db_index=False)
    tag = models.ForeignKey(MediaTag, on_delete=models.CASCADE, db_index=False)
    works = models.PositiveIntegerField()  # that have both
    likeness = models.PositiveSmallIntegerField()  # 0-1000

    class Meta:
        indexes = [
            models.Index(fields=["genre", "-likeness", "tag"], name="tags_of_genre"),
            models.Index(fields=["tag", "-likeness", "genre"], name="genres_of_tag"),
        ]


class RelatedTag(models.Model):
    """Two tags are often carried by the same works. Found anew after imports, by tallies.py."""

    tag = models.ForeignKey(MediaTag, on_delete=models.CASCADE, db_index=False)
    related = models.ForeignKey(MediaTag, on_delete=models.CASCADE, db_index=False, related_name="related_from")
    works = models.PositiveIntegerField()  # that have both
    likeness = models.PositiveSmallIntegerField()  # 0-1000

    class Meta:
        indexes = [models.Index(fields=["tag", "-likeness", "related"], name="tags_of_tag")]


class MediaStudio(models.Model):
    """A studio's credit. The same studio may be credited as main and as producer."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, db_index=False)
    studio = models.ForeignKey(Studio, on_delete=models.CASCADE)
    is_main = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "studio", "is_main"], name="studio_once_a_role")]


class ExternalId(models.Model):
    """What another site calls a work. Several works may share a key, and a work may have several."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="external_ids", db_index=False)
    site = models.CharField(max_length=20)  # a key of sites.SITES
    key = NameField()
    is_gone = models.BooleanField(default=False)  # the site does not have it any more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "site", "key"], name="external_id_once")]
        indexes = [models.Index(fields=["site", "key"], name="media_by_external_id")]


class Season(models.Model):
    """A season that has anime, and how many: recounted after each import, by Media.season_ordinal."""

    year = models.PositiveSmallIntegerField()
    season = models.CharField(max_length=6, choices=MediaSeason.choices)
    ordinal = models.PositiveIntegerField(unique=True)  # year * 4 + 0 for winter … 3 for fall
    anime = models.PositiveIntegerField()  # those for adults left out

    class Meta:
        constraints = [member_check("season", MediaSeason, "season_known")]
