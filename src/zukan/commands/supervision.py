"""The job worker as a child of `zukan serve`: started again when it dies, stopped with the server."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

STEADY_SECONDS = 60  # a worker that ran for as long did not die of its start
FIRST_PAUSE, LAST_PAUSE = 1.0, 60.0  # seconds before the next start
STOP_SECONDS = 15

log = logging.getLogger(__name__)


class SupervisedWorker:
    """A `zukan work` that is there until `stop`."""

    def __init__(self) -> None:
        self.command = [sys.executable, "-m", "zukan", "work", "--server", str(os.getpid())]
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.keep_running, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """End the worker, after the jobs that it can finish soon."""
        self.stopped.set()
        self.thread.join()

    def keep_running(self) -> None:
        # The worker inherits what is blocked here: Ctrl-C reaches it too, and it shall go on until told to stop; and a
        # signal to stop shall not come before it can act on it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        pause = FIRST_PAUSE
        while not self.stopped.is_set():
            started = time.monotonic()
            code = self.run_once()
            if self.stopped.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - started > STEADY_SECONDS else min(pause * 2, LAST_PAUSE)
            log.warning("The job worker ended with code %s; the next one starts in %s seconds.", code, pause)
            self.stopped.wait(pause)

    def run_once(self) -> int:
        """Run a worker until it ends or shall end. Returns its exit code."""
        process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)  # noqa: S603  # ourselves
        while process.poll() is None:
            if self.stopped.wait(0.2):
                process.terminate()
                return ended(process)
        return process.returncode


def ended(process: "subprocess.Popen[bytes]") -> int:
    """Wait for a process that was told to stop, and make it when it does not. Returns its exit code."""
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
