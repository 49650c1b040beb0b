"""The index follows the database: what is added, changed, moved and removed."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.search.conftest import MakeWorks, add_names, found
from zukan.catalogue.models import Change, Media, MediaName
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.jobs.models import JobRun
from zukan.jobs.queue import queue
from zukan.search import building, jobs
from zukan.search.building import build, compare, follow, is_behind
from zukan.search.finding import find
from zukan.search.folder import read_state
from zukan.sources.actions import undo
from zukan.sources.importing import import_records
from zukan.sources.records import MediaRecord

pytestmark = pytest.mark.django_db


def record(key: str, title: str, **fields: object) -> MediaRecord:
    return MediaRecord(source="anilist", key=key, ids={"anilist": [key]}, type="ANIME", title_romaji=title, **fields)  # type: ignore[arg-type]


def test_there_is_none_until_it_is_built_and_none_is_told_from_nothing_found(own_home: Path) -> None:
    assert find("media", "kite") is None
    build()
    assert find("media", "kite") == []


def test_imports_are_followed(own_home: Path) -> None:
    build()
    import_records([record("1", "Kite Weather", synonyms=["Tako Biyori"]), record("2", "Lantern Road")], "test")
    assert is_behind()
    follow()
    assert not is_behind()
    assert (found("kite"), found("tako"), found("lantern")) == ([1], [1], [2])
    import_records([record("1", "Umbrella Season")], "test")
    follow()
    assert (found("kite"), found("umbrella"), found("tako")) == ([], [1], [1])


def test_undone_import_leaves_it(own_home: Path) -> None:
    import_records([record("1", "Kite Weather")], "first")
    import_records([record("2", "Lantern Road")], "second")
    build()
    undo()
    follow()
    assert (found("lantern"), found("kite")) == ([], [1])


def test_work_that_takes_another_id_is_found_by_that_alone(own_home: Path) -> None:
    local = MediaRecord(source="bangumi-data", key="a", ids={"anidb": ["5"]}, type="ANIME", title_romaji="Kite Weather")
    import_records([local], "test")
    build()
    assert found("kite")[0] >= FIRST_LOCAL_ID
    joint = MediaRecord(source="arm", key="c", ids={"anidb": ["5"], "anilist": ["77"]}, ids_number="ANIME")
    import_records([joint], "test")
    follow()
    compare()
    assert found("kite") == [77]


def test_change_of_popularity_changes_the_order(index: MakeWorks) -> None:
    index({900001: ["Kite Road"], 900002: ["Kite Lane"]})
    assert found("kite") == [900001, 900002]
    Media.objects.filter(id=900002).update(popularity=5_000_000)
    Change.objects.create(entity="media", entity_id=900002, created=False, fields=["popularity"], source="test", at=1)
    follow()
    assert found("kite") == [900002, 900001]


def test_what_no_log_tells_is_mended_by_comparing(index: MakeWorks) -> None:
    index({900001: ["Kite Road"], 900002: ["Kite Lane"]})
    MediaName.objects.filter(media_id=900001).delete()
    Media.objects.filter(id=900002).update(popularity=7)
    Media.objects.create(id=900003, type="ANIME")
    add_names(900003, "Lantern")
    get_user_model().objects.create(username="kitefan")
    assert follow() == "1 written"
    assert (found("kite"), found("lantern"), found("kitefan", "user") != []) == ([900001, 900002], [], True)
    assert compare() == "3 written"
    assert (found("kite"), found("lantern")) == ([900002], [900003])
    assert compare() == "nothing to do"


def test_following_writes_only_what_differs(index: MakeWorks) -> None:
    index({900001: ["Kite Road"], 900002: ["Kite Lane"]})
    for pk in (900001, 900002):
        Change.objects.create(entity="media", entity_id=pk, created=False, fields=["episodes"], source="test", at=1)
    assert follow() == "nothing to do"
    assert read_state().rewritten == 0


@pytest.mark.parametrize("limit", ["MOST_CHANGES", "MOST_REWRITTEN"])
def test_it_is_built_anew_when_much_changed_or_much_was_written_again(
    index: MakeWorks, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    index({900001: ["Kite Road"]})
    before = read_state().build
    monkeypatch.setattr(building, "ENTITIES_AT_ONCE", 0)
    monkeypatch.setattr(building, limit, -1)
    Change.objects.create(entity="media", entity_id=900001, created=False, fields=["format"], source="test", at=1)
    assert follow().startswith("built anew")
    assert read_state().build != before
    assert found("kite") == [900001]


def test_another_database_is_noticed(index: MakeWorks) -> None:
    index({900001: ["Kite Road"]})
    Change.objects.create(entity="media", entity_id=900001, created=True, source="test", at=1)
    follow()
    Change.objects.all().delete()
    Media.objects.filter(id=900001).delete()
    assert follow().startswith("built anew")
    assert found("kite") == []


def test_following_asks_as_much_however_many_works_there_are(index: MakeWorks) -> None:
    from django.test.utils import CaptureQueriesContext

    index({900001 + number: [f"Kite {number}"] for number in range(60)})
    asked = []
    for pks in ((900001,), tuple(range(900002, 900040))):
        for pk in pks:
            MediaName.objects.filter(media_id=pk).update(text=f"Lantern {pk}")
            Change.objects.create(entity="media", entity_id=pk, created=False, fields=["names"], source="test", at=1)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            follow()
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert found("lantern 900039")[0] == 900039


def test_worker_builds_at_its_start_and_follows_when_behind(own_home: Path, make_works: MakeWorks) -> None:
    make_works({900001: ["Kite Road"]})
    jobs.follow_when_behind.call_local()
    queue.execute(queue.dequeue())
    assert JobRun.objects.get().name == "search.follow"
    assert found("kite") == [900001]
    jobs.follow_when_behind.call_local()
    assert queue.storage.queue_size() == 0
