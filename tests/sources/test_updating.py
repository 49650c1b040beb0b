"""What is written stays whole: names that move about, and imports that stop half-way."""

from typing import Any

import msgspec
import pytest

from zukan.catalogue.models import Change, Media, MediaName, MediaTag, Season
from zukan.sources.importing import import_records
from zukan.sources.merge import bulk, completing, updating
from zukan.sources.merge.keeping import Entry, keep
from zukan.sources.models import SourceRecord
from zukan.sources.records import AnyRecord, MediaRecord, TagRecord

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings: Any, tmp_path: Any) -> None:
    """A home folder whose lock no other import holds."""
    settings.HOME = tmp_path


def tags(at: int, *names: str) -> list[AnyRecord]:
    return [
        TagRecord(source="anilist", key=str(number), observed_at=at, ids={"anilist": [str(number)]}, name=name)
        for number, name in enumerate(names, 1)
    ]


WORK = MediaRecord(
    source="anilist",
    key="1",
    ids={"anilist": ["1"]},
    type="ANIME",
    season="FALL",
    season_year=2020,
    genres=["Drama"],
    relations=[],
)


def stop(*_: Any) -> None:
    raise KeyboardInterrupt


def test_tags_may_swap_their_names() -> None:
    import_records(tags(1, "Space", "Desert", "Robots"), "anilist")
    import_records(tags(2, "Desert", "Robots", "Space"), "anilist")
    assert list(MediaTag.objects.order_by("id").values_list("name", flat=True)) == ["Desert", "Robots", "Space"]


def test_a_work_is_logged_as_new_when_the_import_stops_behind_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(updating, "update_links", stop)
        with pytest.raises(KeyboardInterrupt):
            import_records([WORK], "anilist")
    assert Media.objects.count() == 1
    import_records([WORK], "anilist")
    assert Change.objects.filter(entity="media", entity_id=1, created=True).count() == 1


def test_seasons_are_counted_after_an_import_that_stopped_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(completing, "recount_seasons", stop)
        with pytest.raises(KeyboardInterrupt):
            import_records([WORK], "anilist")
    assert not Season.objects.exists()
    import_records([WORK], "anilist")
    assert Season.objects.get().anime == 1


def test_a_name_that_grows_when_it_is_folded_still_fits_into_an_index() -> None:
    import_records([msgspec.structs.replace(WORK, title_native="\ufdfa" * 600)], "anilist")
    assert len(MediaName.objects.get().folded) == 600


def test_the_id_of_a_record_that_is_gone_is_not_given_again() -> None:
    keep([Entry("kitsu", "media", str(key), 0, b"{}") for key in range(3)], 1)
    *_, last = SourceRecord.objects.order_by("id").values_list("id", flat=True)
    SourceRecord.objects.filter(pk=last).delete()
    first, second = bulk.new_ids(SourceRecord, 2)
    assert last < first < second
