"""People: what everybody may see of them, and what only they themselves may."""

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.accounts.models import ListActivityOption, NotificationOption, NotificationType, PreviousName, User
from zukan.graph.errors import QueryError
from zukan.tracker.models import Block


def test_a_person_is_told_whole(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(
        about="**hi**", about_html="<p><strong>hi</strong></p>", banner="https://img.example/b.jpg", created_at=NOW
    )
    PreviousName.objects.create(user=people.owner, name="Old", created_at=1, updated_at=2)
    text = """{ User(name: "oWNER") { id name about html: about(asHtml: true) avatar { large medium } bannerImage bans
      isFollowing isFollower isBlocked unreadNotificationCount siteUrl donatorTier donatorBadge moderatorRoles
      moderatorStatus createdAt previousNames { name createdAt updatedAt } } }"""
    assert ask_as(None, text)["User"] == {
        "id": people.owner.pk,
        "name": "Owner",
        "about": "**hi**",
        "html": "<p><strong>hi</strong></p>",
        "avatar": dict.fromkeys(("large", "medium"), "https://zukan.example/static/avatar.png"),
        "bannerImage": "https://img.example/b.jpg",
        "bans": None,
        "isFollowing": False,
        "isFollower": False,
        "isBlocked": False,
        "unreadNotificationCount": None,
        "siteUrl": "https://zukan.example/user/Owner",
        "donatorTier": 0,
        "donatorBadge": "Donator",
        "moderatorRoles": None,
        "moderatorStatus": None,
        "createdAt": NOW,
        "previousNames": [{"name": "Old", "createdAt": 1, "updatedAt": 2}],
    }


def test_an_avatar_of_their_own_goes_before_the_sites(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(avatar='https://img.example/"a".jpg')
    avatar = ask_as(None, '{ User(name: "owner") { avatar { large } } }')["User"]["avatar"]
    assert avatar == {"large": 'https://img.example/"a".jpg'}


def test_a_name_of_any_letters_makes_a_sound_answer(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(username='"quoted"')
    owner = ask_as(None, f"{{ User(id: {people.owner.pk}) {{ name siteUrl }} }}")["User"]
    assert owner == {"name": '"quoted"', "siteUrl": 'https://zukan.example/user/"quoted"'}


def test_options_are_told_but_the_timezone(ask_as: AskAs, people: People) -> None:
    NotificationOption.objects.create(user=people.owner, type="AIRING", is_enabled=False)
    ListActivityOption.objects.create(user=people.owner, status="DROPPED", is_disabled=True)
    text = """{ User(id: %d) { options { titleLanguage staffNameLanguage displayAdultContent airingNotifications
      profileColor timezone activityMergeTime restrictMessagesToFollowing notificationOptions { type enabled }
      disabledListActivity { type disabled } } mediaListOptions { scoreFormat rowOrder
      animeList { sectionOrder splitCompletedSectionByFormat customLists advancedScoring advancedScoringEnabled }
      mangaList { customLists } } } }"""
    user = ask_as(None, text % people.owner.pk)["User"]
    wanted = {one["type"]: one["enabled"] for one in user["options"].pop("notificationOptions")}
    assert list(wanted) == NotificationType.values
    assert {type_ for type_, enabled in wanted.items() if not enabled} == {"AIRING"}
    silent = [one["type"] for one in user["options"].pop("disabledListActivity") if one["disabled"]]
    assert silent == ["DROPPED"]
    assert user["options"] == {
        "titleLanguage": "ROMAJI",
        "staffNameLanguage": "ROMAJI_WESTERN",
        "displayAdultContent": False,
        "airingNotifications": True,
        "profileColor": "blue",
        "timezone": None,
        "activityMergeTime": 720,
        "restrictMessagesToFollowing": False,
    }
    lists = user["mediaListOptions"]
    assert (lists["scoreFormat"], lists["rowOrder"]) == ("POINT_10_DECIMAL", "score")
    assert lists["animeList"]["customLists"] == ["Empty", "Best"]
    assert lists["animeList"]["sectionOrder"][0] == "Watching"
    assert lists["mangaList"] == {"customLists": []}
    own = f"{{ User(id: {people.owner.pk}) {{ options {{ timezone }} }} }}"
    assert ask_as(people.owner, own)["User"]["options"] == {"timezone": "09:00"}
    assert ask_as(people.follower, own)["User"]["options"] == {"timezone": None}


def test_the_viewer_is_whoever_asks(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(unread_notifications=3)
    text = "{ Viewer { id name unreadNotificationCount } }"
    with statements() as seen:
        viewer = ask_as(people.owner, text)["Viewer"]
    assert viewer == {"id": people.owner.pk, "name": "Owner", "unreadNotificationCount": 3}
    assert len(seen) == 1
    other = f"{{ User(id: {people.owner.pk}) {{ unreadNotificationCount }} }}"
    assert ask_as(people.follower, other)["User"]["unreadNotificationCount"] is None


def test_nobody_has_no_viewer(ask_as: AskAs, people: People) -> None:
    with statements() as seen, pytest.raises(QueryError, match=r"^Unauthorized\.$") as refused:
        ask_as(None, "{ me: Viewer { id } }")
    assert (refused.value.status, refused.value.data) == (401, {"me": None})
    assert seen == []


def test_ties_are_seen_from_both_ends(ask_as: AskAs, people: People) -> None:
    Block.objects.create(user=people.owner, blocked=people.stranger)
    text = "query ($id: Int) { User(id: $id) { isFollowing isFollower isBlocked } }"

    def ties(who: User | None, whom: User) -> tuple[bool, ...]:
        return tuple(ask_as(who, text, id=whom.pk)["User"].values())

    assert ties(people.follower, people.owner) == (True, False, False)
    assert ties(people.owner, people.follower) == (False, True, False)
    assert ties(people.owner, people.stranger) == (False, False, True)
    assert ties(people.stranger, people.owner) == (False, False, False)


def test_followers_and_followed_are_listed(ask_as: AskAs, people: People) -> None:
    text = "query ($id: Int!) { Page { %s(userId: $id, sort: USERNAME) { name } } }"
    assert ask_as(None, text % "followers", id=people.owner.pk)["Page"]["followers"] == [{"name": "follower"}]
    assert ask_as(None, text % "following", id=people.owner.pk)["Page"]["following"] == []
    assert ask_as(None, text % "following", id=people.follower.pk)["Page"]["following"] == [{"name": "Owner"}]
    one = ask_as(None, "query ($id: Int!) { Follower(userId: $id) { name } }", id=people.owner.pk)
    assert one == {"Follower": {"name": "follower"}}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ["Owner", "follower", "stranger"]),
        ("sort: USERNAME_DESC", ["stranger", "Owner", "follower"]),
        ("sort: WATCHED_TIME_DESC", ["follower", "Owner", "stranger"]),
        ("sort: [CHAPTERS_READ, ID_DESC]", ["stranger", "follower", "Owner"]),
        ('search: "OWN"', ["Owner"]),
        ('search: "nobody"', []),
        ('search: " "', []),
        ("isModerator: true", ["stranger"]),
        ('name: "STRANGER"', ["stranger"]),
    ],
)
def test_people_are_filtered_and_sorted(ask_as: AskAs, people: People, arguments: str, expected: list[str]) -> None:
    User.objects.filter(pk=people.follower.pk).update(minutes_watched=5)
    User.objects.filter(pk=people.stranger.pk).update(moderator_roles=["ADMIN"])
    User.objects.create_user("gone", is_active=False)
    asked = f"({arguments})" if arguments else ""
    found = ask_as(None, f"{{ Page {{ users{asked} {{ name }} }} }}")["Page"]["users"]
    assert [user["name"] for user in found] == expected


@pytest.mark.parametrize("who", ["owner", "follower", "stranger"])
def test_favourites_come_in_their_owners_order_with_whose_they_are(ask_as: AskAs, people: People, who: str) -> None:
    text = """{ User(id: %d) { favourites {
      anime { edges { favouriteOrder node { id } } nodes { isFavourite } pageInfo { total } }
      manga { nodes { id } } characters { edges { favouriteOrder } nodes { id isFavourite } }
      staff { nodes { id isFavourite } } studios { nodes { id isFavourite } } } } }"""
    mine = who == "owner"
    loved = ask_as(getattr(people, who), text % people.owner.pk)["User"]["favourites"]
    assert loved["anime"]["edges"] == [
        {"favouriteOrder": 1, "node": {"id": 5}},
        {"favouriteOrder": 2, "node": {"id": 1}},
    ]
    assert loved["anime"]["nodes"] == [{"isFavourite": mine}] * 2
    assert loved["anime"]["pageInfo"] == {"total": 2}
    assert loved["manga"] == {"nodes": []}
    assert loved["characters"] == {"edges": [{"favouriteOrder": 1}], "nodes": [{"id": 1, "isFavourite": mine}]}
    assert loved["staff"] == {"nodes": [{"id": 95357, "isFavourite": mine}]}
    assert loved["studios"] == {"nodes": [{"id": 14, "isFavourite": mine}]}


def test_a_private_person_s_favourites_are_theirs_alone(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(is_private=True)
    text = f"{{ User(id: {people.owner.pk}) {{ favourites {{ anime {{ nodes {{ id }} }} }} }} }}"
    assert ask_as(people.owner, text)["User"]["favourites"] == {"anime": {"nodes": [{"id": 5}, {"id": 1}]}}
    for who in (people.follower, people.stranger, None):
        assert ask_as(who, text)["User"]["favourites"] == {"anime": {"nodes": []}}
