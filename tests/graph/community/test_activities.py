"""Activities: a union of three types in one feed, with who may read what."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.accounts.models import User
from zukan.graph.errors import QueryError
from zukan.tracker.models import Activity, ActivityReply, Like, Subscription

FEED = """query ($user: Int, $sort: [ActivitySort] = [ID], $type: ActivityType, $types: [ActivityType]) {
  Page { activities(userId: $user, sort: $sort, type: $type, type_in: $types) {
    __typename ... on TextActivity { id } ... on ListActivity { id } ... on MessageActivity { id } } } }"""


@pytest.fixture
def feed(people: People) -> list[Activity]:
    """A text with a like and a reply, two changes of lists, an open message and a private one; the owner's all."""
    owner = {"user": people.owner, "created_at": NOW}
    text = Activity.objects.create(
        kind="TEXT", text="**a**", text_html="<p>a</p>", reply_count=1, like_count=1, is_pinned=True, **owner
    )
    anime = Activity.objects.create(kind="ANIME_LIST", media_id=1, status="watched episode", progress="3 - 5", **owner)
    manga = Activity.objects.create(kind="MANGA_LIST", media_id=30002, status="completed", **owner)
    message = {"kind": "MESSAGE", "messenger": people.follower, "text": "hi", "text_html": "<p>hi</p>"}
    ActivityReply.objects.create(user=people.follower, activity=text, text="b", text_html="<p>b</p>", created_at=NOW)
    Like.objects.create(user=people.stranger, kind="ACTIVITY", target_id=text.pk)
    Subscription.objects.create(user=people.follower, kind="ACTIVITY", target_id=text.pk)
    return [
        text,
        anime,
        manga,
        Activity.objects.create(**message, **owner),
        Activity.objects.create(is_private=True, **message, **owner),
    ]


def shown(answer: dict, feed: list[Activity]) -> list[int]:  # type: ignore[type-arg]  # decoded JSON
    places = {activity.pk: place for place, activity in enumerate(feed)}
    return [places[activity["id"]] for activity in answer["Page"]["activities"]]


def test_each_member_of_the_union_has_its_own_fields(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    text = """{ Page { activities { __typename
      ... on TextActivity { text html: text(asHtml: true) isPinned user { name } replies { text user { name } isLiked }
        likes { name } likeCount replyCount siteUrl type isLiked isSubscribed userId }
      ... on ListActivity { status progress media { id } type }
      ... on MessageActivity { message isPrivate recipient { name } messenger { name } recipientId messengerId }
      ... on ActivityUnion { __typename } } } }"""
    with statements() as seen:
        first, anime, manga, message = ask_as(people.stranger, text)["Page"]["activities"]
    assert len(seen) == 1
    assert first == {
        "__typename": "TextActivity",
        "text": "**a**",
        "html": "<p>a</p>",
        "isPinned": True,
        "user": {"name": "Owner"},
        "replies": [{"text": "b", "user": {"name": "follower"}, "isLiked": False}],
        "likes": [{"name": "stranger"}],
        "likeCount": 1,
        "replyCount": 1,
        "siteUrl": f"https://zukan.example/activity/{feed[0].pk}",
        "type": "TEXT",
        "isLiked": True,
        "isSubscribed": False,
        "userId": people.owner.pk,
    }
    assert anime == {
        "__typename": "ListActivity",
        "status": "watched episode",
        "progress": "3 - 5",
        "media": {"id": 1},
        "type": "ANIME_LIST",
    }
    assert (manga["progress"], manga["type"]) == (None, "MANGA_LIST")
    assert message == {
        "__typename": "MessageActivity",
        "message": "hi",
        "isPrivate": False,
        "recipient": {"name": "Owner"},
        "messenger": {"name": "follower"},
        "recipientId": people.owner.pk,
        "messengerId": people.follower.pk,
    }


def test_a_private_message_is_read_by_the_two_of_them(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    one = f"{{ Activity(id: {feed[4].pk}) {{ ... on MessageActivity {{ message }} }} }}"
    replies = f"{{ Page {{ activityReplies(activityId: {feed[4].pk}) {{ text }} }} }}"
    ActivityReply.objects.create(user=people.owner, activity=feed[4], text="psst", text_html="psst")
    for who in (people.owner, people.follower):
        assert shown(ask_as(who, FEED), feed) == [0, 1, 2, 3, 4]
        assert ask_as(who, one) == {"Activity": {"message": "hi"}}
        assert ask_as(who, replies)["Page"]["activityReplies"] == [{"text": "psst"}]
    for who in (people.stranger, None):
        assert shown(ask_as(who, FEED), feed) == [0, 1, 2, 3]
        assert ask_as(who, replies)["Page"]["activityReplies"] == []
        with pytest.raises(QueryError, match="Not Found"):
            ask_as(who, one)


def test_a_private_person_s_activity_is_theirs_alone(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    User.objects.filter(pk=people.owner.pk).update(is_private=True)
    assert shown(ask_as(people.owner, FEED), feed) == [0, 1, 2, 3, 4]
    assert shown(ask_as(people.follower, FEED), feed) == [3, 4]  # what they wrote themselves
    assert shown(ask_as(people.stranger, FEED), feed) == shown(ask_as(None, FEED), feed) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"sort": ["ID_DESC"]}, [3, 2, 1, 0]),
        ({"sort": ["PINNED", "ID_DESC"]}, [0, 3, 2, 1]),
        ({"type": "TEXT"}, [0]),
        ({"type": "MEDIA_LIST"}, [1, 2]),
        ({"types": ["MEDIA_LIST", "TEXT"]}, [0, 1, 2]),
        ({"user": 0}, []),
    ],
)
def test_a_feed_is_filtered_and_sorted(
    ask_as: AskAs, feed: list[Activity], asked: dict[str, object], expected: list[int]
) -> None:
    assert shown(ask_as(None, FEED, **asked), feed) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("hasReplies: true", [0]),
        ("hasReplies: false", [0, 1, 2, 3]),
        ("hasRepliesOrTypeText: true", [0]),
        ("type_not: MEDIA_LIST", [0, 3]),
        ("type_not_in: [TEXT, MESSAGE]", [1, 2]),
        ("mediaId: 1", [1]),
        ("mediaId_in: [1, 30002]", [1, 2]),
        (f"createdAt_greater: {NOW}", []),
        (f"createdAt_lesser: {NOW + 1}", [0, 1, 2, 3]),
        ("isFollowing: false", [0, 1, 2, 3]),
        ("isFollowing: true", []),
    ],
)
def test_filters_of_activities(ask_as: AskAs, feed: list[Activity], arguments: str, expected: list[int]) -> None:
    member = "... on TextActivity { id } ... on ListActivity { id } ... on MessageActivity { id }"
    assert shown(ask_as(None, f"{{ Page {{ activities({arguments}) {{ {member} }} }} }}"), feed) == expected


def test_a_follower_s_feed_is_of_whom_they_follow(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    text = "{ Page { activities(isFollowing: true, type: TEXT) { ... on TextActivity { id } } } }"
    assert shown(ask_as(people.follower, text), feed) == [0]
    assert shown(ask_as(people.stranger, text), feed) == []


def test_likes_are_listed(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    text = f"{{ Page {{ likes(likeableId: {feed[0].pk}, type: %s) {{ name }} }} }}"
    assert ask_as(None, text.replace("%s", "ACTIVITY"))["Page"]["likes"] == [{"name": "stranger"}]
    assert ask_as(None, text.replace("%s", "THREAD"))["Page"]["likes"] == []
    with pytest.raises(QueryError, match="likeableId"):
        ask_as(None, "{ Page { likes { id } } }")


def test_the_one_reply_is_found(ask_as: AskAs, people: People, feed: list[Activity]) -> None:
    reply = ActivityReply.objects.get()
    text = f"{{ ActivityReply(id: {reply.pk}) {{ activityId likeCount createdAt userId }} }}"
    assert ask_as(None, text)["ActivityReply"] == {
        "activityId": feed[0].pk,
        "likeCount": 0,
        "createdAt": NOW,
        "userId": people.follower.pk,
    }
