"""No read goes through a table of what people keep: shown on many generated rows, with statistics of them."""

import re

import psycopg
import pytest
from django.db import connection

from tests.graph.community.conftest import NOW
from zukan.accounts.models import User
from zukan.catalogue.models import Media
from zukan.graph.dialect import DIALECTS
from zukan.graph.document import load
from zukan.graph.limits import API
from zukan.graph.plan import compile_operation
from zukan.graph.sql import Request, Viewer

USERS, WORKS, EACH = 300, 400, 200
NUMBERS = {
    "sqlite": "(with recursive c(n) as (select 0 union all select n+1 from c where n<{last}) select n from c)",
    "postgresql": "(select generate_series(0,{last}) n)",
}
# A row of each table by its number `n`: columns -> SQL.
ROWS = {
    "tracker_listentry": (
        USERS * EACH,
        {
            "user_id": f"1+n/{EACH}",
            "media_id": f"1+(n%{EACH}*7+n/{EACH})%{WORKS}",
            "type": "case n%3 when 0 then 'MANGA' else 'ANIME' end",
            "status": "case n%6 when 0 then 'CURRENT' when 1 then 'PLANNING' else 'COMPLETED' end",
            "score": "n%101",
            "progress": "n%26",
            "repeat": "0",
            "priority": "0",
            "is_private": "n%50=0",
            "is_hidden": "n%60=0",
            "advanced_scores": "'[]'",
            "created_at": f"{NOW}-n",
            "updated_at": f"{NOW}-n*7%9973",
        },
    ),
    "tracker_activity": (
        30_000,
        {
            "user_id": f"1+n%{USERS}",
            "kind": "case n%10 when 0 then 'TEXT' when 1 then 'MESSAGE' when 2 then 'MANGA_LIST' else 'ANIME_LIST' end",
            "media_id": f"1+n%{WORKS}",
            "is_private": "n%90=1",
            "is_locked": "n<0",
            "is_pinned": "n%500=0",
            "reply_count": "case n%20 when 0 then 1 else 0 end",
            "like_count": "0",
            "created_at": f"{NOW}+n",
        },
    ),
    "tracker_activityreply": (
        20_000,
        {
            "user_id": f"1+n%{USERS}",
            "activity_id": "1+n",
            "text": "'a'",
            "text_html": "'a'",
            "like_count": "0",
            "created_at": f"{NOW}",
        },
    ),
    "tracker_follow": (
        80_000,
        {"user_id": "1+n/299", "followed_id": f"1+(n/299+1+n%299)%{USERS}", "created_at": f"{NOW}"},
    ),
    "tracker_like": (
        20_000,
        {"user_id": f"1+n%{USERS}", "kind": "'ACTIVITY'", "target_id": "1+n/2", "created_at": f"{NOW}"},
    ),
    "tracker_favourite": (
        20_000,
        {"user_id": f"1+n%{USERS}", "kind": "'ANIME'", "media_id": f"1+n/{USERS}", "position": "n", "created_at": "0"},
    ),
    "tracker_notification": (
        20_000,
        {"user_id": f"1+n%{USERS}", "type": "'AIRING'", "titles": "'[]'", "created_at": f"{NOW}"},
    ),
    "forum_thread": (
        5_000,
        {
            "user_id": f"1+n%{USERS}",
            "title": "'Thread '||n",
            "body": "'b'",
            "body_html": "'b'",
            "is_locked": "n<0",
            "is_sticky": "n%900=0",
            "view_count": "n%77",
            "like_count": "0",
            "reply_count": "n%9",
            "replied_at": f"{NOW}+n*13%5003",
            "created_at": f"{NOW}+n",
            "updated_at": f"{NOW}+n",
        },
    ),
    "forum_threadcategory": (5_000, {"thread_id": "1+n", "category_id": "7"}),
    "forum_threadmedia": (5_000, {"thread_id": "1+n", "media_id": f"1+n%{WORKS}"}),
    "forum_threadword": (10_000, {"thread_id": "1+n/2", "word": "case n%2 when 0 then 'thread' else 'w'||n end"}),
    "forum_comment": (
        20_000,
        {
            "user_id": f"1+n%{USERS}",
            "thread_id": "1+n%5000",
            "depth": "0",
            "path": "'0000000'||(10000+n)",
            "text": "'c'",
            "text_html": "'c'",
            "is_locked": "n<0",
            "like_count": "0",
            "created_at": f"{NOW}",
            "updated_at": f"{NOW}",
        },
    ),
    "reviews_review": (
        5_000,
        {
            "id": "1+n",
            "media_id": f"1+n%{WORKS}",
            "author_id": f"1+n%{USERS}",
            "score": "n%101",
            "rating": "n%97",
            "rating_amount": "100",
            "is_private": "n%80=0",
            "is_sample": "n<0",
            "created_at": f"{NOW}+n",
            "updated_at": f"{NOW}+n",
        },
    ),
}


TABLES = "|".join(ROWS)  # the others hold too little to need an index


def fill(table: str, count: int, columns: dict[str, str]) -> None:
    """Insert generated rows, which count from 0."""
    numbers = NUMBERS[connection.vendor].format(last=count - 1)
    with connection.cursor() as cursor:
        names, values = ",".join(columns), ",".join(columns.values())
        cursor.execute(f"insert into {table}({names}) select {values} from {numbers} numbers")  # noqa: S608  # ours


@pytest.fixture
def many_rows(db: None) -> None:
    """Generated rows with statistics of them."""
    User.objects.bulk_create(User(id=1 + n, username=f"user{n}", minutes_watched=n) for n in range(USERS))
    Media.objects.bulk_create(
        Media(id=1 + n, type="ANIME", title_romaji=f"Work {n}", popularity=n) for n in range(WORKS)
    )
    for table, (count, columns) in ROWS.items():
        fill(table, count, {"id": "1+n", **columns})
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def steps(document: str) -> list[str]:
    """Return the steps of an answer to the tenth user that go through a whole table of what people keep."""
    operation = load(document, API).operation(None)
    request = Request({}, Viewer(10, "ROMAJI", "ROMAJI"), NOW)
    plan = compile_operation(operation, request, connection.vendor, API)
    values = [DIALECTS[connection.vendor].value(bind.read(request)) for bind in plan.binds]
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with psycopg.RawCursor(connection.connection) as cursor:
            cursor.execute("set local seq_page_cost=4")  # as random_page_cost: plans within one per cent go either way
            lines = [row[0].strip() for row in cursor.execute("explain " + plan.text, values).fetchall()]
        return [line for line in lines if re.search(rf"Seq Scan on (?:{TABLES})\b", line)]
    rows = connection.connection.execute("explain query plan " + plan.text, values).fetchall()
    # A table that is walked in the order of the list is left after a page: only what is sorted is gone through whole.
    walked = {alias for _, alias in re.findall(rf"\b({TABLES}) (t\d+|[a-z])\b", plan.text)}
    return [
        row[3] for row in rows if row[3].startswith("SCAN") and row[3].split()[1] in walked and is_sorted(rows, row)
    ]


def is_sorted(rows: list[tuple[int, int, int, str]], row: tuple[int, int, int, str]) -> bool:
    """Tell whether what a step reads is sorted afterwards: its siblings say so."""
    return any("TEMP B-TREE FOR ORDER BY" in one[3] and one[1] == row[1] for one in rows)


ACTIVITY = "{ ... on TextActivity { id } ... on ListActivity { id media { id } } ... on MessageActivity { id } }"
DOCUMENTS = [
    "{ MediaListCollection(userId: 3, type: ANIME) { lists { name entries { id score customLists media { id } } } } }",
    '{ MediaListCollection(userName: "User3", type: ANIME, status: CURRENT, sort: STATUS) { lists { name } } }',
    "{ MediaListCollection(userId: 3, type: ANIME, sort: MEDIA_POPULARITY_DESC) { lists { entries { id } } } }",
    "{ MediaListCollection(userId: 3, type: MANGA, chunk: 2, perChunk: 50, sort: SCORE) { lists { entries { id } } } }",
    "{ MediaList(userId: 3, mediaId: 7) { id } }",
    *(
        f"{{ Page {{ mediaList(userId: 3, type: ANIME, sort: {sort}) {{ media {{ mediaListEntry {{ id }} }} }} }} }}"
        for sort in ("UPDATED_TIME_DESC", "SCORE_DESC", "MEDIA_TITLE_ROMAJI", "STARTED_ON", "ADDED_TIME_DESC")
    ),
    "{ Page { mediaList(mediaId: 7) { id } } }",
    "{ Page { mediaList(mediaId: 7, sort: UPDATED_TIME_DESC) { id user { name } } } }",
    "{ Page { mediaList(mediaId: 7, sort: SCORE_DESC) { id } } }",
    "{ Page { mediaList(mediaId: 7, isFollowing: true, sort: UPDATED_TIME_DESC) { id user { name } } } }",
    "{ Page { mediaList(isFollowing: true, type: ANIME, sort: UPDATED_TIME_DESC) { id } } }",
    "{ Page { mediaList(userId_in: [3, 4], mediaId_in: [5, 6]) { id } } }",
    "{ Page { media(onList: true, sort: POPULARITY_DESC) { id isFavourite mediaListEntry { status } } } }",
    "{ Page { media(onList: false) { id } } }",
    '{ User(name: "USER7") { id statistics { anime { count genres { genre count } statuses { status count } } } } }',
    "{ User(id: 7) { favourites { anime { nodes { id } } } stats { activityHistory { date } } isFollower } }",
    '{ Page { users(search: "user1") { id } } }',
    "{ Page { users(sort: WATCHED_TIME_DESC) { id } } }",
    "{ Page { users(sort: USERNAME) { id } } }",
    "{ Page { followers(userId: 3) { id } } }",
    "{ Page { following(userId: 3) { id isFollower } } }",
    "{ Viewer { id unreadNotificationCount } }",
    f"{{ Page {{ activities(sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(userId: 3, sort: [PINNED, ID_DESC]) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(userId: 3, sort: ID_DESC, type: ANIME_LIST) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(isFollowing: true, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(isFollowing: false, hasRepliesOrTypeText: true, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(hasReplies: true, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(mediaId: 7, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(messengerId: 7, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(type: TEXT, sort: ID_DESC) {ACTIVITY} }} }}",
    f"{{ Page {{ activities(createdAt_greater: {NOW + 29_000}, sort: ID_DESC) {ACTIVITY} }} }}",
    "{ Activity(id: 9) { ... on TextActivity { likes { id } replies { id likes { id } user { name } } } } }",
    "{ Page { activityReplies(activityId: 9) { id } } }",
    "{ Page { likes(likeableId: 9, type: ACTIVITY) { id } } }",
    "{ Page { notifications { ... on AiringNotification { id } } } }",
    "{ Page { notifications(type: AIRING) { ... on AiringNotification { id } } } }",
    *(
        f"{{ Page {{ threads(sort: {sort}) {{ id user {{ name }} categories {{ id }} }} }} }}"
        for sort in ("[IS_STICKY, REPLIED_AT_DESC]", "REPLIED_AT_DESC", "CREATED_AT_DESC", "TITLE", "VIEW_COUNT_DESC")
    ),
    '{ Page { threads(search: "thread w21") { id } } }',
    "{ Page { threads(categoryId: 7, sort: [IS_STICKY, REPLIED_AT_DESC]) { id } } }",
    "{ Page { threads(mediaCategoryId: 7, sort: REPLIED_AT_DESC) { id } } }",
    "{ Page { threads(userId: 7) { id } } }",
    "{ Page { threads(subscribed: true) { id } } }",
    "{ Page { threadComments(threadId: 7) { id childComments } } }",
    "{ Page { threadComments(userId: 7, sort: ID_DESC) { id } } }",
    "{ ThreadComment(id: 7) { id childComments } }",
    *(
        f"{{ Page {{ reviews(sort: {sort}) {{ id userRating user {{ name }} }} }} }}"
        for sort in ("ID_DESC", "CREATED_AT_DESC", "UPDATED_AT_DESC", "RATING_DESC", "SCORE_DESC")
    ),
    "{ Page { reviews(mediaId: 7, sort: RATING_DESC) { id } } }",
    "{ Page { reviews(userId: 7, sort: CREATED_AT_DESC) { id } } }",
    "{ Page { recommendations(userId: 7) { id userRating } } }",
    "{ Page { recommendations(mediaId: 7, sort: RATING_DESC) { id } } }",
]


def test_nothing_that_people_keep_is_gone_through(many_rows: None) -> None:
    found = {document: steps(document) for document in DOCUMENTS}
    assert {document: lines for document, lines in found.items() if lines} == {}


def test_a_walk_through_would_be_seen(many_rows: None) -> None:
    with connection.cursor() as cursor:
        for name in ("activities_by_user", "activities_pinned_first"):
            cursor.execute(f"drop index {name}")
    assert steps(f"{{ Page {{ activities(userId: 3, sort: [PINNED, ID_DESC]) {ACTIVITY} }} }}")
