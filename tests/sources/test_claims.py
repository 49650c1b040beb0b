"""What a source says folds together whatever the order in which it is heard."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from zukan.sources.claims import Claims, claims_of, fold, folded, records_of
from zukan.sources.records import (
    Airing,
    AnyRecord,
    CastEdge,
    Link,
    MediaRecord,
    StaffCredit,
    StudioCredit,
    StudioWork,
    TagRank,
    TagSpoiler,
    Voice,
)

moments = st.integers(0, 3)
references = st.sampled_from(["1", "2", "~bones", "naomi"])
small = st.none() | st.integers(0, 3)
voices = st.builds(
    Voice, staff=references, language=st.sampled_from(["", "Japanese"]), role_notes=st.none() | st.just("young")
)
cast_edges = st.builds(
    CastEdge,
    character=references,
    role=st.sampled_from([None, "MAIN", "BACKGROUND"]),
    position=small,
    voices=st.none() | st.lists(voices, max_size=2),
)
media_records = st.builds(
    MediaRecord,
    source=st.just("anilist"),
    key=st.just("1"),
    observed_at=moments,
    ids=st.dictionaries(st.sampled_from(["anilist", "anidb"]), st.lists(st.sampled_from(["1", "2"]), max_size=2)),
    episodes=small,
    title_romaji=st.none() | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=2),
    is_adult=st.none() | st.booleans(),
    genres=st.none() | st.lists(st.sampled_from(["Action", "Drama"]), max_size=2),
    tags=st.none() | st.lists(st.builds(TagRank, tag=references, rank=small), max_size=2),
    tag_spoilers=st.none()
    | st.lists(st.builds(TagSpoiler, tag=references, is_media_spoiler=st.booleans()), max_size=2),
    studios=st.none() | st.lists(st.builds(StudioCredit, studio=references, is_main=st.booleans()), max_size=2),
    studio_credits=st.none() | st.lists(st.builds(StudioWork, studio=references, is_main=st.booleans()), max_size=2),
    characters=st.none() | st.lists(cast_edges, max_size=2),
    staff=st.none()
    | st.lists(st.builds(StaffCredit, staff=references, role=st.sampled_from(["Director", "Music"])), max_size=2),
    airing_schedule=st.none() | st.lists(st.builds(Airing, episode=st.integers(0, 2), airing_at=small), max_size=2),
    external_links=st.none()
    | st.lists(st.builds(Link, url=st.sampled_from(["https://a.example/", "https://b.example/"]), position=small)),
)


def joined(*parts: Claims) -> Claims:
    result: Claims = {}
    for part in parts:
        fold(result, copy.deepcopy(part))
    return result


@settings(max_examples=60)
@given(media_records, media_records, media_records)
def test_folding_does_not_depend_on_order_grouping_or_repetition(
    first: AnyRecord, second: AnyRecord, third: AnyRecord
) -> None:
    a, b, c = claims_of(first), claims_of(second), claims_of(third)
    assert joined(a, b) == joined(b, a)
    assert joined(joined(a, b), c) == joined(a, joined(b, c))
    assert joined(a, b, a, b) == joined(a, b)


@settings(max_examples=60)
@given(media_records, media_records)
def test_folding_says_whether_anything_changed(first: AnyRecord, second: AnyRecord) -> None:
    known = joined(claims_of(first))
    before = copy.deepcopy(known)
    changed = fold(known, copy.deepcopy(claims_of(second)))
    assert changed == (known != before)
    assert fold(known, copy.deepcopy(claims_of(second))) is False


@settings(max_examples=60)
@given(st.lists(media_records, max_size=4))
def test_claims_written_as_records_and_read_again_are_the_same(records: list[AnyRecord]) -> None:
    for (source, kind, key), claims in folded(records).items():
        again = folded(records_of(source, kind, key, claims))
        assert again.get((source, kind, key), {}) == claims


def test_a_later_answer_wins_and_silence_does_not() -> None:
    early = MediaRecord(source="anilist", key="1", observed_at=10, episodes=12, duration=24)
    late = MediaRecord(source="anilist", key="1", observed_at=20, episodes=13)
    claims = joined(claims_of(late), claims_of(early))
    assert claims["episodes"] == [20, 13]
    assert claims["duration"] == [10, 24]


def test_a_cast_seen_in_parts_is_united_and_genres_are_replaced() -> None:
    first = MediaRecord(
        source="anilist", key="1", observed_at=10, genres=["Action"], characters=[CastEdge(character="1", role="MAIN")]
    )
    second = MediaRecord(
        source="anilist",
        key="1",
        observed_at=20,
        genres=["Drama"],
        characters=[CastEdge(character="2"), CastEdge(character="1", voices=[Voice(staff="9", language="Japanese")])],
    )
    claims = joined(claims_of(first), claims_of(second))
    assert claims["genres"] == [20, ["Drama"]]
    assert claims["characters"]["1"] == {"role": [10, "MAIN"], "voices": {"9\x1fJapanese": {}}}
    assert "2" in claims["characters"]
