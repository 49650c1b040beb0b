"""Finding entities by their names: what the API and the site ask."""

import logging
import os
import sqlite3
import threading
from typing import NamedTuple

from zukan.jobs.queue import prepare
from zukan.search.asking import question
from zukan.search.folder import NoIndexError, State, damage_told, read_state, state_file
from zukan.search.jobs import build_index
from zukan.search.seeking import seek
from zukan.search.shelf import Shelf

log = logging.getLogger(__name__)


class Found(NamedTuple):
    """An entity. name: the stored one by which it was found, as written. is_near: it only comes near the words."""

    id: int
    name: str
    is_near: bool = False


def find(kind: str, words: str, limit: int = 1_000) -> list[Found] | None:
    """Return the entities of a kind that words may mean, best first; None while there is no index to ask.

    kind: "media", "character", "staff", "studio" or "user". Blank words find nothing.
    """
    asked = question(words)
    if asked is None:
        return []
    try:
        shelf = shelves.shelf(kind)
        if shelf is None:
            return None
        with damage_told():
            return [Found(one.id, one.name, one.is_near) for one in seek(shelf, asked, limit)]
    except NoIndexError as error:
        shelves.give_up(error)
        return None


class Shelves:
    """The index as this process reads it: opened when it is first asked, renewed when something was committed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: tuple[int, int] | None = None  # of the file that says what is current
        self.state: State | None = None
        self.opened: dict[str, Shelf] = {}
        self.broken = ""  # the build that cannot be read

    def shelf(self, kind: str) -> Shelf | None:
        """Return the index of a kind, None when there is none yet. Raises NoIndexError when it is damaged."""
        self.look()
        if self.state is None or self.state.build == self.broken:
            return None
        return self.opened.get(kind) or self.open(kind, self.state)

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
                self.take()
                self.seen = seen

    def take(self) -> None:
        """See what was committed. An index of another form is none: the worker builds it anew."""
        try:
            state = read_state()
        except NoIndexError:
            self.state = None
            return
        if self.state is None or state.build != self.state.build:
            self.opened = {}
        self.state = state
        with damage_told():
            for shelf in self.opened.values():
                shelf.renew()

    def open(self, kind: str, state: State) -> Shelf:
        with self.lock, damage_told():
            return self.opened.setdefault(kind, Shelf(state.folder(kind)))

    def give_up(self, error: NoIndexError) -> None:
        """Ask no more of a build that cannot be read, and have another one made."""
        if self.state is None or self.state.build == self.broken:
            return
        self.broken = self.state.build
        log.error("The search index is %s. The worker builds it anew; until then names are searched by SQL.", error)
        try:
            prepare()
            build_index()
        except sqlite3.Error:
            log.exception("The job to build the search index anew cannot be put into the queue.")


shelves = Shelves()
