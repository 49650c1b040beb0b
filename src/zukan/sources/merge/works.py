"""A batch of works: their columns and all their lists, written together."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

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
    MediaStatistics,
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
from zukan.sources.models import AwaitedReference, ImportRun
from zukan.sources.precedence import Testimony

REMOVED_SAMPLES = "remove-samples"  # the run by which a person said that no sample reviews are wanted
AWAITED = ("media_id", "kind", "reference")
AWAITED_THINGS = Table(AwaitedReference, AWAITED, where={"kind__in": ["character", "staff", "studio", "tag"]})
AWAITED_WORKS = Table(AwaitedReference, AWAITED, where={"kind": "media"})
RECOMMENDATIONS = Table(Recommendation, ("media_id", "recommended_id"), ("rating", "preference"), numbered=True)
TABLES: dict[str, Table] = {
    "names": Table(MediaName, ("media_id", "kind", "text"), ("language", "position", "folded")),
    "externalIds": Table(ExternalId, ("media_id", "site", "key"), ("is_gone",)),
    "genres": Table(MediaGenre, ("media_id", "genre_id")),
    "tags": Table(MediaTagRank, ("media_id", "tag_id"), ("rank", "is_media_spoiler")),
    "studios": Table(MediaStudio, ("media_id", "studio_id", "is_main"), numbered=True),
    "characters": Table(MediaCharacter, ("media_id", "character_id"), ("role", "name", "position"), numbered=True),
    "staff": Table(MediaStaff, ("media_id", "staff_id", "role"), ("position",), numbered=True),
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
    "statistics": Table(MediaStatistics, ("media_id", "source"), lists.STATISTICS),
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


class WorksWritten(NamedTuple):
    """What a write of works came to."""

    created: set[int]
    changed: dict[int, set[str]]  # names of columns and lists; nothing for those that are new


def write_works(works: dict[int, list[Testimony]]) -> WorksWritten:
    """Write works with all that hangs on them but what leads to other works."""
    rows = {media: media_row(testimonies) for media, testimonies in works.items()}
    changes: dict[int, set[str]] = defaultdict(set)
    entities = write_entities(Media, rows)
    for media, columns in entities.changed.items():
        changes[media] |= set(columns)
    references = References(works, to_works=False)
    write_rows(AWAITED_THINGS, works, references.awaited(), fresh=entities.created)
    written = write_lists(works, rows, references, entities.created)
    write_voices(works, references, written["characters"], changes, entities.created)
    write_audio(works, written["episodes"], changes)
    note_all(changes, written)
    return WorksWritten(
        entities.created, {media: names for media, names in changes.items() if media not in entities.created}
    )


def write_links(works: dict[int, list[Testimony]]) -> dict[int, set[str]]:
    """Write what leads from works to others, all of whose rows are there. Return what changed."""
    references = References(works, to_works=True)
    write_rows(AWAITED_WORKS, works, references.awaited())
    recommended = Wanted()
    for media, said in works.items():
        cast.recommendations(media, said, references, recommended)
    changes: dict[int, set[str]] = defaultdict(set)
    note_all(
        changes,
        {
            "recommendations": write_rows(RECOMMENDATIONS, works, recommended),
            "relations": write_relations(set(works), said_relations(works, references)),
        },
    )
    return changes


def note_all(changes: dict[int, set[str]], written: dict[str, Written]) -> None:
    """Note which lists of works changed."""
    for name, done in written.items():
        for media in done.owners:
            changes[media].add(name)


def write_lists(
    works: dict[int, list[Testimony]], rows: dict[int, dict[str, Any]], references: References, fresh: set[int]
) -> dict[str, Written]:
    """Write the rows of each table that hangs on works directly. fresh: works that have none yet."""
    wanted = {name: Wanted() for name in TABLES}
    genre_ids = cast.genre_ids(works)
    with_samples = not ImportRun.objects.filter(source=REMOVED_SAMPLES).exists()
    for media, said in works.items():
        lists.names(media, rows[media], said, wanted["names"])
        lists.external_ids(media, said, wanted["externalIds"])
        cast.genres(media, said, genre_ids, wanted["genres"])
        cast.tags(media, said, references, wanted["tags"])
        cast.studios(media, said, references, wanted["studios"])
        cast.characters(media, said, references, wanted["characters"])
        cast.staff(media, said, references, wanted["staff"])
        lists.reviews(media, said, wanted["reviews"], with_samples=with_samples)
        lists.rankings(media, said, wanted["rankings"])
        lists.score_counts(media, said, wanted["scores"])
        lists.status_counts(media, said, wanted["statuses"])
        lists.statistics(media, said, wanted["statistics"])
        lists.external_links(media, said, wanted["externalLinks"])
        lists.streaming_episodes(media, said, wanted["streamingEpisodes"])
        lists.airing_schedule(media, rows[media], said, wanted["airingSchedule"])
        lists.trends(media, said, wanted["trends"])
        lists.episode_rows(media, rows[media], said, wanted["episodes"])
    return {name: write_rows(table, works, wanted[name], fresh=fresh) for name, table in TABLES.items()}


def write_voices(
    works: dict[int, list[Testimony]],
    references: References,
    cast_rows: Written,
    changes: dict[int, set[str]],
    fresh: set[int],
) -> None:
    """Write who voices the works' characters."""
    wanted = Wanted()
    for media, said in works.items():
        cast.voices(media, cast_rows.primary_keys, said, references, wanted)
    media_of = {pk: key[0] for key, pk in cast_rows.primary_keys.items()}
    new = {pk for pk, media in media_of.items() if media in fresh}
    note(changes, media_of, write_rows(VOICES, media_of, wanted, fresh=new), "characters")


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
