"""What every source's reader yields: typed records, in which each field but the key may be missing.

A missing field means "the source did not say". References to other entities are text: digits are AniList's
id, "~Name" names the thing, and anything else is the key of another record of the same source.
Dates are FuzzyDate integers (YYYYMMDD, 00 for an unknown month or day); moments are Unix seconds.
"""

from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta, Struct, field

from zukan.sources.vocabulary import (
    Address,
    Amount,
    Colour,
    EdgeId,
    FormatName,
    FuzzyDate,
    KeyOfSite,
    LanguageTag,
    LinkTypeName,
    ListStatusName,
    MediaTypeName,
    Moment,
    NameText,
    OriginName,
    RankTypeName,
    Reference,
    RelationName,
    RoleName,
    Score,
    SeasonName,
    ShortText,
    SiteKey,
    StatusName,
    Whole,
    Year,
)


class Part(Struct, kw_only=True, omit_defaults=True):
    """A piece of a record. `KEY` names the fields that tell two pieces of one list apart."""

    KEY: ClassVar[tuple[str, ...]] = ()


class TranslatedTitle(Part):
    """A title in a language, as a source gives it."""

    language: LanguageTag  # BCP 47: "zh-Hans"
    text: NameText


class TagRank(Part):
    """A work carries a tag."""

    tag: Reference
    rank: Score | None = None


class TagSpoiler(Part):
    """Whether a tag gives a work's plot away. Kept apart from the tags: an answer without it must not unmark them."""

    KEY = ("tag",)
    tag: Reference
    is_media_spoiler: bool | None = None


class StudioCredit(Part):
    """A studio's part in a work."""

    studio: Reference
    is_main: bool = False
    id: EdgeId | None = None


class StudioWork(StudioCredit):
    """The same, told from the studio's side: one of the work's credits, not all of them."""

    KEY = ("studio", "is_main")


class Relation(Part):
    """`media` is the `relation_type` of the record's work."""

    media: Reference
    relation_type: RelationName
    id: EdgeId | None = None


class Ranking(Part):
    """A work's place among its format."""

    rank: Amount
    type: RankTypeName
    format: FormatName
    context: NameText
    id: EdgeId | None = None
    year: Year | None = None
    season: SeasonName | None = None
    all_time: bool = False


class ScoreAmount(Part):
    """How many users gave a score."""

    score: Score
    amount: Amount


class StatusAmount(Part):
    """How many users have a work in a list status."""

    status: ListStatusName
    amount: Amount


class Voice(Part):
    """A person voices a character."""

    KEY = ("staff", "language")
    staff: Reference
    language: ShortText = ""  # "Japanese"; "": not said
    role_notes: str | None = None
    dub_group: str | None = None
    position: Amount | None = None


class CastEdge(Part):
    """A character appears in a work."""

    KEY = ("character",)
    character: Reference
    role: RoleName | None = None
    name: str | None = None
    position: Amount | None = None  # place in the editors' order; None when the answer was in another order
    id: EdgeId | None = None
    voices: list[Voice] | None = None


class StaffCredit(Part):
    """A person's credit on a work."""

    KEY = ("staff", "role")
    staff: Reference
    role: NameText
    position: Amount | None = None
    id: EdgeId | None = None


class Recommended(Part):
    """Who likes the record's work may like `media`."""

    KEY = ("media",)
    media: Reference
    rating: Whole | None = None
    preference: Amount | None = None  # the editors' picks, the greatest first
    id: EdgeId | None = None


class ReviewText(Part):
    """A review written elsewhere, or a sample by the editors."""

    KEY = ("key",)
    key: Reference  # the site's number of it, or a word of the editors'
    author_name: str | None = None
    site: str | None = None
    url: str | None = None
    score: Score | None = None
    summary: str | None = None
    body: str | None = None  # markdown
    rating: Amount | None = None
    rating_amount: Amount | None = None
    is_sample: bool | None = None
    created_at: Moment | None = None
    updated_at: Moment | None = None


class Airing(Part):
    """An episode's broadcast."""

    KEY = ("episode",)
    episode: Amount
    airing_at: Moment | None = None
    id: EdgeId | None = None


class Trend(Part):
    """A work's numbers on one day."""

    KEY = ("date",)
    date: Moment  # midnight, UTC
    trending: Amount | None = None
    average_score: Score | None = None
    popularity: Amount | None = None
    in_progress: Amount | None = None
    episode: Amount | None = None
    releasing: bool | None = None


class AudioTrack(Part):
    """A licensed service carries an episode in a language."""

    KEY = ("language", "site")
    language: ShortText
    site: NameText


class EpisodeText(Part):
    """One episode."""

    KEY = ("number",)
    number: Amount
    title_english: str | None = None
    title_romaji: str | None = None
    title_native: str | None = None
    aired: FuzzyDate | None = None
    is_filler: bool | None = None
    is_recap: bool | None = None
    audio: list[AudioTrack] | None = None


class Link(Part):
    """A page about the work, or a licensed service that carries it."""

    KEY = ("url",)
    url: Address
    site: NameText | None = None
    site_id: Amount | None = None
    type: LinkTypeName | None = None
    language: ShortText | None = None
    regions: str | None = None
    color: Colour | None = None
    icon: str | None = None
    notes: str | None = None
    is_disabled: bool | None = None
    position: Amount | None = None
    id: EdgeId | None = None


class StreamingEpisode(Part):
    """A link to one episode on a licensed service."""

    KEY = ("url",)
    url: Address
    title: str | None = None
    thumbnail: str | None = None
    site: str | None = None
    position: Amount | None = None


class SourceNumbers(Part):
    """What another source counted of the record's work: an export hands on the numbers of all sources."""

    KEY = ("source",)
    source: Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
    average_score: Score | None = None
    mean_score: Score | None = None
    scored_by: Amount | None = None
    popularity: Amount | None = None
    favourites: Amount | None = None
    score_rank: Amount | None = None
    popularity_rank: Amount | None = None


class EpisodeRedirect(Part):
    """Episodes that other people count as this work's are in truth another's: files are named that way."""

    KEY = ("first", "last")
    first: Amount
    last: Amount  # 0: the last there is; where `first` is 0 too, episode 0 alone
    media: Reference  # whose episodes they are
    media_first: Amount
    media_last: Amount  # 0: the last there is


class SeriesPlace(Part):
    """Where a work stands on a site that lists whole series."""

    KEY = ("site", "key", "season")
    site: SiteKey
    key: KeyOfSite
    season: ShortText  # "1"; "a": numbered absolutely; "0": among the specials; "": not said
    offset: Whole | None = None  # to add to the work's episode number
    # Single episodes that lie there, "1-5;S2-6;9-1+": the work's number (S: of a special), the site's; "+": and so on.
    episodes: str | None = None


class Broadcast(Part):
    """A weekly (or other regular) slot, from its first to its last broadcast."""

    begin: Moment
    end: Moment
    period_days: Annotated[int, Meta(ge=1, le=366)]


class Record(Struct, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What one source said of one entity at one time."""

    source: Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
    key: Annotated[str, Meta(min_length=1, max_length=80)]  # the source's own id of it, or "~" and its name
    observed_at: Moment = 0
    ids: dict[SiteKey, list[KeyOfSite]] = field(default_factory=dict)  # key of sites.SITES -> its keys there


class MediaRecord(Record, tag="media"):
    """A work."""

    type: MediaTypeName | None = None
    ids_number: MediaTypeName | None = None  # whose numbering `ids` uses, from a source that carries only ids
    ids_gone: bool | None = None  # the sites do not have these ids any more
    id_mal: Amount | None = None
    title_romaji: NameText | None = None
    title_english: NameText | None = None
    title_native: NameText | None = None
    synonyms: list[NameText] | None = None
    translated_titles: list[TranslatedTitle] | None = None
    format: FormatName | None = None
    status: StatusName | None = None
    origin: OriginName | None = None  # the column `source`: what the work was made from
    season: SeasonName | None = None
    season_year: Year | None = None
    start_date: FuzzyDate | None = None
    end_date: FuzzyDate | None = None
    episodes: Amount | None = None
    duration: Amount | None = None
    chapters: Amount | None = None
    volumes: Amount | None = None
    country_of_origin: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    description: str | None = None
    description_source: str | None = None
    cover_extra_large: str | None = None
    cover_large: str | None = None
    cover_medium: str | None = None
    cover_color: Colour | None = None
    banner_image: str | None = None
    trailer_id: str | None = None
    trailer_site: str | None = None
    trailer_thumbnail: str | None = None
    hashtag: str | None = None
    is_adult: bool | None = None
    is_licensed: bool | None = None
    is_locked: bool | None = None
    average_score: Score | None = None
    mean_score: Score | None = None
    popularity: Amount | None = None
    favourites: Amount | None = None
    trending: Amount | None = None
    scored_by: Amount | None = None  # users who gave a score
    score_rank: Amount | None = None  # place by score among all the source has
    popularity_rank: Amount | None = None
    age_rating: NameText | None = None  # as the source words it: "PG-13 - Teens 13 or older"
    franchise: NameText | None = None  # the group of works that the source puts it in
    updated_at: Moment | None = None
    broadcast: Broadcast | None = None
    genres: list[NameText] | None = None  # these seven: always the whole list
    tags: list[TagRank] | None = None
    studios: list[StudioCredit] | None = None
    relations: list[Relation] | None = None
    rankings: list[Ranking] | None = None
    score_counts: list[ScoreAmount] | None = None
    status_counts: list[StatusAmount] | None = None
    tag_spoilers: list[TagSpoiler] | None = None  # from here on: a part of the list, united with others
    studio_credits: list[StudioWork] | None = None
    characters: list[CastEdge] | None = None
    staff: list[StaffCredit] | None = None
    recommendations: list[Recommended] | None = None
    reviews: list[ReviewText] | None = None
    airing_schedule: list[Airing] | None = None
    trends: list[Trend] | None = None
    episode_rows: list[EpisodeText] | None = None
    external_links: list[Link] | None = None
    streaming_episodes: list[StreamingEpisode] | None = None
    episode_redirects: list[EpisodeRedirect] | None = None
    statistics: list[SourceNumbers] | None = None
    series_places: list[SeriesPlace] | None = None


class PersonRecord(Record):
    """What a character and a member of staff have in common."""

    name_first: str | None = None
    name_middle: str | None = None
    name_last: str | None = None
    name_full: NameText | None = None
    name_native: NameText | None = None
    name_alternative: list[str] | None = None
    image_large: str | None = None
    image_medium: str | None = None
    description: str | None = None
    gender: str | None = None
    date_of_birth: FuzzyDate | None = None
    blood_type: str | None = None
    favourites: Amount | None = None


class CharacterRecord(PersonRecord, tag="character"):
    """A character."""

    name_alternative_spoiler: list[str] | None = None
    age: str | None = None


class StaffRecord(PersonRecord, tag="staff"):
    """A person who works on works."""

    language: ShortText | None = None
    primary_occupations: list[str] | None = None
    date_of_death: FuzzyDate | None = None
    age: Annotated[int, Meta(ge=0, le=32767)] | None = None
    years_active: list[Year] | None = None
    home_town: str | None = None


class StudioRecord(Record, tag="studio"):
    """A company."""

    name: NameText | None = None
    is_animation_studio: bool | None = None
    favourites: Amount | None = None


class TagRecord(Record, tag="tag"):
    """A label."""

    name: NameText | None = None
    description: str | None = None
    category: NameText | None = None
    is_general_spoiler: bool | None = None
    is_adult: bool | None = None


AnyRecord: TypeAlias = MediaRecord | CharacterRecord | StaffRecord | StudioRecord | TagRecord
RECORD_OF_KIND: dict[str, type[AnyRecord]] = {
    "media": MediaRecord,
    "character": CharacterRecord,
    "staff": StaffRecord,
    "studio": StudioRecord,
    "tag": TagRecord,
}
KIND_OF_RECORD: dict[type[AnyRecord], str] = {record: kind for kind, record in RECORD_OF_KIND.items()}
