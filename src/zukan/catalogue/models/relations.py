"""How works hang together, and where else they live."""

from django.db import models
from django.db.models import F, Q

from zukan.catalogue.fields import NameField
from zukan.catalogue.models.choices import (
    ExternalLinkType,
    MediaRelationType,
    member_check,
)
from zukan.catalogue.models.media import Media


class MediaRelation(models.Model):
    """`related` is the `relation_type` of `media`. Each row has its counterpart the other way round."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="relations", db_index=False)
    related = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="related_from")
    relation_type = models.CharField(max_length=13, choices=MediaRelationType.choices)
    is_inferred = models.BooleanField(default=False)  # nobody said it: it follows from the counterpart

    class Meta:
        constraints = [
            member_check("relation_type", MediaRelationType, "relation_type_known"),
            models.UniqueConstraint(fields=["media", "related", "relation_type"], name="relation_once"),
            models.CheckConstraint(condition=~Q(media=F("related")), name="relation_to_another"),
        ]


class MediaExternalLink(models.Model):
    """A page about the work, or a licensed service that carries it."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, related_name="external_links", db_index=False)
    url = models.TextField()
    site = NameField()  # "Crunchyroll"
    site_id = models.IntegerField(null=True)  # AniList's number of the site
    type = models.CharField(max_length=9, choices=ExternalLinkType.choices, null=True)
    language = models.CharField(max_length=20, null=True)  # "Japanese"; null: several, or not known
    regions = models.TextField(null=True)  # "HK, MO, TW"; null: not known, or everywhere
    color = models.CharField(max_length=7, null=True)
    icon = models.TextField(null=True)
    notes = models.TextField(null=True)
    is_disabled = models.BooleanField(default=False)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            member_check("type", ExternalLinkType, "link_type_known"),
            models.UniqueConstraint(fields=["media", "url"], name="link_once_a_media"),
        ]
        indexes = [
            models.Index(fields=["media", "position", "id"], name="links_by_media"),
            models.Index(fields=["site", "media"], name="media_by_link_site"),
            models.Index(fields=["site_id", "media"], name="media_by_link_site_id"),
        ]
