"""The values that records may hold, with AniList's spelling and the databases' limits."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

Amount: TypeAlias = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Whole: TypeAlias = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Moment: TypeAlias = Annotated[int, Meta(ge=0, lt=253_370_764_800)]  # before the year 9999: a day in any time zone
Year: TypeAlias = Annotated[int, Meta(ge=0, le=9999)]
FuzzyDate: TypeAlias = Annotated[int, Meta(ge=0, le=99991231)]
Score: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
EdgeId: TypeAlias = Annotated[int, Meta(ge=1, le=2**30 - 1)]  # below the ids that are given here
# Texts that tell rows apart stand in indexes. PostgreSQL takes 2,700 bytes there, and a character is up to four;
# the claims join such texts with a control character: no text of a record holds one, which `reading.valid` looks after.
LONGEST_NAME = 600  # folding may make a name longer: it is cut there again
Reference: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
NameText: TypeAlias = Annotated[str, Meta(max_length=LONGEST_NAME)]
Address: TypeAlias = Annotated[str, Meta(max_length=2_000, pattern=r"^(?:[\x20-\x7e]*|[^\x00-\x1f]{0,600})$")]
SiteKey: TypeAlias = Annotated[str, Meta(max_length=20)]
KeyOfSite: TypeAlias = Annotated[str, Meta(max_length=400)]  # a title may be one: "tsuihousareta-…"
LanguageTag: TypeAlias = Annotated[str, Meta(max_length=12)]
Colour: TypeAlias = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]
ShortText: TypeAlias = Annotated[str, Meta(max_length=20)]

MediaTypeName: TypeAlias = Literal["ANIME", "MANGA"]
FormatName: TypeAlias = Literal[
    "TV", "TV_SHORT", "MOVIE", "SPECIAL", "OVA", "ONA", "MUSIC", "MANGA", "NOVEL", "ONE_SHOT"
]
StatusName: TypeAlias = Literal["FINISHED", "RELEASING", "NOT_YET_RELEASED", "CANCELLED", "HIATUS"]
SeasonName: TypeAlias = Literal["WINTER", "SPRING", "SUMMER", "FALL"]
OriginName: TypeAlias = Literal[
    "ORIGINAL",
    "MANGA",
    "LIGHT_NOVEL",
    "VISUAL_NOVEL",
    "VIDEO_GAME",
    "OTHER",
    "NOVEL",
    "DOUJINSHI",
    "ANIME",
    "WEB_NOVEL",
    "LIVE_ACTION",
    "GAME",
    "COMIC",
    "MULTIMEDIA_PROJECT",
    "PICTURE_BOOK",
]
RelationName: TypeAlias = Literal[
    "SOURCE",
    "ADAPTATION",
    "PREQUEL",
    "SEQUEL",
    "PARENT",
    "SIDE_STORY",
    "SPIN_OFF",
    "SUMMARY",
    "COMPILATION",
    "CONTAINS",
    "ALTERNATIVE",
    "SAME_UNIVERSE",
    "CHARACTER",
    "OTHER",
]
RoleName: TypeAlias = Literal["MAIN", "SUPPORTING", "BACKGROUND"]
LinkTypeName: TypeAlias = Literal["INFO", "STREAMING", "SOCIAL"]
RankTypeName: TypeAlias = Literal["RATED", "POPULAR"]
ListStatusName: TypeAlias = Literal["CURRENT", "PLANNING", "COMPLETED", "DROPPED", "PAUSED", "REPEATING"]
