"""Characters, staff, and how they hang on titles and on each other."""

from zukan.catalogue.models import Character, MediaCharacter, MediaStaff, Staff, VoiceRole
from zukan.graph.dialect import Kind
from zukan.graph.shape import (
    Address,
    Among,
    Column,
    Condition,
    Connection,
    Constant,
    Either,
    Embed,
    Field,
    Filter,
    Flag,
    FuzzyDate,
    Many,
    One,
    Order,
    Preferred,
    Search,
    Shape,
    Source,
)
from zukan.graph.shapes import extension, media
from zukan.graph.shapes.columns import both_ways, column, columns, described
from zukan.graph.shapes.edges import MEDIA_EDGE_BLANK
from zukan.graph.shapes.filters import MEDIA_SORTS, id_filters
from zukan.graph.shapes.paths import path_of
from zukan.graph.shapes.pictures import address_of, picture_of
from zukan.graph.shapes.viewers import is_favourite, on_list

PORTRAIT = "coalesce({a}.image_large,{a}.image_medium)"  # the one that is fetched
NAMED = (
    "select n.id,case when n.name_full=:capital then 0 else 1 end"
    " from %s n where n.name_full>=:capital and n.name_full<:capitalend"
)
BIRTHDAY_FILTERS: dict[str, Condition] = {
    "isBirthday": Either("{e}.birthday=:today", "({e}.birthday is null or {e}.birthday<>:today)"),
    "birthday_in": Among("{e}.birthday", "int[]"),
}
ROLE_ORDER = "case {e}.role when 'MAIN' then 0 when 'SUPPORTING' then 1 when 'BACKGROUND' then 2 else 3 end"


def name_shape(type_: str, model: type[Character] | type[Staff]) -> Shape:
    """Return the shape of a person's names."""
    fields: dict[str, Field] = {
        name: column(model, f"name_{name}") for name in ("first", "middle", "last", "full", "native", "alternative")
    }
    surname_first = "trim(coalesce({a}.name_last,'')||' '||coalesce({a}.name_first,''))"
    fields["userPreferred"] = Preferred(
        "staff_name_language",
        {
            "NATIVE": "coalesce({a}.name_native,{a}.name_full)",
            "ROMAJI": f"case when {{a}}.name_last is null then {{a}}.name_full else {surname_first} end",
        },
        "{a}.name_full",
    )
    return Shape(type_, fields)


def image_shape(type_: str) -> Shape:
    """Return the shape of a portrait."""
    return Shape(
        type_,
        {
            "large": address_of(PORTRAIT, PORTRAIT),
            "medium": address_of("coalesce({a}.image_medium,{a}.image_large)", PORTRAIT),
            "picture": picture_of(PORTRAIT),
        },
    )


def person_fields(model: type[Character] | type[Staff], path: str) -> dict[str, Field]:
    """Return the fields that characters and staff have in common."""
    return {
        **columns(model, "id gender age bloodType favourites descriptionHtml"),
        "dateOfBirth": FuzzyDate("{a}.date_of_birth"),
        "isFavourite": is_favourite(path),
        "isFavouriteBlocked": Constant("false"),
        "siteUrl": Address(f"'/{path}/'||{{a}}.id"),
        "path": path_of(path),
        "updatedAt": Constant(),
        "modNotes": Constant(),
    }


FOR_EVERYONE = (
    "exists(select 1 from catalogue_mediacharacter m join catalogue_media w on w.id=m.media_id"
    " where m.character_id=%s.id and not w.is_adult)"
)
APPEARS = "exists(select 1 from catalogue_mediacharacter m where m.character_id=%s.id)"
ONLY_FOR_ADULTS = f"({APPEARS} and not {FOR_EVERYONE})".replace("%s", "{a}")
CHARACTER_NAME: Shape = name_shape("CharacterName", Character)
CHARACTER: Shape = Shape(
    "Character",
    {
        **person_fields(Character, "character"),
        "name": Embed(
            Shape(
                "CharacterName",
                {**CHARACTER_NAME.fields, "alternativeSpoiler": column(Character, "name_alternative_spoiler")},
            )
        ),
        "image": Embed(image_shape("CharacterImage")),
        "description": described("coalesce({a}.description,'')", "coalesce({a}.description_html,'')"),
        "isAdult": Column(ONLY_FOR_ADULTS, Kind.BOOL, null=False),
        "media": Connection(lambda: CHARACTER_MEDIA),
        "zukan": extension.CHARACTER,
    },
    "catalogue_character {a}",
)
STAFF: Shape = Shape(
    "Staff",
    {
        **person_fields(Staff, "staff"),
        **columns(Staff, "primaryOccupations yearsActive homeTown"),
        "name": Embed(name_shape("StaffName", Staff)),
        "language": Column("upper({a}.language)", Kind.ENUM),
        "languageV2": column(Staff, "language"),
        "image": Embed(image_shape("StaffImage")),
        "description": described("coalesce({a}.description,'')", "coalesce({a}.description_html,'')"),
        "dateOfDeath": FuzzyDate("{a}.date_of_death"),
        "staffMedia": Connection(lambda: STAFF_MEDIA),
        "characters": Connection(lambda: STAFF_CHARACTERS),
        "characterMedia": Connection(lambda: STAFF_CHARACTER_MEDIA),
        "staff": Constant(),
        "submitter": Constant(),
        "submissionStatus": Constant(),
        "submissionNotes": Constant(),
        "zukan": extension.STAFF,
    },
    "catalogue_staff {a}",
)

VOICE_ROLE: Shape = Shape(
    "StaffRoleType",
    {
        **columns(VoiceRole, "roleNotes dubGroup"),
        "voiceActor": One(lambda: STAFF, "{a}.staff_id"),
        "zukan": extension.VOICE,
    },
    "catalogue_voicerole {a}",
)
VOICE_SORTS = {
    **both_ways(Staff, "{n}", ID="id", LANGUAGE="language", FAVOURITES="favourites"),
    "RELEVANCE": Order("{e}.position"),
}


def voices(shape: Shape, key: str, appearance: str) -> Source:
    """Return who voices an appearance, as staff or as roles. appearance: the parent's column."""
    return Source(
        "catalogue_voicerole {e}",
        f"{{e}}.appearance_id={{p}}.{appearance}",
        (Order("{e}.position"),),
        lambda: shape,
        key=key,
        node_rows="join catalogue_staff {n} on {n}.id={e}.staff_id",
        sorts=VOICE_SORTS,
        filters={"language": Filter("upper({e}.language)=:value", "text")},
        paged=False,
    )


VOICE_ACTORS: Source = voices(STAFF, "{e}.staff_id", "id")
VOICE_ACTOR_ROLES: Source = voices(VOICE_ROLE, "{e}.id", "id")

CAST_EDGE: dict[str, Field] = {
    **columns(MediaCharacter, "id role name"),
    "node": One(lambda: CHARACTER, "{a}.character_id"),
    "voiceActors": Many(lambda: VOICE_ACTORS),
    "voiceActorRoles": Many(lambda: VOICE_ACTOR_ROLES),
    "media": Constant(),
    "favouriteOrder": Constant(),
}
CHARACTER_SORTS = {
    **both_ways(Character, "{n}", ID="id", FAVOURITES="favourites"),
    "ROLE": Order(ROLE_ORDER),
    "ROLE_DESC": Order(ROLE_ORDER, descending=True),
    "RELEVANCE": Order("{e}.position"),
}
CAST: Source = Source(
    "catalogue_mediacharacter {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.position"),),
    lambda: CHARACTER,
    edge=Shape("CharacterEdge", CAST_EDGE, "catalogue_mediacharacter {a}"),
    node="{e}.character_id",
    node_rows="join catalogue_character {n} on {n}.id={e}.character_id",
    sorts=CHARACTER_SORTS,
    filters={"role": Filter("{e}.role=:value", "text")},
)
CHARACTER_MEDIA: Source = Source(
    "catalogue_mediacharacter {e}",
    "{e}.character_id={p}.id",
    (Order("{e}.media_id"),),
    lambda: media.MEDIA,
    edge=Shape(
        "MediaEdge",
        {
            **MEDIA_EDGE_BLANK,
            "characterRole": column(MediaCharacter, "role"),
            "characterName": column(MediaCharacter, "name"),
            "voiceActors": Many(lambda: VOICE_ACTORS),
            "voiceActorRoles": Many(lambda: VOICE_ACTOR_ROLES),
        },
        "catalogue_mediacharacter {a}",
    ),
    node="{e}.media_id",
    node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
    sorts=MEDIA_SORTS,
    filters={
        "type": Filter("{n}.type=:value", "text"),
        "onList": on_list("{n}.id"),
        "role": Filter("{e}.role=:value", "text"),
        "isAdult": Flag("{n}.is_adult"),
    },
)
CHARACTER_LIST: Source = Source(
    "catalogue_character {e}",
    "",
    (Order("{e}.id"),),
    lambda: CHARACTER,
    sorts=both_ways(Character, "{e}", ID="id", FAVOURITES="favourites"),
    filters={
        **id_filters("character"),
        **BIRTHDAY_FILTERS,
        "isAdult": Either(ONLY_FOR_ADULTS.replace("{a}", "{e}"), f"not {ONLY_FOR_ADULTS}".replace("{a}", "{e}")),
    },
    search=Search("character", NAMED % "catalogue_character"),
    renown="{e}.favourites",
)

STAFF_SORTS = {
    **both_ways(Staff, "{n}", ID="id", LANGUAGE="language", FAVOURITES="favourites"),
    **both_ways(MediaStaff, "{e}", ROLE="role"),
    "RELEVANCE": Order("{e}.position"),
}
CREDITS: Source = Source(
    "catalogue_mediastaff {e}",
    "{e}.media_id={p}.id",
    (Order("{e}.position"),),
    lambda: STAFF,
    edge=Shape(
        "StaffEdge",
        {
            **columns(MediaStaff, "id role"),
            "node": One(lambda: STAFF, "{a}.staff_id"),
            "favouriteOrder": Constant(),
        },
        "catalogue_mediastaff {a}",
    ),
    node="{e}.staff_id",
    node_rows="join catalogue_staff {n} on {n}.id={e}.staff_id",
    sorts=STAFF_SORTS,
)
STAFF_MEDIA: Source = Source(
    "catalogue_mediastaff {e}",
    "{e}.staff_id={p}.id",
    (Order("{e}.media_id"),),
    lambda: media.MEDIA,
    edge=Shape(
        "MediaEdge",
        {**MEDIA_EDGE_BLANK, "staffRole": column(MediaStaff, "role")},
        "catalogue_mediastaff {a}",
    ),
    node="{e}.media_id",
    node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
    sorts=MEDIA_SORTS,
    filters={
        "type": Filter("{n}.type=:value", "text"),
        "onList": on_list("{n}.id"),
        "isAdult": Flag("{n}.is_adult"),
    },
)
STAFF_LIST: Source = Source(
    "catalogue_staff {e}",
    "",
    (Order("{e}.id"),),
    lambda: STAFF,
    sorts=both_ways(Staff, "{e}", ID="id", LANGUAGE="language", FAVOURITES="favourites"),
    filters={**id_filters("staff"), **BIRTHDAY_FILTERS},
    search=Search("staff", NAMED % "catalogue_staff"),
    renown="{e}.favourites",
)

# A voice role with the appearance it belongs to: {a}c is the appearance.
ROLE_ROWS = "catalogue_voicerole {a} join catalogue_mediacharacter {a}c on {a}c.id={a}.appearance_id"
ROLE_ELEMENTS = "catalogue_voicerole {e} join catalogue_mediacharacter {e}c on {e}c.id={e}.appearance_id"

ROLE_CHARACTER: Source = Source(
    "catalogue_mediacharacter {e}",
    "{e}.id={p}.appearance_id",
    (Order("{e}.character_id"),),
    lambda: CHARACTER,
    key="{e}.character_id",
    paged=False,
)
STAFF_CHARACTER_MEDIA: Source = Source(
    ROLE_ELEMENTS,
    "{e}.staff_id={p}.id",
    (Order("{e}c.media_id"),),
    lambda: media.MEDIA,
    edge=Shape(
        "MediaEdge",
        {
            **MEDIA_EDGE_BLANK,
            **columns(VoiceRole, "roleNotes dubGroup"),
            "node": One(lambda: media.MEDIA, "{a}c.media_id"),
            "characters": Many(lambda: ROLE_CHARACTER),
            "characterRole": column(MediaCharacter, "role", "{a}c"),
            "characterName": column(MediaCharacter, "name", "{a}c"),
            "voiceActors": Many(lambda: voices(STAFF, "{e}.staff_id", "appearance_id")),
            "voiceActorRoles": Many(lambda: voices(VOICE_ROLE, "{e}.id", "appearance_id")),
        },
        ROLE_ROWS,
    ),
    node="{e}c.media_id",
    node_rows="join catalogue_media {n} on {n}.id={e}c.media_id",
    sorts=MEDIA_SORTS,
    filters={
        "type": Filter("{n}.type=:value", "text"),
        "onList": on_list("{n}.id"),
        "role": Filter("{e}c.role=:value", "text"),
        "isAdult": Flag("{n}.is_adult"),
    },
)
ROLE_MEDIA: Source = Source(
    ROLE_ELEMENTS,
    "{e}.staff_id={p}.staff_id and {e}c.character_id={p}c.character_id",
    (Order("{e}c.media_id"),),
    lambda: media.MEDIA,
    key="{e}c.media_id",
    tie="{e}c.media_id",
    paged=False,
)
STAFF_CHARACTERS: Source = Source(
    ROLE_ELEMENTS,
    "{e}.staff_id={p}.id",
    (Order("{e}c.character_id"),),
    lambda: CHARACTER,
    edge=Shape(
        "CharacterEdge",
        {
            **CAST_EDGE,
            "id": column(VoiceRole, "id"),
            "node": One(lambda: CHARACTER, "{a}c.character_id"),
            "role": column(MediaCharacter, "role", "{a}c"),
            "name": column(MediaCharacter, "name", "{a}c"),
            "voiceActors": Many(lambda: voices(STAFF, "{e}.staff_id", "appearance_id")),
            "voiceActorRoles": Many(lambda: voices(VOICE_ROLE, "{e}.id", "appearance_id")),
            "media": Many(lambda: ROLE_MEDIA),
        },
        ROLE_ROWS,
    ),
    node="{e}c.character_id",
    node_rows="join catalogue_character {n} on {n}.id={e}c.character_id",
    sorts={
        **both_ways(Character, "{n}", ID="id", FAVOURITES="favourites"),
        "ROLE": Order(ROLE_ORDER.replace("{e}", "{e}c")),
    },
    group="{e}c.character_id",
)
