"""The jobs that fetch pictures."""

import threading
import time
from collections import Counter
from collections.abc import Sequence

from huey import crontab  # type: ignore[import-untyped]  # it has no types

from zukan.jobs.queue import job, queue
from zukan.pictures.models import WantedPicture

fetching = threading.Lock()  # one thread fetches; the wishes that others bring are its own too


@job("pictures.fetch")
def fetch_pictures(wishes: Sequence[tuple[str, str]]) -> str:
    """Remember pictures that are wanted, an address and a kind each, and fetch what may be fetched now."""
    from zukan.pictures.fetching import Fetching  # what the processes that answer requests have no use for
    from zukan.pictures.wishes import remember

    new = remember(wishes, int(time.time()))
    if not fetching.acquire(blocking=False):
        return f"{new} wanted"
    try:
        outcomes = Fetching().run()
    finally:
        fetching.release()
    return in_words(Counter(wanted=new, **outcomes))


@queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]  # huey is not typed
def go_on() -> None:
    """Fetch what has become due: after a pause, or left by a worker that was stopped."""
    if WantedPicture.objects.filter(due_at__lte=int(time.time())).exists() and not fetching.locked():
        fetch_pictures([])


@queue.periodic_task(crontab(minute="20"))  # type: ignore[untyped-decorator]  # as above
def tidy_hourly() -> None:
    tidy_pictures()


@job("pictures.tidy")
def tidy_pictures() -> str:
    """Forget pictures whose files somebody removed: they are fetched anew. Remove files that no picture has."""
    from zukan.pictures.tidying import forget_lost, remove_stray

    return in_words(Counter({"without files forgotten": forget_lost(), "files removed": remove_stray(time.time())}))


def in_words(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "nothing to do"
