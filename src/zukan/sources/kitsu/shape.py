"""What Kitsu's JSON:API answers look like. Only what is taken is described; fields that are not there are None."""

from typing import Annotated

import msgspec

ResourceId = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=r"^[\w-]+$")]


class Pointer(msgspec.Struct, frozen=True):
    """Names a resource."""

    type: str
    id: ResourceId


class Relationship(msgspec.Struct):
    """What a resource is linked to. data: UNSET where the answer does not tell."""

    data: Pointer | list[Pointer] | msgspec.UnsetType | None = msgspec.UNSET


class Resource(msgspec.Struct):
    """A thing with attributes of its kind."""

    type: str
    id: ResourceId
    attributes: msgspec.Raw = msgspec.Raw(b"{}")
    relationships: dict[str, Relationship] = msgspec.field(default_factory=dict)

    @property
    def pointer(self) -> Pointer:
        return Pointer(self.type, self.id)


class Document(msgspec.Struct):
    """An answer."""

    data: Resource | list[Resource] | None = None
    included: list[Resource] = msgspec.field(default_factory=list)


class Picture(msgspec.Struct):
    """Addresses of a picture: a poster is 110, 284, 390 or 550 pixels wide."""

    tiny: str | None = None
    small: str | None = None
    medium: str | None = None
    large: str | None = None
    original: str | None = None


class Work(msgspec.Struct, rename="camel"):
    """Attributes of `anime` and `manga`. averageRating is out of 100, ratingFrequencies from "2" to "20"."""

    titles: dict[str, str | None] = msgspec.field(default_factory=dict)
    canonical_title: str | None = None
    abbreviated_titles: list[str | None] | None = None
    synopsis: str | None = None
    description: str | None = None
    subtype: str | None = None
    status: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    episode_count: int | None = None
    episode_length: int | None = None
    chapter_count: int | None = None
    volume_count: int | None = None
    average_rating: str | None = None
    rating_frequencies: dict[str, str | int] | None = None
    user_count: int | None = None
    favorites_count: int | None = None
    popularity_rank: int | None = None
    rating_rank: int | None = None
    age_rating: str | None = None
    age_rating_guide: str | None = None
    nsfw: bool | None = None
    poster_image: Picture | None = None
    cover_image: Picture | None = None
    youtube_video_id: str | None = None
    updated_at: str | None = None


class Label(msgspec.Struct):
    """Attributes of `genres` and `categories`."""

    name: str | None = None
    title: str | None = None
    nsfw: bool | None = None


class Role(msgspec.Struct):
    """Attributes of `mediaRelationships` and `animeProductions`."""

    role: str | None = None


class Producer(msgspec.Struct):
    """Attributes of `producers`."""

    name: str | None = None


class Mapping(msgspec.Struct, rename="camel"):
    """Attributes of `mappings`: "myanimelist/anime" and the key there."""

    external_site: str
    external_id: str
