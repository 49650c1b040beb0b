"""Names as they are compared."""

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
