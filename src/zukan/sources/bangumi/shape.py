"""What Bangumi's objects look like. Only what is taken is described; fields that are not there are None."""

from typing import Annotated, Any

import msgspec


class Images(msgspec.Struct):
    """Addresses of a picture, the largest first."""

    large: str | None = None
    medium: str | None = None


class Rating(msgspec.Struct):
    """How a subject was scored. count: "1" to "10" -> users; score: their mean, 0 for none."""

    total: int | None = None
    count: dict[str, int] = msgspec.field(default_factory=dict)
    score: Annotated[float, msgspec.Meta(ge=0, le=10)] | None = None


class Collection(msgspec.Struct):
    """How many users have a subject on which list."""

    wish: int | None = None
    collect: int | None = None
    doing: int | None = None
    on_hold: int | None = None
    dropped: int | None = None


class Episode(msgspec.Struct):
    """An episode. type: 0 for those that count; sort: its number, 12.5 for one in between."""

    type: int = 0
    sort: Annotated[float, msgspec.Meta(ge=0, le=2**31 - 1)] = 0
    name: str = ""
    airdate: str = ""


class Person(msgspec.Struct):
    """A person or a company. info: free facts by name, whose values are texts, lists or facts by name again."""

    id: int
    name: str = ""
    name_cn: str = ""
    images: Images | None = None
    info: dict[str, Any] | None = None
    jobs: list[str] = msgspec.field(default_factory=list)


class Character(Person):
    """A character with its actors."""

    role_name: str = ""
    actors: list[Person] | None = None


class Subject(msgspec.Struct):
    """A work. type: 1 books, 2 anime, 3 music, 4 games, 6 live action; eps: how many episodes, or all of them."""

    id: int
    type: int
    name: str = ""
    name_cn: str = ""
    summary: str = ""
    eps: int | list[Episode] | None = None
    eps_count: int | None = None
    air_date: str = ""
    rating: Rating | None = None
    rank: int | None = None
    collection: Collection | None = None
    images: Images | None = None
    nsfw: bool | None = None
    crt: list[Character] | None = None
    staff: list[Person] | None = None
