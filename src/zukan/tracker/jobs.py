"""The jobs that keep counters."""

import time

from huey import crontab  # type: ignore[import-untyped]  # it has no types

from zukan.jobs.queue import job, queue
from zukan.tracker.counting import count_site


@queue.periodic_task(crontab(minute="50"))  # type: ignore[untyped-decorator]  # huey is not typed
def count_hourly() -> None:
    count()


@job("tracker.count")
def count() -> str:
    """Write down how many users, works and people there are today."""
    return f"{count_site(int(time.time()))} kinds counted"
