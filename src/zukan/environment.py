"""The `ZUKAN_*` variables: each is declared once, with its type, default and meaning.

`docs/settings.md` is printed from `DECLARED`, so a setting cannot exist without its documentation.
"""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

T = TypeVar("T")


class SettingError(Exception):
    """A variable of the environment has a value that cannot be used. The message names it and the way out."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared variable, as the documentation shows it."""

    name: str
    kind: str
    default: str
    meaning: str


DECLARED: list[Setting] = []

# Every connection of Django starts with these. WAL lets readers go on while one writes; with it NORMAL loses no
# more than the last moment in a power cut and never corrupts. The cache is in KiB (negative), the map in bytes.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-32768",
    "PRAGMA mmap_size=268435456",
    "PRAGMA temp_store=MEMORY",
)
SQLITE_BUSY_SECONDS = 20  # how long a writer waits for another one to end


def read(name: str, default: T, meaning: str, kind: str, parse: Callable[[str], T], shown: str | None = None) -> T:
    """Return the value of one variable. Raises SettingError when it is set to something `parse` refuses."""
    DECLARED.append(Setting(name, kind, str(default) if shown is None else shown, meaning))
    text = os.environ.get(name)
    if text is None or text == "":
        return default
    try:
        return parse(text)
    except ValueError as error:
        shown_text = re.sub(r"(://[^:/@]*:).*@", r"\1…@", text)  # a message is no place for a password
        raise SettingError(f"{name}={shown_text!r} is not {kind}: {error}. Set it to {kind}, or unset it.") from error


def env_text(name: str, default: str, meaning: str) -> str:
    """A piece of text."""
    return read(name, default, meaning, "text", str)


def env_int(
    name: str, default: int, meaning: str, minimum: int = 0, maximum: int = 2**53, shown: str | None = None
) -> int:
    """A whole number from `minimum` to `maximum`."""

    def parse(text: str) -> int:
        number = int(text)
        if number < minimum:
            raise ValueError(f"it must be {minimum} or more")
        if number > maximum:
            raise ValueError(f"it must be {maximum} or less")
        return number

    return read(name, default, meaning, "a whole number", parse, shown)


def env_bool(name: str, default: bool, meaning: str) -> bool:
    """`1`, `true`, `yes`, `on` or their opposites."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

    def parse(text: str) -> bool:
        if text.lower() not in words:
            raise ValueError("use true or false")
        return words[text.lower()]

    return read(name, default, meaning, "true or false", parse, str(default).lower())


def env_choice(name: str, default: str, choices: tuple[str, ...], meaning: str) -> str:
    """One of a few words."""

    def parse(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"there are {', '.join(choices)}")
        return text.lower()

    return read(name, default, meaning, f"one of {', '.join(choices)}", parse)


def env_site(name: str, default: str, meaning: str, shown: str) -> str:
    """The address of a site: scheme, host and perhaps a port, without a slash at the end."""

    def parse(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it must start with http:// or https:// and a host name")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("the site must stand at the root of its host, without a path")
        return f"{parts.scheme}://{parts.netloc}"

    return read(name, default, meaning, "the address of a site", parse, shown)


def env_path(name: str, default: Path, meaning: str, shown: str) -> Path:
    """A folder or file; a leading `~` is the home folder."""
    return read(name, default, meaning, "a path", lambda text: Path(text).expanduser().resolve(), shown)


def env_list(name: str, default: list[str], meaning: str) -> list[str]:
    """Values separated by commas."""
    return read(
        name,
        default,
        meaning,
        "a list separated by commas",
        lambda text: [part.strip() for part in text.split(",") if part.strip()],
        ",".join(default),
    )


def env_networks(name: str, meaning: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks separated by commas."""
    kind = "a list of addresses and networks, separated by commas"
    return read(name, [], meaning, kind, lambda text: [ip_network(part.strip()) for part in text.split(",")], "")


def sqlite_database(name: str) -> dict[str, object]:
    """Return Django's description of a SQLite file, or of `:memory:`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "; ".join(SQLITE_PRAGMAS),
            "timeout": SQLITE_BUSY_SECONDS,
            # A transaction that begins by reading and then writes cannot wait for its turn: it fails at once.
            "transaction_mode": "IMMEDIATE",
        },
    }


def database_from_url(url: str) -> dict[str, object]:
    """Return Django's description of a database.

    url: `sqlite:///file`, or `postgres://user:password@host:port/name`, to which `?sslmode=require` and other options
    of libpq may be added (`?options=` for a pooler that refuses options at the start). Raises ValueError for others.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite":
        return sqlite_database(name or ":memory:")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("it must start with sqlite:/// or postgres://")
    if not name:
        raise ValueError("it must end in the name of a database")
    try:
        port = str(parts.port or "")
    except ValueError:  # whose message shows what follows the colon: a part of the password, where that holds a slash
        raise ValueError("its port is no number; write / in a password as %2F, @ as %40, : as %3A") from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query to machine code takes longer than any of ours runs.
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query, keep_blank_values=True))},
    }


def env_database(name: str, home: Path, meaning: str) -> dict[str, object]:
    """A database URL; without one, a SQLite file in the home folder."""
    default = database_from_url(f"sqlite:///{home / 'zukan.sqlite3'}")
    return read(name, default, meaning, "a database URL", database_from_url, "sqlite:///$ZUKAN_HOME/zukan.sqlite3")


def secret_from_home(home: Path) -> str:
    """Return the key kept in the home folder, made at the first start and readable by its owner only."""
    path = home / "secret-key"
    try:
        if not path.exists():
            home.mkdir(parents=True, exist_ok=True)
            write_secret(path)
        return path.read_text().strip()
    except OSError as error:
        raise SettingError(
            f"ZUKAN_HOME={str(home)!r} cannot be used: {error.strerror} ({error.filename}). "
            "Give the folder to the user that runs Zukan, or name another one."
        ) from error


def write_secret(path: Path) -> None:
    """Make a key in a file that must not exist yet."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
