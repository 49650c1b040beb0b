"""Names as they are compared."""

import re
import unicodedata

NOT_PLAIN = re.compile(r"[^0-9a-z]+")


class Folding(dict[int, str]):
    """What becomes of a decomposed, case-folded letter, worked out when it is first met: a table for str.translate."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.combining(letter) and not "\u3099" <= letter <= "\u309a":  # kana keep their voicing marks
            folded = ""
        else:
            folded = letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "
        self[code] = folded
        return folded


FOLDING = Folding()


def fold_name(text: str) -> str:
    """Return a name without what people leave out: case, width, accents, punctuation, runs of blanks.

    Letters of every script stay. "Re:ZERO -Starting…" and "re zero starting" fold alike.
    """
    if text.isascii():
        return NOT_PLAIN.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold().translate(FOLDING)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def slug_of(*titles: str | None) -> str:
    """Return the first title that leaves something in lower-case ASCII letters and digits joined by hyphens, or ""."""
    for title in titles:
        plain = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
        if slug:
            return slug[:80].rstrip("-")
    return ""
