"""One request over HTTP, redirects followed, to the host that a person named and to public ones."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

import zukan
from zukan.outgoing.addresses import NotPublicError, PublicNetwork, is_public
from zukan.outgoing.answers import REDIRECTS, trust
from zukan.sources.errors import SourceError

TIMEOUTS = {"connect": 20.0, "read": 60.0, "write": 20.0, "pool": 20.0}  # seconds, of each step
WHOLE_SECONDS = 3_600  # for all of an answer; what was fetched until then is kept
MOST_REDIRECTS = 5
ASKED_AS = f"Zukan/{zukan.__version__} (a self-hosted encyclopedia)"


class ConnectionLostError(Exception):
    """The host did not answer, or not to the end: the same request may succeed later."""


class NamedOrPublic(PublicNetwork):
    """Connects to the host that a person named, wherever it is, and else to public addresses only."""

    def __init__(self, named: str) -> None:
        super().__init__()
        self.named = named

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.allows = (lambda _: True) if host == self.named else is_public
        return super().connect_tcp(host, port, timeout, local_address, socket_options)


class Answer:
    """An answer whose body is still to be read."""

    def __init__(self, response: httpcore.Response) -> None:
        self.response = response
        self.status = response.status
        self.headers = httpx.Headers(response.headers)

    def pieces(self) -> Iterator[bytes]:
        """Yield the body. Raises ConnectionLostError when it ends too early."""
        with faults_named():
            yield from self.response.iter_stream()


class Asking:
    """Asks for what is at an address, and where that leads."""

    def __init__(self, address: str) -> None:
        self.url = web_address(address)
        self.network = NamedOrPublic(self.url.raw_host.decode())
        self.pool = httpcore.ConnectionPool(ssl_context=trust(), network_backend=self.network)

    @contextmanager
    def get(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[Answer]:
        """Yield the answer that stands at the end of the redirects.

        Raises ConnectionLostError, and SourceError for an address to which this may not go.
        """
        for _ in range(MOST_REDIRECTS + 1):
            self.network.deadline = time.monotonic() + WHOLE_SECONDS
            with (
                faults_named(),
                self.pool.stream(
                    "GET", core_url(url), headers=request_headers(url, headers), extensions={"timeout": TIMEOUTS}
                ) as response,
            ):
                answer = Answer(response)
                if answer.status not in REDIRECTS or "location" not in answer.headers:
                    yield answer
                    return
                url = onward(url, answer.headers["location"])
        raise SourceError(f"{url}: there are too many redirects.")


@contextmanager
def faults_named() -> Iterator[None]:
    """Give the network's faults this package's names."""
    try:
        yield
    except NotPublicError as error:
        raise SourceError(f"It leads to an address that is not on the public internet ({error}).") from error
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise ConnectionLostError(f"{type(error).__name__}: {error}".rstrip(": ")) from error


def web_address(text: str) -> httpx.URL:
    """Return an address that may be fetched. Raises SourceError for any other."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(f"{text}: this is no web address ({error}).") from error
    if url.userinfo:
        raise SourceError("An address with a user name or a password in it cannot be fetched.")  # nor be repeated
    if url.scheme not in {"http", "https"} or not url.host:
        raise SourceError(f"{text}: only http:// and https:// addresses can be fetched.")
    return url


def onward(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads. Raises SourceError for what may not be gone to."""
    try:
        found = web_address(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise SourceError(f"{url}: it leads to what is no web address ({error}).") from error
    if url.scheme == "https" and found.scheme != "https":
        raise SourceError(f"{url}: it leads from an encrypted address to one that is not.")
    return found


def core_url(url: httpx.URL) -> httpcore.URL:
    """Return an address as the connection wants it."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def request_headers(url: httpx.URL, headers: dict[str, str]) -> list[tuple[str, str]]:
    """Return what a request says. The content shall not be packed on the way: its bytes are counted."""
    own = {"Host": url.netloc.decode(), "User-Agent": ASKED_AS, "Accept-Encoding": "identity"}
    return list((own | headers).items())
