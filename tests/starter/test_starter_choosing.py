"""What of the sources' rows goes into the starter file, and what is mended on the way."""

from typing import Any

import pytest

from zukan.sources.records import CastEdge, CharacterRecord, MediaRecord, StaffRecord, StudioRecord, StudioWork, Voice
from zukan.starter import choosing, corrections


def row(key: str = "1", source: str = "bangumi", **fields: Any) -> MediaRecord:
    return MediaRecord(source=source, key=key, **fields)


@pytest.mark.parametrize(
    ("ids", "is_taken"),
    [({"anilist": ["5"]}, True), ({"bangumi": ["8"]}, True), ({"anilist": ["6"]}, False), ({"kitsu": ["5"]}, False)],
)
def test_rows_are_taken_about_works_that_another_source_describes(ids: dict[str, list[str]], is_taken: bool) -> None:
    works = [row(source="x", type="ANIME", ids={"anilist": ["5"], "bangumi": ["8"]})]
    told = row(ids=ids)
    assert choosing.of_known_works([told], works) == ([told] if is_taken else [])


def test_a_manga_brings_no_rows_about_the_anime_of_its_number() -> None:
    manga = row(source="x", type="MANGA", ids={"myanimelist": ["5"]})
    assert choosing.of_known_works([row(ids={"myanimelist": ["5"]})], [manga]) == []


def test_figures_give_way_to_those_of_the_work_itself_also_by_way_of_a_third_row() -> None:
    rated = row(source="x", ids={"anilist": ["5"]}, average_score=80)
    between = row(source="y", ids={"anilist": ["5"], "bangumi": ["8"]})
    own, other = (row(key, ids={"bangumi": [key]}, mean_score=70, popularity=9, episodes=12) for key in ("8", "9"))
    list(choosing.without_second_figures([own, other], [rated, between]))
    assert (own.mean_score, own.popularity, own.episodes) == (None, None, 12)
    assert (other.mean_score, other.popularity) == (70, 9)


def test_people_come_with_the_works_that_name_them() -> None:
    cast = [CastEdge(character="character/1", voices=[Voice(staff="person/1")])]
    work = row(characters=cast, studio_credits=[StudioWork(studio="~bones")])
    named = [
        CharacterRecord(source="bangumi", key="character/1"),
        StaffRecord(source="bangumi", key="person/1"),
        StudioRecord(source="bangumi", key="~bones"),
    ]
    stranger = StaffRecord(source="bangumi", key="person/2")
    assert list(choosing.with_their_people([work], [row("2"), stranger, *named])) == [work, *named]


def test_the_japanese_row_makes_the_work_and_the_others_add_titles_and_links() -> None:
    ids = {"bangumi": ["8"]}
    chinese, japanese = (
        row(f"2016-01-01 {country}", type="ANIME", title_native=country, country_of_origin=country, ids=ids)
        for country in ("CN", "JP")
    )
    alone = row("3", type="ANIME", title_native="3", ids={"bangumi": ["9"]})
    corrections.unite_broadcasts([chinese, japanese, alone])
    assert (chinese.type, chinese.ids_number, chinese.title_native, chinese.ids) == (None, "ANIME", None, ids)
    assert (japanese.type, japanese.title_native) == ("ANIME", "JP")
    assert (alone.type, alone.title_native) == ("ANIME", "3")


def test_every_correction_is_of_a_row_that_is_there_and_says_otherwise(test_data: Any) -> None:
    from zukan.starter import build

    rows = {one.key: one for one in build.read_file(test_data / "data", build.BANGUMI_DATA)}
    for key, ids in corrections.RIGHT_IDS.items():
        assert rows[key].ids.get("anilist") != ids["anilist"]
        assert corrections.with_right_ids(rows[key]).ids == {"bangumi": rows[key].ids["bangumi"], **ids}
