"""Connections to public addresses only: no source may make this machine ask its own network.

The address that was looked at is the one connected to, so a name that means another host a moment later gains nothing.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore

Resolve = Callable[[str, int], list[str]]  # a host and a port to addresses; raises OSError

NAT64 = IPv6Network("64:ff9b::/96")  # the last four bytes are an IPv4 address behind a translator

SHORTEST_WAIT = 0.001  # seconds: a socket takes none at all for "do not wait"


class NotPublicError(Exception):
    """A host's name means an address that is not on the public internet."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address is one host's on the public internet, wherever a translator on the way may lead."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (parsed, *embedded(parsed)))


def embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 one carries."""
    if isinstance(address, IPv4Address):
        return []
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
    return [one for one in (address.ipv4_mapped, address.sixtofour, translated, *(address.teredo or ())) if one]


class TimedStream(httpcore.NetworkStream):
    """A connection that is read until a moment only, however slowly the other side goes on giving."""

    def __init__(self, stream: httpcore.NetworkStream, seconds_left: Callable[[], float]) -> None:
        self.stream, self.seconds_left = stream, seconds_left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = max(self.seconds_left(), SHORTEST_WAIT)
        return self.stream.read(max_bytes, left if timeout is None else min(timeout, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, timeout)

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, timeout), self.seconds_left)

    def get_extra_info(self, info: str) -> object:
        return self.stream.get_extra_info(info)


class PublicNetwork(httpcore.SyncBackend):
    """Connects to hosts all of whose addresses pass `allows`, and reads from them until `deadline`."""

    def __init__(self, resolve: Resolve = resolve, allows: Callable[[str], bool] = is_public) -> None:
        self.resolve, self.allows = resolve, allows
        self.deadline = 0.0  # of time.monotonic()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises NotPublicError, or httpcore.ConnectError when the host has no address or does not answer."""
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:  # a label too long for a name
            raise httpcore.ConnectError(str(error)) from error
        if not addresses or not all(self.allows(address) for address in addresses):
            raise NotPublicError(f"{host} is not a public host")
        return TimedStream(self.connect_to_one(addresses, port, timeout), lambda: self.deadline - time.monotonic())

    def connect_to_one(self, addresses: list[str], port: int, timeout: float | None) -> httpcore.NetworkStream:
        """Return a connection to the first address that answers: a name may have one of a kind not routed here."""
        for address in addresses[:-1]:
            try:
                return super().connect_tcp(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return super().connect_tcp(addresses[-1], port, timeout)
