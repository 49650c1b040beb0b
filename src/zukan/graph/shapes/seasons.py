"""Season charts and the archive of seasons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from zukan.catalogue.models import MediaSeason, Season
from zukan.graph.arguments import Arguments
from zukan.graph.lists import or_default
from zukan.graph.shape import Condition, Connection, Filter, Many, One, Order, Shape, Source
from zukan.graph.shapes import media
from zukan.graph.shapes.columns import columns
from zukan.graph.shapes.edges import MEDIA_EDGE_BLANK
from zukan.graph.shapes.filters import MEDIA_FILTERS, MEDIA_SORTS
from zukan.graph.sql import Bind, Request

SEASONS = list(MediaSeason.values)  # in the order of the year


def current_season(now: int) -> tuple[int, str]:
    """Return the year and season of a moment in Unix seconds, as the trade counts them: winter is January to March."""
    moment = datetime.fromtimestamp(now, UTC)
    return moment.year, SEASONS[(moment.month - 1) // 3]


def season_binds(arguments: Arguments) -> Mapping[str, Bind]:
    """Return the wanted season as an ordinal, and how many anime it must have."""
    year, season = arguments.reader("year"), arguments.reader("season")

    def wanted(request: Request) -> int:
        this_year, this_season = current_season(request.now)
        asked = or_default(season, this_season)(request)
        return int(str(or_default(year, this_year)(request))) * 4 + SEASONS.index(str(asked))

    least = or_default(arguments.reader("atLeast"), None)
    exact = Bind(lambda request: wanted(request) if least(request) is None else 0, "bigint")
    return {"wanted": Bind(wanted, "bigint"), "exact": exact, "least": Bind(or_default(least, 0), "int")}


SORTS = {
    name: Order(order.sql.replace("{n}", "{e}"), order.descending, order.null) for name, order in MEDIA_SORTS.items()
}
# Asked of each of the few in a season: a list of all that have the genre would be begun with.
GENRE = (
    "exists(select 1 from catalogue_mediagenre g where g.media_id={e}.id and g.genre_id in "
    "(select id from catalogue_genre where lower(name)=lower(:value)))"
)
FILTERS: dict[str, Condition] = {
    **{name: MEDIA_FILTERS[name] for name in ("format", "source")},
    "genre": Filter(GENRE, "text"),
    "unknownFormat": Filter("({e}.format is null)=:value", "boolean"),
}
MOST_POPULAR = (Order("{e}.popularity", descending=True),)
EDGE = Shape("MediaEdge", {**MEDIA_EDGE_BLANK, "node": One(lambda: media.MEDIA, "{a}.id")}, "catalogue_media {a}")


OWN: Source = Source(
    "catalogue_media {e}",
    "{e}.season_ordinal={p}.ordinal and not {e}.is_adult",
    MOST_POPULAR,
    lambda: media.MEDIA,
    edge=EDGE,
    sorts=SORTS,
    filters=FILTERS,
)


def unindexed(order: Order) -> Order:
    """Return the same order in a form that no index has: few go on, and they are found by the index of those."""
    return replace(order, sql=f"coalesce({order.sql},null)")


CARRIED_OVER: Source = replace(
    OWN,
    parent="{e}.carried_until>={p}.ordinal and {e}.season_ordinal<{p}.ordinal and not {e}.is_adult",
    order=tuple(unindexed(order) for order in MOST_POPULAR),
    sorts={name: unindexed(order) for name, order in SORTS.items()},
)
FIRST_OF_OWN: Source = replace(OWN, edge=None, filters={}, sorts={})
SEASON_CHART: Shape = Shape(
    "SeasonChart",
    {
        **columns(Season, "season year anime"),
        "media": Many(lambda: FIRST_OF_OWN),
        "works": Connection(lambda: OWN),
        "carriedOver": Connection(lambda: CARRIED_OVER),
        "previous": One(
            lambda: SEASON_CHART,
            "(select s.id from catalogue_season s where s.ordinal<{a}.ordinal order by s.ordinal desc limit 1)",
        ),
        "next": One(
            lambda: SEASON_CHART,
            "(select s.id from catalogue_season s where s.ordinal>{a}.ordinal order by s.ordinal limit 1)",
        ),
    },
    "catalogue_season {a}",
)
SEASON_KEY = (
    "(select s.id from catalogue_season s where s.ordinal<=:wanted and s.ordinal>=:exact and s.anime>=:least"
    " order by s.ordinal desc limit 1)"
)
ARCHIVE: Source = Source(
    "catalogue_season {e}",
    "",
    (Order("{e}.ordinal"),),
    lambda: SEASON_CHART,
    filters={"year": Filter("{e}.year=:value", "int")},
    tie="{e}.ordinal",
)
