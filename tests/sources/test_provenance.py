"""For each group of fields: who is believed, since when, by which import, and what others say."""

from typing import Any

import pytest

from zukan.sources import actions
from zukan.sources.importing import import_records
from zukan.sources.models import ImportRun
from zukan.sources.precedence import PRECEDENCE
from zukan.sources.provenance import provenance
from zukan.sources.records import CastEdge, MediaRecord, StreamingEpisode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_sources(settings: Any, tmp_path: Any) -> None:
    """One work of which two sources speak, each in an import of its own."""
    settings.HOME = tmp_path
    ids = {"anilist": ["1"]}
    cast = [CastEdge(character="7", role="MAIN"), CastEdge(character="8")]
    streams = [StreamingEpisode(url="https://example.com/1", title="One")]
    first = MediaRecord(
        source="kitsu", key="5", ids=ids, type="ANIME", observed_at=900, episodes=24, title_romaji="Umi", duration=25
    )
    second = MediaRecord(
        source="anilist", key="1", ids=ids, type="ANIME", observed_at=500, episodes=26, characters=cast
    )
    import_records([first], "older")
    import_records([second], "newer")
    import_records([MediaRecord(source="kitsu", key="5", observed_at=900, streaming_episodes=streams)], "again")


def said(entity: int) -> dict[tuple[str, str], tuple[Any, bool, int]]:
    """Return (source, field) -> (value, whether it is believed, when it was said)."""
    return {
        (voice.source, one.field): (one.value, one.is_believed, one.observed_at)
        for group in provenance("media", entity)
        for voice in group.voices
        for one in voice.said
    }


def test_the_most_believed_source_wins_each_field_and_others_are_told() -> None:
    told = said(1)
    assert told["anilist", "episodes"] == (26, True, 500)
    assert told["kitsu", "episodes"] == (24, False, 900)
    assert told["kitsu", "duration"] == (25, True, 900)  # nobody else said it


def test_lists_are_united_so_that_all_who_tell_of_them_are_believed() -> None:
    cast = next(
        one
        for group in provenance("media", 1)
        for voice in group.voices
        for one in voice.said
        if one.field == "characters"
    )
    assert (cast.value, cast.amount, cast.is_believed, cast.observed_at) == (None, 2, True, 500)


def test_groups_stand_in_the_order_of_the_table_and_name_the_import() -> None:
    groups = provenance("media", 1)
    known = [group.name for group in groups if group.name in PRECEDENCE]
    assert known == [name for name in PRECEDENCE if name in known]
    size = next(group for group in groups if group.name == "size")
    assert [voice.name for voice in size.voices] == ["anilist/1", "kitsu/5"]  # the believed first
    assert [voice.run.source for voice in size.voices if voice.run] == ["newer", "again"]


def test_an_edit_is_marked_and_believed_until_it_is_released() -> None:
    actions.edit("media", 1, {"episodes": 27})
    assert said(1)["here", "episodes"][:2] == (27, True)
    assert said(1)["anilist", "episodes"][:2] == (26, False)
    size = next(group for group in provenance("media", 1) if group.name == "size")
    assert (size.voices[0].is_edit, size.voices[0].run) == (True, ImportRun.objects.get(source="edit"))
    actions.release("media", 1, ["episodes"])
    assert said(1)["anilist", "episodes"][:2] == (26, True)


def test_nobody_speaks_of_what_is_not_there() -> None:
    assert provenance("media", 99) == []
