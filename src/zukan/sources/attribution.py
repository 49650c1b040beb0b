"""Who wrote a description: the "(Source: Crunchyroll)" at its end, in its many forms."""

import re

BREAKS = r"(?:\s|&nbsp;|<br\s*/?>|</?p>|</?i>|</?b>|</?em>|</?strong>)*"
ATTRIBUTION = re.compile(
    r"(?P<breaks>" + BREAKS + r")[\(\[（]" + BREAKS + r"(?:source\s*[:：]|written by)"
    r"(?P<who>[^()\[\]（）]*(?:\([^()]*\)[^()\[\]]*)?)[\)\]）]\.?",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^<>]*>")
AT_THE_END = 2_000  # characters in which an attribution is looked for, notes behind it included


def split_attribution(description: str) -> tuple[str, str]:
    """Return a description without its attribution, and whom it names; "" when it names nobody.

    "…<br><br>(Source: Crunchyroll)" gives "Crunchyroll", "…[Written by MAL Rewrite]" gives "MAL Rewrite".
    A note that follows the attribution stays.
    """
    start = max(len(description) - AT_THE_END, 0)
    found = list(ATTRIBUTION.finditer(description, start))
    if not found:
        return description.strip(), ""
    last = found[-1]
    rest = description[last.end() :]
    rest = rest if TAG.sub("", rest).strip() else ""
    return (description[: last.start()] + rest).strip(), TAG.sub("", last.group("who")).replace("&nbsp;", " ").strip()
