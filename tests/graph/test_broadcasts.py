"""Broadcasts and the days of titles, by themselves."""

import pytest

from tests.graph.conftest import NOW, Ask
from tests.statements import statements
from zukan.graph.errors import QueryError

BROADCASTS = "{ Page { airingSchedules%s { id } } }"
DAYS = "{ Page { mediaTrends%s { date } } }"


def asked(arguments: str) -> str:
    return f"({arguments})" if arguments else ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [500, 501]),
        ("sort: TIME_DESC", [501, 500]),
        ("sort: [MEDIA_ID, EPISODE_DESC]", [501, 500]),
        ("notYetAired: true", [501]),
        ("notYetAired: false", [500]),
        ("mediaId: 1", [500, 501]),
        ("mediaId: 30002", []),
        ("mediaId_in: [1, 5], episode: 2", [501]),
        ("episode_greater: 1", [501]),
        ("episode_not_in: [1]", [501]),
        (f"airingAt_greater: {NOW - 100}", [501]),
        (f"airingAt_greater: {NOW - 101}, airingAt_lesser: {NOW + 100}", [500]),
        ("id: 500", [500]),
        ("id_not: 500", [501]),
    ],
)
def test_broadcasts_are_filtered_and_sorted(ask: Ask, arguments: str, expected: list[int]) -> None:
    with statements() as seen:
        found = ask(BROADCASTS.replace("%s", asked(arguments)))["Page"]["airingSchedules"]
    assert [one["id"] for one in found] == expected
    assert len(seen) == 1


def test_a_broadcast_is_found_with_its_title(ask: Ask) -> None:
    text = "{ AiringSchedule(mediaId: 1, notYetAired: true) { episode timeUntilAiring media { id } } }"
    assert ask(text)["AiringSchedule"] == {"episode": 2, "timeUntilAiring": 100, "media": {"id": 1}}
    with pytest.raises(QueryError, match="Not Found"):
        ask("{ AiringSchedule(id: 1) { id } }")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", [NOW - 86_400, NOW]),
        ("sort: DATE_DESC", [NOW, NOW - 86_400]),
        ("mediaId: 1, releasing: true", [NOW]),
        ("mediaId_not: 1", []),
        (f"date_lesser: {NOW}", [NOW - 86_400]),
        ("popularity_greater: 10", [NOW]),
        ("popularity_not: 12", [NOW - 86_400]),
    ],
)
def test_days_are_filtered_and_sorted(ask: Ask, arguments: str, expected: list[int]) -> None:
    found = ask(DAYS.replace("%s", asked(arguments)))["Page"]["mediaTrends"]
    assert [one["date"] for one in found] == expected


def test_a_day_is_found(ask: Ask) -> None:
    assert ask("{ MediaTrend(mediaId: 1, sort: DATE_DESC) { date popularity } }")["MediaTrend"]["popularity"] == 12
