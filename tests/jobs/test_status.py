"""`zukan status` says who runs jobs, what waits, what was done and what failed."""

import re
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from zukan.cli import build
from zukan.jobs.models import JobOutcome, JobRun
from zukan.jobs.worker import WorkerRunningError, is_working, only_worker
from zukan.pictures.models import PictureHost, WantedPicture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def status() -> str:
    shown = CliRunner().invoke(build({"status"}), ["status"])
    assert shown.exit_code == 0, shown.output
    return shown.output


def test_nothing_has_been_done_yet(home: Path) -> None:
    shown = status()
    assert re.search(r"^ worker +none: `zukan serve` or `zukan work` starts it *$", shown, re.MULTILINE)
    assert re.search(r"^ queue +empty *$", shown, re.MULTILINE)
    assert re.search(r"^ fetched +0, 0.0 MB *$", shown, re.MULTILINE)
    assert list(home.iterdir()) == []


def test_last_run_of_each_job_and_the_failures_are_shown_as_they_are() -> None:
    JobRun.objects.create(name="a.b", started_at=100, finished_at=160, outcome=JobOutcome.FAILED, detail="OSError: old")
    JobRun.objects.create(name="a.b", started_at=200, finished_at=203, outcome=JobOutcome.DONE, detail="2 fetched")
    JobRun.objects.create(name="c.d", started_at=300, detail="")
    failure = "HTTPError: [/red] [bold]no[/bold]"
    JobRun.objects.create(name="e.f", started_at=400, finished_at=401, outcome=JobOutcome.FAILED, detail=failure)
    shown = status()
    assert re.search(r"^ a\.b +done after 3 s, 1970-01-01 00:03: 2 fetched *$", shown, re.MULTILINE)
    assert re.search(r"^ c\.d +running, 1970-01-01 00:05 *$", shown, re.MULTILINE)
    failures = [" ".join(line.split()) for line in shown.splitlines() if line.startswith(" failure of")]
    assert failures == [
        f"failure of 1970-01-01 00:06 e.f: {failure}",
        "failure of 1970-01-01 00:01 a.b: OSError: old",
    ]


def test_pictures_that_are_not_to_be_had_and_hosts_that_want_peace_are_named() -> None:
    for number, cause in enumerate(["HTTP 404", "HTTP 404", "more than 12 MB"]):
        WantedPicture.objects.create(
            url=f"https://a.example/{number}",
            kind="COVER",
            host="a.example",
            wanted_at=1,
            due_at=1,
            failures=1,
            cause=cause,
        )
    PictureHost.objects.create(host="a.example", paused_until=int(time.time()) + 600, failures=1, cause="HTTP 429")
    PictureHost.objects.create(host="b.example", paused_until=1, failures=1, cause="HTTP 429")
    shown = status()
    assert re.search(r"^ wanted +3 *$", shown, re.MULTILINE)
    assert re.search(r"^ 2 not to be had +HTTP 404 *$", shown, re.MULTILINE)
    assert re.search(r"^ a\.example +paused until .*: HTTP 429 *$", shown, re.MULTILINE)
    assert "b.example" not in shown


def test_one_worker_has_a_home() -> None:
    assert not is_working()
    with only_worker(wait=False):
        assert is_working()
        with pytest.raises(WorkerRunningError), only_worker(wait=False):
            pass
    assert not is_working()
