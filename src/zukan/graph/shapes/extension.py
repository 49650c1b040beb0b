"""What the catalogue holds and AniList's schema has no place for: the field `zukan` of its types.

An export asks for it, so that another Zukan reads back the whole: sources/anilist/extension.py.
"""

from zukan.catalogue.models import Character, Media, MediaName, MediaRelation, MediaStatistics, Staff, VoiceRole
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.graph.dialect import Kind
from zukan.graph.shape import Column, Embed, Field, Many, Order, Shape, Source
from zukan.graph.shapes.columns import column, columns
from zukan.reviews.models import Recommendation, Review

# What the sources call a thing: one and the same in every installation, as an id that was given here is not. An
# exported thing keeps the name that it had where it came from ("zukan" is the source of what was exported before).
NAME_OF_RECORD = "case when r.source='zukan' or r.key like '~%' then r.key else r.source||'/'||r.key end"


def own_key(kind: str) -> Column:
    """Return the field `key` of a kind of things, null for those that AniList numbers."""
    records = f"sources_sourcerecord r where r.kind='{kind}' and r.entity_id={{a}}.id and r.stands"
    own = f"coalesce((select min({NAME_OF_RECORD}) from {records}),'local/'||{{a}}.id)"
    return Column(f"case when {{a}}.id>={FIRST_LOCAL_ID} then {own} end", Kind.TEXT)


def person(model: type[Character] | type[Staff], kind: str) -> Embed:
    """Return the extension of a character or a member of staff."""
    return Embed(Shape("PersonExtension", {"key": own_key(kind), **columns(model, "imageLarge imageMedium")}))


def named(kind: str, alias: str = "{a}") -> Embed:
    """Return the extension of what has nothing but a name. alias: of its row."""
    key = own_key(kind)
    return Embed(Shape("Extension", {"key": Column(key.sql.replace("{a}", alias), key.kind)}))


SYNONYM: Shape = Shape("MediaSynonym", columns(MediaName, "text language"), "catalogue_medianame {a}")
SYNONYMS: Source = Source(
    "catalogue_medianame {e}",
    "{e}.media_id={p}.id and {e}.kind='SYNONYM'",
    (Order("{e}.position"),),
    lambda: SYNONYM,
    paged=False,
)
NUMBERS: Shape = Shape(
    "SourceStatistics",
    columns(MediaStatistics, "source averageScore meanScore scoredBy popularity favourites scoreRank popularityRank"),
    "catalogue_mediastatistics {a}",
)
STATISTICS: Source = Source(
    "catalogue_mediastatistics {e}", "{e}.media_id={p}.id", (Order("{e}.source"),), lambda: NUMBERS, paged=False
)
MEDIA: dict[str, Field] = {
    "key": own_key("media"),
    **columns(Media, "titleRomaji descriptionSource coverExtraLarge coverLarge coverMedium coverColor"),
    **columns(Media, "trailerSite trailerThumbnail franchise trending"),
    "synonyms": Many(lambda: SYNONYMS),
    "statistics": Many(lambda: STATISTICS),
}
CHARACTER: Embed = person(Character, "character")
STAFF: Embed = person(Staff, "staff")
STUDIO: Embed = named("studio")
TAG: Embed = named("tag", "{a}t")
RELATION: Embed = Embed(Shape("RelationExtension", {"isInferred": column(MediaRelation, "is_inferred")}))
VOICE: Embed = Embed(Shape("VoiceExtension", {"language": column(VoiceRole, "language")}))
RECOMMENDATION: Embed = Embed(Shape("RecommendationExtension", {"preference": column(Recommendation, "preference")}))
REVIEW: Embed = Embed(Shape("ReviewExtension", columns(Review, "sourceKey authorName site url isSample")))
