"""The facts of the media page as Django's ORM fetches and renders them: the usual way, with queries prefetched."""

import json
from typing import Any

from django.db.models import Prefetch

from zukan.catalogue.models import Media, MediaCharacter, MediaRelation, MediaStaff, MediaTagRank, VoiceRole
from zukan.reviews.models import Recommendation, Review

COLUMNS = [field.name for field in Media._meta.concrete_fields]


def media_as_json(id_: int) -> bytes:
    """Return the facts of one title as JSON."""
    media = (
        Media.objects.prefetch_related(
            "genres", "names", "mediastudio_set__studio", "rankings", "score_counts", "status_counts",
            "external_links", "streaming_episodes", "episode_rows__audio", "external_ids", "airing_schedule",
            Prefetch("mediatagrank_set", MediaTagRank.objects.select_related("tag").order_by("-rank")),
            Prefetch("mediacharacter_set", MediaCharacter.objects.select_related("character").order_by("position")),
            Prefetch("mediacharacter_set__voices", VoiceRole.objects.select_related("staff").order_by("position")),
            Prefetch("mediastaff_set", MediaStaff.objects.select_related("staff").order_by("position")),
            Prefetch("relations", MediaRelation.objects.select_related("related").prefetch_related("related__genres")),
            Prefetch("reviews", Review.objects.filter(is_private=False).order_by("-rating")),
            Prefetch(
                "recommendations",
                Recommendation.objects.select_related("recommended").prefetch_related("recommended__genres"),
            ),
        )
        .filter(pk=id_)
        .get()
    )  # fmt: skip
    return json.dumps(rendered(media)).encode()


def rendered(media: Any) -> dict[str, Any]:
    """Return a title and its lists as dictionaries."""
    return {
        **{column: getattr(media, column) for column in COLUMNS},
        "genres": [genre.name for genre in media.genres.all()],
        "synonyms": [name.text for name in media.names.all() if name.kind == "SYNONYM"],
        "tags": [tag_of(rank) for rank in media.mediatagrank_set.all()],
        "studios": [
            {"isMain": made.is_main, "id": made.studio.id, "name": made.studio.name}
            for made in media.mediastudio_set.all()
        ],
        "characters": [appearance_of(appearance) for appearance in media.mediacharacter_set.all()],
        "staff": [
            {"role": made.role, "id": made.staff.id, "name": made.staff.name_full}
            for made in media.mediastaff_set.all()
        ],
        "episodes": [
            {
                "number": e.number,
                "title": e.title_english,
                "aired": e.aired,
                "audio": [a.language for a in e.audio.all()],
            }
            for e in media.episode_rows.all()
        ],
        "links": [{"url": link.url, "site": link.site, "type": link.type} for link in media.external_links.all()],
        "streaming": [{"url": link.url, "title": link.title} for link in media.streaming_episodes.all()],
        "relations": [
            {"type": relation.relation_type, **card_of(relation.related)} for relation in media.relations.all()
        ],
        "similar": [{"rating": r.rating, **card_of(r.recommended)} for r in media.recommendations.all()],
        "reviews": [
            {"id": r.id, "score": r.score, "summary": r.summary, "body": r.body_html} for r in media.reviews.all()
        ],
        "scores": [{"score": count.score, "amount": count.amount} for count in media.score_counts.all()],
        "statuses": [{"status": count.status, "amount": count.amount} for count in media.status_counts.all()],
        "rankings": [{"rank": rank.rank, "context": rank.context} for rank in media.rankings.all()],
        "airing": [airing.airing_at for airing in media.airing_schedule.all()],
    }


def tag_of(rank: Any) -> dict[str, Any]:
    return {"name": rank.tag.name, "rank": rank.rank, "category": rank.tag.category, "spoiler": rank.is_media_spoiler}


def appearance_of(appearance: Any) -> dict[str, Any]:
    voices = [
        {"language": voice.language, "id": voice.staff.id, "name": voice.staff.name_full}
        for voice in appearance.voices.all()
    ]
    character = appearance.character
    return {
        "role": appearance.role,
        "id": character.id,
        "name": character.name_full,
        "native": character.name_native,
        "voices": voices,
    }


def card_of(media: Any) -> dict[str, Any]:
    return {
        "id": media.id,
        "title": media.title_romaji,
        "format": media.format,
        "genres": [g.name for g in media.genres.all()],
    }
