"""The answer's objects as AniList's schema names them. Anything may be left out; what is there has to be right."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources.vocabulary import (
    Amount,
    FormatName,
    LinkTypeName,
    ListStatusName,
    MediaTypeName,
    Moment,
    OriginName,
    RankTypeName,
    RelationName,
    RoleName,
    Score,
    SeasonName,
    StatusName,
    Whole,
    Year,
)

AnyId: TypeAlias = Annotated[int, Meta(ge=1, le=2**63 - 1)]


class Shape(Struct, kw_only=True, rename="camel"):
    """An object of an answer."""


class Numbered(Shape, kw_only=True):
    """An object with an id. One that another Zukan gave means nothing here, and is left out."""

    id: AnyId | None = None

    def __post_init__(self) -> None:
        if self.id is not None and self.id >= FIRST_LOCAL_ID:
            self.id = None


class Extension(Shape):
    """What a Zukan adds to a thing: `graph/shapes/extension.py`."""

    key: str | None = None  # what to call a thing that AniList does not number


class DateShape(Shape):
    year: Year | None = None
    month: Annotated[int, Meta(ge=1, le=12)] | None = None
    day: Annotated[int, Meta(ge=1, le=31)] | None = None


class NameShape(Shape):
    first: str | None = None
    middle: str | None = None
    last: str | None = None
    full: str | None = None
    native: str | None = None
    user_preferred: str | None = None
    alternative: list[str | None] | None = None
    alternative_spoiler: list[str | None] | None = None


class TitleShape(Shape):
    user_preferred: str | None = None  # romaji, for whoever asked without a token
    romaji: str | None = None
    english: str | None = None
    native: str | None = None


class ImageShape(Shape):
    extra_large: str | None = None
    large: str | None = None
    medium: str | None = None
    color: Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")] | None = None


class TrailerShape(Shape):
    id: str | None = None
    site: str | None = None
    thumbnail: str | None = None


class TagShape(Numbered, kw_only=True):
    name: str
    description: str | None = None
    category: str | None = None
    rank: Score | None = None
    is_general_spoiler: bool | None = None
    is_media_spoiler: bool | None = None
    is_adult: bool | None = None
    zukan: Extension | None = None


class PersonShape(Numbered):
    name: NameShape | None = None
    image: ImageShape | None = None
    description: str | None = None
    gender: str | None = None
    date_of_birth: DateShape | None = None
    blood_type: str | None = None
    favourites: Amount | None = None
    zukan: "PersonExtension | None" = None


class StaffShape(PersonShape):
    language_v2: str | None = None
    language: str | None = None  # deprecated: "JAPANESE"
    primary_occupations: list[str | None] | None = None
    date_of_death: DateShape | None = None
    age: Annotated[int, Meta(ge=0, le=32767)] | None = None
    years_active: list[Year] | None = None
    home_town: str | None = None
    staff_media: "MediaConnection | None" = None
    characters: "CharacterConnection | None" = None
    character_media: "MediaConnection | None" = None


class CharacterShape(PersonShape):
    age: str | None = None
    media: "MediaConnection | None" = None


class StudioShape(Numbered):
    name: str | None = None
    is_animation_studio: bool | None = None
    favourites: Amount | None = None
    media: "MediaConnection | None" = None
    zukan: Extension | None = None


class VoiceShape(Shape):
    voice_actor: StaffShape | None = None
    role_notes: str | None = None
    dub_group: str | None = None
    zukan: "VoiceExtension | None" = None


class CharacterEdge(Numbered):
    node: CharacterShape | None = None
    role: RoleName | None = None
    name: str | None = None
    voice_actors: list[StaffShape | None] | None = None
    voice_actor_roles: list[VoiceShape | None] | None = None
    media: "list[MediaShape | None] | None" = None


class CharacterConnection(Shape):
    edges: list[CharacterEdge | None] | None = None
    nodes: list[CharacterShape | None] | None = None
    offset: Amount | None = 0  # of the first edge in the editors' order; None: in another order


class StaffEdge(Numbered):
    node: StaffShape | None = None
    role: str | None = None


class StaffConnection(Shape):
    edges: list[StaffEdge | None] | None = None
    nodes: list[StaffShape | None] | None = None
    offset: Amount | None = 0


class StudioEdge(Numbered):
    node: StudioShape | None = None
    is_main: bool | None = None


class StudioConnection(Shape):
    edges: list[StudioEdge | None] | None = None
    nodes: list[StudioShape | None] | None = None
    partial: bool = False  # only the main ones were asked for, or only the others


class MediaEdge(Numbered):
    """A work as seen from another work, a character, a person or a studio."""

    node: "MediaShape | None" = None
    relation_type: RelationName | None = None
    relation_type_version: int | None = None  # of the enum, as the request asked; None: no request is known
    is_main_studio: bool | None = None
    character_role: RoleName | None = None
    character_name: str | None = None
    characters: list[CharacterShape | None] | None = None
    staff_role: str | None = None
    role_notes: str | None = None
    dub_group: str | None = None
    voice_actors: list[StaffShape | None] | None = None
    voice_actor_roles: list[VoiceShape | None] | None = None
    zukan: "RelationExtension | None" = None


class MediaConnection(Shape):
    edges: list[MediaEdge | None] | None = None
    nodes: "list[MediaShape | None] | None" = None


class UserShape(Shape):
    name: str | None = None


class ReviewShape(Numbered):
    media: "MediaShape | None" = None
    media_id: AnyId | None = None
    media_type: MediaTypeName | None = None
    summary: str | None = None
    body: str | None = None
    rating: Amount | None = None
    rating_amount: Amount | None = None
    score: Score | None = None
    private: bool | None = None
    site_url: str | None = None
    created_at: Moment | None = None
    updated_at: Moment | None = None
    user: UserShape | None = None
    zukan: "ReviewExtension | None" = None


class ReviewConnection(Shape):
    edges: "list[ReviewEdge | None] | None" = None
    nodes: list[ReviewShape | None] | None = None


class ReviewEdge(Shape):
    node: ReviewShape | None = None


class RecommendationShape(Numbered):
    rating: Whole | None = None
    media: "MediaShape | None" = None
    media_recommendation: "MediaShape | None" = None
    zukan: "RecommendationExtension | None" = None


class RecommendationEdge(Shape):
    node: RecommendationShape | None = None


class RecommendationConnection(Shape):
    edges: list[RecommendationEdge | None] | None = None
    nodes: list[RecommendationShape | None] | None = None


class AiringShape(Numbered):
    episode: Amount | None = None
    airing_at: Moment | None = None
    media: "MediaShape | None" = None
    media_id: AnyId | None = None


class AiringEdge(Shape):
    node: AiringShape | None = None


class AiringConnection(Shape):
    edges: list[AiringEdge | None] | None = None
    nodes: list[AiringShape | None] | None = None


class TrendShape(Shape):
    date: Moment | None = None
    trending: Amount | None = None
    average_score: Score | None = None
    popularity: Amount | None = None
    in_progress: Amount | None = None
    episode: Amount | None = None
    releasing: bool | None = None
    media: "MediaShape | None" = None
    media_id: AnyId | None = None


class TrendEdge(Shape):
    node: TrendShape | None = None


class TrendConnection(Shape):
    edges: list[TrendEdge | None] | None = None
    nodes: list[TrendShape | None] | None = None


class RankingShape(Numbered, kw_only=True):
    rank: Amount
    type: RankTypeName
    format: FormatName | None = None
    context: str = ""
    year: Year | None = None
    season: SeasonName | None = None
    all_time: bool | None = None


class LinkShape(Numbered):
    url: str | None = None
    site: str | None = None
    site_id: Amount | None = None
    type: LinkTypeName | None = None
    language: str | None = None
    color: str | None = None
    icon: str | None = None
    notes: str | None = None
    is_disabled: bool | None = None
    regions: str | None = None  # a Zukan's addition


class StreamingShape(Shape):
    url: str | None = None
    title: str | None = None
    thumbnail: str | None = None
    site: str | None = None


class ScoreShape(Shape):
    score: Score | None = None
    amount: Amount | None = None


class StatusShape(Shape):
    status: ListStatusName | None = None
    amount: Amount | None = None


class StatsShape(Shape):
    score_distribution: list[ScoreShape | None] | None = None
    status_distribution: list[StatusShape | None] | None = None


class MediaShape(Numbered):
    id_mal: Amount | None = None
    type: MediaTypeName | None = None
    title: TitleShape | None = None
    synonyms: list[str | None] | None = None
    format: FormatName | None = None
    status: StatusName | None = None
    source: OriginName | None = None
    season: SeasonName | None = None
    season_year: Year | None = None
    start_date: DateShape | None = None
    end_date: DateShape | None = None
    episodes: Amount | None = None
    duration: Amount | None = None
    chapters: Amount | None = None
    volumes: Amount | None = None
    country_of_origin: str | None = None
    description: str | None = None
    cover_image: ImageShape | None = None
    banner_image: str | None = None
    trailer: TrailerShape | None = None
    hashtag: str | None = None
    is_adult: bool | None = None
    is_licensed: bool | None = None
    is_locked: bool | None = None
    average_score: Score | None = None
    mean_score: Score | None = None
    popularity: Amount | None = None
    favourites: Amount | None = None
    trending: Amount | None = None
    updated_at: Moment | None = None
    site_url: str | None = None
    genres: list[str | None] | None = None
    tags: list[TagShape | None] | None = None
    studios: StudioConnection | None = None
    relations: MediaConnection | None = None
    characters: CharacterConnection | None = None
    character_preview: CharacterConnection | None = None  # the site's own page asks under these three names
    staff: StaffConnection | None = None
    staff_preview: StaffConnection | None = None
    reviews: ReviewConnection | None = None
    review_preview: ReviewConnection | None = None
    recommendations: RecommendationConnection | None = None
    rankings: list[RankingShape | None] | None = None
    stats: StatsShape | None = None
    airing_schedule: AiringConnection | None = None
    next_airing_episode: AiringShape | None = None
    trends: TrendConnection | None = None
    external_links: list[LinkShape | None] | None = None
    streaming_episodes: list[StreamingShape | None] | None = None
    zukan: "MediaExtension | None" = None


class PersonExtension(Extension):
    image_large: str | None = None
    image_medium: str | None = None


class VoiceExtension(Shape):
    language: str | None = None


class RelationExtension(Shape):
    is_inferred: bool


class RecommendationExtension(Shape):
    preference: Amount


class ReviewExtension(Shape):
    source_key: str | None = None
    author_name: str | None = None
    site: str | None = None
    url: str | None = None
    is_sample: bool = False


class SynonymShape(Shape):
    text: str
    language: str | None = None


class SiteIdShape(Shape):
    site: str
    key: str
    is_gone: bool = False


class NumbersShape(Shape):
    source: str
    average_score: Score | None = None
    mean_score: Score | None = None
    scored_by: Amount | None = None
    popularity: Amount | None = None
    favourites: Amount | None = None
    score_rank: Amount | None = None
    popularity_rank: Amount | None = None


class AudioShape(Shape):
    language: str
    site: str


class EpisodeShape(Shape):
    number: Amount
    title: str | None = None
    title_romaji: str | None = None
    title_native: str | None = None
    aired: DateShape | None = None
    is_filler: bool = False
    is_recap: bool = False
    audio: list[AudioShape] | None = None


class MediaExtension(Extension):
    title_romaji: str | None = None
    description_source: str | None = None
    cover_extra_large: str | None = None
    cover_large: str | None = None
    cover_medium: str | None = None
    cover_color: str | None = None
    trailer_site: str | None = None
    trailer_thumbnail: str | None = None
    franchise: str | None = None
    trending: Amount | None = None
    synonyms: list[SynonymShape] | None = None
    statistics: list[NumbersShape] | None = None
    external_ids: list[SiteIdShape] | None = None
    episodes: list[EpisodeShape] | None = None


class ListEntryShape(Shape):
    media: MediaShape | None = None


class ListGroupShape(Shape):
    entries: list[ListEntryShape | None] | None = None


class ListCollectionShape(Shape):
    lists: list[ListGroupShape | None] | None = None
