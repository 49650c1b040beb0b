"""What can go wrong on the way in, in words for the person who started it."""


class SourceError(Exception):
    """A source cannot be used. The message names the file, the record and the field.

    permanent: trying again cannot help.
    """

    def __init__(self, message: str, *, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent


class UnknownFormatError(SourceError):
    """A file is none of the kinds that can be imported. The message says what it seems to be."""


class ImportRunningError(SourceError):
    """Another import is at work on this installation."""

    def __init__(self) -> None:
        super().__init__("Another import is running. Wait until it has finished, then try again.", permanent=False)
