"""What titles can be filtered and sorted by."""

from zukan.catalogue.models import Media
from zukan.graph.shape import Among, Condition, Filter, Flag, Order, Search
from zukan.graph.shapes.columns import both_ways
from zukan.graph.shapes.viewers import on_list

COMPARISONS = {"": "=", "_not": "<>", "_greater": ">", "_lesser": "<"}
ENUM_SUFFIXES = ("", "_not", "_in", "_not_in")
RANGE_SUFFIXES = ("", "_greater", "_lesser")

# Argument stem -> column, PostgreSQL's type, suffixes: `averageScore_greater: 80` is `average_score > 80`.
STEMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "id": ("id", "int", ENUM_SUFFIXES),
    "idMal": ("id_mal", "int", ENUM_SUFFIXES),
    "type": ("type", "text", ("",)),
    "format": ("format", "text", ENUM_SUFFIXES),
    "status": ("status", "text", ENUM_SUFFIXES),
    "season": ("season", "text", ("", "_in")),
    "seasonYear": ("season_year", "int", ("",)),
    "startDate": ("start_date", "int", RANGE_SUFFIXES),
    "endDate": ("end_date", "int", RANGE_SUFFIXES),
    "episodes": ("episodes", "int", RANGE_SUFFIXES),
    "duration": ("duration", "int", RANGE_SUFFIXES),
    "chapters": ("chapters", "int", RANGE_SUFFIXES),
    "volumes": ("volumes", "int", RANGE_SUFFIXES),
    "averageScore": ("average_score", "int", (*RANGE_SUFFIXES, "_not")),
    "popularity": ("popularity", "int", (*RANGE_SUFFIXES, "_not")),
    "source": ("source", "text", ("", "_in")),
    "countryOfOrigin": ("country_of_origin", "text", ("", "_in", "_not_in")),
}

GENRE = (
    "{n}.id in (select g.media_id from catalogue_genre h cross join catalogue_mediagenre g"
    " where g.genre_id=h.id and lower(h.name)=lower(:value))"
)
TAG = (
    "{n}.id in (select r.media_id from catalogue_mediatag h cross join catalogue_mediatagrank r"
    " where r.tag_id=h.id and coalesce(r.rank,18)>=:rank and lower(h.%s)=lower(:value))"
)  # a rank that is not known counts as AniList's default: enough unless more is asked for
# Asked of each work by itself: nearly all are kept, so a page is full before a list of the others would be made.
NO_GENRE = (
    "not exists(select 1 from catalogue_mediagenre g where g.media_id={n}.id and g.genre_id in "
    "(select id from catalogue_genre where lower(name)=lower(:value)))"
)
NO_TAG = (
    "not exists(select 1 from catalogue_mediatagrank r where r.media_id={n}.id and coalesce(r.rank,18)>=:rank"
    " and r.tag_id in (select id from catalogue_mediatag where lower(name)=lower(:value)))"
)
LICENSED = "{n}.id in (select l.media_id from catalogue_mediaexternallink l where l.type='STREAMING' and l.%s=:value)"
# The year of the season, else of the start: a winter season may begin in December.
YEAR = "coalesce({n}.season_year,nullif({n}.start_date/10000,0))"
# A dub is a voice in another language than that of the work's country.
OWN_LANGUAGE = "case m.country_of_origin when 'KR' then 'Korean' when 'CN' then 'Chinese' when 'TW' then 'Chinese'"
DUBBED = (
    "{n}.id in (select x.media_id from (select c.media_id,v.language from catalogue_voicerole v"
    " cross join catalogue_mediacharacter c where c.id=v.appearance_id union all select e.media_id,u.language"
    " from catalogue_episodeaudio u cross join catalogue_episode e where e.id=u.episode_id) x cross join"
    f" catalogue_media m where m.id=x.media_id and x.language<>{OWN_LANGUAGE} else 'Japanese' end and x.language"
)


def stem_filters() -> dict[str, Condition]:
    """Return the filters that compare one column."""
    filters: dict[str, Condition] = {}
    for stem, (column, type_, suffixes) in STEMS.items():
        for suffix in suffixes:
            expression = f"{{n}}.{column}"
            if suffix in ("_in", "_not_in"):
                filters[stem + suffix] = Among(expression, f"{type_}[]", negated=suffix == "_not_in")
            else:
                filters[stem + suffix] = Filter(f"{expression}{COMPARISONS[suffix]}:value", type_)
    return filters


def followed(entity: str) -> Filter:
    """Return the filter of an id. One that became another leads to it: clients keep ids."""
    became = f"select r.new_id from catalogue_redirect r where r.entity='{entity}' and r.old_id=:value"
    return Filter(f"{{n}}.id=coalesce(({became}),:value)", "int")


def id_filters(entity: str) -> dict[str, Condition]:
    """Return the filters by id that every list of an entity has."""
    return {
        "id": followed(entity),
        "id_not": Filter("{n}.id<>:value", "int"),
        "id_in": Among("{n}.id", "int[]"),
        "id_not_in": Among("{n}.id", "int[]", negated=True),
    }


MEDIA_FILTERS: dict[str, Condition] = {
    **stem_filters(),
    "id": followed("media"),
    "isAdult": Flag("{n}.is_adult"),
    "isLicensed": Flag("{n}.is_licensed"),
    "onList": on_list("{n}.id"),
    "year_greater": Filter(f"{YEAR}>:value", "int"),
    "year_lesser": Filter(f"{YEAR}<:value", "int"),
    "studioId_in": Among(
        "{n}.id in (select c.media_id from catalogue_mediastudio c where c.studio_id", "int[]", after=")"
    ),
    "dubLanguage_in": Among(DUBBED, "text[]", after=")"),
    "startDate_like": Filter("cast({n}.start_date as text) like :value", "text"),
    "endDate_like": Filter("cast({n}.end_date as text) like :value", "text"),
    "genre": Filter(GENRE, "text"),
    "genre_in": Filter(GENRE, "text", each=True),
    "genre_not_in": Filter(NO_GENRE, "text", each=True),
    "tag": Filter(TAG % "name", "text"),
    "tag_in": Filter(TAG % "name", "text", each=True),
    "tag_not_in": Filter(NO_TAG, "text", each=True),
    "tagCategory": Filter(TAG % "category", "text"),
    "tagCategory_in": Filter(TAG % "category", "text", each=True),
    "tagCategory_not_in": Filter("not " + TAG % "category", "text", each=True),
    "licensedBy": Filter(LICENSED % "site", "text"),
    "licensedBy_in": Among(
        "{n}.id in (select l.media_id from catalogue_mediaexternallink l where l.type='STREAMING' and l.site",
        "text[]",
        after=")",
    ),
    "licensedById_in": Among(
        "{n}.id in (select l.media_id from catalogue_mediaexternallink l where l.type='STREAMING' and l.site_id",
        "int[]",
        after=")",
    ),
    "licensedById": Filter(LICENSED % "site_id", "int"),
}

LEFT_BROAD = {"type", "isAdult", "isLicensed", "format", "format_in", "popularity_greater", "averageScore_greater"}
NARROWING = frozenset(name for name in MEDIA_FILTERS if "_not" not in name and name not in LEFT_BROAD)

MEDIA_SORTS: dict[str, Order] = {
    **both_ways(Media, "{n}", ID="id", TYPE="type", FORMAT="format", STATUS="status", SCORE="average_score"),
    **both_ways(Media, "{n}", START_DATE="start_date", END_DATE="end_date", UPDATED_AT="updated_at"),
    **both_ways(Media, "{n}", EPISODES="episodes", DURATION="duration", CHAPTERS="chapters", VOLUMES="volumes"),
    **both_ways(Media, "{n}", POPULARITY="popularity", TRENDING="trend", FAVOURITES="favourites"),
    **both_ways(Media, "{n}", WEIGHTED_SCORE="weighted_score"),
    "START_DATE_KNOWN": Order("coalesce({n}.start_date,99999999)"),
    "TITLE": Order("coalesce({n}.title_romaji,{n}.title_english,{n}.title_native)", null=True),
    **both_ways(Media, "{n}", TITLE_ROMAJI="title_romaji", TITLE_ENGLISH="title_english", TITLE_NATIVE="title_native"),
}

MEDIA_SEARCH = Search(
    "media",
    "select n.media_id,case when n.folded=:folded then 0 else 1 end"
    " from catalogue_medianame n where n.folded>=:folded and n.folded<:foldedend",
)
