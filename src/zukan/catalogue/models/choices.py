"""The closed lists of values, with AniList's spelling."""

from django.db import models
from django.db.models import Q


class MediaType(models.TextChoices):
    ANIME = "ANIME", "Anime"
    MANGA = "MANGA", "Manga"


class MediaFormat(models.TextChoices):
    TV = "TV", "TV"
    TV_SHORT = "TV_SHORT", "TV short"
    MOVIE = "MOVIE", "Movie"
    SPECIAL = "SPECIAL", "Special"
    OVA = "OVA", "OVA"
    ONA = "ONA", "ONA"
    MUSIC = "MUSIC", "Music"
    MANGA = "MANGA", "Manga"
    NOVEL = "NOVEL", "Light novel"
    ONE_SHOT = "ONE_SHOT", "One shot"


class MediaStatus(models.TextChoices):
    FINISHED = "FINISHED", "Finished"
    RELEASING = "RELEASING", "Releasing"
    NOT_YET_RELEASED = "NOT_YET_RELEASED", "Not yet released"
    CANCELLED = "CANCELLED", "Cancelled"
    HIATUS = "HIATUS", "On hiatus"


class MediaSeason(models.TextChoices):
    WINTER = "WINTER", "Winter"
    SPRING = "SPRING", "Spring"
    SUMMER = "SUMMER", "Summer"
    FALL = "FALL", "Fall"


class MediaSource(models.TextChoices):
    ORIGINAL = "ORIGINAL", "Original"
    MANGA = "MANGA", "Manga"
    LIGHT_NOVEL = "LIGHT_NOVEL", "Light novel"
    VISUAL_NOVEL = "VISUAL_NOVEL", "Visual novel"
    VIDEO_GAME = "VIDEO_GAME", "Video game"
    OTHER = "OTHER", "Other"
    NOVEL = "NOVEL", "Novel"
    DOUJINSHI = "DOUJINSHI", "Doujinshi"
    ANIME = "ANIME", "Anime"
    WEB_NOVEL = "WEB_NOVEL", "Web novel"
    LIVE_ACTION = "LIVE_ACTION", "Live action"
    GAME = "GAME", "Game"
    COMIC = "COMIC", "Comic"
    MULTIMEDIA_PROJECT = "MULTIMEDIA_PROJECT", "Multimedia project"
    PICTURE_BOOK = "PICTURE_BOOK", "Picture book"


class MediaRelationType(models.TextChoices):
    SOURCE = "SOURCE", "Source"
    ADAPTATION = "ADAPTATION", "Adaptation"
    PREQUEL = "PREQUEL", "Prequel"
    SEQUEL = "SEQUEL", "Sequel"
    PARENT = "PARENT", "Parent story"
    SIDE_STORY = "SIDE_STORY", "Side story"
    SPIN_OFF = "SPIN_OFF", "Spin-off"
    SUMMARY = "SUMMARY", "Summary"
    COMPILATION = "COMPILATION", "Compilation"
    CONTAINS = "CONTAINS", "Contains"
    ALTERNATIVE = "ALTERNATIVE", "Alternative"
    SAME_UNIVERSE = "SAME_UNIVERSE", "Same universe"
    CHARACTER = "CHARACTER", "Shared character"
    OTHER = "OTHER", "Other"


class CharacterRole(models.TextChoices):
    MAIN = "MAIN", "Main"
    SUPPORTING = "SUPPORTING", "Supporting"
    BACKGROUND = "BACKGROUND", "Background"


class MediaRankType(models.TextChoices):
    RATED = "RATED", "Rated"
    POPULAR = "POPULAR", "Popular"


class ExternalLinkType(models.TextChoices):
    INFO = "INFO", "Information"
    STREAMING = "STREAMING", "Streaming"
    SOCIAL = "SOCIAL", "Social"


class MediaListStatus(models.TextChoices):
    CURRENT = "CURRENT", "Watching"
    PLANNING = "PLANNING", "Planning"
    COMPLETED = "COMPLETED", "Completed"
    DROPPED = "DROPPED", "Dropped"
    PAUSED = "PAUSED", "Paused"
    REPEATING = "REPEATING", "Rewatching"


class MediaNameKind(models.TextChoices):
    ROMAJI = "ROMAJI", "Romaji"
    ENGLISH = "ENGLISH", "English"
    NATIVE = "NATIVE", "Native"
    SYNONYM = "SYNONYM", "Also known as"


def member_check(column: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """Return the constraint that a column holds a member: the read path writes enums into JSON as they stand."""
    return models.CheckConstraint(condition=Q((f"{column}__in", choices.values)), name=name)


def range_check(column: str, low: int, high: int, name: str) -> models.CheckConstraint:
    """Return the constraint `low <= column <= high`; null passes."""
    return models.CheckConstraint(condition=Q((f"{column}__range", (low, high))), name=name)
