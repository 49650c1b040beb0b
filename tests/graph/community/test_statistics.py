"""What a person's lists amount to, computed from the entries as they are."""

from typing import Any

import pytest

from tests.graph.community.conftest import NOW, AskAs, People
from tests.statements import statements
from zukan.accounts.models import User
from zukan.catalogue.models import Media
from zukan.graph.schema import schema
from zukan.tracker.models import Activity

WHOLE = """{ User(name: "owner") { statistics {
  anime { count meanScore standardDeviation minutesWatched episodesWatched chaptersRead volumesRead }
  manga { count meanScore standardDeviation minutesWatched episodesWatched chaptersRead volumesRead } } } }"""
# The owner has seen 26 episodes of 24 minutes twice (85 of 100), a film of an hour (70), and read 100 chapters.
SEEN = {"anime": (2, 77.5, 7.5, 1308, 53, 0, 0), "manga": (1, 0, 0, 0, 0, 100, 9)}


@pytest.fixture(autouse=True)
def an_hour(people: People) -> None:
    Media.objects.filter(pk=5).update(duration=60)


def numbers(answer: dict[str, Any]) -> dict[str, tuple[float, ...]]:
    return {type_: tuple(totals.values()) for type_, totals in answer["User"]["statistics"].items()}


def test_totals_leave_out_what_is_planned(ask_as: AskAs, people: People) -> None:
    with statements() as seen:
        assert numbers(ask_as(people.owner, WHOLE)) == SEEN
    assert len(seen) == 1
    people.owner.list_entries.update(is_private=False)
    assert numbers(ask_as(None, WHOLE)) == SEEN


def test_empty_lists_are_zeros(ask_as: AskAs, people: People) -> None:
    people.owner.list_entries.all().delete()
    assert numbers(ask_as(None, WHOLE)) == {"anime": (0,) * 7, "manga": (0,) * 7}


def test_private_entries_count_for_their_owner_only(ask_as: AskAs, people: People) -> None:
    people.owner.list_entries.filter(media_id=5).update(is_private=True)
    assert numbers(ask_as(people.owner, WHOLE)) == SEEN
    for who in (people.follower, people.stranger, None):
        assert numbers(ask_as(who, WHOLE))["anime"] == (1, 85, 0, 1248, 52, 0, 0)


def test_a_private_person_s_totals_are_theirs_alone(ask_as: AskAs, people: People) -> None:
    User.objects.filter(pk=people.owner.pk).update(is_private=True, minutes_watched=7)
    old = '{ User(name: "owner") { stats { watchedTime animeListScores { meanScore } } } }'
    assert numbers(ask_as(people.owner, WHOLE)) == SEEN
    for who in (people.follower, people.stranger, None):
        assert numbers(ask_as(who, WHOLE)) == {"anime": (0,) * 7, "manga": (0,) * 7}
        assert ask_as(who, old)["User"]["stats"] == {"watchedTime": None, "animeListScores": {"meanScore": 0}}


def groups(ask_as: AskAs, asked: str, key: str, type_: str = "anime") -> list[Any]:
    text = f'{{ User(name: "owner") {{ statistics {{ {type_} {{ g: {asked} {{ {key} }} }} }} }} }}'
    return ask_as(None, text)["User"]["statistics"][type_]["g"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("asked", "key", "expected"),
    [
        ("formats", "format", ["MOVIE", "TV"]),
        ("statuses", "status", ["COMPLETED"]),
        ("scores", "score", [70, 90]),
        ("lengths", "length", ["1", "17-28"]),
        ("releaseYears", "releaseYear", [1998, 2001]),
        ("startYears", "startYear", [2020]),
        ("genres", "genre", ["Action", "Sci-Fi"]),
        ("genres(limit: 1)", "genre", ["Action"]),
        ("genres(sort: MEAN_SCORE_DESC)", "genre", ["Sci-Fi", "Action"]),
        ("genres(sort: PROGRESS)", "genre", ["Sci-Fi", "Action"]),
        ("genres(sort: ID_DESC)", "genre", ["Sci-Fi", "Action"]),
        ("genres(sort: [COUNT, ID])", "genre", ["Sci-Fi", "Action"]),
        ("countries", "country", ["JP"]),
    ],
)
def test_entries_are_counted_by_what_they_and_their_works_are(
    ask_as: AskAs, people: People, asked: str, key: str, expected: list[object]
) -> None:
    assert [group[key] for group in groups(ask_as, asked, key)] == expected


def test_groups_of_empty_lists_are_empty(ask_as: AskAs, people: People) -> None:
    people.owner.list_entries.all().delete()
    assert groups(ask_as, "formats", "format") == []
    assert groups(ask_as, "voiceActors", "count", "manga") == []


def test_a_group_has_its_own_totals(ask_as: AskAs, people: People) -> None:
    fields = "genre count meanScore minutesWatched chaptersRead mediaIds"
    assert groups(ask_as, "genres", fields) == [
        {
            "genre": "Action",
            "count": 2,
            "meanScore": 77.5,
            "minutesWatched": 1308,
            "chaptersRead": 0,
            "mediaIds": [1, 5],
        },
        {"genre": "Sci-Fi", "count": 1, "meanScore": 85, "minutesWatched": 1248, "chaptersRead": 0, "mediaIds": [1]},
    ]
    (drama,) = groups(ask_as, "genres", fields, "manga")
    assert (drama["genre"], drama["chaptersRead"], drama["mediaIds"]) == ("Drama", 100, [30002])


def test_people_studios_and_tags_are_counted_once_a_work(ask_as: AskAs, people: People) -> None:
    voice = groups(ask_as, "voiceActors", "count meanScore mediaIds characterIds voiceActor { id name { full } }")
    assert voice == [
        {
            "count": 2,
            "meanScore": 77.5,
            "mediaIds": [1, 5],
            "characterIds": [1],
            "voiceActor": {"id": 95357, "name": {"full": "Kouichi Yamadera"}},
        }
    ]
    assert groups(ask_as, "staff", "count staff { id }") == [{"count": 2, "staff": {"id": 97009}}]
    assert groups(ask_as, "studios", "count studio { name }") == [{"count": 1, "studio": {"name": "Sunrise"}}]
    tags = groups(ask_as, "tags", "count tag { name }")
    assert tags == [{"count": 2, "tag": {"name": "Space"}}, {"count": 1, "tag": {"name": "Noir"}}]


def test_the_older_form_says_the_same_in_whole_numbers(ask_as: AskAs, people: People) -> None:
    Activity.objects.create(user=people.owner, kind="TEXT", text="a", text_html="a", created_at=NOW - 86_400)
    text = """{ User(name: "owner") { stats { animeStatusDistribution { status amount }
      animeScoreDistribution { score amount } animeListScores { meanScore standardDeviation }
      mangaListScores { meanScore } favouredGenres { genre amount meanScore timeWatched }
      favouredYears { year amount meanScore } favouredFormats { format amount } favouredTags { tag { name } amount }
      favouredActors { staff { id } amount meanScore timeWatched } favouredStudios { studio { name } }
      favouredStaff { staff { id } } activityHistory { date amount level } } } }"""
    stats = ask_as(None, text)["User"]["stats"]
    assert stats["animeStatusDistribution"] == [{"status": "COMPLETED", "amount": 2}]
    assert stats["animeScoreDistribution"] == [{"score": 70, "amount": 1}, {"score": 90, "amount": 1}]
    assert stats["animeListScores"] == {"meanScore": 78, "standardDeviation": 8}
    assert stats["mangaListScores"] == {"meanScore": 0}
    assert stats["favouredGenres"][0] == {"genre": "Action", "amount": 2, "meanScore": 78, "timeWatched": 1308}
    assert stats["favouredYears"][0] == {"year": 1998, "amount": 1, "meanScore": 85}
    assert stats["favouredActors"] == [
        {"staff": {"id": 95357}, "amount": 2, "meanScore": 78, "timeWatched": 1308},
    ]
    day = (NOW - 86_400) // 86_400 * 86_400
    assert stats["activityHistory"] == [{"date": day, "amount": 1, "level": 1}]


def test_everything_at_once_is_one_statement(ask_as: AskAs, people: People) -> None:
    fields = schema().type_map["UserStatistics"].fields  # type: ignore[attr-defined]  # an object type
    keys = {
        "voiceActors": "voiceActor { id }",
        "staff": "staff { id }",
        "studios": "studio { id }",
        "tags": "tag { id }",
    }
    parts = " ".join(
        f"{name} {{ count meanScore mediaIds {keys.get(name, '')} }}" for name, field in fields.items() if field.args
    )
    whole = f"{{ count minutesWatched {parts} }}"
    with statements() as seen:
        answer = ask_as(people.owner, f'{{ User(name: "owner") {{ statistics {{ anime {whole} manga {whole} }} }} }}')
    assert len(seen) == 1
    assert len(answer["User"]["statistics"]["anime"]) == len(fields) - 5
