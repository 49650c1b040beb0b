"""Pictures, a host that gives them, and a clock that tests move."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from zukan.jobs.queue import stopping
from zukan.outgoing.addresses import PublicNetwork


def drawn(width: int = 460, height: int = 650, format_: str = "PNG", colour: Any = "#c03030", **options: Any) -> bytes:
    """Return a picture of one colour."""
    file = BytesIO()
    Image.new("RGBA" if len(colour) == 9 else "RGB", (width, height), colour).save(file, format_, **options)
    return file.getvalue()


@dataclass
class Answer:
    """What a host answers to a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "image/png"})
    drip_seconds: float = 0.0  # before each kilobyte of the body


@dataclass
class Host:
    """A running server. asked: the paths, and the headers of the last request."""

    port: int
    answers: dict[str, Answer]
    asked: list[str]
    headers: dict[str, str]

    def url(self, path: str, name: str = "pictures.example") -> str:
        return f"http://{name}:{self.port}{path}"


@pytest.fixture
def host() -> Iterator[Host]:
    """A server on this machine that answers as told, 404 by itself."""
    answers: dict[str, Answer] = {}
    asked: list[str] = []
    headers: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the library's name
            asked.append(self.path)
            headers.clear()
            headers.update(self.headers)
            answer = answers.get(self.path, Answer(b"none", 404, {"Content-Type": "text/plain"}))
            self.send_response(answer.status)
            length = {} if "Transfer-Encoding" in answer.headers else {"Content-Length": str(len(answer.body))}
            for name, value in {**length, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for start in range(0, len(answer.body), 1_024):
                    time.sleep(answer.drip_seconds)
                    self.wfile.write(answer.body[start : start + 1_024])
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of a client that hung up: some tests are about that."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield Host(server.server_port, answers, asked, headers)
    server.shutdown()
    server.server_close()


@pytest.fixture
def here() -> PublicNetwork:
    """A network in which every name means this machine, which is taken for public."""
    return PublicNetwork(resolve=lambda *_: ["127.0.0.1"], allows=lambda _: True)


class HandClock:
    """Unix time that passes only in sleep. slept: how long each time."""

    def __init__(self) -> None:
        self.time = 1_800_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Iterator[HandClock]:
    yield HandClock()
    stopping.clear()
