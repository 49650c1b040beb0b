"""The process that runs jobs: one a home folder, the only one of a serving site that asks the network."""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from huey.consumer import Consumer  # type: ignore[import-untyped]  # of huey, which has no types

from zukan.jobs.models import JobOutcome, JobRun
from zukan.jobs.queue import prepare, queue, stopping

THREADS = 2  # a long job leaves one for the short ones
FINISHING_SECONDS = 8  # how long a job may go on after the signal to stop
LONGEST_NAP_SECONDS = 1.0  # between looks into an empty queue
LOCK_SECONDS = 2  # between tries for a lock that another worker holds


class WorkerRunningError(Exception):
    """Another worker serves this home folder."""


def lock_file() -> Path:
    return Path(settings.HOME) / "worker.lock"


@contextmanager
def only_worker(wait: bool) -> Iterator[None]:
    """Hold the right to work on this home folder; a killed worker lets go of it.

    wait: for another worker to end. Raises WorkerRunningError when one is there and it is not waited for.
    """
    lock_file().parent.mkdir(parents=True, exist_ok=True)
    with lock_file().open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if not wait:
                    raise WorkerRunningError from error
                time.sleep(LOCK_SECONDS)
        yield


def is_working() -> bool:
    """Whether a worker serves this home folder."""
    if not lock_file().exists():
        return False
    try:
        with only_worker(wait=False):
            return False
    except WorkerRunningError:
        return True


def load_jobs() -> None:
    """Import the jobs of every app, so that the worker knows them by name."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.jobs"):
            import_module(f"{app.name}.jobs")


class PatientConsumer(Consumer):  # type: ignore[misc]  # huey is not typed
    """Huey's worker, which lets jobs finish whichever signal tells it to stop."""

    def __init__(self) -> None:
        naps = {"initial_delay": 0.1, "max_delay": LONGEST_NAP_SECONDS}
        super().__init__(queue, workers=THREADS, shutdown_timeout=FINISHING_SECONDS, graceful_signal="TERM", **naps)

    def start(self) -> None:
        super().start()
        for stop in (signal.SIGINT, signal.SIGHUP):
            signal.signal(stop, lambda *_: signal.raise_signal(signal.SIGTERM))

    def stop(self, graceful: bool = False) -> None:
        stopping.set()
        super().stop(graceful)


def end_with_parent(parent: int) -> None:
    """Tell this process to stop when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def run_jobs(parent: int | None = None) -> None:
    """Run jobs until a signal to stop. Raises WorkerRunningError unless this is the child of a server.

    parent: process id of the server that started this one, which waits for another worker to end.
    """
    if parent is not None:  # which starts it deaf to signals, so that none comes before they can be acted on
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    with only_worker(wait=parent is not None):
        load_jobs()
        prepare()
        JobRun.objects.filter(outcome=JobOutcome.RUNNING).update(
            outcome=JobOutcome.STOPPED, finished_at=int(time.time())
        )
        connections.close_all()
        with suppress(KeyboardInterrupt):  # a second signal, while jobs finish
            PatientConsumer().run()
