"""Items that are almost right: a reader gives records within all limits, or one fault in words; it never falls."""

import copy
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.test_animeapi import ROW
from tests.sources.test_bangumi import CHARACTER, STAFF, SUBJECT
from tests.sources.test_fribb import ENTRY
from tests.sources.test_kitsu import answer
from tests.sources.test_shikimori import DUMP
from zukan.sources.anidb.reader import AniDbReader
from zukan.sources.anime_lists.reader import AnimeListsReader
from zukan.sources.anime_relations.reader import AnimeRelationsReader
from zukan.sources.animeapi.reader import AnimeApiReader
from zukan.sources.bangumi.reader import BangumiReader
from zukan.sources.files import StreamedFile
from zukan.sources.formats import Reader, Reading
from zukan.sources.fribb.franchises import FribbFranchisesReader
from zukan.sources.fribb.reader import FribbReader
from zukan.sources.kitsu.reader import KitsuReader
from zukan.sources.reading import FAULTS_OF_AN_ITEM, validated
from zukan.sources.records import MediaRecord
from zukan.sources.shikimori.reader import ShikimoriReader

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.sampled_from([1e308, 2**63]),
    st.sampled_from(["1e999", "nan", "-1", "2024-02-30", "9" * 30, "{", "[]", "http://[", "\x1f", "x" * 1_000]),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
ITEMS: list[tuple[type[Reader], Any]] = [
    (FribbReader, ENTRY),
    (FribbFranchisesReader, {"name": "Night Ship", "ids": [54]}),
    (AnimeApiReader, ROW),
    (BangumiReader, {**SUBJECT, "crt": [CHARACTER], "staff": STAFF}),
    (KitsuReader, answer()),
    *((ShikimoriReader, [table, row]) for table, rows in DUMP.items() for row in rows[:1] if "related" not in table),
]
IN_NO_TIME = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    """Yield the paths to all values inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        yield (*path, name)
        yield from places(one, (*path, name))


def mutated(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    changed = copy.deepcopy(value)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = new
    return changed


def read_or_refuse(reader: Reader, value: Any) -> None:
    try:
        validated(reader.records(value))
    except FAULTS_OF_AN_ITEM as error:
        assert str(error)  # noqa: PT017  # either way is right; a fault has words


@pytest.fixture
def reader_of_kind(tmp_path: Path) -> Any:
    def reader_of_kind(kind: type[Reader]) -> Reader:
        path = tmp_path / "items.json"
        path.write_text(json.dumps(DUMP))
        reading = Reading()
        reader = kind(StreamedFile(path, reading), reading)
        if isinstance(reader, ShikimoriReader):
            next(iter(reader.items()))  # reads the tables that are held
        return reader

    return reader_of_kind


@pytest.mark.parametrize(("kind", "item"), ITEMS)
@given(data=st.data())
@IN_NO_TIME
def test_a_value_of_another_kind_is_a_fault_or_nothing(
    reader_of_kind: Any, kind: type[Reader], item: Any, data: st.DataObject
) -> None:
    wanted = [path for path in places(item) if kind is not ShikimoriReader or len(path) > 1]
    path = data.draw(st.sampled_from(wanted))
    value = mutated(item, path, data.draw(VALUES))
    read_or_refuse(reader_of_kind(kind), tuple(value) if kind is ShikimoriReader else value)


@pytest.mark.parametrize(
    ("kind", "item", "path", "new"),
    [
        (BangumiReader, ITEMS[3][1], ("rating", "score"), 1e308),
        (KitsuReader, answer(), ("data", 0, "attributes", "averageRating"), "1e999"),
        (ShikimoriReader, ["animes", DUMP["animes"][0]], (1, "score"), "1e999"),
    ],
)
def test_a_number_that_no_score_can_be_is_a_fault(
    reader_of_kind: Any, kind: type[Reader], item: Any, path: tuple[Any, ...], new: Any
) -> None:
    with pytest.raises(ValueError, match=r"score|float"):
        validated(reader_of_kind(kind).records(mutated(item, path, new)))


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"title_romaji": "Umi\x1fYama"}, "$.title_romaji"),
        ({"synonyms": ["Umi", "\b"]}, "$.synonyms[...]"),
        ({"ids": {"anidb": ["5\x1f6"]}}, "$.ids.anidb[...]"),
        ({"ids": {"ani\x1fdb": ["5"]}}, "$.ids"),
        ({"description": "page\x0cpage"}, "$.description"),
    ],
)
def test_a_control_character_is_a_fault_that_names_the_field(said: dict[str, Any], place: str) -> None:
    with pytest.raises(ValueError, match="control character") as refusal:
        validated([MediaRecord(source="kitsu", key="1", **said)])
    assert f"`{place}`" in str(refusal.value)


def test_what_only_looks_like_one_is_a_text() -> None:
    record = MediaRecord(source="kitsu", key="1", title_romaji="C:\\bar \\u0001", description="a\tb\nc")
    assert validated([record]) == [record]


@pytest.mark.parametrize("kind", [AniDbReader, AnimeListsReader])
@given(
    texts=st.lists(st.text(max_size=20) | st.sampled_from(["-1", "9" * 30, "1-2;", "x-jat"]), min_size=6, max_size=6)
)
@IN_NO_TIME
def test_any_attribute_and_text_is_a_fault_or_nothing(
    reader_of_kind: Any, kind: type[Reader], texts: list[str]
) -> None:
    anime = Element("anime", aid="7", anidbid="7", tvdbid="72", defaulttvdbseason=texts[0], episodeoffset=texts[1])
    SubElement(anime, "title", {"{http://www.w3.org/XML/1998/namespace}lang": texts[2], "type": "main"}).text = texts[3]
    within = SubElement(anime, "mapping-list")
    SubElement(within, "mapping", {"anidbseason": "1", "tvdbseason": texts[4], "start": texts[5]}).text = texts[3]
    read_or_refuse(reader_of_kind(kind), anime)


@given(rule=st.text(alphabet="-> 0123456789|?~:!", max_size=40).map(lambda text: f"- 1|2|3:{text}"))
@IN_NO_TIME
def test_any_rule_is_a_fault_or_a_redirect(reader_of_kind: Any, rule: str) -> None:
    read_or_refuse(reader_of_kind(AnimeRelationsReader), rule)
