"""Entries of lists: MediaList, Page.mediaList, and what a viewer sees of their own beside titles."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People, add_entry
from tests.statements import statements
from zukan.accounts.models import User
from zukan.graph.errors import QueryError
from zukan.tracker.models import CustomList, ListEntry

SECRET = 2**30


def ids(answer: dict) -> list[int]:  # type: ignore[type-arg]  # decoded JSON
    return [entry["mediaId"] for entry in answer["Page"]["mediaList"]]


def test_an_entry_is_told_whole(ask_as: AskAs, people: People) -> None:
    text = """query ($user: Int) { MediaList(userId: $user, mediaId: 1) { userId mediaId status score progress
      progressVolumes repeat priority private notes hiddenFromStatusLists customLists
      array: customLists(asArray: true) advancedScores startedAt { year month day } completedAt { year month day }
      updatedAt createdAt media { id } user { name } } }"""
    assert ask_as(None, text, user=people.owner.pk)["MediaList"] == {
        "userId": people.owner.pk,
        "mediaId": 1,
        "status": "COMPLETED",
        "score": 8.5,
        "progress": 26,
        "progressVolumes": None,
        "repeat": 1,
        "priority": 0,
        "private": False,
        "notes": "See you",
        "hiddenFromStatusLists": False,
        "customLists": {"Empty": False, "Best": True},
        "array": [{"name": "Empty", "enabled": False}, {"name": "Best", "enabled": True}],
        "advancedScores": {"Story": 90, "Characters": 80, "Visuals": 0, "Audio": 0, "Enjoyment": 0},
        "startedAt": {"year": 2020, "month": 1, "day": 1},
        "completedAt": {"year": 2020, "month": 2, "day": None},
        "updatedAt": NOW - 10,
        "createdAt": NOW - 99,
        "media": {"id": 1},
        "user": {"name": "Owner"},
    }


@pytest.mark.parametrize(
    ("raw", "forms"),
    [
        (0, [0, 0, 0, 0, 0]),
        (85, [85, 8.5, 8, 4, 3]),
        (29, [29, 2.9, 2, 1, 1]),
        (30, [30, 3, 3, 2, 1]),
        (60, [60, 6, 6, 3, 2]),
        (100, [100, 10, 10, 5, 3]),
    ],
)
def test_a_score_is_told_in_every_form(ask_as: AskAs, people: People, raw: int, forms: list[float]) -> None:
    ListEntry.objects.filter(media_id=1).update(score=raw)
    names = ["POINT_100", "POINT_10_DECIMAL", "POINT_10", "POINT_5", "POINT_3"]
    asked = " ".join(f"{name}: score(format: {name})" for name in names)
    text = f"{{ MediaList(userId: {people.owner.pk}, mediaId: 1) {{ score {asked} }} }}"
    entry = ask_as(None, text)["MediaList"]
    assert [entry[name] for name in names] == forms
    for name in names:
        User.objects.filter(pk=people.owner.pk).update(score_format=name)
        assert ask_as(people.stranger, text)["MediaList"]["score"] == entry[name]


def test_names_of_custom_lists_may_hold_any_letters(ask_as: AskAs, people: People) -> None:
    CustomList.objects.create(user=people.owner, type="ANIME", name='"; {} \\ 猫', position=9)
    text = f"{{ MediaList(userId: {people.owner.pk}, mediaId: 1) {{ customLists }} }}"
    assert ask_as(None, text)["MediaList"]["customLists"]['"; {} \\ 猫'] is False


def test_no_custom_lists_read_null(ask_as: AskAs, people: People) -> None:
    add_entry(people.stranger, 1, status="CURRENT")
    text = f"{{ MediaList(userId: {people.stranger.pk}) {{ customLists array: customLists(asArray: true) }} }}"
    assert ask_as(None, text)["MediaList"] == {"customLists": None, "array": None}


def test_a_missing_entry_is_not_found(ask_as: AskAs, people: People) -> None:
    with pytest.raises(QueryError, match="Not Found") as refused:
        ask_as(None, f"{{ MediaList(userId: {people.owner.pk}, mediaId: 30) {{ id }} }}")
    assert refused.value.status == 404


def test_the_owner_sees_what_the_follower_and_the_stranger_do_not(ask_as: AskAs, people: People) -> None:
    text = f"{{ Page {{ mediaList(userId: {people.owner.pk}) {{ mediaId }} }} }}"
    assert ids(ask_as(people.owner, text)) == [1, 5, 30002, SECRET]
    for who in (people.follower, people.stranger, None):
        assert ids(ask_as(who, text)) == [1, 5, 30002]
        with pytest.raises(QueryError, match="Not Found"):
            ask_as(who, f"{{ MediaList(userId: {people.owner.pk}, mediaId: {SECRET}) {{ id }} }}")
    User.objects.filter(pk=people.owner.pk).update(is_private=True)
    for who in (people.follower, people.stranger, None):
        assert ids(ask_as(who, text)) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [1, 5, 30002]),
        ("type: ANIME", [1, 5]),
        ("status: CURRENT", [30002]),
        ("status_not: CURRENT", [1, 5]),
        ("status_in: [CURRENT, PLANNING]", [30002]),
        ("status_not_in: [CURRENT, PLANNING]", [1, 5]),
        ("mediaId: 5", [5]),
        ("mediaId_in: [5, 30002]", [5, 30002]),
        ("mediaId_not_in: [5, 30002]", [1]),
        ('notes: "See you"', [1]),
        ('notes_like: "%YOU"', [1]),
        ("startedAt: 20200101", [1]),
        ("startedAt_greater: 20200101", []),
        ("startedAt_lesser: 20200102", [1]),
        ('startedAt_like: "2020%"', [1]),
        ("completedAt: 20200200", [1]),
        ("completedAt_greater: 20200100", [1]),
        ("completedAt_lesser: 20200100", []),
        ('completedAt_like: "2019%"', []),
        ("sort: SCORE_DESC", [1, 5, 30002]),
        ("sort: UPDATED_TIME", [30002, 5, 1]),
        ("sort: [STATUS, SCORE]", [30002, 5, 1]),
        ("sort: MEDIA_POPULARITY_DESC", [1, 30002, 5]),
        ("sort: MEDIA_TITLE_ROMAJI", [30002, 1, 5]),
        ("sort: STARTED_ON", [5, 30002, 1]),
        ("isFollowing: false", [1, 5, 30002]),
    ],
)
def test_entries_are_filtered_and_sorted(ask_as: AskAs, people: People, arguments: str, expected: list[int]) -> None:
    more = f", {arguments}" if arguments else ""
    text = f'{{ Page {{ mediaList(userName: "OWNER"{more}) {{ mediaId }} }} }}'
    assert ids(ask_as(people.stranger, text)) == expected


def test_a_follower_reads_the_entries_of_whom_they_follow(ask_as: AskAs, people: People) -> None:
    add_entry(people.stranger, 1, status="DROPPED")
    text = "{ Page { mediaList(mediaId: 1, isFollowing: true) { user { name } } } }"
    assert ask_as(people.follower, text)["Page"]["mediaList"] == [{"user": {"name": "Owner"}}]
    for who in (people.owner, people.stranger, None):
        assert ask_as(who, text)["Page"]["mediaList"] == []


def test_entries_are_compared_with_the_viewers(ask_as: AskAs, people: People) -> None:
    add_entry(people.stranger, 5, status="DROPPED")
    text = f"{{ Page {{ mediaList(userId: {people.owner.pk}, compareWithAuthList: true) {{ mediaId }} }} }}"
    assert ids(ask_as(people.stranger, text)) == [5]
    assert ids(ask_as(None, text)) == [1, 5, 30002]


@pytest.mark.parametrize("arguments", ["", "(type: ANIME, sort: SCORE_DESC)", "(isFollowing: false)", "(userId: null)"])
def test_the_entries_of_everybody_are_not_gone_through(ask_as: AskAs, people: People, arguments: str) -> None:
    with statements() as seen, pytest.raises(QueryError, match="give one of id, isFollowing, mediaId"):
        ask_as(people.owner, f"{{ Page {{ mediaList{arguments} {{ id }} }} }}")
    assert seen == []


def test_a_viewer_finds_their_entry_beside_a_title(ask_as: AskAs, people: People) -> None:
    text = "{ Media(id: 1) { mediaListEntry { status score(format: POINT_100) } } }"
    entry = {"status": "COMPLETED", "score": 85}
    assert ask_as(people.owner, text)["Media"]["mediaListEntry"] == entry
    for who in (people.follower, people.stranger, None):
        assert ask_as(who, text)["Media"]["mediaListEntry"] is None


def test_titles_are_filtered_by_the_viewers_lists(ask_as: AskAs, people: People) -> None:
    def titles(who: User | None, on: str) -> list[int]:
        return [m["id"] for m in ask_as(who, f"{{ Page {{ media(onList: {on}) {{ id }} }} }}")["Page"]["media"]]

    assert titles(people.owner, "true") == [1, 5, 30002, SECRET]
    assert titles(people.owner, "false") == []
    assert titles(people.stranger, "true") == []
    assert titles(people.stranger, "false") == titles(None, "true") == [1, 5, 30002, SECRET]


def test_a_page_of_entries_with_titles_is_one_statement(ask_as: AskAs, people: People) -> None:
    text = """{ Page { pageInfo { total hasNextPage } mediaList(userId: %d, sort: UPDATED_TIME_DESC) {
      id score customLists advancedScores user { name avatar { large } } media { id mediaListEntry { id } } } } }"""
    with statements() as seen:
        answer = ask_as(people.follower, text % people.owner.pk)
    assert len(seen) == 1
    assert answer["Page"]["pageInfo"] == {"total": 3, "hasNextPage": False}
