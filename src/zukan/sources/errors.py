"""What can go wrong on the way in, in words for the person who started it."""

from pathlib import Path


class SourceError(Exception):
    """A source cannot be used. The message names the file, the record and the field.

    permanent: trying again cannot help.
    """

    def __init__(self, message: str, *, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent


class UnknownFormatError(SourceError):
    """A file is none of the kinds that can be imported. The message says what it seems to be."""


class BrokenFileError(SourceError):
    """A file, or one item of it, cannot be read.

    where: "line 7", "item 3", "record 12"; "": the file as a whole.
    """

    def __init__(self, path: Path, where: str, problem: str) -> None:
        super().__init__(f"{path}, {where}: {problem}." if where else f"{path}: {problem}.")
        self.path = path
        self.where = where
        self.problem = problem


class ImportRunningError(SourceError):
    """Another import is at work on this installation."""

    def __init__(self) -> None:
        super().__init__("Another import is running. Wait until it has finished, then try again.", permanent=False)


class ImportStoppedError(Exception):
    """The database took no more in the middle of an import, or was lost. The message is whole sentences."""

    def __init__(self, error: Exception) -> None:
        told = str(error).strip().partition("\n")[0]
        super().__init__(
            f"The import was stopped: {told}. What it wrote until then is whole. "
            "When that is mended, run the same command again: it finishes the job."
        )
