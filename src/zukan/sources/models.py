"""What each source said, when it was asked, what people decided about it, and what of it still waits."""

from django.db import models

from zukan.catalogue.fields import JsonListField


class Source(models.Model):
    """Where records come from."""

    name = models.CharField(max_length=40, primary_key=True)  # "anilist", "bangumi-data", "here"
    licence = models.TextField(default="")  # as the source states it: "ODbL-1.0"; "": none is stated
    homepage = models.TextField(default="")
    # When the newest file was made that lists all the source has, Unix seconds. What was last seen before is gone.
    complete_at = models.BigIntegerField(null=True)


class ImportRun(models.Model):
    """One run of `zukan import`, of a fetch, or of a person's decision that changed the catalogue."""

    source = models.CharField(max_length=40)
    paths = JsonListField(default=list)
    started_at = models.BigIntegerField()  # Unix seconds
    finished_at = models.BigIntegerField(null=True)  # null: it is running, or was stopped
    undone_at = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)  # {kind: {"read": n, "new": n, "changed": n, …}}
    complete_before = models.JSONField(default=dict)  # {source: its Source.complete_at before this run}
    rules = models.JSONField(default=dict)  # {rule: how many decisions it made}
    warnings = models.JSONField(default=dict)  # {what was left out, and why: how many}


class ImportDecision(models.Model):
    """A decision of an import that is not plain, with the rule that made it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="decisions")
    rule = models.CharField(max_length=30)  # "id", "title", "needs a look", "name in one work", "conflict"
    kind = models.CharField(max_length=12)
    subject = models.TextField()  # "bangumi-data/2020-01-04 …", "media 1073741830"
    detail = models.JSONField(default=dict)


class SourceRecord(models.Model):
    """All that one source said of one entity, field by field, each with the time it was observed.

    The catalogue is a function of these rows and of `Decision`: the order in which they came does not matter.
    """

    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)  # "media", "character", "staff", "studio", "tag"
    key = models.CharField(max_length=80)  # the source's own id of it
    anilist_id = models.IntegerField(null=True)  # AniList's id of it, when the source gives one
    stands = models.BooleanField(default=False)  # says enough to make an entity of: a work's type, a thing's name
    observed_at = models.BigIntegerField(default=0)  # when the source was last seen to have it, Unix seconds
    claims = models.BinaryField()  # JSON, as sources.claims describes
    digest = models.BinaryField()  # of claims: equal digests, nothing new
    first_run = models.IntegerField(null=True)  # the ImportRun that brought it
    last_run = models.IntegerField(null=True)  # the one that last changed it
    leader = models.IntegerField(null=True)  # the first record of those that ids alone show to be of one thing
    entity_id = models.IntegerField(null=True)  # the row it was matched to; null: not enough is known yet
    former_id = models.IntegerField(null=True)  # the id given here that it left: it gets that back when it is split off
    # Its group's title keys tell its names. Resolving hands a False on to the group's first record, which bears them.
    is_keyed = models.BooleanField(default=False)
    is_resolved = models.BooleanField(default=False)  # leader and entity_id follow from all that is known

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="one_record_a_source_and_key")]
        indexes = [
            models.Index(fields=["kind", "entity_id"], name="records_by_entity"),
            models.Index(fields=["kind", "id"], name="unresolved_records", condition=models.Q(is_resolved=False)),
        ]


class EarlierClaims(models.Model):
    """What a record said before a run changed it: undoing the run brings it back. Kept for the last run alone."""

    run = models.IntegerField()
    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, db_index=False)
    claims = models.BinaryField()
    observed_at = models.BigIntegerField()
    last_run = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "record"], name="earlier_claims_once_a_run")]


class Identifier(models.Model):
    """A key by which a source record can be recognised as speaking of the same thing as another."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12)
    token = models.TextField()  # "anilist:1", "myanimelist:ANIME/1", "name:bones", "same:17"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "token"], name="identifier_once_a_record")]
        indexes = [models.Index(fields=["kind", "token", "record"], name="records_by_identifier")]


class TitleKey(models.Model):
    """A form of a work's name, as a number, by which records that may speak of the same work are found."""

    record = models.ForeignKey(SourceRecord, on_delete=models.CASCADE)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "record"], name="records_by_title_key")]


class TitleMatch(models.Model):
    """Two groups of records that names, year, format and episodes show to be, or perhaps to be, one work."""

    first = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="+")  # each group's first record
    second = models.ForeignKey(SourceRecord, on_delete=models.CASCADE, related_name="+")
    total = models.FloatField()  # of the penalties: 0 is certain
    penalties = models.JSONField(default=list)  # [[name, weight], …]
    is_accepted = models.BooleanField()  # else it needs a look

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="title_match_once_a_pair")]


class Conflict(models.Model):
    """Ids that contradict each other: they were not followed, and a person may decide."""

    kind = models.CharField(max_length=12)
    token = models.TextField()  # the id that several things claim
    records = JsonListField(default=list)  # "source/key" of the first record of each thing

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "token"], name="conflict_once_a_token")]


class Decision(models.Model):
    """What a person decided about two records. It outlasts the records: they may be undone and imported again."""

    class Verdict(models.TextChoices):
        SAME = "SAME", "are the same"
        DIFFERENT = "DIFFERENT", "are not the same, whatever is said"
        DISMISSED = "DISMISSED", "need no look, unless more is known"

    kind = models.CharField(max_length=12)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    first = models.TextField()  # "source/key"; of two works found to be one, the one whose id stays
    second = models.TextField()
    total = models.FloatField(null=True)  # the penalties that a person dismissed
    made_by = models.CharField(max_length=150, default="")  # user name; "": on the command line
    made_at = models.BigIntegerField()  # Unix seconds

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="one_decision_a_pair"),
            models.CheckConstraint(
                condition=models.Q(verdict__in=["SAME", "DIFFERENT", "DISMISSED"]), name="decision_verdict_known"
            ),
        ]


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

    kind = models.CharField(max_length=12)  # also "titles", "people", "totals": all that is known has to be seen anew
    entity_id = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "entity_id"], name="outdated_once")]
