"""anime-offline-database's form: what is known of anime, without people, texts and languages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

import zukan
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.export.licences import licences
from zukan.export.pages import Part, things
from zukan.graph.run import Database
from zukan.sources.sites import SITES, page_url

PART = Part("offline_database.graphql", "Anime", 100)
REPOSITORY = "https://github.com/manami-project/anime-offline-database"
# Its schema lets nothing else stand here; the licences of what is in the file stand beside it.
LICENCE = {
    "name": "Open Data Commons Open Database License (ODbL) v1.0 + Database Contents License (DbCL) v1.0",
    "url": f"{REPOSITORY}/blob/master/LICENSE",
}
NO_PICTURE = f"{REPOSITORY}/raw/master/pics/no_pic.png"
NO_THUMBNAIL = f"{REPOSITORY}/raw/master/pics/no_pic_thumbnail.png"
TYPES = {"TV": "TV", "TV_SHORT": "TV", "MOVIE": "MOVIE", "OVA": "OVA", "ONA": "ONA", "SPECIAL": "SPECIAL"}
TYPES["MUSIC"] = "SPECIAL"
STATUSES = {"FINISHED": "FINISHED", "RELEASING": "ONGOING", "HIATUS": "ONGOING", "NOT_YET_RELEASED": "UPCOMING"}
FIRST_YEAR = 1907


class Shape(msgspec.Struct, rename="camel"):
    """An object of the operation's answer."""


class TitleShape(Shape):
    romaji: str | None
    english: str | None
    native: str | None


class SiteIdShape(Shape):
    site: str
    key: str


class PointerShape(Shape):
    id: int
    type: str
    external_ids: list[SiteIdShape]


class NodesShape(Shape):
    nodes: list[PointerShape]


class NameShape(Shape):
    name: str


class StudioEdge(Shape):
    is_main: bool
    node: NameShape


class StudiosShape(Shape):
    edges: list[StudioEdge]


class DateShape(Shape):
    year: int | None


class SynonymShape(Shape):
    text: str


class ExtensionShape(Shape):
    synonyms: list[SynonymShape]
    cover_extra_large: str | None
    cover_large: str | None
    cover_medium: str | None


class WorkShape(Shape):
    id: int
    title: TitleShape
    format: str | None
    episodes: int | None
    status: str | None
    season: str | None
    season_year: int | None
    start_date: DateShape
    duration: int | None
    average_score: int | None
    genres: list[str]
    tags: list[NameShape]
    studios: StudiosShape
    relations: NodesShape
    external_ids: list[SiteIdShape]
    zukan: ExtensionShape


WORK = msgspec.json.Decoder(WorkShape)


def header() -> dict[str, Any]:
    """Return the document without its entries: the first line of the form with one entry a line."""
    return {
        "license": LICENCE,
        "licences": licences(),
        "generator": f"Zukan {zukan.__version__}",
        "repository": REPOSITORY,
        "scoreRange": {"minInclusive": 1.0, "maxInclusive": 10.0},
        "lastUpdate": datetime.now(UTC).date().isoformat(),
    }


def entries(database: Database) -> Iterator[dict[str, Any] | None]:
    """Yield the entry of each anime; None for one without a page on any site, which the form cannot name."""
    for thing in things(database, PART, None):
        work = WORK.decode(thing)
        sources = addresses(work.id, work.external_ids)
        yield entry(work, sources) if sources else None


def addresses(media_id: int, ids: list[SiteIdShape]) -> list[str]:
    """Return an anime's pages on the sites that the form knows works by."""
    known = [("anilist", str(media_id))] if media_id < FIRST_LOCAL_ID else []
    known += [(one.site, one.key) for one in ids if one.site in SITES and SITES[one.site].identifies]
    pages = (page_url(site, key, "ANIME") for site, key in known)
    return sorted({page.replace("://www.", "://") for page in pages if page})


def entry(work: WorkShape, sources: list[str]) -> dict[str, Any]:
    """Return an anime as the form has it."""
    cover = work.zukan
    picture = cover.cover_extra_large or cover.cover_large or cover.cover_medium
    found = {
        "sources": sources,
        "title": title(work),
        "type": TYPES.get(work.format or "", "UNKNOWN"),
        "episodes": work.episodes or 0,
        "status": STATUSES.get(work.status or "", "UNKNOWN"),
        "animeSeason": anime_season(work),
        "picture": picture or NO_PICTURE,
        "thumbnail": cover.cover_medium or picture or NO_THUMBNAIL,
        "duration": {"value": work.duration * 60, "unit": "SECONDS"} if work.duration else None,
        "score": score(work.average_score),
        "synonyms": synonyms(work),
        "studios": companies(work, is_main=True),
        "producers": companies(work, is_main=False),
        "relatedAnime": related(work, sources),
        "tags": sorted({name.lower() for name in (*work.genres, *(tag.name for tag in work.tags))}),
    }
    return {name: value for name, value in found.items() if value is not None}


def title(work: WorkShape) -> str:
    """Return the main title: the one in Latin letters where there is one."""
    return work.title.romaji or work.title.english or work.title.native or f"AniList {work.id}"


def synonyms(work: WorkShape) -> list[str]:
    """Return an anime's other names, in whatever language."""
    others = {work.title.english, work.title.native, *(one.text for one in work.zukan.synonyms)}
    return sorted({name for name in others if name} - {title(work)})


def anime_season(work: WorkShape) -> dict[str, Any]:
    """Return when an anime was first shown."""
    year = work.season_year or work.start_date.year
    season: dict[str, Any] = {"season": work.season or "UNDEFINED"}
    return season | {"year": year} if year and year >= FIRST_YEAR else season


def score(average: int | None) -> dict[str, float] | None:
    """Return a score of 0 to 100 as the form's three means of the scores of several sites: here of one."""
    if average is None:
        return None
    value = max(1.0, average / 10)
    return dict.fromkeys(("arithmeticGeometricMean", "arithmeticMean", "median"), value)


def companies(work: WorkShape, *, is_main: bool) -> list[str]:
    """Return the studios, or the other companies that took part."""
    return sorted({edge.node.name.lower() for edge in work.studios.edges if edge.is_main == is_main})


def related(work: WorkShape, own: list[str]) -> list[str]:
    """Return the pages of all anime that an anime hangs together with."""
    anime = [node for node in work.relations.nodes if node.type == "ANIME"]
    return sorted({page for node in anime for page in addresses(node.id, node.external_ids)} - set(own))


def whole_pieces(found: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the pieces of one JSON document."""
    yield msgspec.json.encode(header())[:-1] + b',"data":['
    separator = b"\n"
    for one in found:
        yield separator + msgspec.json.encode(one)
        separator = b",\n"
    yield b"\n]}\n"


def line_pieces(found: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield lines: the header, then one entry each."""
    yield msgspec.json.encode(header()) + b"\n"
    for one in found:
        yield msgspec.json.encode(one) + b"\n"
