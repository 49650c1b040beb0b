"""The queue of jobs, and how a function becomes a job.

Whatever takes long or asks the network is a job: the process that answers a request puts it into the queue, and the
worker, of which there is one a home folder, runs it.
"""

import threading
import time
from collections.abc import Callable
from functools import cache, wraps
from typing import ParamSpec, Protocol

from django.conf import settings
from django.db import close_old_connections, connection
from huey import SqliteHuey  # type: ignore[import-untyped]  # it has no types

from zukan.jobs.models import JobOutcome, JobRun

P = ParamSpec("P")

RUNS_KEPT = 100  # of each job
LONGEST_DETAIL = 2_000  # characters
LOCKED_SECONDS = 2  # how long a request waits for another one to put its job into the queue

# Tables are made by `prepare`: opening a file while this is imported would hand it to forked processes.
queue = SqliteHuey(
    "zukan", filename=str(settings.HOME / "jobs.sqlite3"), results=False, timeout=LOCKED_SECONDS, create_tables=False
)
stopping = threading.Event()  # set when the worker shall end: jobs that wait look at it


class Job(Protocol[P]):
    """A job: calling it puts it into the queue, `call_local` runs it here and now."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> object: ...

    def call_local(self, *args: P.args, **kwargs: P.kwargs) -> str: ...


@cache
def prepare() -> None:
    """Make the file of the queue unless it is there. Raises sqlite3.OperationalError when it cannot be written."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    queue.storage.initialize_schema()


def job(name: str) -> Callable[[Callable[P, str]], Job[P]]:
    """Make a function a job whose runs are recorded. It returns what it did, in a few words."""

    def decorate(function: Callable[P, str]) -> Job[P]:
        @wraps(function)
        def recorded(*args: P.args, **kwargs: P.kwargs) -> str:
            let_go_of_broken_connections()
            run = JobRun.objects.create(name=name, started_at=int(time.time()))
            try:
                detail = function(*args, **kwargs)
            except Exception as error:
                finish(run, JobOutcome.FAILED, f"{type(error).__name__}: {error}")
                raise  # the queue logs it with its traceback
            finish(run, JobOutcome.DONE, detail)
            return detail

        made: Job[P] = queue.task(name=name)(recorded)
        return made

    return decorate


def let_go_of_broken_connections() -> None:
    """Connect anew when the database was restarted since this thread last asked it."""
    if not connection.in_atomic_block:
        close_old_connections()


def finish(run: JobRun, outcome: JobOutcome, detail: str) -> None:
    """Record how a run ended, and let go of the oldest ones of its name."""
    let_go_of_broken_connections()
    run.finished_at, run.outcome, run.detail = int(time.time()), outcome, detail[:LONGEST_DETAIL]
    run.save(update_fields=["finished_at", "outcome", "detail"])
    too_many = JobRun.objects.filter(name=run.name).order_by("-id").values_list("id", flat=True)[RUNS_KEPT:][:1]
    JobRun.objects.filter(name=run.name, id__lte=next(iter(too_many), 0)).delete()
