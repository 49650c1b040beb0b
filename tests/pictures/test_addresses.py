"""Only public addresses are connected to, whatever a name says it means."""

import socket

import httpcore
import pytest

from tests.pictures.conftest import Answer, Host, drawn
from zukan.outgoing.addresses import NotPublicError, PublicNetwork, is_public, resolve
from zukan.pictures.download import Downloads
from zukan.pictures.failures import HostError, PictureError

PRIVATE = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff0e::1", "2001:db8::1", "::ffff:127.0.0.1"),
    *(
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "no address",
        "",
    ),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_of_no_public_host_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "151.101.1.69", "2606:4700::1111", "64:ff9b::101:101"])
def test_public_address_is_taken(address: str) -> None:
    assert is_public(address)


def test_host_with_one_private_address_among_public_ones_is_refused() -> None:
    network = PublicNetwork(resolve=lambda *_: ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(NotPublicError, match="is not a public host"):
        network.connect_tcp("mixed.example", 80)


def test_this_machine_is_not_asked_by_any_of_its_names(host: Host) -> None:
    host.answers["/1.png"] = Answer(drawn())
    for name in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"):
        with pytest.raises((PictureError, HostError)):
            Downloads(lambda _: None).fetch(host.url("/1.png", name))
    assert host.asked == []


def test_name_is_looked_up_once_and_the_address_that_was_judged_is_the_one_connected_to(host: Host) -> None:
    host.answers["/1.png"] = Answer(drawn())
    looked_up: list[str] = []
    judged: list[str] = []

    def rebinding(name: str, _: int) -> list[str]:
        looked_up.append(name)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["127.9.9.9"]

    def judge(address: str) -> bool:
        judged.append(address)
        return address == "127.0.0.1"

    network = PublicNetwork(resolve=rebinding, allows=judge)
    assert Downloads(lambda _: None, network).fetch(host.url("/1.png")) == drawn()
    assert (looked_up, judged) == (["pictures.example"], ["127.0.0.1"])


def test_redirect_to_a_private_address_is_refused(host: Host) -> None:
    host.answers["/1.png"] = Answer(status=302, headers={"Location": f"http://inside.example:{host.port}/secret"})
    names = {"pictures.example": "127.0.0.1", "inside.example": "10.0.0.1"}
    network = PublicNetwork(resolve=lambda name, _: [names[name]], allows=lambda address: address == "127.0.0.1")
    with pytest.raises(PictureError, match=r"inside\.example is not a public host"):
        Downloads(lambda _: None, network).fetch(host.url("/1.png"))
    assert host.asked == ["/1.png"]


def test_second_address_of_a_host_is_tried_when_the_first_does_not_answer(host: Host) -> None:
    host.answers["/1.png"] = Answer(drawn())
    network = PublicNetwork(resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], allows=lambda _: True)
    assert Downloads(lambda _: None, network).fetch(host.url("/1.png")) == drawn()


def test_name_that_means_nothing_is_the_hosts_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(OSError, match="not known"):
        resolve("nowhere.example", 80)
    with pytest.raises(httpcore.ConnectError):
        PublicNetwork().connect_tcp("nowhere.example", 80)
    with pytest.raises(HostError, match="not known"):
        Downloads(lambda _: None).fetch("https://nowhere.example/1.png")
