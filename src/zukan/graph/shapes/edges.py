"""The edge that seven connections share in the schema, though not in the tables."""

from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Constant, Field, One
from zukan.graph.shapes import media

# A MediaEdge has a field for every parent there is; each connection fills its own.
MEDIA_EDGE_BLANK: dict[str, Field] = {
    "id": Column("{a}.id", Kind.INT),
    "node": One(lambda: media.MEDIA, "{a}.media_id"),
    "relationType": Constant(),
    "isMainStudio": Constant("false"),
    "characters": Constant(),
    "characterRole": Constant(),
    "characterName": Constant(),
    "roleNotes": Constant(),
    "dubGroup": Constant(),
    "staffRole": Constant(),
    "voiceActors": Constant(),
    "voiceActorRoles": Constant(),
    "favouriteOrder": Constant(),
    "zukan": Constant(),
}
