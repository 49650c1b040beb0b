"""Profiles of works for tests, written as records of sources."""

from typing import Any

from zukan.sources.matching.profile import Profile, profile_of
from zukan.sources.records import MediaRecord


def work(romaji: str | None = None, *, source: str = "left", key: str = "1", **fields: Any) -> Profile:
    """Return the profile of a work by what one record says."""
    return profile_of(MediaRecord(source=source, key=key, type="ANIME", title_romaji=romaji, **fields))
