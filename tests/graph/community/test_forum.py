"""Threads, and comments as trees of any shape."""

from random import Random
from typing import Any

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.catalogue.models import Media
from zukan.forum.actions import comment, open_thread
from zukan.forum.models import Comment, Thread
from zukan.tracker.models import Like, Subscription


@pytest.fixture
def threads(people: People) -> list[Thread]:
    """An old thread about a title, with a comment and a reply to it, and a sticky one."""
    works = [Media.objects.get(pk=1)]
    first = open_thread(people.owner, "Cowboy Bebop: episode 1", "**Well?**", [1, 5], works, NOW)
    second = open_thread(people.stranger, "Rules", "Be kind", [13], [], NOW + 10)
    Thread.objects.filter(pk=second.pk).update(is_sticky=True)
    top = comment(people.follower, first, "Good", now=NOW + 20)
    comment(people.owner, first, "Yes", top, now=NOW + 30)
    Like.objects.create(user=people.follower, kind="THREAD", target_id=first.pk)
    Subscription.objects.create(user=people.stranger, kind="THREAD", target_id=first.pk)
    return [first, second]


def test_a_thread_is_told_whole(ask_as: AskAs, people: People, threads: list[Thread]) -> None:
    text = """query ($id: Int) { Thread(id: $id) { title body html: body(asHtml: true) userId replyUserId replyCount
      viewCount isLocked isSticky isSubscribed likeCount isLiked repliedAt createdAt updatedAt user { name }
      replyUser { name } likes { name } siteUrl categories { id name } mediaCategories { id } } }"""
    with statements() as seen:
        thread = ask_as(people.follower, text, id=threads[0].pk)["Thread"]
    assert len(seen) == 1
    assert thread == {
        "title": "Cowboy Bebop: episode 1",
        "body": "**Well?**",
        "html": "<p><strong>Well?</strong></p>",
        "userId": people.owner.pk,
        "replyUserId": people.owner.pk,
        "replyCount": 2,
        "viewCount": 0,
        "isLocked": False,
        "isSticky": False,
        "isSubscribed": False,
        "likeCount": 0,
        "isLiked": True,
        "repliedAt": NOW + 30,
        "createdAt": NOW,
        "updatedAt": NOW,
        "user": {"name": "Owner"},
        "replyUser": {"name": "Owner"},
        "likes": [{"name": "follower"}],
        "siteUrl": f"https://zukan.example/forum/thread/{threads[0].pk}",
        "categories": [{"id": 1, "name": "Anime"}, {"id": 5, "name": "Release Discussion"}],
        "mediaCategories": [{"id": 1}],
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [0, 1]),
        ("sort: [IS_STICKY, REPLIED_AT_DESC]", [1, 0]),
        ("sort: REPLIED_AT_DESC", [0, 1]),
        ("sort: TITLE_DESC", [1, 0]),
        ("sort: REPLY_COUNT", [1, 0]),
        ("sort: CREATED_AT_DESC", [1, 0]),
        ("categoryId: 5", [0]),
        ("mediaCategoryId: 1", [0]),
        ('search: "bebop COW"', [0]),
        ('search: "bebop rules"', []),
        ('search: " "', []),
        ("subscribed: true", [0]),
        ("userId: 0", []),
    ],
)
def test_threads_are_filtered_and_sorted(
    ask_as: AskAs, people: People, threads: list[Thread], arguments: str, expected: list[int]
) -> None:
    asked = f"({arguments})" if arguments else ""
    found = ask_as(people.stranger, f"{{ Page {{ threads{asked} {{ id }} }} }}")["Page"]["threads"]
    assert [thread["id"] for thread in found] == [threads[place].pk for place in expected]


def test_top_comments_hold_their_replies(ask_as: AskAs, people: People, threads: list[Thread]) -> None:
    text = "{ Page { threadComments(threadId: %d) { comment siteUrl thread { id } childComments } } }"
    (top,) = ask_as(people.owner, text.replace("%d", str(threads[0].pk)))["Page"]["threadComments"]
    assert (top["comment"], top["thread"]) == ("Good", {"id": threads[0].pk})
    (reply,) = top["childComments"]
    assert reply["comment"] == "Yes"
    assert reply["user"]["name"] == "Owner"
    assert reply["childComments"] == []
    assert reply["siteUrl"] == f"https://zukan.example/forum/thread/{threads[0].pk}/comment/{reply['id']}"


def test_any_comment_leads_to_its_whole_tree(ask_as: AskAs, people: People, threads: list[Thread]) -> None:
    reply = Comment.objects.get(text="Yes")
    (tree,) = ask_as(None, f"{{ ThreadComment(id: {reply.pk}) {{ comment childComments }} }}")["ThreadComment"]
    assert tree["comment"] == "Good"
    assert [one["id"] for one in tree["childComments"]] == [reply.pk]


def nested(comments: list[Comment], parent: Comment | None) -> list[Any]:
    """Return a tree as lists of (id, what is below)."""
    return [(one.pk, nested(comments, one)) for one in comments if one.parent == parent]


def read(tree: list[dict[str, Any]]) -> list[Any]:
    return [(one["id"], read(one["childComments"])) for one in tree]


@pytest.mark.parametrize("seed", range(6))
def test_a_tree_of_any_shape_is_read_as_it_was_written(ask_as: AskAs, people: People, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # not a secret
    thread = open_thread(people.owner, "Trees", "grow", [7], [])
    written: list[Comment] = []
    for number in range(30):
        parent = chance.choice([None, *written, *written[-3:]])
        written.append(comment(people.owner, thread, f'"{number}"', parent))
    text = f"{{ Page {{ threadComments(threadId: {thread.pk}) {{ id childComments }} }} }}"
    with statements() as seen:
        found = ask_as(None, text)["Page"]["threadComments"]
    assert len(seen) == 1
    assert read(found) == nested(written, None)


def test_what_a_person_wrote_is_found_wherever_it_stands(ask_as: AskAs, people: People, threads: list[Thread]) -> None:
    text = f"{{ Page {{ threadComments(userId: {people.owner.pk}, sort: ID_DESC) {{ comment }} }} }}"
    assert ask_as(None, text)["Page"]["threadComments"] == [{"comment": "Yes"}]


def test_what_a_person_wrote_outlives_their_account(ask_as: AskAs, people: People, threads: list[Thread]) -> None:
    people.owner.delete()
    text = f"{{ Thread(id: {threads[0].pk}) {{ userId user {{ name }} title }} }}"
    assert ask_as(None, text)["Thread"] == {"userId": 0, "user": None, "title": "Cowboy Bebop: episode 1"}
