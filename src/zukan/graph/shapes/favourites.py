"""What people love, in an order of their own."""

from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Connection, Constant, Field, One, Order, Shape, ShapeOf, Source
from zukan.graph.shapes import media, people, works
from zukan.graph.shapes.edges import MEDIA_EDGE_BLANK
from zukan.graph.shapes.viewers import visible

EDGE: dict[str, Field] = {
    "id": Column("{a}.id", Kind.INT),
    "favouriteOrder": Column("{a}.position", Kind.INT),
}
CHARACTER_EDGE: dict[str, Field] = {
    **EDGE,
    "node": One(lambda: people.CHARACTER, "{a}.character_id"),
    "role": Constant(),
    "name": Constant(),
    "voiceActors": Constant(),
    "voiceActorRoles": Constant(),
    "media": Constant(),
}
STAFF_EDGE: dict[str, Field] = {**EDGE, "node": One(lambda: people.STAFF, "{a}.staff_id"), "role": Constant()}
STUDIO_EDGE: dict[str, Field] = {
    **EDGE,
    "node": One(lambda: works.STUDIO, "{a}.studio_id"),
    "isMain": Constant("true"),
}


def favourites(kind: str, target: str, shape: ShapeOf, edge: Shape) -> Connection:
    """Return the connection of one kind of favourites. target: the column that holds them."""
    source = Source(
        "tracker_favourite {e}",
        f"{{e}}.user_id={{p}}.id and {{e}}.kind='{kind}'",
        (Order("{e}.position"),),
        shape,
        edge=edge,
        node=f"{{e}}.{target}_id",
        where=visible("{e}.user_id"),
    )
    return Connection(lambda: source)


def edge(type_: str, fields: dict[str, Field]) -> Shape:
    """Return the edge of a favourite."""
    return Shape(type_, fields, "tracker_favourite {a}")


MEDIA_EDGE = edge("MediaEdge", {**MEDIA_EDGE_BLANK, **EDGE})
FAVOURITES: Shape = Shape(
    "Favourites",
    {
        "anime": favourites("ANIME", "media", lambda: media.MEDIA, MEDIA_EDGE),
        "manga": favourites("MANGA", "media", lambda: media.MEDIA, MEDIA_EDGE),
        "characters": favourites(
            "CHARACTER", "character", lambda: people.CHARACTER, edge("CharacterEdge", CHARACTER_EDGE)
        ),
        "staff": favourites("STAFF", "staff", lambda: people.STAFF, edge("StaffEdge", STAFF_EDGE)),
        "studios": favourites("STUDIO", "studio", lambda: works.STUDIO, edge("StudioEdge", STUDIO_EDGE)),
    },
)
