"""The site as a whole: how much there was, to which sites it links, and a person's season chart."""

from zukan.catalogue.models import MediaExternalLink
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Connection, Constant, Filter, One, Order, Shape, Source
from zukan.graph.shapes import users
from zukan.graph.shapes.columns import both_ways, columns
from zukan.tracker.models import CountedKind, SiteCount

TREND: Shape = Shape("SiteTrend", columns(SiteCount, "date count change"), "tracker_sitecount {a}")


def days(kind: CountedKind) -> Connection:
    """Return how many there were of a kind, day by day."""
    source = Source(
        "tracker_sitecount {e}",
        f"{{e}}.kind='{kind.value}'",
        (Order("{e}.date"),),
        lambda: TREND,
        sorts=both_ways(SiteCount, "{e}", DATE="date", COUNT="count", CHANGE="change"),
    )
    return Connection(lambda: source)


STATISTICS: Shape = Shape(
    "SiteStatistics", {kind.value.lower(): days(kind) for kind in CountedKind}, "(select 1 id) {a}"
)

CHART_USER: Shape = Shape(
    "AniChartUser",
    {"user": One(lambda: users.USER, "{a}.id"), "settings": Constant("{}"), "highlights": Constant("{}")},
    "accounts_user {a}",
)

# The sites to which works link, one link of each standing for all.
LINK_SOURCE: Shape = Shape(
    "MediaExternalLink",
    {
        **columns(MediaExternalLink, "site siteId type language color icon"),
        "id": Column("{a}.site_id", Kind.INT, null=False),
        "url": Constant(),
        "notes": Constant(),
        "isDisabled": Constant("false"),
        "regions": Constant(),
    },
    "catalogue_mediaexternallink {a}",
)
LINK_SOURCES: Source = Source(
    "catalogue_mediaexternallink {e}",
    "",
    (Order("{e}.site_id"),),
    lambda: LINK_SOURCE,
    filters={
        "id": Filter("{e}.site_id=:value", "int"),
        "type": Filter("{e}.type=:value", "text"),
        "mediaType": Filter(
            "exists(select 1 from catalogue_media m where m.id={e}.media_id and m.type=:value)", "text"
        ),
    },
    where="{e}.site_id is not null",
    group="{e}.site_id",
    tie="{e}.site_id",
)
