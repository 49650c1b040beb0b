"""Entries of people's lists."""

from zukan.graph.arguments import Arguments
from zukan.graph.dialect import Dialect, Kind
from zukan.graph.shape import (
    Chosen,
    Condition,
    Either,
    Field,
    Filter,
    FuzzyDate,
    One,
    Order,
    Pairs,
    Shape,
    Source,
)
from zukan.graph.shapes import media, users
from zukan.graph.shapes.columns import both_ways, column, columns
from zukan.graph.shapes.comparing import compared
from zukan.graph.shapes.viewers import IS_FOLLOWED, visible_entry
from zukan.tracker.models import ListEntry

# Raw scores run to 100; clients write the same values back for stars and smileys.
SCORE_FORMS = {
    "POINT_100": "{a}.score",
    "POINT_10_DECIMAL": "{a}.score/10.0",
    "POINT_10": "{a}.score/10",
    "POINT_5": "case when {a}.score=0 then 0 when {a}.score<30 then 1 when {a}.score<50 then 2"
    " when {a}.score<70 then 3 when {a}.score<90 then 4 else 5 end",
    "POINT_3": "case when {a}.score=0 then 0 when {a}.score<=35 then 1 when {a}.score<=60 then 2 else 3 end",
}


def score(arguments: Arguments) -> str:
    """Return a score in the form that is asked for, else in its owner's."""
    wanted = arguments.value("format")
    if wanted in SCORE_FORMS:
        return SCORE_FORMS[str(wanted)]
    cases = " ".join(f"when '{name}' then {form}" for name, form in SCORE_FORMS.items())
    return f"case (select o.score_format from accounts_user o where o.id={{a}}.user_id) {cases} end"


def custom_lists(dialect: Dialect) -> str:
    """Return the custom lists of an entry's owner, and whether the entry is on each."""
    del dialect
    on_it = "tracker_customlistentry t where t.user_id={a}.user_id and t.entry_id={a}.id and t.custom_list_id=c.id"
    return (
        f"select c.name x,case when exists(select 1 from {on_it}) then 'true' else 'false' end y"
        " from tracker_customlist c where c.user_id={a}.user_id and c.type={a}.type"
        " order by c.position,c.id limit 500"
    )


def advanced_scores(dialect: Dialect) -> str:
    """Return the categories of an entry's owner with the entry's scores, 0 where it has none."""
    categories = dialect.elements("case {a}.type when 'ANIME' then o.anime_scoring else o.manga_scoring end")
    scores = dialect.elements("{a}.advanced_scores")
    given = f"select s.value from {scores} s where s.key=c.key"
    return (
        f"select c.value x,coalesce(cast(({given}) as text),'0') y from accounts_user o"
        f" cross join {categories} c where o.id={{a}}.user_id order by c.key limit 100"
    )


ENTRY_FIELDS: dict[str, Field] = {
    **columns(ListEntry, "id status progress progressVolumes repeat priority notes updatedAt createdAt"),
    "userId": column(ListEntry, "user"),
    "mediaId": column(ListEntry, "media"),
    "score": Chosen(Kind.FLOAT, score),
    "private": column(ListEntry, "is_private"),
    "hiddenFromStatusLists": column(ListEntry, "is_hidden"),
    "customLists": Pairs(custom_lists),
    "advancedScores": Pairs(advanced_scores),
    "startedAt": FuzzyDate("{a}.started_at"),
    "completedAt": FuzzyDate("{a}.completed_at"),
    "media": One(lambda: media.MEDIA, "{a}.media_id"),
    "user": One(lambda: users.USER, "{a}.user_id"),
}
ENTRY: Shape = Shape("MediaList", ENTRY_FIELDS, "tracker_listentry {a}")

STATUS_ORDER = (
    "case {e}.status when 'CURRENT' then 0 when 'PLANNING' then 1 when 'COMPLETED' then 2 when 'DROPPED' then 3"
    " when 'PAUSED' then 4 else 5 end"
)


DATE_SUFFIXES = ("", "_greater", "_lesser", "_like")
COLLECTION_FILTERS: dict[str, Condition] = {
    "userId": Filter("{e}.user_id=:value", "bigint"),
    "userName": Filter("{e}.user_id=(select o.id from accounts_user o where o.name_key=lower(:value))", "text"),
    "type": Filter("{e}.type=:value", "text"),
    **compared("status", "status", "text", ("", "_not", "_in", "_not_in")),
    "notes": Filter("{e}.notes=:value", "text"),
    "notes_like": Filter("lower({e}.notes) like lower(:value)", "text"),
    **compared("startedAt", "started_at", "int", DATE_SUFFIXES),
    **compared("completedAt", "completed_at", "int", DATE_SUFFIXES),
}
ENTRY_FILTERS: dict[str, Condition] = {
    **COLLECTION_FILTERS,
    "id": Filter("{e}.id=:value", "bigint"),
    **compared("mediaId", "media_id", "int", ("", "_in", "_not_in")),
    **compared("userId", "user_id", "bigint", ("_in",)),
    "isFollowing": Either(IS_FOLLOWED, ""),
    "compareWithAuthList": Either(
        "exists(select 1 from tracker_listentry v where v.user_id=:viewer and v.media_id={e}.media_id)",
        "",
        by_viewer=True,
    ),
}
ENTRY_SORTS: dict[str, Order] = {
    **both_ways(ListEntry, "{e}", SCORE="score", PROGRESS="progress", PROGRESS_VOLUMES="progress_volumes"),
    **both_ways(ListEntry, "{e}", REPEAT="repeat", PRIORITY="priority", STARTED_ON="started_at"),
    **both_ways(ListEntry, "{e}", FINISHED_ON="completed_at", ADDED_TIME="created_at", UPDATED_TIME="updated_at"),
    "MEDIA_ID": Order("{e}.media_id"),
    "MEDIA_ID_DESC": Order("{e}.media_id", descending=True),
    "STATUS": Order(STATUS_ORDER),
    "STATUS_DESC": Order(STATUS_ORDER, descending=True),
    **{
        f"MEDIA_{name}{suffix}": Order(f"{{n}}.{column_name}", descending=bool(suffix), null=name != "POPULARITY")
        for name, column_name in (
            ("TITLE_ROMAJI", "title_romaji"),
            ("TITLE_ENGLISH", "title_english"),
            ("TITLE_NATIVE", "title_native"),
            ("POPULARITY", "popularity"),
        )
        for suffix in ("", "_DESC")
    },
}
ENTRIES: Source = Source(
    "tracker_listentry {e}",
    "",
    (Order("{e}.id"),),
    lambda: ENTRY,
    node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
    sorts=ENTRY_SORTS,
    filters=ENTRY_FILTERS,
    where=visible_entry("{e}"),
    anchors=frozenset({"id", "userId", "userName", "userId_in", "mediaId", "mediaId_in", "isFollowing"}),
)
COLLECTED: Source = Source(
    "tracker_listentry {e}",
    "",
    (Order("{e}.updated_at", descending=True),),
    lambda: ENTRY,
    node_rows="join catalogue_media {n} on {n}.id={e}.media_id",
    sorts=ENTRY_SORTS,
    filters=COLLECTION_FILTERS,
    where=visible_entry("{e}"),
    anchors=frozenset({"userId", "userName"}),
)
