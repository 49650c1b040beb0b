"""MediaListCollection: whole lists in groups, with AniList's names."""

import pytest

from tests.graph.community.conftest import AskAs, People, add_entry
from tests.statements import statements
from zukan.accounts.models import User
from zukan.catalogue.models import Media
from zukan.graph.errors import QueryError

GROUPS = """query ($type: MediaType = ANIME, $user: Int, $name: String, $chunk: Int, $perChunk: Int, $single: Boolean,
  $sort: [MediaListSort], $status: MediaListStatus) {
  MediaListCollection(userId: $user, userName: $name, type: $type, chunk: $chunk, perChunk: $perChunk, sort: $sort,
    forceSingleCompletedList: $single, status: $status) {
    hasNextChunk
    user { id }
    lists { name status isCustomList isSplitCompletedList entries { mediaId } }
  }
}"""
SECRET = 2**30


def summary(answer: dict) -> dict[str, list[int]]:  # type: ignore[type-arg]  # decoded JSON
    lists = answer["MediaListCollection"]["lists"]
    return {group["name"]: [entry["mediaId"] for entry in group["entries"]] for group in lists}


def test_each_status_in_use_and_each_custom_list_in_use_is_a_group(ask_as: AskAs, people: People) -> None:
    answer = ask_as(people.owner, GROUPS, user=people.owner.pk)
    assert summary(answer) == {"Planning": [SECRET], "Completed": [1], "Best": [SECRET, 1, 5]}
    flags = [
        (g["status"], g["isCustomList"], g["isSplitCompletedList"]) for g in answer["MediaListCollection"]["lists"]
    ]
    assert flags == [("PLANNING", False, False), ("COMPLETED", False, False), (None, True, False)]
    assert answer["MediaListCollection"]["user"] == {"id": people.owner.pk}
    assert answer["MediaListCollection"]["hasNextChunk"] is False


def test_private_entries_are_their_owners_alone(ask_as: AskAs, people: People) -> None:
    for who in (people.follower, people.stranger, None):
        assert summary(ask_as(who, GROUPS, user=people.owner.pk)) == {"Completed": [1], "Best": [1, 5]}


def test_manga_is_read(ask_as: AskAs, people: People) -> None:
    assert summary(ask_as(None, GROUPS, name="oWNER", type="MANGA")) == {"Reading": [30002]}


@pytest.mark.parametrize("repeating", ["ANIME", "MANGA"])
def test_what_is_repeated_has_its_own_name(ask_as: AskAs, people: People, repeating: str) -> None:
    add_entry(people.stranger, 30002 if repeating == "MANGA" else 1, status="REPEATING")
    name = {"ANIME": "Rewatching", "MANGA": "Rereading"}[repeating]
    assert list(summary(ask_as(None, GROUPS, user=people.stranger.pk, type=repeating))) == [name]


def test_completed_works_are_split_by_format_when_their_owner_wants_it(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(anime_split_completed=True)
    Media.objects.filter(pk=5).update(format="TV_SHORT")
    people.owner.list_entries.update(is_hidden=False)
    answer = ask_as(None, GROUPS, user=people.owner.pk)
    assert summary(answer) == {"Completed TV": [1], "Completed TV Short": [5], "Best": [1, 5]}
    assert [g["isSplitCompletedList"] for g in answer["MediaListCollection"]["lists"]] == [True, True, False]
    single = ask_as(None, GROUPS, user=people.owner.pk, single=True)
    assert summary(single) == {"Completed": [1, 5], "Best": [1, 5]}


def test_chunks_page_over_the_entries_of_all_groups(ask_as: AskAs, people: People) -> None:
    for chunk, expected, more in ((1, {"Planning", "Best", "Completed"}, True), (2, {"Best"}, False)):
        answer = ask_as(people.owner, GROUPS, user=people.owner.pk, chunk=chunk, perChunk=2)
        assert set(summary(answer)) == expected
        assert answer["MediaListCollection"]["hasNextChunk"] is more


def test_a_sort_orders_entries_and_groups(ask_as: AskAs, people: People) -> None:
    answer = ask_as(people.owner, GROUPS, user=people.owner.pk, sort=["SCORE_DESC"])
    assert summary(answer) == {"Completed": [1], "Planning": [SECRET], "Best": [1, 5, SECRET]}


def test_a_filter_leaves_groups_out(ask_as: AskAs, people: People) -> None:
    assert summary(ask_as(people.owner, GROUPS, user=people.owner.pk, status="PLANNING")) == {
        "Planning": [SECRET],
        "Best": [SECRET],
    }


def test_an_empty_list_has_no_groups(ask_as: AskAs, people: People) -> None:
    assert summary(ask_as(None, GROUPS, user=people.stranger.pk)) == {}


@pytest.mark.parametrize(
    ("asked", "message"), [({"name": "nobody"}, "User not found"), ({"user": 99}, "User not found")]
)
def test_an_unknown_user_is_told_in_the_words_that_clients_compare(
    ask_as: AskAs, asked: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError, match=f"^{message}$") as refused:
        ask_as(None, GROUPS, **asked)
    assert refused.value.status == 404
    assert refused.value.data == {"MediaListCollection": None}


def test_a_private_person_s_lists_are_theirs_alone(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(is_private=True)
    for who in (people.follower, people.stranger, None):
        with pytest.raises(QueryError, match=r"^Private User$") as refused:
            ask_as(who, GROUPS, user=people.owner.pk)
        assert refused.value.status == 404
    assert "Completed" in summary(ask_as(people.owner, GROUPS, user=people.owner.pk))


def test_without_a_user_or_a_type_nothing_is_read(ask_as: AskAs, people: People) -> None:
    for text in ("userId: 1", "type: ANIME"):
        with statements() as seen, pytest.raises(QueryError):
            ask_as(people.owner, f"{{ MediaListCollection({text}) {{ lists {{ name }} }} }}")
        assert seen == []


def test_the_older_fields_hold_the_same_entries(ask_as: AskAs, people: People) -> None:
    text = """{ MediaListCollection(userId: %d, type: ANIME) { __typename
      statusLists { mediaId } customLists(asArray: true) { mediaId status } } }"""
    answer = ask_as(None, text % people.owner.pk)["MediaListCollection"]
    assert answer == {
        "__typename": "MediaListCollection",
        "statusLists": [[{"mediaId": 1}]],
        "customLists": [[{"mediaId": 1, "status": "COMPLETED"}, {"mediaId": 5, "status": "COMPLETED"}]],
    }


def test_several_collections_are_one_statement(ask_as: AskAs, people: People) -> None:
    entry = "lists { name entries { id media { id title { romaji } studios { nodes { name } } } } }"
    text = "{ " + " ".join(
        f"a{n}: MediaListCollection(userId: {people.owner.pk}, type: ANIME, sort: {sort}) {{ {entry} }}"
        for n, sort in enumerate(("UPDATED_TIME_DESC", "MEDIA_POPULARITY_DESC", "MEDIA_TITLE_ROMAJI", "STATUS"))
    )
    with statements() as seen:
        answer = ask_as(people.owner, text + " }")
    assert len(seen) == 1
    assert [group["name"] for group in answer["a2"]["lists"]] == ["Planning", "Completed", "Best"]
