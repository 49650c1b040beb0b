"""One picture over HTTP, within bounds."""

import time
from collections.abc import Callable
from contextlib import suppress

import httpcore
import httpx

import zukan
from zukan.outgoing.addresses import NotPublicError, PublicNetwork
from zukan.outgoing.answers import BUSY, REDIRECTS, retry_after, trust
from zukan.pictures.failures import HostError, PictureError

TIMEOUTS = {"connect": 10.0, "read": 10.0, "write": 10.0, "pool": 10.0}  # seconds, of each step
WHOLE_SECONDS = 40  # for all of an answer
MOST_BYTES = 12_000_000
MOST_REDIRECTS = 4
TYPES = {
    "image/jpeg",
    "image/jpg",
    "image/png",
    "image/webp",
    "image/gif",
    "image/avif",
    "application/octet-stream",
    "",
}
ASKED_AS = f"Zukan/{zukan.__version__} (a self-hosted encyclopedia; keeps one copy of each picture it shows)"
HEADERS = (
    (b"User-Agent", ASKED_AS.encode()),
    (b"Accept", b"image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.8"),
    (b"Accept-Encoding", b"identity"),
)

Turn = Callable[[str], None]  # waits until a host may be asked. Raises PictureError, HostError


def web_address(text: str) -> httpx.URL:
    """Return an address that may be fetched. Raises PictureError for any other."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise PictureError(f"not a web address: {error}", permanent=True) from error
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
        raise PictureError("not a web address", permanent=True)
    return url


def onward(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads. Raises PictureError for what may not be fetched."""
    try:
        return web_address(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise PictureError(f"it leads to no web address: {error}", permanent=True) from error


def host_of(url: httpx.URL) -> str:
    """Return the name by which a host is known here."""
    return url.raw_host.decode().rstrip(".").lower()


class Downloads:
    """Fetches pictures, one at a time. `turn(host)` is called before each request, redirected ones too."""

    def __init__(self, turn: Turn, network: PublicNetwork | None = None) -> None:
        self.turn, self.network = turn, network or PublicNetwork()
        self.pool = httpcore.ConnectionPool(ssl_context=trust(), network_backend=self.network, keepalive_expiry=20)

    def fetch(self, address: str) -> bytes:
        """Return the bytes of a picture. Raises PictureError, HostError."""
        url = web_address(address)
        for _ in range(MOST_REDIRECTS + 1):
            self.turn(host_of(url))
            answer = self.ask(url)
            if isinstance(answer, bytes):
                return answer
            url = onward(url, answer)
        raise PictureError("too many redirects", permanent=True)

    def ask(self, url: httpx.URL) -> bytes | str:
        """Return the bytes that a host answers with, or the address to which it redirects."""
        self.network.deadline = time.monotonic() + WHOLE_SECONDS
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        headers = [(b"Host", url.netloc), *HEADERS]
        try:
            with self.pool.stream("GET", target, headers=headers, extensions={"timeout": TIMEOUTS}) as response:
                return answer_of(host_of(url), response)
        except NotPublicError as error:
            raise PictureError(str(error), permanent=True) from error
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise HostError(host_of(url), f"{type(error).__name__}: {error}".rstrip(": ")) from error


def answer_of(host: str, response: httpcore.Response) -> bytes | str:
    """Read an answer: a picture's bytes, or where it redirects to. Raises PictureError, HostError."""
    headers = {name.lower().decode("latin-1"): value.decode("latin-1").strip() for name, value in response.headers}
    if response.status in REDIRECTS and "location" in headers:
        return headers["location"]
    if response.status in BUSY or response.status >= 500:
        asked = retry_after(headers.get("retry-after", ""))
        raise HostError(host, f"HTTP {response.status}", asked, is_busy=response.status in BUSY)
    if response.status != 200:
        raise PictureError(f"HTTP {response.status}", permanent=True)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in TYPES:
        raise PictureError(f"{kind[:60]} is not a picture that is taken", permanent=True)
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise PictureError("it comes packed, which nobody asked for", permanent=True)
    with suppress(ValueError):
        refuse_more_than(int(headers.get("content-length", "0")))
    return body_of(response)


def body_of(response: httpcore.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_stream():
        body += piece
        refuse_more_than(len(body))
    return bytes(body)


def refuse_more_than(size: int) -> None:
    """Raise PictureError when something is too large."""
    if size > MOST_BYTES:
        raise PictureError(f"more than {MOST_BYTES // 1_000_000} MB", permanent=True)
