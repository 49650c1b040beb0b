"""Orders and filters that the API offers are answered from an index."""

import pytest
from django.db import connection

from zukan.graph.document import load
from zukan.graph.limits import API
from zukan.graph.plan import compile_operation
from zukan.graph.sql import Request

SORTS = [
    *("ID", "ID_DESC", "TITLE_ROMAJI", "TITLE_ENGLISH", "TITLE_NATIVE", "SCORE_DESC", "POPULARITY_DESC"),
    *("TRENDING_DESC", "FAVOURITES_DESC", "UPDATED_AT_DESC", "START_DATE_DESC", "END_DATE_DESC", "EPISODES_DESC"),
    *("DURATION_DESC", "CHAPTERS_DESC", "VOLUMES_DESC", "WEIGHTED_SCORE_DESC"),
]
FILTERS = [
    *("type: ANIME", "format: TV", "status: FINISHED", "season: FALL, seasonYear: 2024", "seasonYear: 2024"),
    *("season: FALL", "source: MANGA", "countryOfOrigin: JP", "isLicensed: true", "idMal: 1", "id_in: [1, 2]"),
    *('genre: "Action"', 'tag: "Space"', 'licensedBy: "Hulu"', "startDate: 20240111", "duration: 24", "isAdult: true"),
    "popularity_greater: 100000",
]  # fmt: skip


def steps(arguments: str) -> list[str]:
    """Return how SQLite finds the titles of a page."""
    operation = load(f"{{ Page {{ media({arguments}) {{ id }} }} }}", API).operation(None)
    plan = compile_operation(operation, Request(), "sqlite", API)
    connection.ensure_connection()
    rows = connection.connection.execute("explain query plan " + plan.text, [None] * len(plan.binds)).fetchall()
    return [row[3] for row in rows]


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("sort", SORTS)
def test_an_order_is_an_index(sort: str) -> None:
    found = steps(f"sort: {sort}")
    assert any(step.startswith("SCAN t1") for step in found)
    assert not [step for step in found if "TEMP B-TREE" in step]


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("filter_", FILTERS)
def test_a_filter_is_an_index(filter_: str) -> None:
    assert any(step.startswith("SEARCH t1") for step in steps(f"{filter_}, sort: POPULARITY_DESC"))


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filter_", "sort"), [("averageScore_greater: 90", "SCORE"), ("episodes_lesser: 5", "EPISODES")]
)
def test_a_range_is_an_index_when_sorted_by_it(filter_: str, sort: str) -> None:
    assert any(step.startswith("SEARCH t1") for step in steps(f"{filter_}, sort: {sort}_DESC"))


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        ("startDate_lesser: 20240112, sort: START_DATE_DESC", "order by t1.start_date desc"),
        ("averageScore_greater: 90, seasonYear: 2024, sort: SCORE_DESC", "order by t1.average_score desc"),
        ("seasonYear: 2024, sort: START_DATE_DESC", "order by coalesce(t1.start_date,null) desc"),
    ],
)
def test_the_index_of_an_order_is_walked_where_a_filter_bounds_its_column(arguments: str, order: str) -> None:
    """Where another filter leaves few rows it is not: nearly every row would be read for nothing."""
    operation = load(f"{{ Page {{ media(type: ANIME, {arguments}) {{ id }} }} }}", API).operation(None)
    assert order in compile_operation(operation, Request(), "sqlite", API).text


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["POPULARITY_DESC", "WEIGHTED_SCORE_DESC", "TITLE_ROMAJI"])
@pytest.mark.parametrize(
    ("field", "index"), [("works", "media_by_season_ordinal"), ("carriedOver", "media_carried_over")]
)
def test_a_season_is_an_index_whatever_the_order(field: str, index: str, sort: str) -> None:
    document = f'{{ SeasonChart {{ {field}(sort: {sort}, genre: "Action") {{ nodes {{ id }} }} }} }}'
    plan = compile_operation(load(document, API).operation(None), Request(), "sqlite", API)
    connection.ensure_connection()
    rows = connection.connection.execute("explain query plan " + plan.text, [None] * len(plan.binds)).fetchall()
    assert any(f"INDEX {index} " in row[3] for row in rows)
