"""Why a picture is not here."""


class PictureError(Exception):
    """This picture cannot be had. The message says why."""

    def __init__(self, message: str, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent  # asking again soon would be in vain


class HostError(Exception):
    """The host wants to be left in peace, or does not answer: none of its pictures can be had now."""

    def __init__(self, host: str, message: str, pause_seconds: float | None = None, is_busy: bool = False) -> None:
        super().__init__(message)
        self.host = host
        self.is_busy = is_busy  # it says so itself; else the fault may be the picture's
        self.pause_seconds = pause_seconds  # what the host asked for; None: nothing
