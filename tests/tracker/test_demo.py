"""`zukan demo-user`: made whole, and taken away whole."""

import base64
import json
import time

import pytest
from django.apps import apps
from typer.testing import CliRunner, Result

from tests.graph.conftest import add_media
from zukan.accounts.models import AccessToken, User, token_digest
from zukan.catalogue.models import Character, Staff, Studio
from zukan.cli import build
from zukan.tracker.models import Activity, Favourite, ListEntry, Notification


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build({"demo-user"}), ["demo-user", *arguments])


@pytest.fixture
def catalogue_of_works(db: None) -> None:
    for number in range(16):
        columns = {"popularity": number, "duration": 24, "episodes": 12, "chapters": 100}
        add_media(100 + number, title_romaji=f"Anime {number}", **columns)
        add_media(200 + number, title_romaji=f"Manga {number}", **{**columns, "type": "MANGA"})
    for number in range(3):
        Character.objects.create(id=1 + number, name_full=f"Character {number}")
        Staff.objects.create(id=1 + number, name_full=f"Staff {number}")
        Studio.objects.create(id=1 + number, name=f"Studio {number}")


def rows() -> dict[str, int]:
    """Return how many rows each table of what people keep holds."""
    people = [
        model
        for name in ("accounts", "tracker", "forum", "reviews")
        for model in apps.get_app_config(name).get_models()
    ]
    return {model.__name__: model._default_manager.count() for model in people if model.__name__ != "Category"}


def test_the_demo_user_has_something_of_everything(catalogue_of_works: None) -> None:
    made = run()
    assert made.exit_code == 0, made.output
    demo = User.objects.get(username="demo")
    for type_ in ("ANIME", "MANGA"):
        statuses = set(ListEntry.objects.filter(user=demo, type=type_).values_list("status", flat=True))
        assert len(statuses) == 6
    assert set(Favourite.objects.values_list("kind", flat=True)) == {"ANIME", "MANGA", "CHARACTER", "STAFF", "STUDIO"}
    assert set(Activity.objects.values_list("kind", flat=True)) == {"TEXT", "ANIME_LIST", "MANGA_LIST", "MESSAGE"}
    assert demo.unread_notifications == Notification.objects.filter(user=demo).count() > 5
    assert demo.minutes_watched > 0 < demo.chapters_read
    empty = {name for name, count in rows().items() if not count}
    assert empty == {"Block", "SiteCount", "NotificationOption", "ListActivityOption", "PreviousName"}


def test_the_token_says_whose_it_is_and_when_it_ends(catalogue_of_works: None) -> None:
    token = run().stdout.strip().splitlines()[-1]
    demo = User.objects.get(username="demo")
    assert AccessToken.objects.get(digest=token_digest(token)).user == demo
    header, payload, _ = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims["sub"] == str(demo.pk)
    assert claims["exp"] - time.time() == pytest.approx(365 * 86_400, abs=60)
    assert json.loads(base64.urlsafe_b64decode(header + "=="))["typ"] == "JWT"


def test_making_them_twice_makes_one(catalogue_of_works: None) -> None:
    run()
    before = rows()
    assert run().exit_code == 0
    assert rows() == {**before, "AccessToken": before["AccessToken"] + 1}


def test_all_of_it_is_taken_away(catalogue_of_works: None) -> None:
    real = User.objects.create_user("real")
    before = rows()
    run()
    Activity.objects.create(
        user=real, kind="MESSAGE", messenger=User.objects.get(username="demo"), text="x", text_html="x"
    )
    assert "4 demo users" in run("--remove").output
    assert rows() == before
    assert "no demo user" in run("--remove").output


def test_a_name_that_is_taken_is_left_alone(catalogue_of_works: None) -> None:
    User.objects.create_user("Demo-Hana")
    refused = run()
    assert refused.exit_code == 1
    assert "Demo-Hana" in refused.output
    assert User.objects.count() == 1


def test_a_catalogue_without_works_is_not_enough(db: None) -> None:
    refused = run()
    assert refused.exit_code == 1
    assert "import some first" in refused.output
