"""A picture is fetched within bounds of size, time, type and redirects."""

import time

import pytest

from tests.pictures.conftest import Answer, Host, drawn
from zukan.outgoing.addresses import PublicNetwork
from zukan.pictures import download
from zukan.pictures.download import MOST_REDIRECTS, Downloads, host_of, web_address
from zukan.pictures.failures import HostError, PictureError


@pytest.fixture
def downloads(here: PublicNetwork) -> Downloads:
    return Downloads(lambda _: None, here)


def test_picture_is_fetched_by_a_request_that_says_who_asks(host: Host, downloads: Downloads) -> None:
    host.answers["/a%20b.png?size=1"] = Answer(drawn())
    assert downloads.fetch(host.url("/a b.png?size=1#part")) == drawn()
    assert host.headers["Host"] == f"pictures.example:{host.port}"
    assert host.headers["User-Agent"].startswith("Zukan/")
    assert host.headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Referer", "Authorization"} & set(host.headers)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "ftp://x.example/1.png",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:image/png;base64,AA",
            "//x/1",
            "",
        ),
        *("https://user:word@x.example/1.png", "http://", "http://x.example:port/", "http://x\0.example/", "/1.png"),
    ],
)
def test_only_web_addresses_are_fetched(address: str, downloads: Downloads) -> None:
    with pytest.raises(PictureError) as refused:
        downloads.fetch(address)
    assert refused.value.permanent


def test_name_of_a_host_is_written_in_one_way() -> None:
    for text in ("http://BÜCHER.example/", "http://xn--bcher-kva.example./", "http://bücher.example:80/"):
        assert host_of(web_address(text)) == "xn--bcher-kva.example"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed_and_each_host_has_its_turn(host: Host, here: PublicNetwork, status: int) -> None:
    host.answers["/1"] = Answer(status=status, headers={"Location": host.url("/2", "other.example")})
    host.answers["/2"] = Answer(drawn())
    turns: list[str] = []
    assert Downloads(turns.append, here).fetch(host.url("/1")) == drawn()
    assert turns == ["pictures.example", "other.example"]


def test_redirects_end(host: Host, downloads: Downloads) -> None:
    host.answers["/1"] = Answer(status=302, headers={"Location": "/1"})
    with pytest.raises(PictureError, match="too many redirects"):
        downloads.fetch(host.url("/1"))
    assert len(host.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://[::1", "http://xn--a\u00fc/", "//user:word@x.example/"]
)
def test_redirect_to_another_kind_of_address_is_refused(host: Host, downloads: Downloads, target: str) -> None:
    host.answers["/1"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(PictureError, match="web address"):
        downloads.fetch(host.url("/1"))


@pytest.mark.parametrize(("status", "permanent"), [(404, True), (410, True), (403, True), (204, True), (206, True)])
def test_refusal_is_the_pictures_own(host: Host, downloads: Downloads, status: int, permanent: bool) -> None:
    host.answers["/1.png"] = Answer(status=status)
    with pytest.raises(PictureError, match=f"HTTP {status}") as refused:
        downloads.fetch(host.url("/1.png"))
    assert refused.value.permanent is permanent


@pytest.mark.parametrize(("status", "is_busy"), [(429, True), (503, True), (500, False), (502, False)])
def test_trouble_is_the_hosts(host: Host, downloads: Downloads, status: int, is_busy: bool) -> None:
    host.answers["/1.png"] = Answer(status=status, headers={"Retry-After": "120"})
    with pytest.raises(HostError, match=f"HTTP {status}") as refused:
        downloads.fetch(host.url("/1.png"))
    assert (refused.value.host, refused.value.pause_seconds) == ("pictures.example", 120)
    assert refused.value.is_busy is is_busy


@pytest.mark.parametrize("type_", ["image/svg+xml", "text/html; charset=utf-8", "image/tiff", "application/pdf"])
def test_what_is_no_picture_is_refused_by_its_type(host: Host, downloads: Downloads, type_: str) -> None:
    host.answers["/1.png"] = Answer(drawn(), headers={"Content-Type": type_})
    with pytest.raises(PictureError, match="not a picture that is taken"):
        downloads.fetch(host.url("/1.png"))


def test_packed_answer_is_refused(host: Host, downloads: Downloads) -> None:
    host.answers["/1.png"] = Answer(drawn(), headers={"Content-Type": "image/png", "Content-Encoding": "gzip"})
    with pytest.raises(PictureError, match="packed"):
        downloads.fetch(host.url("/1.png"))


@pytest.mark.parametrize("announced", [True, False])
def test_size_is_bounded_whether_or_not_it_is_announced(
    host: Host, downloads: Downloads, announced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "MOST_BYTES", 3_000_000)
    chunk = b"x" * 4_000_000
    body = chunk if announced else b"%x\r\n%b\r\n0\r\n\r\n" % (len(chunk), chunk)
    length = {"Content-Length": str(len(chunk))} if announced else {"Transfer-Encoding": "chunked"}
    host.answers["/1.png"] = Answer(body, headers={"Content-Type": "image/png", **length})
    with pytest.raises(PictureError, match="more than 3 MB"):
        downloads.fetch(host.url("/1.png"))


def test_silent_host_is_not_waited_for(host: Host, downloads: Downloads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(download.TIMEOUTS, "read", 0.1)
    host.answers["/1.png"] = Answer(drawn(), drip_seconds=1)
    with pytest.raises(HostError, match="ReadTimeout"):
        downloads.fetch(host.url("/1.png"))


@pytest.mark.parametrize("drip_seconds", [0.05, 2.0])
def test_whole_answer_has_its_time_however_it_is_spent(
    host: Host, downloads: Downloads, monkeypatch: pytest.MonkeyPatch, drip_seconds: float
) -> None:
    monkeypatch.setattr(download, "WHOLE_SECONDS", 0.3)
    host.answers["/1.png"] = Answer(b"x" * 100_000, drip_seconds=drip_seconds)
    started = time.monotonic()
    with pytest.raises(HostError, match="ReadTimeout"):
        downloads.fetch(host.url("/1.png"))
    assert time.monotonic() - started < 0.5


def test_broken_answer_is_the_hosts_trouble(host: Host, downloads: Downloads) -> None:
    host.answers["/1.png"] = Answer(b"short", headers={"Content-Type": "image/png", "Content-Length": "abc"})
    with pytest.raises(HostError, match="ProtocolError"):
        downloads.fetch(host.url("/1.png"))
