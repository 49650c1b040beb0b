"""Cards, and the place of each work on all of them."""

from django.db import models

from zukan.catalogue.fields import NameField
from zukan.catalogue.models import Media, MediaType
from zukan.catalogue.models.choices import member_check
from zukan.filing.bits import BitsField


class Facet(models.TextChoices):
    """What works are picked by. A band is a range of numbers that readers choose by one click."""

    ALL = "ALL"  # one card: every work of a type
    ADULT = "ADULT"
    FORMAT = "FORMAT"
    STATUS = "STATUS"
    SEASON = "SEASON"
    YEAR = "YEAR"
    DECADE = "DECADE"
    GENRE = "GENRE"
    TAG = "TAG"
    STUDIO = "STUDIO"
    SOURCE = "SOURCE"
    COUNTRY = "COUNTRY"
    SCORE = "SCORE"
    SCORE_BAND = "SCORE_BAND"
    POPULARITY = "POPULARITY"  # cards of the works that have so many users or more, for round numbers
    POPULARITY_BAND = "POPULARITY_BAND"
    EPISODES = "EPISODES"
    EPISODES_BAND = "EPISODES_BAND"
    LENGTH = "LENGTH"
    LENGTH_BAND = "LENGTH_BAND"
    STREAMING = "STREAMING"
    DUBBED = "DUBBED"


class Place(models.Model):
    """Which bit of the cards of its type is a work's. It keeps it as long as it is here."""

    media = models.OneToOneField(Media, on_delete=models.CASCADE, primary_key=True, related_name="place")
    number = models.PositiveIntegerField()  # from 0, in each type


class Card(models.Model):
    """The works of a type that carry a value. Written anew by `filing.writing.file_works` only."""

    type = models.CharField(max_length=5, choices=MediaType.choices)
    facet = models.CharField(max_length=15, choices=Facet.choices)
    value = NameField()  # what addresses say: "TV", "2015", a studio's id, "1-12"; empty for ALL
    label = NameField()  # what readers see of an open list: a tag's name, a studio's, a service's
    number = models.IntegerField(null=True)  # the value of a facet of numbers and ids
    position = (
        models.PositiveIntegerField()
    )  # the order of a closed list; in an open one what most works carry is first
    bits = BitsField()
    digest = models.CharField(max_length=32)  # of all of the above: what stayed the same is not written again

    class Meta:
        constraints = [
            member_check("type", MediaType, "card_type_known"),
            models.UniqueConstraint(fields=["type", "facet", "value"], name="one_card_a_value"),
        ]
        indexes = [
            models.Index(fields=["type", "facet", "position", "id"], name="card_by_position"),
            models.Index(fields=["type", "facet", "number"], name="card_by_number"),
        ]
