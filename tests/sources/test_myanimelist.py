"""MyAnimeList's tables: known by their headers, each with its own ways, all one source."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zukan.sources.claims import folded
from zukan.sources.formats import Reading
from zukan.sources.reading import records
from zukan.sources.records import AnyRecord, Broadcast, EpisodeText, MediaRecord, StudioCredit, StudioRecord, TagRank

Table = Callable[..., list[AnyRecord]]
CATALOGUE = {
    "mal_id": "54",
    "title": "Yoru no Fune",
    "title_english": "Night Ship",
    "title_japanese": "夜の船",
    "type": "TV",
    "source": "Web manga",
    "episodes": "3.0",
    "status": "Finished Airing",
    "airing": "False",
    "aired": "Dec 29, 2023 to Jan 12, 2024",
    "duration": "24 min per ep",
    "rating": "PG-13 - Teens 13 or older",
    "score": "8.25",
    "scored_by": "607954.0",
    "rank": "12.0",
    "popularity": "159",
    "members": "1042401",
    "favorites": "63678",
    "background": "It was shown on a ship.",
    "premiered": "winter",
    "broadcast": "Fridays at 23:00 (JST)",
    "producers": "Lantern Co., Ltd., Pier TV",
    "licensors": "Far Shore",
    "studios": "Quay",
    "genres": "Drama, Suspense, Award Winning",
    "explicit_genres": "",
    "themes": "Mecha, Idols (Female), Idols (Male)",
    "demographics": "Seinen",
}
JIKAN = {
    "anime_id": "54",
    "title": "Yoru no Fune",
    "english_title": "Night Ship",
    "japanese_title": "夜の船",
    "type": "Movie",
    "episodes": "1.0",
    "duration": "1",
    "status": "Finished Airing",
    "source": "Unknown",
    "season": "None None",
    "studios": "Quay",
    "producers": "Lantern Co., Ltd.;Pier TV",
    "genres": "Drama;Hentai",
    "rating": "R+ - Mild Nudity",
    "score": "8.3",
    "scored_by": "700000.0",
    "rank": "11.0",
    "popularity": "150",
    "favorites": "70000",
    "start_date": "1971-01-01",
    "end_date": "",
    "broadcast_day": "",
    "broadcast_time": "",
    "synopsis": "A ship leaves at night.  It returns.  [Written by MAL Rewrite]",
    "trailer_url": "https://www.youtube.com/embed/abcdefghijk?enablejsapi=1",
    "image_url": "https://images.example/54.jpg",
    "explicit_genres": "",
    "themes": "",
    "demographics": "",
    "snapshot": "20260517",
}
COOPERUNION = {
    "animeId": "54",
    "titulo": "Yoru no Fune &amp; Rikuchi&#039;",
    "genero": "Drama, Thriller, Shounen Ai",
    "tipo": "TV",
    "episodios": "Unknown",
    "rating": "9.37",
    "usuarios": "200630",
}
EPISODE = {
    "mal_id": "54",
    "episode": "2",
    "title": "Lights",
    "title_japanese": "灯り",
    "aired": "2024-01-05",
    "score": "4.2",
    "filler": "0",
    "recap": "1",
}


@pytest.fixture
def read(tmp_path: Path) -> Table:
    """Return `read(*rows, name=…, **options)`: the records of a table with these rows."""

    def read(*rows: dict[str, str], name: str = "mal.csv", **options: Any) -> list[AnyRecord]:
        text = io.StringIO()
        table = csv.DictWriter(text, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
        path = tmp_path / name
        path.write_text(text.getvalue())
        return list(records(path, options.get("reading") or Reading(**options)))

    return read


def works(found: list[AnyRecord]) -> list[MediaRecord]:
    return [record for record in found if isinstance(record, MediaRecord)]


def test_a_row_of_the_catalogue_is_a_work(read: Table) -> None:
    reading = Reading()
    (work,) = works(read(CATALOGUE, reading=reading))
    assert work == MediaRecord(
        source="myanimelist",
        key="54",
        ids={"myanimelist": ["54"]},
        type="ANIME",
        title_romaji="Yoru no Fune",
        title_english="Night Ship",
        title_native="夜の船",
        format="TV",
        status="FINISHED",
        origin="MANGA",
        season="WINTER",
        season_year=2024,
        start_date=20231229,
        end_date=20240112,
        episodes=3,
        duration=24,
        average_score=83,
        scored_by=607954,
        score_rank=12,
        popularity=1042401,
        popularity_rank=159,
        favourites=63678,
        age_rating="PG-13 - Teens 13 or older",
        broadcast=Broadcast(begin=1703858400, end=1705068000, period_days=7),
        genres=["Drama", "Thriller", "Mecha"],
        tags=[TagRank(tag="~Award Winning"), TagRank(tag="~Idol"), TagRank(tag="~Seinen")],
        studios=[
            StudioCredit(studio="~Lantern Co., Ltd."),
            StudioCredit(studio="~Pier TV"),
            StudioCredit(studio="~Far Shore"),
            StudioCredit(studio="~Quay", is_main=True),
        ],
    )
    assert not reading.skipped


def test_a_place_of_nought_and_an_unknown_date_say_nothing(read: Table) -> None:
    unknown = {"rank": "0.0", "popularity": "0", "members": "0", "aired": "Not available", "duration": "Unknown"}
    (work,) = works(read({**CATALOGUE, **unknown, "broadcast": "Not scheduled once per week", "type": "CM"}))
    fields = ("score_rank", "popularity_rank", "popularity", "start_date", "duration", "broadcast", "format")
    assert [getattr(work, name) for name in fields] == [None] * len(fields)
    assert (work.season, work.season_year) == ("WINTER", None)


def test_a_row_of_jikan_brings_text_picture_and_trailer(read: Table) -> None:
    (work,) = works(read(JIKAN))
    assert work.observed_at == 1778976000
    assert (work.description, work.description_source) == ("A ship leaves at night.\n\nIt returns.", "MAL Rewrite")
    assert (work.cover_large, work.trailer_site, work.trailer_id) == (
        "https://images.example/54.jpg",
        "youtube",
        "abcdefghijk",
    )
    assert work.start_date == 19710000  # January 1st stands for an unknown day
    assert work.duration is None  # "1" is a minute, or an hour that was cut
    assert (work.origin, work.season) == (None, None)


@pytest.mark.parametrize(
    ("changes", "is_adult"),
    [
        ({"genres": "Drama"}, None),
        ({"genres": "Drama;Hentai"}, True),
        ({"genres": "Drama", "rating": "Rx - Hentai"}, True),
        ({"genres": "Drama;Erotica"}, None),
    ],
)
def test_a_work_is_called_adult_where_the_site_says_so_and_never_the_contrary(
    read: Table, changes: dict[str, str], is_adult: bool | None
) -> None:
    (work,) = works(read({**JIKAN, **changes}))
    assert work.is_adult is is_adult


def test_the_set_of_2016_is_read_with_its_spanish_header(read: Table) -> None:
    (work,) = works(read(COOPERUNION, name="set_2016.csv"))
    assert work == MediaRecord(
        source="myanimelist",
        key="54",
        observed_at=1451606400,
        ids={"myanimelist": ["54"]},
        type="ANIME",
        title_romaji="Yoru no Fune & Rikuchi'",
        format="TV",
        average_score=94,
        popularity=200630,
        genres=["Drama", "Thriller"],
        tags=[TagRank(tag="~Boys' Love")],
    )


def test_episodes_belong_to_works_and_make_none(read: Table) -> None:
    told = works(read(EPISODE, {**EPISODE, "episode": "1", "title": "Film"}))
    assert {(work.key, work.type, work.ids_number) for work in told} == {("54", None, "ANIME")}
    assert [work.episode_rows for work in told] == [
        [
            EpisodeText(
                number=2,
                title_english="Lights",
                title_native="灯り",
                aired=20240105,
                is_filler=False,
                is_recap=True,
            )
        ],
        [EpisodeText(number=1, title_native="灯り", aired=20240105, is_filler=False, is_recap=True)],
    ]


def test_tables_of_several_dates_are_one_source_and_the_later_wins(read: Table) -> None:
    tables = [read(COOPERUNION, name="set_2016.csv"), read(JIKAN), read(CATALOGUE, name="catalogue_2025.csv")]
    for order in (tables, tables[::-1]):
        claims = folded(record for found in order for record in found)["myanimelist", "media", "54"]
        assert claims["average_score"] == [1778976000, 83]  # jikan's, of 2026
        assert claims["popularity"] == [1735689600, 1042401]  # jikan's table does not count members
        assert claims["start_date"] == [1778976000, 19710000]


def test_repeated_ids_of_one_file_are_one_record(read: Table) -> None:
    found = folded(read(CATALOGUE, {**CATALOGUE, "title_english": ""}))
    assert [key for _, kind, key in found if kind == "media"] == ["54"]


def test_the_real_catalogue_is_read_whole(test_data: Path) -> None:
    reading = Reading()
    found = list(records(test_data / "data" / "catalogue" / "mal_catalogue_2025.csv.gz", reading))
    told = {work.key: work for work in works(found)}
    assert (len(works(found)), len(told)) == (15050, 14981)
    frieren = told["52991"]
    assert (frieren.title_english, frieren.start_date, frieren.end_date) == (
        "Frieren: Beyond Journey's End",
        20230929,
        20240322,
    )
    assert (frieren.average_score, frieren.season, frieren.season_year, frieren.episodes) == (93, "FALL", 2023, 28)
    assert StudioCredit(studio="~Madhouse", is_main=True) in (frieren.studios or [])
    assert sum(work.is_adult is True for work in told.values()) == 843
    assert not any(work.is_adult is False for work in told.values())
    assert not any(record.name in {"Inc.", "Ltd.", "Ltd"} for record in found if isinstance(record, StudioRecord))
    assert sum(reading.skipped.values()) == 37  # slots without a time


@pytest.mark.parametrize(
    ("name", "count", "observed", "facts"),
    [
        ("mal_jikan_2026", 4107, 1778976000, ("30", "title_english", "Neon Genesis Evangelion")),
        ("mal_cooperunion_2016", 12294, 1451606400, ("28977", "title_romaji", "Gintama°")),
        ("mal_episodes_2026-07", 4667, 1782864000, ("5114", "ids_number", "ANIME")),
    ],
)
def test_the_other_real_tables_are_read_whole(
    test_data: Path, name: str, count: int, observed: int, facts: tuple[str, str, str]
) -> None:
    told = works(list(records(test_data / "data" / "catalogue" / f"{name}.csv.gz", Reading())))
    assert len(told) == count
    key, field, value = facts
    work = next(work for work in told if work.key == key)
    assert (getattr(work, field), work.observed_at) == (value, observed)
