"""Where the index lies, and which build of it is to be read.

$ZUKAN_HOME/search/
  current         which build, of which form, and how far it follows the change log: replaced whole at each commit
  0a1b2c…/media/  a build, a folder for each kind
"""

import fcntl
import json
import os
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from secrets import token_hex

from django.conf import settings

FORM = 5  # of what is written here: an index of another one is built anew


class NoIndexError(Exception):
    """There is no index, or none that can be used. The message says why."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Raise NoIndexError for whatever a damaged file leads to."""
    try:
        yield
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise NoIndexError(f"damaged: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of tantivy; it is no Exception, and cannot be imported
            raise
        raise NoIndexError(f"damaged: {error}") from error


@dataclass(frozen=True, slots=True)
class State:
    """Which build is current, and what it shows. Times are Unix seconds."""

    build: str
    change: int  # the last entry of the change log
    user: int  # the largest id of a user
    built_at: int
    followed_at: int
    entities: dict[str, int]  # kind -> how many
    rewritten: int = 0  # entities that were written again since it was built
    commits: int = 0
    form: int = FORM

    def folder(self, kind: str) -> Path:
        return root() / self.build / kind

    def committed(self) -> "State":
        """Return the state after one more commit, now."""
        return replace(self, followed_at=int(time.time()), commits=self.commits + 1)


def root() -> Path:
    return Path(settings.HOME) / "search"


def state_file() -> Path:
    return root() / "current"


def read_state() -> State:
    """Raises NoIndexError."""
    try:
        told = json.loads(state_file().read_bytes())
    except FileNotFoundError:
        raise NoIndexError("not built yet") from None
    except (OSError, ValueError) as error:
        raise NoIndexError(f"{state_file()} cannot be read: {error}") from error
    if not isinstance(told, dict) or told.get("form") != FORM:
        raise NoIndexError("built by another version")
    try:
        return State(**told)
    except TypeError as error:
        raise NoIndexError(f"{state_file()} cannot be understood: {error}") from error


def write_state(state: State) -> None:
    """Let readers see a build, or a commit to it."""
    written = root() / f"current.{os.getpid()}"
    with written.open("w") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    written.replace(state_file())


def new_build() -> str:
    """Return the name of a folder for a build, and make room: what is not current goes."""
    root().mkdir(parents=True, exist_ok=True)
    remove_others()
    return token_hex(8)


def remove_others() -> None:
    """Remove builds that are not current. Who reads one goes on reading: open files stay until they are closed."""
    try:
        current = read_state().build
    except NoIndexError:
        current = ""
    for path in root().iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def only_writer() -> Iterator[None]:
    """Hold the right to write the index; wait for it."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "writer.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
