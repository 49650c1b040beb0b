"""Notifications: a union of twenty types, the viewer's own."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.accounts.models import NotificationType, User
from zukan.forum.actions import comment, open_thread
from zukan.graph.errors import QueryError
from zukan.graph.schema import schema
from zukan.tracker.models import Activity, Notification

UNION = schema().type_map["NotificationUnion"]
ALL = "{ Page { pageInfo { total hasNextPage } notifications { __typename %s } } }"


@pytest.fixture
def told(people: People) -> list[Notification]:
    """One notification of each type, the owner's; and one that is the stranger's."""
    thread = open_thread(people.owner, "A", "b", [7], [])
    columns = {
        "actor": people.follower,
        "activity": Activity.objects.create(user=people.owner, kind="MESSAGE", text="m", text_html="<p>m</p>"),
        "thread": thread,
        "comment": comment(people.follower, thread, "c"),
        "media_id": 1,
        "character_id": 1,
        "staff_id": 95012,
        "episode": 3,
        "reason": "why",
        "title": "gone",
        "titles": ["one", "two"],
        "created_at": NOW,
    }
    Notification.objects.create(user=people.stranger, type="AIRING", **columns)
    return [Notification.objects.create(user=people.owner, type=type_, **columns) for type_ in NotificationType.values]


def test_every_type_is_a_member_of_the_union(ask_as: AskAs, people: People, told: list[Notification]) -> None:
    members = [member.name for member in UNION.types]  # type: ignore[attr-defined]  # a union
    parts = " ".join(f"... on {name} {{ id type createdAt }}" for name in members)
    with statements() as seen:
        page = ask_as(people.owner, ALL.replace("%s", parts))["Page"]
    assert len(seen) == 1
    assert [one["id"] for one in page["notifications"]] == [one.pk for one in reversed(told)]
    assert [one["type"] for one in page["notifications"]] == NotificationType.values[::-1]
    assert {one["__typename"] for one in page["notifications"]} == set(members)
    assert page["pageInfo"] == {"total": 20, "hasNextPage": False}


def test_each_tells_what_it_is_about(ask_as: AskAs, people: People, told: list[Notification]) -> None:
    parts = """... on AiringNotification { animeId episode contexts media { id } }
      ... on FollowingNotification { userId context user { name } }
      ... on ActivityMessageNotification { activityId message { message } }
      ... on ActivityLikeNotification { context activity { ... on MessageActivity { message } } }
      ... on ThreadCommentReplyNotification { commentId thread { title } comment { comment childComments } }
      ... on MediaMergeNotification { deletedMediaTitles reason mediaId }
      ... on MediaDeletionNotification { deletedMediaTitle }
      ... on StaffSubmissionUpdateNotification { staff { id } }"""
    answer = ask_as(people.owner, ALL.replace("%s", parts))["Page"]["notifications"]
    found = {one.pop("__typename"): one for one in answer}
    assert found["AiringNotification"] == {
        "animeId": 1,
        "episode": 3,
        "contexts": ["Episode ", " of ", " aired."],
        "media": {"id": 1},
    }
    follower = {"userId": people.follower.pk, "user": {"name": "follower"}}
    assert found["FollowingNotification"] == {**follower, "context": " started following you."}
    assert found["ActivityMessageNotification"]["message"] == {"message": "m"}
    assert found["ActivityLikeNotification"] == {"context": " liked your activity.", "activity": {"message": "m"}}
    assert found["ThreadCommentReplyNotification"]["comment"] == {"comment": "c", "childComments": []}
    assert found["MediaMergeNotification"] == {"deletedMediaTitles": ["one", "two"], "reason": "why", "mediaId": 1}
    assert found["MediaDeletionNotification"] == {"deletedMediaTitle": "gone"}
    assert found["StaffSubmissionUpdateNotification"] == {"staff": {"id": 95012}}


def test_they_are_filtered_by_type(ask_as: AskAs, people: People, told: list[Notification]) -> None:
    text = "{ Page { notifications(%s) { ... on AiringNotification { type } ... on FollowingNotification { type } } } }"
    one = ask_as(people.owner, text.replace("%s", "type: AIRING"))["Page"]["notifications"]
    assert one == [{"type": "AIRING"}]
    two = ask_as(people.owner, text.replace("%s", "type_in: [AIRING, FOLLOWING]"))["Page"]["notifications"]
    assert two == [{"type": "AIRING"}, {"type": "FOLLOWING"}]


def test_reading_does_not_reset_the_count(ask_as: AskAs, people: People, told: list[Notification]) -> None:
    User.objects.filter(pk=people.owner.pk).update(unread_notifications=20)
    ask_as(people.owner, "{ Page { notifications(resetNotificationCount: true) { __typename } } }")
    assert ask_as(people.owner, "{ Viewer { unreadNotificationCount } }")["Viewer"]["unreadNotificationCount"] == 20


def test_they_are_the_viewers_alone(ask_as: AskAs, people: People, told: list[Notification]) -> None:
    text = "{ Page { notifications { ... on AiringNotification { id } } } }"
    assert len(ask_as(people.stranger, text)["Page"]["notifications"]) == 1
    assert ask_as(people.follower, text)["Page"]["notifications"] == []
    for asked, root in ((text, "Page"), ("{ Notification { __typename } }", "Notification")):
        with statements() as seen, pytest.raises(QueryError, match="Unauthorized") as refused:
            ask_as(None, asked)
        assert (refused.value.status, refused.value.data) == (401, {root: None})
        assert seen == []
