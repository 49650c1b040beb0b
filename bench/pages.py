"""Every kind of page of a running site, with all the real data: how long the server takes, beside a static file.

Pages are found as a visitor finds them: by following links from the home page. Of each kind so many are asked for, no
page twice, one after the other, over one connection, compressed as browsers ask for it.
"""

import http.client
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from rich.console import Console
from rich.table import Table

DATA = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "data"
FOLDERS = ("catalogue", "anilist")
PAGES_A_KIND = 150
WARM_UP = 15  # pages of each kind that are not counted: statements are compiled and caches filled
FOLLOWED_A_KIND = 40  # pages of each kind whose links are followed
START_SECONDS = 60
LINK = re.compile(r'(?:href|src|data-hx-get)="(/[^"#]*)"')
# What an address is a page of; the first that fits.
KINDS: dict[str, str] = {
    "static file": r"/static/.*\.js",
    "home": r"/$",
    "media": r"/(anime|manga)/\d+",
    "season": r"/anime/season/\d+/\w+",
    "year": r"/anime/season/\d+",
    "archive": r"/anime/season$",
    "browse": r"/(anime|manga)(\?|$)",
    "feed": r"/(anime|manga)\.atom",
    "character": r"/character/\d+",
    "staff": r"/staff/\d+",
    "studio": r"/studio/\d+",
    "genre": r"/genre/",
    "tag": r"/tag/",
    "genres": r"/genres$",
    "birthdays": r"/birthdays",
    "ranking": r"/(top|popular|trending)",
    "search": r"/search\?",
    "suggestions": r"/search/suggest\?",
}


class Answered(NamedTuple):
    """One answer. seconds: from the first byte sent to the last received."""

    seconds: float
    body: bytes


def main() -> None:
    """Import, serve, walk, measure, and print one table."""
    if not DATA.is_dir():
        print("Pages are measured on real files: set ZUKAN_TEST_DATA to the folder that holds data/.")
        return
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as port:
        found = addresses(port)
        show({kind: measured(port, found[kind]) for kind in KINDS if found[kind]})


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve all real data from a home of its own. Yields the port."""
    environment = {**os.environ, "ZUKAN_HOME": str(home)}
    environment |= {"ZUKAN_RATE_LIMIT": "0"}
    zukan = [sys.executable, "-m", "zukan"]
    folders = [str(DATA / name) for name in FOLDERS]
    for command in (["manage", "migrate", "-v0"], ["import", *folders], ["reindex"]):
        subprocess.run([*zukan, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    command = [*zukan, "serve", "--port", str(port), "--no-worker", "--no-starter"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the site answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The site did not start")


class Visitor:
    """Asks a site for pages, one after the other, over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, address: str, encoding: str = "gzip") -> Answered:
        """Return what an address gives. Raises ValueError unless that is a page."""
        started = time.perf_counter()
        self.connection.request("GET", quote(address, safe="/?&=%+,;:@-._~"), headers={"Accept-Encoding": encoding})
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - started
        if response.status not in (200, 301, 302):
            raise ValueError(f"{address} answers {response.status}")
        return Answered(seconds, body)


def addresses(port: int) -> dict[str, list[str]]:
    """Return addresses by kind, found by following links from the home page, in an order drawn by lot, always one."""
    visitor, lot = Visitor(port), random.Random(7)  # noqa: S311  # a sample, not a secret
    found: dict[str, set[str]] = defaultdict(set, {"home": {"/"}})
    followed: dict[str, set[str]] = defaultdict(set)
    while waiting := unfollowed(found, followed):
        kind, address = waiting
        followed[kind].add(address)
        for link in links(visitor.ask(address, "identity").body.decode()):
            place = kind_of(link)
            if place is not None:
                found[place].add(link)
    found["search"] |= {f"/search?q={words}" for words in titles(found["media"])}
    found["suggestions"] = {
        f"/search/suggest?q={words[:length]}" for words in titles(found["media"]) for length in (3, 6)
    }
    return defaultdict(list, {kind: sample(sorted(known), lot) for kind, known in found.items()})


def unfollowed(found: dict[str, set[str]], followed: dict[str, set[str]]) -> tuple[str, str] | None:
    """Return (kind, address) of a page whose links are still to be followed."""
    for kind in KINDS:
        left = sorted(found[kind] - followed[kind]) if kind not in ("static file", "feed") else []
        if left and len(followed[kind]) < FOLLOWED_A_KIND:
            return kind, left[len(left) // 2]
    return None


def links(page: str) -> set[str]:
    """Return the addresses of this site that a page leads to."""
    return {unescape(link) for link in LINK.findall(page)}


def kind_of(address: str) -> str | None:
    """Return what an address is a page of."""
    return next((kind for kind, pattern in KINDS.items() if re.match(pattern, address)), None)


def titles(pages: set[str]) -> list[str]:
    """Return words to search for: the ends of the addresses of works."""
    ends = (re.sub(r"^/\w+/\d+/?", "", page).replace("-", "+") for page in sorted(pages))
    return [end for end in ends if len(end) > 5]


def sample(known: list[str], lot: random.Random) -> list[str]:
    """Return some addresses in an order drawn by lot."""
    return lot.sample(known, min(len(known), PAGES_A_KIND + WARM_UP))


def measured(port: int, known: list[str]) -> list[Answered]:
    """Return the answers of addresses. Where there are few, they are asked for again."""
    visitor = Visitor(port)
    rounds = -(-(PAGES_A_KIND + WARM_UP) // len(known))
    return [visitor.ask(address) for address in known * rounds][WARM_UP : PAGES_A_KIND + WARM_UP]


def show(answers: dict[str, list[Answered]]) -> None:
    """Print the table."""
    table = Table(title="Pages with all real data, ms from request to last byte, one visitor")
    for heading in ("", "median", "95 of 100", "slowest", "kB sent", "of a static file"):
        table.add_column(heading, justify="left" if heading == "" else "right")
    floor = middle([one.seconds for one in answers["static file"]])
    for kind, found in answers.items():
        times = sorted(one.seconds for one in found)
        figures = (middle(times), times[int(len(times) * 0.95) - 1], times[-1])
        size = statistics.median(len(one.body) for one in found) / 1_000
        table.add_row(kind, *(f"{1_000 * one:.1f}" for one in figures), f"{size:,.1f}", f"x {figures[0] / floor:.1f}")
    Console(width=100).print(table)


def middle(times: list[float]) -> float:
    """Return the median."""
    return statistics.median(times)
