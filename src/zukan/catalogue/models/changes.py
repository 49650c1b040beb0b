"""What changed in the catalogue, in order: the search index, counters and feeds follow it."""

from django.db import models

from zukan.catalogue.fields import JsonListField


class Change(models.Model):
    """One entity was created or changed."""

    entity = models.CharField(max_length=12)  # "media", "character", "staff", "studio", "tag"
    entity_id = models.IntegerField()
    created = models.BooleanField()
    fields = JsonListField(default=list)  # names of the columns and lists that changed
    source = models.CharField(max_length=40)  # the import or the person that caused it
    at = models.BigIntegerField()  # Unix seconds

    class Meta:
        indexes = [models.Index(fields=["entity", "entity_id", "id"], name="changes_by_entity")]
