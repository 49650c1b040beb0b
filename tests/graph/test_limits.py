"""What an operation may not ask, and what it is told."""

import re
import sqlite3

import pytest
from django.db import connection
from pytest_django import Settings

from tests.graph.conftest import Ask
from tests.statements import statements
from zukan.graph import document
from zukan.graph.document import Documents, load
from zukan.graph.errors import DocumentError, QueryError
from zukan.graph.limits import API
from zukan.graph.run import DjangoDatabase

CYCLE = "fragment a on Media { ...b } fragment b on Media { ...a }"
BOMB = "{ Media(id: 1) { ...f0 } } " + " ".join(
    f"fragment f{n} on Media {{ ...f{n + 1} ...f{n + 1} }}" for n in range(30)
) + " fragment f30 on Media { id }"  # fmt: skip
CHAIN = "{ Media(id: 1) { ...f0 } } " + " ".join(
    f"fragment f{n} on Media {{ ...f{n + 1} }}" for n in range(1_500)
) + " fragment f1500 on Media { id }"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{ Media(id: 1) { id } }" + " " * 70_000, "larger than 65536 bytes"),
        ("{ Media(id: 1) { " + "title { romaji } " * 400 + "} }", "Max query complexity should be 500 but got 801."),
        (BOMB, "Max query complexity should be 500 but got more."),
        ("{ Media(id: 1) { ...a } } " + CYCLE, 'Cannot spread fragment "a" within itself.'),
        ("{ Media(id: 1) { " + "relations { nodes { " * 13 + "id" + " } }" * 13 + " } }", "depth"),
        ("{" * 20_000, "nests deeper|Syntax Error"),
        ("{ Page(page: 101) { media { id } } }", "Page depth exceeds maximum allowed for API requests .5000 entries."),
        (
            "{ Page { media { characters { nodes { media { nodes { staff { nodes { id } } } } } } } } }",
            "nested lists could hold 31250 items",
        ),
        ("{ Page { media { id } a: media(id: 1) { id } } }", "A Page holds one list"),
        ("{" + " ".join(f"a{n}: __schema {{ types {{ name }} }}" for n in range(50)) + "}", "asks 50"),
        ("{ Media(id: 1) { id } } fragment f on Media {" + "a: relations { nodes { id } }" * 400 + "}", "complexity"),
        ("mutation {" + "a: Media(id: 1) { id } " * 400 + "}", "complexity"),
        (CHAIN, "nests deeper"),
        ("{ Page { media {" + "relations { nodes {" * 8 + "id" + "} }" * 8 + "} } }", "could hold"),
        ("{ Page { media(genre_in: [" + '"a"' * 51 + "]) { id } } }", '"genre_in" may name 50 values; this names 51'),
        ("{ __schema { types {" + "fields { type {" * 5 + "name" + "}}" * 5 + "} } }", "introspection depth"),
        ('{ Page { media(search: "a\\u0000") { id } } }', "NUL"),
    ],
)
def test_too_much_is_refused_before_the_database_is_asked(ask: Ask, text: str, told: str) -> None:
    with statements() as seen, pytest.raises((QueryError, DocumentError)) as refused:
        ask(text)
    error = refused.value.errors[0] if isinstance(refused.value, DocumentError) else refused.value
    assert error.status == 400
    assert re.search(told, error.message)
    assert seen == []


def test_what_is_kept_of_documents_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_BYTES_KEPT", 200)
    kept = Documents()
    for number in range(50):
        text = f"{{ Media(id: {number}) {{ id }} }}"
        kept.keep(text, API, load(text, API))
    assert kept.bytes <= 200
    assert kept.bytes == sum(len(text) for _, text in kept.kept)
    assert kept.get("{ Media(id: 49) { id } }", API)
    assert kept.get("{ Media(id: 0) { id } }", API) is None


def test_the_last_reachable_entry_can_be_read(ask: Ask) -> None:
    assert ask("{ Page(page: 100) { media { id } } }") == {"Page": {"media": []}}


def test_the_name_of_a_page_too_deep_is_told(ask: Ask) -> None:
    with pytest.raises(QueryError) as refused:
        ask("query($p: Int) { a: Page(page: $p) { media { id } } }", {"p": 2**31 - 1})
    assert refused.value.data == {"a": None}


def test_a_nested_page_beyond_the_end_is_empty(ask: Ask) -> None:
    answer = ask("{ Media(id: 1) { characters(page: 2147483647) { nodes { id } pageInfo { hasNextPage } } } }")
    assert answer["Media"]["characters"] == {"nodes": [], "pageInfo": {"hasNextPage": False}}


def test_too_large_a_page_is_clamped(ask: Ask) -> None:
    answer = ask(
        "{ Page(perPage: 1000) { pageInfo { perPage } media { characters(perPage: 1000) { pageInfo { perPage } } } } }"
    )
    assert answer["Page"]["pageInfo"]["perPage"] == 50
    assert answer["Page"]["media"][0]["characters"]["pageInfo"]["perPage"] == 25


@pytest.fixture
def hurried(settings: Settings) -> None:
    """A server that gives a statement no time at all."""
    settings.STATEMENT_SECONDS = 0


@pytest.mark.sqlite
def test_a_statement_that_takes_too_long_is_stopped(catalogue: None, hurried: None) -> None:
    endless = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    with pytest.raises(QueryError, match="takes too long"):
        DjangoDatabase(connection).fetch(endless, ())
    assert isinstance(connection.connection, sqlite3.Connection)
    assert connection.connection.execute("select 1").fetchone() == (1,)
