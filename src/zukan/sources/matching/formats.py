"""Whether two works can be of one format: by what they say, and by words of their titles."""

from collections.abc import Iterator

from zukan.sources.matching.profile import Profile
from zukan.sources.matching.weights import WEIGHTS

AKIN = {
    frozenset(pair)
    for pair in (
        *(
            ("TV", "TV_SHORT"),
            ("TV", "ONA"),
            ("TV_SHORT", "ONA"),
            ("OVA", "SPECIAL"),
            ("OVA", "ONA"),
            ("ONA", "SPECIAL"),
        ),
        *(("MOVIE", "OVA"), ("MOVIE", "SPECIAL"), ("MOVIE", "ONA"), ("TV_SHORT", "OVA")),
        *(("MUSIC", "ONA"), ("MUSIC", "SPECIAL"), ("MUSIC", "OVA"), ("MUSIC", "MOVIE")),
    )
}
# The formats of works that a word in the title fits.
FITTING: dict[str, frozenset[str]] = {
    "TV": frozenset({"TV", "TV_SHORT"}),
    "OVA": frozenset({"OVA", "SPECIAL"}),
    "SPECIAL": frozenset({"SPECIAL"}),
    "ONA": frozenset({"ONA", "TV_SHORT"}),
    "MOVIE": frozenset({"MOVIE"}),
    "MUSIC": frozenset({"MUSIC"}),
    "EXTRA": frozenset(),
}


def format_penalties(one: Profile, other: Profile) -> Iterator[str]:
    """Yield the names of the penalties for what kinds of work two are."""
    if not one.formats or not other.formats:
        yield "format not known"
        if "MUSIC" in one.formats | other.formats:
            yield "music video"
    elif one.formats.isdisjoint(other.formats):
        yield unlike(one.formats, other.formats)
    words = max((word_penalty(one, other), word_penalty(other, one)), key=lambda name: (WEIGHTS.get(name, 0), name))
    if words:
        yield words


def unlike(ones: frozenset[str], others: frozenset[str]) -> str:
    """Return the name of the penalty for formats that have none in common."""
    if ones | others == {"TV", "SPECIAL"}:
        return "series and special"
    return "format akin" if any(frozenset((a, b)) in AKIN for a in ones for b in others) else "format differs"


def word_penalty(one: Profile, other: Profile) -> str:
    """Return the name of the penalty for words of format in the titles of one work alone, "" for none."""
    words = {word for word in one.title_formats - other.title_formats if FITTING[word].isdisjoint(other.formats)}
    if not words:
        return ""
    if other.formats:
        return "title names another format"
    if words & {"SPECIAL", "EXTRA"}:
        return "special in one title only"
    if tells_year(one, other):
        return "tv beside a year" if words == {"TV"} else "format beside a year"
    if words == {"TV"}:
        return "tv in one title only"
    before_subtitle = words <= one.formats_within and not one.sounds.isdisjoint(other.sounds)
    return "format before a subtitle" if before_subtitle else "format in one title only"


def tells_year(one: Profile, other: Profile) -> bool:
    """Return whether a title of one of two works holds the year in which the other began."""
    return bool(one.title_years & other.years or other.title_years & one.years)
