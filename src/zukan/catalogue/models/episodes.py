"""Episodes: what they are called, when they air, where and in which languages they can be seen."""

from django.db import models

from zukan.catalogue.models.media import Media


class Episode(models.Model):
    """One episode."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="episode_rows", db_index=False)
    number = models.PositiveIntegerField()  # from 1; 0 for a prologue
    title_english = models.TextField(null=True)
    title_romaji = models.TextField(null=True)
    title_native = models.TextField(null=True)
    aired = models.IntegerField(null=True)  # FuzzyDate in the country of origin
    is_filler = models.BooleanField(default=False)
    is_recap = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "number"], name="episode_once_a_media")]


class EpisodeAudio(models.Model):
    """A licensed service carries an episode with this audio language."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="audio", db_index=False)
    language = models.CharField(max_length=20)  # "English"
    site = models.TextField()  # "Crunchyroll"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "language", "site"], name="audio_once_an_episode")]


class MediaStreamingEpisode(models.Model):
    """A link to one episode on a licensed service, with the service's own title for it."""

    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="streaming_episodes", db_index=False)
    position = models.PositiveIntegerField()
    title = models.TextField(null=True)  # "Episode 1 - Asteroid Blues"
    thumbnail = models.TextField(null=True)
    url = models.TextField()
    site = models.TextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "url"], name="streaming_episode_once_a_media")]
        indexes = [models.Index(fields=["media", "position", "id"], name="streaming_by_media")]


class AiringSchedule(models.Model):
    """An episode's broadcast, past or announced."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="airing_schedule", db_index=False)
    episode = models.PositiveIntegerField()
    airing_at = models.BigIntegerField()  # Unix seconds

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "episode"], name="airing_once_an_episode")]
        indexes = [
            models.Index(fields=["media", "airing_at", "id"], name="airing_by_media"),
            models.Index(fields=["airing_at", "id"], name="airing_by_time"),
        ]
