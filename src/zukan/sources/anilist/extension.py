"""What a Zukan adds to AniList's objects under `zukan`: read back, so that an export loses nothing.

The same fields from the other side: graph/shapes/extension.py.
"""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from zukan.sources.anilist import shape
from zukan.sources.anilist.naming import fuzzy_date
from zukan.sources.keys import record_key
from zukan.sources.records import AudioTrack, EpisodeText, MediaRecord, ReviewText, SourceNumbers, TranslatedTitle

HEADER = "zukan-export"  # the key of the first line that holds its version
VERSION = 1
SOURCE = "zukan"
COUNTED = ("average_score", "mean_score", "popularity", "favourites")


class Licence(msgspec.Struct):
    """A source of an export, and what it may be used for."""

    source: str
    licence: str = ""  # "": none is stated
    homepage: str = ""


class HeaderShape(msgspec.Struct, rename={"version": HEADER}):
    """The first line of an export, as far as it is read."""

    version: int
    date: datetime
    licences: list[Licence]


class Header(NamedTuple):
    """What an export tells of itself."""

    written_at: int  # Unix seconds
    licence: str  # of all that is in it: "CC-BY-4.0, MIT"


def header_of(line: Any) -> Header:
    """Return what the first line of an export tells. Raises msgspec.ValidationError, also for a newer version."""
    header = msgspec.convert(line, HeaderShape)
    if header.version > VERSION:
        raise msgspec.ValidationError(
            f"this export is of version {header.version}; this Zukan reads up to {VERSION} - at `$.{HEADER}`"
        )
    named = sorted({one.licence for one in header.licences if one.licence})
    return Header(int(header.date.timestamp()), ", ".join(named))


def own_key(zukan: shape.Extension | None) -> str | None:
    """Return what to call the record of a thing that AniList does not number, None where nothing tells."""
    return record_key(zukan.key) if zukan is not None and zukan.key else None


def extend(record: MediaRecord, zukan: shape.MediaExtension) -> None:
    """Put what the extension tells in the place of what AniList's fields can only tell roughly."""
    record.title_romaji = zukan.title_romaji
    if zukan.external_ids is None:
        return  # a work that is only pointed to
    record.cover_extra_large, record.cover_large = zukan.cover_extra_large, zukan.cover_large
    record.cover_medium, record.cover_color = zukan.cover_medium, zukan.cover_color
    record.trailer_site, record.trailer_thumbnail = zukan.trailer_site, zukan.trailer_thumbnail
    record.description_source, record.franchise = zukan.description_source or "", zukan.franchise
    if zukan.trending is not None:
        record.trending = zukan.trending
    for one in zukan.external_ids:
        keys = record.ids.setdefault(one.site, [])
        keys += [one.key] if one.key not in keys else []
    record.statistics = [numbers(one) for one in zukan.statistics or ()]
    if not record.statistics:  # zeros that nobody counted
        for name in COUNTED:
            setattr(record, name, None)
    synonyms = zukan.synonyms or []
    record.synonyms = [one.text for one in synonyms]
    record.translated_titles = [
        TranslatedTitle(language=one.language, text=one.text) for one in synonyms if one.language
    ]
    record.episode_rows = [episode(one) for one in zukan.episodes or ()]


def gone_ids(record: MediaRecord, zukan: shape.MediaExtension) -> MediaRecord | None:
    """Return a record of the ids that their sites do not have any more, None when there are none."""
    gone = [one for one in zukan.external_ids or () if one.is_gone]
    if not gone:
        return None
    ids = {one.site: [other.key for other in gone if other.site == one.site] for one in gone}
    return MediaRecord(
        source=record.source,
        key=record_key(f"gone/{record.key}"),
        observed_at=record.observed_at,
        ids=ids,
        ids_gone=True,
        ids_number=record.type,
    )


def numbers(one: shape.NumbersShape) -> SourceNumbers:
    """Return what a source counted."""
    return msgspec.convert(msgspec.structs.asdict(one), SourceNumbers)


def plain_description(text: str, zukan: shape.MediaExtension) -> str:
    """Return a description without the line that names its source."""
    return text.removesuffix(f"<br><br>(Source: {zukan.description_source})") if zukan.description_source else text


def episode(one: shape.EpisodeShape) -> EpisodeText:
    """Return an episode."""
    return EpisodeText(
        number=one.number,
        title_english=one.title,
        title_romaji=one.title_romaji,
        title_native=one.title_native,
        aired=fuzzy_date(one.aired),
        is_filler=one.is_filler,
        is_recap=one.is_recap,
        audio=[AudioTrack(language=track.language, site=track.site) for track in one.audio or ()],
    )


def extended_review(text: ReviewText, zukan: shape.ReviewExtension) -> ReviewText:
    """Return a review with its author, its place and its source's name of it."""
    if zukan.source_key:
        text.key = zukan.source_key.removeprefix("anilist/")
    text.author_name, text.site, text.url = zukan.author_name, zukan.site, zukan.url
    text.is_sample = zukan.is_sample
    return text
