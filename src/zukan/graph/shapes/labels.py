"""Genres and tags by themselves: which works have them, and which of them go together."""

from zukan.catalogue.models import Genre, GenreTag, MediaTag, RelatedTag
from zukan.catalogue.tallies import LOWEST_RANK
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Connection, Constant, Field, Filter, Flag, Many, One, Order, Shape, Source
from zukan.graph.shapes import extension, media
from zukan.graph.shapes.columns import columns
from zukan.graph.shapes.edges import MEDIA_EDGE_BLANK
from zukan.graph.shapes.filters import MEDIA_SORTS
from zukan.graph.shapes.paths import path_of


def works_with(table: str, parent: str) -> Source:
    """Return the works that have a label. table: what ties both. parent: the condition that ties it to the label."""
    return Source(
        f"{table} {{e}}",
        parent,
        (Order("{e}.media_id"),),
        lambda: media.MEDIA,
        edge=Shape("MediaEdge", MEDIA_EDGE_BLANK, f"{table} {{a}}"),
        node="{e}.media_id",
        node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
        sorts=MEDIA_SORTS,
        filters={"type": Filter("{n}.type=:value", "text"), "isAdult": Flag("{n}.is_adult")},
        tie="{e}.media_id",
    )


def related(table: str, parent: str, other: str, shape: Shape) -> Source:
    """Return what goes with a label, the most alike first. other: the column that ties break by."""
    order = (Order("{e}.likeness", descending=True),)
    return Source(f"{table} {{e}}", f"{{e}}.{parent}={{p}}.id", order, lambda: shape, tie=f"{{e}}.{other}")


MEDIA_TAG: Shape = Shape(
    "MediaTag",
    {
        **columns(MediaTag, "id name description category isGeneralSpoiler isAdult anime manga"),
        "rank": Constant(),
        "isMediaSpoiler": Constant(),
        "userId": Constant(),
        "path": path_of("tag"),
        "zukan": extension.named("tag"),
    },
    "catalogue_mediatag {a}",
)
# Without the letters' case, as AniList sorts them; names that differ in nothing else go by id.
MEDIA_TAGS: Source = Source("catalogue_mediatag {e}", "", (Order("lower({e}.name)"),), lambda: MEDIA_TAG)
GENRE_NAMES = "select g.name x from catalogue_genre g order by g.name"

LIKENESS: dict[str, Field] = columns(RelatedTag, "works likeness")
GENRE_TAG: Shape = Shape(
    "RelatedTag",
    {**columns(GenreTag, "works likeness"), "tag": One(lambda: MEDIA_TAG, "{a}.tag_id")},
    "catalogue_genretag {a}",
)
TAG_GENRE: Shape = Shape(
    "RelatedGenre",
    {**columns(GenreTag, "works likeness"), "genre": One(lambda: GENRE, "{a}.genre_id")},
    "catalogue_genretag {a}",
)
TAG_TAG: Shape = Shape(
    "RelatedTag", {**LIKENESS, "tag": One(lambda: MEDIA_TAG, "{a}.related_id")}, "catalogue_relatedtag {a}"
)
GENRE_MEDIA: Source = works_with("catalogue_mediagenre", "{e}.genre_id={p}.id")
GENRE_TAGS: Source = related("catalogue_genretag", "genre_id", "tag_id", GENRE_TAG)
GENRE: Shape = Shape(
    "Genre",
    {
        **columns(Genre, "name slug anime manga"),
        "path": Column("case when {a}.slug<>'' then '/genre/'||{a}.slug end", Kind.TEXT),
        "media": Connection(lambda: GENRE_MEDIA),
        "tags": Many(lambda: GENRE_TAGS),
    },
    "catalogue_genre {a}",
)
GENRES: Source = Source("catalogue_genre {e}", "", (Order("{e}.name"),), lambda: GENRE, paged=False)

TAG_MEDIA: Source = works_with(
    "catalogue_mediatagrank", f"{{e}}.tag_id={{p}}.id and ({{e}}.rank>={LOWEST_RANK} or {{e}}.rank is null)"
)
TAG: Shape = Shape(
    "Tag",
    {
        **columns(MediaTag, "id name description category isGeneralSpoiler isAdult anime manga"),
        "path": path_of("tag"),
        "media": Connection(lambda: TAG_MEDIA),
        "related": Many(lambda: related("catalogue_relatedtag", "tag_id", "related_id", TAG_TAG)),
        "genres": Many(lambda: related("catalogue_genretag", "tag_id", "genre_id", TAG_GENRE)),
    },
    "catalogue_mediatag {a}",
)
