"""Finding entities by their names: what the API and the site ask."""

import logging
import os
import threading
from typing import NamedTuple

from zukan.search.asking import question
from zukan.search.folder import NoIndexError, State, read_state, state_file
from zukan.search.seeking import seek
from zukan.search.shelf import Shelf

log = logging.getLogger(__name__)


class Found(NamedTuple):
    """An entity. name: the stored one by which it was found, as written. is_near: it only comes near the words."""

    id: int
    name: str
    is_near: bool = False


def find(kind: str, words: str, limit: int = 1_000) -> list[Found] | None:
    """Return the entities of a kind that words may mean, best first; None when there is no index to ask.

    kind: "media", "character", "staff", "studio" or "user". Blank words find nothing.
    """
    try:
        shelf = shelves.shelf(kind)
        asked = question(words)
        return [Found(one.id, one.name, one.is_near) for one in seek(shelf, asked, limit)] if asked else []
    except NoIndexError:
        return None
    except (OSError, ValueError) as error:
        shelves.give_up(error)
        return None


class Shelves:
    """The index as this process reads it: opened when it is first asked, renewed when something was committed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: tuple[int, int] | None = None  # of the file that says what is current
        self.state: State | None = None
        self.opened: dict[str, Shelf] = {}
        self.broken: State | None = None

    def shelf(self, kind: str) -> Shelf:
        """Return the index of a kind. Raises NoIndexError."""
        self.look()
        if self.state is None or self.state == self.broken:
            raise NoIndexError
        shelf = self.opened.get(kind)
        return shelf if shelf is not None else self.open(kind, self.state)

    def look(self) -> None:
        """Notice a commit."""
        try:
            told = os.stat(state_file())  # noqa: PTH116  # twice as quick as Path's, and it is asked each time
        except FileNotFoundError:
            self.state = self.seen = None
            return
        seen = (told.st_ino, told.st_mtime_ns)
        if seen != self.seen:
            with self.lock:
                self.take(read_state())
                self.seen = seen

    def take(self, state: State) -> None:
        if self.state is None or state.build != self.state.build:
            self.opened = {}
        for shelf in self.opened.values():
            shelf.renew()
        self.state = state

    def open(self, kind: str, state: State) -> Shelf:
        with self.lock:
            return self.opened.setdefault(kind, Shelf(state.folder(kind)))

    def give_up(self, error: Exception) -> None:
        """Ask no more of a build that cannot be read, and have another one made."""
        if self.state is not None and self.state != self.broken:
            from zukan.search.jobs import build_index

            log.error("The search index cannot be read (%s): it is built anew.", error)
            self.broken = self.state
            build_index()


shelves = Shelves()
