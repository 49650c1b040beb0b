"""Keys of source records, made of texts that may be longer than a key."""

from zlib import crc32

LONGEST_KEY = 80


def record_key(text: str) -> str:
    """Return a key that tells texts apart: a long one is cut, and a number made of the whole stands at its end."""
    return text if len(text) <= LONGEST_KEY else f"{text[: LONGEST_KEY - 9]} {crc32(text.encode()):08x}"
