"""Single objects of an answer as the columns and parts of a record; nothing here looks further than its object."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from zukan.sources.anilist import shape
from zukan.sources.anilist.extension import extended_review, plain_description
from zukan.sources.anilist.naming import fuzzy_date, media_type, texts
from zukan.sources.attribution import split_attribution
from zukan.sources.records import Airing, Link, Ranking, ReviewText, StreamingEpisode, Trend
from zukan.sources.sites import is_licensed_link

BLANKED = re.compile(r"text of \d+ characters")  # what stands in recordings whose users' texts were taken out
LINK_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
ORIGINS_OF_THEIR_OWN = {"ORIGINAL", "ANIME", "MULTIMEDIA_PROJECT"}
SAME_NAMES = (
    *("format", "status", "season", "season_year", "episodes", "duration", "chapters", "volumes", "country_of_origin"),
    *("banner_image", "hashtag", "is_adult", "is_licensed", "is_locked", "average_score", "mean_score", "popularity"),
    *("favourites", "trending", "updated_at"),
)
Node = TypeVar("Node")


def present(items: "Iterable[Node | None] | None") -> list[Node]:
    """Return a list without its holes."""
    return [item for item in items or () if item is not None]


def nodes(connection: Any) -> list[Any]:
    """Return a connection's nodes, whether it was asked for edges, nodes or both."""
    if connection is None:
        return []
    if connection.nodes is not None:
        return present(connection.nodes)
    return [edge.node for edge in present(connection.edges) if edge.node is not None]


def media_facts(media: shape.MediaShape) -> dict[str, Any]:
    """Return a work's columns."""
    title = media.title or shape.TitleShape()
    cover = media.cover_image or shape.ImageShape()
    trailer = media.trailer or shape.TrailerShape()
    facts: dict[str, Any] = {name: getattr(media, name) for name in SAME_NAMES}
    if media.description is not None and media.zukan is None:
        facts["description"], facts["description_source"] = split_attribution(media.description)
    elif media.description is not None and media.zukan is not None:
        facts["description"] = plain_description(media.description, media.zukan)
    return facts | {
        "type": media_type(media),
        "id_mal": media.id_mal or None,
        "origin": media.source,
        "title_romaji": title.romaji or title.user_preferred,
        "title_english": title.english,
        "title_native": title.native,
        "synonyms": texts(media.synonyms),
        "genres": texts(media.genres),
        "start_date": fuzzy_date(media.start_date),
        "end_date": fuzzy_date(media.end_date),
        "cover_extra_large": cover.extra_large,
        "cover_large": cover.large,
        "cover_medium": cover.medium,
        "cover_color": cover.color,
        "trailer_id": trailer.id,
        "trailer_site": trailer.site,
        "trailer_thumbnail": trailer.thumbnail,
    }


def full_name(name: shape.NameShape | None) -> str | None:
    """Return a person's whole name in western order, None when nothing is known of it."""
    if name is None:
        return None
    parts = " ".join(part for part in (name.first, name.middle, name.last) if part)
    return name.full or parts or name.user_preferred or name.native or None


def person_facts(person: shape.PersonShape) -> dict[str, Any]:
    """Return the columns that characters and staff share."""
    name = person.name or shape.NameShape()
    image = person.image or shape.ImageShape()
    if person.zukan is not None:
        image = shape.ImageShape(large=person.zukan.image_large, medium=person.zukan.image_medium)
    return {
        "name_first": name.first,
        "name_middle": name.middle,
        "name_last": name.last,
        "name_full": full_name(person.name),
        "name_native": name.native,
        "name_alternative": texts(name.alternative),
        "image_large": image.large,
        "image_medium": image.medium,
        "description": person.description,
        "gender": person.gender,
        "date_of_birth": fuzzy_date(person.date_of_birth),
        "blood_type": person.blood_type,
        "favourites": person.favourites,
    }


def reads_as_source(media: shape.MediaShape, edge: shape.MediaEdge) -> bool:
    """Return whether an ADAPTATION of the enum's first version means SOURCE: an anime's manga is what it was made from.

    The first version has no SOURCE and says ADAPTATION in both directions.
    """
    if edge.relation_type != "ADAPTATION" or edge.node is None:
        return False
    made_of_something = media.source not in ORIGINS_OF_THEIR_OWN
    return media_type(media) == "ANIME" and media_type(edge.node) == "MANGA" and made_of_something


def review_text(review: shape.ReviewShape) -> ReviewText | None:
    """Return a review as others see it; drafts are nobody's business, and what a Zukan's users wrote is its own."""
    if review.private or (review.id is None and not (review.zukan and review.zukan.source_key)):
        return None
    text = ReviewText(
        key=str(review.id),
        author_name=review.user.name if review.user else None,
        site="AniList",
        url=f"https://anilist.co/review/{review.id}",
        score=review.score,
        summary=unblanked(review.summary),
        body=unblanked(review.body),
        rating=review.rating,
        rating_amount=review.rating_amount,
        created_at=review.created_at,
        updated_at=review.updated_at,
    )
    return extended_review(text, review.zukan) if review.zukan else text


def unblanked(text: str | None) -> str | None:
    """Return a text, None for the mark that stands where one was taken out."""
    return None if text is None or BLANKED.fullmatch(text.strip()) else text.strip()


def ranking(one: shape.RankingShape, media: shape.MediaShape) -> Ranking:
    """Return a ranking; its format is the work's where it is not repeated."""
    return Ranking(
        rank=one.rank,
        type=one.type,
        format=one.format or media.format or "TV",
        context=one.context,
        id=one.id,
        year=one.year,
        season=one.season,
        all_time=bool(one.all_time),
    )


def airing(one: shape.AiringShape) -> Airing:
    """Return an episode's broadcast."""
    return Airing(episode=one.episode or 0, airing_at=one.airing_at, id=one.id)


def trend(one: shape.TrendShape) -> Trend:
    """Return a day's numbers."""
    return Trend(
        date=one.date or 0,
        trending=one.trending,
        average_score=one.average_score,
        popularity=one.popularity,
        in_progress=one.in_progress,
        episode=one.episode,
        releasing=one.releasing,
    )


def link_record(link: shape.LinkShape, position: int) -> Link:
    """Return a link; the host stands in for a missing site's name."""
    colour = link.color if link.color and LINK_COLOUR.fullmatch(link.color) else None
    return Link(
        url=(link.url or "").strip(),
        site=link.site,
        site_id=link.site_id,
        type=link.type,
        language=link.language,
        color=colour,
        icon=link.icon,
        notes=link.notes,
        regions=link.regions,
        is_disabled=link.is_disabled,
        position=position,
        id=link.id,
    )


def streaming(episodes: list[shape.StreamingShape | None] | None) -> list[StreamingEpisode] | None:
    """Return the links to single episodes that may be shown."""
    if episodes is None:
        return None
    return [
        StreamingEpisode(url=one.url, title=one.title, thumbnail=one.thumbnail, site=one.site, position=position)
        for position, one in enumerate(present(episodes))
        if one.url and is_licensed_link(one.url)
    ]
