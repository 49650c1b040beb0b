"""The API over HTTP: a WSGI callable before Django's handlers, whose middleware costs more than most answers.

`/graphql` is the API's. `/` is too for POST and for GET with `query`, as it is on AniList's host; else it is the home
page. The viewer is whoever the bearer token belongs to: cookies are not looked at, so no other site can act for a user.
"""

import gzip
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import msgspec
from django.conf import settings

from zukan.graph.agreement import prove_agreement
from zukan.graph.answer import Caller, Query, answer
from zukan.graph.errors import DocumentError, QueryError, envelope
from zukan.graph.limits import API
from zukan.graph.pool import Pool
from zukan.graph.rate_limit import UNLIMITED, RateLimit, Verdict, client_of
from zukan.graph.run import Database
from zukan.graph.viewer import viewer_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOG = logging.getLogger(__name__)
LARGEST_BODY = 2**20
SMALLEST_GZIP = 1_000  # bytes; what is shorter gains nothing
GZIP_LEVEL = 1  # JSON packs nearly as well as at 6, in a third of the time
ACCEPTED_HEADERS = (
    "Authorization,Accept,DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,"
    "Cache-Control,Content-Type,Content-Range,Range"
)
EXPOSED_HEADERS = (
    "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Content-Length, Content-Range"
)
METHODS = ("GET", "POST")
TOO_MANY = QueryError("Too Many Requests.", 429, None)
HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-cache, private"),
    ("X-Content-Type-Options", "nosniff"),
    ("Vary", "Accept-Encoding"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", ACCEPTED_HEADERS),
    ("Access-Control-Expose-Headers", EXPOSED_HEADERS),
]


def with_api(django: "WSGIApplication", pool: Pool) -> "WSGIApplication":
    """Return a WSGI application that answers the API and hands everything else to Django."""

    prove_agreement()
    rate_limit = RateLimit(settings.RATE_LIMIT)

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not is_for_api(environ):
            return django(environ, start_response)
        verdict = judged(environ, rate_limit)
        status, body = refused(TOO_MANY) if verdict.retry_after else respond(environ, pool.read)
        headers = [*HEADERS, *rate_headers(verdict)]
        if len(body) > SMALLEST_GZIP and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        start_response(f"{status} {HTTPStatus(status).phrase}", [*headers, ("Content-Length", str(len(body)))])
        return [body]

    return application


def judged(environ: "WSGIEnvironment", rate_limit: RateLimit) -> Verdict:
    """Count a request, but for what browsers ask by themselves before one."""
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return Verdict(rate_limit.limit or UNLIMITED, rate_limit.limit or UNLIMITED, 0)
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
    client = client_of(environ.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)
    return rate_limit.count(client, int(time.time()))


def rate_headers(verdict: Verdict) -> list[tuple[str, str]]:
    """Return what tells a client how often it may ask. When it may again is told only to those who must wait:

    there are clients that send a request once more on seeing it.
    """
    headers = [("X-RateLimit-Limit", str(verdict.limit)), ("X-RateLimit-Remaining", str(verdict.remaining))]
    if verdict.retry_after:
        reset = int(time.time()) + verdict.retry_after
        headers += [("Retry-After", str(verdict.retry_after)), ("X-RateLimit-Reset", str(reset))]
    return headers


def is_for_api(environ: "WSGIEnvironment") -> bool:
    """Tell whether a request is the API's."""
    path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
    if path.rstrip("/") == "/graphql":
        return True
    asks = any(name == "query" for name, _ in parse_qsl(environ.get("QUERY_STRING", "")))
    return path in ("", "/") and (method in ("POST", "OPTIONS") or (method == "GET" and asks))


def respond(environ: "WSGIEnvironment", read: Callable[[Callable[[Database], bytes]], bytes]) -> tuple[int, bytes]:
    """Return the status and body of an answer. A fault is logged with its cause and told as a fault."""
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return 200, b""
    try:
        if environ["REQUEST_METHOD"] not in METHODS:
            raise QueryError(f"Ask by {' or '.join(METHODS)}.", 405)
        query = query_of(environ)
        return 200, read(lambda database: answered(query, environ.get("HTTP_AUTHORIZATION", ""), database))
    except DocumentError as error:
        return refused(*error.errors)
    except QueryError as error:
        return refused(error)
    except Exception:
        LOG.exception("The API could not answer.")
        return refused(QueryError("Internal Server Error", 500))


def refused(*errors: QueryError) -> tuple[int, bytes]:
    """Return the status and body that tell errors; the first one's status stands for all."""
    return errors[0].status, msgspec.json.encode(envelope(errors))


def answered(query: Query, authorization: str, database: Database) -> bytes:
    """Return the body of an answer to whoever a header stands for."""
    now = int(time.time())
    viewer = viewer_of(authorization, database, now)
    return answer(query, Caller(API, now, settings.SITE_URL, viewer), database)


def query_of(environ: "WSGIEnvironment") -> Query:
    """Return what a request asks, in any of the forms that clients send. Raises QueryError."""
    members: dict[str, Any] = dict(parse_qsl(environ.get("QUERY_STRING", "")))
    if environ["REQUEST_METHOD"] == "POST":
        members |= body_members(body_of(environ))
    text = members.get("query")
    if not isinstance(text, str) or not text.strip():
        raise QueryError('Must provide query string: send {"query": "…"} as JSON.')
    name = members.get("operationName")
    return Query(text, variables_of(members.get("variables")), name if isinstance(name, str) else None)


def body_of(environ: "WSGIEnvironment") -> bytes:
    """Return a request's body. Raises QueryError when it is too large."""
    body: bytes = environ["wsgi.input"].read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise QueryError(f"The request is larger than {LARGEST_BODY} bytes.", 413)
    return body


def body_members(body: bytes) -> Mapping[str, Any]:
    """Return the members of a body: JSON or a form, whatever its label says. Raises QueryError."""
    if not body.strip():
        return {}
    try:
        decoded = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        form = dict(parse_qsl(body.decode(errors="replace")))
        if "query" not in form:
            raise QueryError("The body is neither JSON nor a form with a query.") from None
        return form
    if not isinstance(decoded, dict):
        raise QueryError('The body must be a JSON object: {"query": "…", "variables": {…}}.')
    return decoded


def variables_of(given: object) -> Mapping[str, object]:
    """Return variables from an object, JSON text of one, or any of the forms of nothing. Raises QueryError."""
    if isinstance(given, str) and given.strip():
        try:
            given = msgspec.json.decode(given)
        except (msgspec.DecodeError, RecursionError):
            raise QueryError("The variables are not JSON.") from None
    if not given:
        return {}
    if not isinstance(given, dict):
        raise QueryError("The variables must be a JSON object.")
    return given
