"""Jobs are run once, and what became of them is recorded."""

import time
from typing import Any

import pytest

from zukan.jobs import queue as queue_module
from zukan.jobs.models import JobOutcome, JobRun
from zukan.jobs.queue import job, queue
from zukan.jobs.worker import load_jobs

pytestmark = pytest.mark.django_db


@job("tests.shout")
def shout(word: str) -> str:
    if not word:
        raise ValueError("nothing to shout")
    return word.upper()


def run_next() -> None:
    """Run what is next in the queue, as the worker does."""
    queue.execute(queue.dequeue())


def test_job_waits_in_the_queue_until_the_worker_runs_it() -> None:
    shout("kite")
    assert (queue.storage.queue_size(), JobRun.objects.count()) == (1, 0)
    run_next()
    run = JobRun.objects.get()
    assert (run.name, run.outcome, run.detail) == ("tests.shout", JobOutcome.DONE, "KITE")
    assert run.started_at <= (run.finished_at or 0) <= time.time()


def test_failure_is_recorded_and_logged_with_its_cause(caplog: Any) -> None:
    shout("")
    run_next()
    run = JobRun.objects.get()
    assert (run.outcome, run.detail) == (JobOutcome.FAILED, "ValueError: nothing to shout")
    assert "nothing to shout" in caplog.text
    assert "Traceback" in caplog.text


def test_newest_runs_of_each_name_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "RUNS_KEPT", 3)
    other = JobRun.objects.create(name="tests.other", started_at=1)
    for number in range(6):
        shout.call_local(f"w{number}")
    details = JobRun.objects.filter(name="tests.shout").order_by("id").values_list("detail", flat=True)
    assert list(details) == ["W3", "W4", "W5"]
    assert JobRun.objects.filter(id=other.pk).exists()


def test_long_detail_is_cut() -> None:
    shout.call_local("x" * 5_000)
    assert len(JobRun.objects.get().detail) == queue_module.LONGEST_DETAIL


def test_worker_knows_the_jobs_of_every_app() -> None:
    load_jobs()
    names = {name.rpartition(".")[2] for name in queue._registry._registry}
    assert {"fetch", "tidy", "go_on"} <= names
