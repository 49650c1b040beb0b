"""How often one address may ask the API, counted as AniList counts: so many a minute, then a minute of nothing.

Counters lie in memory that the processes of one server share, in a table of fixed size: no flood of addresses makes it
grow. Two processes that count at the same moment may count once, which does not matter here.
"""

import hashlib
import mmap
import secrets
import struct
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple

WINDOW_SECONDS = TIME_OUT_SECONDS = 60
SLOT = struct.Struct("<QIII")  # whose it is, when its window began, requests in it, until when all is refused
SLOTS = 2**16
PROBES = 4
UNLIMITED = 90_000  # what clients are told of when there is no limit: some go as fast as the number says
HOST_OF_V6 = 64  # bits: one customer has all addresses below them

Network = IPv4Network | IPv6Network


class Verdict(NamedTuple):
    """What one more request comes to. retry_after: seconds to wait, 0 when it may be answered."""

    limit: int
    remaining: int
    retry_after: int


class RateLimit:
    """Counts requests by address. limit: requests a minute; 0: all are answered."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.key = secrets.token_bytes(16)  # nobody can choose addresses that meet in one slot
        self.slots = mmap.mmap(-1, SLOTS * SLOT.size)  # shared by processes that are forked later

    def count(self, address: str, now: int) -> Verdict:
        """Count a request. now: Unix seconds."""
        if not self.limit:
            return Verdict(UNLIMITED, UNLIMITED - 1, 0)
        tag = int.from_bytes(hashlib.blake2b(address.encode(), digest_size=8, key=self.key).digest(), "little")
        place = self.place_of(tag)
        owner, began, asked, refused_until = SLOT.unpack_from(self.slots, place)
        if owner != tag or now >= began + WINDOW_SECONDS:
            began, asked, refused_until = now, 0, refused_until if owner == tag else 0
        asked += 1
        if asked > self.limit and refused_until <= now:
            refused_until = now + TIME_OUT_SECONDS
        SLOT.pack_into(self.slots, place, tag, began, min(asked, 2**32 - 1), refused_until)
        return Verdict(self.limit, max(self.limit - asked, 0), max(refused_until - now, 0))

    def place_of(self, tag: int) -> int:
        """Return where the counter of an address lies: its own slot, else the one near it that is idle for longest."""
        places = [(tag + step) % SLOTS * SLOT.size for step in range(PROBES)]
        held = {place: SLOT.unpack_from(self.slots, place) for place in places}
        return next((place for place in places if held[place][0] == tag), min(places, key=lambda one: held[one][1]))


def client_of(peer: str, forwarded: str, trusted: list[Network]) -> str:
    """Return the address that a request is counted for: the last one in its way that is not a proxy of ours.

    peer: who is connected; forwarded: the header X-Forwarded-For, which anyone else may have made up.
    """
    way = [peer, *reversed([part.strip() for part in forwarded.split(",") if part.strip()])]
    seen = peer
    for text in way:
        address = parsed(text)
        if address is None:
            break
        seen = counted_as(address)
        if not any(address in network for network in trusted):
            break
    return seen


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address, None for what is none."""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def counted_as(address: IPv4Address | IPv6Address) -> str:
    """Return what an address is counted as: of version 6, the network that one customer has."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, HOST_OF_V6), strict=False))
