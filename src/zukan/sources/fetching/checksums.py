"""What a file should be, as those who publish it say beside it."""

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec

from zukan.sources.fetching.asking import Asking, ConnectionLostError, web_address

HEX = re.compile(r"\b[0-9a-fA-F]{64}\b")
RELEASE = re.compile(r"https://github\.com/([^/]+/[^/]+)/releases/download/([^/]+)/([^/?]+)")
MOST_BYTES = 4 * 2**20  # of what is read for a checksum


class Asset(msgspec.Struct):
    """A file of a release."""

    name: str
    digest: str | None = None  # "sha256:…"


class Release(msgspec.Struct):
    """A release of a project on GitHub."""

    assets: list[Asset] = []


def published_checksum(asking: Asking) -> str | None:
    """Return the SHA-256 of what is at an address, in hex; None when nobody tells."""
    release = RELEASE.fullmatch(str(asking.url))
    if release is None:
        beside = HEX.search(text_at(asking, asking.url.copy_with(path=f"{asking.url.path}.sha256")))
        return beside[0].lower() if beside else None
    project, tag, name = release.groups()
    answer = text_at(asking, web_address(f"https://api.github.com/repos/{project}/releases/tags/{tag}"))
    try:
        assets = msgspec.json.decode(answer, type=Release).assets
    except msgspec.DecodeError:
        return None
    digests = [asset.digest for asset in assets if asset.name == name and asset.digest]
    return digests[0].removeprefix("sha256:") if digests and digests[0].startswith("sha256:") else None


def text_at(asking: Asking, url: httpx.URL) -> str:
    """Return a small text from the web, "" when there is none, or none that can be had."""
    body = b""
    with suppress(ConnectionLostError), asking.get(url, {}) as answer:
        if answer.status != 200:
            return ""
        for piece in answer.pieces():
            body += piece
            if len(body) > MOST_BYTES:
                return ""
        return body.decode("utf-8", "replace")
    return ""


def checksum_of(path: Path) -> str:
    """Return a file's SHA-256 in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
