"""Our own words and facts: the text files below `texts/`, read into plain structures."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent / "texts"
AUTHOR = "Zukan editors"


class Synopsis(msgspec.Struct, frozen=True):
    """What a work is about, in our words."""

    id: int  # AniList's, of the work
    title: str  # for whoever reads the file
    body: str  # plain paragraphs


class SampleReview(msgspec.Struct, frozen=True):
    """A review that shows the layout."""

    id: int
    media: int
    author: str
    score: int  # 0-100
    summary: str
    date: str  # ISO 8601
    body: str  # markdown


class Named(msgspec.Struct, frozen=True):
    """A character, a person or a studio; id is AniList's, None when it is not known."""

    name: str
    id: int | None = None


class Pair(msgspec.Struct, frozen=True):
    """A character and who voices it."""

    character: Named
    role: str | None = None
    voice_actor: Named | None = None


class MediaFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the editors know of one work."""

    id: int
    start_date: int  # FuzzyDate
    end_date: int  # FuzzyDate
    episodes: int
    duration: int  # minutes
    average_score: int
    favourites: int
    trending: int
    hashtag: str
    studio: Named
    similar: list[int]  # AniList's ids, best first
    cast: list[Pair]


def split_header(text: str) -> tuple[dict[str, object], str]:
    """Return the TOML between the first two `+++` lines, and the rest with its line breaks inside paragraphs undone."""
    _, header, body = text.split("+++\n", 2)
    paragraphs = [" ".join(paragraph.split()) for paragraph in body.strip().split("\n\n")]
    return tomllib.loads(header), "\n\n".join(paragraphs)


def markdown_files(folder: str) -> list[Path]:
    """Return the folder's Markdown files by number."""
    return sorted((FOLDER / folder).glob("*.md"), key=lambda path: int(path.stem))


def synopses() -> Iterator[Synopsis]:
    """Yield the synopses by id."""
    for path in markdown_files("synopses"):
        header, body = split_header(path.read_text(encoding="utf-8"))
        yield msgspec.convert({**header, "body": body}, Synopsis)


def sample_reviews() -> Iterator[SampleReview]:
    """Yield the sample reviews by number."""
    for path in markdown_files("reviews"):
        header, body = split_header(path.read_text(encoding="utf-8"))
        yield msgspec.convert({**header, "date": str(header["date"]), "body": body}, SampleReview)


def metallic_rouge() -> MediaFacts:
    """Return the facts about Metallic Rouge that no shippable source holds."""
    return msgspec.convert(tomllib.loads((FOLDER / "metallic-rouge.toml").read_text(encoding="utf-8")), MediaFacts)
