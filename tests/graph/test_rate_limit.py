"""How often one address may ask: counted by whoever really asks, in a table that does not grow."""

import os
from ipaddress import ip_network

import pytest

from zukan.graph.rate_limit import PROBES, SLOTS, RateLimit, client_of

NOW = 1_700_000_000
PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


def test_a_window_ends_after_a_minute_and_so_does_the_time_out() -> None:
    limit = RateLimit(2)
    assert [limit.count("192.0.2.1", NOW + second).retry_after for second in (0, 1, 2, 30)] == [0, 0, 60, 32]
    assert limit.count("192.0.2.1", NOW + 61).retry_after == 1
    assert limit.count("192.0.2.1", NOW + 63).retry_after == 0
    assert limit.count("192.0.2.1", NOW + 130).remaining == 1


def test_without_a_limit_nobody_waits() -> None:
    limit = RateLimit(0)
    assert not any(limit.count("192.0.2.1", NOW).retry_after for _ in range(1_000))
    assert limit.count("192.0.2.1", NOW).remaining > 1_000


def test_more_addresses_than_there_are_slots_are_counted_in_the_same_room() -> None:
    limit = RateLimit(1)
    for number in range(SLOTS + PROBES):
        limit.count(f"2001:db8:{number:x}::", NOW)
    assert len(limit.slots) < 2**21
    assert limit.count("192.0.2.1", NOW).retry_after == 0
    assert limit.count("192.0.2.1", NOW).retry_after == 60


def test_processes_of_one_server_count_together() -> None:
    limit = RateLimit(2)
    for _ in range(2):
        if (child := os.fork()) == 0:
            limit.count("192.0.2.1", NOW)
            os._exit(0)
        os.waitpid(child, 0)
    assert limit.count("192.0.2.1", NOW).retry_after == 60


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),  # not a proxy of ours: it may say what it likes
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7, 10.1.2.3", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7, nonsense", "127.0.0.1"),
        ("127.0.0.1", "10.0.0.1", "10.0.0.1"),
        ("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("fd00::1", "[2001:db8:1:2:ffff::9]", "2001:db8:1:2::/64"),
        ("", "", ""),
    ],
)
def test_a_request_is_counted_for_whoever_sent_it_to_our_proxies(peer: str, forwarded: str, client: str) -> None:
    assert client_of(peer, forwarded, PROXIES) == client
