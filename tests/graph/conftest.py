"""A small catalogue in which each kind of row occurs, and a way to ask it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from zukan.catalogue.models import (
    AiringSchedule,
    Character,
    Episode,
    EpisodeAudio,
    ExternalId,
    Genre,
    Media,
    MediaCharacter,
    MediaExternalLink,
    MediaGenre,
    MediaName,
    MediaRank,
    MediaRelation,
    MediaStaff,
    MediaStreamingEpisode,
    MediaStudio,
    MediaTag,
    MediaTagRank,
    MediaTrend,
    ScoreCount,
    Season,
    Staff,
    StatusCount,
    Studio,
    VoiceRole,
)
from zukan.catalogue.names import fold_name
from zukan.graph.answer import Caller, Query, answer
from zukan.graph.limits import API, Limits
from zukan.graph.run import DjangoDatabase
from zukan.graph.sql import Viewer
from zukan.reviews.models import Recommendation, Review

NOW = 1_700_000_000
Ask = Callable[..., Any]


def ask_catalogue(
    text: str, variables: dict[str, object] | None = None, viewer: Viewer | None = None, limits: Limits = API
) -> Any:
    """Return the decoded `data` of an answer."""
    caller = Caller(limits, NOW, "https://zukan.example", viewer)
    return json.loads(answer(Query(text, variables or {}), caller, DjangoDatabase(connection)))["data"]


@pytest.fixture
def ask(catalogue: None) -> Ask:
    """Ask the small catalogue."""
    return ask_catalogue


def add_media(id_: int, **columns: Any) -> Media:
    """Add a title with its names as the merge would."""
    media = Media.objects.create(id=id_, **{"type": "ANIME", **columns})
    kinds = {"ROMAJI": media.title_romaji, "ENGLISH": media.title_english, "NATIVE": media.title_native}
    for position, (kind, text) in enumerate(kinds.items()):
        if text:
            add_name(media, kind, text, position)
    return media


def add_name(media: Media, kind: str, text: str, position: int) -> None:
    MediaName.objects.create(media=media, kind=kind, text=text, position=position, folded=fold_name(text))


@pytest.fixture
def catalogue(db: None) -> None:
    """Cowboy Bebop with one of everything, its film, a manga, a title of which nothing is known but its name."""
    bebop = add_media(
        1,
        id_mal=1,
        title_romaji="Cowboy Bebop",
        title_english="Cowboy Bebop",
        title_native="カウボーイビバップ",
        format="TV",
        status="FINISHED",
        source="ORIGINAL",
        season="SPRING",
        season_year=1998,
        season_ordinal=1998 * 4 + 1,
        carried_until=2001 * 4 + 2,
        start_date=19980403,
        end_date=19990424,
        episodes=26,
        duration=24,
        country_of_origin="JP",
        description="Bounty hunters & a <i>corgi</i>.",
        description_html="<p>Bounty hunters &amp; a <i>corgi</i>.</p>",
        description_source="Zukan editors",
        cover_large="https://img.example/1.jpg",
        cover_color="#f16b50",
        trailer_id="abc",
        trailer_site="youtube",
        average_score=86,
        mean_score=86,
        popularity=390_000,
        favourites=25_000,
        trending=11,
        trend=11,
        updated_at=1_690_000_000,
    )
    film = add_media(
        5,
        title_romaji="Cowboy Bebop: Tengoku no Tobira",
        title_english='Cowboy Bebop: "The Movie"\n',
        format="MOVIE",
        status="HIATUS",
        source="WEB_NOVEL",
        season="SUMMER",
        season_year=2001,
        season_ordinal=2001 * 4 + 2,
        weighted_score=8_150,
        score_source="anilist",
        scored_by=31_000,
        start_date=20010900,
        episodes=1,
        average_score=82,
        popularity=77_000,
        is_licensed=True,
    )
    manga = add_media(
        30002, id_mal=2, type="MANGA", title_romaji="Berserk", format="MANGA", status="RELEASING", popularity=200_000
    )
    add_media(2**30, title_native="無名")
    add_name(bebop, "SYNONYM", "Space Bounty 100%", 3)
    add_name(bebop, "SYNONYM", "카우보이 비밥", 4)
    genres = {name: Genre.objects.create(name=name) for name in ("Sci-Fi", "Action", "Drama")}
    for media, name in ((bebop, "Sci-Fi"), (bebop, "Action"), (film, "Action"), (manga, "Drama")):
        MediaGenre.objects.create(media=media, genre=genres[name])
    space = MediaTag.objects.create(id=63, name="Space", category="Setting-Universe")
    noir = MediaTag.objects.create(id=327, name="Noir", category="Theme-Other", is_general_spoiler=True)
    MediaTagRank.objects.create(media=bebop, tag=space, rank=94)
    MediaTagRank.objects.create(media=bebop, tag=noir, rank=17, is_media_spoiler=True)
    MediaTagRank.objects.create(media=film, tag=space, rank=60)
    sunrise = Studio.objects.create(id=14, name="Sunrise", is_animation_studio=True, favourites=900)
    bandai = Studio.objects.create(id=23, name="Bandai Visual")
    MediaStudio.objects.create(id=1, media=bebop, studio=bandai, is_main=False)
    MediaStudio.objects.create(id=2, media=bebop, studio=sunrise, is_main=True)
    MediaStudio.objects.create(id=3, media=film, studio=sunrise, is_main=False)
    add_cast(bebop, film)
    MediaRelation.objects.create(id=7, media=bebop, related=film, relation_type="SIDE_STORY")
    MediaRelation.objects.create(id=8, media=film, related=bebop, relation_type="PARENT")
    MediaRelation.objects.create(id=9, media=bebop, related=manga, relation_type="SOURCE")
    add_numbers(bebop, film)
    add_words(bebop, film, manga)


def add_cast(bebop: Media, film: Media) -> None:
    spike = Character.objects.create(
        id=1, name_full="Spike Spiegel", name_first="Spike", name_last="Spiegel", favourites=9_000, date_of_birth=626,
        name_alternative=["Swimming Bird"], name_alternative_spoiler=["S"], description="~!dies!~", age="27",
    )  # fmt: skip
    ed = Character.objects.create(id=16, name_full="Edward", favourites=12_000)
    yamadera = Staff.objects.create(
        id=95357, name_full="Kouichi Yamadera", name_first="Kouichi", name_last="Yamadera", language="Japanese",
        name_native="山寺宏一", years_active=[1985], primary_occupations=["Voice Actor"],
    )  # fmt: skip
    blum = Staff.objects.create(id=95012, name_full="Steve Blum", language="English", favourites=50)
    watanabe = Staff.objects.create(id=97009, name_full="Shinichirou Watanabe", language="Japanese", favourites=800)
    in_series = MediaCharacter.objects.create(id=29, media=bebop, character=spike, role="MAIN", position=0)
    MediaCharacter.objects.create(id=30, media=bebop, character=ed, role="SUPPORTING", position=1)
    in_film = MediaCharacter.objects.create(id=31, media=film, character=spike, role="MAIN", position=0)
    VoiceRole.objects.create(id=1, appearance=in_series, staff=yamadera, language="Japanese", position=0)
    VoiceRole.objects.create(id=2, appearance=in_series, staff=blum, language="English", role_notes="adult", position=1)
    VoiceRole.objects.create(id=3, appearance=in_film, staff=yamadera, language="Japanese", position=0)
    MediaStaff.objects.create(id=100, media=bebop, staff=watanabe, role="Director", position=0)
    MediaStaff.objects.create(id=101, media=film, staff=watanabe, role="Director", position=0)


def add_numbers(bebop: Media, film: Media) -> None:
    MediaRank.objects.create(
        id=48, media=bebop, rank=48, type="RATED", format="TV", all_time=True, context="highest rated all time"
    )
    for score, amount in ((90, 30), (100, 70)):
        ScoreCount.objects.create(media=bebop, score=score, amount=amount)
    StatusCount.objects.create(media=bebop, status="COMPLETED", amount=300)
    for day, popularity in ((NOW - 86_400, 10), (NOW, 12)):
        MediaTrend.objects.create(media=bebop, date=day, popularity=popularity, releasing=day == NOW)
    AiringSchedule.objects.create(id=500, media=bebop, episode=1, airing_at=NOW - 100)
    AiringSchedule.objects.create(id=501, media=bebop, episode=2, airing_at=NOW + 100)
    Season.objects.create(year=1998, season="SPRING", ordinal=1998 * 4 + 1, anime=1)
    Season.objects.create(year=2001, season="SUMMER", ordinal=2001 * 4 + 2, anime=1)


def add_words(bebop: Media, film: Media, manga: Media) -> None:
    first = Episode.objects.create(media=bebop, number=1, title_english="Asteroid Blues", aired=19981024)
    EpisodeAudio.objects.create(episode=first, language="English", site="Crunchyroll")
    Episode.objects.create(media=bebop, number=2, is_recap=True)
    MediaStreamingEpisode.objects.create(
        media=bebop,
        position=0,
        title="Episode 1 - Asteroid Blues",
        url="https://www.crunchyroll.com/1",
        site="Crunchyroll",
    )
    MediaExternalLink.objects.create(
        id=609, media=bebop, url="https://www.hulu.com/bebop", site="Hulu", site_id=7, type="STREAMING", position=0
    )
    ExternalId.objects.create(media=bebop, site="anidb", key="23")
    review = {"media": bebop, "author_name": "user1", "site": "AniList", "created_at": 5, "updated_at": 6}
    Review.objects.create(
        id=70,
        score=90,
        summary="Good",
        body="**Yes**",
        body_html="<p><strong>Yes</strong></p>",
        rating=3,
        rating_amount=4,
        **review,
    )
    Review.objects.create(id=71, score=10, summary="A draft", is_private=True, **review)
    Recommendation.objects.create(id=11, media=bebop, recommended=manga, rating=5)
    Recommendation.objects.create(id=12, media=bebop, recommended=film, rating=40)
