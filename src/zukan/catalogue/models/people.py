"""Characters, the people who voice them, and the people who make the works."""

from django.db import models

from zukan.catalogue.fields import JsonListField, NameField
from zukan.catalogue.models.choices import CharacterRole, member_check
from zukan.catalogue.models.media import Media
from zukan.catalogue.ordering import descending_index


class Person(models.Model):
    """What a character and a member of staff have in common."""

    id = models.IntegerField(primary_key=True)
    name_first = models.TextField(null=True)
    name_middle = models.TextField(null=True)
    name_last = models.TextField(null=True)
    name_full = NameField()  # western order: "Spike Spiegel"
    name_native = NameField(null=True)
    slug = NameField(default="")  # names.slug_of(its names): the last part of its page's address
    name_alternative = JsonListField(default=list)  # list of text
    image_large = models.TextField(null=True)
    image_medium = models.TextField(null=True)
    description = models.TextField(null=True)  # markdown
    description_html = models.TextField(null=True)
    gender = models.TextField(null=True)
    date_of_birth = models.IntegerField(null=True)  # FuzzyDate; the year is often 0000
    birthday = models.PositiveSmallIntegerField(null=True, db_index=True)  # month * 100 + day, both known
    blood_type = models.TextField(null=True)
    favourites = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name_full)


class Character(Person):
    """A character, of however many works."""

    name_alternative_spoiler = JsonListField(default=list)  # names that give the plot away
    age = models.TextField(null=True)  # free text: "17-18", "300+"

    class Meta:
        indexes = [
            models.Index(fields=["name_full"], name="character_by_name"),
            descending_index("character", "favourites"),
        ]


class Staff(Person):
    """A person: voice actor, director, author, composer, …"""

    language = models.CharField(max_length=20, null=True)  # "Japanese": AniList's languageV2
    primary_occupations = JsonListField(default=list)  # list of text
    date_of_death = models.IntegerField(null=True)
    age = models.PositiveSmallIntegerField(null=True)
    years_active = JsonListField(default=list)  # [], [start] or [start, end]
    home_town = models.TextField(null=True)

    class Meta:
        verbose_name_plural = "staff"
        indexes = [
            models.Index(fields=["name_full"], name="staff_by_name"),
            descending_index("staff", "favourites"),
        ]


class MediaCharacter(models.Model):
    """A character appears in a work."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, db_index=False)
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="appearances")
    role = models.CharField(max_length=10, choices=CharacterRole.choices, null=True)
    name = models.TextField(null=True)  # what this work calls the character, where it differs
    position = models.PositiveIntegerField()  # the editors' order within the work

    class Meta:
        constraints = [
            member_check("role", CharacterRole, "character_role_known"),
            models.UniqueConstraint(fields=["media", "character"], name="character_once_a_media"),
        ]
        indexes = [models.Index(fields=["media", "position", "id"], name="cast_by_media")]


class VoiceRole(models.Model):
    """A person voices a character of a work, in a language."""

    appearance = models.ForeignKey(MediaCharacter, on_delete=models.CASCADE, related_name="voices", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="voice_roles")
    language = models.CharField(max_length=20, null=True)  # "Japanese"
    role_notes = models.TextField(null=True)  # "young", "eps 1-3"
    dub_group = models.TextField(null=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appearance", "staff", "language"], name="voice_once_an_appearance"),
        ]
        indexes = [models.Index(fields=["appearance", "position", "id"], name="voices_by_appearance")]


class MediaStaff(models.Model):
    """A person's credit on a work."""

    id = models.BigIntegerField(primary_key=True)
    media = models.ForeignKey(Media, on_delete=models.CASCADE, db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="credits")
    role = models.TextField()  # "Director", "Theme Song Performance (OP)"
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "staff", "role"], name="credit_once_a_media")]
        indexes = [models.Index(fields=["media", "position", "id"], name="staff_by_media")]
