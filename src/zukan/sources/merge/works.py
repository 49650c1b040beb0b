"""A batch of works: their columns and all their lists, written together."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from zukan.catalogue.models import (
    AiringSchedule,
    Episode,
    EpisodeAudio,
    ExternalId,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaGenre,
    MediaName,
    MediaRank,
    MediaStaff,
    MediaStreamingEpisode,
    MediaStudio,
    MediaTagRank,
    MediaTrend,
    ScoreCount,
    StatusCount,
    VoiceRole,
)
from zukan.reviews.models import Recommendation, Review
from zukan.sources.merge import cast, lists
from zukan.sources.merge.references import References
from zukan.sources.merge.relations import write_relations
from zukan.sources.merge.rows import media_row
from zukan.sources.merge.writing import Table, Wanted, Written, held_rows, write_entities, write_rows
from zukan.sources.models import AwaitedReference
from zukan.sources.precedence import Testimony

AWAITED = Table(AwaitedReference, ("media_id", "kind", "reference"))
TABLES: dict[str, Table] = {
    "names": Table(MediaName, ("media_id", "kind", "text"), ("language", "position", "folded")),
    "externalIds": Table(ExternalId, ("media_id", "site", "key")),
    "genres": Table(MediaGenre, ("media_id", "genre_id")),
    "tags": Table(MediaTagRank, ("media_id", "tag_id"), ("rank", "is_media_spoiler")),
    "studios": Table(MediaStudio, ("media_id", "studio_id", "is_main"), numbered=True),
    "characters": Table(MediaCharacter, ("media_id", "character_id"), ("role", "name", "position"), numbered=True),
    "staff": Table(MediaStaff, ("media_id", "staff_id", "role"), ("position",), numbered=True),
    "recommendations": Table(Recommendation, ("media_id", "recommended_id"), ("rating", "preference"), numbered=True),
    "reviews": Table(
        Review,
        ("media_id", "source_key"),
        (
            *("author_name", "site", "url", "score", "summary", "body", "body_html", "rating", "rating_amount"),
            *("is_sample", "created_at", "updated_at"),
        ),
        numbered=True,
        where={"source_key__isnull": False},
    ),
    "rankings": Table(
        MediaRank,
        ("media_id", "type", "format", "year", "season", "all_time", "context"),
        ("rank",),
        numbered=True,
    ),
    "scores": Table(ScoreCount, ("media_id", "score"), ("amount",)),
    "statuses": Table(StatusCount, ("media_id", "status"), ("amount",)),
    "externalLinks": Table(
        MediaExternalLink,
        ("media_id", "url"),
        (
            *("site", "site_id", "type", "language", "regions", "color", "icon", "notes"),
            *("is_disabled", "position"),
        ),
        numbered=True,
    ),
    "streamingEpisodes": Table(MediaStreamingEpisode, ("media_id", "url"), ("position", "title", "thumbnail", "site")),
    "airingSchedule": Table(AiringSchedule, ("media_id", "episode"), ("airing_at",), numbered=True),
    "trends": Table(
        MediaTrend,
        ("media_id", "date"),
        ("trending", "average_score", "popularity", "in_progress", "episode", "releasing"),
    ),
    "episodes": Table(
        Episode,
        ("media_id", "number"),
        ("title_english", "title_romaji", "title_native", "aired", "is_filler", "is_recap"),
    ),
}
VOICES = Table(VoiceRole, ("appearance_id", "staff_id", "language"), ("role_notes", "dub_group", "position"))
AUDIO = Table(EpisodeAudio, ("episode_id", "language", "site"))


def write_works(works: dict[int, list[Testimony]]) -> dict[int, set[str]]:
    """Write works whose rows are there. Return what changed: id -> names of columns and lists."""
    rows = {media: media_row(testimonies) for media, testimonies in works.items()}
    changes: dict[int, set[str]] = defaultdict(set)
    for media, columns in write_entities(Media, rows).changed.items():
        changes[media] |= set(columns)
    references = References(works)
    write_rows(AWAITED, works, references.awaited())
    written = write_lists(works, rows, references)
    write_voices(works, references, written["characters"], changes)
    write_audio(works, written["episodes"], changes)
    written["relations"] = write_relations(set(works), said_relations(works, references))
    for name, done in written.items():
        for media in done.owners:
            changes[media].add(name)
    return changes


def write_lists(
    works: dict[int, list[Testimony]], rows: dict[int, dict[str, Any]], references: References
) -> dict[str, Written]:
    """Write the rows of each table that hangs on works directly."""
    wanted = {name: Wanted() for name in TABLES}
    genre_ids = cast.genre_ids(works)
    for media, said in works.items():
        lists.names(media, rows[media], said, wanted["names"])
        lists.external_ids(media, said, wanted["externalIds"])
        cast.genres(media, said, genre_ids, wanted["genres"])
        cast.tags(media, said, references, wanted["tags"])
        cast.studios(media, said, references, wanted["studios"])
        cast.characters(media, said, references, wanted["characters"])
        cast.staff(media, said, references, wanted["staff"])
        cast.recommendations(media, said, references, wanted["recommendations"])
        lists.reviews(media, said, wanted["reviews"])
        lists.rankings(media, said, wanted["rankings"])
        lists.score_counts(media, said, wanted["scores"])
        lists.status_counts(media, said, wanted["statuses"])
        lists.external_links(media, said, wanted["externalLinks"])
        lists.streaming_episodes(media, said, wanted["streamingEpisodes"])
        lists.airing_schedule(media, rows[media], said, wanted["airingSchedule"])
        lists.trends(media, said, wanted["trends"])
        lists.episode_rows(media, rows[media], said, wanted["episodes"])
    return {name: write_rows(table, works, wanted[name]) for name, table in TABLES.items()}


def write_voices(
    works: dict[int, list[Testimony]], references: References, cast_rows: Written, changes: dict[int, set[str]]
) -> None:
    """Write who voices the works' characters."""
    wanted = Wanted()
    for media, said in works.items():
        cast.voices(media, cast_rows.primary_keys, said, references, wanted)
    media_of = {pk: key[0] for key, pk in cast_rows.primary_keys.items()}
    note(changes, media_of, write_rows(VOICES, media_of, wanted), "characters")


def write_audio(works: dict[int, list[Testimony]], episodes: Written, changes: dict[int, set[str]]) -> None:
    """Write in which languages the works' episodes can be seen."""
    if not episodes.owners and not any("episode_rows" in claims for said in works.values() for _, claims in said):
        return
    wanted = Wanted()
    numbers = {key: pk for key, (pk, _) in held_rows(TABLES["episodes"], list(works)).items()}
    for media, said in works.items():
        lists.episode_audio(media, numbers, said, wanted)
    media_of = {pk: key[0] for key, pk in numbers.items()}
    note(changes, media_of, write_rows(AUDIO, media_of, wanted), "episodes")


def note(changes: dict[int, set[str]], media_of: dict[int, int], written: Written, name: str) -> None:
    """Note that a list of works changed in its inner rows."""
    for owner in written.owners:
        changes[media_of[owner]].add(name)


def said_relations(works: Iterable[int], references: References) -> Wanted:
    """Return the relations that works' own records tell."""
    wanted = Wanted()
    for media in works:
        for other, name, pk in cast.explicit_relations(media, references.works[media], references):
            wanted.add((media, other, name), (False,), pk)
    return wanted
