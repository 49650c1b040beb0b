"""How the site's own pages read: the same path as the API's, with the site's limits."""

import time
from collections.abc import Mapping
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from zukan.graph.answer import Caller, Query, answer
from zukan.graph.errors import QueryError
from zukan.graph.limits import SITE
from zukan.graph.run import DjangoDatabase
from zukan.graph.searching import Searches


def read_page(
    document: str,
    variables: Mapping[str, object] | None = None,
    now: int | None = None,
    searches: Searches | None = None,
) -> dict[str, Any]:
    """Return the decoded `data` of a page's document, in one statement; a root that does not exist is None.

    now: Unix seconds, of the clock unless given. searches: how to search; it keeps what was found.
    """
    moment = int(time.time()) if now is None else now
    caller = Caller(SITE, moment, settings.SITE_URL, searches=searches)
    try:
        body = answer(Query(document, variables or {}), caller, DjangoDatabase(connection))
    except QueryError as error:
        if error.status != 404 or error.data is None:
            raise
        return dict(error.data)
    data: dict[str, Any] = msgspec.json.decode(body)["data"]
    return data
