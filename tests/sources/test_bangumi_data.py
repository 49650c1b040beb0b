"""bangumi-data and arm: titles, slots, licensed sites and ids."""

from typing import Any

import pytest

from tests.sources.conftest import Import, WriteFile
from zukan.catalogue.models import AiringSchedule, Episode, ExternalId, Media, MediaExternalLink, MediaName

META = {
    "mal": {"title": "MyAnimeList", "urlTemplate": "https://myanimelist.net/anime/{{id}}", "type": "info"},
    "aniList": {"title": "AniList", "urlTemplate": "https://anilist.co/anime/{{id}}", "type": "info"},
    "tmdb": {"title": "TMDB", "urlTemplate": "https://www.themoviedb.org/{{id}}", "type": "info"},
    "stream": {"title": "Stream", "urlTemplate": "https://s.example/{{id}}", "regions": ["HK", "MO"], "type": "onair"},
    "stream_tw": {"title": "Stream TW", "urlTemplate": "https://s.example/{{id}}", "regions": ["TW"], "type": "onair"},
    "copies": {"title": "Copies", "urlTemplate": "https://copies.example/{{id}}", "type": "resource"},
}
ITEM = {
    "title": "夜の船",
    "titleTranslate": {"zh-Hans": ["夜之船"], "en": ["Night Ship"]},
    "type": "tv",
    "lang": "ja",
    "officialSite": "https://yorunofune.example/",
    "begin": "2024-01-10T16:25:00.000Z",
    "broadcast": "R/2024-01-10T16:25:00.000Z/P7D",
    "end": "2024-01-24T16:25:00.000Z",
    "comment": "",
    "sites": [
        {"site": "mal", "id": "54"},
        {"site": "tmdb", "id": "tv/2"},
        {"site": "stream", "id": "9"},
        {"site": "stream_tw", "id": "9"},
        {"site": "copies", "id": "1"},
    ],
}


def collection(*items: dict[str, Any]) -> dict[str, Any]:
    return {"siteMeta": META, "items": list(items)}


def test_a_title_brings_its_names_dates_links_and_ids(write_file: WriteFile, import_files: Import) -> None:
    report = import_files(write_file("data.json.gz", collection(ITEM)))
    work = Media.objects.get()
    assert (work.type, work.format, work.title_native, work.title_english) == ("ANIME", "TV", "夜の船", "Night Ship")
    assert (work.start_date, work.end_date, work.id_mal) == (20240111, 20240125, 54)
    assert (work.season, work.season_year, work.country_of_origin) == ("WINTER", 2024, "JP")
    assert MediaName.objects.get(text="夜之船").language == "zh-Hans"
    links = MediaExternalLink.objects.order_by("position").values_list("url", "type", "regions")
    assert list(links) == [
        ("https://yorunofune.example/", "INFO", None),
        ("https://s.example/9", "STREAMING", "HK, MO, TW"),
    ]
    assert set(ExternalId.objects.values_list("site", "key")) == {("myanimelist", "54"), ("themoviedb", "tv/2")}
    assert report.skipped == {"data.json.gz: a link to an index of unlicensed copies": 1}


@pytest.mark.parametrize(("episodes", "dates"), [(3, [20240111, 20240118, 20240125]), (4, []), (None, [])])
def test_a_slot_dates_episodes_only_when_no_week_was_skipped(
    write_file: WriteFile, import_files: Import, episodes: int | None, dates: list[int]
) -> None:
    item = {**ITEM, "sites": [{"site": "aniList", "id": "900001"}]}
    told = {"id": 900001, "title": {"romaji": "Yoru no Fune"}, "episodes": episodes}
    import_files(write_file("data.json", collection(item)), write_file("anilist.json", told))
    assert list(Episode.objects.order_by("number").values_list("aired", flat=True)) == dates
    assert AiringSchedule.objects.count() == len(dates)


@pytest.mark.parametrize(
    ("day", "changes", "status"),
    [
        (1_700_000_000, {}, "NOT_YET_RELEASED"),
        (1_705_500_000, {}, "RELEASING"),
        (1_800_000_000, {}, "FINISHED"),
        (1_800_000_000, {"end": ""}, None),
        (1_800_000_000, {"end": "", "type": "movie"}, "FINISHED"),
        (None, {}, None),
    ],
)
def test_dates_tell_the_status_on_the_day_of_the_data(
    write_file: WriteFile, import_files: Import, day: int | None, changes: dict[str, str], status: str | None
) -> None:
    import_files(write_file("data.json", collection({**ITEM, **changes})), observed_on=day)
    assert Media.objects.get().status == status


def test_announced_broadcasts_stand_before_those_of_the_slot(write_file: WriteFile, import_files: Import) -> None:
    item = {**ITEM, "sites": [{"site": "aniList", "id": "900001"}]}
    airings = {"nodes": [{"id": 77, "episode": 2, "airingAt": 1705600000}]}
    told = {"id": 900001, "title": {"romaji": "Yoru no Fune"}, "episodes": 3, "airingSchedule": airings}
    import_files(write_file("data.json", collection(item)), write_file("anilist.json", told))
    assert AiringSchedule.objects.get(pk=77).airing_at == 1705600000
    assert list(AiringSchedule.objects.order_by("episode").values_list("episode", flat=True)) == [1, 2, 3]


def test_arm_joins_works_and_makes_none(write_file: WriteFile, import_files: Import) -> None:
    rows = [{"mal_id": 54, "anilist_id": 900001, "syobocal_tid": 8}, {"mal_id": 55}]
    report = import_files(write_file("arm.json", rows))
    assert report.skipped == {"arm.json: a row with a single id says nothing": 1}
    assert not Media.objects.exists()
    import_files(write_file("data.json", collection(ITEM)))
    assert Media.objects.get().pk == 900001
    assert ExternalId.objects.filter(site="shoboi", key="8").exists()
