"""The jobs that build the index and keep it up to date."""

import threading

from huey import crontab  # type: ignore[import-untyped]  # it has no types

from zukan.jobs.queue import job, queue


@job("search.build")
def build_index() -> str:
    """Build the index anew."""
    from zukan.search.building import build  # with tantivy's writer: what the processes that answer have no use for

    return build()


@job("search.follow")
def follow_changes() -> str:
    """Bring the index up to date."""
    from zukan.search.building import follow

    return follow()


@job("search.compare")
def compare_index() -> str:
    """Find and mend what differs from the database: not every change is logged."""
    from zukan.search.building import compare

    return compare()


starting = threading.Lock()  # taken for good by the first thread of a worker


@queue.on_startup()  # type: ignore[untyped-decorator]  # huey is not typed
def follow_at_start() -> None:
    """Build the index on a fresh machine at once, and notice what changed while no worker was there."""
    if starting.acquire(blocking=False):
        follow_when_behind()


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # as above
def follow_when_behind() -> None:
    from zukan.search.building import is_behind

    if is_behind():
        follow_changes()


@queue.periodic_task(crontab(minute="50"))  # type: ignore[untyped-decorator]  # as above
def compare_hourly() -> None:
    compare_index()
