"""Pictures that were fetched, and those that are to be."""

from django.db import models

from zukan.catalogue.fields import JsonListField
from zukan.catalogue.models.choices import member_check


class PictureKind(models.TextChoices):
    """What a picture is for: each kind has sizes of its own."""

    COVER = "COVER", "cover"
    BANNER = "BANNER", "banner"
    PORTRAIT = "PORTRAIT", "portrait"


class Picture(models.Model):
    """A picture of another host that lies here, in several sizes. Two addresses may give the same one."""

    url = models.TextField(unique=True)  # where it was fetched
    name = models.CharField(max_length=32, db_index=True)  # of its files: a hash of what was fetched
    width = models.PositiveIntegerField()  # of the largest size
    height = models.PositiveIntegerField()
    widths = JsonListField(default=list)  # of all sizes, ascending; the last is `width`
    color = models.CharField(max_length=7)  # its main colour: "#e45da1"
    size = models.PositiveIntegerField()  # bytes of all its files
    fetched_at = models.BigIntegerField()  # Unix seconds


class WantedPicture(models.Model):
    """A picture that a page would show and that is not here."""

    url = models.TextField(unique=True)
    kind = models.CharField(max_length=8, choices=PictureKind.choices)
    host = models.TextField()
    wanted_at = models.BigIntegerField()  # Unix seconds of the page's view
    due_at = models.BigIntegerField(db_index=True)  # when it may be tried, or tried again
    failures = models.PositiveSmallIntegerField(default=0)
    cause = models.TextField(default="")  # why it is not here

    class Meta:
        constraints = [member_check("kind", PictureKind, "wanted_kind_known")]


class PictureHost(models.Model):
    """A host that is to be left in peace for a while: it said so, or does not answer."""

    host = models.TextField(unique=True)
    paused_until = models.BigIntegerField()  # Unix seconds
    failures = models.PositiveSmallIntegerField(default=0)  # without a success between
    cause = models.TextField(default="")
