"""The fields of Query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from zukan.catalogue.models import MediaSeason, MediaTag, Season
from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Kind
from zukan.graph.lists import or_default
from zukan.graph.shape import Column, Constant, Filter, Many, Order, Shape, ShapeOf, Source, SourceOf
from zukan.graph.shapes import extension, media, people, works
from zukan.graph.shapes.columns import columns
from zukan.graph.sql import Bind, Request


@dataclass(frozen=True, slots=True)
class First:
    """The first row of a source, which has to exist."""

    source: SourceOf


@dataclass(frozen=True, slots=True)
class PageOf:
    """One of several lists, with the page's own arguments."""

    lists: Mapping[str, SourceOf]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A row that a query of ours finds; null without one."""

    shape: Shape
    key: str
    binds: Callable[[Arguments], Mapping[str, Bind]] = lambda _: {}


SEASONS = list(MediaSeason.values)  # in the order of the year


def current_season(now: int) -> tuple[int, str]:
    """Return the year and season of a moment in Unix seconds, as the trade counts them: winter is January to March."""
    moment = datetime.fromtimestamp(now, UTC)
    return moment.year, SEASONS[(moment.month - 1) // 3]


def season_binds(arguments: Arguments) -> dict[str, Bind]:
    """Return the wanted season as an ordinal, and how many anime it must have."""
    year, season = arguments.reader("year"), arguments.reader("season")

    def wanted(request: Request) -> int:
        this_year, this_season = current_season(request.now)
        asked = or_default(season, this_season)(request)
        return int(str(or_default(year, this_year)(request))) * 4 + SEASONS.index(str(asked))

    least = or_default(arguments.reader("atLeast"), None)
    exact = Bind(lambda request: wanted(request) if least(request) is None else 0, "bigint")
    return {"wanted": Bind(wanted, "bigint"), "exact": exact, "least": Bind(or_default(least, 0), "int")}


SEASON_MEDIA: Source = Source(
    "catalogue_media {e}",
    "{e}.season_year={p}.year and {e}.season={p}.season and {e}.type='ANIME' and not {e}.is_adult",
    (Order("{e}.popularity", descending=True),),
    lambda: media.MEDIA,
)
SEASON_CHART: Shape = Shape(
    "SeasonChart",
    {**columns(Season, "season year anime"), "media": Many(lambda: SEASON_MEDIA)},
    "catalogue_season {a}",
)
SEASON_KEY = (
    "(select s.id from catalogue_season s where s.ordinal<=:wanted and s.ordinal>=:exact and s.anime>=:least"
    " order by s.ordinal desc limit 1)"
)


def all_of(table: str, shape: ShapeOf, of_type: str) -> Many:
    """Return a list of all rows of a table, to be read from id to id. of_type: the condition that `type` adds."""
    filters = {"after": Filter("{e}.id>:value", "int"), "type": Filter(of_type, "text")}
    source = Source(f"{table} {{e}}", "", (Order("{e}.id"),), shape, filters=filters)
    return Many(lambda: source)


def hangs_on(rows: str) -> str:
    """Return the condition that a thing hangs on a work of a type. rows: FROM and WHERE of what ties `{e}` to `m`."""
    return f"exists(select 1 from catalogue_media m join {rows} and m.type=:value)"


VOICED = (
    "catalogue_mediacharacter c on c.media_id=m.id join catalogue_voicerole v on v.appearance_id=c.id"
    " where v.staff_id={e}.id"
)
CREDITED = hangs_on("catalogue_mediastaff c on c.media_id=m.id where c.staff_id={e}.id")
TAG: Shape = Shape(
    "MediaTag",
    {
        **columns(MediaTag, "id name description category isGeneralSpoiler isAdult"),
        "rank": Constant(),
        "isMediaSpoiler": Constant(),
        "userId": Constant(),
        "zukan": extension.named("tag"),
    },
    "catalogue_mediatag {a}",
)
CATALOGUE: Shape = Shape(
    "Catalogue",
    {
        "anime": Column("(select count(*) from catalogue_media where type='ANIME')", Kind.INT, null=False),
        "manga": Column("(select count(*) from catalogue_media where type='MANGA')", Kind.INT, null=False),
        "updatedAt": Column("(select max(updated_at) from catalogue_media)", Kind.INT),
        "media": all_of("catalogue_media", lambda: media.MEDIA, "{e}.type=:value"),
        "characters": all_of(
            "catalogue_character",
            lambda: people.CHARACTER,
            hangs_on("catalogue_mediacharacter c on c.media_id=m.id where c.character_id={e}.id"),
        ),
        "staff": all_of("catalogue_staff", lambda: people.STAFF, f"({CREDITED} or {hangs_on(VOICED)})"),
        "studios": all_of(
            "catalogue_studio",
            lambda: works.STUDIO,
            hangs_on("catalogue_mediastudio c on c.media_id=m.id where c.studio_id={e}.id"),
        ),
        "tags": all_of(
            "catalogue_mediatag",
            lambda: TAG,
            hangs_on("catalogue_mediatagrank c on c.media_id=m.id where c.tag_id={e}.id"),
        ),
    },
    "(select 1 id) {a}",
)

ROOTS: dict[str, First | PageOf | Keyed] = {
    "Media": First(lambda: works.MEDIA_LIST),
    "Page": PageOf({"media": lambda: works.MEDIA_LIST}),
    "SeasonChart": Keyed(SEASON_CHART, SEASON_KEY, season_binds),
    "Catalogue": Keyed(CATALOGUE, "1"),
}
