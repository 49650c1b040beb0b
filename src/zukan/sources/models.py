"""What each source said, when it was asked, and what of it still waits."""

from django.db import models

from zukan.catalogue.fields import JsonListField


class SourceRecord(models.Model):
    """All that one source said of one entity, field by field, each with the time it was observed.

    The catalogue is a function of these rows: the order in which they came does not matter.
    """

    source = models.CharField(max_length=40)  # "anilist", "bangumi-data", "editors"
    kind = models.CharField(max_length=12)  # "media", "character", "staff", "studio", "tag"
    key = models.CharField(max_length=80)  # the source's own id of it
    anilist_id = models.IntegerField(null=True)  # AniList's id of it, when the source gives one
    stands = models.BooleanField(default=False)  # says enough to make an entity of: a work's type, a thing's name
    entity_id = models.IntegerField(null=True)  # the row it was matched to; null: not enough is known yet
    claims = models.BinaryField()  # JSON, as sources.claims describes
    digest = models.BinaryField()  # of claims: equal digests, nothing new

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="one_record_a_source_and_key")]
        indexes = [models.Index(fields=["kind", "entity_id"], name="records_by_entity")]


class Identifier(models.Model):
    """A key by which a source record can be recognised as speaking of the same thing as another."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12)
    token = models.TextField()  # "anilist:1", "myanimelist:ANIME/1", "name:bones"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "token"], name="identifier_once_a_record")]
        indexes = [models.Index(fields=["kind", "token", "record"], name="records_by_identifier")]


class AwaitedReference(models.Model):
    """A work's record points to something that is not there yet, or may come to mean another thing.

    When it does, the work is merged again.
    """

    media_id = models.IntegerField()  # the work whose record points
    kind = models.CharField(max_length=12)  # of what is pointed to
    reference = models.TextField()  # "143270": AniList's id; "editors/~bones": a source's own key

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media_id", "kind", "reference"], name="awaited_once_a_media")]
        indexes = [models.Index(fields=["kind", "reference", "media_id"], name="awaited_by_reference")]


class OutdatedEntity(models.Model):
    """Something new was said of an entity that the catalogue does not show yet: a stopped import goes on from here."""

    kind = models.CharField(max_length=12)
    entity_id = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "entity_id"], name="outdated_once")]


class ImportRun(models.Model):
    """One run of `zukan import`."""

    source = models.CharField(max_length=40)
    paths = JsonListField(default=list)
    started_at = models.BigIntegerField()  # Unix seconds
    finished_at = models.BigIntegerField(null=True)  # null: it is running, or was stopped
    counts = models.JSONField(default=dict)  # {kind: {"read": n, "new": n, "changed": n, …}}
