"""What each source said, and when it was asked."""

from django.db import models

from zukan.catalogue.fields import JsonListField


class SourceRecord(models.Model):
    """All that one source said of one entity, field by field, each with the time it was observed.

    The catalogue is a function of these rows: the order in which they came does not matter.
    """

    source = models.CharField(max_length=40)  # "anilist", "bangumi-data", "editors"
    kind = models.CharField(max_length=12)  # "media", "character", "staff", "studio", "tag"
    key = models.CharField(max_length=80)  # the source's own id of it
    entity_id = models.IntegerField(null=True)  # the row it was matched to; null: not enough is known yet
    claims = models.BinaryField()  # JSON: {field: [observed_at, value]}
    digest = models.BinaryField()  # of claims: equal digests, nothing new

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="one_record_a_source_and_key")]
        indexes = [models.Index(fields=["kind", "entity_id"], name="records_by_entity")]


class ImportRun(models.Model):
    """One run of `zukan import`."""

    source = models.CharField(max_length=40)
    paths = JsonListField(default=list)
    started_at = models.BigIntegerField()  # Unix seconds
    finished_at = models.BigIntegerField(null=True)  # null: it is running, or was stopped
    counts = models.JSONField(default=dict)  # {kind: {"read": n, "new": n, "changed": n, …}}
