"""Small readings of an answer's values: dates, languages, which kind of work it is."""

from zukan.sources.anilist.shape import DateShape, MediaShape, StaffShape
from zukan.sources.vocabulary import MediaTypeName

FORMAT_TYPES: dict[str, MediaTypeName] = {
    **dict.fromkeys(("TV", "TV_SHORT", "MOVIE", "SPECIAL", "OVA", "ONA", "MUSIC"), "ANIME"),
    **dict.fromkeys(("MANGA", "NOVEL", "ONE_SHOT"), "MANGA"),
}


def fuzzy_date(date: DateShape | None) -> int | None:
    """Return YYYYMMDD with zeros for what is not known, None when nothing is."""
    if date is None or not (date.year or date.month or date.day):
        return None
    return (date.year or 0) * 10000 + (date.month or 0) * 100 + (date.day or 0)


def media_type(media: MediaShape) -> MediaTypeName | None:
    """Return whether a work is anime or manga: as said, else as its format, season or addresses show."""
    if media.type:
        return media.type
    if media.format:
        return FORMAT_TYPES[media.format]
    if media.season:
        return "ANIME"
    cover = media.cover_image
    addresses = (media.site_url, media.banner_image, *((cover.extra_large, cover.large, cover.medium) if cover else ()))
    for address in addresses:
        for part, name in (("/anime/", "ANIME"), ("/manga/", "MANGA")):
            if address and "anilist" in address and part in address:
                return FORMAT_TYPES["TV"] if name == "ANIME" else FORMAT_TYPES["MANGA"]
    return None


def spoken_language(person: StaffShape) -> str | None:
    """Return "Japanese" for a person, from either of the schema's two fields."""
    return person.language_v2 or (person.language.capitalize() if person.language else None)


def texts(values: "list[str | None] | None") -> list[str] | None:
    """Return a list without its holes; None stays None."""
    return None if values is None else [value for value in values if value]


def named_reference(name: str) -> str:
    """Return the reference to something that is known by its name only."""
    return f"~{name.strip()}"[:80]
