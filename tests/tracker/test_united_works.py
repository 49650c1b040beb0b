"""What people keep goes along when two works turn out to be one."""

import pytest

from tests.graph.conftest import add_media
from zukan.accounts.models import User
from zukan.catalogue.models import Media
from zukan.forum.actions import open_thread
from zukan.forum.models import ThreadMedia
from zukan.sources.merge.rekeying import move_rows, move_what_people_wrote
from zukan.tracker.models import Favourite, ListEntry


@pytest.fixture
def user(db: None) -> User:
    add_media(1, title_romaji="One")
    add_media(2, title_romaji="One again")
    return User.objects.create_user("fan")


def test_an_entry_follows_its_work(user: User) -> None:
    ListEntry.objects.create(user=user, media_id=1, type="ANIME", status="CURRENT", progress=3)
    Favourite.objects.create(user=user, kind="ANIME", media_id=1)
    thread = open_thread(user, "About One", "?", [1], [Media.objects.get(pk=1)])
    move_what_people_wrote(Media, {1: 2})
    Media.objects.filter(pk=1).delete()
    assert ListEntry.objects.get().media_id == Favourite.objects.get().media_id == 2
    assert ThreadMedia.objects.get(thread=thread).media_id == 2


def test_who_has_both_keeps_the_entry_of_the_work_that_stays(user: User) -> None:
    other = User.objects.create_user("other")
    for owner, media in ((user, 1), (user, 2), (other, 1)):
        ListEntry.objects.create(user=owner, media_id=media, type="ANIME", status="CURRENT", progress=media)
    move_what_people_wrote(Media, {1: 2})
    Media.objects.filter(pk=1).delete()
    kept = ListEntry.objects.order_by("user_id").values_list("user__username", "media_id", "progress")
    assert list(kept) == [("fan", 2, 2), ("other", 2, 1)]


def test_an_entry_goes_along_when_its_work_takes_another_id(user: User) -> None:
    ListEntry.objects.create(user=user, media_id=1, type="ANIME", status="CURRENT")
    move_rows(Media, {1: 3})
    assert ListEntry.objects.get().media.pk == 3
