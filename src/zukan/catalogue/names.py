"""Names as they are compared."""

import re
import unicodedata


def fold_name(text: str) -> str:
    """Return a name without what people leave out: case, width, accents, punctuation, runs of blanks.

    Letters of every script stay. "Re:ZERO -Starting…" and "re zero starting" fold alike.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (
        ""
        if unicodedata.combining(letter) and not "\u3099" <= letter <= "\u309a"
        else letter
        if letter.isalnum() or unicodedata.category(letter)[0] == "M"
        else " "
        for letter in plain
    )
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def slug_of(*titles: str | None) -> str:
    """Return the first title that leaves something in lower-case ASCII letters and digits joined by hyphens, or ""."""
    for title in titles:
        plain = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
        if slug:
            return slug[:80].rstrip("-")
    return ""
