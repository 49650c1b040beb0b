"""People with an account: what everybody may see of them, and what only they themselves may."""

from zukan.accounts.models import NotificationType, PreviousName, User
from zukan.catalogue.models.choices import MediaListStatus
from zukan.graph.dialect import Kind
from zukan.graph.shape import (
    Address,
    Column,
    Condition,
    Constant,
    Either,
    Embed,
    Field,
    Filter,
    Made,
    Many,
    Order,
    Search,
    Shape,
    Source,
    Texts,
    Viewed,
)
from zukan.graph.shapes import favourites, statistics
from zukan.graph.shapes.columns import both_ways, column, columns, described
from zukan.graph.sql import quote

DEFAULT_AVATAR = "'/static/avatar.png'"


def named_rows(names: list[str]) -> str:
    """Return a FROM item of constant names: `name`, and `n`, where it stands among them."""
    return "(" + " union all ".join(f"select {n} n,{quote(name)} name" for n, name in enumerate(names)) + ") k"


NOTIFICATION_OPTION: Shape = Shape(
    "NotificationOption", {"type": Column("{a}.name", Kind.ENUM), "enabled": Column("{a}.enabled", Kind.BOOL)}
)
NOTIFICATION_OPTIONS = Made(
    lambda: NOTIFICATION_OPTION,
    {"name": "k.name", "n": "k.n", "enabled": "case when o.id is null then true else o.is_enabled end"},
    f"{named_rows(list(NotificationType.values))} left join accounts_notificationoption o"
    " on o.user_id={p}.id and o.type=k.name",
    (Order("{a}.n"),),
    always=("n",),
)
LIST_ACTIVITY_OPTION: Shape = Shape(
    "ListActivityOption", {"disabled": Column("{a}.disabled", Kind.BOOL), "type": Column("{a}.name", Kind.ENUM)}
)
LIST_ACTIVITY_OPTIONS = Made(
    lambda: LIST_ACTIVITY_OPTION,
    {"name": "k.name", "n": "k.n", "disabled": "case when o.id is null then false else o.is_disabled end"},
    f"{named_rows(list(MediaListStatus.values))} left join accounts_listactivityoption o"
    " on o.user_id={p}.id and o.status=k.name",
    (Order("{a}.n"),),
    always=("n",),
)
OPTIONS: Shape = Shape(
    "UserOptions",
    {
        **columns(User, "titleLanguage staffNameLanguage profileColor"),
        "displayAdultContent": column(User, "shows_adult"),
        "airingNotifications": column(User, "wants_airings"),
        "notificationOptions": NOTIFICATION_OPTIONS,
        "timezone": Viewed("case when {a}.id=:viewer then {a}.timezone end", Kind.TEXT),
        "activityMergeTime": column(User, "activity_merge_minutes"),
        "restrictMessagesToFollowing": column(User, "restricts_messages"),
        "disabledListActivity": LIST_ACTIVITY_OPTIONS,
    },
)


def list_options(type_: str) -> Shape:
    """Return the shape of what a person chose for their lists of a type."""
    prefix = type_.lower()
    names = f"select c.name x from tracker_customlist c where c.user_id={{a}}.id and c.type='{type_}'"
    return Shape(
        "MediaListTypeOptions",
        {
            "sectionOrder": column(User, f"{prefix}_section_order"),
            "splitCompletedSectionByFormat": column(User, f"{prefix}_split_completed"),
            "theme": Constant(),
            "customLists": Texts(f"{names} order by c.position,c.id limit 500"),
            "advancedScoring": column(User, f"{prefix}_scoring"),
            "advancedScoringEnabled": column(User, f"{prefix}_scoring_enabled"),
        },
    )


LIST_OPTIONS: Shape = Shape(
    "MediaListOptions",
    {
        "scoreFormat": column(User, "score_format"),
        "rowOrder": Column("{a}.row_order", Kind.TEXT),
        "useLegacyLists": Constant("false"),
        "animeList": Embed(list_options("ANIME")),
        "mangaList": Embed(list_options("MANGA")),
        "sharedTheme": Constant(),
        "sharedThemeEnabled": Constant("false"),
    },
)
PREVIOUS_NAME: Shape = Shape(
    "UserPreviousName", columns(PreviousName, "name createdAt updatedAt"), "accounts_previousname {a}"
)
PREVIOUS_NAMES: Source = Source(
    "accounts_previousname {e}",
    "{e}.user_id={p}.id",
    (Order("{e}.created_at", descending=True),),
    lambda: PREVIOUS_NAME,
    paged=False,
)


def tied(condition: str) -> Viewed:
    """Return whether two people are tied. condition: of a row of one of the tables of ties, `t`."""
    return Viewed(f"exists(select 1 from {condition})", Kind.BOOL, "false")


USER_FIELDS: dict[str, Field] = {
    **columns(User, "id createdAt updatedAt moderatorRoles"),
    "name": column(User, "username"),
    "about": described("{a}.about", "{a}.about_html"),
    "avatar": Embed(
        Shape("UserAvatar", {size: Address(DEFAULT_AVATAR, stored="{a}.avatar") for size in ("large", "medium")})
    ),
    "bannerImage": column(User, "banner"),
    "isFollowing": tied("tracker_follow t where t.user_id=:viewer and t.followed_id={a}.id"),
    "isFollower": tied("tracker_follow t where t.user_id={a}.id and t.followed_id=:viewer"),
    "isBlocked": tied("tracker_block t where t.user_id=:viewer and t.blocked_id={a}.id"),
    "bans": Constant(),
    "options": Embed(OPTIONS),
    "mediaListOptions": Embed(LIST_OPTIONS),
    "favourites": Embed(favourites.FAVOURITES),
    "statistics": Embed(statistics.STATISTICS),
    "unreadNotificationCount": Viewed("case when {a}.id=:viewer then {a}.unread_notifications end", Kind.INT),
    "siteUrl": Address("'/user/'||{a}.username", free=True),
    "donatorTier": Constant("0"),
    "donatorBadge": Constant('"Donator"'),
    "stats": Embed(statistics.OLD_STATISTICS),
    "moderatorStatus": Constant(),
    "previousNames": Many(lambda: PREVIOUS_NAMES),
}
USER: Shape = Shape("User", USER_FIELDS, "accounts_user {a}")

USER_SORTS = {
    **both_ways(User, "{n}", ID="id", WATCHED_TIME="minutes_watched", CHAPTERS_READ="chapters_read"),
    "USERNAME": Order("{n}.name_key"),
    "USERNAME_DESC": Order("{n}.name_key", descending=True),
}
NAMED = (
    "select n.id,case when n.name_key=:folded then 0 else 1 end rank"
    " from accounts_user n where n.name_key>=:folded and n.name_key<:foldedend"
)
USER_FILTERS: dict[str, Condition] = {
    "id": Filter("{e}.id=:value", "bigint"),
    "name": Filter("{e}.name_key=lower(:value)", "text"),
    "isModerator": Either("{e}.moderator_roles is not null", ""),
}
USERS: Source = Source(
    "accounts_user {e}",
    "",
    (Order("{e}.id"),),
    lambda: USER,
    sorts=USER_SORTS,
    filters=USER_FILTERS,
    where="{e}.is_active",
    search=Search("user", NAMED),
    renown="-{n}.id",  # whoever came first
)


def follows(of: str, whom: str) -> Source:
    """Return the people at one end of the follows that have a given person at the other."""
    return Source(
        "tracker_follow {e}",
        "",
        (Order(f"{{e}}.{whom}"),),
        lambda: USER,
        key=f"{{e}}.{whom}",
        node=f"{{e}}.{whom}",
        node_rows=f"join accounts_user {{n}} on {{n}}.id={{e}}.{whom}",
        sorts=USER_SORTS,
        filters={"userId": Filter(f"{{e}}.{of}=:value", "bigint")},
        tie=f"{{e}}.{whom}",
    )


FOLLOWING: Source = follows("user_id", "followed_id")
FOLLOWERS: Source = follows("followed_id", "user_id")
