"""A file from the web is fetched once, gone on with after an interruption, and never believed unchecked."""

import hashlib
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.sources.answers import media
from tests.sources.conftest import WriteFile
from zukan.catalogue.models import Media
from zukan.commands.import_catalogue import import_catalogue
from zukan.sources.errors import SourceError
from zukan.sources.fetching import asking, download
from zukan.sources.fetching.checksums import published_checksum
from zukan.sources.fetching.download import Download

FIRST, SECOND = b"first " * 50_000, b"second" * 50_000


class Host:
    """A host with one file, whose answers a test bends."""

    def __init__(self) -> None:
        self.content = FIRST
        self.etag = '"1"'
        self.cut_after: list[int] = []  # bytes of the body after which an answer breaks off, one an answer
        self.answers: list[tuple[int, dict[str, str]]] = []  # given before anything else
        self.beside: dict[str, bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # the name that the server calls
                host.answer(self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as in the base class
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/list.jsonl"
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not request.path.endswith("list.jsonl"):
            self.send(request, 200 if request.path in self.beside else 404, {}, self.beside.get(request.path, b""))
            return
        self.asked.append((request.path, headers))
        if self.answers:
            status, extra = self.answers.pop(0)
            self.send(request, status, extra, b"")
            return
        own = {"ETag": self.etag} if self.etag else {}
        if self.etag and headers.get("if-none-match") == self.etag:
            self.send(request, 304, own, b"")
        elif "range" in headers and headers.get("if-range") == self.etag:
            start = int(headers["range"].removeprefix("bytes=").rstrip("-"))
            size = len(self.content)
            if start >= size:
                self.send(request, 416, {"Content-Range": f"bytes */{size}"}, b"")
            else:
                own["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
                self.send(request, 206, own, self.content[start:])
        else:
            self.send(request, 200, own, self.content)

    def send(self, request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        if status != 304:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if len(body) > 1_000 and self.cut_after:
            request.wfile.write(body[: self.cut_after.pop(0)])
            request.close_connection = True
        else:
            request.wfile.write(body)


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    yield host
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def fetch(host: Host, tmp_path: Path, pauses: list[float]) -> Callable[[], tuple[bool, bytes]]:
    """Return `fetch()`, which gives whether there was something new, and the content that lies here."""

    def fetch() -> tuple[bool, bytes]:
        one = Download(host.address, tmp_path / "downloads", pauses.append)
        is_new = one.fetch(lambda *_: None)
        return is_new, one.path.read_bytes()

    return fetch


Fetch = Callable[[], tuple[bool, bytes]]


def test_a_file_is_fetched_once_until_it_changes(host: Host, fetch: Fetch) -> None:
    assert fetch() == (True, FIRST)
    assert fetch() == (False, FIRST)
    host.content, host.etag = SECOND, '"2"'
    assert fetch() == (True, SECOND)
    assert len(host.asked) == 3


def test_a_dropped_connection_is_gone_on_with_where_it_ended(host: Host, fetch: Fetch) -> None:
    host.cut_after = [100_000, 50_000, 1_000]
    assert fetch() == (True, FIRST)
    assert [headers.get("range") for _, headers in host.asked] == [
        *(None, "bytes=100000-", "bytes=150000-", "bytes=151000-"),
    ]


def test_a_command_that_was_stopped_is_gone_on_with_by_the_next(
    host: Host, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "TRIES", 1)
    host.cut_after = [100_000, 0]
    with pytest.raises(SourceError, match="goes on from here") as stopped:
        fetch()
    assert not stopped.value.permanent
    assert fetch() == (True, FIRST)
    assert host.asked[-1][1]["range"] == "bytes=100000-"


def test_a_file_that_changed_on_the_way_is_fetched_anew(host: Host, tmp_path: Path, pauses: list[float]) -> None:
    host.cut_after = [100_000]
    one = Download(host.address, tmp_path, pauses.append)

    def change(_: float) -> None:
        host.content, host.etag = SECOND, '"2"'

    one.sleep = change
    assert one.fetch(lambda *_: None)
    assert one.path.read_bytes() == SECOND


def test_a_rest_that_does_not_fit_is_not_put_behind_the_part(host: Host, fetch: Fetch) -> None:
    host.cut_after = [100_000]
    host.answers = []
    original = host.answer

    def wrong_rest(request: BaseHTTPRequestHandler) -> None:
        if "Range" in request.headers and len(host.asked) == 1:
            host.asked.append((request.path, {}))
            size = len(FIRST)
            host.send(request, 206, {"Content-Range": f"bytes 7-{size - 1}/{size}"}, FIRST[7:])
        else:
            original(request)

    host.answer = wrong_rest  # type: ignore[method-assign]  # this host is wrong on purpose
    assert fetch() == (True, FIRST)


def test_a_host_without_versions_is_asked_for_the_whole(host: Host, fetch: Fetch) -> None:
    host.etag = ""
    host.cut_after = [100_000]
    assert fetch() == (True, FIRST)
    assert fetch() == (True, FIRST)
    assert not any("range" in headers for _, headers in host.asked)


def test_a_wrong_checksum_keeps_nothing(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.beside["/list.jsonl.sha256"] = b"0" * 64 + b"  list.jsonl\n"
    with pytest.raises(SourceError, match="does not match the checksum"):
        fetch()
    assert not [path for path in tmp_path.rglob("*.jsonl*") if path.suffix != ".json"]
    host.beside["/list.jsonl.sha256"] = hashlib.sha256(FIRST).hexdigest().encode()
    assert fetch() == (True, FIRST)


def test_a_release_on_github_tells_its_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    told = b'{"assets": [{"name": "a.zst", "digest": "sha256:' + b"a" * 64 + b'"}, {"name": "b.zst"}]}'
    asked = []

    def text_at(_: object, url: object) -> str:
        asked.append(str(url))
        return told.decode()

    monkeypatch.setattr("zukan.sources.fetching.checksums.text_at", text_at)
    release = "https://github.com/someone/some-list/releases/download/latest"
    assert published_checksum(asking.Asking(f"{release}/a.zst")) == "a" * 64
    assert published_checksum(asking.Asking(f"{release}/b.zst")) is None
    assert set(asked) == {"https://api.github.com/repos/someone/some-list/releases/tags/latest"}


def test_a_busy_host_is_left_in_peace_as_long_as_it_asks(host: Host, fetch: Fetch, pauses: list[float]) -> None:
    host.answers = [(429, {"Retry-After": "7"}), (503, {"Retry-After": "3"})]
    assert fetch() == (True, FIRST)
    assert {7.0, 3.0} <= set(pauses)
    host.etag = '"2"'
    host.answers = [(429, {"Retry-After": "86400"})]
    with pytest.raises(SourceError, match="asks to wait 86400 seconds"):
        fetch()


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_told_at_once(host: Host, fetch: Fetch, status: int) -> None:
    host.answers = [(status, {})]
    with pytest.raises(SourceError, match=f"the host answers {status}"):
        fetch()
    assert len(host.asked) == 1


def test_a_redirect_may_not_lead_into_a_private_network(host: Host, fetch: Fetch) -> None:
    for target in (host.address.replace("127.0.0.1", "localhost"), "http://10.0.0.1/", "http://[::1]/"):
        host.answers = [(302, {"Location": target})]
        with pytest.raises(SourceError, match="not on the public internet"):
            fetch()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/"])
def test_a_redirect_leads_to_web_addresses_only(host: Host, fetch: Fetch, target: str) -> None:
    host.answers = [(302, {"Location": target})]
    with pytest.raises(SourceError, match="only http:// and https://"):
        fetch()


def test_a_redirect_to_what_is_no_address_is_told(host: Host, fetch: Fetch) -> None:
    host.answers = [(302, {"Location": "http://[::1"})]
    with pytest.raises(SourceError, match="no web address"):
        fetch()


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(SourceError) as refused:
        asking.web_address("https://someone:secret@example.org/a")
    assert "secret" not in str(refused.value)


def test_redirects_end(host: Host, fetch: Fetch) -> None:
    host.answers = [(302, {"Location": "/moved/list.jsonl"})] * 9
    with pytest.raises(SourceError, match="too many redirects"):
        fetch()


def test_a_redirect_on_the_named_host_is_followed(host: Host, fetch: Fetch) -> None:
    host.answers = [(302, {"Location": "/moved/list.jsonl"})]
    assert fetch() == (True, FIRST)
    assert [path for path, _ in host.asked] == ["/list.jsonl", "/moved/list.jsonl"]


def test_an_encrypted_address_does_not_lead_to_a_plain_one() -> None:
    with pytest.raises(SourceError, match="encrypted"):
        asking.onward(asking.web_address("https://example.org/a"), "http://example.org/a")


def test_a_file_of_any_size_is_not_taken(host: Host, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MOST_BYTES", 1_000)
    with pytest.raises(SourceError, match="the file is larger than"):
        fetch()


def test_two_commands_do_not_fetch_one_file(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    with (
        Download(host.address, tmp_path / "downloads").only_one(),
        pytest.raises(SourceError, match="another command"),
    ):
        fetch()


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    for path in ("/..%2f..%2fsecret", "/a/..", "/", "/%00"):
        one = Download(f"http://a.example{path}", tmp_path)
        assert one.path.parent.parent == tmp_path
        assert re.fullmatch(r"[\w.-]+", one.path.name)
        assert set(one.path.name) != {"."}


@pytest.fixture
def run(settings: Any, tmp_path: Path, db: None, host: Host) -> Callable[..., Any]:
    settings.HOME = tmp_path / "home"
    settings.LATEST_URL = host.address
    app = typer.Typer()
    app.command()(import_catalogue)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_latest_is_imported_once(run: Any, host: Host, write_file: WriteFile) -> None:
    host.content = write_file("one.json", media()).read_bytes()
    assert "Imported: 1 file" in run("--latest").stdout
    assert Media.objects.count() == 1
    assert "It has not changed" in run("--latest").stdout
    assert "It has not changed" in run(host.address).stdout


def test_what_was_fetched_and_not_imported_is_imported_the_next_time(
    run: Any, host: Host, write_file: WriteFile
) -> None:
    host.content = write_file("one.json", media()).read_bytes()
    assert "Would be imported" in run("--latest", "--dry-run").stdout
    assert "Imported: 1 file" in run("--latest").stdout


def test_what_cannot_be_fetched_ends_with_one(run: Any, host: Host) -> None:
    host.answers = [(404, {})]
    done = run("--latest")
    assert done.exit_code == 1
    assert run("ftp://a.example/x").exit_code == 1
    assert run().exit_code == 2
