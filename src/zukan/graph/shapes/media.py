"""Media and the objects that are made of its own row or hang on it."""

from zukan.catalogue.models import (
    AiringSchedule,
    Episode,
    EpisodeAudio,
    ExternalId,
    Media,
    MediaExternalLink,
    MediaRank,
    MediaStreamingEpisode,
    MediaTag,
    MediaTagRank,
    MediaTrend,
    ScoreCount,
    StatusCount,
)
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.shape import (
    Address,
    Chosen,
    Column,
    Connection,
    Constant,
    Embed,
    Field,
    FuzzyDate,
    Many,
    One,
    OneOfViewer,
    Order,
    Preferred,
    Shape,
    Source,
    Texts,
    Timed,
)
from zukan.graph.shapes import entries, extension, people, works
from zukan.graph.shapes.columns import column, columns, described, version
from zukan.graph.shapes.paths import path_of
from zukan.graph.shapes.pictures import address_of, picture_of
from zukan.graph.shapes.viewers import is_favourite

SOURCE_VERSIONS = {
    1: ("ORIGINAL", "MANGA", "LIGHT_NOVEL", "VISUAL_NOVEL", "VIDEO_GAME", "OTHER"),
    2: ("NOVEL", "DOUJINSHI", "ANIME"),
}
ANY_TITLE = "coalesce({a}.title_romaji,{a}.title_english,{a}.title_native)"


def status(arguments: Arguments) -> str:
    """Return a status that the caller's version has."""
    hiatus = "case {a}.status when 'HIATUS' then 'RELEASING' else {a}.status end"
    return "{a}.status" if version(arguments) >= 2 else hiatus


def source(arguments: Arguments) -> str:
    """Return a source that the caller's version has; newer members read OTHER."""
    if version(arguments) >= 3:
        return "{a}.source"
    known = (name for since, names in SOURCE_VERSIONS.items() if since <= version(arguments) for name in names)
    members = ",".join(f"'{name}'" for name in known)
    return f"case when {{a}}.source is null or {{a}}.source in ({members}) then {{a}}.source else 'OTHER' end"


MEDIA_TITLE: Shape = Shape(
    "MediaTitle",
    {
        "romaji": Column(ANY_TITLE, Kind.TEXT),
        "english": column(Media, "title_english"),
        "native": column(Media, "title_native"),
        "userPreferred": Preferred(
            "title_language",
            {
                "ENGLISH": f"coalesce({{a}}.title_english,{ANY_TITLE})",
                "NATIVE": f"coalesce({{a}}.title_native,{ANY_TITLE})",
            },
            ANY_TITLE,
        ),
    },
)
COVER = "coalesce({a}.cover_extra_large,{a}.cover_large,{a}.cover_medium)"  # the one that is fetched
COVER_IMAGE: Shape = Shape(
    "MediaCoverImage",
    {
        "extraLarge": address_of(COVER, COVER),
        "large": address_of("{a}.cover_large", COVER),
        "medium": address_of("coalesce({a}.cover_medium,{a}.cover_large)", COVER),
        "color": Column(
            f"coalesce({{a}}.cover_color,(select w.color from pictures_picture w where w.url={COVER}))", Kind.TEXT
        ),
        "picture": picture_of(COVER),
    },
)
TRAILER: Shape = Shape(
    "MediaTrailer",
    {
        "id": column(Media, "trailer_id"),
        "site": column(Media, "trailer_site"),
        "thumbnail": column(Media, "trailer_thumbnail"),
    },
)
STATS: Shape = Shape(
    "MediaStats",
    {
        "scoreDistribution": Many(lambda: SCORE_COUNTS),
        "statusDistribution": Many(lambda: STATUS_COUNTS),
        "airingProgression": Constant("[]"),
    },
)
SCORE_COUNT: Shape = Shape("ScoreDistribution", columns(ScoreCount, "score amount"), "catalogue_scorecount {a}")
SCORE_COUNTS: Source = Source(
    "catalogue_scorecount {e}", "{e}.media_id={p}.id", (Order("{e}.score"),), lambda: SCORE_COUNT, paged=False
)
STATUS_COUNT: Shape = Shape("StatusDistribution", columns(StatusCount, "status amount"), "catalogue_statuscount {a}")
STATUS_COUNTS: Source = Source(
    "catalogue_statuscount {e}", "{e}.media_id={p}.id", (Order("{e}.status"),), lambda: STATUS_COUNT, paged=False
)

TAG: Shape = Shape(
    "MediaTag",
    {
        **columns(MediaTag, "id name description category isGeneralSpoiler isAdult anime manga", "{a}t"),
        **columns(MediaTagRank, "rank isMediaSpoiler"),
        "userId": Constant(),
        "path": path_of("tag", "{a}t"),
        "zukan": extension.TAG,
    },
    "catalogue_mediatagrank {a} join catalogue_mediatag {a}t on {a}t.id={a}.tag_id",
)
TAGS: Source = Source(
    "catalogue_mediatagrank {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.rank", descending=True, null=True), Order("{e}.tag_id")),
    lambda: TAG,
    paged=False,
)

RANK: Shape = Shape(
    "MediaRank", columns(MediaRank, "id rank type format year season allTime context"), "catalogue_mediarank {a}"
)
RANKS: Source = Source("catalogue_mediarank {e}", "{e}.media_id={p}.id", (Order("{e}.id"),), lambda: RANK, paged=False)

EXTERNAL_LINK: Shape = Shape(
    "MediaExternalLink",
    columns(MediaExternalLink, "id url site siteId type language color icon notes isDisabled regions"),
    "catalogue_mediaexternallink {a}",
)
EXTERNAL_LINKS: Source = Source(
    "catalogue_mediaexternallink {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.position"),),
    lambda: EXTERNAL_LINK,
    paged=False,
)
EXTERNAL_ID: Shape = Shape("ExternalId", columns(ExternalId, "site key isGone"), "catalogue_externalid {a}")
EXTERNAL_IDS: Source = Source(
    "catalogue_externalid {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.site"), Order("{e}.key")),
    lambda: EXTERNAL_ID,
    paged=False,
)

STREAMING_EPISODE: Shape = Shape(
    "MediaStreamingEpisode",
    columns(MediaStreamingEpisode, "title thumbnail url site"),
    "catalogue_mediastreamingepisode {a}",
)
STREAMING_EPISODES: Source = Source(
    "catalogue_mediastreamingepisode {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.position"),),
    lambda: STREAMING_EPISODE,
    paged=False,
)

EPISODE_AUDIO: Shape = Shape("EpisodeAudio", columns(EpisodeAudio, "language site"), "catalogue_episodeaudio {a}")
EPISODE_AUDIOS: Source = Source(
    "catalogue_episodeaudio {e}",
    "{e}.episode_id={p}.id",
    (Order("{e}.language"), Order("{e}.site")),
    lambda: EPISODE_AUDIO,
    paged=False,
)
EPISODE: Shape = Shape(
    "Episode",
    {
        **columns(Episode, "number titleRomaji titleNative isFiller isRecap"),
        "title": column(Episode, "title_english"),
        "aired": FuzzyDate("{a}.aired"),
        "audio": Many(lambda: EPISODE_AUDIOS),
    },
    "catalogue_episode {a}",
)
EPISODES: Source = Source("catalogue_episode {e}", "{e}.media_id={p}.id", (Order("{e}.number"),), lambda: EPISODE)

AIRING: Shape = Shape(
    "AiringSchedule",
    {
        **columns(AiringSchedule, "id airingAt episode"),
        "mediaId": column(AiringSchedule, "media"),
        "timeUntilAiring": Timed("{a}.airing_at-:now"),
        "media": One(lambda: MEDIA, "{a}.media_id"),
    },
    "catalogue_airingschedule {a}",
)
TREND: Shape = Shape(
    "MediaTrend",
    {
        **columns(MediaTrend, "date trending averageScore popularity inProgress releasing episode"),
        "mediaId": column(MediaTrend, "media"),
        "media": One(lambda: MEDIA, "{a}.media_id"),
    },
    "catalogue_mediatrend {a}",
)
DUB_LANGUAGES = (
    "select v.language x from catalogue_voicerole v join catalogue_mediacharacter c on c.id=v.appearance_id"
    " where c.media_id={a}.id and v.language is not null union select u.language from catalogue_episodeaudio u"
    " join catalogue_episode e on e.id=u.episode_id where e.media_id={a}.id order by 1 limit 100"
)
GENRES = (
    "select g.name x from catalogue_mediagenre i join catalogue_genre g on g.id=i.genre_id"
    " where i.media_id={a}.id order by g.name limit 100"
)
SYNONYMS = (
    "select s.text x from catalogue_medianame s where s.media_id={a}.id and s.kind='SYNONYM'"
    " order by s.position,s.id limit 500"
)
NEXT_AIRING = (
    "(select s.id from catalogue_airingschedule s where s.media_id={a}.id and s.airing_at>:now"
    " order by s.airing_at,s.id limit 1)"
)
SEASON_INT = (
    "{a}.season_year%100*10+case {a}.season when 'WINTER' then 1 when 'SPRING' then 2 when 'SUMMER' then 3"
    " when 'FALL' then 4 end"
)
PATH = "'/'||lower({a}.type)||'/'||{a}.id||case when {a}.slug='' then '' else '/'||{a}.slug end"
SITE_PATH = "'/'||lower({a}.type)||'/'||{a}.id"  # clients read the id at its end

STANDING: Shape = Shape(
    "MediaStanding", columns(Media, "weightedScore scoreSource scoredBy popularitySource weeklyGain")
)
ENTRY_OF_VIEWER = "(select l.id from tracker_listentry l where l.user_id=:viewer and l.media_id={a}.id)"

MEDIA_EXTENSION: Shape = Shape(
    "MediaExtension",
    {
        **extension.MEDIA,
        "externalIds": Many(lambda: EXTERNAL_IDS),
        "episodes": Many(lambda: EPISODES),
    },
)
MEDIA_FIELDS: dict[str, Field] = {
    **columns(Media, "id idMal type format season seasonYear episodes duration chapters volumes countryOfOrigin"),
    **columns(Media, "isLicensed hashtag updatedAt averageScore meanScore popularity isLocked"),
    **columns(Media, "favourites isAdult descriptionSource descriptionHtml"),
    "trending": column(Media, "trend"),
    "standing": Embed(STANDING),
    "title": Embed(MEDIA_TITLE),
    "status": Chosen(Kind.ENUM, status),
    "source": Chosen(Kind.ENUM, source),
    "description": described(
        "{a}.description",
        "{a}.description_html",
        "||coalesce('<br><br>(Source: '||{a}.description_source||')','')",
    ),
    "startDate": FuzzyDate("{a}.start_date"),
    "endDate": FuzzyDate("{a}.end_date"),
    "seasonInt": Column(SEASON_INT, Kind.INT),
    "trailer": Embed(TRAILER, when="{a}.trailer_id is not null"),
    "coverImage": Embed(COVER_IMAGE),
    "bannerImage": address_of("{a}.banner_image", "{a}.banner_image"),
    "bannerPicture": picture_of("{a}.banner_image"),
    "genres": Texts(GENRES),
    "synonyms": Texts(SYNONYMS),
    "tags": Many(lambda: TAGS),
    "relations": Connection(lambda: works.RELATIONS),
    "characters": Connection(lambda: people.CAST),
    "staff": Connection(lambda: people.CREDITS),
    "studios": Connection(lambda: works.STUDIOS),
    "isFavourite": is_favourite("media"),
    "mediaListEntry": OneOfViewer(lambda: entries.ENTRY, ENTRY_OF_VIEWER),
    "isFavouriteBlocked": Constant("false"),
    "nextAiringEpisode": One(lambda: AIRING, NEXT_AIRING),
    "airingSchedule": Connection(lambda: works.AIRINGS),
    "trends": Connection(lambda: works.TRENDS),
    "externalLinks": Many(lambda: EXTERNAL_LINKS),
    "streamingEpisodes": Many(lambda: STREAMING_EPISODES),
    "rankings": Many(lambda: RANKS),
    "reviews": Connection(lambda: works.REVIEWS),
    "recommendations": Connection(lambda: works.RECOMMENDATIONS),
    "stats": Embed(STATS),
    "siteUrl": Address(SITE_PATH),
    "path": Column(PATH, Kind.TEXT, null=False),
    "autoCreateForumThread": Constant(),
    "isRecommendationBlocked": Constant("false"),
    "isReviewBlocked": Constant("false"),
    "modNotes": Constant(),
    "episodeList": Many(lambda: EPISODES),
    "dubLanguages": Texts(DUB_LANGUAGES),
    "externalIds": Many(lambda: EXTERNAL_IDS),
    "zukan": Embed(MEDIA_EXTENSION),
}
MEDIA: Shape = Shape("Media", MEDIA_FIELDS, "catalogue_media {a}")
