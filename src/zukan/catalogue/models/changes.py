"""What changed in the catalogue, in order: the search index, counters and feeds follow it. And ids that were left."""

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


class Redirect(models.Model):
    """An id that became another: two entities were found to be one, or AniList's id of a thing became known."""

    entity = models.CharField(max_length=12)
    old_id = models.IntegerField()
    new_id = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "old_id"], name="one_redirect_an_id")]
        indexes = [models.Index(fields=["entity", "new_id"], name="redirects_by_new_id")]
