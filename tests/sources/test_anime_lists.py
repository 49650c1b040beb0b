"""Anime-Lists: ids of film and series sites, and where each episode stands there."""

from pathlib import Path

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import ExternalId, Media
from zukan.sources.errors import SourceError
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import MediaRecord, SeriesPlace, StudioRecord, StudioWork

ATTRIBUTES = "tvdbid defaulttvdbseason episodeoffset tmdbtv tmdbseason tmdboffset tmdbid imdbid"
NONE = dict.fromkeys(ATTRIBUTES.split(), "")
SERIES = {**NONE, "anidbid": "7", "tvdbid": "72", "defaulttvdbseason": "1", "tmdbtv": "26", "tmdbseason": "a"}


def mapping(attributes: dict[str, str], inner: str = "") -> str:
    text = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<anime-list><anime {text}><name>Yoru no Fune</name>{inner}</anime></anime-list>"


def singles(*elements: str) -> str:
    return f"<mapping-list>{''.join(elements)}</mapping-list>"


def media(path: Path, reading: Reading | None = None) -> MediaRecord:
    (record,) = (one for one in records(path, reading or Reading()) if isinstance(one, MediaRecord))
    return record


def test_a_work_has_the_ids_of_its_series(write_file: WriteFile) -> None:
    record = media(write_file("list.xml", mapping({**SERIES, "episodeoffset": "12", "imdbid": "tt1,tt2"})))
    assert (record.key, record.type, record.title_romaji) == ("anidb/7", "ANIME", "Yoru no Fune")
    assert record.ids == {"anidb": ["7"], "thetvdb": ["72"], "themoviedb": ["tv/26"], "imdb": ["tt1", "tt2"]}
    assert record.series_places == [
        SeriesPlace(site="thetvdb", key="72", season="1", offset=12),
        SeriesPlace(site="themoviedb", key="tv/26", season="a"),
    ]


def test_films_are_films_and_stand_in_no_series(write_file: WriteFile) -> None:
    record = media(write_file("list.xml", mapping({**NONE, "anidbid": "7", "tvdbid": "movie", "tmdbid": "3,4"})))
    assert record.ids == {"anidb": ["7"], "themoviedb": ["movie/3", "movie/4"]}
    assert (record.series_places, record.is_adult) == (None, None)


def test_the_word_that_means_works_for_adults_is_believed(write_file: WriteFile) -> None:
    assert media(write_file("list.xml", mapping({**NONE, "anidbid": "7", "tvdbid": "hentai"}))).is_adult is True


@pytest.mark.parametrize(
    ("element", "season", "episodes"),
    [
        ('<mapping anidbseason="1" tvdbseason="0">;9-1;18-2;</mapping>', "0", "9-1;18-2"),
        ('<mapping anidbseason="0" tvdbseason="0">;1-3;2-0;</mapping>', "0", "S1-3;S2-0"),
        ('<mapping anidbseason="1" tvdbseason="2" start="14" end="16" offset="-13"/>', "2", "14-1;15-2;16-3"),
        ('<mapping anidbseason="1" tvdbseason="2" start="14" offset="-13"/>', "2", "14-1+"),
        ('<mapping anidbseason="1" tvdbseason="2" start="1" end="3" offset="-2"/>', "2", "2-0;3-1"),
        ('<mapping anidbseason="1" tvdbseason="2">;3-4+5;</mapping>', "2", "3-4+5"),
    ],
)
def test_single_episodes_stand_where_the_mapping_says(
    write_file: WriteFile, element: str, season: str, episodes: str
) -> None:
    record = media(write_file("list.xml", mapping(SERIES, singles(element))))
    assert SeriesPlace(site="thetvdb", key="72", season=season, episodes=episodes) in (record.series_places or ())


def test_a_mapping_speaks_of_the_sites_whose_season_it_names(write_file: WriteFile) -> None:
    inner = singles('<mapping anidbseason="1" tmdbseason="2" start="62" end="62" offset="-61"/>')
    record = media(write_file("list.xml", mapping(SERIES, inner)))
    assert [one for one in record.series_places or () if one.episodes] == [
        SeriesPlace(site="themoviedb", key="tv/26", season="2", episodes="62-1")
    ]


@pytest.mark.parametrize(
    ("element", "place"),
    [
        ('<mapping anidbseason="1" tvdbseason="1" start="1" end="9999999"/>', "mapping.end"),
        ('<mapping anidbseason="1" tvdbseason="1" start="one" end="2"/>', "start"),
        ('<mapping anidbseason="1" tvdbseason="1">;1=2;</mapping>', "mapping"),
    ],
)
def test_a_broken_mapping_names_its_place(write_file: WriteFile, element: str, place: str) -> None:
    with pytest.raises(SourceError, match=f"element 1: .*at `{place}`"):
        media(write_file("list.xml", mapping(SERIES, singles(element))))


def test_studios_are_credited_and_what_has_no_place_is_counted(write_file: WriteFile) -> None:
    inner = "<supplemental-info><studio>Lantern</studio><director>A. Someone</director></supplemental-info>"
    path, reading = write_file("list.xml", mapping(SERIES, inner)), Reading()
    assert media(path, reading).studio_credits == [StudioWork(studio="~Lantern", is_main=True)]
    assert [one.name for one in records(path, Reading()) if isinstance(one, StudioRecord)] == ["Lantern"]
    assert list(reading.skipped) == ["list.xml: supplemental information (director)"]


def test_a_mapping_meets_the_work_of_its_anidb_number(write_file: WriteFile, import_files: Import) -> None:
    titles = '<animetitles><anime aid="7"><title xml:lang="ja" type="official">夜の船</title></anime></animetitles>'
    inner = "<supplemental-info><studio>Lantern</studio></supplemental-info>"
    import_files(write_file("titles.xml", titles), write_file("list.xml", mapping(SERIES, inner)))
    work = Media.objects.get()
    assert (work.title_native, work.title_romaji) == ("夜の船", "Yoru no Fune")
    assert [studio.name for studio in work.studios.all()] == ["Lantern"]
    assert ExternalId.objects.filter(media=work, site="thetvdb", key="72").exists()


def test_the_real_list(test_data: Path) -> None:
    path = test_data / "data/catalogue/anidb_mapping_master_2026-08.xml.gz"
    found = {one.key: one for one in records(path, Reading()) if isinstance(one, MediaRecord)}
    assert len(found) == 16_865
    assert sum("thetvdb" in one.ids for one in found.values()) == 7_465
    assert sum("imdb" in one.ids for one in found.values()) == 1_634
    assert sum(one.is_adult or False for one in found.values()) == 1_289
    bebop = found["anidb/23"]
    assert bebop.ids == {"anidb": ["23"], "thetvdb": ["76885"], "themoviedb": ["tv/30991"]}
    specials = SeriesPlace(site="thetvdb", key="76885", season="0", episodes="S1-2;S2-3;S3-4;S4-0")
    assert specials in (bebop.series_places or ())
    piece = [one for one in found["anidb/69"].series_places or () if one.site == "themoviedb" and one.season == "2"]
    assert (piece[0].episodes or "").startswith("62-1;63-2;")
