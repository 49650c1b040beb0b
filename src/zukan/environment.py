"""The `ZUKAN_*` variables: each is declared once, with its type, default and meaning.

`docs/settings.md` is printed from `DECLARED`, so a setting cannot exist without its documentation.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

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


def read(name: str, default: T, meaning: str, kind: str, parse: Callable[[str], T], shown: str | None = None) -> T:
    """Return the value of one variable. Raises SettingError when it is set to something `parse` refuses."""
    DECLARED.append(Setting(name, kind, str(default) if shown is None else shown, meaning))
    text = os.environ.get(name)
    if text is None or text == "":
        return default
    try:
        return parse(text)
    except ValueError as error:
        raise SettingError(f"{name}={text!r} is not {kind}: {error}. Set it to {kind}, or unset it.") from error


def env_text(name: str, default: str, meaning: str) -> str:
    """A piece of text."""
    return read(name, default, meaning, "text", str)


def env_int(name: str, default: int, meaning: str, minimum: int = 0) -> int:
    """A whole number of at least `minimum`."""

    def parse(text: str) -> int:
        number = int(text)
        if number < minimum:
            raise ValueError(f"it must be {minimum} or more")
        return number

    return read(name, default, meaning, "a whole number", parse)


def env_bool(name: str, default: bool, meaning: str) -> bool:
    """`1`, `true`, `yes`, `on` or their opposites."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

    def parse(text: str) -> bool:
        if text.lower() not in words:
            raise ValueError("use true or false")
        return words[text.lower()]

    return read(name, default, meaning, "true or false", parse, str(default).lower())


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


def database_from_url(url: str) -> dict[str, object]:
    """Return Django's description of a database given as `sqlite:///file` or `postgres://user:password@host/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path.removeprefix("/") or ":memory:")}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("it must start with sqlite:/// or postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


def env_database(name: str, home: Path, meaning: str) -> dict[str, object]:
    """A database URL; without one, a SQLite file in the home folder."""
    default = database_from_url(f"sqlite:///{home / 'zukan.sqlite3'}")
    return read(name, default, meaning, "a database URL", database_from_url, "sqlite:///$ZUKAN_HOME/zukan.sqlite3")


def secret_from_home(home: Path) -> str:
    """Return the key kept in the home folder, made at the first start and readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()
