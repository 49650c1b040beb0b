"""Searching by name: the index ranks, filters and orders come after, and without an index names are compared."""

import json
from collections.abc import Callable

import pytest
from django.db import connection

from tests.graph.conftest import Ask
from tests.statements import statements
from zukan.graph import searching
from zukan.graph.document import load
from zukan.graph.limits import API
from zukan.graph.plan import compile_operation
from zukan.graph.sql import Request
from zukan.search.finding import Found

Index = Callable[[], object]


@pytest.fixture
def indexed(catalogue: None, build_index: Index) -> None:
    build_index()


def found(ask: Ask, arguments: str, kind: str = "media") -> list[int]:
    return [row["id"] for row in ask(f"{{ Page {{ {kind}({arguments}) {{ id }} }} }}")["Page"][kind]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Let the index answer every question with the same four works; returns what it was asked."""
    asked: list[tuple[str, str]] = []

    def find(kind: str, words: str, limit: int) -> list[Found]:
        asked.append((kind, words))
        return [Found(id_, "a name") for id_ in (30002, 5, 999, 1)]

    monkeypatch.setattr(searching, "find", find)
    return asked


def test_order_is_the_index_s_and_unknown_ids_are_left_out(ask: Ask, told: list[tuple[str, str]]) -> None:
    assert found(ask, 'search: "x"') == [30002, 5, 1]
    assert found(ask, 'search: "x", sort: [SEARCH_MATCH]') == [30002, 5, 1]


def test_filters_and_another_order_apply_to_what_was_found(ask: Ask, told: list[tuple[str, str]]) -> None:
    assert found(ask, 'search: "x", type: ANIME') == [5, 1]
    assert found(ask, 'search: "x", sort: [POPULARITY_DESC]') == [1, 30002, 5]
    assert found(ask, 'search: "x", genre: "Action", averageScore_greater: 85') == [1]
    assert found(ask, 'search: "x", id_in: [5]') == [5]


def test_pages_and_counts_are_of_what_was_found(ask: Ask, told: list[tuple[str, str]]) -> None:
    page = ask('{ Page(page: 2, perPage: 2) { pageInfo { count hasNextPage } media(search: "x") { id } } }')["Page"]
    assert page == {"pageInfo": {"count": 3, "hasNextPage": False}, "media": [{"id": 1}]}


def test_index_is_asked_once_and_the_database_once(ask: Ask, told: list[tuple[str, str]]) -> None:
    with statements() as seen:
        ask('{ Page { pageInfo { total count } media(search: "x+y") { id } } Media(search: "x y") { id } }')
    assert told == [("media", "x y")]
    assert len(seen) == 1


def test_single_root_is_the_best(ask: Ask, told: list[tuple[str, str]]) -> None:
    assert ask('{ Media(search: "x") { id } }')["Media"] == {"id": 30002}
    assert ask('{ Media(search: "x", type: ANIME) { id } }')["Media"] == {"id": 5}


@pytest.mark.parametrize("kind", ["characters", "staff", "studios"])
def test_each_kind_asks_its_own_index(ask: Ask, told: list[tuple[str, str]], kind: str) -> None:
    found(ask, 'search: "x"', kind)
    assert told == [(kind.removesuffix("s") if kind != "staff" else kind, "x")]


@pytest.mark.parametrize("words", ["", "   ", "+", " + "])
def test_blanks_find_nothing_and_ask_nothing(ask: Ask, told: list[tuple[str, str]], words: str) -> None:
    assert found(ask, f'search: "{words}"') == []
    assert told == []


def test_null_is_no_search(ask: Ask, told: list[tuple[str, str]]) -> None:
    assert len(found(ask, "search: null")) == 4
    assert told == []


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("kind", "words", "first"),
    [
        ("media", "bebop", 1),
        ("media", "cowboy+bebop", 1),
        ("media", "cowbiy bebop", 1),
        ("media", "비밥", 1),
        ("media", "tengoku no tobira", 5),
        ("media", "bounty 100%", 1),
        ("characters", "spiegel", 1),
        ("characters", "spigel", 1),
        ("staff", "山寺宏一", 95357),
        ("staff", "watanabe", 97009),
        ("studios", "sunris", 14),
    ],
)
def test_names_are_found_in_any_form(ask: Ask, kind: str, words: str, first: int) -> None:
    assert found(ask, f'search: "{words}"', kind)[0] == first


@pytest.mark.usefixtures("indexed")
def test_another_order_is_obeyed_among_real_finds(ask: Ask) -> None:
    assert found(ask, 'search: "bebop", sort: POPULARITY') == [5, 1]


@pytest.mark.parametrize(
    ("kind", "words", "ids"),
    [
        ("media", "cowboy bebop", [1, 5]),
        ("media", "COWBOY+BEBOP: TENGOKU", [5]),
        ("media", "無", [2**30]),
        ("media", "bebop", []),
        ("media", "space bounty 100", [1]),
        ("characters", "spike", [1]),
        ("characters", "Spike Spiegel", [1]),
        ("staff", "kouichi", [95357]),
        ("studios", "sunrise", [14]),
    ],
)
def test_without_an_index_names_are_found_by_how_they_begin(
    ask: Ask, build_index: Index, kind: str, words: str, ids: list[int]
) -> None:
    assert found(ask, f'search: "{words}"', kind) == ids


def test_exact_name_comes_before_a_more_popular_one_that_goes_on(ask: Ask, build_index: Index) -> None:
    assert found(ask, 'search: "cowboy bebop: tengoku no tobira"')[0] == 5


def test_index_that_knows_nothing_is_believed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "find", lambda *_: [])
    assert found(ask, 'search: "cowboy bebop"') == []


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["media", "characters", "staff", "studios"])
@pytest.mark.parametrize("more", ["", "sort: [POPULARITY_DESC], isAdult: false", "sort: [FAVOURITES_DESC]"])
def test_a_search_reads_what_is_found_and_no_table_from_end_to_end(kind: str, more: str) -> None:
    if kind != "media" and "isAdult" in more:
        more = ""
    operation = load(f'{{ Page {{ {kind}(search: "x", {more}) {{ id }} }} }}', API).operation(None)
    plan = compile_operation(operation, Request(), "sqlite", API)
    connection.ensure_connection()
    rows = connection.connection.execute("explain query plan " + plan.text, [json.dumps(None)] * len(plan.binds))
    steps = [row[3] for row in rows]
    assert [step for step in steps if step.startswith(("SCAN t", "SCAN n"))] == []
    assert any(step.startswith("SEARCH n USING") for step in steps)
