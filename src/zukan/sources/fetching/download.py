"""A file from the web, in a folder of its own: fetched piece by piece, gone on with after an interruption."""

import fcntl
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

import msgspec

from zukan.outgoing.answers import BUSY, retry_after
from zukan.sources.errors import SourceError
from zukan.sources.fetching.asking import Answer, Asking, ConnectionLostError
from zukan.sources.fetching.checksums import checksum_of, published_checksum

MOST_BYTES = 4 * 2**30
TRIES = 5  # without a single byte more
LONGEST_WAIT = 120  # seconds that a host may ask to be left in peace for; then a person tries again
CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Progress = Callable[[str, int, int | None], None]  # what is being done, how much of it is done, of how much if known
Sleep = Callable[[float], None]


class Version(msgspec.Struct):
    """By what the host tells one version of a file from another."""

    etag: str = ""
    modified: str = ""

    def unchanged(self) -> dict[str, str]:
        """Return the headers that ask for a file only when it is another one."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}

    def go_on(self, at: int) -> dict[str, str]:
        """Return the headers that ask for the rest of this version; {} when the host does not tell versions apart."""
        same = self.etag if self.etag and not self.etag.startswith("W/") else self.modified
        return {"Range": f"bytes={at}-", "If-Range": same} if same else {}


class Held(msgspec.Struct):
    """What is known of a file that lies here."""

    address: str
    version: Version = msgspec.field(default_factory=Version)
    run: int | None = None  # the import that took it in


class ChangedError(Exception):
    """What lies here is not the beginning of what the host has."""


class Download:
    """What is at an address, and what of it lies here."""

    def __init__(self, address: str, folder: Path, sleep: Sleep = time.sleep) -> None:
        self.asking = Asking(address)
        self.address = address
        self.sleep = sleep
        self.folder = folder / blake2b(address.encode(), digest_size=8).hexdigest()
        name = re.sub(r"[^\w.-]", "_", unquote(self.asking.url.path.rsplit("/", 1)[-1])).lstrip(".")
        self.path = self.folder / (name[-100:] or "file")
        self.part = self.path.with_name(f"{self.path.name}.part")
        self.size: int | None = None  # of the whole, when the host tells

    def held(self, path: Path) -> Held | None:
        """Return what is known of the whole file, or of its part; None when it is not there."""
        try:
            told = path.with_name(f"{path.name}.json").read_bytes()
            return msgspec.json.decode(told, type=Held) if path.exists() else None
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def note(self, path: Path, held: Held) -> None:
        """Write down what is known of a file."""
        path.with_name(f"{path.name}.json").write_bytes(msgspec.json.encode(held))

    def imported(self, run: int) -> None:
        """Write down that an import took the file in."""
        held = self.held(self.path) or Held(self.address)
        held.run = run
        self.note(self.path, held)

    def fetch(self, progress: Progress) -> bool:
        """Fetch the file. Return False when the one that lies here is still what the host has.

        Raises SourceError; what was fetched until then is kept, and the next call goes on from there.
        """
        with self.only_one():
            try:
                return self.fetched(progress)
            except ConnectionLostError as error:
                problem = f"{self.address}: it cannot be fetched ({error}). The same command goes on from here."
                raise SourceError(problem, permanent=False) from error
            except OSError as error:
                raise SourceError(f"{self.folder}: cannot be written ({error.strerror or error}).") from error

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Keep two commands from fetching one file. Raises SourceError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise SourceError(f"{self.address}: another command is fetching it.", permanent=False) from error
            yield

    def fetched(self, progress: Progress) -> bool:
        """Fetch and check the file. Return False when the one that lies here is still what the host has."""
        tries, problem = 0, "what it has changes all the time"
        while tries < TRIES:
            before = self.so_far()
            try:
                if not self.attempt(progress):
                    return False
                self.finish()
                return True
            except ChangedError:
                self.part.unlink(missing_ok=True)
            except ConnectionLostError as error:
                problem = str(error)
            tries = 0 if self.so_far() > before else tries + 1
            self.sleep(2**tries / 4)
        raise ConnectionLostError(problem)

    def finish(self) -> None:
        """Put the part, which is the whole now, into its place. Raises SourceError when it is not what it should be."""
        self.check()
        held = self.held(self.part) or Held(self.address)
        self.part.replace(self.path)
        self.note(self.path, held)  # second: a note on a file that is not there yet would keep it from being fetched

    def so_far(self) -> int:
        """Return how many bytes of the file are here."""
        return self.part.stat().st_size if self.part.exists() else 0

    def attempt(self, progress: Progress) -> bool:
        """Ask once, and take in what comes. Return False when there is nothing new.

        Raises ConnectionLostError, ChangedError, and SourceError when asking again cannot help.
        """
        with self.asking.get(self.asking.url, self.conditions()) as answer:
            if answer.status == 304:
                return False
            if answer.status in BUSY or answer.status >= 500:
                self.wait(answer)
            if answer.status == 416:
                raise ChangedError
            if answer.status not in {200, 206}:
                raise SourceError(f"{self.address}: the host answers {answer.status}.")
            self.take_in(answer, self.begin(answer), progress)
        return True

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for no more than is needed."""
        if part := self.held(self.part):
            return part.version.go_on(self.so_far())
        whole = self.held(self.path)
        return whole.version.unchanged() if whole else {}

    def wait(self, answer: Answer) -> None:
        """Leave a host in peace for as long as it asks. Raises ConnectionLostError, or SourceError for too long."""
        seconds = retry_after(answer.headers.get("retry-after", "")) or 0.0
        if seconds > LONGEST_WAIT:
            raise SourceError(f"{self.address}: the host asks to wait {seconds:.0f} seconds.", permanent=False)
        self.sleep(seconds)
        raise ConnectionLostError(f"the host answers {answer.status}")

    def begin(self, answer: Answer) -> int:
        """Return at which byte an answer begins, the part here being as long. Raises ChangedError, SourceError."""
        found = CONTENT_RANGE.fullmatch(answer.headers.get("content-range", "")) if answer.status == 206 else None
        length = answer.headers.get("content-length", "")
        start = int(found[1]) if found else 0
        if answer.status == 206 and (found is None or start != self.so_far()):
            raise ChangedError
        whole = found[2] if found else length
        self.size = int(whole) if whole.isdecimal() else None
        if (self.size or 0) > MOST_BYTES:
            raise SourceError(f"{self.address}: the file is larger than {MOST_BYTES // 2**30} GB.")
        if not start:
            self.part.write_bytes(b"")
            headers = answer.headers
            version = Version(headers.get("etag", ""), headers.get("last-modified", ""))
            self.note(self.part, Held(self.address, version))
        return start

    def take_in(self, answer: Answer, start: int, progress: Progress) -> None:
        """Write what comes behind what is here. Raises ConnectionLostError when not all came."""
        done = start
        with self.part.open("ab") as file:
            for piece in answer.pieces():
                file.write(piece)
                done += len(piece)
                progress(f"Fetching {self.path.name}", done, self.size)
                if done > MOST_BYTES:
                    raise SourceError(f"{self.address}: the file is larger than {MOST_BYTES // 2**30} GB.")
        if self.size is not None and done != self.size:
            raise ConnectionLostError(f"{done:,} of {self.size:,} bytes came")

    def check(self) -> None:
        """Compare the file with its published checksum. Raises SourceError, and what is here is thrown away."""
        published = published_checksum(self.asking)
        if published is not None and checksum_of(self.part) != published:
            self.part.unlink()
            raise SourceError(f"{self.address}: what came does not match the checksum that is published with it.")
