"""A catalogue with one of everything, and ways to take it out and in again."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.sources.digest import digest_lines
from zukan.export import exporting
from zukan.sources import records
from zukan.sources.importing import import_paths, import_records

Export = Callable[..., Path]
ANILISTS, NATIVE_ONLY, MANGA = "900001", "kitsu-77", "900003"


class Undo(Exception):  # noqa: N818  # ends a transaction whose work is not wanted
    pass


@pytest.fixture
def home(settings: Any, tmp_path: Path, db: None) -> Path:
    """A home of the test's own."""
    settings.HOME = tmp_path / "home"
    return tmp_path


@pytest.fixture
def everything(home: Path) -> None:
    """Import the catalogue with one of everything."""
    import_records(one_of_everything(), "samples")


@pytest.fixture
def export_to(home: Path) -> Export:
    """Return `export_to(name, form="anilist", media_type=None, force=True)`, which gives the path."""

    def export_to(name: str, form: str = "anilist", media_type: str | None = None, *, force: bool = True) -> Path:
        path = home / name
        exporting.export(path, form, media_type, force=force, progress=lambda *_: None)
        return path

    return export_to


@pytest.fixture
def there_and_back(export_to: Export) -> Callable[[Callable[[], object]], tuple[list[str], list[str]]]:
    """Return `there_and_back(fill)`: the catalogue that `fill` makes, and what another Zukan makes of its export."""

    def there_and_back(fill: Callable[[], object]) -> tuple[list[str], list[str]]:
        before: list[str] = []
        path = Path()
        with suppress(Undo), transaction.atomic():
            fill()
            before = digest_lines()
            path = export_to("out.jsonl")
            raise Undo
        assert digest_lines() == []
        import_paths([path])
        return before, digest_lines()

    return there_and_back


def one_of_everything() -> list[records.AnyRecord]:
    """Return records that fill every table, and every column that has a place of its own in an export."""
    local = records.MediaRecord(
        source="kitsu",
        key=NATIVE_ONLY,
        observed_at=10,
        ids={"kitsu": ["77"], "anidb": ["770"]},
        type="ANIME",
        title_native="無名",
        synonyms=["Nameless"],
        translated_titles=[records.TranslatedTitle(language="zh-Hans", text="无名")],
        cover_large="https://img.example/77.jpg",
        popularity=12,
    )
    gone = records.MediaRecord(
        source="anime-offline-database", key="dead/770", ids={"anidb": ["770"]}, ids_number="ANIME", ids_gone=True
    )
    manga = records.MediaRecord(
        source="anilist", key=MANGA, ids={"anilist": [MANGA]}, type="MANGA", title_romaji="Hon", chapters=9, volumes=1
    )
    counted = records.MediaRecord(
        source="myanimelist",
        key="901",
        ids={"myanimelist": ["901"]},
        type="ANIME",
        title_romaji="Ruri no Fune",
        average_score=71,
        scored_by=100,
        score_rank=5,
        popularity_rank=6,
        popularity=500,
        franchise="Ruri",
    )
    return [the_work(), local, gone, manga, counted, *its_people(), samples(), slot()]


def the_work() -> records.MediaRecord:
    """Return a work that AniList knows."""
    return records.MediaRecord(
        source="anilist",
        key=ANILISTS,
        observed_at=20,
        ids={"anilist": [ANILISTS], "myanimelist": ["901"]},
        id_mal=901,
        type="ANIME",
        title_romaji="Ruri no Fune",
        title_english="Ship of Lapis",
        title_native="瑠璃の船",
        synonyms=["RnF", "Ruri"],
        translated_titles=[records.TranslatedTitle(language="fr", text="Le Navire de lapis")],
        format="TV",
        status="HIATUS",
        origin="WEB_NOVEL",
        season="FALL",
        season_year=2020,
        start_date=20201000,
        end_date=20210300,
        episodes=3,
        duration=24,
        country_of_origin="JP",
        description="A ship.<br>(Source: a story of its own)",
        description_source="Somebody",
        cover_extra_large="https://img.example/xl.jpg",
        cover_color="#e45da1",
        trailer_site="youtube",
        hashtag="#ruri",
        is_adult=False,
        is_licensed=True,
        average_score=70,
        mean_score=69,
        popularity=1000,
        favourites=10,
        trending=3,
        updated_at=1_700_000_000,
        genres=["Drama", "Sci-Fi"],
        tags=[records.TagRank(tag="~Ships", rank=90), records.TagRank(tag="5", rank=None)],
        tag_spoilers=[records.TagSpoiler(tag="5", is_media_spoiler=True)],
        studios=[records.StudioCredit(studio="~Lapis Works", is_main=True), records.StudioCredit(studio="7")],
        relations=[
            records.Relation(media=MANGA, relation_type="ADAPTATION"),
            records.Relation(media="@kitsu:ANIME/77", relation_type="SEQUEL"),
        ],
        rankings=[records.Ranking(rank=4, type="RATED", format="TV", context="highest rated", year=2020, id=4)],
        score_counts=[records.ScoreAmount(score=70, amount=5)],
        status_counts=[records.StatusAmount(status="COMPLETED", amount=6)],
        characters=[
            records.CastEdge(
                character="8",
                role="MAIN",
                position=0,
                id=31,
                voices=[
                    records.Voice(staff="95", language="English", role_notes="young", position=0),
                    records.Voice(staff="95", language="Japanese", dub_group="B", position=1),
                ],
            ),
            records.CastEdge(character="~Nobody", role="SUPPORTING", name="N.", position=1),
        ],
        staff=[records.StaffCredit(staff="95", role="Director", position=0, id=50)],
        recommendations=[records.Recommended(media=MANGA, rating=-2, id=60)],
        reviews=[records.ReviewText(key="5805", author_name="user1", site="AniList", summary="Good", score=80)],
        airing_schedule=[records.Airing(episode=1, airing_at=1_600_000_000, id=70)],
        trends=[records.Trend(date=1_600_041_600, trending=4, popularity=9, releasing=True, episode=1)],
        episode_rows=[
            records.EpisodeText(
                number=1,
                title_english="Sail",
                aired=20201003,
                is_filler=True,
                audio=[records.AudioTrack(language="English", site="Somewhere")],
            ),
            records.EpisodeText(number=2, is_recap=True),
        ],
        external_links=[
            records.Link(url="https://www.example.com/ruri", site="Example", type="INFO", regions="HK, TW", position=0)
        ],
        streaming_episodes=[
            records.StreamingEpisode(url=f"https://video.example/{number}", title=f"Episode {number}", position=number)
            for number in range(600)
        ],
    )


def its_people() -> list[records.AnyRecord]:
    """Return who and what the work points to, known by a number or by a name only."""
    return [
        records.CharacterRecord(
            source="anilist", key="8", ids={"anilist": ["8"]}, name_full="Ruri", name_alternative_spoiler=["The Ship"],
            date_of_birth=626, age="17-18", image_medium="https://img.example/c8.jpg", description="~!sinks!~",
        ),
        records.CharacterRecord(source="anilist", key="~Nobody", name_full="Nobody"),
        records.StaffRecord(
            source="anilist", key="95", ids={"anilist": ["95"]}, name_full="Ada Low", language="Korean",
            years_active=[1999], primary_occupations=["Director"], date_of_death=20200101, home_town="Kobe",
        ),
        records.StudioRecord(source="anilist", key="~Lapis Works", name="Lapis Works", is_animation_studio=True),
        records.StudioRecord(source="anilist", key="7", ids={"anilist": ["7"]}, name="Seven", favourites=3),
        records.TagRecord(source="anilist", key="~Ships", name="Ships", category="Theme-Other"),
        records.TagRecord(source="anilist", key="5", ids={"anilist": ["5"]}, name="Twins", description="Two of them."),
    ]  # fmt: skip


def samples() -> records.MediaRecord:
    """Return what the editors say: a sample review and a pick of theirs."""
    return records.MediaRecord(
        source="editors",
        key=ANILISTS,
        ids={"anilist": [ANILISTS]},
        reviews=[records.ReviewText(key="sample-1", author_name="Editors", body="**Fine.**", is_sample=True)],
        recommendations=[records.Recommended(media=MANGA, preference=2)],
    )


def slot() -> records.MediaRecord:
    """Return when the work without a number is broadcast: its dates are computed."""
    week = 7 * 86_400
    return records.MediaRecord(
        source="bangumi-data",
        key="nameless",
        ids={"kitsu": ["77"]},
        ids_number="ANIME",
        episodes=2,
        broadcast=records.Broadcast(begin=1_600_000_000, end=1_600_000_000 + week, period_days=7),
    )
