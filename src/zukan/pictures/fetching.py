"""One round of fetching: politely, for a while, and so that it may be stopped at any moment."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.db.models import Sum

from zukan.jobs.queue import stopping
from zukan.pictures import wishes
from zukan.pictures.developing import Developed, develop
from zukan.pictures.download import Downloads, Turn
from zukan.pictures.failures import HostError, PictureError
from zukan.pictures.files import path_of, write_file
from zukan.pictures.models import Picture, PictureKind, WantedPicture

SECONDS_BETWEEN = 1.0  # two requests to one host
ROUND_SECONDS = 50  # then other jobs have their turn; `go_on` begins the next round

log = logging.getLogger(__name__)


class Fetcher(Protocol):
    def fetch(self, address: str) -> bytes:
        """Return the bytes of a picture. Raises PictureError, HostError."""


class Clock:
    """Unix time, and a sleep that ends when the worker shall stop."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        stopping.wait(seconds)


class StoppingError(Exception):
    """The worker shall stop: what it was at stays on the list."""


class Pace:
    """At most one request a second to a host."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.free_at: dict[str, float] = {}

    def busy_hosts(self) -> list[str]:
        """Return the hosts that were asked less than a second ago."""
        now = self.clock.now()
        self.free_at = {host: moment for host, moment in self.free_at.items() if moment > now}
        return list(self.free_at)

    def turn(self, host: str) -> None:
        """Wait until a host may be asked. Raises PictureError, HostError when it shall not be."""
        if wishes.is_excluded(host):
            raise PictureError(f"{host} is excluded", permanent=False)
        if wishes.is_paused(host, int(self.clock.now())):
            raise PictureError(f"it leads to {host}, which wants to be left in peace", permanent=False)
        if (wait := self.free_at.get(host, 0) - self.clock.now()) > 0:
            self.clock.sleep(wait)
        if stopping.is_set():
            raise StoppingError
        self.free_at[host] = self.clock.now() + SECONDS_BETWEEN


pace_of_this_process = Pace(Clock())


class Fetching:
    """Fetches what is due, until nothing is or the round is over."""

    def __init__(self, pace: Pace = pace_of_this_process, downloads: Callable[[Turn], Fetcher] = Downloads) -> None:
        self.pace, self.clock = pace, pace.clock
        self.downloads = downloads(pace.turn)
        self.outcomes: Counter[str] = Counter()

    def run(self) -> Counter[str]:
        """Return how many pictures were fetched, failed, and had to wait for their host."""
        over = self.clock.now() + ROUND_SECONDS
        while not stopping.is_set() and self.clock.now() < over and self.has_room():
            wanted = wishes.next_wanted(int(self.clock.now()), self.pace.busy_hosts())
            if wanted:
                self.outcomes[self.fetch(wanted)] += 1
            elif not self.await_turn():
                break
        return self.outcomes

    def has_room(self) -> bool:
        """Whether pictures may take more of the disk."""
        used = Picture.objects.aggregate(used=Sum("size"))["used"] or 0
        if used < settings.PICTURES_MAX_MB * 1_000_000:
            return True
        self.outcomes["MB are taken, no more may be"] = used // 1_000_000
        return False

    def await_turn(self) -> bool:
        """Sleep until a host may be asked again for what is due. Returns False when nothing is."""
        if wishes.next_wanted(int(self.clock.now()), ()) is None:
            return False
        self.clock.sleep(max(0.0, min(self.pace.free_at.values(), default=0) - self.clock.now()))
        return True

    def fetch(self, wanted: WantedPicture) -> str:
        """Fetch one picture and note the outcome, which is returned."""
        try:
            developed = self.develop(wanted)
        except StoppingError:
            return "left"
        except PictureError as error:
            wishes.postpone(wanted, error, int(self.clock.now()))
            log.info("%s is not taken: %s", wanted.url, error)
            return "not to be had"
        except HostError as error:
            wishes.pause(error, int(self.clock.now()))
            if not error.is_busy:
                wishes.postpone(wanted, PictureError(str(error), permanent=False), int(self.clock.now()))
            log.warning("%s does not give pictures: %s", error.host, error)
            return "waiting for their host"
        wishes.keep(wanted, developed, int(self.clock.now()))
        return "fetched"

    def develop(self, wanted: WantedPicture) -> Developed:
        """Fetch a picture and write its files. Raises PictureError, HostError, StoppingError.

        What nobody thought of, a full disk for one, ends the round, and the picture does not stand before the others
        in the next one.
        """
        try:
            developed = develop(self.downloads.fetch(wanted.url), PictureKind(wanted.kind))
            for name, content in developed.files.items():
                write_file(path_of(name), content)
        except (StoppingError, PictureError, HostError):
            raise
        except Exception as error:
            cause = PictureError(f"{type(error).__name__}: {error}", permanent=False)
            wishes.postpone(wanted, cause, int(self.clock.now()))
            raise
        return developed
