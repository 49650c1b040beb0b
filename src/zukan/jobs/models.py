"""What the worker did."""

from django.db import models


class JobOutcome(models.TextChoices):
    RUNNING = "RUNNING", "running"
    DONE = "DONE", "done"
    FAILED = "FAILED", "failed"
    STOPPED = "STOPPED", "stopped"  # the worker ended in the middle of it


class JobRun(models.Model):
    """One run of a job. The newest of each name are kept."""

    name = models.CharField(max_length=40)  # "pictures.fetch"
    started_at = models.BigIntegerField()  # Unix seconds
    finished_at = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=7, choices=JobOutcome.choices, default=JobOutcome.RUNNING)
    detail = models.TextField(default="")  # what it did in a few words, or why it failed

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(outcome__in=JobOutcome.values), name="job_outcome_known")
        ]
        indexes = [models.Index(fields=["name", "-id"], name="job_runs_by_name")]
