"""Files that appear whole or not at all."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

import zstandard

from zukan.export.errors import ExportError

PACKINGS = (".zst", ".gz")
ZSTD_LEVEL = 6  # a fifth smaller than level 3, for half the time that the database takes; 10 gains a tenth more


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int: ...


def form_suffix(path: Path) -> str:
    """Return the suffix that tells the form, behind which another may tell the packing: ".jsonl" of "a.jsonl.zst"."""
    return path.with_suffix("").suffix if path.suffix in PACKINGS else path.suffix


@contextmanager
def replaced(path: Path, *, force: bool) -> Iterator[Sink]:
    """Write a file beside `path` that takes its place at the end; packed as the name says.

    Raises ExportError when there is a file already that must not be replaced, and for what the disk refuses.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir() or (path.exists() and not force):
            raise ExportError(f"{path} is there already." + ("" if path.is_dir() else " --force replaces it."))
        with part.open("wb") as file:
            with packed(file, path.suffix) as sink:
                yield sink
            file.flush()
            os.fsync(file.fileno())  # a machine that loses its power must not keep the name and lose the content
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def packed(file: BinaryIO, suffix: str) -> Iterator[Sink]:
    """Pack what is written into a file. The same content gives the same bytes."""
    if suffix == ".zst":
        with zstandard.ZstdCompressor(level=ZSTD_LEVEL).stream_writer(file, closefd=False) as packing:
            yield packing
    elif suffix == ".gz":
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as zipped:
            yield zipped
    else:
        yield file
