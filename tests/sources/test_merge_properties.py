"""Whatever records say, in whatever order and however often: one catalogue, in which no id is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.digest import digest_lines
from zukan.catalogue.models import ExternalId, Media
from zukan.catalogue.ordering import FIRST_LOCAL_ID
from zukan.sources import importing
from zukan.sources.importing import import_records
from zukan.sources.merge import resolving, titles, updating
from zukan.sources.models import Conflict, SourceRecord
from zukan.sources.records import AnyRecord, MediaRecord, Recommended, Relation
from zukan.sources.sites import SITES

pytestmark = pytest.mark.django_db
KEYS = st.sampled_from(["1", "2", "3"])
TITLES = ("Sakana no Uta", "Sakana no Uta 2", "Yama", "Yoru no Machi", "海の歌")


@st.composite
def works(draw: st.DrawFn) -> MediaRecord:
    """A record that may share ids and names with others."""
    source = draw(st.sampled_from(["anilist", "kitsu", "myanimelist", "arm"]))
    key = draw(KEYS)
    ids = {site: [draw(KEYS)] for site in draw(st.sets(st.sampled_from(["anilist", "myanimelist", "anidb"])))}
    at = draw(st.integers(1, 3))
    if source == "anilist":
        ids["anilist"] = [key]
    if source == "arm":
        return MediaRecord(source=source, key=key, ids=ids, ids_number="ANIME", observed_at=at)
    return MediaRecord(
        source=source,
        key=key,
        ids=ids,
        type="ANIME",
        observed_at=at,
        title_romaji=draw(st.sampled_from(TITLES)),
        start_date=draw(st.sampled_from([None, 20200105, 20210105])),
        episodes=draw(st.sampled_from([None, 1, 12])),
        format=draw(st.sampled_from([None, "TV", "MOVIE"])),
        relations=draw(
            st.none() | st.lists(st.builds(Relation, media=KEYS, relation_type=st.just("SEQUEL")), max_size=2)
        ),
        recommendations=draw(st.none() | st.lists(st.builds(Recommended, media=KEYS, rating=st.just(1)), max_size=1)),
    )


@pytest.fixture
def afresh(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[[list[list[AnyRecord]]], list[str]]:
    """Return what imports some files into an empty catalogue, asks for its digest, and leaves nothing behind.

    All is done in batches of two: what belongs together comes apart there as thousands of records do elsewhere.
    """
    settings.HOME = tmp_path
    monkeypatch.setattr(importing, "ENTRIES_A_BATCH", 2)
    monkeypatch.setattr(resolving, "RECORDS_A_BATCH", 2)
    monkeypatch.setattr(titles, "GROUPS_AT_ONCE", 2)
    monkeypatch.setattr(titles, "GROUPS_A_BATCH", 2)
    monkeypatch.setattr(updating, "WORKS_A_BATCH", 2)

    def afresh(files: list[list[AnyRecord]]) -> list[str]:
        with transaction.atomic():
            for records in files:
                import_records(records, "test")
            check_ids()
            lines = [
                *digest_lines(),
                *(f"{one.token} {sorted(one.records)}" for one in Conflict.objects.order_by("token")),
            ]
            transaction.set_rollback(True)
        return lines

    return afresh


def check_ids() -> None:
    """Fail unless every id that a source gave is in the catalogue, on the work that its record is of."""
    held = set(ExternalId.objects.values_list("media", "site", "key"))
    for record in SourceRecord.objects.filter(kind="media"):
        for site, keys in ids_of(record).items():
            for key in keys:
                if record.entity_id is None:
                    assert record.source == "arm"  # mere ids make no work, and wait
                elif site == "anilist":
                    assert Media.objects.filter(pk=record.entity_id).exists()
                    assert record.entity_id <= int(key) or record.entity_id >= FIRST_LOCAL_ID or several(record)
                else:
                    assert site in SITES
                    assert (record.entity_id, site, key) in held


def ids_of(record: SourceRecord) -> dict[str, list[str]]:
    """Return the ids that a record gives."""
    import msgspec

    found: dict[str, list[str]] = {}
    for joined in msgspec.json.decode(bytes(record.claims)).get("ids", ()):
        site, key = joined.split("\x1f")
        found.setdefault(site, []).append(key)
    return found


def several(record: SourceRecord) -> bool:
    """Return whether a record gives several of AniList's ids: that tells nothing."""
    return len(ids_of(record)["anilist"]) > 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(works(), min_size=1, max_size=7), order=st.randoms(use_true_random=False))
def test_order_files_and_repetition_do_not_matter(
    afresh: Callable[[list[list[AnyRecord]]], list[str]], records: list[AnyRecord], order: Any
) -> None:
    at_once = afresh([records])
    shuffled = list(records)
    order.shuffle(shuffled)
    assert afresh([shuffled, records]) == at_once
    assert afresh([[one] for one in shuffled]) == at_once
