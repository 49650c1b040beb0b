"""What pages would show and have not: told to the worker, without waiting and without asking the database."""

import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from django.conf import settings

from zukan.jobs.queue import prepare
from zukan.pictures.jobs import fetch_pictures
from zukan.pictures.models import PictureKind

MOST_OF_A_VIEW = 80  # a cast of hundreds is left for later views
REMEMBERED = 20_000  # wishes
AGAIN_SECONDS = 600  # after which a wish is told again: the worker may have missed it
LONGEST_ADDRESS = 1_000  # characters; an index of PostgreSQL holds no more than 2,700 bytes
PLACEHOLDERS = ("/default.jpg", "/no_pic", "/questionmark", "/qm_50")  # what sites give that have no picture

log = logging.getLogger(__name__)


class Told:
    """What was told lately by this process, so that a thousand views of a page tell it once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.moments: OrderedDict[str, float] = OrderedDict()

    def news(self, wishes: Iterable[str], now: float) -> list[str]:
        """Return the first of the wishes that were not told lately, and remember them."""
        with self.lock:
            new = [wish for wish in wishes if now >= self.moments.get(wish, now - AGAIN_SECONDS) + AGAIN_SECONDS]
            new = new[:MOST_OF_A_VIEW]
            for wish in new:
                self.moments[wish] = now
                self.moments.move_to_end(wish)
            while len(self.moments) > REMEMBERED:
                self.moments.popitem(last=False)
        return new


told = Told()


def want(pictures: Mapping[str, PictureKind]) -> None:
    """Have pictures fetched some time soon. pictures: the kind of each address, the most wanted first."""
    if settings.PICTURES == "off":
        return
    if new := told.news(filter(is_fit, pictures), time.monotonic()):
        tell([(url, pictures[url].value) for url in new])


def is_fit(url: str) -> bool:
    """Whether an address may be one of a picture."""
    is_web = url.startswith(("http://", "https://")) and len(url) <= LONGEST_ADDRESS
    return is_web and not any(placeholder in url for placeholder in PLACEHOLDERS)


def tell(wishes: list[tuple[str, str]]) -> None:
    """Put wishes into the queue. A page does not fail because that cannot be written."""
    try:
        prepare()
        fetch_pictures(wishes)
    except (sqlite3.Error, OSError) as error:
        log.warning("A picture could not be asked for: %s", error)
