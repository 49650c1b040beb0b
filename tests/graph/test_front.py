"""The API over HTTP, in the forms in which clients really send it."""

import gzip
import io
import json
import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection

from zukan.accounts.models import AccessToken, User
from zukan.graph import front
from zukan.graph.errors import QueryError
from zukan.graph.front import with_api
from zukan.graph.pool import Pool
from zukan.graph.run import Database, DjangoDatabase

BEBOP = "{ Media(id: 1) { id title { userPreferred } } }"
TITLE = {"id": 1, "title": {"userPreferred": "Cowboy Bebop"}}
Send = Callable[..., "Answer"]


class Answer:
    """What a client sees."""

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = int(status[:3]), dict(headers), body

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class OneConnection(Pool):
    """A pool that lends Django's connection, in which the test's rows are."""

    def __init__(self) -> None:
        super().__init__(open_=lambda: DjangoDatabase(connection))


@pytest.fixture
def send(catalogue: None) -> Send:
    """Send a request to the application: the API's part and, for the rest, a stand-in for Django's."""

    def django(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"a page"]

    application = with_api(django, OneConnection())

    def send(
        method: str = "POST",
        body: bytes | str = b"",
        path: str = "/",
        query: str = "",
        remote: str = "127.0.0.1",
        **headers: str,
    ) -> Answer:
        content = body.encode() if isinstance(body, str) else body
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": io.BytesIO(content),
            "REMOTE_ADDR": remote,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }  # fmt: skip
        started: list[Any] = []
        chunks = application(environ, lambda status, given: started.extend((status, given)))  # type: ignore[arg-type, func-returns-value]
        return Answer(started[0], started[1], b"".join(chunks))

    return send


def as_json(query: str = BEBOP, **members: object) -> str:
    return json.dumps({"query": query, **members})


@pytest.mark.parametrize("path", ["/", "", "/graphql", "/graphql/"])
def test_it_answers_at_the_root_and_at_graphql(send: Send, path: str) -> None:
    answer = send(body=as_json(), path=path)
    assert (answer.status, answer.json) == (200, {"data": {"Media": TITLE}})
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("variables", [{"id": 1}, '{"id": "1"}', {"id": 1, "more": [1]}])
def test_variables_come_in_many_forms(send: Send, variables: object) -> None:
    query = "query Q($id: Int) { Media(id: $id) { id } }"
    assert send(body=as_json(query, variables=variables, extensions={})).json == {"data": {"Media": {"id": 1}}}


@pytest.mark.parametrize("variables", [None, [], "", {}, "null"])
def test_no_variables_come_in_many_forms(send: Send, variables: object) -> None:
    assert send(body=as_json(variables=variables)).json == {"data": {"Media": TITLE}}


def test_a_form_is_read_whatever_its_label(send: Send) -> None:
    assert send(body=urlencode({"query": BEBOP, "variables": "{}"})).json == {"data": {"Media": TITLE}}


def test_the_query_may_stand_in_the_address(send: Send) -> None:
    asked = urlencode({"query": BEBOP})
    assert send("GET", query=asked).json == {"data": {"Media": TITLE}}
    assert send("POST", query=asked).json == {"data": {"Media": TITLE}}


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("HEAD", "/"), ("POST", "/anime/1"), ("GET", "/graphqlx")])
def test_everything_else_is_djangos(send: Send, method: str, path: str) -> None:
    assert send(method, path=path).body == b"a page"


def test_one_of_several_operations_is_chosen_by_name(send: Send) -> None:
    query = "query A { Media(id: 1) { id } } query B { Media(id: 5) { id } }"
    assert send(body=as_json(query, operationName="B")).json == {"data": {"Media": {"id": 5}}}
    assert send(body=as_json(query)).status == 400
    assert "Unknown operation" in send(body=as_json(query, operationName="C")).json["errors"][0]["message"]


def test_a_missing_title_is_told_as_anilist_tells_it(send: Send) -> None:
    answer = send(body=as_json("{ a: Media(id: 1) { id }\n  b: Media(id: 99) { id } }"))
    assert answer.status == 404
    assert answer.body.startswith(b'{"errors":')
    assert answer.json == {
        "errors": [{"message": "Not Found.", "status": 404, "locations": [{"line": 2, "column": 3}]}],
        "data": {"a": None, "b": None},
    }


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "Must provide query string"),
        ("{}", "Must provide query string"),
        ("[1]", "must be a JSON object"),
        ("{", "neither JSON nor a form"),
        (b"\xff\xfe", "neither JSON nor a form"),
        ("[" * 100_000, "neither JSON nor a form"),
        (as_json(variables="{"), "not JSON"),
        (as_json(variables=3), "must be a JSON object"),
        (as_json("{ Media(id: 1) { nothing } }"), 'Cannot query field "nothing" on type "Media".'),
        (as_json("{ Media(id: 1) "), "Syntax Error"),
        (as_json("mutation { Media(id: 1) { id } }"), "mutation"),
        (as_json("subscription { Media { id } }"), "subscription"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(send: Send, body: bytes | str, told: str) -> None:
    answer = send(body=body)
    assert answer.status == 400
    assert told in answer.json["errors"][0]["message"]
    assert answer.json["errors"][0]["status"] == 400
    assert answer.json["data"] is None
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_huge_body_is_refused(send: Send) -> None:
    assert send(body=b" " * (2**20 + 1)).status == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD"])
def test_other_methods_are_refused(send: Send, method: str) -> None:
    answer = send(method, path="/graphql", query=urlencode({"query": BEBOP}))
    assert (answer.status, answer.json["errors"][0]["message"]) == (405, "Ask by GET or POST.")


def test_a_long_answer_is_packed_for_who_can_read_it(send: Send) -> None:
    long = as_json("{ Media(id: 1) { " + " ".join(f"a{n}: description" for n in range(50)) + " } }")
    packed, plain = send(body=long, accept_encoding="br, gzip"), send(body=long)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 5
    assert gzip.decompress(packed.body) == plain.body
    assert "Content-Encoding" not in send(body=as_json(), accept_encoding="gzip").headers


def test_a_preflight_is_answered(send: Send) -> None:
    answer = send("OPTIONS", path="/graphql")
    assert answer.status == 200
    assert "Authorization" in answer.headers["Access-Control-Allow-Headers"]


def test_a_fault_is_logged_with_its_cause_and_not_told(
    send: Send, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> bytes:
        raise ZeroDivisionError("the cause")

    monkeypatch.setattr(front, "answered", break_down)
    with caplog.at_level(logging.ERROR):
        answer = send(body=as_json())
    assert answer.status == 500
    assert answer.json["errors"][0]["message"] == "Internal Server Error"
    assert "the cause" not in answer.body.decode()
    assert "ZeroDivisionError: the cause" in caplog.text


def token_of(expires_in: int = 60, *, active: bool = True) -> str:
    user = User.objects.create(username="fan", title_language="NATIVE", is_active=active)
    return AccessToken.issue(user, int(time.time()) + expires_in)


def test_a_token_makes_the_viewer(send: Send) -> None:
    answer = send(body=as_json(), authorization=f"Bearer {token_of()}")
    assert answer.json["data"]["Media"]["title"]["userPreferred"] == "カウボーイビバップ"
    assert send(body=as_json()).json == {"data": {"Media": TITLE}}


def test_a_stylised_language_is_the_plain_one(send: Send) -> None:
    token = token_of()
    User.objects.update(title_language="NATIVE_STYLISED")
    answer = send(body=as_json(), authorization=f"Bearer {token}")
    assert answer.json["data"]["Media"]["title"]["userPreferred"] == "カウボーイビバップ"


def test_a_cookie_makes_no_viewer(send: Send) -> None:
    token = token_of()
    assert send(body=as_json(), cookie=f"sessionid={token}").json == {"data": {"Media": TITLE}}


@pytest.mark.parametrize("expires_in", [-1, 60])
def test_a_token_that_is_no_good_is_refused(send: Send, expires_in: int) -> None:
    token = token_of(expires_in, active=expires_in < 0)
    for authorization in (f"Bearer {token}", "Bearer nonsense", "Bearer ", "Basic abc"):
        answer = send(body=as_json(), authorization=authorization)
        assert (answer.status, answer.json["errors"][0]["message"]) == (400, "Invalid token")


def test_a_refusal_keeps_its_connection(db: None) -> None:
    pool = Pool(lambda: DjangoDatabase(connection))

    def refuse(_: Database) -> bytes:
        raise QueryError("Not Found.", 404)

    for _ in range(2):
        with pytest.raises(QueryError):
            pool.read(refuse)
    assert len(pool.idle) == 1


@pytest.mark.django_db
def test_a_connection_that_broke_is_replaced_once() -> None:
    opened: list[str] = []

    def open_() -> Database:
        opened.append("one")
        return DjangoDatabase(connection)

    pool = Pool(open_)
    pool.idle.append(None)  # type: ignore[arg-type]  # stands for a connection whose server is gone

    def read(database: Database | None) -> bytes:
        if database is None:
            raise sqlite3.OperationalError("disk I/O error")
        return b"read"

    assert pool.read(read) == b"read"  # type: ignore[arg-type]
    assert opened == ["one"]
    assert len(pool.idle) == 1


def test_every_answer_tells_how_often_one_may_ask_and_none_when_to_ask_again(send: Send) -> None:
    for answer in (send(body=as_json()), send(body="{"), send("OPTIONS"), send("DELETE", path="/graphql")):
        limit, remaining = (int(answer.headers[f"X-RateLimit-{name}"]) for name in ("Limit", "Remaining"))
        assert 0 < remaining <= limit
        assert not {"Retry-After", "X-RateLimit-Reset"} & answer.headers.keys()


def test_who_asks_too_often_waits_for_a_minute_and_others_do_not(settings: Any, request: Any) -> None:
    settings.RATE_LIMIT = 3
    send: Send = request.getfixturevalue("send")
    answers = [send(body=as_json(), remote="192.0.2.1") for _ in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[3].json == {"errors": [{"message": "Too Many Requests.", "status": 429}], "data": None}
    assert 0 < int(answers[3].headers["Retry-After"]) <= 60
    assert 0 < int(answers[3].headers["X-RateLimit-Reset"]) - time.time() <= 61
    assert answers[3].headers["Access-Control-Allow-Origin"] == "*"
    assert send("OPTIONS", remote="192.0.2.1").status == 200
    assert send(body=as_json(), remote="192.0.2.2").status == 200
