"""Fill an empty database with a catalogue, measure the media page in it, and print the figures as JSON."""

import json
import sys

import zukan.wsgi  # noqa: F401  # first of all: it sets SQLite up before that is loaded, and Django

# isort: split
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bench import catalogue, orm
from bench.timing import medians_ms, per_second
from zukan.graph.answer import Caller, Query, answer
from zukan.graph.coercion import coerce_variables
from zukan.graph.dialect import DIALECTS
from zukan.graph.document import load
from zukan.graph.limits import SITE
from zukan.graph.plan import compile_operation
from zukan.graph.pool import Pool
from zukan.graph.sql import Request
from zukan.web.pages.media.view import QUERY

THREADS = 2
VARIABLES = {"id": catalogue.MEASURED}
PATH = f"/anime/{catalogue.MEASURED}"
POOL = Pool()
CLIENT = Client()


def read() -> bytes:
    """Answer the page's document, from its text to the answer's bytes."""
    caller = Caller(SITE, 1_700_000_000, "http://127.0.0.1:8000")
    return POOL.read(lambda database: answer(Query(QUERY, VARIABLES), caller, database))


def statement() -> tuple[str, list[object]]:
    """Return the page's SQL and values."""
    operation = load(QUERY, SITE).operation(None)
    request = Request(coerce_variables(operation.variables, VARIABLES), now=1_700_000_000)
    plan = compile_operation(operation, request, connection.vendor, SITE)
    return plan.text, [DIALECTS[connection.vendor].value(bind.read(request)) for bind in plan.binds]


def page() -> bytes:
    """Ask Django for the whole page, as HTML."""
    response = CLIENT.get(PATH, headers={"host": "127.0.0.1"})
    assert response.status_code == 200, response.status_code
    return response.content


def main(titles: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if connection.vendor == "postgresql":
        call_command("flush", verbosity=0, interactive=False)
    catalogue.fill(titles)
    catalogue.settle()
    text, values = statement()
    ways = {
        "bare SQL": lambda: POOL.read(lambda database: database.fetch(text, values)),
        "read path": read,
        "ORM, same facts": lambda: orm.media_as_json(catalogue.MEASURED),
        "whole page": page,
    }
    figures = {
        "database": connection.vendor,
        "bytes": len(text),
        "ms": medians_ms(ways),
        "per_second": {count: per_second(read, count) for count in (1, THREADS)},
    }
    print(json.dumps(figures))


main(int(sys.argv[1]))
