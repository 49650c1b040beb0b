"""Three people and what they keep: an owner, who follows nobody; a follower of hers; and a stranger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.graph.conftest import ask_catalogue
from zukan.accounts.models import User
from zukan.graph.sql import Viewer
from zukan.tracker.models import CustomList, CustomListEntry, Favourite, Follow, ListEntry

NOW = 1_700_000_000
AskAs = Callable[..., Any]


def viewer(user: User) -> Viewer:
    """Return a person as the API knows them by their token."""
    return Viewer(user.pk, str(user.title_language), str(user.staff_name_language))


@dataclass(frozen=True)
class People:
    """Who may see more, and who less."""

    owner: User
    follower: User
    stranger: User


@pytest.fixture
def people(catalogue: None) -> People:
    """The owner has the small catalogue on her lists: one entry is private, one on custom lists only."""
    owner = User.objects.create_user("Owner", score_format="POINT_10_DECIMAL", timezone="09:00")
    follower, stranger = User.objects.create_user("follower"), User.objects.create_user("stranger")
    Follow.objects.create(user=follower, followed=owner)
    bebop = add_entry(
        owner, 1, status="COMPLETED", score=85, progress=26, repeat=1, started_at=20200101, completed_at=20200200,
        notes="See you", advanced_scores=[90, 80], updated_at=NOW - 10,
    )  # fmt: skip
    film = add_entry(owner, 5, status="COMPLETED", score=70, progress=1, is_hidden=True, updated_at=NOW - 20)
    add_entry(owner, 30002, status="CURRENT", progress=100, progress_volumes=9, updated_at=NOW - 30)
    secret = add_entry(owner, 2**30, status="PLANNING", is_private=True, updated_at=NOW)
    best = CustomList.objects.create(user=owner, type="ANIME", name="Best", position=1)
    CustomList.objects.create(user=owner, type="ANIME", name="Empty", position=0)
    for entry in (bebop, film, secret):
        CustomListEntry.objects.create(user=owner, entry=entry, custom_list=best)
    Favourite.objects.create(user=owner, kind="ANIME", media_id=5, position=1)
    Favourite.objects.create(user=owner, kind="ANIME", media_id=1, position=2)
    Favourite.objects.create(user=owner, kind="CHARACTER", character_id=1, position=1)
    Favourite.objects.create(user=owner, kind="STAFF", staff_id=95357, position=1)
    Favourite.objects.create(user=owner, kind="STUDIO", studio_id=14, position=1)
    return People(owner, follower, stranger)


def add_entry(user: User, media_id: int, **columns: Any) -> ListEntry:
    """Put a work on a person's lists."""
    type_ = "MANGA" if media_id == 30002 else "ANIME"
    return ListEntry.objects.create(user=user, media_id=media_id, **{"type": type_, "created_at": NOW - 99, **columns})


@pytest.fixture
def ask_as(people: People) -> AskAs:
    """Ask as one of the people, or as nobody."""

    def ask(who: User | None, text: str, **variables: object) -> Any:
        return ask_catalogue(text, variables, viewer(who) if who else None)

    return ask
