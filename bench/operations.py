"""Real operations of real clients, sent to a running server: how many are answered, and why the others are not.

`python -m bench operations` asks the server that ZUKAN_BENCH_URL names (http://127.0.0.1:8000), as the user whose
bearer token is in ZUKAN_BENCH_TOKEN. Ids that the clients wrote down are replaced by ids of what the server has. Every
answer is checked against AniList's own schema, by other code than the code that made it.
"""

import http.client
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from graphql import DocumentNode, GraphQLSchema, build_schema, parse

from bench.answers import faults_of

REFERENCE = Path(os.environ.get("ZUKAN_TEST_DATA", "/nowhere")) / "anilist"
URL = os.environ.get("ZUKAN_BENCH_URL", "http://127.0.0.1:8000")
TOKEN = os.environ.get("ZUKAN_BENCH_TOKEN", "")
REASONS_SHOWN = 100
# What the clients' ids mean, by root; "1" of a root that is not here is the id of the viewer.
PEOPLE = {"40": "character", "96870": "staff", "858": "studio"}
OF_ROOT = {
    "Activity": "activity",
    "ActivityReply": "reply",
    "Page.activityReplies": "activity",
    "Thread": "thread",
    "ThreadComment": "comment",
    "Page.threadComments": "thread",
    "Page.likes": "activity",
    "Review": "review",
    "Recommendation": "recommendation",
    "MediaList": "entry",
    "AiringSchedule": "airing",
}
OF_USERS = re.compile(r"user|messenger|follow", re.IGNORECASE)
ONES = """query ($user: Int) {
  User(id: $user) { id name }
  characters: Page { characters(sort: FAVOURITES_DESC) { id media { nodes { id } } } }
  staff: Page { staff(sort: FAVOURITES_DESC) { id } }
  studios: Page { studios(sort: FAVOURITES_DESC) { id } }
  activities: Page {
    activities(userId: $user, type: ANIME_LIST, sort: ID_DESC) { ... on ListActivity { id replies { id } } }
  }
  threads: Page { threads(userId: $user) { id } }
  comments: Page { threadComments(userId: $user) { id } }
  reviews: Page { reviews(sort: ID_DESC) { id } }
  recommendations: Page { recommendations(sort: RATING_DESC) { id } }
  entries: Page { mediaList(userId: $user) { id } }
  airings: Page { airingSchedules(sort: TIME_DESC) { id } }
}"""


class Operation(NamedTuple):
    """One operation of the collection."""

    file: str
    roots: list[str]
    needs_token: bool
    text: str
    variables: Any


def main() -> None:
    """Send all, and say which are not answered."""
    if not REFERENCE.is_dir():
        print("The operations lie beside the real files: set ZUKAN_TEST_DATA to the folder that holds anilist/.")
        return
    schema = build_schema((REFERENCE / "schema.graphql").read_text())
    ids = known_ids()
    told = {one.file: outcome(one, ids, schema) for one in operations() if TOKEN or not one.needs_token}
    unanswered = {file: reason for file, reason in told.items() if reason}
    for file, reason in list(unanswered.items())[:REASONS_SHOWN]:
        print(f"{file}: {reason}")
    for reason, count in Counter(without_names(reason) for reason in unanswered.values()).most_common(20):
        print(f"{count:4} {reason}")
    print(f"{len(told) - len(unanswered)} of {len(told)} operations are answered as AniList's schema says.")


def operations() -> Iterator[Operation]:
    """Yield the operations that read."""
    folder = REFERENCE / "queries"
    for entry in json.loads((folder / "index.json").read_text()):
        if entry["kind"] != "query":
            continue
        file = folder / entry["file"]
        variables = json.loads(file.with_suffix(".json").read_text())
        yield Operation(entry["file"], entry["roots"], entry["auth"] == "required", file.read_text(), variables)


def ask(text: str, variables: Any) -> tuple[int, Any]:
    """Return the status and the body of an answer."""
    place = urlsplit(URL)
    connection = http.client.HTTPConnection(place.hostname or "127.0.0.1", place.port or 80, timeout=60)
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {TOKEN}"} if TOKEN else {})}
    connection.request("POST", "/", json.dumps({"query": text, "variables": variables}), headers)
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def known_ids() -> dict[str, Any]:
    """Return something of each kind that the server has. Without a token, of its first user."""
    viewer = ask("{ Viewer { id } }", {})[1]["data"] if TOKEN else None
    user = viewer["Viewer"]["id"] if viewer else first(ask("{ Page { users { id } } }", {})[1], "users")
    data = ask(ONES, {"user": user})[1]["data"]
    lists = {
        "characters",
        "staff",
        "studios",
        "activities",
        "threads",
        "reviews",
        "recommendations",
        "entries",
        "airings",
    }
    fields = {
        "activities": "activities",
        "comments": "threadComments",
        "entries": "mediaList",
        "airings": "airingSchedules",
    }
    ones = {name: data[name][fields.get(name, name)] for name in (*lists, "comments")}
    singular = {"staff": "staff", "activities": "activity", "entries": "entry"}
    ids = {singular.get(name, name.removesuffix("s")): rows[0]["id"] for name, rows in ones.items() if rows}
    replies = [reply["id"] for activity in ones["activities"] for reply in activity.get("replies") or ()]
    return ids | {"user": data["User"]["id"], "name": data["User"]["name"], "reply": next(iter(replies), 1)}


def first(body: Any, name: str) -> int:
    """Return the id of the first of a page's list."""
    return int(body["data"]["Page"][name][0]["id"])


def adapted(operation: Operation, ids: Mapping[str, Any]) -> Any:
    """Return an operation's variables, with ids of what the server has."""
    given = operation.variables
    if isinstance(given, str):
        given = json.loads(given or "{}")
    if not isinstance(given, dict):
        return given
    return {name: replaced(name, value, operation.roots, ids) for name, value in given.items()}


def replaced(name: str, value: Any, roots: list[str], ids: Mapping[str, Any]) -> Any:
    """Return the value of a variable, or of a member of one."""
    if isinstance(value, list):
        return [replaced(name, one, roots, ids) for one in value]
    if value == "josh":
        return ids["name"]
    kind = PEOPLE.get(str(value))
    if kind is None and str(value) == "1" and name.lower().endswith(("id", "ids", "id_in")):
        kind = "user" if OF_USERS.search(name) else next((OF_ROOT[root] for root in roots if root in OF_ROOT), "user")
    return value if kind is None or kind not in ids else type(value)(ids[kind])


def outcome(operation: Operation, ids: Mapping[str, Any], schema: GraphQLSchema) -> str:
    """Return why an operation is not answered, "" when it is."""
    text = re.sub(r"\b(40|96870|858)\b", lambda found: str(ids.get(PEOPLE[found[0]], found[0])), operation.text)
    status, body = ask(text, adapted(operation, ids))
    if errors := body.get("errors"):
        return f"{status} {errors[0]['message']}"
    document: DocumentNode = parse(text)
    return next(faults_of(document, body["data"], schema), "")


def without_names(reason: str) -> str:
    """Return a reason without what is only of one operation, to count it."""
    return re.sub(r"\[\d+\]|\.\d+", "", reason)
